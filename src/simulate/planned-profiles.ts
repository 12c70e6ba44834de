import { positionsOf } from '../mission/graph/positions.ts';
import type { Mission, Task } from '../mission/model/mission.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import { type Predictions, predictionOf } from '../schedule/events/prediction.ts';
import { estimates } from '../schedule/state/estimate.ts';
import { TaskTable } from '../schedule/state/task-table.ts';
import { busyPart, type Profile, profileOfSegments } from './machine/profile.ts';
import { type Served, servedBy } from './service-use.ts';

/**
 * By id: a task as it is expected to run alone. Its CPUs are declared, or learned from earlier runs, with what its services use for it; of a task of which
 * nothing is known, none. A budget says how much its tools may use, not how much they do.
 */
export function plannedProfiles(
  mission: Mission,
  machine: MachineFacts,
  predictions?: Predictions,
): TaskTable<Profile> {
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
  return new TaskTable(
    positionsOf(mission.tasks),
    mission.tasks.map((task, position) => {
      const cpus = Math.min(machine.cpus, cpusOf(task, mission, machine, predictions));
      return profileOf(expected.values[position] ?? 0, cpus);
    }),
  );
}

function cpusOf(
  task: Task,
  { admission }: Mission,
  machine: MachineFacts,
  predictions: Predictions | undefined,
): number {
  const { id, load, cpus: budget = Infinity } = task;
  const learned = admission.learn ? predictionOf(predictions, id)?.demand : undefined;
  const own = load === undefined ? Math.min(learned?.cpus ?? 0, budget) : (load * machine.cpus) / 100;
  return own + (learned?.services ?? 0);
}

/** The part of these CPUs that its services use; undefined for none. */
export function plannedService(
  task: Task,
  mission: Mission,
  machine: MachineFacts,
  predictions: Predictions | undefined,
): Served | undefined {
  if (task.services.length === 0 || !mission.admission.learn) return undefined;
  const services = predictionOf(predictions, task.id)?.demand?.services ?? 0;
  const cpus = cpusOf(task, mission, machine, predictions);
  return cpus > 0 ? servedBy(task.services, services / cpus) : undefined;
}
