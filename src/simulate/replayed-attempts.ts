import type { Event, Observation, StepExited } from '../schedule/events/event.ts';
import { type State, taskOf, taskState } from '../schedule/state/state.ts';
import { type Profile, soloTime } from './machine/profile.ts';
import { forget, positionAt, VirtualMachine } from './machine/virtual-machine.ts';
import type { ForeignTimeline } from './measured/foreign-timeline.ts';
import { endOf, type NaturalEnd, stopTime, tookOf } from './measured/measured-attempt.ts';
import type { MeasuredAttempt, MeasuredRun } from './measured/measured-run.ts';
import { servedBy } from './service-use.ts';
import type { Launched } from './simulated-reading.ts';

/** How each task runs alone, and what runs beside it. */
export interface ReplayedParts {
  readonly run: MeasuredRun;
  /** CPUs of the simulated machine. */
  readonly cpus: number;
  /** What other programs use and want. */
  readonly pressing: ForeignTimeline;
  /** By id: each attempt as it would run alone, in order. */
  readonly profiles: ReadonlyMap<string, readonly Profile[]>;
  /** An attempt of a task of which no attempt was measured. */
  unmeasured(id: string): Profile;
  /** Milliseconds assumed for an attempt that never ended by itself. */
  assumedTime(id: string): number;
}

/** The attempts of a replay on the virtual machine, beside the other programs of the measured run. */
export class ReplayedAttempts {
  readonly machine: VirtualMachine;
  /** By id. */
  readonly active = new Map<string, Launched>();
  /** Ids of tasks whose time is assumed. */
  readonly assumed = new Set<string>();
  /** When something last changed by itself: an attempt began another segment or ended, or other programs use something else. */
  changed = 0;
  readonly #parts: ReplayedParts;
  readonly #ends = new Map<string, NaturalEnd>();
  #left: Launched[] = [];
  /** When the foreign load changes next. */
  #changes: number;

  constructor(parts: ReplayedParts) {
    this.#parts = parts;
    this.machine = new VirtualMachine(parts.cpus);
    this.machine.setForeign(parts.pressing.at(0), 0);
    this.#changes = parts.pressing.next(0);
  }

  /** Those that ran after this moment. What happened before it is forgotten. */
  since(moment: number): readonly Launched[] {
    this.#left = this.#left.filter(({ ended }) => ended > moment);
    for (const { run } of this.active.values()) forget(run, moment);
    this.machine.forget(moment);
    return [...this.active.values(), ...this.#left];
  }

  next(): number {
    return Math.min(this.#changes, this.machine.next());
  }

  advance(state: State, now: number): readonly Observation[] {
    this.changed = now;
    if (this.#changes === now) {
      this.machine.setForeign(this.#parts.pressing.at(now), now);
      this.#changes = this.#parts.pressing.next(now);
    }
    return this.machine.next() === now ? this.machine.advance().map((id) => this.#exit(state, id, now)) : [];
  }

  start(state: State, id: string, now: number): void {
    const known = this.#parts.profiles.get(id);
    // The profile of this attempt, or of the last one that was measured.
    const profile = known?.[numberOf(state, id) - 1] ?? known?.at(-1) ?? this.#parts.unmeasured(id);
    const measured = this.#measured(state, id);
    const end = endOf(measured, soloTime(profile), this.#parts.assumedTime(id));
    const served = servedBy(taskOf(state, id).services, measured?.served);
    const run = this.machine.start(id, profile, now);
    this.active.set(id, { run, ended: Infinity, ...(served === undefined ? {} : { served }) });
    this.#ends.set(id, end);
    this.machine.runUntil(id, end.position, now);
    if (end.isAssumed) this.assumed.add(id);
  }

  /** The exit of an attempt that is asked to end now: it takes as long as it did. */
  terminate(state: State, id: string, now: number): Observation {
    const stop = stopTime(this.#measured(state, id), taskOf(state, id).timeout);
    return { type: 'step-exited', at: now + stop, id, step: 0, signal: 'SIGTERM', ...this.#usage(state, id, now) };
  }

  note(event: Event): void {
    if (event.type !== 'ended' && event.type !== 'retrying') return;
    const launched = this.active.get(event.id);
    if (launched === undefined) return;
    this.machine.remove(event.id, event.at);
    this.active.delete(event.id);
    this.#left.push({ ...launched, ended: event.at });
  }

  #exit(state: State, id: string, at: number): Observation {
    const { exitCode = 0, outOfMemory } = this.#ends.get(id) ?? {};
    const task = taskState(state, id);
    const step = 'step' in task ? task.step : 0;
    const memory = outOfMemory === undefined ? {} : { outOfMemory };
    return { type: 'step-exited', at, id, step, exitCode, ...memory, ...this.#usage(state, id, at) };
  }

  /** As at the exit in the real run: the gate expects as much of tasks with the same commands. */
  #usage(state: State, id: string, at: number): Pick<StepExited, 'usage'> {
    const measured = this.#measured(state, id);
    const run = this.active.get(id)?.run;
    if (measured?.usage === undefined || run === undefined) return {};
    const { usage, solo } = measured;
    if (usage.delayed === undefined || solo === undefined) return { usage };
    // Here it was delayed by what runs beside it here. A part of what was measured may not have delayed its end.
    const [there, here] = [tookOf(measured) - solo.duration, at - run.launched - positionAt(run, at)];
    return { usage: { ...usage, delayed: Math.max(0, usage.delayed + (here - there) / 1000) } };
  }

  #measured(state: State, id: string): MeasuredAttempt | undefined {
    const measured = this.#parts.run.tasks.get(id)?.attempts;
    return measured?.[numberOf(state, id) - 1] ?? measured?.at(-1);
  }
}

function numberOf(state: State, id: string): number {
  const task = taskState(state, id);
  return 'attempt' in task ? task.attempt : 1;
}
