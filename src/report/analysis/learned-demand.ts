import type { LearnedDemand } from '../../schedule/events/prediction.ts';
import type { RunReport } from '../model/run.ts';
import { formatBytes, formatCpus, plural } from '../text/format.ts';

/** The source of learned figures, as the end of a sentence: `7 earlier runs on this class of machine`. */
export function learnedFrom({ runs }: LearnedDemand): string {
  return `${plural(runs, 'earlier run')} on this class of machine`;
}

/** `1.5 CPUs and 2.1 GiB, learned from 7 earlier runs on this class of machine`. */
export function learnedText(demand: LearnedDemand): string {
  const { cpus, memory } = demand;
  const figures = [
    ...(cpus === undefined ? [] : [formatCpus(cpus)]),
    ...(memory === undefined ? [] : [formatBytes(memory)]),
  ];
  return `${figures.join(' and ')}, learned from ${learnedFrom(demand)}`;
}

/** True if any demand of this run was learned from earlier runs. */
export function hasLearnedDemand({ predictions = {} }: RunReport): boolean {
  return Object.values(predictions).some(({ demand }) => demand !== undefined);
}

/** What the sum of loads of a run consists of. */
export function loadTitle(report: RunReport): string {
  return hasLearnedDemand(report) ? 'Declared or learned load' : 'Declared load';
}
