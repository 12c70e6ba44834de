import type { Event } from '../schedule/events/event.ts';
import { type Profile, profileOfSegments } from './machine/profile.ts';
import { tookOf } from './measured/measured-attempt.ts';
import type { MeasuredTask } from './measured/measured-run.ts';

/** By id: each attempt as it would run alone, in order. */
export type Profiles = ReadonlyMap<string, readonly Profile[]>;

/** Part of the makespan by which a replay at the limits of the run may differ from it. */
const CLOSE = 0.015;
/** Each round leaves a small part of the difference. */
const ROUNDS = 6;
/** A correction of a task that is so many times larger than the difference as a whole is none of its time alone, but of when it ran. */
const MOST_CORRECTION = 5;

/**
 * Profiles with which the replay at the limits of the run takes as long as the run did. A window is the mean of what happened in it, so profiles
 * that are computed window by window are a little too long or too short. The best of some rounds is returned.
 *
 * @param makespan of the run, in milliseconds
 * @param replay events of a replay at the limits of the run
 */
export function calibrate(
  profiles: Profiles,
  {
    tasks,
    makespan,
    cpus,
  }: { readonly tasks: ReadonlyMap<string, MeasuredTask>; readonly makespan: number; readonly cpus: number },
  replay: (profiles: Profiles) => readonly Event[],
): Profiles {
  let best = { profiles, off: Infinity };
  let next = profiles;
  for (let round = 0; round < ROUNDS && makespan > 0; round++) {
    const events = replay(next);
    const off = Math.abs((events.at(-1)?.at ?? 0) / makespan - 1);
    if (off < best.off) best = { profiles: next, off };
    if (off <= CLOSE) break;
    next = corrected(next, { tasks, replayed: durationsOf(events), most: 1 + MOST_CORRECTION * off, cpus });
  }
  return best.profiles;
}

/** Each attempt that took longer than measured becomes shorter, and the other way round. Its CPU seconds stay what they were. */
function corrected(
  profiles: Profiles,
  {
    tasks,
    replayed,
    most,
    cpus,
  }: {
    readonly tasks: ReadonlyMap<string, MeasuredTask>;
    readonly replayed: ReadonlyMap<string, readonly number[]>;
    /** The largest factor by which a task becomes longer or shorter. */
    readonly most: number;
    readonly cpus: number;
  },
): Profiles {
  return new Map(
    [...profiles].map(([id, list]) => [
      id,
      list.map((profile, index) => {
        const measured = tasks.get(id)?.attempts[index];
        const took = replayed.get(id)?.[index];
        if (measured === undefined || took === undefined || took <= 0) return profile;
        const factor = Math.min(most, Math.max(1 / most, tookOf(measured) / took));
        return factor > 0 && factor !== 1 ? stretched(profile, factor, cpus) : profile;
      }),
    ]),
  );
}

function stretched({ segments }: Profile, factor: number, cpus: number): Profile {
  return profileOfSegments(
    segments.map((segment) => ({
      ...segment,
      solo: segment.solo * factor,
      cpus: Math.min(cpus, segment.cpus / factor),
    })),
  );
}

/** By id: milliseconds of each attempt, in order. */
function durationsOf(events: readonly Event[]): ReadonlyMap<string, readonly number[]> {
  const durations = new Map<string, number[]>();
  const launched = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'admitted') launched.set(event.id, event.at);
    if (event.type !== 'retrying' && event.type !== 'ended') continue;
    const since = launched.get(event.id);
    if (since === undefined) continue;
    launched.delete(event.id);
    durations.set(event.id, [...(durations.get(event.id) ?? []), event.at - since]);
  }
  return durations;
}
