import { describe, expect, it } from 'vitest';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { PATIENT_CHECKS } from '../../../src/schedule/admit.ts';
import { poolDemands } from '../../../src/schedule/pools/held.ts';
import { taskOf, taskState } from '../../../src/schedule/state/state.ts';
import { ADMISSION, buildMission, type TaskDraft, task, test } from '../../build-mission.ts';
import { fc } from '../../suite/fast-check.ts';
import { type Drive, drive, endsAttempt, isIdle, launched, only, type Watch } from '../drive.ts';
import { randomMission } from '../random-mission.ts';
import { playOut, randomMachine, randomMoves } from '../random-run.ts';

const { recheck: RECHECK } = ADMISSION;
const WORKERS = { caution: 20, limit: 20 };

const withPools = (tasks: readonly TaskDraft[], pools: Readonly<Record<string, number>> = { browsers: 3 }): Drive =>
  drive(buildMission({ tasks, admission: { pools, workers: WORKERS } }));

const detailOf = (run: Drive, id: string): string | undefined =>
  only(run.journal, 'deferred').findLast(({ ids }) => ids.includes(id))?.detail;

describe('F320: a pool never has more users than places', () => {
  it('lets as many tasks start as there are places, and the next one when a place is free', () => {
    const run = withPools(['a', 'b', 'c', 'd', 'e'].map((id) => task(id, { pools: { browsers: 1 } })));
    expect(launched(run.start())).toEqual(['a', 'b', 'c']);
    expect(launched(run.exit('b'))).toEqual(['d']);
    expect(launched(run.exit('d', 1))).toEqual(['e']);
  });

  it('names the pool, its places and its holders', () => {
    const run = withPools([
      task('wide', { pools: { browsers: 2 }, priority: 2 }),
      task('narrow', { pools: { browsers: 1 }, priority: 1 }),
      task('late', { pools: { browsers: 2 } }),
    ]);
    run.start();
    expect(detailOf(run, 'late')).toBe('pool browsers: 3 of 3 in use by wide (2) and narrow, this task needs 2');
    expect(only(run.journal, 'deferred').at(-1)?.reason).toBe('pool');
  });

  it('counts the rest of many holders', () => {
    const run = withPools(
      Array.from({ length: 6 }, (_, index) => task(`t${index}`, { pools: { browsers: 1 } })),
      { browsers: 5 },
    );
    run.start();
    expect(detailOf(run, 't5')).toBe('pool browsers: 5 of 5 in use by t0, t1, t2 and 2 more, this task needs 1');
  });

  it('takes all places and locks of a task at once or none', () => {
    const run = withPools(
      [
        task('a', { pools: { gpu: 1 }, priority: 2 }),
        task('both', { pools: { browsers: 1, gpu: 1 }, locks: ['db'], priority: 1 }),
        task('b', { pools: { browsers: 1 } }),
        task('c', { locks: ['db'] }),
      ],
      { browsers: 1, gpu: 1 },
    );
    expect(launched(run.start())).toEqual(['a', 'b', 'c']);
    expect(run.state.pools.get('browsers')).toEqual(new Map([['b', 1]]));
    run.exit('a');
    run.exit('c');
    expect(launched(run.exit('b'))).toEqual(['both']);
    expect([...run.state.pools.keys()].sort()).toEqual(['browsers', 'db', 'gpu']);
  });

  it('gives places back between two attempts', () => {
    const run = withPools(
      [
        task('a', {
          pools: { gpu: 1 },
          retry: { attempts: 2, delay: 1_000, backoff: 1, on: ['failure'] },
          priority: 1,
        }),
        task('b', { pools: { gpu: 1 } }),
      ],
      { gpu: 1 },
    );
    run.start();
    expect(launched(run.exit('a', 1))).toEqual(['b']);
    run.advance(5_000);
    expect(launched(run.exit('b'))).toEqual(['a']);
  });

  it('gives a pool that the journal of an older version does not declare one place', () => {
    const run = drive(buildMission({ tasks: ['a', 'b'].map((id) => task(id, { pools: { gone: 1 } })) }));
    expect(launched(run.start())).toEqual(['a']);
  });

  it('whatever happens: never above the capacity, and the state knows every holder', () => {
    const watch =
      (): Watch =>
      (_events, { pools, mission, active, plan }) => {
        const used = new Map<string, number>();
        for (const id of active.keys()) {
          const running = plan.byId.get(id);
          if (running === undefined) throw new Error(`${id} is unknown`);
          for (const { name, places } of poolDemands(running)) used.set(name, (used.get(name) ?? 0) + places);
        }
        for (const [name, places] of used) {
          if (places > (mission.admission.pools?.[name] ?? 1)) throw new Error(`${name} has ${places} users`);
        }
        const held = [...pools].map(([name, holders]): [string, number] => [
          name,
          [...holders.values()].reduce((sum, places) => sum + places, 0),
        ]);
        expect(new Map(held)).toEqual(used);
      };
    let waits = 0;
    fc.assert(
      fc.property(randomMission(), randomMachine(), randomMoves(), (mission, machine, moves) => {
        const run = playOut(mission, machine, moves, watch());
        // `playOut` throws if the mission does not end.
        expect(run.state.pools.size).toBe(0);
        expect(run.state.passedPools.size).toBe(0);
        waits += only(run.journal, 'deferred').filter(({ reason }) => reason === 'pool').length;
      }),
      { numRuns: 300 },
    );
    expect(waits).toBeGreaterThan(20);
  });
});

describe('F321: small demands do not starve a wide one', () => {
  const crowd = (count: number, pools: Readonly<Record<string, number>>) =>
    Array.from({ length: count }, (_, index) => task(`s${index}`, { pools }));

  it('lets small ones pass at three checks, then none that needs the same pool', () => {
    const run = withPools([
      ...crowd(2, { browsers: 1 }).map((each) => ({ ...each, priority: 9, expect: 90_000 })),
      task('wide', { pools: { browsers: 3 }, priority: 5 }),
      ...crowd(12, { browsers: 1 }).map(({ id, ...each }) => ({ ...each, id: `t${id}`, name: id })),
      task('other', { priority: -1, needs: ['s1'], expect: 1 }),
      task('late', { priority: -1, needs: ['s1'], expect: 1, pools: { browsers: 1 } }),
    ]);
    expect(launched(run.start())).toEqual(['s1', 's0', 'ts0']);
    for (let check = 1; check < PATIENT_CHECKS; check += 1)
      expect(launched(run.exit(`ts${check - 1}`))).toHaveLength(1);
    expect(launched(run.exit(`ts${PATIENT_CHECKS - 1}`))).toEqual([]);
    // What needs another pool, or none, is not held back.
    expect(launched(run.exit('s1'))).toEqual(['other']);
    expect(detailOf(run, 'late')).toBe('held back behind wide, which has waited longer for pool browsers');
    expect(launched(run.exit('s0'))).toEqual(['wide']);
  });

  it('of two pools that are full in turn, keeps both for it', () => {
    const run = withPools(
      [
        task('p0', { pools: { P: 1 }, priority: 9 }),
        task('wide', { pools: { P: 1, Q: 1 }, priority: 5 }),
        ...Array.from({ length: 6 }, (_, index) => task(`q${index}`, { pools: { Q: 1 } })),
        ...Array.from({ length: 6 }, (_, index) => task(`p${index + 1}`, { pools: { P: 1 } })),
      ],
      { P: 1, Q: 1 },
    );
    expect(launched(run.start())).toEqual(['p0', 'q0']);
    run.advance(PATIENT_CHECKS * RECHECK);
    expect(launched(run.exit('q0'))).toEqual([]);
    expect(launched(run.exit('p0'))).toEqual(['wide']);
  });

  it('reserves nothing while only tasks run that end with one that waits', () => {
    const again = { attempts: 2, delay: 100, backoff: 1, on: ['failure'] } as const;
    const run = withPools(
      [
        task('server', { retry: again, pools: { P: 1 }, priority: 1 }),
        test('beside', { supports: 'server', deploy: 'while-running', pools: { P: 1 }, needs: [] }),
        task('wide', { pools: { P: 3 }, priority: 9, needs: ['go'] }),
        task('go'),
      ],
      { P: 3 },
    );
    run.start();
    run.sample({ cpu: 1, memory: 1 });
    expect([...run.state.active.keys()]).toEqual(expect.arrayContaining(['server', 'beside', 'go']));
    run.exit('go');
    run.advance(run.now() + PATIENT_CHECKS * RECHECK);
    run.exit('server', 1);
    expect(launched(run.advance(run.now() + 2 * RECHECK))).toContain('server');
  });

  it('whatever happens: after three checks none behind it takes its places while something runs by itself', () => {
    let reserved = 0;
    const watch = (): Watch => {
      /** By id: at which check it was first deferred for a pool or a lock, since it waits. */
      const passed = new Map<string, number>();
      const active = new Set<string>();
      let checks = 0;
      return (events, state) => {
        const before = new Map(passed);
        for (const event of events) {
          if (event.type === 'checked') checks += 1;
          if (event.type === 'admitted') {
            const wasIdle = isIdle(state, active);
            active.add(event.id);
            passed.delete(event.id);
            if (wasIdle || event.forced) continue;
            const own = new Set(poolDemands(taskOf(state, event.id)).map(({ name }) => name));
            for (const [id, check] of before) {
              if (checks - check < PATIENT_CHECKS || taskState(state, id).phase !== 'waiting') continue;
              const waiting = taskOf(state, id);
              if (waiting.services.length > 0 || waiting.deploy === 'while-running') continue;
              if ((state.plan.rank.get(id) ?? 0) > (state.plan.rank.get(event.id) ?? 0)) continue;
              const shared = poolDemands(waiting).filter(({ name }) => own.has(name));
              if (shared.length > 0) throw new Error(`${event.id} took ${shared[0]?.name} before ${id}`);
            }
          }
          if (event.type === 'deferred' && (event.reason === 'pool' || event.reason === 'lock')) {
            for (const id of event.ids) if (!passed.has(id)) passed.set(id, checks);
            if (event.detail.startsWith('held back behind')) reserved += 1;
          }
          if (!endsAttempt(event)) continue;
          active.delete(event.id);
          passed.delete(event.id);
        }
      };
    };
    fc.assert(
      fc.property(randomMission(20).map(roomy), randomMoves(), (mission, moves) => {
        playOut(mission, { ...MACHINE_OPEN }, moves, watch());
      }),
      { numRuns: 400 },
    );
    // Without any reservation, the property would show nothing. `roomy` makes pools scarce: about 25 reservations in 400 missions.
    expect(reserved).toBeGreaterThan(0);
  });

  /** Every worker is free and nothing but pools and locks holds a task back. Each task needs a pool, some of them all of its places. */
  const roomy = (mission: Mission): Mission => ({
    ...mission,
    tasks: mission.tasks.map(({ load: _load, cpus: _cpus, memory: _memory, ...each }, index) => ({
      ...each,
      ...(index % 2 === 0 && each.needs.length > 0 ? { needs: [] } : {}),
      priority: index % 3 === 0 ? 1 : 0,
      pools: each.pools ?? { P: index % 3 === 0 ? 3 : 1 },
    })),
    admission: { ...mission.admission, gate: 'off', workers: WORKERS, recheck: 1_000, pools: { P: 3, Q: 2 } },
  });
  const MACHINE_OPEN = { ...drive(buildMission({ tasks: [task('x')] })).state.machine, source: 'none' } as const;
});
