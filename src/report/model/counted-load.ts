import type { Task } from '../../mission/model/mission.ts';
import { predictionOf } from '../../schedule/events/prediction.ts';
import type { RunReport } from './run.ts';

/**
 * Percent of the machine with which a task counts in the sum of loads, as the gate counts it: its `load`, or what was learned, or its CPU
 * budget. Undefined if nothing is known of it before it runs: then it counts as 0.
 */
export function countedLoad(
  { mission, machine, predictions }: Pick<RunReport, 'mission' | 'machine' | 'predictions'>,
  { id, load, cpus: budget }: Task,
): number | undefined {
  if (load !== undefined) return load;
  const learned = mission.admission.learn ? predictionOf(predictions, id)?.demand?.cpus : undefined;
  const most = Math.min(machine.cpus, budget ?? machine.cpus);
  const cpus = learned === undefined ? budget : learned;
  return cpus === undefined || machine.cpus <= 0 ? undefined : (100 * Math.min(most, cpus)) / machine.cpus;
}
