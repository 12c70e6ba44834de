import { describe, expect, test } from 'vitest';
import { readMission } from '../../../src/mission/read.ts';
import { readFiles } from '../include/files.ts';
import { codes, read } from '../read-valid.ts';

/** An expression as written in a mission file. */
const expression = (inner: string): string => ['$', `{{ ${inner} }}`].join('');

/** A task with the matrix `os: [linux, windows]` and this list of steps. */
const withMatrix = (steps: string): string =>
  `name: Steps\ntasks:\n  a:\n    matrix: { os: [linux, windows] }\n    steps: [${steps}]\n`;

describe('values of a matrix in steps', () => {
  test('are filled into name and working directory, also of finally steps, and stay in env until the step starts', () => {
    const { tasks } = read(
      `${withMatrix(`{ name: "For \${{ matrix.os }}", working-directory: "parts/\${{ matrix.os }}", run: make, env: { OS: "\${{ matrix.os }}" } }`)}    finally: [{ run: clean, working-directory: "\${{ matrix.os }}" }]\n`,
    );
    expect(tasks.map(({ steps, finally: last }) => [...steps, ...(last ?? [])])).toEqual([
      [
        { name: 'For linux', run: 'make', workingDirectory: 'parts/linux', env: { OS: expression('matrix.os') } },
        { run: 'clean', workingDirectory: 'linux' },
      ],
      [
        { name: 'For windows', run: 'make', workingDirectory: 'parts/windows', env: { OS: expression('matrix.os') } },
        { run: 'clean', workingDirectory: 'windows' },
      ],
    ]);
  });

  test('that do not exist, lead out of the root or belong to no matrix are errors', () => {
    expect(codes(withMatrix(`{ run: make, working-directory: "${expression('matrix.so')}" }`))).toEqual([
      'unknown-dimension',
    ]);
    expect(codes(withMatrix(`{ run: make, working-directory: "../${expression('matrix.os')}" }`))).toEqual([
      'path-outside',
    ]);
    expect(codes(withMatrix(`{ run: make, working-directory: "${expression('tasks.a.result')}" }`))).toEqual([
      'expression-context',
    ]);
    const without = `name: S\ntasks: { a: { steps: [{ run: make, working-directory: "${expression('matrix.os')}" }] } }\n`;
    expect(readMission(without, 'mission.yml').diagnostics).toMatchObject([{ code: 'unknown-dimension', line: 2 }]);
  });
});

describe('steps of an included file', () => {
  const part = `name: Part
tasks:
  setup: { run: ./setup.sh }
  work:
    needs: setup
    steps:
      - { id: first, run: ./first.sh, if: tasks.setup.result == 'success' }
      - { run: ./second.sh, if: steps.first.outcome == 'success', env: { HOST: "\${{ tasks.setup.outputs.host }}" } }
    finally:
      - { run: ./clean.sh, if: "tasks.setup.result == 'failure'", env: { X: "\${{ steps.first.outcome }}" } }
`;
  const main = 'name: Main\ninclude: [{ file: part.yml, as: db }]\ntasks: { build: make }\n';

  test('name tasks of their file by its ids, and steps as they are written', () => {
    const { mission, diagnostics } = readFiles({ 'main.yml': main, 'part.yml': part });
    expect(diagnostics).toEqual([]);
    const work = mission?.tasks.find(({ id }) => id === 'db.work');
    expect(work?.steps).toEqual([
      { id: 'first', run: './first.sh', if: "tasks['db.setup'].result == 'success'" },
      {
        run: './second.sh',
        if: "steps.first.outcome == 'success'",
        env: { HOST: expression("tasks['db.setup'].outputs.host") },
      },
    ]);
    expect(work?.finally).toEqual([
      { run: './clean.sh', if: "tasks['db.setup'].result == 'failure'", env: { X: expression('steps.first.outcome') } },
    ]);
  });

  test('have their mistakes reported in their file, at the place as it is written', () => {
    const broken = part
      .replace('if: tasks.setup.result', 'if: tasks.setpu.result')
      .replace('steps.first.outcome }', 'steps.frist.outcome }');
    const { diagnostics } = readFiles({ 'main.yml': main, 'part.yml': broken });
    const places = diagnostics.map(({ code, file, line, column }) => ({ code, file, line, column }));
    const columnOf = (line: number, text: string): number => 1 + (broken.split('\n')[line - 1] ?? '').indexOf(text);
    expect(places).toEqual([
      { code: 'unknown-id', file: 'part.yml', line: 7, column: columnOf(7, 'setpu') },
      { code: 'unknown-step', file: 'part.yml', line: 10, column: columnOf(10, 'frist') },
    ]);
  });
});
