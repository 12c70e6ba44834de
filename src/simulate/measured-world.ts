import { waitsForReadings } from '../schedule/admit.ts';
import type { Effect } from '../schedule/events/effect.ts';
import type { Event, Observation } from '../schedule/events/event.ts';
import type { Reading, Usage } from '../schedule/events/reading.ts';
import { freesMemory, withMemory } from '../schedule/frees-memory.ts';
import { percentOfMemory } from '../schedule/gate/constraint-view.ts';
import { withGrowth } from '../schedule/gate/growth.ts';
import { type State, taskOf, taskState } from '../schedule/state/state.ts';
import type { ForeignLoad, Load, Running } from './foreign-load.ts';
import { ownUse } from './foreign-load.ts';
import { type LoadProfile, memoryAt, steadyProfile, usedBetween } from './load-profile.ts';
import { attemptAnswers, naturalEnd } from './measured-attempt.ts';
import type { MeasuredRun } from './measured-run.ts';
import { serviceAnswers } from './measured-service.ts';
import type { Window, Windows } from './measured-windows.ts';
import { simulatedSampler } from './simulated-sampler.ts';
import type { World } from './world.ts';

/** What is computed once from a measured run, before anything is replayed. */
export interface MeasuredWorldParts {
  readonly run: MeasuredRun;
  readonly windows: Windows;
  readonly foreign: ForeignLoad;
  /** Ends of the windows that were measured. Those between them are estimated. */
  readonly measuredEnds: ReadonlySet<number>;
  /** By id: the load profile of each attempt, in order. */
  readonly profiles: ReadonlyMap<string, readonly LoadProfile[]>;
  /** Milliseconds assumed for an attempt that never ended by itself. */
  assumedTime(id: string): number;
}

/** A world in which every task takes the time and uses the resources of a measured run, and the rest of the machine is as busy as then. */
export interface MeasuredWorld extends World {
  /** The highest load of all windows so far, of the mission and of other processes, even if it is more than the machine has. */
  highest(): Load;
  /** Ids of tasks that ran longer than measured, or were never measured: their time is assumed. */
  assumed(): readonly string[];
}

interface Measured {
  readonly window: Window;
  readonly reading: Reading;
}

export function measuredWorld(parts: MeasuredWorldParts): MeasuredWorld {
  const { run, windows, foreign, measuredEnds, profiles, assumedTime } = parts;
  const sampler = simulatedSampler(windows, windows.lag);
  const active = new Map<string, Running>();
  let left: Running[] = [];
  let highest: { cpu?: number; memory?: number } = {};
  // The run was over before its first window, and no task waited for one.
  const hasWindows = run.readings.length > 0 || run.mission.admission.gate !== 'off';
  let newest: Measured | undefined;
  const assumed = new Set<string>();

  const measure = (window: Window): Reading => {
    left = left.filter(({ ended }) => ended > window.from);
    const own = ownUse([...active.values(), ...left], window);
    const others = foreign.in(window);
    const cpu = others.cpu === undefined ? undefined : others.cpu + own.cpu;
    const memory = memoryWith(others, own, run);
    // An estimate may be too high by what a task of the mission used a moment earlier or later.
    if (measuredEnds.has(window.to) || foreign.isBeyond(window)) {
      highest = { ...highestOf('cpu', highest.cpu, cpu), ...highestOf('memory', highest.memory, memory) };
    }
    const reading = readingOf({ window, cpu, memory, own: own.cpu, active }, run);
    return withGrowth(newest?.reading, reading);
  };

  /** As in the real run when a task exits: its memory is free at that moment. */
  const measureMemory = ({ window, reading }: Measured, observation: Observation): Reading => {
    const { at } = observation;
    const rest = [...active.values()].filter(({ id }) => !('id' in observation) || id !== observation.id);
    const memory = memoryWith(foreign.in(window), ownUse(rest, { from: at, to: at, at }), run);
    return withMemory(reading, memory === undefined ? undefined : { memory: percent(memory) });
  };

  return {
    reading: (state, observation) => {
      const window = hasWindows ? sampler.newest(observation.at) : undefined;
      if (window === undefined) return undefined;
      if (newest?.window.to !== window.to) newest = { window, reading: measure(window) };
      if (freesMemory(state, observation)) newest = { window, reading: measureMemory(newest, observation) };
      return newest.reading;
    },
    nextWindow: (state, now, quiet) => {
      if (!hasWindows) return undefined;
      const change = foreign.next(now);
      if (!waitsForReadings(state)) return change;
      const next = sampler.next(now);
      if (!quiet) return Math.min(next, change ?? Infinity);
      // Beyond the record, only the use of the mission's tasks can change by itself.
      return change ?? sampler.next(now + state.mission.admission.recheck);
    },
    answers: (state, effect, now) => answersTo(state, effect, now),
    happened: (event) => note(event),
    highest: () => highest,
    assumed: () => [...assumed],
  };

  function answersTo(state: State, effect: Effect, now: number): readonly Observation[] {
    switch (effect.type) {
      case 'start-service':
      case 'terminate-service':
      case 'kill-service':
        return serviceAnswers(effect, run.services.get(effect.id), now);
      case 'measure':
        sampler.measure(now, effect.within);
        return [];
      case 'start':
      case 'terminate':
      case 'kill': {
        const measured = run.tasks.get(effect.id)?.attempts;
        const task = taskState(state, effect.id);
        const number = 'attempt' in task ? task.attempt : 1;
        const attempt = measured?.[number - 1] ?? measured?.at(-1);
        const { timeout } = taskOf(state, effect.id);
        if (effect.type === 'start') {
          active.set(effect.id, {
            id: effect.id,
            launched: now,
            ended: Infinity,
            profile: profileOf(profiles.get(effect.id), number) ?? steadyProfile(taskOf(state, effect.id).load ?? 0),
          });
          if (naturalEnd(attempt) === 'assumed') assumed.add(effect.id);
        }
        return attemptAnswers(effect, attempt, { now, timeout, assumed: assumedTime(effect.id) });
      }
      case 'pause':
      case 'continue':
        return [];
      default:
        return effect satisfies never;
    }
  }

  function note(event: Event): void {
    if (event.type !== 'ended' && event.type !== 'retrying') return;
    const running = active.get(event.id);
    if (running === undefined) return;
    active.delete(event.id);
    left.push({ ...running, ended: event.at });
  }
}

/** The profile of this attempt, or of the last one that was measured. */
function profileOf(known: readonly LoadProfile[] | undefined, attempt: number): LoadProfile | undefined {
  return known?.[attempt - 1] ?? known?.at(-1);
}

/** Percent; undefined where it was not measured. */
function memoryWith(others: Load, own: { readonly memory: number }, { machine }: MeasuredRun): number | undefined {
  return others.memory === undefined ? undefined : others.memory + percentOfMemory(own.memory, machine.memory);
}

function highestOf(key: keyof Load, before: number | undefined, now: number | undefined): Load {
  if (before === undefined && now === undefined) return {};
  return { [key]: Math.max(before ?? -Infinity, now ?? -Infinity) };
}

/** No machine shows less than 0 or more than 100 percent. */
function percent(value: number): number {
  return Math.min(100, Math.max(0, value));
}

/** A window as the gate gets it. CPU and memory in percent of the machine. */
interface MeasuredFigures {
  readonly window: Window;
  readonly cpu: number | undefined;
  readonly memory: number | undefined;
  /** Of the mission's tasks. */
  readonly own: number;
  readonly active: ReadonlyMap<string, Running>;
}

function readingOf({ window, cpu, memory, own, active }: MeasuredFigures, run: MeasuredRun): Reading {
  return {
    from: window.from,
    to: window.to,
    ...(cpu === undefined ? {} : { cpu: percent(cpu) }),
    ...(memory === undefined ? {} : { memory: percent(memory) }),
    own: (own * run.machine.cpus) / 100,
    usage: usageIn(window, active, run),
  };
}

/** What each running task used in this window. Services count as other processes. */
function usageIn(
  { from, to }: Window,
  active: ReadonlyMap<string, Running>,
  { machine }: MeasuredRun,
): Readonly<Record<string, Usage>> {
  const usage: [string, Usage][] = [];
  for (const [id, { launched, profile }] of active) {
    if (launched > to) continue;
    const passed = to - Math.max(from, launched);
    const used = passed <= 0 ? 0 : usedBetween(profile, Math.max(from, launched) - launched, to - launched) / passed;
    usage.push([id, { cpuSeconds: 0, memory: memoryAt(profile, to - launched), cpu: (used * machine.cpus) / 100 }]);
  }
  return Object.fromEntries(usage);
}
