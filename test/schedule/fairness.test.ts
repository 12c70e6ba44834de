import { describe, expect, it } from 'vitest';
import type { Mission, Task } from '../../src/mission/model/mission.ts';
import { PATIENT_CHECKS } from '../../src/schedule/admit.ts';
import { type State, taskOf } from '../../src/schedule/state/state.ts';
import { ADMISSION, buildMission, GIB, MACHINE, MINUTE, task, test } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { drive, launched, only } from './drive.ts';
import { randomMission } from './random-mission.ts';
import { playOut, randomMoves } from './random-run.ts';

const { recheck: RECHECK, patience: PATIENCE } = ADMISSION;
const OPEN = { cpu: 10, memory: 10 };
const CLOSED = { cpu: 90, memory: 10 };

describe('F62: light tasks do not starve a heavy one', () => {
  const lights = (count: number) =>
    Array.from({ length: count }, (_, index) => task(`L${index}`, { load: 30, expect: MINUTE }));
  const heavyFirst = () =>
    drive(
      buildMission({
        tasks: [
          task('blocker', { load: 60 }),
          task('heavy', { load: 70, expect: 60 * MINUTE, needs: ['go'] }),
          task('go', { load: 0 }),
          ...lights(12),
        ],
        admission: { workers: { caution: 20, limit: 20 } },
      }),
    );

  it('lets light tasks pass at three checks, then no task', () => {
    const run = heavyFirst();
    expect(launched(run.start())).toEqual(['go', 'blocker', 'L0']);
    const passed: number[] = [];
    run.exit('go');
    let last = 0;
    for (let check = 0; check < 5; check += 1) {
      const events = run.exit(`L${last}`);
      passed.push(launched(events).length);
      if (launched(events).length === 0) break;
      last += 1;
    }
    // The heavy task is first passed over when `go` ends. Two more checks let a light task pass, the third does not.
    expect(passed).toEqual([1, 1, 0]);
    expect(launched(run.exit('blocker'))).toEqual(['heavy', 'L3']);
  });

  it('names the heavy task in the deferrals of the tasks behind it', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { load: 60, expect: MINUTE }),
          task('go', { expect: MINUTE }),
          task('go late', { expect: MINUTE }),
          task('heavy', { load: 70, expect: 60 * MINUTE, needs: ['go'] }),
          test('late', { expect: MINUTE, needs: ['go late'] }),
        ],
        admission: { gate: 'off' },
      }),
    );
    run.start();
    expect(only(run.exit('go'), 'deferred')).toMatchObject([
      { ids: ['heavy'], reason: 'load', detail: 'load 60 of what runs + 70 of this task, allowed 100' },
    ]);
    run.advance(2 * RECHECK);
    expect(only(run.exit('go late'), 'deferred')).toMatchObject([
      {
        ids: ['late'],
        reason: 'load',
        detail: 'held back behind heavy: load 60 of what runs + 70 of this task, allowed 100',
      },
    ]);
    expect(launched(run.exit('A'))).toEqual(['heavy', 'late']);
  });

  it('applies to memory requests as to loads', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { memory: 8 * GIB, expect: MINUTE }),
          task('go', { expect: MINUTE }),
          task('go late', { expect: MINUTE }),
          task('heavy', { memory: 10 * GIB, expect: 60 * MINUTE, needs: ['go'] }),
          task('late', { expect: MINUTE, needs: ['go late'] }),
        ],
      }),
    );
    run.start();
    run.exit('go');
    run.advance(2 * RECHECK);
    expect(launched(run.exit('go late'))).toEqual([]);
    expect(run.state.tasks.get('late')).toMatchObject({ phase: 'waiting', reason: 'memory' });
    expect(launched(run.exit('A'))).toEqual(['heavy', 'late']);
  });

  it('a heavy task starts although 200 light tasks never leave a gap', () => {
    const tasks = [task('go', { expect: 2 * MINUTE }), task('heavy', { load: 90, expect: 2 * MINUTE, needs: ['go'] })];
    const run = drive(buildMission({ tasks: [...tasks, ...lights(200)] }));
    run.start();
    run.exit('go');
    let ends = 0;
    while (run.state.tasks.get('heavy')?.phase !== 'running') {
      const [oldest] = run.state.active.keys();
      if (oldest === undefined) throw new Error('nothing runs and heavy still waits');
      run.advance(run.now() + 1_000);
      run.exit(oldest);
      ends += 1;
    }
    // Two light tasks pass, then the three running ones must end. Without the rule, the heavy task would start last.
    expect(ends).toBe(5);
  });
});

describe('F60: foreign load keeps the gate closed', () => {
  const mission = () =>
    buildMission({ tasks: [task('A'), test('T1', { needs: ['A'] }), test('T2', { needs: ['A'] })] });

  it('launches one exactly when it was woken for that, whatever the decimals of the time', () => {
    // 16194.1 + 1500 - 16194.1 is a little less than 1500.
    const closedAt = 16_194.1;
    const patience = 1_500;
    expect(closedAt + patience - closedAt).toBeLessThan(patience);
    const run = drive(buildMission({ tasks: [task('A'), test('T1', { needs: ['A'] })], admission: { patience } }));
    run.start();
    run.advance(closedAt);
    run.show(CLOSED);
    run.exit('A');
    const end = run.wakeAt() ?? 0;
    expect(end).toBe(closedAt + patience);
    expect(launched(run.observe({ type: 'woke', at: end }))).toEqual(['T1']);
  });

  it('launches one after `patience`, recorded as forced with the gate that was closed', () => {
    const run = drive(mission());
    run.start();
    run.advance(MINUTE);
    run.show(CLOSED);
    run.exit('A');
    const events = run.advance(MINUTE + PATIENCE);
    expect(only(events, 'admitted')).toMatchObject([
      { at: MINUTE + PATIENCE, id: 'T1', forced: true, detail: 'CPU 90 %, limit 75 %', view: { cpu: 90, band: 'RED' } },
    ]);
  });

  it('does not force while a task of the mission runs, however long', () => {
    const run = drive(mission());
    run.start();
    run.advance(MINUTE);
    run.show(CLOSED);
    run.exit('A');
    run.advance(MINUTE + PATIENCE);
    expect(launched(run.advance(MINUTE + 10 * PATIENCE))).toEqual([]);
  });

  it('waits for `patience` only once: as long as others keep the CPUs busy, one task follows the other after two windows', () => {
    const run = drive(mission());
    run.start();
    run.advance(MINUTE);
    run.show(CLOSED);
    run.exit('A');
    expect(launched(run.advance(MINUTE + PATIENCE))).toEqual(['T1']);
    run.advance(MINUTE + 2 * PATIENCE);
    run.exit('T1');
    expect(launched(run.advance(MINUTE + 2 * PATIENCE + 499))).toEqual([]);
    expect(launched(run.advance(MINUTE + 2 * PATIENCE + 500))).toEqual(['T2']);
    expect(only(run.journal, 'admitted').map((event) => event.forced)).toEqual([false, true, true]);
  });

  it('waits for `patience` each time if it is memory that others use', () => {
    const run = drive(mission());
    run.start();
    run.advance(MINUTE);
    run.show({ cpu: 1, memory: 99 });
    run.exit('A');
    expect(launched(run.advance(MINUTE + PATIENCE))).toEqual(['T1']);
    run.exit('T1');
    expect(launched(run.advance(MINUTE + 2 * PATIENCE - 1))).toEqual([]);
    expect(launched(run.advance(MINUTE + 2 * PATIENCE))).toEqual(['T2']);
  });

  it('restarts the wait if the gate opened in between', () => {
    const run = drive(mission());
    run.start();
    run.show(CLOSED);
    run.exit('A');
    run.advance(PATIENCE - 1_000);
    run.sample(OPEN);
    expect([...run.state.active.keys()]).toEqual(['T1', 'T2']);
    expect(only(run.journal, 'admitted').map((event) => event.forced)).toEqual([false, false, false]);
  });

  it('forces one without any reading at all', () => {
    const run = drive(mission());
    run.start();
    run.exit('A');
    expect(only(run.advance(PATIENCE), 'admitted')).toMatchObject([
      { id: 'T1', forced: true, detail: 'the machine is not measured yet' },
    ]);
  });

  it('forces a request that does not fit, and names that request, not the reading of a gate that does not apply to it', () => {
    const run = drive(buildMission({ tasks: [task('A', { load: 120 }), task('B', { load: 101 })] }));
    run.start();
    run.show(CLOSED);
    expect(only(run.advance(PATIENCE), 'admitted')).toMatchObject([
      { id: 'A', forced: true, detail: 'load 0 of what runs + 120 of this task, allowed 100' },
    ]);
    expect(run.state.active.size).toBe(1);
  });

  it('carries a mission to its end one at a time', () => {
    const tests = Array.from({ length: 10 }, (_, index) => test(`T${index}`));
    const run = drive(buildMission({ tasks: tests }), { ...MACHINE });
    run.show({ cpu: 100, memory: 100 });
    run.start();
    for (let ends = 0; run.state.result === undefined; ends += 1) {
      expect(ends).toBeLessThan(10);
      run.advance(run.now() + PATIENCE);
      expect(run.state.active.size).toBe(1);
      for (const id of [...run.state.active.keys()]) run.exit(id);
    }
    expect(run.state.result).toBe('succeeded');
    expect(only(run.journal, 'admitted').every((event) => event.forced)).toBe(true);
    expect(run.now()).toBe(10 * PATIENCE);
  });
});

describe('F251: no task is held back behind one that waits for it', () => {
  const again = { attempts: 2, delay: 100, backoff: 1, on: ['failure', 'out-of-memory'] } as const;

  it('lets a task start again past the one that follows it and was passed over before', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('long', { load: 90 }),
          task('server', { retry: again }),
          task('follower', { supports: 'server', deploy: 'while-running', load: 50, priority: 5 }),
        ],
      }),
    );
    expect(launched(run.start())).toEqual(['long', 'server']);
    run.advance(PATIENT_CHECKS * RECHECK);
    run.exit('server', 1);
    expect(launched(run.advance(run.now() + again.delay))).toEqual(['server']);
  });

  it('lets a task start again past a heavy one, if only tasks run that end with it', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('server', { retry: again, expect: MINUTE }),
          task('follower', { supports: 'server', deploy: 'while-running', load: 50, expect: MINUTE }),
          task('go', { expect: MINUTE }),
          task('heavy', { load: 80, needs: ['go'], priority: 5, expect: 60 * MINUTE }),
        ],
      }),
    );
    run.start();
    expect(launched(run.exit('go'))).toEqual([]);
    run.advance(PATIENT_CHECKS * RECHECK);
    run.exit('server', 1);
    expect(launched(run.advance(run.now() + again.delay))).toEqual(['server']);
  });
});

describe('F251: the gate is never idle by its own doing', () => {
  it('forces nothing past a task that is being stopped, because that ends', () => {
    const retry = { attempts: 2, delay: 1000, backoff: 1, on: ['out-of-memory'] } as const;
    const run = drive(
      buildMission({
        tasks: [
          task('large', { retry }),
          task('served'),
          task('server', { supports: 'served', deploy: 'while-running' }),
        ],
        admission: { patience: 2000 },
      }),
    );
    run.start();
    run.observe({ type: 'step-exited', id: 'large', step: 0, at: run.now(), signal: 'SIGKILL', outOfMemory: true });
    run.exit('served');
    // `server` has been asked to stop, and takes longer than `patience` to do so.
    const waited = run.advance(8000);
    expect(waited).toContainEqual(expect.objectContaining({ type: 'deferred', ids: ['large'] }));
    expect(launched(waited)).toEqual([]);
    expect(only(run.exit('server'), 'admitted')).toEqual([expect.objectContaining({ id: 'large', forced: false })]);
  });

  /** Without readings, and with requests that fit, nothing but a running task, a service or a retry may hold a task back. */
  const calm = (mission: Mission): Mission => {
    const { followers } = drive(mission).state.plan;
    const tasks = mission.tasks.map(({ memory: _, pools, ...rest }): Task => {
      const each = pools === undefined ? rest : { ...rest, pools };
      if (each.deploy !== 'while-running') return { ...each, load: Math.min(100, each.load ?? 0) };
      // One that does not follow may hold what the task that it supports needs.
      return { ...rest, locks: [], load: 0, deploy: followers.has(each.id) ? 'while-running' : 'if-running' };
    });
    const admission = { ...mission.admission, gate: 'off', load: 100, workers: { caution: 20, limit: 20 } } as const;
    return { ...mission, tasks, admission };
  };

  const ends = (state: State, id: string): boolean => {
    const { deploy, supports } = taskOf(state, id);
    return state.tasks.get(id)?.phase === 'stopping' || deploy !== 'while-running' || state.active.has(supports ?? '');
  };

  it('whatever is retried, ends and runs out of memory', () => {
    fc.assert(
      fc.property(randomMission(), randomMoves(), (mission, moves) => {
        playOut(calm(mission), MACHINE, moves, (events, state) => {
          expect(only(events, 'admitted').filter(({ forced }) => forced)).toEqual([]);
          const isWaiting = state.gated.length + state.free.length > 0;
          const isBusy =
            [...state.active.keys()].some((id) => ends(state, id)) ||
            [...state.services.values()].some(({ phase }) => phase === 'starting') ||
            state.backoff.size > 0;
          expect(isWaiting && !isBusy && state.closing === undefined).toBe(false);
        });
      }),
      { numRuns: 500 },
    );
  });
});
