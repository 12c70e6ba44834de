// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions in missions are the subject

import { describe, expect, it } from 'vitest';
import {
  evaluateCondition,
  evaluateTemplate,
  parseCondition,
  parseTemplate,
  references,
} from '../../../src/mission/expressions/expressions.ts';
import type { ExpressionFacts, ExpressionFinding, Json, TaskFacts } from '../../../src/mission/expressions/facts.ts';
import { fc } from '../../suite/fast-check.ts';

const SUCCEEDED: TaskFacts = { status: 'succeeded', result: 'success', outputs: { url: 'http://x' }, duration: 90.5 };

function facts(more: Partial<ExpressionFacts> = {}): ExpressionFacts {
  return {
    tasks: {
      'L2.2.1': SUCCEEDED,
      build: { status: 'failed', result: 'failure', outputs: {}, duration: 3 },
      later: { status: 'pending', outputs: {} },
    },
    env: { NAME: 'value', EMPTY: '', constructor: 'kept' },
    inputs: { target: 'staging', fast: true, count: 3 },
    runner: { os: 'Linux', arch: 'X64' },
    github: { event_name: 'push', event: { commits: [{ id: 'a' }, { id: 'b' }], number: 7, draft: false, none: null } },
    mission: { name: 'Fix', goal: 'Done' },
    matrix: { browser: 'chrome', node: 24, fast: true },
    needs: ['success'],
    cancelled: false,
    running: (id) => id === 'server',
    changed: (patterns) => patterns.includes('src/**'),
    ...more,
  };
}

/** The value of a condition, its error, or the codes of its findings. */
function condition(source: string, more: Partial<ExpressionFacts> = {}): boolean | string {
  const reading = parseCondition(source);
  if (reading.type === 'rejected') return reading.findings.map(({ code }) => code).join(' ');
  const result = evaluateCondition(reading.parsed, facts(more));
  return 'error' in result ? result.error : result.value;
}

/** The text that replaces an expression. */
function value(expression: string, more: Partial<ExpressionFacts> = {}): string {
  return template(`\${{ ${expression} }}`, more);
}

function template(source: string, more: Partial<ExpressionFacts> = {}): string {
  const reading = parseTemplate(source);
  if (reading.type === 'rejected') return reading.findings.map(({ code }) => code).join(' ');
  const result = evaluateTemplate(reading.parsed, facts(more));
  return 'error' in result ? result.error : result.text;
}

function findings(source: string): readonly ExpressionFinding[] {
  const reading = parseCondition(source);
  return reading.type === 'rejected' ? reading.findings : [];
}

describe('values, as in GitHub workflows', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['null', false],
    ['0', false],
    ['-0', false],
    ['0x0', false],
    ['NaN', false],
    ["''", false],
    ["'0'", true],
    ["'false'", true],
    ['-1.5e3', true],
    ['Infinity', true],
    ['tasks', true],
    ['github.event.commits', true],
    ['github.event.none', false],
    ['github.event.nothing.at.all', false],
    ['env.EMPTY', false],
    ['matrix.fast', true],
  ])('%s holds: %j', (source, expected) => {
    expect(condition(source)).toBe(expected);
    expect(condition(`!(${source})`)).toBe(!expected);
  });

  it.each([
    ["'abc' == 'ABC'", true],
    ["'1' == 1", true],
    ["'' == 0", true],
    ['null == 0', true],
    ["null == ''", true],
    ['true == 1', true],
    ["true == 'true'", false],
    ["'x' == 0", false],
    ['NaN == NaN', false],
    ["'b' > 'A'", true],
    ["'10' > 9", true],
    ["'x' > 1", false],
    ["'x' <= 1", false],
    ['github.event == github.event', true],
    ["fromJSON('[]') == fromJSON('[]')", false],
    ["matrix.node >= 24 && matrix.browser == 'Chrome'", true],
  ])('%s: %j', (source, expected) => {
    expect(condition(source)).toBe(expected);
  });

  it.each([
    ["'it''s ''quoted'''", "it's 'quoted'"],
    ['1.50', '1.5'],
    ['0x1F', '31'],
    ['null', ''],
    ['true', 'true'],
    ["false || 'second'", 'second'],
    ["'first' && 'second'", 'second'],
    ["matrix.fast && 'yes' || 'no'", 'yes'],
    ["format('{0} {{x}} {1}{0}', 'a', 2)", 'a {x} 2a'],
    ["join(github.event.commits.*.id, '-')", 'a-b'],
    ["join(fromJSON('[1, true, null]'))", '1,true,'],
    ["contains('Hello', 'ELL')", 'true'],
    ['contains(fromJSON(\'["push", "pull"]\'), github.event_name)', 'true'],
    ["contains(github.event.commits.*.id, 'c')", 'false'],
    ["startsWith('Hello', 'he') && endsWith('Hello', 'LO')", 'true'],
    ['fromJSON(\'{"a": {"B": [10, 20]}}\').a.b[1]', '20'],
    ['fromJSON(\'{"constructor": 1, "__proto__": 2}\').constructor', '1'],
    ['fromJSON(\'{"__proto__": 2}\').__proto__', '2'],
    ['toJSON(fromJSON(\'{"a":[1]}\'))', '{\n  "a": [\n    1\n  ]\n}'],
    ["case(false, 'a', matrix.fast, 'b', 'c')", 'b'],
    ['github.event.commits[1].id', 'b'],
    ['github.event.commits[9].id', ''],
    ['env.constructor', 'kept'],
    ['env.toString', ''],
    ['env.name', 'value'],
    ['mission.name', 'Fix'],
    ['mission.description', ''],
    ["tasks['L2.2.1'].outputs.url", 'http://x'],
    ["tasks['L2.2.1'].outputs['nothing']", ''],
    ["tasks['L2.2.1'].duration", '90.5'],
    ["tasks[format('{0}.2.1', 'L2')].status", 'succeeded'],
    ['tasks.later.result', ''],
    ['tasks.later.duration', ''],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });
});

describe('status functions', () => {
  it.each<[string, Partial<ExpressionFacts>, boolean]>([
    ['success()', { needs: [] }, true],
    ['success()', { needs: ['success', 'success'] }, true],
    ['success()', { needs: ['success', 'skipped'] }, false],
    ['success()', { needs: ['success'], cancelled: true }, false],
    ['failure()', { needs: ['success', 'failure'] }, true],
    ['failure()', { needs: ['cancelled', 'skipped'] }, false],
    ['always()', { needs: ['failure'], cancelled: true }, true],
    ['cancelled()', { cancelled: true }, true],
    ['Success() || FAILURE()', { needs: ['failure'] }, true],
    // Without a status function, success() is required too.
    ["env.NAME == 'value'", { needs: ['success'] }, true],
    ["env.NAME == 'value'", { needs: ['failure'] }, false],
    ['true', { needs: ['skipped'] }, false],
    ['true', { cancelled: true }, false],
    ["running('server')", { needs: ['failure'] }, false],
    ["running('server') && always()", { needs: ['failure'] }, true],
    ["contains('always()', 'a')", { needs: ['failure'] }, false],
  ])('%s with %j: %j', (source, more, expected) => {
    expect(condition(source, more)).toBe(expected);
  });

  it('a condition is not evaluated if success() is false', () => {
    expect(condition("fromJSON('broken')", { needs: ['failure'] })).toBe(false);
  });

  it('running() and changed() get their answer from the run, with all patterns in order', () => {
    const asked: unknown[] = [];
    const changed = (patterns: readonly string[]): boolean => asked.push(patterns) > 0;
    expect(condition("running('server')")).toBe(true);
    expect(condition("running('build')")).toBe(false);
    expect(condition("changed('src/**')")).toBe(true);
    expect(condition("changed('docs/**', '!docs/old/**')", { changed })).toBe(true);
    expect(asked).toEqual([['docs/**', '!docs/old/**']]);
  });
});

describe('the text around an expression', () => {
  it.each(['success()', '${{ success() }}', '  ${{success()}}\n', "${{ contains('}}', '}') }}"])(
    '%j is a condition',
    (source) => {
      expect(condition(source)).toBe(true);
    },
  );

  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a ${{ 1 }} b ${{ 2 }}${{ 3 }}', 'a 1 b 23'],
    ['$${{ 1 }}}', '$1}'],
    ["${{ '}}' }} }}", '}} }}'],
    ['$ { { 1 } }', '$ { { 1 } }'],
  ])('%j becomes %j', (source, expected) => {
    expect(template(source)).toBe(expected);
  });

  it('a value is never evaluated as an expression', () => {
    expect(template('${{ env.NAME }}', { env: { NAME: '${{ mission.name }}' } })).toBe('${{ mission.name }}');
  });

  it.each([
    [
      '${{ tasks }}',
      'cannot evaluate `tasks`: expected a text, a number or a boolean, found an object; write toJSON(…) around it',
    ],
    [
      '${{ github.event.commits }}',
      'cannot evaluate `github.event.commits`: expected a text, a number or a boolean, found a list; write toJSON(…) around it',
    ],
    ["${{ fromJSON(' ') }}", "cannot evaluate `fromJSON(' ')`: expected fromJSON() to get JSON, found an empty text"],
    ["${{ fromJSON('{') }}", "cannot evaluate `fromJSON('{')`: expected fromJSON() to get JSON, found other text"],
    [
      "${{ format('{1}', 1) }}",
      "cannot evaluate `format('{1}', 1)`: The following format string references more arguments than were supplied: {1}",
    ],
    ['${{ case(1, 2, 3) }}', 'cannot evaluate `case(1, 2, 3)`: case predicate must evaluate to a boolean value'],
  ])('%j cannot be evaluated', (source, error) => {
    expect(template(source)).toBe(error);
  });
});

describe('findings', () => {
  it.each<[string, string, string, string | undefined]>([
    // source, range, message, hint
    ['', '', 'expected an expression, found nothing', undefined],
    ['${{ }}', ' ', 'expected an expression, found nothing', undefined],
    ['sucess()', 'sucess', 'expected the name of a function, found `sucess`', 'did you mean `success`?'],
    [
      'x || alway',
      'x',
      'expected one of `tasks`, `steps`, `env`, `github`, `inputs`, `mission`, `matrix`, `runner` or a value, found `x`',
      "write a text in single quotes: 'x'",
    ],
    [
      'taks.a',
      'taks',
      'expected one of `tasks`, `steps`, `env`, `github`, `inputs`, `mission`, `matrix`, `runner` or a value, found `taks`',
      'did you mean `tasks`?',
    ],
    [
      'needs.a',
      'needs',
      'expected one of `tasks`, `steps`, `env`, `github`, `inputs`, `mission`, `matrix`, `runner` or a value, found `needs`',
      "write tasks['ID'].outputs.NAME or tasks['ID'].result",
    ],
    [
      'failure',
      'failure',
      'expected one of `tasks`, `steps`, `env`, `github`, `inputs`, `mission`, `matrix`, `runner` or a value, found `failure`',
      '`failure` is a function: write failure()',
    ],
    [
      'True',
      'True',
      'expected one of `tasks`, `steps`, `env`, `github`, `inputs`, `mission`, `matrix`, `runner` or a value, found `True`',
      'did you mean `true`?',
    ],
    [
      "hashFiles('x')",
      'hashFiles',
      'expected the name of a function, found `hashFiles`',
      "write changed('src/**') to ask whether files changed",
    ],
    ["contains('a')", 'contains', 'expected contains() to get 2 arguments, found 1', undefined],
    ["running('a', 'b')", 'running', 'expected running() to get 1 argument, found 2', undefined],
    ['success(1)', 'success', 'expected success() to get no argument, found 1', undefined],
    ['changed()', 'changed', 'expected changed() to get at least 1 argument, found 0', undefined],
    ["join('a', 'b', format('{0}', 1, 2))", 'join', 'expected join() to get 1 to 2 arguments, found 3', undefined],
    [
      'case(true, 1, false, 2)',
      'case',
      'expected case() to get an odd number of arguments, found 4',
      'conditions and values in turn, then the value if no condition is true',
    ],
    ["changed('a',)", ',', 'expected another argument after the comma, found `)`', undefined],
    ["env.A = 'x'", '=', 'expected a value, a name or an operator, found `=`', 'did you mean `==`?'],
    ['env.A == "x y"', '"x', 'expected a value, a name or an operator, found `"x`', 'write a text in single quotes'],
    [
      '$A',
      '$A',
      'expected a value, a name or an operator, found `$A`',
      "the expression itself needs no `$`: write `env.NAME` for an environment variable's value",
    ],
    [
      "env.A == 'x",
      "'x",
      "expected a closing quote, found the end of `'x`",
      "a quote inside of a text is written twice: 'it''s'",
    ],
    [
      '1 - 2 == 0',
      '-',
      'expected a number, found `-`',
      'there is no arithmetic in expressions, and a text needs single quotes',
    ],
    [
      "tasks.L2.2.1.status == 'failed'",
      '2.1.status',
      'expected the name of a property after the dot, found `2.1.status`',
      "an id that contains dots or colons is written in brackets: tasks['L2.2.1'].result",
    ],
    ["tasks['a'", "'a'", "expected more after `'a'`, found the end", 'a `[` is not closed'],
    ['contains(env.A, 1', '1', 'expected more after `1`, found the end', 'a `(` is not closed'],
    ['env.A ==', '==', 'expected more after `==`, found the end', undefined],
    ["env.A == 'a\nb' env.B", 'env', 'expected an operator or the end, found `env`', undefined],
    ['&& true', '&&', 'expected a value or a name, found `&&`', undefined],
    [
      "tasks['a'].resutl",
      'resutl',
      'expected a property of a task (status, result, outputs, duration), found `resutl`',
      'did you mean `result`?',
    ],
    [
      "tasks.a['url']",
      "'url'",
      'expected a property of a task (status, result, outputs, duration), found `url`',
      "what a task writes to MISSION_OUTPUT is read as .outputs.NAME; an id that contains dots or colons is written tasks['ID']",
    ],
    [
      'mission.gaol',
      'gaol',
      'expected a property of `mission` (name, goal, description), found `gaol`',
      'did you mean `goal`?',
    ],
    [
      "tasks.a.result == 'succeeded'",
      "'succeeded'",
      "expected a task's result to be compared with one of success, failure, cancelled, skipped, found `succeeded`",
      '`succeeded` is a status: compare .status',
    ],
    [
      "'sucess' != tasks.a.result",
      "'sucess'",
      "expected a task's result to be compared with one of success, failure, cancelled, skipped, found `sucess`",
      'did you mean `success`?',
    ],
    ['${{ true', '${{ true', 'expected `}}` after `${{`, found the end', undefined],
    [
      "${{ env.A == 'x }}",
      "${{ env.A == 'x }}",
      'expected `}}` after `${{`, found the end',
      'a single quote is not closed',
    ],
    [
      '${{ env.A }} && true',
      '&& true',
      'expected one expression, found text outside of `${{ }}`',
      'leave `${{` and `}}` out: the whole of an `if` is an expression (a text would always be true)',
    ],
    [
      '!${{ env.A }}',
      '!',
      'expected one expression, found text outside of `${{ }}`',
      'leave `${{` and `}}` out: the whole of an `if` is an expression (a text would always be true)',
    ],
  ])('%j', (source, range, message, hint) => {
    const [first] = findings(source);
    expect(first).toMatchObject({ message });
    expect(source.slice(first?.start, first?.end)).toBe(range);
    expect(first?.hint).toBe(hint);
  });

  it('all unknown names of all expressions of a text are reported, with their places in the whole text', () => {
    const source = 'a ${{ foo.x && bar() }} ${{ env.A }} ${{ baz }}';
    const reading = parseTemplate(source);
    const found = reading.type === 'rejected' ? reading.findings : [];
    expect(found.map(({ start, end }) => source.slice(start, end))).toEqual(['foo', 'bar', 'baz']);
  });

  it('comparisons with a word of the right property, with an empty result and of outputs have no findings', () => {
    for (const source of [
      "tasks.a.status == 'timed-out'",
      "tasks.a.result != ''",
      "tasks.a.outputs.x == 'succeeded'",
      "tasks['success'].result == 'SUCCESS'",
    ]) {
      expect([source, findings(source)]).toEqual([source, []]);
    }
  });
});

describe('references', () => {
  it('are the tasks, matrix names and patterns that are written as literals, with their places', () => {
    const source =
      "x ${{ tasks['L2.1'].result }} ${{ tasks.build.outputs.y }}${{ running('api') && changed('src/**', matrix['os']) }} ${{ tasks[matrix.id] }} ${{ tasks.*.status }}";
    const reading = parseTemplate(source);
    if (reading.type === 'rejected') throw new Error(reading.findings[0]?.message);
    const found = references(reading.parsed);
    const shown = (list: typeof found.tasks) =>
      list.map(({ name, start, end }) => `${name}: ${source.slice(start, end)}`);
    expect(shown(found.tasks)).toEqual(["L2.1: 'L2.1'", 'build: build', "api: 'api'"]);
    expect(shown(found.matrix)).toEqual(["os: 'os'", 'id: id']);
    expect(shown(found.patterns)).toEqual(["src/**: 'src/**'"]);
    expect(found.usesChanged).toBe(true);
  });

  it('are empty for a condition without any', () => {
    const reading = parseCondition("${{ env.tasks == 'tasks.build' }}");
    if (reading.type === 'rejected') throw new Error(reading.findings[0]?.message);
    expect(references(reading.parsed)).toEqual({
      tasks: [],
      steps: [],
      matrix: [],
      inputs: [],
      patterns: [],
      usesChanged: false,
    });
  });
});

/** An expression that hangs exceeds the time limit of the test. */
describe('hostile input', () => {
  it.each<[string, string, string]>([
    ['parentheses', '('.repeat(20_000), 'expression-too-deep'],
    ['negations', `${'!'.repeat(20_000)}1`, 'expression-too-deep'],
    ['calls', 'join('.repeat(4_000), 'expression-too-deep'],
    ['properties', `env${'.a'.repeat(10_000)}`, 'expression-too-deep'],
    ['comparisons', `1${'==1'.repeat(6_900)}`, 'expression-too-deep'],
    ['indexes', `env${'[env'.repeat(4_000)}`, 'expression-too-deep'],
    ['an overlong one', `'${'x'.repeat(30_000)}'`, 'expression-too-long'],
    ['names', 'a '.repeat(10_000), 'unknown-context '.repeat(20).trim()],
  ])('%s: rejected at once', (_, source, codes) => {
    expect(condition(source)).toBe(codes);
  });

  it('a text of 1 MB without an end to its expression, or with 100,000 of them, is read in linear time', () => {
    expect(template(`\${{ ${"'".repeat(1_000_000)}`)).toBe('expression-syntax');
    expect(template('${{1}}'.repeat(100_000))).toHaveLength(100_000);
  });

  it('texts that double with every level end with an error before the memory is exhausted', () => {
    const doubling = Array.from({ length: 40 }).reduce<string>((inner) => `format('{0}{0}', ${inner})`, "'x'");
    expect(value(doubling)).toContain('expected format() to give at most 10000000 characters, found more');
    const outputs = { list: JSON.stringify(Array.from({ length: 10_000 }, () => 1)), long: 'x'.repeat(100_000) };
    const tasks = { a: { ...SUCCEEDED, outputs } };
    expect(value('join(fromJSON(tasks.a.outputs.list), tasks.a.outputs.long)', { tasks })).toContain('expected join()');
  });

  it('an output of long or deep JSON gives a value or an error', () => {
    const long = JSON.stringify(Array.from({ length: 300_000 }, (_, index) => index));
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const tasks = { a: { ...SUCCEEDED, outputs: { long, deep } } };
    expect(value('fromJSON(tasks.a.outputs.long)[299999]', { tasks })).toBe('299999');
    expect(value('contains(fromJSON(tasks.a.outputs.long), 299999)', { tasks })).toBe('true');
    expect(value('fromJSON(tasks.a.outputs.deep)[0][0][0] == null', { tasks })).toBe('false');
    expect(value('toJSON(fromJSON(tasks.a.outputs.deep))', { tasks })).toBe(
      'cannot evaluate `toJSON(fromJSON(tasks.a.outputs.deep))`: it needs too much memory or goes too deep',
    );
  });

  it('10,000 conditions over 10,000 tasks take no time for the tasks that they do not name', () => {
    const tasks = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`t${index}`, SUCCEEDED]));
    const all = facts({ tasks });
    const reading = parseCondition("tasks['t9999'].result == 'success'");
    if (reading.type === 'rejected') throw new Error(reading.findings[0]?.message);
    for (let count = 0; count < 10_000; count += 1)
      expect(evaluateCondition(reading.parsed, all)).toEqual({ value: true });
  });
});

describe('any text', () => {
  const word = fc.constantFrom(
    ...[
      "'a'",
      "''",
      '1',
      '-1',
      'true',
      'null',
      'NaN',
      'tasks',
      'env',
      'github',
      'matrix',
      'mission',
      'x',
      '.',
      '*',
      '[',
      ']',
      '(',
      ')',
      ',',
    ],
    ...[
      '!',
      '==',
      '!=',
      '<',
      '>=',
      '&&',
      '||',
      ' ',
      '\n',
      "'",
      '"',
      '$',
      '${{',
      '}}',
      '.a',
      "['L2.2.1']",
      '.result',
      '.constructor',
      '.__proto__',
    ],
    ...[
      'success()',
      'failure()',
      'running(',
      'changed(',
      'contains(',
      'format(',
      'join(',
      'fromJSON(',
      'toJSON(',
      'case(',
      'constructor(',
    ],
  );
  const source = fc.oneof(
    fc.array(word, { maxLength: 14 }).map((words) => words.join('')),
    fc.string({ unit: 'binary' }),
  );
  const json: fc.Arbitrary<Json> = fc.jsonValue().map((parsed) => parsed as Json);

  it('parses or is rejected with places in the text, and evaluates to a value or an error', () => {
    fc.assert(
      fc.property(source, json, fc.dictionary(fc.string(), fc.string()), (text, github, env) => {
        const all = facts({ github, env });
        const condition = parseCondition(text);
        if (condition.type === 'parsed') {
          const result = evaluateCondition(condition.parsed, all);
          expect('error' in result ? result.error : result.value).toSatisfy(
            (found) => found !== '' && found !== undefined,
          );
          references(condition.parsed);
        } else expectPlaced(condition.findings, text);
        const template = parseTemplate(`a${text}b`);
        if (template.type === 'parsed') expect(Object.keys(evaluateTemplate(template.parsed, all))).toHaveLength(1);
        else expectPlaced(template.findings, `a${text}b`);
      }),
      { numRuns: 3_000 },
    );
  });

  it('well-formed expressions are read and evaluated', () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(
          "'a'",
          '1',
          'true',
          'null',
          'matrix.node',
          "tasks['L2.2.1'].outputs.url",
          'github.event.commits',
          'success()',
        ),
        fc
          .tuple(tie('tree'), fc.constantFrom('==', '!=', '<', '>=', '&&', '||'), tie('tree'))
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
        tie('tree').map((inner) => `!(${inner})`),
        tie('tree').map((inner) => `toJSON(${inner})`),
        fc.tuple(tie('tree'), tie('tree')).map(([left, right]) => `contains(${left}, ${right})`),
      ),
    }));
    fc.assert(
      fc.property(tree, (text) => {
        const found = condition(`always() && (${text})`);
        expect([text, typeof found === 'boolean' || found.startsWith('expression-too-deep')]).toEqual([text, true]);
      }),
    );
  });

  function expectPlaced(found: readonly ExpressionFinding[], text: string): void {
    expect(found.length).toBeGreaterThan(0);
    for (const { start, end, message } of found) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(message).toMatch(/^expected .*, found /su);
    }
  }
});
