import { describe, expect, it } from 'vitest';
import type { Event, LeftBehind } from '../../../src/schedule/events/event.ts';
import type { Resumed } from '../../../src/schedule/events/opening.ts';
import { begin } from '../../../src/schedule/state/begin.ts';
import { replay } from '../../../src/schedule/state/replay.ts';
import type { Conditions, State } from '../../../src/schedule/state/state.ts';
import { transition } from '../../../src/schedule/transition.ts';
import { buildMission, MACHINE, type TaskParts, task, test } from '../../build-mission.ts';
import { fc } from '../../suite/fast-check.ts';
import { type Drive, drive, endOf, only } from '../drive.ts';
import { randomMission } from '../random-mission.ts';
import { playOut, randomMachine, randomMoves } from '../random-run.ts';

const CLEAN = { finally: [{ run: 'clean' }] };

function runOf(parts: TaskParts, more: Parameters<typeof buildMission>[0]['tasks'] = []): Drive {
  const run = drive(buildMission({ tasks: [task('A', parts), ...more], admission: { gate: 'off' } }));
  run.start();
  return run;
}

function resumed(run: Pick<Drive, 'state' | 'now'>, mission = run.state.mission): Resumed {
  const opening = { started: '2026-01-01T00:00:00.000Z', file: 'mission.yml', mission, machine: MACHINE };
  return { type: 'resumed', at: run.now(), ...opening, kept: [], again: [] };
}

/** The steps that were started, in order. */
function started(run: Drive, id = 'A'): readonly number[] {
  return run.effects.flatMap((effect) => (effect.type === 'start' && effect.id === id ? [effect.step] : []));
}

describe('finally', () => {
  it('runs after a success, and the task succeeds', () => {
    const run = runOf(CLEAN);
    run.exit('A');
    expect(endOf(run, 'A')).toBeUndefined();
    run.exit('A');
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'succeeded' });
    expect(started(run)).toEqual([0, 1]);
  });

  it('F350: runs after a failure and after a time-out, and the reason of the task stays', () => {
    const failed = runOf(CLEAN);
    failed.exit('A', 3);
    failed.exit('A');
    expect(endOf(failed, 'A')).toEqual({ id: 'A', status: 'failed', reason: 'it exited with code 3', failedStep: 0 });
    const late = runOf({ ...CLEAN, timeout: 1_000 });
    late.advance(1_000);
    late.die('A', 'SIGTERM');
    expect(started(late)).toEqual([0, 1]);
    late.exit('A');
    expect(endOf(late, 'A')).toMatchObject({ status: 'timed-out', reason: 'stopped after its timeout of 1 s' });
  });

  it('F351: a failure in it fails a task that would have succeeded, and is only added to another failure', () => {
    const run = runOf(CLEAN);
    run.exit('A');
    run.exit('A', 2);
    const reason = 'in `finally`, step 2 exited with code 2';
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'failed', reason, failedStep: 1 });
    const both = runOf(CLEAN);
    both.exit('A', 1);
    both.exit('A', 2);
    expect(endOf(both, 'A')?.reason).toBe(`it exited with code 1; ${reason}`);
  });

  it('F377: an artifact that is missing fails a task only if `finally` does not make it', () => {
    const missing = { logTail: '', logBytes: 0, artifactsProblem: 'artifacts "shop.log": found none' };
    const exit = (run: Drive, step: number, left: LeftBehind) =>
      run.observe({ type: 'step-exited', at: run.now(), id: 'A', step, exitCode: 0, left });
    const made = runOf(CLEAN);
    exit(made, 0, missing);
    expect(started(made)).toEqual([0, 1]);
    exit(made, 1, { logTail: '', logBytes: 0 });
    expect(endOf(made, 'A')).toEqual({ id: 'A', status: 'succeeded' });
    const never = runOf(CLEAN);
    exit(never, 0, missing);
    exit(never, 1, missing);
    const failed = { id: 'A', status: 'failed', reason: 'artifacts "shop.log": found none' };
    expect(endOf(never, 'A')).toEqual(failed);
    const unstarted = runOf(CLEAN);
    exit(unstarted, 0, missing);
    unstarted.observe({ type: 'spawn-failed', at: unstarted.now(), id: 'A', step: 1, message: 'no shell' });
    expect(endOf(unstarted, 'A')?.reason).toMatch(/^artifacts "shop.log": found none; in `finally`, /);
    const without = runOf({});
    exit(without, 0, missing);
    expect(endOf(without, 'A')).toEqual(failed);
    expect(replay(never.journal).tasks.get('A')).toEqual(never.state.tasks.get('A'));
  });

  it('goes on with its next step after one has failed', () => {
    const run = runOf({ finally: [{ run: 'one' }, { run: 'two' }] });
    run.exit('A');
    run.exit('A', 1);
    run.exit('A');
    expect(started(run)).toEqual([0, 1, 2]);
    expect(endOf(run, 'A')?.status).toBe('failed');
  });

  it('F352: does not run for a task that never started', () => {
    const run = runOf(CLEAN, [test('T', { needs: ['A'], ...CLEAN })]);
    run.spawnFailed('A', 'no such program');
    expect(endOf(run, 'A')?.status).toBe('failed');
    expect(started(run)).toEqual([0]);
    expect(started(run, 'T')).toEqual([]);
  });

  it('F353: after an interruption, the step has half of the grace period and finally the rest', () => {
    const run = runOf(CLEAN);
    run.interrupt();
    run.advance(2_000);
    expect(run.effects.at(-1)).toEqual({ type: 'kill', id: 'A' });
    run.die('A', 'SIGKILL');
    expect(started(run)).toEqual([0, 1]);
    run.advance(3_999);
    expect(run.effects.at(-1)).toMatchObject({ type: 'start', step: 1 });
    run.advance(4_000);
    expect(run.effects.at(-1)).toEqual({ type: 'kill', id: 'A' });
    run.die('A', 'SIGKILL');
    expect(endOf(run, 'A')?.status).toBe('cancelled');
    expect(run.state.result).toBe('cancelled');
  });

  it('an interruption while it runs lets it go on within the grace period, and a second one kills it', () => {
    const run = runOf({ finally: [{ run: 'one' }, { run: 'two' }] });
    run.exit('A');
    const before = run.effects.length;
    run.interrupt();
    expect(run.effects.slice(before).filter(({ type }) => type !== 'measure')).toEqual([]);
    run.interrupt();
    expect(run.effects.at(-1)).toEqual({ type: 'kill', id: 'A' });
    run.die('A', 'SIGKILL');
    expect(started(run)).toEqual([0, 1]);
    expect(run.state.result).toBe('cancelled');
  });

  it('runs once after each attempt', () => {
    const retry = { attempts: 2, delay: 1_000, backoff: 1, on: ['failure' as const] };
    const run = runOf({ ...CLEAN, retry });
    run.exit('A', 1);
    run.exit('A');
    run.advance(1_000);
    run.exit('A');
    run.exit('A');
    expect(started(run)).toEqual([0, 1, 0, 1]);
    expect(endOf(run, 'A')?.status).toBe('succeeded');
  });

  it('is stopped when the time of the attempt is over, and the task fails', () => {
    const run = runOf({ ...CLEAN, timeout: 10_000 });
    run.exit('A');
    run.advance(10_000);
    expect(run.effects.at(-1)).toEqual({ type: 'terminate', id: 'A' });
    run.die('A', 'SIGTERM');
    expect(endOf(run, 'A')?.reason).toBe('in `finally`, step 2 was ended by SIGTERM');
  });

  it('F354: a resumed run first runs what a killed run owed, once, and then its tasks', () => {
    const before = runOf(CLEAN);
    before.observe({ type: 'step-started', at: 0, id: 'A', step: 0, pid: 1 });
    const state = replay(before.journal);
    const run = drive(state.mission, MACHINE, undefined, { before: state, resumed: resumed(before) });
    run.start();
    expect(run.journal.map(({ type }) => type)).toEqual(['resumed', 'cleaning', 'step-advanced']);
    expect(run.effects).toEqual([{ type: 'start', id: 'A', attempt: 1, step: 1, later: true }]);
    // Killed again: it has begun, so it is not run a second time.
    const again = replay([...before.journal, ...run.journal]);
    const third = drive(again.mission, MACHINE, undefined, { before: again, resumed: resumed(before) });
    third.start();
    expect(only(third.journal, 'cleaning')).toEqual([]);
    expect(only(third.journal, 'admitted')).toHaveLength(1);
    run.observe({ type: 'step-exited', at: 0, id: 'A', step: 1, exitCode: 0 });
    expect(only(run.journal, 'cleaned')).toHaveLength(1);
    expect(only(run.journal, 'admitted')).toHaveLength(1);
  });

  it('F355: whatever happens, each attempt that has started has its finally at most once, also after kills', () => {
    let late = 0;
    fc.assert(
      fc.property(
        randomMission(),
        randomMachine(),
        randomMoves(),
        fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100),
        (mission, machine, moves, share) => {
          const withFinally = { ...mission, tasks: mission.tasks.map((each) => ({ ...each, ...CLEAN })) };
          const { journal, state } = playOut(withFinally, machine, moves, () => {});
          checkFinally(journal, state);
          const cut = journal.slice(0, 1 + Math.floor(share * (journal.length - 1)));
          const killed = replay(withProcesses(cut));
          const at = cut.at(-1)?.at ?? 0;
          const run = drive(withFinally, machine, undefined, {
            before: killed,
            resumed: resumed({ state: killed, now: () => at }),
          });
          run.start();
          late += only(run.journal, 'cleaning').length;
          const begun = new Set(only(cut, 'finishing').map(({ id, attempt }) => `${id} ${attempt}`));
          for (const { id, attempt } of only(run.journal, 'cleaning')) {
            const last = only(cut, 'admitted').findLast((event) => event.id === id);
            expect(last?.attempt, id).toBe(attempt);
            // An evicted attempt has the same number, so its own `finishing` may be older than its newest launch.
            if (begun.has(`${id} ${attempt}`)) expect(only(cut, 'evicted').some((event) => event.id === id)).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(late).toBeGreaterThan(0);
  });
});

/** The journal of a run whose tasks all had a process when the runner was killed. */
function withProcesses(journal: readonly Event[]): readonly Event[] {
  const { tasks } = replay(journal);
  const at = journal.at(-1)?.at ?? 0;
  const processes = [...tasks].flatMap(([id, each]): Event[] =>
    each.phase === 'running' || each.phase === 'stopping'
      ? [{ type: 'step-started', at, id, step: each.step, pid: 1 }]
      : [],
  );
  return [...journal, ...processes];
}

/** Between two launches of a task, its `finally` begins at most once, and never before a process was started. */
function checkFinally(journal: readonly Event[], state: State): void {
  const begun = new Map<string, number>();
  for (const event of journal) {
    if (event.type === 'admitted') begun.set(event.id, 0);
    if (event.type !== 'finishing') continue;
    expect(begun.get(event.id), event.id).toBe(0);
    begun.set(event.id, 1);
  }
  expect(state.late.size).toBe(0);
}

describe('steps with conditions', () => {
  const conditions: Conditions = (_, { steps }, moment) => {
    const source = steps[moment?.step ?? -1]?.if;
    if (source === 'broken') return { type: 'fail', reason: 'its `if`: no such thing' };
    const holds = source === 'always()' || (source === 'failure()' && moment?.result === 'failure');
    return holds ? { type: 'run' } : { type: 'skip', reason: `its condition does not hold: ${source}` };
  };

  function conditional(parts: TaskParts): { exit(exitCode: number): readonly Event[]; readonly state: State } {
    const mission = buildMission({ tasks: [task('A', parts)], admission: { gate: 'off' } });
    const state = begin(mission, MACHINE, conditions);
    const opening = { started: '', file: '', root: '/', mission, machine: MACHINE };
    transition(state, { type: 'mission-started', at: 0, journal: 1, ...opening }, undefined);
    return {
      state,
      exit: (exitCode) => {
        const now = state.tasks.get('A');
        const step = now?.phase === 'running' ? now.step : -1;
        return transition(state, { type: 'step-exited', at: 0, id: 'A', step, exitCode }, undefined).events;
      },
    };
  }

  it('F356: after a failure only steps whose condition allows it run, and the task fails with the first reason', () => {
    const steps = [{ run: 'a' }, { run: 'b' }, { run: 'c', if: 'failure()' }, { run: 'd' }];
    const run = conditional({ steps });
    expect(run.exit(4).map(({ type }) => type)).toEqual(['step-exited', 'step-skipped', 'step-advanced']);
    expect(only(run.exit(0), 'ended')).toMatchObject([
      { status: 'failed', reason: 'it exited with code 4', failedStep: 0 },
    ]);
  });

  it('a condition that does not hold skips the step, and the task succeeds', () => {
    const run = conditional({ steps: [{ run: 'a' }, { run: 'b', if: 'failure()' }] });
    const events = run.exit(0);
    expect(only(events, 'step-skipped')).toMatchObject([{ step: 1 }]);
    expect(only(events, 'ended')).toMatchObject([{ status: 'succeeded' }]);
  });

  it('F357: a condition that cannot be evaluated fails the step, and never skips it silently', () => {
    const run = conditional({ steps: [{ run: 'a' }, { run: 'b', if: 'broken' }] });
    expect(only(run.exit(0), 'ended')).toMatchObject([
      { status: 'failed', reason: 'its `if`: no such thing', failedStep: 1 },
    ]);
  });

  it('continue-on-error lets the task go on and succeed', () => {
    const run = conditional({ steps: [{ run: 'a', continueOnError: true }, { run: 'b' }] });
    run.exit(1);
    expect(only(run.exit(0), 'ended')).toMatchObject([{ status: 'succeeded' }]);
  });

  it('a step is stopped after its own timeout, and the attempt has timed out', () => {
    const run = runOf({ steps: [{ run: 'a', timeout: 1_000 }, { run: 'b' }] });
    run.advance(1_000);
    expect(run.effects.at(-1)).toEqual({ type: 'terminate', id: 'A' });
    run.advance(5_000);
    expect(run.effects.at(-1)).toEqual({ type: 'kill', id: 'A' });
    run.die('A', 'SIGKILL');
    const reason = 'it was stopped after its timeout of 1 s';
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'timed-out', reason, failedStep: 0 });
  });

  it('F358: variables of a step reach the later steps of the attempt, and not the next attempt', () => {
    const retry = { attempts: 2, delay: 0, backoff: 1, on: ['failure' as const] };
    const run = runOf({ steps: [{ run: 'a' }, { run: 'b' }], retry });
    const variables = { env: { X: '1' }, path: ['/bin/own'] };
    run.observe({ type: 'step-exited', at: 0, id: 'A', step: 0, exitCode: 0, variables });
    expect(run.effects.at(-1)).toMatchObject({ type: 'start', step: 1, variables });
    run.exit('A', 1);
    expect(run.effects.at(-1)).toEqual({ type: 'start', id: 'A', attempt: 2, step: 0 });
  });

  it('a step whose variables are rejected has failed, although it exited with 0', () => {
    const run = runOf({ steps: [{ run: 'a' }, { run: 'b' }] });
    const variablesRejected = 'MISSION_ENV was rejected: line 1';
    run.observe({ type: 'step-exited', at: 0, id: 'A', step: 0, exitCode: 0, variablesRejected });
    expect(endOf(run, 'A')).toMatchObject({ status: 'failed', reason: variablesRejected });
  });
});
