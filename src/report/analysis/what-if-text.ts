import type { RunReport } from '../model/run.ts';
import { formatPercent, listed, plural } from '../text/format.ts';
import { hasBent } from '../words/memory-text.ts';
import { type Estimate, offBy, TRUSTED, type WhatIf } from './what-if.ts';

/** Sentences about replays that the report and the command line share; plain text with `code` in backticks. */

export const ASSUMPTIONS: readonly string[] = [
  'Every attempt needs the CPU time and the memory that it needed in this run, and has the same result. A virtual machine shares its CPUs among all that runs, so what wants more than there is takes longer.',
  'Other programs want the same at the same times as in this run; after its end, their mean. Where they filled the machine, they take a share in proportion, and never less than they got.',
  'Conditions have the same results.',
];

/** How far the replay of the same limits is off, and what follows from that. */
export function trustText(what: WhatIf): string {
  if (!what.same.ended) return 'A replay at the same limits does not end: the figures cannot be trusted.';
  const off = offBy(what);
  const size = Math.abs(off);
  if (size < 0.05) return 'A replay at the same limits takes as long as the measured run.';
  const figure = `A replay at the same limits is ${formatPercent(size)} ${off > 0 ? 'longer' : 'shorter'} than the measured run`;
  return size <= TRUSTED ? `${figure}.` : `${figure}: a large difference, so read the other figures with care.`;
}

/** Around the ids whose duration is assumed. */
export const ASSUMED = [
  'This run did not measure how long these would take: ',
  '. `expect` is used instead, or the median of the other tasks.',
] as const;

/** The tasks whose duration is assumed in any of these estimates. */
export function assumedIds(estimates: readonly Estimate[]): readonly string[] {
  return [...new Set(estimates.flatMap(({ assumed }) => assumed))];
}

/** The same as one sentence of plain text; '' if all durations are measured. */
export function assumedText(estimates: readonly Estimate[]): string {
  const ids = assumedIds(estimates);
  if (ids.length === 0) return '';
  const few = ids.length > 5 ? ids.slice(0, 4) : ids;
  return ASSUMED.join(listed([...few, ...(few.length < ids.length ? [plural(ids.length - few.length, 'other')] : [])]));
}

/** About the row `With what was learned`. */
export const LEARNED =
  'With what was learned: the same limits, with what this run measured of each task known from the start, as a next run with `--history` knows it.';

/** A replay that needs so much memory could not run: percent. */
const ALL_MEMORY = 100.5;

export function exceedsMemory({ highest }: Pick<Estimate, 'highest'>): boolean {
  return (highest.memory ?? 0) > ALL_MEMORY;
}

/**
 * What the replays leave out of memory, one sentence each: they never pause or evict a task, so they show what the run would have needed
 * without that. Empty if there is nothing to say.
 */
export function memoryNotes(report: RunReport, { same }: WhatIf, others: readonly Estimate[]): readonly string[] {
  const bent = hasBent(report);
  const { memory } = same.highest;
  const killed = exceedsMemory(same) ? ', more than there is: the kernel would have killed a process' : '';
  return [
    ...(bent && memory !== undefined
      ? [
          `This run paused or evicted tasks, and a replay does not: without that, memory would have reached ${formatPercent(memory)} at the same limits${killed}.`,
        ]
      : []),
    ...((bent && exceedsMemory(same)) || ![same, ...others].some(exceedsMemory)
      ? []
      : ['More than 100 % memory is more than there is: in such a run, tasks would be paused, run again or killed.']),
  ];
}
