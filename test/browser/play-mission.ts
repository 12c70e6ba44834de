import type { Mission } from '../../src/mission/model/mission.ts';
import type { Effect } from '../../src/schedule/events/effect.ts';
import type { Event, LeftBehind, Observation } from '../../src/schedule/events/event.ts';
import type { Reading, TreeUsage, Usage } from '../../src/schedule/events/reading.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { runsStep, taskOf, taskState } from '../../src/schedule/state/state.ts';
import { transition } from '../../src/schedule/transition.ts';
import { MACHINE } from '../build-mission.ts';

const SERVICE_USE: TreeUsage = { cpuSeconds: 2.5, peakMemory: 120 * 1024 ** 2 };

/** What one attempt of a task does. */
export interface Behaviour {
  /** Milliseconds of each of its steps. */
  readonly lasts: number;
  /** Exit code of its last step; default 0. */
  readonly exitCode?: number;
  readonly left?: LeftBehind;
  /** CPUs that it uses, and bytes. */
  readonly uses?: { readonly cpus: number; readonly memory: number };
}

export interface World {
  readonly behave: (id: string, attempt: number) => Behaviour;
  /** Percent at a moment. */
  readonly cpu: (at: number) => number;
  readonly memory: (at: number) => number;
  /** Milliseconds until a service is ready, or the reason why it never is. */
  readonly service?: (id: string) => number | string;
  /** Milliseconds between two readings in the journal; the schedule gets those in between too. */
  readonly keep?: number;
}

/** The journal of a mission in a simulated world; every wait and decision is made by the real schedule. */
export function playMission(mission: Mission, world: World): Event[] {
  // Every condition is true.
  const state = begin(mission, MACHINE, () => ({ type: 'run' }));
  const { sample } = mission.admission;
  const journal: Event[] = [];
  const due: { readonly at: number; readonly observe: () => Observation | undefined }[] = [];
  let now = 0;
  let wakeAt: number | undefined;
  let newest: Reading | undefined;
  /** For each running task, when its newest step began. */
  const started = new Map<string, number>();

  const observe = (observation: Observation): void => {
    now = observation.at;
    const result = transition(state, observation, newest);
    wakeAt = result.wakeAt;
    journal.push(...result.events);
    for (const effect of result.effects) runEffects(effect);
  };
  const later = (after: number, make: () => Observation | undefined): void => {
    due.push({ at: now + after, observe: make });
  };
  const exit = (id: string, index: number, end: { exitCode: number } | { signal: string }, left?: LeftBehind) => {
    if (!runsStep(state, id, index)) return undefined;
    const exited = { type: 'step-exited', at: now, id, step: index, ...end, ...used(id) } as const;
    return left === undefined ? exited : { ...exited, left };
  };
  /** Measured at the end of a step. */
  const used = (id: string): { readonly usage?: TreeUsage } => {
    const task = taskState(state, id);
    const { uses } = world.behave(id, 'attempt' in task ? task.attempt : 1);
    if (uses === undefined) return {};
    const since = started.get(id) ?? now;
    return { usage: { cpuSeconds: (uses.cpus * (now - since)) / 1000, peakMemory: uses.memory } };
  };

  function runEffects(effect: Effect): void {
    // This machine is measured often enough.
    if (effect.type === 'measure') return;
    const { id } = effect;
    switch (effect.type) {
      case 'start': {
        const { lasts, exitCode = 0, left = { logTail: '', logBytes: 0 } } = world.behave(id, effect.attempt);
        const last = effect.step === taskOf(state, id).steps.length - 1;
        const { attempt, step: index } = effect;
        started.set(id, now);
        later(0, () => ({ type: 'step-started', at: now, id, step: index, pid: 4000 + journal.length }));
        later(lasts, () => {
          const task = taskState(state, id);
          if (!('attempt' in task) || task.attempt !== attempt) return undefined;
          return exit(id, index, { exitCode: last ? exitCode : 0 }, last ? left : undefined);
        });
        return;
      }
      case 'terminate':
      case 'kill': {
        const task = taskState(state, id);
        if (task.phase !== 'stopping') return;
        const { step: index, attempt } = task;
        later(300, () => exit(id, index, { signal: 'SIGTERM' }, world.behave(id, attempt).left));
        return;
      }
      case 'start-service': {
        const ready = world.service?.(id) ?? 0;
        later(10, () => ({ type: 'service-started', at: now, id, pid: 4000 + journal.length }));
        if (typeof ready === 'number') later(ready, () => ({ type: 'service-ready', at: now, id }));
        else later(10_000, () => ({ type: 'service-failed', at: now, id, message: ready, running: true }));
        return;
      }
      case 'terminate-service':
      case 'kill-service':
        later(50, () => ({
          type: 'service-exited',
          at: now,
          id,
          signal: 'SIGTERM',
          logTail: 'listening\nbye\n',
          usage: SERVICE_USE,
        }));
        return;
      // No run of these tests is short of memory.
      case 'pause':
      case 'continue':
        return;
      default:
        effect satisfies never;
    }
  }

  function usage(): Record<string, Usage> {
    const running = [...state.active.keys()].map((id): [string, Usage] => {
      const task = taskState(state, id);
      const attempt = 'attempt' in task ? task.attempt : 1;
      const launched = 'launched' in task ? task.launched : now;
      const { cpus, memory } = world.behave(id, attempt).uses ?? { cpus: 0.2, memory: 50e6 };
      return [id, { cpuSeconds: (cpus * (now - launched)) / 1000, memory }];
    });
    return Object.fromEntries(running);
  }

  observe({
    type: 'mission-started',
    at: 0,
    journal: 1,
    started: '2026-11-23T03:28:00.000Z',
    file: '.github/missions/release.yml',
    root: '/srv/shop',
    folder: '.mission',
    mission,
    machine: { ...MACHINE, hostname: 'runner' },
  });
  let window = sample;
  let kept = 0;
  while (state.result === undefined) {
    due.sort((a, b) => a.at - b.at);
    const next = Math.min(due[0]?.at ?? Infinity, window, wakeAt ?? Infinity);
    if (due[0]?.at === next) {
      now = next;
      const observation = due.shift()?.observe();
      if (observation !== undefined) observe(observation);
    } else if (window === next) {
      now = next;
      window += sample;
      newest = { from: now - sample, to: now, cpu: world.cpu(now), memory: world.memory(now), usage: usage() };
      const before = journal.length;
      observe({ type: 'sampled', at: now, reading: newest });
      const keep = now - kept >= (world.keep ?? 0);
      if (keep) kept = now;
      else journal.splice(before, 1);
    } else {
      observe({ type: 'woke', at: next });
    }
  }
  return journal;
}
