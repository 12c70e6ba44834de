import { describe, expect, test } from 'vitest';
import { declaredIds } from '../../src/mission/declared-ids.ts';
import type { MissionFiles } from '../../src/mission/include/included-file.ts';
import { readMission } from '../../src/mission/read.ts';
import { fc } from '../suite/fast-check.ts';

const files: MissionFiles = {
  read: (path) =>
    path === 'more.yml'
      ? { type: 'text', text: 'tasks: { site: make site }\n' }
      : { type: 'refused', found: 'no such file' },
};

function idsOf(text: string): readonly string[] {
  return declaredIds(text, 'mission.yml', files).map(({ id, kind }) => `${kind} ${id}`);
}

const VALID = `name: Ids
tasks:
  api: make api
  site: make site
tests:
  unit: { needs: api, matrix: { node: [22, 24] }, run: npm test }
`;

describe('F680 the ids of a mission file with errors', () => {
  test.each([
    ['no error', VALID],
    ['an unknown key', VALID.replace('run: npm', 'runs: npm')],
    ['an unknown need', VALID.replace('needs: api', 'needs: apis')],
    ['no name', VALID.replace('name: Ids\n', '')],
    ['a bracket that is not closed', VALID.replace('npm test }', 'npm test')],
    ['a tab', VALID.replace('name: Ids', 'name: Ids\n\tgoal: none')],
    ['a conflict at its start', `<<<<<<< HEAD\n=======\n>>>>>>> main\n${VALID}`],
    ['a conflict below a task', VALID.replace('tests:', '<<<<<<< HEAD\n=======\n>>>>>>> main\ntests:')],
    ['a second document', `${VALID}---\nname: Second\n`],
  ])('are known with %s', (_, text) => {
    expect(idsOf(text).toSorted()).toEqual(['task api', 'task site', 'test unit (22)', 'test unit (24)']);
  });

  test('are those of both sides of a conflict', () => {
    const conflict = '<<<<<<< HEAD\n  one: make one\n=======\n  two: make two\n>>>>>>> main\n  site:';
    expect(idsOf(VALID.replace('  site:', conflict))).toEqual(expect.arrayContaining(['task one', 'task two']));
  });

  test('are known in a large file with a conflict, which is read less often', { timeout: 120_000 }, () => {
    const many = Array.from({ length: 8000 }, (_, index) => `  t${index}: make\n`).join('');
    const conflict = '<<<<<<< HEAD\n=======\n>>>>>>> main\n';
    expect(idsOf(`tasks:\n${many}${conflict}tests:\n  unit: make test\n`)).toHaveLength(8001);
  });

  test('are also those of included files', () => {
    expect(idsOf('include: [more.yml]\ntests: { unit: { runs: true } }\n')).toEqual(
      expect.arrayContaining(['test unit', 'task site']),
    );
  });

  test.each([
    ['an empty file', ''],
    ['a list', '- a\n'],
    ['tasks in a list', 'tasks: [a, b]\n'],
    ['a file that is nested too deeply', '['.repeat(10_000)],
    ['an id that no file could have', 'tasks: { "../../x": make, "a b": make, "": make }\n'],
  ])('are none in %s', (_, text) => {
    expect(idsOf(text)).toEqual([]);
  });

  test('are those of the mission, if the file has no error', () => {
    const { mission } = readMission(VALID, 'mission.yml', { files });
    expect(declaredIds(VALID, 'mission.yml', files)).toEqual(mission?.tasks.map(({ id, kind }) => ({ id, kind })));
  });

  test('are read without a failure whatever the text is, each once', () => {
    const piece = fc.constantFrom(
      '  ',
      '\t',
      ':',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '\n',
      '|',
      '>',
      '&a ',
      '*a',
      '!!x ',
      '? ',
      '- ',
      '%',
      '---\n',
      '\0',
    );
    const cut = fc.record({ at: fc.nat(VALID.length), length: fc.nat(12), piece });
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 6 }), (cuts) => {
        const text = cuts.reduce(
          (all, { at, length, piece: put }) => all.slice(0, at) + put + all.slice(at + length),
          VALID,
        );
        const ids = declaredIds(text, 'mission.yml', files).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });
});
