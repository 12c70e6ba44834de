import { describe, expect, test } from 'vitest';
import { takeExpression } from '../../../../src/convert/github/expressions/expression.ts';
import { foldLiterals } from '../../../../src/convert/github/expressions/fold.ts';
import { outerScope, type Scope } from '../../../../src/convert/github/expressions/scope.ts';

const scope: Scope = {
  ...outerScope(new Set(), new Set()),
  needs: new Map([
    ['build', { id: 'build', outputs: new Map([['version', { type: 'written', name: 'number' }]]) }],
    [
      'legs',
      { id: 'legs', combinations: ['legs (1)', 'legs (2)'], outputs: new Map([['x', { type: 'written', name: 'x' }]]) },
    ],
    ['gone', { outputs: new Map() }],
  ]),
  matrix: {
    fixed: new Map([['os', "'ubuntu-latest'"]]),
    renamed: new Map([['part.name', 'part_name']]),
    values: new Map(),
  },
  steps: new Map([
    ['one', 'run'],
    ['cache', 'before'],
    ['other', 'left-out'],
  ]),
};

describe('takeExpression', () => {
  test.each([
    ["github.ref == 'refs/heads/main'", "github.ref == 'refs/heads/main'"],
    ["needs.build.outputs.version != ''", "tasks.build.outputs.number != ''"],
    ["NEEDS['build'].result", 'tasks.build.result'],
    ['needs.legs.outputs.x', "tasks['legs (2)'].outputs.x"],
    [
      "contains(needs.*.result, 'failure')",
      `contains(fromJSON(format('["{0}","{1}","{2}"]', tasks.build.result, tasks['legs (1)'].result, tasks['legs (2)'].result)), 'failure')`,
    ],
    ['steps.one.outputs.a-b', 'env.a-b'],
    ['steps.one.outcome', 'steps.one.outcome'],
    ["steps.cache.outputs.cache-hit != 'true'", "'' != 'true'"],
    ['steps.cache.outcome', "'success'"],
    ['steps.other.outcome', "'skipped'"],
    ['matrix.os', "'ubuntu-latest'"],
    ['matrix.part.name', 'matrix.part_name'],
    ["matrix['node'] && matrix[env.KEY]", "matrix['node'] && matrix[env.KEY]"],
    ['secrets.Token', 'env.TOKEN'],
    ['vars.mode', 'env.MODE'],
    ['github.token', 'env.GITHUB_TOKEN'],
    ['github.event.inputs.channel', 'inputs.channel'],
    ["'needs.build.result'", "'needs.build.result'"],
  ])('%s becomes %s', (before, after) => {
    expect(takeExpression(before, scope)).toEqual({ type: 'taken', text: after });
  });

  test.each([
    ["hashFiles('a')", 'a mission has no function hashFiles()'],
    ['toJSON(needs)', 'it reads `needs` as a whole'],
    ['needs.gone.result', 'it reads the result of the job gone, which is not in the mission'],
    ['needs.build.outputs.none', 'the job build has no output none that one of its commands writes'],
    ['needs.absent.result', 'it reads the job absent, which it does not need'],
    ['steps.later.outputs.x', 'it reads the step later, which is not before it'],
    ['secrets[matrix.name]', 'it reads `secrets` as a whole'],
    ['job.status', 'a mission has no `job` context'],
    ['strategy.job-index', 'a mission has no `strategy` context'],
    ["'open", expect.stringContaining('closing quote')],
    ['needs.build.version', 'a job has `outputs` and a `result`, but no `version`'],
  ])('F463 %s is refused', (text, why) => {
    expect(takeExpression(text, scope)).toEqual({ type: 'refused', why });
  });
});

describe('foldLiterals', () => {
  test.each([
    ["'ubuntu-latest' == 'ubuntu-latest' && matrix.target != ''", "matrix.target != ''"],
    ["matrix.a == '' && !startsWith('ubuntu-latest', 'windows')", "matrix.a == ''"],
    ["'a' == 'b' || github.ref", 'github.ref'],
    ["('A' == 'a')", 'true'],
    ["contains('abc', 'B')", 'true'],
    ["x.y == 'a' && always()", "x.y == 'a' && always()"],
    ["x.y == true && 'a' == 'a'", 'x.y == true'],
    ["format('{0}', 'a') == 'a'", "format('{0}', 'a') == 'a'"],
    ["!('a' == 'b') && success()", 'success()'],
    ["'a' == 'b' && success()", 'false && success()'],
  ])('%s becomes %s', (before, after) => {
    expect(foldLiterals(before)).toBe(after);
  });
});
