import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/mission/diagnostics/diagnostic.ts';
import { readMission } from '../../src/mission/read.ts';

/** Milliseconds of CPU time. The promise is one second; the machine may be slow, or busy with something else. */
const PATIENCE = 5000;

/** Not one literal, because the linter reports it as a template. */
const OPEN = ['$', '{{'].join('');

interface Measured {
  readonly diagnostics: readonly Diagnostic[];
  readonly duration: number;
}

function measure(text: string): Measured {
  const start = process.cpuUsage();
  const { diagnostics } = readMission(text, 'mission.yml');
  const { user, system } = process.cpuUsage(start);
  return { diagnostics, duration: (user + system) / 1000 };
}

/** Reads it in time and expects exactly these kinds of findings. */
function expectCodes(text: string, codes: readonly string[]): readonly Diagnostic[] {
  const { diagnostics, duration } = measure(text);
  expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes);
  expect(duration).toBeLessThan(PATIENCE);
  return diagnostics;
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

describe('hostile files', () => {
  test('F50 alias bomb', () => {
    const levels = lines(30, (index) => `  k${index + 1}: &k${index + 1} [${`*k${index}, `.repeat(10)}]`);
    expectCodes(`name: Bomb\nenv:\n  k0: &k0 [a]\n${levels}\ntasks: { a: { run: a } }\n`, ['yaml-alias-bomb']);
  });

  test('F50 a chain of 20,000 aliases, each inside the next', () => {
    const chain = lines(20_000, (index) => `  k${index + 1}: &k${index + 1} [*k${index}]`);
    expectCodes(`name: Chain\nenv:\n  k0: &k0 [a]\n${chain}\ntasks: { a: { run: a } }\n`, ['yaml-alias-bomb']);
  });

  test.each([
    ['lists in brackets', `name: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['mappings in brackets', `name: ${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['lists on one line', `name: x\ntasks:\n${'- '.repeat(10_000)}a`],
    ['explicit keys', `${'? '.repeat(10_000)}a`],
    ['indented mappings', lines(1_500, (index) => `${' '.repeat(index)}a:`)],
    ['a million open brackets', '['.repeat(1_000_000)],
  ])('F50 10,000 levels deep: %s', (_, text) => {
    const [first] = expectCodes(text, ['too-deep']);
    expect(first?.message).toContain('at most 50 levels');
  });

  test('F50 40,000 keys, also with all of them written twice', () => {
    const keys = lines(40_000, (index) => `  k${index}: v`);
    expectCodes(`name: Keys\ntasks: { a: { run: a } }\nenv:\n${keys}\n`, []);
    const twice = expectCodes(`name: Keys\ntasks: { a: { run: a } }\nenv:\n${keys}\n${keys}\n`, ['duplicate-key']);
    expect(twice).toHaveLength(40_000);
  });

  test('F50 100 MB file', () => {
    const [first] = expectCodes('a'.repeat(100_000_000), ['too-large']);
    expect(first).toMatchObject({ line: 1, column: 1 });
  });

  test.each([
    ['line breaks', '\n'],
    ['comments', '#\n'],
    ['empty keys', ':\n'],
    ['aliases', '*a\n'],
    ['anchors', '&a '],
    ['tags', '!a '],
    ['closing braces', '}'],
    ['documents', '---\n'],
    ['directives', '%A\n'],
    ['open brackets on lines', 'a: [\n'],
    ['quoted texts', '"a" '],
    ['wrong block texts', 'a: | x\n'],
    ['NUL characters', '\0'],
    ['tabs', '\tx\n'],
  ])('F50 half a megabyte of %s', (_, piece) => {
    const { diagnostics, duration } = measure(piece.repeat(Math.floor(500_000 / piece.length)));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(duration).toBeLessThan(PATIENCE);
  });

  test.each([
    ['expressions', 'OPEN env.A }}'],
    ['statuses', 'OPEN tasks.b.outputs.x }}'],
    ['unknown contexts', 'OPEN a }}'],
    ['unclosed expressions', 'OPEN '],
    ['quotes', "OPEN '"],
    ['open parentheses', '('],
    ['negations', '!'],
    ['comparisons', 'env.A == '],
    ['alternatives', 'env.A || '],
  ])('F50 half a megabyte of %s in `env` and `if`', (_, piece) => {
    const expression = piece.replace('OPEN', OPEN);
    const long = JSON.stringify(expression.repeat(Math.floor(250_000 / expression.length)));
    const text = `name: x\ntasks: { a: { run: a, env: { A: ${long} } }, b: { run: b, if: ${long} } }`;
    const { duration } = measure(text);
    expect(duration).toBeLessThan(PATIENCE);
  });

  test('F50 the same with wrong escapes', () => {
    const { diagnostics, duration } = measure(`a: "${'\\x'.repeat(250_000)}"`);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(duration).toBeLessThan(PATIENCE);
  });
});

test('F50 the first 50 errors of a file full of syntax errors are reported', () => {
  expect(measure(`a: [${'"a" '.repeat(10_000)}]`).diagnostics).toHaveLength(50);
});

describe('mistakes', () => {
  test.each([
    ['duplicate keys', 'name: a\nname: b\ntasks: { a: { run: a } }', 'duplicate-key', 2, 1],
    ['unknown keys', 'name: a\ntasks: { a: { run: a, ned: b } }', 'unknown-key', 2, 23],
    ['wrong types', 'name: a\ntasks: { a: { run: [a] } }', 'wrong-type', 2, 20],
    ['two documents', 'name: a\ntasks: { a: { run: a } }\n---\nname: b\n', 'yaml-second-document', 3, 1],
    ['tabs', 'name: a\ntasks:\n\ta: { run: a }\n', 'yaml-tab', 3, 1],
  ])('F51 %s are reported at their place, with a hint', (_, text, code, line, column) => {
    const { diagnostics } = measure(text);
    expect(diagnostics[0]).toMatchObject({ code, line, column, severity: 'error' });
  });

  test.each([
    ['after a text over several lines that the parser rejects', '"["%\nname: %YAML 1.1\n', ['1:4-2:5', '2:7-2:8']],
    ['at the very end', '{', ['1:2-1:2']],
  ])('F51 every place lies in the file: %s', (_, text, places) => {
    const { diagnostics } = measure(text);
    expect(diagnostics.map((at) => `${at.line}:${at.column}-${at.endLine}:${at.endColumn}`)).toEqual(places);
  });

  test('F51 an empty file, and a mission without tasks', () => {
    for (const text of ['', '\n\n', '# nothing\n', '---\n', '\uFEFF', '...\n', '~', 'null']) {
      const { mission, diagnostics } = readMission(text, 'mission.yml');
      expect(mission).toBeUndefined();
      expect(diagnostics.length, JSON.stringify(text)).toBeGreaterThan(0);
    }
    expectCodes('name: a\ntasks: {}', ['no-tasks']);
    expectCodes('name: a', ['missing-key']);
  });

  test('F52 a cycle shows its path', () => {
    const [cycle] = expectCodes('name: a\ntasks: { a: { run: a, needs: b }, b: { run: b, needs: a } }', ['cycle']);
    expect(cycle?.message).toContain('`a` → `b` → `a`');
  });

  test('F52 unknown ids, tasks that need themselves, and a trigger that can never fire', () => {
    expectCodes('name: a\ntasks: { a: { run: a, needs: bb } }', ['unknown-id']);
    expectCodes('name: a\ntasks: { a: { run: a, needs: a } }', ['self-need']);
    expectCodes('name: a\ntasks: { a: { run: a, needs: tasks } }', ['self-need']);
    const never =
      'name: a\ntasks: { a: { run: a } }\ntests: { t: { run: t, needs: a, supports: a, deploy: if-running } }';
    expectCodes(never, ['never-deployed']);
  });

  test('F53 %YAML 1.1, tags and __proto__ are rejected', () => {
    const rest = 'tasks: { a: { run: a } }\n';
    expectCodes(`%YAML 1.1\n---\nname: a\n${rest}`, ['yaml-directive']);
    expectCodes(`%TAG ! tag:example.org,2000:\n---\nname: a\n${rest}`, ['yaml-directive']);
    expectCodes(`name: !!binary aGVsbG8=\n${rest}`, ['yaml-tag']);
    expectCodes(`name: !unknown a\n${rest}`, ['yaml-tag']);
    expectCodes(`name: !!js/function "() => {}"\n${rest}`, ['yaml-tag']);
    expectCodes(`name: a\n"__proto__": { polluted: true }\n${rest}`, ['forbidden-key']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('F54 look-alike and bidirectional characters in ids', () => {
    for (const id of ['bu\u0456ld', 'a\u202eb', 'a\u200bb', 'a\u00a0b', '\uff21', 'a\u0301', 'b\u00fcild']) {
      const [finding] = expectCodes(`name: a\ntasks: { "${id}": { run: a } }`, ['invalid-id']);
      expect(finding?.message).toMatch(/U\+[0-9A-F]{4}/);
      expect(finding?.message).not.toMatch(/[\u200b\u202e]/);
    }
  });
});

describe('size', () => {
  const tasks = (extra: (index: number) => string): string =>
    `name: Large\ntasks:\n${lines(10_000, (index) => `  t${index}: { run: "true"${extra(index)} }`)}\n`;

  test('F56 10,000 tasks, 50,000 edges', () => {
    const needs = (index: number): string =>
      [1, 7, 49, 343, 2401].map((distance) => `t${Math.max(0, index - distance)}`).join(', ');
    const text = tasks((index) => (index < 2402 ? '' : `, needs: [${needs(index)}]`));
    expectCodes(text, []);
  });

  test('F56 a chain of 10,000 and a cycle of 10,000', () => {
    expectCodes(
      tasks((index) => (index === 0 ? '' : `, needs: t${index - 1}`)),
      [],
    );
    const [cycle] = expectCodes(
      tasks((index) => `, needs: t${(index + 1) % 10_000}`),
      ['cycle'],
    );
    expect(cycle?.message).toContain('9992 more');
    expect(cycle?.message.length).toBeLessThan(300);
  });

  test('F56 1,000 tests that need 10,000 tasks share one list', () => {
    const text = `${tasks(() => '')}tests:\n${lines(1000, (index) => `  x${index}: { run: "true", needs: tasks }`)}\n`;
    const { mission } = readMission(text, 'mission.yml');
    const lists = new Set(mission?.tasks.slice(10_000).map(({ needs }) => needs));
    expect(lists.size).toBe(1);
    expect([...lists][0]).toHaveLength(10_000);
  });

  test('F56 10,000 tests that are deployed only while something runs', () => {
    const text = tasks((index) =>
      index === 0 ? '' : `, needs: t${index - 1}, supports: t${(index * 7) % 10_000}, deploy: if-running`,
    );
    const { diagnostics, duration } = measure(text);
    expect(diagnostics.length).toBeGreaterThan(1000);
    expect(duration).toBeLessThan(PATIENCE);
  });

  test('F56 10,000 unknown ids', () => {
    const { diagnostics, duration } = measure(tasks((index) => `, needs: unknown${index}`));
    expect(diagnostics).toHaveLength(10_000);
    expect(duration).toBeLessThan(PATIENCE);
  });

  test('F56 10,000 conditions, half on the task before and half on the same task', () => {
    const text = tasks((index) => {
      const asks = index % 2 === 0 ? `tasks.t${index - 1}` : 'tasks.t0';
      return index === 0
        ? ''
        : `, needs: t${index - 1}, if: ${asks}.result == 'success', needs-any: [t0, t${index - 1}]`;
    });
    const { diagnostics, duration } = measure(text);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['needs-any-late', 'duplicate-need']));
    expect(duration).toBeLessThan(PATIENCE);
  });

  test('F56 2,000 matrices of 40, and the tests that need them', () => {
    const values = Array.from({ length: 40 }, (_, index) => index).join(', ');
    const matrices = lines(
      2000,
      (index) =>
        `  t${index}: { run: "true", matrix: { x: [${values}] }${index === 0 ? '' : `, needs: t${index - 1}`} }`,
    );
    const tests = lines(100, (index) => `  x${index}: { run: "true", needs: tasks }`);
    const text = `name: Large\ntasks:\n${matrices}\ntests:\n${tests}\n`;
    expectCodes(text, []);
    const { mission } = readMission(text, 'mission.yml');
    expect(mission?.tasks).toHaveLength(80_100);
    expect(new Set(mission?.tasks.slice(80_000).map(({ needs }) => needs)).size).toBe(1);
    expect(new Set(mission?.tasks.slice(40, 80).map(({ needs }) => needs)).size).toBe(1);
  });

  test('F56 more combinations than a run supports', () => {
    const values = Array.from({ length: 16 }, (_, index) => index).join(', ');
    const matrix = `{ x: [${values}], y: [${values}] }`;
    const text = `name: Large\ntasks:\n${lines(500, (index) => `  t${index}: { run: "true", matrix: ${matrix} }`)}\n`;
    expectCodes(text, ['too-many-tasks']);
  });

  test('F56 5,000 tasks that share locks, services and secrets', () => {
    const text = `name: Large
secrets: [A, B]
services: { s: { run: serve } }
tasks:
${lines(5000, (index) => `  t${index}: { run: "true", locks: [l${index % 10}], services: s, secrets: C, env: { X: y } }`)}
`;
    expectCodes(text, []);
  });
});
