import { describe, expect, it } from 'vitest';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { createChanges } from '../../../src/run/changes/changed-matcher.ts';
import { createEvaluator, type ExpressionEvaluator, plainEvaluator } from '../../../src/run/expressions/evaluator.ts';
import { readExpressions } from '../../../src/run/expressions/reader.ts';
import type { Ended, Observation, StepExited } from '../../../src/schedule/events/event.ts';
import type { ChangedFiles } from '../../../src/schedule/events/opening.ts';
import { begin } from '../../../src/schedule/state/begin.ts';
import { type State, taskOf } from '../../../src/schedule/state/state.ts';
import { transition } from '../../../src/schedule/transition.ts';
import { buildMission, MACHINE, service, type TaskDraft, task, test } from '../../build-mission.ts';

interface Run {
  readonly state: State;
  readonly evaluator: ExpressionEvaluator;
  observe(observation: Observation): readonly Ended[];
  /** The task has exited. */
  exit(id: string, exitCode: number, parts?: Partial<StepExited>): readonly Ended[];
}

async function run(mission: Mission, changed?: ChangedFiles): Promise<Run> {
  const evaluator = createEvaluator(readExpressions(mission), {
    environment: { HOME: '/home/me', LEVEL: 'caller' },
    github: { event_name: 'push', event: { number: 7 } },
    runner: { os: 'Linux', arch: 'X64' },
    changes: createChanges(changed),
  });
  const state = begin(mission, MACHINE, evaluator.conditions);
  let at = 0;
  const observe = (observation: Observation) =>
    transition(state, observation, undefined).events.filter((event) => event.type === 'ended');
  const started = { journal: 1, started: '', file: 'm.yml', root: '/', mission, machine: MACHINE } as const;
  observe({ type: 'mission-started', at, ...started });
  return {
    state,
    evaluator,
    observe,
    exit: (id, exitCode, parts = {}) => {
      at += 1_500;
      return observe({ type: 'step-exited', at, id, step: 0, exitCode, ...parts });
    },
  };
}

const open = { gate: 'off' } as const;

function mission(...tasks: TaskDraft[]): Mission {
  return buildMission({ tasks, admission: open });
}

describe('conditions of a run', () => {
  it.each([
    ["tasks.a.result == 'success' && tasks['a'].outputs.port == 8080", true],
    ["tasks.a.status == 'succeeded'", true],
    ['tasks.a.duration == 1.5', true],
    ["tasks.a.outputs.port == '9'", false],
    ["tasks.b.status == 'running' && running('b') && !running('a')", true],
    ["env.LEVEL == 'mine' && env.HOME == '/home/me'", true],
    ["env.TAG == 'tag-8080'", true],
    ["github.event_name == 'push' && github.event.number == 7 && github.token == null", true],
    ["mission.name == 'Test mission'", true],
    ["matrix.os == 'linux'", true],
    ['failure()', false],
    ['always()', true],
  ])('`%s` is %s', async (condition, holds) => {
    const checker = test('c', {
      needs: ['a'],
      if: condition,
      env: { LEVEL: 'mine', TAG: `tag-\${{ tasks.a.outputs.port }}` },
      matrix: { os: 'linux' },
    });
    const { exit, state } = await run(mission(task('a'), task('b'), checker));
    const left = { logTail: '', logBytes: 0, outputs: { port: '8080' } };
    const ends = exit('a', 0, { left });
    if (holds) expect(state.tasks.get('c')?.phase).toBe('running');
    else
      expect(ends.at(-1)).toMatchObject({
        id: 'c',
        status: 'skipped',
        reason: `its condition does not hold: ${condition}`,
      });
  });

  it('requires success by default, as workflows do, and names the task that failed', async () => {
    const { exit, state } = await run(
      mission(
        task('a'),
        test('plain', { needs: ['a'], if: "env.LEVEL == 'caller'" }),
        test('after', { needs: ['a'], if: 'failure()' }),
        test('both', { needs: ['a'], if: 'always()' }),
      ),
    );
    const ends = exit('a', 1);
    expect(ends.find(({ id }) => id === 'plain')).toMatchObject({ status: 'skipped', reason: 'a failed' });
    expect(state.tasks.get('after')?.phase).toBe('running');
    expect(state.tasks.get('both')?.phase).toBe('running');
  });

  it('makes failure() true if a need was skipped because of an indirect failure, as workflows do', async () => {
    const { exit, state } = await run(
      mission(
        task('a'),
        task('b', { needs: ['a'] }),
        task('c', { needs: ['b'] }),
        test('rescue', { needs: ['c'], if: 'failure()' }),
        test('final', { needs: ['c'], if: '!failure()' }),
      ),
    );
    exit('a', 1);
    expect(state.tasks.get('rescue')?.phase).toBe('running');
    expect(state.tasks.get('final')).toMatchObject({ phase: 'ended', status: 'skipped' });
  });

  it('runs with !failure() although a need was skipped by its own condition', async () => {
    const { exit, state } = await run(
      mission(
        task('a'),
        task('b', { if: 'false' }),
        task('c', { needs: ['b'] }),
        test('plain', { needs: ['a', 'c'] }),
        test('final', { needs: ['a', 'c'], if: '!failure()' }),
      ),
    );
    exit('a', 0);
    expect(state.tasks.get('plain')).toMatchObject({ phase: 'ended', status: 'skipped' });
    expect(state.tasks.get('final')?.phase).toBe('running');
  });

  it('counts a failure with continue-on-error as a success', async () => {
    const forgiven = task('a', { continueOnError: true });
    const { exit, state } = await run(
      mission(
        forgiven,
        test('c', { needs: ['a'], if: "success() && tasks.a.result == 'success' && tasks.a.status == 'failed'" }),
      ),
    );
    exit('a', 1);
    expect(state.tasks.get('c')?.phase).toBe('running');
  });

  it('uses the first completed task of `needs-any`', async () => {
    const { exit, state } = await run(
      mission(task('a'), task('b'), test('c', { needsAny: ['a', 'b'], if: 'failure()' })),
    );
    exit('b', 1);
    expect(state.tasks.get('c')?.phase).toBe('running');
  });

  it('fails a task whose `if` cannot be evaluated, instead of skipping it', async () => {
    const { exit } = await run(mission(task('a'), test('c', { needs: ['a'], if: "fromJSON('{') == 1" })));
    expect(exit('a', 0).at(-1)).toMatchObject({
      id: 'c',
      status: 'failed',
      reason: expect.stringContaining('fromJSON'),
    });
  });

  it('skips by `paths` and names the patterns, unless the changed files are unknown', async () => {
    const tasks = () =>
      mission(
        task('a'),
        test('auth', { needs: ['a'], paths: ['src/auth/**', '!**/*.md'] }),
        test('docs', { needs: ['a'], paths: ['docs/**'] }),
        test('asks', { needs: ['a'], if: "changed('docs/**', 'x')" }),
      );
    const known = await run(tasks(), { type: 'known', base: 'main', files: ['docs/a.md', 'src/auth/README.md'] });
    expect(known.exit('a', 0).slice(1)).toMatchObject([
      { id: 'auth', status: 'skipped', reason: 'no changed file matches src/auth/**, !**/*.md' },
    ]);
    expect(known.state.tasks.get('asks')?.phase).toBe('running');
    const unknown = await run(tasks(), { type: 'unknown', why: 'no git' });
    expect(unknown.exit('a', 0)).toHaveLength(1);
  });
});

describe('environments of a run', () => {
  it('evaluates in order: each value sees those before it and those of the caller', async () => {
    const env = { A: `\${{ env.HOME }}/a`, B: `\${{ env.A }}:\${{ env.Z }}`, Z: 'last', N: `n\${{ tasks.a.result }}` };
    const { evaluator, state } = await run(mission(task('a', { env })));
    expect(evaluator.environment(state, taskOf(state, 'a'))).toEqual({
      type: 'evaluated',
      env: { A: '/home/me/a', B: '/home/me/a:last', Z: 'last', N: 'n' },
    });
  });

  it('names the variable and the expression that cannot be evaluated', async () => {
    const { evaluator, state } = await run(mission(task('a', { env: { LIST: `\${{ fromJSON('[1]') }}` } })));
    const result = evaluator.environment(state, taskOf(state, 'a'));
    expect(result).toMatchObject({
      type: 'failed',
      message: expect.stringMatching(/variable LIST: .*fromJSON\('\[1\]'\)/),
    });
  });

  it('evaluates the environment of services too', async () => {
    const api = service('api', { env: { URL: `\${{ mission.name }} \${{ github.event_name }}` } });
    const { evaluator, state } = await run(
      buildMission({ tasks: [task('a', { services: ['api'] })], services: [api] }),
    );
    expect(evaluator.environment(state, api)).toEqual({ type: 'evaluated', env: { URL: 'Test mission push' } });
  });

  it('returns an environment without expressions unchanged', async () => {
    const plain = mission(task('a', { env: { A: '$' } }));
    expect(readExpressions(plain)).toBeUndefined();
    const state = begin(plain, MACHINE);
    expect(plainEvaluator.environment(state, taskOf(state, 'a'))).toEqual({ type: 'evaluated', env: { A: '$' } });
  });
});
