import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnosticsJson, drawDiagnostics } from '../../src/mission/draw-diagnostic.ts';
import { readMission } from '../../src/mission/read-mission.ts';

const SECONDS = 2;
const bounded = { numRuns: 1500, interruptAfterTimeLimit: SECONDS * 1000, markInterruptAsFailure: false };
/** Not as one literal: the linter takes it for a template. */
const EXPRESSION = ['$', '{{ x }}'].join('');
const plan = readFileSync(new URL('fixtures/control-center.plan.yml', import.meta.url), 'utf8');
const rich = `name: Rich
env: &env { A: b }
defaults: { shell: bash, working-directory: ., timeout: 1h }
fail-fast: false
admission: { cpu: { caution: 60, limit: 75 }, gate: all, sample: 1s }
tasks:
  a: { run: make, load: 25, memory: 1GB, expect: 3h50m, env: *env }
  b:
    needs: [a]
    steps:
      - { name: One, run: "one" }
      - run: |
          two
          three
tests:
  t: { needs: tasks, supports: a, run: 'check', deliverable: r/t.md, scope: [x, y] }
`;

/** Never throws; a mission or an error, never both; every place lies in the text; and it can be drawn. */
function check(text: string): void {
  const { mission, diagnostics } = readMission(text, 'mission.yml');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.length > 0).toBe(mission === undefined);
  if (mission !== undefined) expect(mission.tasks.length).toBeGreaterThan(0);
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
    'name',
    'tasks',
    'tests',
    'env',
    'admission',
    'cpu',
    'limit',
    'needs',
    'run',
    'steps',
    'a',
    'b',
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('a', 'b', 'tasks', 30, true, null, '30s', 1.5, ''),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 6 }), (mission) => check(JSON.stringify(mission, null, 1))),
    bounded,
  );
});
