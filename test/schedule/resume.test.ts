import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import { replay } from '../../src/schedule/state/replay.ts';
import type { State } from '../../src/schedule/state/state.ts';
import { buildMission, MACHINE, service, task, test } from '../build-mission.ts';
import { foldAll } from '../report/fold-all.ts';
import { fc } from '../suite/fast-check.ts';
import { cutOff } from './cut-off.ts';
import { type Drive, drive, endOf, launched, only } from './drive.ts';
import { randomMission } from './random-mission.ts';
import { playOut, randomMoves } from './random-run.ts';

/** One part of a run: its moves, and the share of its events after which it is cut off. */
const part = fc.record({ moves: randomMoves(), share: fc.double({ min: 0, max: 1, noNaN: true }) });

/** Plays a mission, cuts it off and resumes it, repeatedly. `check` sees each resume and the journal before it. */
function forAllResumes(
  check: (run: Drive, before: readonly Event[]) => void,
  edit: (mission: Mission, picks: readonly number[]) => Mission = (mission) => mission,
): void {
  fc.assert(
    fc.property(
      randomMission(),
      fc.array(part, { minLength: 2, maxLength: 3 }),
      fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }),
      (mission, [first = { moves: [], share: 1 }, ...rest], picks) => {
        let journal = cutAt(playOut(mission, MACHINE, first.moves, () => {}).journal, first.share);
        for (const { moves, share } of rest) {
          const next = edit(mission, picks);
          const run = playOut(next, MACHINE, moves, () => {}, cutOff(journal, next));
          check(run, journal);
          journal = [...journal, ...cutAt(run.journal, share)];
        }
      },
    ),
    { numRuns: 150 },
  );
}

/** Keeps at least the first event. */
function cutAt(journal: readonly Event[], share: number): readonly Event[] {
  return journal.slice(0, Math.max(1, Math.ceil(journal.length * share)));
}

/** Ids that succeeded and were not run again after that. */
function standing(journal: readonly Event[]): readonly string[] {
  let ids: readonly string[] = [];
  for (const event of journal) {
    if (event.type === 'resumed') ids = ids.filter((id) => event.kept.includes(id));
    if (event.type === 'ended' && event.status === 'succeeded') ids = [...ids, event.id];
  }
  return [...ids].sort();
}

function keptBy(run: Drive): readonly string[] {
  const [opening] = run.journal;
  return opening?.type === 'resumed' ? [...opening.kept].sort() : [];
}

/** These tasks, and all that need one of them directly or indirectly. */
function dependents(mission: Mission, ids: readonly string[]): ReadonlySet<string> {
  const found = new Set(ids);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, needs, needsAny } of mission.tasks) {
      if ([...needs, ...needsAny].some((need) => found.has(need))) found.add(id);
    }
  }
  return found;
}

function withChanges(
  mission: Mission,
  picks: readonly number[],
): { readonly mission: Mission; readonly ids: string[] } {
  const changed = new Set(picks.map((pick) => mission.tasks[pick % mission.tasks.length]?.id ?? ''));
  const tasks = mission.tasks.map((each) => (changed.has(each.id) ? { ...each, env: { CHANGED: '1' } } : each));
  return { mission: { ...mission, tasks }, ids: [...changed] };
}

function changing(state: State): Partial<State> {
  const { mission: _mission, plan: _plan, ...rest } = state;
  return rest;
}

describe('F34 every run that is cut off at any event and resumed', () => {
  it('keeps exactly the tasks that succeeded, and launches none of them again', () => {
    forAllResumes((run, before) => {
      expect(keptBy(run)).toEqual(standing(before));
      const again = launched(run.journal);
      expect(keptBy(run).filter((id) => again.includes(id))).toEqual([]);
    });
  });

  it('ends, with an end for each task that was not kept', () => {
    forAllResumes((run) => {
      expect(run.journal.at(-1)?.type).toBe('mission-ended');
      const kept = keptBy(run);
      const rest = run.state.mission.tasks.map(({ id }) => id).filter((id) => !kept.includes(id));
      const ends = only(run.journal, 'ended').map(({ id }) => id);
      expect([...ends].sort()).toEqual([...rest].sort());
      const [opening] = only(run.journal, 'resumed');
      expect(opening?.again.map(({ id }) => id)).toEqual(rest);
      for (const id of kept) expect(run.state.tasks.get(id)).toMatchObject({ phase: 'ended', status: 'succeeded' });
    });
  });

  it('can be replayed: the whole journal, read back, gives the live state', () => {
    forAllResumes((run, before) => {
      const replayed = replay(JSON.parse(JSON.stringify([...before, ...run.journal])));
      if (!isDeepStrictEqual(changing(replayed), changing(run.state))) expect(replayed).toEqual(run.state);
    });
  });

  it('is reported with the state of the schedule', () => {
    forAllResumes((run, before) => {
      const report = foldAll([...before, ...run.journal]);
      const statuses = [...run.state.tasks].map(([id, state]) => [id, state.phase === 'ended' ? state.status : '']);
      expect([...report.tasks].map(([id, { status }]) => [id, status])).toEqual(statuses);
      expect(report.load.active).toBe(0);
      expect(Object.values(report.counts).reduce((sum, count) => sum + count, 0)).toBe(report.tasks.size);
      expect(report.result).toBe(run.state.result);
      const kept = [...report.tasks.values()].filter((each) => each.kept === true).map((each) => each.task.id);
      expect([...kept].sort()).toEqual(keptBy(run));
      const launches = only([...before, ...run.journal], 'admitted').length;
      const reported = [...report.tasks.values()].flatMap((each) => [...(each.earlier ?? []), ...each.attemptList]);
      expect(reported.length).toBe(launches);
      expect(reported.every(({ ended }) => ended !== undefined)).toBe(true);
    });
  });

  it('F35 runs again what changed and all that depends on it, and nothing else that succeeded', () => {
    forAllResumes(
      (run, before) => {
        // The mission changes once: a task that the first resume ran in its new form is kept by the second.
        if (before.some(({ type }) => type === 'resumed')) return;
        const [opening] = before;
        const old = opening?.type === 'mission-started' ? opening.mission : run.state.mission;
        const changed = run.state.mission.tasks.filter(({ env }, index) => env !== old.tasks[index]?.env);
        const touched = dependents(
          run.state.mission,
          changed.map(({ id }) => id),
        );
        expect(keptBy(run)).toEqual(standing(before).filter((id) => !touched.has(id)));
      },
      (mission, picks) => withChanges(mission, picks).mission,
    );
  });
});

describe('a resume', () => {
  const open = { gate: 'off' } as const;

  /** The journal of a run in which these exited with 0, one after the other, and that was then cut off. */
  function after(mission: Mission, exits: readonly string[]): readonly Event[] {
    const run = drive(mission);
    run.start();
    for (const id of exits) run.exit(id);
    return run.journal;
  }

  it('launches a task whose needs were all kept, with their outputs and durations', () => {
    const mission = buildMission({ tasks: [task('A'), task('B', { needs: ['A'] })], admission: open });
    const first = drive(mission);
    first.start();
    first.advance(2_000);
    const left = { logTail: '', logBytes: 0, outputs: { port: '81' } };
    first.observe({ type: 'step-exited', at: 2_000, id: 'A', step: 0, exitCode: 0, left });
    const run = drive(mission, MACHINE, () => {}, cutOff(first.journal, mission));
    expect(launched(run.start())).toEqual(['B']);
    expect(run.state.outputs.get('A')).toEqual({ port: '81' });
    expect(run.state.tasks.get('A')).toEqual({ phase: 'ended', status: 'succeeded', duration: 2_000 });
    expect(run.now()).toBe(2_000);
  });

  it('starts services again, even one that had failed', () => {
    const mission = buildMission({
      tasks: [task('A', { services: ['api'] })],
      services: [service('api')],
      admission: open,
    });
    const first = drive(mission);
    first.start();
    first.observe({ type: 'service-failed', at: 0, id: 'api', message: 'no such file', running: false });
    expect(first.state.result).toBe('failed');
    const run = drive(mission, MACHINE, () => {}, cutOff(first.journal, mission));
    run.start();
    run.observe({ type: 'service-ready', at: 1, id: 'api' });
    run.exit('A');
    run.observe({ type: 'service-exited', at: 2, id: 'api', signal: 'SIGTERM', logTail: '' });
    expect(run.state.result).toBe('succeeded');
    expect(foldAll([...first.journal, ...run.journal]).services.get('api')).toMatchObject({
      status: 'stopped',
      ready: 1,
      ended: 2,
    });
  });

  it('evaluates the conditions of skipped and not needed tasks again', () => {
    const mission = buildMission({
      tasks: [
        task('A'),
        task('B', { needs: ['A'] }),
        task('C'),
        test('T', { needs: ['C'], supports: 'A', deploy: 'if-running' }),
      ],
      admission: open,
    });
    const first = drive(mission);
    first.start();
    first.exit('A', 1);
    first.exit('C');
    expect([endOf(first, 'B')?.status, endOf(first, 'T')?.status]).toEqual(['skipped', 'not-needed']);
    const run = drive(mission, MACHINE, () => {}, cutOff(first.journal, mission));
    expect(launched(run.start())).toEqual(expect.arrayContaining(['A', 'T']));
    run.exit('A');
    run.exit('T');
    run.exit('B');
    expect(run.state.result).toBe('succeeded');
  });

  it('is triggered by the alternative that completed first', () => {
    const mission = buildMission({
      tasks: [task('A'), task('B'), task('C', { needsAny: ['A', 'B'] }), task('D', { needs: ['B'], needsAny: ['C'] })],
      admission: open,
    });
    const run = drive(mission, MACHINE, () => {}, cutOff(after(mission, ['B', 'A']), mission));
    expect(launched(run.start())).toEqual(['C']);
    expect(run.state.tasks.get('C')).toMatchObject({ anyBy: 'B' });
    run.exit('C');
    run.exit('D');
    expect(run.state.result).toBe('succeeded');
  });

  it('ends at once if all remaining tasks are kept, as after an interruption that came too late', () => {
    const mission = buildMission({ tasks: [task('A'), task('B')], admission: open });
    const first = drive(mission);
    first.start();
    first.exit('A');
    first.interrupt();
    first.exit('B');
    const without = buildMission({ tasks: [task('A')], admission: open });
    const run = drive(without, MACHINE, () => {}, cutOff(first.journal, without));
    run.start();
    expect(run.state.result).toBe('succeeded');
    const report = foldAll([...first.journal, ...run.journal]);
    expect([...report.tasks.keys()]).toEqual(['A']);
    expect(report).toMatchObject({ result: 'succeeded', finished: true, interruptions: [] });
    expect(report.degraded.map(({ message }) => message)).toEqual(['Interrupted: SIGINT']);
  });

  it('gives a reason for each task that runs', () => {
    const before = buildMission({
      tasks: [task('A'), task('B'), task('C', { needs: ['B'] }), task('D'), task('E', { retry: retry() })],
      admission: open,
    });
    const first = drive(before);
    first.start();
    for (const id of ['A', 'B', 'C']) first.exit(id);
    first.exit('E', 1);
    const changed = task('B', { env: { X: '1' }, shell: 'sh' });
    const now = buildMission({
      tasks: [task('A'), changed, task('C', { needs: ['B'] }), task('D'), task('E', { retry: retry() }), task('F')],
    });
    const { plan } = cutOff(first.journal, now);
    expect(plan.kept).toEqual(['A']);
    expect(plan.again).toEqual([
      { id: 'B', why: 'its shell, env changed in the mission file', changed: true },
      { id: 'C', why: 'it needs B, which runs again because of a change', changed: true },
      { id: 'D', why: 'it had not ended' },
      { id: 'E', why: 'it was waiting for another attempt' },
      { id: 'F', why: 'it is new in the mission file' },
    ]);
  });
});

function retry() {
  return { attempts: 2, delay: 1_000, backoff: 1, on: ['failure'] } as const;
}
