import type { Mission, Task } from '../mission/model/mission.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import { type Predictions, predictionOf } from '../schedule/events/prediction.ts';
import { estimates } from '../schedule/state/estimate.ts';
import { busyPart, type Profile, profileOfSegments } from './machine/profile.ts';

/**
 * By id: a task as it is expected to run alone. Its CPUs are declared, or learned from earlier runs; of a task of which nothing is known, none. A budget
 * says how much its tools may use, not how much they do.
 */
export function plannedProfiles(
  mission: Mission,
  machine: MachineFacts,
  predictions?: Predictions,
): ReadonlyMap<string, Profile> {
  const expected = estimates(mission, predictions);
  // Of 100,000 tasks most are alike, and a profile never changes: each has several lists.
  const known = new Map<number, Map<number, Profile>>();
  const profileOf = (solo: number, cpus: number): Profile => {
    const alike = known.get(cpus) ?? new Map<number, Profile>();
    known.set(cpus, alike);
    const before = alike.get(solo);
    if (before !== undefined) return before;
    const profile = profileOfSegments([{ solo, cpus, slowed: busyPart(cpus, 0, machine.cpus), memory: 0 }]);
    alike.set(solo, profile);
    return profile;
  };
  return new Map(
    mission.tasks.map((task) => {
      const cpus = Math.min(machine.cpus, cpusOf(task, mission, machine, predictions));
      return [task.id, profileOf(expected.get(task.id) ?? 0, cpus)];
    }),
  );
}

function cpusOf(
  { id, load, cpus: budget }: Task,
  { admission }: Mission,
  machine: MachineFacts,
  predictions: Predictions | undefined,
): number {
  if (load !== undefined) return (load * machine.cpus) / 100;
  const learned = admission.learn ? predictionOf(predictions, id)?.demand?.cpus : undefined;
  return Math.min(learned ?? 0, budget ?? Infinity);
}
