import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnosticsJson, drawDiagnostics } from '../../src/mission/draw-diagnostic.ts';
import type { Mission } from '../../src/mission/mission.ts';
import { readMission } from '../../src/mission/read-mission.ts';

const SECONDS = 2;
const bounded = { numRuns: 1500, interruptAfterTimeLimit: SECONDS * 1000, markInterruptAsFailure: false };
/** Not as one literal: the linter takes it for a template. */
const EXPRESSION = ['$', '{{ x }}'].join('');
const plan = readFileSync(new URL('fixtures/control-center.plan.yml', import.meta.url), 'utf8');
const rich = readFileSync(new URL('fixtures/every-key.yml', import.meta.url), 'utf8');

/** What everybody after the reader relies on. */
function checkMission({ tasks, services }: Mission): void {
  const ids = new Set([...tasks, ...services].map(({ id }) => id));
  expect(ids.size).toBe(tasks.length + services.length);
  const serviceIds = new Set(services.map(({ id }) => id));
  const files = tasks.flatMap(({ deliverable }) => deliverable ?? []);
  expect(new Set(files).size).toBe(files.length);
  for (const task of tasks) {
    expect(task.steps.length).toBeGreaterThan(0);
    for (const id of [...task.needs, ...task.needsAny, ...(task.supports === undefined ? [] : [task.supports])]) {
      expect(ids.has(id) && !serviceIds.has(id) && id !== task.id).toBe(true);
    }
    for (const id of task.services) expect(serviceIds.has(id)).toBe(true);
    expect(task.if ?? 'x').toMatch(/^\S/);
    expect(task.retry?.attempts ?? 1).toBeGreaterThanOrEqual(1);
  }
}

/** Never throws; a mission or an error, never both; every place lies in the text; and it can be drawn. */
function check(text: string): void {
  const { mission, diagnostics } = readMission(text, 'mission.yml');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.length > 0).toBe(mission === undefined);
  if (mission !== undefined) {
    expect(mission.tasks.length).toBeGreaterThan(0);
    checkMission(mission);
  }
  const lineCount = text.split('\n').length;
  for (const { line, column, endLine, endColumn, message, hint } of diagnostics) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lineCount);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
    expect(message).not.toMatch(/undefined|\[object|Invalid input/);
    expect(hint ?? 'none').not.toContain('undefined');
  }
  expect(JSON.parse(diagnosticsJson(diagnostics))).toHaveLength(diagnostics.length);
  const drawn = drawDiagnostics(diagnostics, text, { color: false });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
  expect(drawn).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e]/);
}

/** Cuts, doubles, swaps or replaces pieces of a valid mission. */
const mutated = fc
  .record({
    base: fc.constantFrom(plan, rich),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(12),
        insert: fc.oneof(
          fc.constantFrom(
            '',
            ' ',
            '\n',
            '\t',
            '  ',
            ':',
            ': ',
            '- ',
            '{',
            '}',
            '[',
            ']',
            '"',
            "'",
            '#',
            '&a ',
            '*a',
            '!!int ',
            '%',
          ),
          fc.constantFrom(
            'needs: tasks',
            'needs: a',
            'run: ',
            'tasks',
            '__proto__',
            EXPRESSION,
            '\0',
            '\uFEFF',
            '---\n',
            '...\n',
            '| ',
            '? ',
            '<<: *env',
            '\r\n',
          ),
          fc.constantFrom(
            'if: ',
            'needs-any: ',
            'matrix: ',
            EXPRESSION.replace('x', 'matrix.node'),
            "tasks['b'].result",
            'services: ',
            'locks: x',
            'paths: ',
            'retry: ',
            'exclude: ',
            'while-running',
          ),
          fc.constantFrom('null', '.inf', '-1', '1e999', '30', '../', 'if-running', '日本', '\u202e', '\ud800'),
          fc.string({ maxLength: 6, unit: 'binary' }),
        ),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ base, edits }) => {
    let text = base;
    for (const { at, length, insert } of edits) {
      const start = Math.floor(at * text.length);
      text = text.slice(0, start) + insert + text.slice(start + length);
    }
    return text;
  });

test('F57 the untouched missions are valid', () => {
  for (const text of [plan, rich]) expect(readMission(text, 'mission.yml').mission).toBeDefined();
});

test('F57 mutated missions', () => {
  fc.assert(fc.property(mutated, check), bounded);
});

test('F57 random bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array).toString('utf8'));
  fc.assert(fc.property(fc.oneof(bytes, fc.string({ unit: 'binary', maxLength: 200 })), check), bounded);
});

test('F57 random YAML of the right keys and the wrong values', () => {
  const key = fc.constantFrom(
    ...['name', 'tasks', 'tests', 'services', 'env', 'secrets', 'defaults', 'admission', 'cpu', 'limit'],
    ...['needs', 'needs-any', 'if', 'supports', 'deploy', 'run', 'steps', 'retry', 'attempts', 'on', 'delay'],
    ...['matrix', 'include', 'exclude', 'locks', 'priority', 'paths', 'results', 'deliverable', 'ready', 'http', 'log'],
    ...['a', 'b'],
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('a', 'b', 'tasks', 30, true, null, '30s', 1.5, '', EXPRESSION, "tasks['a'].result", '!**', '['),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 6 }), (mission) => check(JSON.stringify(mission, null, 1))),
    bounded,
  );
});

const IDS = ['a', 'b', 'c', 'd', 'e'];

/** A task or test of the right shape, whose meaning may be wrong; but mostly it only names what stands before it. */
const task = (own: string) => {
  const before = IDS.slice(0, IDS.indexOf(own));
  const any = fc.constantFrom(...IDS, 's', 'x');
  const id = before.length === 0 ? any : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...before) }, any);
  const some = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: before.length === 0 ? 20 : 4, arbitrary: fc.constant(undefined) }, value);
  const asks = id.chain((name) =>
    fc.constantFrom(`tasks['${name}'].result == 'success'`, `running('${name}')`, 'always()', 'failure()', 'false'),
  );
  const values = fc.uniqueArray(fc.constantFrom('x', 'y', 22, 1.5, true), { minLength: 1, maxLength: 3 });
  const matrix = fc.record({ node: values, os: some(values), include: some(fc.constant([{ node: 'z', extra: 1 }])) });
  return fc.record({
    run: fc.constant('make'),
    needs: some(fc.oneof(fc.constant('tasks'), fc.uniqueArray(id, { maxLength: 3 }))),
    'needs-any': some(fc.oneof(fc.constant('tasks'), fc.uniqueArray(id, { maxLength: 3 }))),
    supports: some(id),
    deploy: some(fc.constantFrom('always', 'if-running', 'while-running')),
    if: some(asks),
    matrix: some(matrix),
    name: some(fc.constantFrom('Plain', EXPRESSION.replace('x', 'matrix.node'))),
    deliverable: some(fc.constantFrom('a.md', 'b.md', `c-${EXPRESSION.replace('x', 'matrix.node')}.md`)),
    services: some(fc.constantFrom('s', ['s', 'u'])),
    retry: some(fc.constantFrom(3, { attempts: 2, on: 'timeout' }, { attempts: 1 })),
    locks: some(fc.constantFrom('l', ['l', 'm'])),
    priority: some(fc.integer({ min: -3, max: 3 })),
    paths: some(fc.constantFrom('src/**', ['**', '!docs/**'])),
    env: some(asks.map((asked) => ({ A: EXPRESSION.replace('x', asked) }))),
  });
};

test('F57 random missions of the right shape', () => {
  const mission = fc.record({
    name: fc.constant('Random'),
    tasks: fc.record({ a: task('a'), b: task('b'), c: task('c') }),
    tests: fc.record({ d: task('d'), e: task('e') }),
    services: fc.constant({ s: { run: 'serve' }, u: { run: 'serve', ready: { tcp: '127.0.0.1:1' } } }),
  });
  let valid = 0;
  fc.assert(
    fc.property(mission, (drawn) => {
      const text = JSON.stringify(drawn, null, 1);
      check(text);
      if (readMission(text, 'mission.yml').mission !== undefined) valid += 1;
    }),
    bounded,
  );
  expect(valid).toBeGreaterThan(0);
});
