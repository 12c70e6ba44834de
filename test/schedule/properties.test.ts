import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import type { Admitted, Event } from '../../src/schedule/events/event.ts';
import { apply } from '../../src/schedule/state/apply.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { isGated, rankOf, type State, taskOf } from '../../src/schedule/state/state.ts';
import { fc } from '../suite/fast-check.ts';
import { type Drive, endOf, endsAttempt, isIdle, only, type Watch } from './drive.ts';
import { randomMission } from './random-mission.ts';
import { playOut, randomMachine, randomMoves } from './random-run.ts';

const RUNS = 200;

/** Plays random missions with random moves; `check` sees the whole run. */
function forAll(check: (run: Drive, mission: Mission) => void, watch: () => Watch = () => () => {}): void {
  fc.assert(
    fc.property(randomMission(), randomMachine(), randomMoves(), (mission, machine, moves) => {
      check(playOut(mission, machine, moves, watch()), mission);
    }),
    { numRuns: RUNS },
  );
}

const FINE: readonly string[] = ['succeeded', 'skipped', 'not-needed'];

describe('every run, whatever happens', () => {
  it('ends, and ends every task exactly once', () => {
    forAll((run, mission) => {
      expect(run.journal.at(-1)?.type).toBe('mission-ended');
      expect(run.wakeAt()).toBeUndefined();
      const ended = only(run.journal, 'ended').map((event) => event.id);
      expect([...ended].sort()).toEqual(mission.tasks.map((task) => task.id).sort());
      expect(run.state.unfinished).toBe(0);
      expect(run.state.active.size).toBe(0);
      expect([...run.state.gated.ids, ...run.state.free.ids]).toEqual([]);
    });
  });

  it('launches no task before its needs have ended well, and no task twice', () => {
    forAll((run, mission) => {
      const ended = new Map<string, string>();
      const seen = new Set<string>();
      for (const event of run.journal) {
        if (event.type === 'ended') ended.set(event.id, event.status);
        // Its attempt is repeated.
        if (event.type === 'evicted') seen.delete(`${event.id} ${event.attempt}`);
        if (event.type !== 'admitted') continue;
        const launch = `${event.id} ${event.attempt}`;
        expect(seen.has(launch)).toBe(false);
        seen.add(launch);
        if (event.attempt > 1) expect(seen.has(`${event.id} ${event.attempt - 1}`)).toBe(true);
        expect(event.attempt).toBeLessThanOrEqual(taskOf(run.state, event.id).retry?.attempts ?? 1);
        expect(ended.has(event.id)).toBe(false);
        const endedWell = (need: string): boolean => {
          const status = ended.get(need);
          const forgiven = taskOf(run.state, need).continueOnError && (status === 'failed' || status === 'timed-out');
          return forgiven || status === 'succeeded' || status === 'not-needed';
        };
        const { needs, needsAny } = taskOf(run.state, event.id);
        expect(needs.filter((need) => !endedWell(need))).toEqual([]);
        if (needsAny.length > 0) expect(needsAny.some(endedWell)).toBe(true);
      }
      const evicted = new Set(only(run.journal, 'evicted').map(({ id }) => id));
      const starts = run.effects.flatMap((effect) =>
        effect.type === 'start' && !evicted.has(effect.id) ? [`${effect.id} ${effect.attempt} ${effect.step}`] : [],
      );
      expect(new Set(starts).size).toBe(starts.length);
      const most = mission.tasks.reduce((sum, { retry }) => sum + (retry?.attempts ?? 1), 0);
      expect(most).toBeGreaterThanOrEqual(seen.size);
    });
  });

  it('starts the steps of a task in their order, and none after it ended', () => {
    forAll((run) => {
      const next = new Map<string, number>();
      const evictions = only(run.journal, 'evicted').map(({ id, attempt }) => `${id} ${attempt}`);
      for (const effect of run.effects) {
        if (effect.type !== 'start') continue;
        const attempt = `${effect.id} ${effect.attempt}`;
        // An attempt that was evicted begins again, once for each eviction.
        const evicted = evictions.indexOf(attempt);
        if (effect.step === 0 && next.has(attempt) && evicted >= 0) {
          evictions.splice(evicted, 1);
          next.delete(attempt);
        }
        expect(effect.step).toBe(next.get(attempt) ?? 0);
        next.set(attempt, effect.step + 1);
      }
    });
  });

  it('respects workers, loads, memory requests and readings, except for forced launches', () => {
    forAll(
      () => {},
      () => (events, state) => {
        for (const event of only(events, 'admitted')) expectAdmissible(event, state);
      },
    );
  });

  it('forces only if no task has run for the patience, or the CPUs stay busy after one was forced, and names the block', () => {
    forAll((run) => {
      const active = new Set<string>();
      let idleSince: number | undefined = 0;
      // On CPUs that others keep busy, one follows the other.
      let isCrowded = false;
      for (const event of run.journal) {
        if (event.type === 'admitted') {
          if (event.forced) {
            expect(isIdle(run.state, active)).toBe(true);
            const { patience, react } = run.state.mission.admission;
            expect(event.at - (idleSince ?? event.at)).toBeGreaterThanOrEqual(
              isCrowded ? Math.min(patience, 2 * react) : patience,
            );
            expect(event.detail).toBeDefined();
          } else {
            expect(event.detail).toBeUndefined();
          }
          isCrowded =
            event.forced && (event.view.cpu ?? 0) + event.view.unseen >= run.state.mission.admission.cpu.limit;
          active.add(event.id);
          idleSince = isIdle(run.state, active) ? event.at : undefined;
        }
        if (endsAttempt(event) && active.delete(event.id) && isIdle(run.state, active)) idleSince ??= event.at;
      }
    });
  });

  it('launches at most one gated in each window while the band is YELLOW', () => {
    forAll((run) => {
      let window = 0;
      let launches = 0;
      for (const event of run.journal) {
        if (event.type === 'sampled') {
          window += 1;
          launches = 0;
        }
        if (event.type !== 'admitted' || event.forced || !isGated(run.state.mission, taskOf(run.state, event.id)))
          continue;
        if (run.state.machine.source === 'none' && window === 0) continue;
        if (event.view.band === 'YELLOW') expect(launches).toBe(0);
        expect(event.view.band).not.toBe('RED');
        launches += 1;
      }
    });
  });

  it('records the reason of a wait only when it changes', () => {
    forAll((run) => {
      const reasons = new Map<string, string>();
      for (const event of run.journal) {
        if (event.type === 'requeued') reasons.delete(event.id);
        if (event.type !== 'deferred') continue;
        expect(event.ids.length).toBeGreaterThan(0);
        expect(event.detail).not.toBe('');
        for (const id of event.ids) {
          expect(reasons.get(id)).not.toBe(event.reason);
          reasons.set(id, event.reason);
        }
      }
    });
  });

  it('defers every waiting task after a check, and counts its checks correctly', () => {
    forAll(
      () => {},
      () => (events, state) => {
        for (const queue of [state.gated, state.free]) {
          const counts = new Map<string, number>();
          for (const id of queue.ids) {
            const task = state.tasks.get(id);
            if (task?.phase !== 'waiting') throw new Error(`${id} is in a queue and does not wait`);
            if (task.reason !== undefined) counts.set(task.reason, (counts.get(task.reason) ?? 0) + 1);
            else expect(queue.fresh.has(rankOf(state, id))).toBe(true);
          }
          const kept = [...queue.reasons].filter(([, count]) => count !== 0);
          expect(new Map(kept)).toEqual(counts);
          if (events.some((event) => event.type === 'checked')) expect(queue.fresh.size).toBe(0);
          const ranks = queue.ids.map((id) => state.plan.rank.get(id) ?? -1);
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        }
      },
    );
  });

  it('after a wake, asks for the next one later than now, so that a punctual driver never spins', () => {
    forAll(
      () => {},
      () =>
        ([observation], state, wakeAt) => {
          if (observation?.type === 'woke' && wakeAt !== undefined) expect(wakeAt).toBeGreaterThan(observation.at);
          const waits = state.gated.length + state.free.length > 0;
          if (waits && state.closing === undefined) expect(wakeAt).toBeDefined();
          if (state.result !== undefined) expect(wakeAt).toBeUndefined();
        },
    );
  });

  it('never gives a lock to two tasks, and starts no task before its services are ready', () => {
    forAll((run) => {
      const holders = new Map<string, string>();
      const ready = new Set<string>();
      for (const event of run.journal) {
        if (event.type === 'service-ready') ready.add(event.id);
        if (event.type === 'service-exited' || event.type === 'service-failed') ready.delete(event.id);
        if (event.type === 'service-stopping') ready.delete(event.id);
        if (event.type === 'admitted') {
          const { locks, services } = taskOf(run.state, event.id);
          expect(services.filter((service) => !ready.has(service))).toEqual([]);
          for (const lock of locks) {
            expect(holders.get(lock)).toBeUndefined();
            holders.set(lock, event.id);
          }
        }
        if (!endsAttempt(event)) continue;
        for (const lock of taskOf(run.state, event.id).locks) {
          if (holders.get(lock) === event.id) holders.delete(lock);
        }
      }
    });
  });

  it('starts a service at most once, and stops every service that it started', () => {
    forAll((run) => {
      const started = run.effects.flatMap((effect) => (effect.type === 'start-service' ? [effect.id] : []));
      expect(new Set(started).size).toBe(started.length);
      for (const id of started) expect(run.state.services.get(id)?.phase).toBe('ended');
      for (const [id, { phase }] of run.state.services) if (!started.includes(id)) expect(phase).toBe('idle');
    });
  });

  it('retries a task that ran out of memory alone, except for `while-running` tests that support it', () => {
    forAll((run, mission) => {
      const active = new Set<string>();
      const alone = new Set<string>();
      for (const event of run.journal) {
        if (event.type === 'retrying' && event.cause === 'out-of-memory') alone.add(event.id);
        if (endsAttempt(event)) active.delete(event.id);
        if (event.type !== 'admitted') continue;
        const others = [...active].filter((id) => {
          const other = mission.tasks.find((task) => task.id === id);
          return other?.supports !== event.id || other.deploy !== 'while-running';
        });
        if (alone.has(event.id) && !event.forced) expect(others).toEqual([]);
        alone.delete(event.id);
        active.add(event.id);
      }
    });
  });

  it('succeeds only if all is fine, and is cancelled only by an interruption', () => {
    forAll((run, mission) => {
      const interrupted = run.journal.some((event) => event.type === 'interrupted');
      const fine = mission.tasks.every((task) => {
        const status = endOf(run, task.id)?.status ?? 'missing';
        return FINE.includes(status) || (task.continueOnError && (status === 'failed' || status === 'timed-out'));
      });
      const expected = interrupted ? 'cancelled' : fine ? 'succeeded' : 'failed';
      expect(run.state.result).toBe(expected);
    });
  });

  it('stops only running tasks, and kills only tasks that were asked to stop', () => {
    forAll((run) => {
      const phase = new Map<string, string>();
      for (const effect of run.effects) {
        if (effect.type === 'start') phase.set(effect.id, 'started');
        if (effect.type === 'terminate') {
          expect(phase.get(effect.id)).toBe('started');
          phase.set(effect.id, 'terminated');
        }
        if (effect.type === 'kill') {
          expect(phase.get(effect.id)).toBe('terminated');
          phase.set(effect.id, 'killed');
        }
      }
    });
  });

  it('can be replayed: its journal, read back, gives the live state after every transition', () => {
    forAll(
      () => {},
      () => {
        let replayed: State | undefined;
        return (events, state) => {
          const copies: Event[] = JSON.parse(JSON.stringify(events));
          for (const event of copies) {
            replayed ??= fromStart(event, state);
            apply(replayed, event);
          }
          // `expect` is slow, so it runs only to show a difference.
          if (!isDeepStrictEqual(changing(replayed), changing(state))) expect(replayed).toEqual(state);
        };
      },
    );
  });
});

function fromStart(event: Event, live: State): State {
  if (event.type !== 'mission-started') throw new Error(`expected mission-started first, found ${event.type}`);
  const state = begin(event.mission, event.machine);
  expect(state.plan).toEqual(live.plan);
  return state;
}

/** The state without the parts that never change during a run. */
function changing(state: State | undefined): Partial<State> {
  const { mission: _mission, plan: _plan, ...rest } = state ?? {};
  return rest;
}

/** The formula of the specification, with the figures of the event itself. */
function expectAdmissible({ id, view, forced }: Admitted, state: State): void {
  if (forced) return;
  const { admission } = state.mission;
  const task = taskOf(state, id);
  expect(view.active).toBeLessThan(admission.workers.limit);
  // A budget above the limit may run alone; a task without load may always run beside it.
  const load = task.load ?? 0;
  if (load > 0) expect(view.load + load).toBeLessThanOrEqual(admission.load + 1e-9);
  if (task.memory !== undefined) {
    const own = (100 * task.memory) / state.machine.memory;
    expect((view.memory ?? 0) + view.reserved + own).toBeLessThanOrEqual(admission.memory.limit);
  }
  if (!isGated(state.mission, task)) return;
  if (view.cpu !== undefined) expect(view.cpu + view.unseen).toBeLessThan(admission.cpu.limit);
  if (view.memory !== undefined) expect(view.memory + view.reserved).toBeLessThan(admission.memory.limit);
}
