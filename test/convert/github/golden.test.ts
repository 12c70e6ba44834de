import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { convert } from '../../../src/convert/assemble/convert.ts';

const folder = join(import.meta.dirname, 'golden');
const names = globSync('*.yml', { cwd: join(folder, 'workflows') })
  .map((name) => name.slice(0, -'.yml'.length))
  .sort();

describe('workflows of every shape', () => {
  test('there are enough of them', () => {
    expect(names.length).toBeGreaterThanOrEqual(15);
  });

  /** UPDATE_GOLDEN=1 rewrites what is expected; read the difference before you commit it. */
  test.each(names)('%s becomes the mission of its golden file', (name) => {
    const text = readFileSync(join(folder, 'workflows', `${name}.yml`), 'utf8');
    const result = convert([{ path: `${name}.yml`, text }]);
    const written = result.type === 'converted' ? result.text : describeOther(result);
    const golden = join(folder, 'missions', `${name}.yml`);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, written);
    expect(existsSync(golden), 'run with UPDATE_GOLDEN=1 to write it').toBe(true);
    expect(written).toBe(readFileSync(golden, 'utf8'));
    expect(result).toMatchObject({ type: 'converted', repaired: 0 });
  });
});

describe('the comments of a converted workflow', () => {
  test.each(names)('F460 %s has every note as a comment with file and line', (name) => {
    const text = readFileSync(join(folder, 'workflows', `${name}.yml`), 'utf8');
    const result = convert([{ path: `${name}.yml`, text }]);
    if (result.type !== 'converted') throw new Error('expected a conversion');
    const comments = result.text.replace(/\n *#( {3})?/g, ' ').replace(/\s+/g, ' ');
    for (const note of result.notes) {
      expect(note.place.line).toBeGreaterThan(0);
      const { place, construct, text: why } = note;
      const comment = `${construct} (${why})`.replace(/\s+/g, ' ');
      expect(comments).toContain(comment);
      const before = comments.slice(0, comments.indexOf(comment));
      expect(comments).toMatch(new RegExp(`${place.file}:[\\d, ]*\\b${place.line}\\b`));
      expect(before).toContain(place.file);
    }
  });
});

function describeOther(result: ReturnType<typeof convert>): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
