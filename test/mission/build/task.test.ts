import { describe, expect, test } from 'vitest';
import { codes, read, readTask } from '../read-valid.ts';

/** An expression as written in a mission file. */
const expression = (inner: string): string => ['$', `{{ ${inner} }}`].join('');

describe('triggers', () => {
  test('an `if` is kept as its source, without the braces around it', () => {
    expect(readTask('run: a, if: always()').if).toBe('always()');
    expect(readTask(`run: a, if: "${expression("env.A == 'b'")}"`).if).toBe("env.A == 'b'");
    expect(readTask('run: a')).not.toHaveProperty('if');
  });

  test('`needs-any` takes several ids or `tasks`, beside `needs`', () => {
    const { tasks } = read(
      'name: Any\ntasks: { a: { run: a }, b: { run: b }, c: { run: c, needs: a } }\ntests: { t: { run: t, needs: a, needs-any: [b, c] }, u: { run: u, needs-any: tasks } }',
    );
    expect(tasks[3]).toMatchObject({ needs: ['a'], needsAny: ['b', 'c'] });
    expect(tasks[4]).toMatchObject({ needs: [], needsAny: ['a', 'b', 'c'] });
  });

  test('a test with `needs-any` gets no warning, and cannot support a task that all alternatives come after', () => {
    const text = (any: string): string =>
      `name: D\ntasks: { a: { run: a }, b: { run: b, needs: a }, c: { run: c, needs: a }, d: { run: d } }\ntests: { t: { run: t, needs-any: ${any}, supports: a, deploy: while-running } }`;
    expect(codes(text('[b, c]'))).toEqual(['never-deployed']);
    expect(codes(text('[b, d]'))).toEqual([]);
    expect(codes(text('tasks'))).toEqual([]);
  });
});

describe('settings', () => {
  test('a retry has a short form and defaults', () => {
    const usual = { delay: 0, backoff: 1, on: ['failure', 'timeout'] };
    expect(readTask('run: a, retry: 3').retry).toEqual({ ...usual, attempts: 3 });
    expect(readTask('run: a, retry: { attempts: 2, on: out-of-memory }').retry).toEqual({
      ...usual,
      attempts: 2,
      on: ['out-of-memory'],
    });
    expect(readTask('run: a, retry: { attempts: 4, delay: 10s, backoff: 1.5, on: [timeout] }').retry).toEqual({
      attempts: 4,
      delay: 10_000,
      backoff: 1.5,
      on: ['timeout'],
    });
    expect(readTask('run: a')).not.toHaveProperty('retry');
  });

  test('defaults for tasks or tests override general defaults, and a task overrides both', () => {
    const { tasks } = read(
      `name: Levels
defaults:
  shell: sh
  timeout: 1h
  retry: { attempts: 3, delay: 5s }
  load: 5
  cpus: 4
  tasks: { timeout: 2h, working-directory: src }
  tests: { retry: 2, shell: python, load: 10, cpus: 1 }
tasks: { a: { run: a }, b: { run: b, timeout: 3h, working-directory: lib, retry: 1, cpus: 2 } }
tests: { t: { run: t, needs: a } }
`,
    );
    expect(tasks[0]).toMatchObject({ shell: 'sh', timeout: 7_200_000, workingDirectory: 'src', load: 5, cpus: 4 });
    expect(tasks[0]?.retry).toMatchObject({ attempts: 3, delay: 5000 });
    expect(tasks[1]).toMatchObject({ timeout: 10_800_000, workingDirectory: 'lib', retry: { attempts: 1 }, cpus: 2 });
    expect(tasks[2]).toMatchObject({ shell: 'python', timeout: 3_600_000, workingDirectory: '.', load: 10, cpus: 1 });
    expect(tasks[2]?.retry).toMatchObject({ attempts: 2, delay: 0 });
  });

  test('a single name is a list of one, and duplicates count once', () => {
    const { tasks } = read(
      `name: Lists
secrets: COMMON
tasks:
  a: { run: a, locks: db, secrets: [OWN, COMMON], paths: src/**, priority: -3 }
  b: { run: b, locks: [db, disk] }
  c: { run: c, locks: disk }
`,
    );
    expect(tasks[0]).toMatchObject({ locks: ['db'], secrets: ['COMMON', 'OWN'], paths: ['src/**'], priority: -3 });
    expect(tasks[1]).toMatchObject({ locks: ['db', 'disk'], secrets: ['COMMON'], paths: [], priority: 0 });
  });

  test('expressions in `env` are kept and evaluated at each launch', () => {
    const text = `v${expression('github.ref')}`;
    expect(readTask(`run: a, env: { A: "${text}" }`).env).toEqual({ A: text });
  });
});

describe('matrices', () => {
  const matrix = 'matrix: { browser: [chrome, firefox], node: [22, 24], exclude: [{ browser: firefox, node: 22 }] }';

  test('each combination is a task of its own', () => {
    const { tasks } = read(
      `name: Matrix\ntasks: { build: { run: make, ${matrix}, expect: 5m } }\ntests: { t: { run: t, needs: build } }`,
    );
    expect(tasks.map(({ id }) => id)).toEqual(['build (chrome, 22)', 'build (chrome, 24)', 'build (firefox, 24)', 't']);
    expect(tasks[1]).toMatchObject({ name: 'build (chrome, 24)', matrix: { browser: 'chrome', node: 24 }, line: 2 });
    expect(tasks.slice(0, 3).every((task) => task.expect === 300_000)).toBe(true);
    expect(tasks[3]?.needs).toEqual(['build (chrome, 22)', 'build (chrome, 24)', 'build (firefox, 24)']);
    expect(tasks[3]).not.toHaveProperty('matrix');
  });

  test('names and files may contain the values', () => {
    const node = expression('matrix.node');
    const { tasks } = read(
      `name: Matrix
tasks:
  a:
    run: make
    matrix: { node: [22, 24] }
    name: On ${node}
    deliverable: reports/${node}.md
    results: results/${expression("format('{0}-{1}', matrix.node, 'unit')")}.xml
  b: { run: make, name: Plain, matrix: { node: [22] } }
`,
    );
    expect(tasks[1]).toMatchObject({
      id: 'a (24)',
      name: 'On 24',
      deliverable: 'reports/24.md',
      results: 'results/24-unit.xml',
    });
    expect(tasks[2]).toMatchObject({ id: 'b (22)', name: 'Plain (22)' });
  });

  test('tests that need the same matrix share one list, and tests that need all tasks share another', () => {
    const { tasks } = read(
      `name: Matrix
tasks: { a: { run: make, matrix: { node: [22, 24] } }, b: { run: b } }
tests:
  t: { run: t, needs: a }
  u: { run: u, needs: [a] }
  v: { run: v, needs: tasks }
  w: { run: w, needs: tasks }
  x: { run: x, needs-any: a }
  y: { run: y, needs: [b, a] }
`,
    );
    const byId = new Map(tasks.map((task) => [task.id, task]));
    expect(byId.get('u')?.needs).toBe(byId.get('t')?.needs);
    expect(byId.get('x')?.needsAny).toBe(byId.get('t')?.needs);
    expect(byId.get('w')?.needs).toBe(byId.get('v')?.needs);
    expect(byId.get('v')?.needs).toEqual(['a (22)', 'a (24)', 'b']);
    expect(byId.get('y')?.needs).toEqual(['b', 'a (22)', 'a (24)']);
  });

  test('one combination can be needed, waited for and supported by its own id', () => {
    const { tasks } = read(
      `name: One of them
tasks: { a: { run: a, matrix: { node: [22, 24], os: [linux] } }, b: { run: b } }
tests:
  t: { run: t, needs: ["a (22, linux)", b] }
  u: { run: u, needs-any: ["a (22, linux)", b], supports: "a (24, linux)", deploy: while-running }
  v: { run: v, needs: "a (22, linux)", if: "tasks['a (22, linux)'].result == 'success'" }
`,
    );
    expect(tasks[3]?.needs).toEqual(['a (22, linux)', 'b']);
    expect(tasks[4]).toMatchObject({ needsAny: ['a (22, linux)', 'b'], supports: 'a (24, linux)' });
    expect(tasks[5]).toMatchObject({ needs: ['a (22, linux)'] });
  });

  test('if a test needs one combination, only that combination is known to have ended', () => {
    const text = (rest: string): string =>
      `name: Part\ntasks: { a: { run: a, matrix: { node: [22, 24] } } }\ntests: { t: { run: t, needs: a (22), ${rest} } }`;
    expect(codes(text(`if: "tasks['a (22)'].result == 'success'"`))).toEqual([]);
    expect(codes(text(`if: "tasks['a (24)'].result == 'success'"`))).toEqual(['unsettled-status']);
    expect(codes(text("if: tasks.a.result == 'success'"))).toEqual(['unsettled-status']);
    expect(codes(text('supports: a (22), deploy: if-running'))).toEqual(['never-deployed']);
    expect(codes(text('supports: a (24), deploy: if-running'))).toEqual([]);
  });

  test('conditions may read the whole matrix or one combination of it', () => {
    const asked = (id: string): readonly string[] =>
      codes(
        `name: Asked\ntasks: { a: { run: a, matrix: { node: [22, 24] } }, b: { run: b, needs: a, if: "tasks['${id}'].result == 'success'" } }`,
      );
    expect(asked('a')).toEqual([]);
    expect(asked('a (22)')).toEqual([]);
    expect(asked('a (23)')).toEqual(['unknown-id']);
  });

  test('a matrix in `needs-any` may still run after its first combination has ended', () => {
    const text = (matrix: string): string =>
      `name: First\ntasks: { a: { run: a${matrix} } }\ntests: { t: { run: t, needs-any: [a, u], if: running('a') }, u: { run: u, needs: a } }`;
    expect(codes(text(', matrix: { node: [22, 24] }'))).toEqual([]);
    expect(codes(text(''))).toEqual(['needs-any-late', 'never-running']);
  });
});
