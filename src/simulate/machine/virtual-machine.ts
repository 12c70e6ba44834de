/*
 * `machine/`: the one virtual machine of every prediction. It has a number of CPUs and shares them among what runs.
 *
 * - An attempt is a `Profile` (`profile.ts`): segments with the time that they take alone, the CPUs that they use alone, and the part of
 *   the time in which they compute. Its position is its progress in milliseconds of that time.
 * - `pressure.ts` finds how much everything is slowed: CPUs of other programs are taken off first; if what runs wants more than the
 *   rest, each thread gets the same share. Only the part of a task that computes is stretched, so a task that waits for
 *   something else runs on at full speed. With several threads, the stretch may disappear in what it waits for.
 * - CPUs that nothing used in a measured run although tasks were delayed are gaps between bursts: they are not there, and become fewer under more
 *   pressure.
 * - Other programs are elastic where they filled a machine that was full: they take what a task leaves, in proportion as well. They never get
 *   less than they were measured to get beside the mission.
 * - Rates change only if something starts, ends, is paused or enters another segment, or if the foreign load changes
 *   (`virtual-machine.ts`). While nothing is short of CPU, such a change costs the logarithm of what runs; else it costs all of what runs.
 *
 * Invariants: what is used is never more than the machine has; CPU seconds of an attempt do not depend on what runs beside it; the same
 * input gives the same result.
 *
 * Not here: which attempt starts when (the schedule, or `list-schedule.ts`), readings, and how a profile is measured.
 */
import { addDue, clearDueTimes, type DueTimes, emptyDueTimes, nextDue, takeDue } from './due-times.ts';
import { type Foreign, foreignDemand, NO_FOREIGN, pressureOf, rateAt, SLIGHT } from './pressure.ts';
import { cpusWithin, demandWithin, type Profile, type Segment, segmentAt, usedAt } from './profile.ts';

/** How far an attempt has come at a moment; afterwards it goes on at this rate. */
export interface Mark {
  readonly at: number;
  readonly position: number;
  readonly rate: number;
}

/** An attempt on the machine. */
export interface Run {
  readonly id: string;
  readonly launched: number;
  readonly profile: Profile;
  /** In order; the first one is its start. Older ones may be gone: see `forget`. */
  readonly marks: Mark[];
}

interface Active extends Run {
  segment: number;
  /** Position at which it reports; Infinity if it never does. */
  stop: number;
  /** True before it is sent on, and while it is paused: it wants no CPU. */
  isHalted: boolean;
  /** True from its stop until it is sent on: another change at that moment must not let it stop again. */
  isStopped: boolean;
  /** When it reaches its stop or the end of its segment; Infinity if it does not. */
  due: number;
  /** Increases with each change of rate or stop: older entries of the heap are void. */
  version: number;
}

/** Something that happens by itself: an attempt reaches its stop or the end of a segment. */
interface Boundary {
  readonly at: number;
  readonly active: Active;
  readonly version: number;
}

/** Milliseconds: times of a stretched attempt are rounded to this, as they are measured. */
const TICK = 0.1;

export class VirtualMachine {
  readonly #cpus: number;
  readonly #runs = new Map<string, Active>();
  readonly #due: DueTimes<Boundary> = emptyDueTimes();
  #foreign = NO_FOREIGN;
  /** The sum of all CPUs that what runs wants. */
  #wanted = 0;
  #pressure = 0;
  /** In order: the pressure from each moment on. */
  #pressures = [{ at: Number.NEGATIVE_INFINITY, pressure: 0 }];

  constructor(cpus: number) {
    this.#cpus = cpusWithin(cpus);
  }

  /** Starts an attempt. It makes no progress before `runUntil`. */
  start(id: string, profile: Profile, now: number): Run {
    const active: Active = {
      id,
      launched: now,
      profile,
      marks: [{ at: now, position: 0, rate: 0 }],
      segment: segmentAt(profile, 0),
      stop: 0,
      isHalted: true,
      isStopped: false,
      due: Infinity,
      version: 0,
    };
    this.#runs.set(id, active);
    return active;
  }

  /** True from its start until it is removed. */
  has(id: string): boolean {
    return this.#runs.has(id);
  }

  /** Lets it run until this progress in milliseconds of solo time; Infinity: it never stops by itself. */
  runUntil(id: string, position: number, now: number): void {
    const active = this.#runs.get(id);
    if (active === undefined) return;
    this.#wanted -= wantedBy(active);
    active.stop = position;
    active.isHalted = false;
    active.isStopped = false;
    this.#changed(active, now);
  }

  /** Stops its progress until `runUntil`. */
  pause(id: string, now: number): void {
    const active = this.#runs.get(id);
    if (active === undefined) return;
    this.#wanted -= wantedBy(active);
    active.isHalted = true;
    this.#changed(active, now);
  }

  /** Removes an attempt; nothing happens if there is none. */
  remove(id: string, now: number): void {
    this.pause(id, now);
    this.#runs.delete(id);
  }

  setForeign(foreign: Foreign, now: number): void {
    const used = demandWithin(foreign.used);
    const { gaps } = foreign;
    this.#foreign = {
      used,
      wanted: Math.max(used, demandWithin(foreign.wanted)),
      ...(gaps === undefined ? {} : { gaps: { cpus: demandWithin(gaps.cpus), pressure: demandWithin(gaps.pressure) } }),
    };
    this.#balance(now);
  }

  /** CPUs that an attempt gets now; 0 if there is none. */
  given(id: string): number {
    const active = this.#runs.get(id);
    return active === undefined ? 0 : wantedBy(active) * rateAt(segmentOf(active), this.#pressure);
  }

  /** The mean share of a CPU that a thread got between two moments: 1 if nothing was short of CPU. */
  meanShare(from: number, to: number): number {
    if (to <= from) return 1;
    let area = 0;
    for (const [index, { at, pressure }] of this.#pressures.entries()) {
      const since = index === 0 ? from : Math.max(from, at);
      const until = Math.min(to, this.#pressures[index + 1]?.at ?? to);
      if (until > since) area += (until - since) / (1 + pressure);
    }
    return area / (to - from);
  }

  /** Drops what is known of the pressure before this moment. */
  forget(before: number): void {
    const first = this.#pressures.findLastIndex(({ at }) => at <= before);
    if (first > 0) this.#pressures.splice(0, first);
  }

  /** When something happens by itself; Infinity if nothing does. */
  next(): number {
    return this.#first()?.due ?? Infinity;
  }

  /**
   * Lets everything happen that is due at `next()`. Returns the ids of the attempts that reached their stop, in the order in which they were
   * sent on. Each must be sent on or removed at that moment.
   */
  advance(): readonly string[] {
    const now = this.next();
    const stopped: string[] = [];
    if (now === Infinity) return stopped;
    for (let active = this.#first(); active?.due === now; active = this.#first()) {
      const end = active.profile.ends[active.segment] ?? Infinity;
      if (active.stop <= end || isLast(active)) {
        active.version += 1;
        active.due = Infinity;
        active.isStopped = true;
        stopped.push(active.id);
      } else {
        this.#wanted -= wantedBy(active);
        active.segment += 1;
        this.#changed(active, now);
      }
    }
    return stopped;
  }

  /** After a change of an attempt, before which what it wanted was taken off the sum. */
  #changed(active: Active, now: number): void {
    this.#wanted += wantedBy(active);
    this.#mark(active, now);
    this.#schedule(active, now);
    this.#balance(now);
  }

  /** The pressure after a change; if it is another one than before, all rates change. */
  #balance(now: number): void {
    if (this.#pressure === 0 && this.#wanted + foreignDemand(this.#foreign) <= this.#cpus + SLIGHT) return;
    const running = [...this.#runs.values()].filter(({ isHalted }) => !isHalted);
    const segments = running.map(segmentOf);
    // Sums of many changes drift away from the sum.
    this.#wanted = segments.reduce((sum, { cpus }) => sum + cpus, 0);
    const pressure = pressureOf(segments, this.#foreign, this.#cpus, this.#pressure);
    if (pressure === this.#pressure) return;
    this.#pressure = pressure;
    if (this.#pressures.at(-1)?.at === now) this.#pressures.pop();
    this.#pressures.push({ at: now, pressure });
    // What is due in the heap holds only as long as nothing is slowed.
    if (pressure === 0) for (const active of running) active.version += 1;
    else clearDueTimes(this.#due);
    for (const active of running) if (this.#mark(active, now) || pressure === 0) this.#schedule(active, now);
  }

  /** Marks its progress and its new rate. False if the rate is the same as before. */
  #mark(active: Active, now: number): boolean {
    const rate = active.isHalted ? 0 : rateAt(segmentOf(active), this.#pressure);
    const last = active.marks.at(-1);
    if (rate === last?.rate) return false;
    const position = positionAt(active, now);
    if (last?.at === now) active.marks.pop();
    active.marks.push({ at: now, position, rate });
    return true;
  }

  /** Notes when it reaches its stop or the end of its segment. */
  #schedule(active: Active, now: number): void {
    active.version += 1;
    active.due = Infinity;
    const last = active.marks.at(-1);
    const end = isLast(active) ? Infinity : (active.profile.ends[active.segment] ?? Infinity);
    const position = Math.min(active.stop, end);
    if (active.isHalted || active.isStopped || last === undefined || position === Infinity) return;
    const time = last.at + (position - last.position) / last.rate;
    const at = last.rate === 1 || position !== active.stop ? time : TICK * Math.round(time / TICK);
    // Rounded, it could be before this moment.
    active.due = Math.max(now, at);
    if (this.#pressure === 0) addDue(this.#due, { at: active.due, active, version: active.version });
  }

  /**
   * The one that is due first. While nothing is slowed, a heap knows it. Else each change moves all due times, and to look at all of them is
   * no more work than that was.
   */
  #first(): Active | undefined {
    if (this.#pressure > 0) {
      let first: Active | undefined;
      for (const active of this.#runs.values()) if (active.due < (first?.due ?? Infinity)) first = active;
      return first;
    }
    for (let first = nextDue(this.#due); first !== undefined; first = nextDue(this.#due)) {
      if (first.version === first.active.version) return first.active;
      takeDue(this.#due);
    }
    return undefined;
  }
}

function segmentOf({ profile, segment }: Active): Segment {
  return profile.segments[segment] ?? NOTHING;
}

function isLast({ profile, segment }: Active): boolean {
  return segment >= profile.segments.length - 1;
}

function wantedBy(active: Active): number {
  return active.isHalted ? 0 : segmentOf(active).cpus;
}

const NOTHING: Segment = { solo: 0, cpus: 0, slowed: 0, memory: 0 };

/** Progress at a moment, in milliseconds of solo time; 0 before its launch. */
export function positionAt({ marks }: Run, time: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.at ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  const last = marks[low - 1] ?? marks[0];
  return last === undefined ? 0 : last.position + Math.max(0, time - last.at) * last.rate;
}

/** CPU that it used between two moments: CPUs times milliseconds. */
export function usedBetween(run: Run, from: number, to: number): number {
  if (to <= from) return 0;
  return usedAt(run.profile, positionAt(run, to)) - usedAt(run.profile, positionAt(run, from));
}

/** Drops what is known of its progress before this moment, so that a long run does not remember all of it. */
export function forget({ marks }: Run, before: number): void {
  const first = marks.findLastIndex(({ at }) => at <= before);
  if (first > 0) marks.splice(0, first);
}
