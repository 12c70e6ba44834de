import { formatPercent, listed, plural } from '../text/format.ts';
import { type Estimate, offBy, TRUSTED, type WhatIf } from './what-if.ts';

/** Sentences about replays that the report and the command line share; plain text with `code` in backticks. */

export const ASSUMPTIONS: readonly string[] = [
  'Every attempt takes the same time, uses the same resources and has the same result as in this run, whatever runs beside it. In reality, tasks slow each other down on a full machine and are faster alone.',
  'Load that does not come from the tasks occurs at the same times as in this run; after the end of the run, its mean is used.',
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

export const OVERLOADED =
  'More than 100 % CPU is more than the machine has: such a run would take longer than estimated.';

export function isOverloaded({ highest }: Estimate): boolean {
  return (highest.cpu ?? 0) > 100.5;
}
