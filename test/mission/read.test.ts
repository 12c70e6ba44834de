import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readMission } from '../../src/mission/read.ts';
import { ADMISSION, TASK } from '../build-mission.ts';
import { codes, read, readTask } from './read-valid.ts';

test('the control-center plan is read without findings', () => {
  const plan = readFileSync(new URL('fixtures/control-center.plan.yml', import.meta.url), 'utf8');
  const mission = read(plan);
  expect(mission).toMatchObject({
    name: 'Control Center Comprehensive Fix',
    goal: 'Maximize efficiency while maintaining system performance',
    failFast: false,
    admission: { cpu: { caution: 60, limit: 75 }, load: 100, sample: 1000, recheck: 300_000, patience: 30_000 },
  });
  expect(mission.tasks.map(({ id }) => id)).toEqual([
    'L2.2.1',
    'L2.2.2',
    'L2.2.3',
    'L2.2.4',
    'L3.2.4.1',
    'L3.2.3.1',
    'L3.2.2.1',
    'L3.ALL.1',
  ]);
  expect(mission.tasks[6]).toEqual({
    ...TASK,
    id: 'L3.2.2.1',
    kind: 'test',
    name: 'Security Integration Tester',
    needs: ['L2.2.2'],
    supports: 'L2.2.1',
    deploy: 'if-running',
    load: 5,
    expect: 1_800_000,
    deliverable: 'agent-reports/L3.2.2.1_SECURITY_INTEGRATION.md',
    line: 38,
  });
  expect(mission.tasks[7]?.needs).toEqual(['L2.2.1', 'L2.2.2', 'L2.2.3', 'L2.2.4']);
});

describe('defaults', () => {
  test('a mission of one command has all defaults', () => {
    expect(read('name: Least\ntasks: { a: { run: make } }')).toEqual({
      name: 'Least',
      scope: [],
      failFast: false,
      admission: { ...ADMISSION, patience: 30_000 },
      tasks: [{ ...TASK, id: 'a', kind: 'task', name: 'a', steps: [{ run: 'make' }], line: 2 }],
      services: [],
    });
  });

  test('a log limit is read as a size', () => {
    expect(read('name: Short\nlog-limit: 1.5MB\ntasks: { a: { run: make } }').logLimit).toBe(1_572_864);
  });

  test('the default caution is lowered to a lower limit', () => {
    const { admission } = read('name: Low\nadmission: { cpu: { limit: 40 } }\ntasks: { a: { run: make } }');
    expect(admission.cpu).toEqual({ caution: 40, limit: 40 });
  });

  test('a task overrides the defaults of the mission', () => {
    const top = 'defaults: { shell: sh, working-directory: src, timeout: 1h }';
    expect(readTask('run: make', top)).toMatchObject({ shell: 'sh', workingDirectory: 'src', timeout: 3_600_000 });
    const own = readTask('run: make, shell: python, working-directory: lib, timeout: 5m', top);
    expect(own).toMatchObject({ shell: 'python', workingDirectory: 'lib', timeout: 300_000 });
  });
});

describe('text', () => {
  test('F53 no and 22:22 stay text, and numbers and booleans count as the text that was written', () => {
    const task = readTask(
      'run: true, name: 2024, env: { A: no, B: 22:22, C: 1.10, D: 0x1F, E: true, F: "", G: 1_000, H: 007, I: ~x }',
    );
    expect(task.name).toBe('2024');
    expect(task.steps).toEqual([{ run: 'true' }]);
    expect(task.env).toEqual({
      A: 'no',
      B: '22:22',
      C: '1.10',
      D: '0x1F',
      E: 'true',
      F: '',
      G: '1_000',
      H: '007',
      I: '~x',
    });
  });

  test('ids that look like numbers are text wherever they are named, and keep the order of the file', () => {
    const { tasks } = read(
      'name: Numbers\ntasks: { b: { run: a }, 10: { run: a }, 1.10: { run: a } }\ntests: { 2: { needs: 1.10, supports: 10, run: a }, 1: { needs: [1.10, 10], run: a } }',
    );
    expect(tasks.map(({ id }) => id)).toEqual(['b', '10', '1.10', '2', '1']);
    expect(tasks[3]).toMatchObject({ needs: ['1.10'], supports: '10' });
    expect(tasks[4]).toMatchObject({ needs: ['1.10', '10'] });
  });

  test('names of built-in object properties are ordinary ids and variables', () => {
    const { tasks } = read(
      'name: Objects\ntasks: { constructor: { run: a, env: { toString: x } }, valueOf: { run: a, needs: constructor } }',
    );
    expect(tasks.map(({ id }) => id)).toEqual(['constructor', 'valueOf']);
    expect(tasks[0]?.env).toEqual({ toString: 'x' });
    expect(codes('name: Objects\ntasks: { a: { run: a, needs: toString } }')).toEqual(['unknown-id']);
  });

  test('F51 a byte order mark and CRLF are accepted, and places stay correct', () => {
    const text = '\uFEFFname: Windows\r\ntasks:\r\n  a:\r\n    run: |\r\n      one\r\n      two\r\n';
    const mission = read(text);
    expect(mission.tasks[0]).toMatchObject({ line: 3, steps: [{ run: 'one\ntwo\n' }] });
    const { diagnostics } = readMission('\uFEFFnam: x\r\ntasks: { a: { run: a } }\r\n', 'mission.yml');
    expect(diagnostics.find(({ code }) => code === 'unknown-key')).toMatchObject({ line: 1, column: 1, endColumn: 4 });
  });
});

describe('tasks', () => {
  test('the environment of the task wins over that of the mission', () => {
    expect(readTask('run: make, env: { B: task }', 'env: { A: mission, B: mission }').env).toEqual({
      A: 'mission',
      B: 'task',
    });
  });

  test('steps keep their order and names', () => {
    expect(readTask('steps: [{ name: First, run: one }, { run: two }]').steps).toEqual([
      { name: 'First', run: 'one' },
      { run: 'two' },
    ]);
  });

  test('scope is one text or a list', () => {
    expect(readTask('run: make, scope: API').scope).toEqual(['API']);
    expect(readTask('run: make, scope: [API, 22]').scope).toEqual(['API', '22']);
  });

  test('every other key is read in its unit', () => {
    expect(
      readTask(
        'run: a, description: Why, load: 12.5, memory: 1GB, expect: 90s, continue-on-error: true, deliverable: r/a.md',
      ),
    ).toMatchObject({
      description: 'Why',
      load: 12.5,
      memory: 1_073_741_824,
      expect: 90_000,
      continueOnError: true,
      deliverable: 'r/a.md',
    });
  });

  test('a task may need tasks and tests', () => {
    const { tasks } = read(
      'name: Both\ntasks: { a: { run: a }, b: { run: b, needs: [a, t] } }\ntests: { t: { run: t, needs: a } }',
    );
    expect(tasks[1]?.needs).toEqual(['a', 't']);
  });

  test('a value can be repeated with an alias, and a wrong one is reported once, where it is written', () => {
    const { tasks } = read(
      'name: Alias\ntasks:\n  a: { run: a, env: &env { A: b } }\n  b: { run: b, env: *env }\n  c: { run: c, env: *env }\n',
    );
    expect(tasks.map(({ env }) => env)).toEqual([{ A: 'b' }, { A: 'b' }, { A: 'b' }]);
    const { diagnostics } = readMission(
      'name: Alias\ntasks:\n  a: { run: a, env: &env { A: [b] } }\n  b: { run: b, env: *env }\n',
      'mission.yml',
    );
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: 'wrong-type',
      line: 3,
      message: '`A`: expected a text, found a list',
    });
  });
});

describe('findings', () => {
  test('a mission with a warning is still read', () => {
    const { mission, diagnostics } = readMission(
      'name: Warned\ntasks: { a: { run: a } }\ntests: { t: { run: t, needs: [a, a] } }',
      'mission.yml',
    );
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'duplicate-need' }]);
    expect(mission?.tasks[1]?.needs).toEqual(['a']);
  });

  test('name the file as the user did and are sorted by place', () => {
    const { diagnostics } = readMission('tasks:\n  b: { run: b, needs: x }\n  a: { rn: a, nme: b }\n', './a b.yml');
    expect(diagnostics.every(({ file }) => file === './a b.yml')).toBe(true);
    const places = diagnostics.map(({ line, column }) => line * 1000 + column);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'missing-key',
      'unknown-id',
      'no-command',
      'unknown-key',
      'unknown-key',
    ]);
  });

  test('F55 paths that leave the workspace are refused, and paths that only seem to leave it are not', () => {
    for (const path of ['/a', '../a', 'a/../../b', '\\\\server\\a', 'C:a', '..', 'a\\..\\..\\b', './../a']) {
      expect(codes(`name: P\ntasks: { a: { run: a, working-directory: '${path}' } }`), path).toEqual(['path-outside']);
    }
    for (const path of ['.', './a', 'a/../b', '..a', 'a..', '...', 'a/b/', 'a b']) {
      expect(codes(`name: P\ntasks: { a: { run: a, working-directory: '${path}' } }`), path).toEqual([]);
    }
  });

  test('F11 a NUL character anywhere is refused at its place', () => {
    const { diagnostics } = readMission('name: N\ntasks: { a: { run: "a\\0b", env: { "A\\0": b } } }', 'mission.yml');
    expect(diagnostics.map(({ code, line, column }) => ({ code, line, column }))).toEqual([
      { code: 'nul-character', line: 2, column: 20 },
      { code: 'nul-character', line: 2, column: 35 },
    ]);
  });

  test('a test can support any task except its ancestors', () => {
    const text = (supports: string): string =>
      `name: D\ntasks: { a: { run: a }, b: { run: b, needs: a }, c: { run: c }, d: { run: d, needs: t } }\ntests: { t: { run: t, needs: b, supports: ${supports}, deploy: if-running } }`;
    expect(codes(text('a'))).toEqual(['never-deployed']);
    expect(codes(text('b'))).toEqual(['never-deployed']);
    expect(codes(text('c'))).toEqual([]);
    expect(codes(text('d'))).toEqual([]);
  });

  test('40 conditional tests are checked independently', () => {
    const tasks = Array.from({ length: 40 }, (_, index) => `a${index}: { run: a }`).join(', ');
    const tests = Array.from({ length: 40 }, (_, index) => {
      const supports = index % 3 === 0 ? index : (index + 1) % 40;
      return `t${index}: { run: t, needs: a${index}, supports: a${supports}, deploy: if-running }`;
    });
    const { diagnostics } = readMission(
      `name: D\ntasks: { ${tasks} }\ntests:\n  ${tests.join('\n  ')}\n`,
      'mission.yml',
    );
    expect(diagnostics.map(({ line }) => line - 4)).toEqual(Array.from({ length: 14 }, (_, index) => index * 3));
  });
});
