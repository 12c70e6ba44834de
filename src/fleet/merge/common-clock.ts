/** When a part ran, by the clock of its runner. */
export interface ClockPart {
  readonly number: number;
  /** Attempt of the workflow run, counted from 1. */
  readonly attempt: number;
  /** Numbers of the parts that it needs, all lower. */
  readonly needs: readonly number[];
  /** Its opening and each resume: milliseconds of its own clock, and the wall clock (ISO 8601). */
  readonly segments: readonly { readonly at: number; readonly started: string }[];
  /** Milliseconds of its own clock. */
  readonly duration: number;
}

/** A part on the common clock, in milliseconds since the first part began. */
export interface PlacedPart {
  readonly number: number;
  /** When its newest segment began. */
  readonly at: number;
  readonly ended: number;
  /** When the last part that it needs had ended before that. */
  readonly ready: number;
  /** By how much it was moved. */
  readonly corrected: number;
  /** Milliseconds of its own clock at which its newest segment began. */
  readonly newest: number;
  /** A moment of its own clock at which something begins. */
  from(at: number): number;
  /** A moment of its own clock at which something ends: at a resume, that is before it. */
  until(at: number): number;
}

interface Segment {
  readonly part: ClockPart;
  readonly index: number;
  /** Milliseconds since 1970. */
  readonly wall: number;
  readonly length: number;
}

interface Placed {
  readonly begin: number;
  readonly ready: number;
  readonly corrected: number;
}

/**
 * Places parts on one clock. In each attempt of the workflow run, parts begin as the clocks of their runners say, but never before the parts
 * that they need have ended: such a part is moved to that end and no further. The time between two attempts does not count, as the time
 * before a resume does not.
 *
 * @param parts ascending by number
 */
export function placeParts(parts: readonly ClockPart[]): readonly PlacedPart[] {
  const places = new Map<ClockPart, Placed[]>(parts.map((part) => [part, []]));
  let end = 0;
  for (const [, segments] of [...rounds(parts)].sort(([one], [other]) => one - other)) {
    end = placeRound(segments, end, places);
  }
  return parts.map((part) => placedPart(part, places.get(part) ?? []));
}

/** By attempt of the workflow run. A part that was resumed has run in the attempts before, too. */
function rounds(parts: readonly ClockPart[]): ReadonlyMap<number, Segment[]> {
  const found = new Map<number, Segment[]>();
  for (const part of parts) {
    for (const [index, { at, started }] of part.segments.entries()) {
      const attempt = Math.max(1, part.attempt - (part.segments.length - 1 - index));
      const length = Math.max(0, (part.segments[index + 1]?.at ?? part.duration) - at);
      const wall = Date.parse(started);
      const list = found.get(attempt) ?? [];
      found.set(attempt, [...list, { part, index, wall: Number.isNaN(wall) ? 0 : wall, length }]);
    }
  }
  return found;
}

/** Returns the end of the round. */
function placeRound(segments: readonly Segment[], start: number, places: ReadonlyMap<ClockPart, Placed[]>): number {
  const earliest = Math.min(...segments.map(({ wall }) => wall));
  const ends = new Map<number, number>();
  const begins: { readonly segment: Segment; readonly raw: number; readonly begin: number; readonly ready?: number }[] =
    [];
  for (const segment of segments) {
    const raw = segment.wall - earliest;
    const needed = segment.part.needs.flatMap((need) => ends.get(need) ?? []);
    const ready = needed.length === 0 ? undefined : Math.max(...needed);
    const begin = Math.max(raw, ready ?? raw, endOfOwn(ends, segment));
    begins.push({ segment, raw, begin, ...(ready === undefined ? {} : { ready }) });
    ends.set(segment.part.number, begin + segment.length);
  }
  const first = Math.min(...begins.map(({ begin }) => begin));
  for (const { segment, raw, begin, ready = first } of begins) {
    const place = { begin: start + begin - first, ready: start + ready - first, corrected: begin - raw };
    const list = places.get(segment.part);
    if (list !== undefined) list[segment.index] = place;
  }
  return start + Math.max(...ends.values()) - first;
}

/** Two segments of a part may fall into one round. */
function endOfOwn(ends: ReadonlyMap<number, number>, { part }: Segment): number {
  return ends.get(part.number) ?? Number.NEGATIVE_INFINITY;
}

function placedPart(part: ClockPart, places: readonly Placed[]): PlacedPart {
  const starts = part.segments.map(({ at }, index) => ({ at, begin: places[index]?.begin ?? 0 }));
  const last = places.at(-1);
  const map = (at: number, segment: { readonly at: number; readonly begin: number } | undefined): number => {
    const { at: own, begin } = segment ?? starts[0] ?? { at: 0, begin: 0 };
    return begin + at - own;
  };
  // Most parts have one segment, and tasks have many times.
  const only = starts.length === 1;
  const from = (at: number): number => map(at, only ? starts[0] : starts.findLast((each) => each.at <= at));
  const until = (at: number): number => map(at, only ? starts[0] : starts.findLast((each) => each.at < at));
  const newest = part.segments.at(-1)?.at ?? 0;
  return {
    number: part.number,
    at: last?.begin ?? 0,
    ready: last?.ready ?? 0,
    corrected: Math.max(0, ...places.map(({ corrected }) => corrected)),
    newest,
    ended: map(part.duration, starts.at(-1)),
    from,
    until,
  };
}
