import { lastUpTo } from './load-profile.ts';
import { overlap, type Slice } from './slices.ts';

/** Each pass moves use to other parts of the same window, which may become too full themselves. */
const PASSES = 4;

/** Part of the CPUs; a sum that is above them by less is a rounding error. */
const SLIGHT = 1e-6;

/**
 * A measurement is a mean over its window. If one task ends within the window and another gets its CPUs from then on, both means together are more
 * than the machine has before that moment, and less after it. This moves use of each slice from where the sum is too high to its other parts, so that
 * no moment has more than all CPUs. CPU seconds of each slice stay what they were.
 */
export function withinCapacity(attempts: readonly (readonly Slice[])[], cpus: number): readonly (readonly Slice[])[] {
  let current = attempts;
  for (let pass = 0; pass < PASSES; pass++) {
    const full = overloads(current.flat(), cpus);
    if (full.length === 0) return current;
    const starts = full.map(({ from }) => from);
    current = current.map((slices) => slices.flatMap((slice) => relieved(slice, full, starts, cpus)));
  }
  return current;
}

interface Overload {
  readonly from: number;
  readonly to: number;
  /** By this factor, the sum is exactly all CPUs. */
  readonly factor: number;
}

function useOf({ from, to, ran, cpus }: Slice): number {
  return to > from ? (ran * cpus) / (to - from) : 0;
}

/** In order, without overlaps. */
function overloads(slices: readonly Slice[], cpus: number): readonly Overload[] {
  const changes = slices
    .flatMap((slice) => [
      { at: slice.from, by: useOf(slice) },
      { at: slice.to, by: -useOf(slice) },
    ])
    .sort((one, other) => one.at - other.at);
  const found: Overload[] = [];
  let own = 0;
  for (const [index, { at, by }] of changes.entries()) {
    own += by;
    const next = changes[index + 1]?.at ?? at;
    if (next > at && own > cpus * (1 + SLIGHT)) found.push({ from: at, to: next, factor: cpus / own });
  }
  return found;
}

function relieved(slice: Slice, full: readonly Overload[], starts: readonly number[], most: number): readonly Slice[] {
  const { from, to, ran, cpus } = slice;
  const first = Math.max(0, lastUpTo(starts, from));
  const share = (since: number, until: number): number => (ran * (until - since)) / (to - from);
  const parts: { from: number; to: number; factor: number }[] = [];
  let rest = from;
  for (let index = first; (full[index]?.from ?? Infinity) < to; index++) {
    const part = full[index];
    if (part === undefined || overlap(part.from, part.to, from, to) <= 0) continue;
    const since = Math.max(from, part.from);
    const until = Math.min(to, part.to);
    if (since > rest) parts.push({ from: rest, to: since, factor: 1 });
    parts.push({ from: since, to: until, factor: part.factor });
    rest = until;
  }
  if (parts.length === 0) return [slice];
  if (to > rest) parts.push({ from: rest, to, factor: 1 });
  let taken = 0;
  let free = 0;
  for (const part of parts) {
    const length = share(part.from, part.to);
    taken += length * cpus * (1 - part.factor);
    if (part.factor === 1) free += length;
  }
  // The whole slice is too full: other measurements are wrong.
  if (free <= 0 || cpus + taken / free > most) return [slice];
  return parts.map((part) => ({
    ...slice,
    from: part.from,
    to: part.to,
    ran: share(part.from, part.to),
    cpus: part.factor === 1 ? cpus + taken / free : cpus * part.factor,
  }));
}
