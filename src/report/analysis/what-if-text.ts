import { formatPercent, listed, plural, trimmed } from '../text/format.ts';
import { type Estimate, offBy, TRUSTED, type WhatIf } from './what-if.ts';

/** Sentences about replays that the report and the command line share; plain text but for `code`. */

export const ASSUMPTIONS: readonly string[] = [
  'Every attempt takes, uses and comes to what it did in this run, whatever runs beside it: that tasks slow each other down on a full machine, and are faster alone, is not in it.',
  'What others and services used stays where it was on the clock, and is its mean beyond the end of this run.',
  'Conditions come out as they did.',
];

/** How far the replay of the same limits is off, and what follows from that. */
export function trustText(what: WhatIf): string {
  if (!what.same.ended)
    return 'A replay at the same limits does not come to its end: the figures are not to be trusted.';
  const off = offBy(what);
  const size = Math.abs(off);
  if (size < 0.05) return 'A replay at the same limits takes as long as what was measured.';
  const figure = `A replay at the same limits is ${formatPercent(size)} ${off > 0 ? 'longer' : 'shorter'} than what was measured`;
  return size <= TRUSTED ? `${figure}.` : `${figure}: that is much, so read the other figures with care.`;
}

/** `12.5 % less`, `equal`, `3.2 times as long`. */
export function againstText(makespan: number, other: number): string {
  if (other <= 0) return '';
  if (makespan >= 2 * other) return `${trimmed(makespan / other, 1)} times as long`;
  const difference = (100 * (other - makespan)) / other;
  if (Math.abs(difference) < 0.05) return 'equal';
  return `${formatPercent(Math.abs(difference))} ${difference > 0 ? 'less' : 'more'}`;
}

/** Whose time is not measured; '' when everybody's is. `show` writes an id, which may hold text of others. */
export function assumedText(estimates: readonly Estimate[], show = (id: string): string => id): string {
  const ids = [...new Set(estimates.flatMap(({ assumed }) => assumed))];
  if (ids.length === 0) return '';
  const few = ids.length > 5 ? ids.slice(0, 4) : ids;
  const shown = [...few.map(show), ...(few.length < ids.length ? [plural(ids.length - few.length, 'other')] : [])];
  return `This run does not tell how long ${listed(shown)} would take: \`expect\` stands for it, or the median of the others.`;
}

export const OVERLOADED =
  'More than 100 % of the CPU is more than the machine has: such a run would take longer than estimated.';

export function isOverloaded({ highest }: Estimate): boolean {
  return (highest.cpu ?? 0) > 100.5;
}
