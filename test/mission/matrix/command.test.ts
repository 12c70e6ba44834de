import { describe, expect, test } from 'vitest';
import { readCommandOutput, type ValuesOf } from '../../../src/mission/matrix/command.ts';
import { readMission } from '../../../src/mission/read.ts';
import { fc } from '../../suite/fast-check.ts';

describe('the output of a command', () => {
  test('is a JSON list of texts, numbers and booleans', () => {
    expect(readCommandOutput(' ["3.12", 3.13, true]\n')).toEqual({ type: 'values', values: ['3.12', 3.13, true] });
  });

  test.each([
    ['', 'expected a JSON list, found no output'],
    ['3.12 3.13', 'expected a JSON list, found `3.12 3.13`'],
    ['{"a": 1}', 'expected a JSON list, found `{"a": 1}`'],
    [`"${'x'.repeat(200)}"`, `…`],
    ['[]', 'expected at least one value, found an empty list'],
    ['[1, null]', 'expected texts, numbers and booleans in the list, found `null` as item 2'],
    ['[[1]]', 'found `[1]` as item 1'],
    [JSON.stringify(Array.from({ length: 257 }, (_, index) => index)), 'expected at most 256 values, found 257'],
  ])('F315 %j is refused with what was found', (output, message) => {
    expect(readCommandOutput(output)).toMatchObject({ type: 'failed', message: expect.stringContaining(message) });
  });

  test('F315 is never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (output) => {
        expect(['values', 'failed']).toContain(readCommandOutput(output).type);
      }),
    );
  });
});

const text = `name: X
tasks:
  build: { run: make, matrix: { os: [linux], part: { command: ./list-parts } } }
  test: { run: make test, needs: "build (linux, api)" }
`;

describe('a matrix with a command', () => {
  test('is read with the values that the command has printed', () => {
    const valuesOf: ValuesOf = ({ id, dimension, command }) =>
      id === 'build' && dimension === 'part' && command === './list-parts'
        ? { type: 'values', values: ['api', 'site'] }
        : undefined;
    const { mission, diagnostics, commands } = readMission(text, 'm.yml', { valuesOf });
    expect(diagnostics).toEqual([]);
    expect(commands).toEqual([]);
    expect(mission?.tasks.map(({ id }) => id)).toEqual(['build (linux, api)', 'build (linux, site)', 'test']);
  });

  test('has no combinations before its command has run', () => {
    const { mission, diagnostics, commands } = readMission(
      `defaults: { shell: sh, working-directory: ci }\n${text}`,
      'm.yml',
    );
    expect(mission).toBeUndefined();
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['unknown-values', 'hint']]);
    expect(commands).toEqual([
      {
        ...{ id: 'build', dimension: 'part', command: './list-parts' },
        ...{ shell: 'sh', workingDirectory: 'ci', secrets: [] },
      },
    ]);
  });

  test.each([
    [{ type: 'failed', message: 'exit code 2' } as const, 'matrix-command', 'the command for `part`: exit code 2'],
    [{ type: 'values', values: ['a', 'a'] } as const, 'duplicate-combination', 'found `a` again'],
    [{ type: 'values', values: ['ä'] } as const, 'invalid-matrix-value', 'expected printable ASCII characters'],
    [
      { type: 'values', values: ['web'] } as const,
      'unknown-id',
      'there is no task or test with the id `build (linux, api)`',
    ],
  ])('F315 the failure of %j is shown in the file', (values, code, message) => {
    const { mission, diagnostics } = readMission(text, 'm.yml', { valuesOf: () => values });
    expect(mission).toBeUndefined();
    const [first] = diagnostics;
    expect(first).toMatchObject({ code, severity: 'error', message: expect.stringContaining(message) });
    // The command, or the need of a combination that it did not print.
    expect([first?.line, first?.column]).toEqual(code === 'unknown-id' ? [4, 34] : [3, 63]);
  });
});
