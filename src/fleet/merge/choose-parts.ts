import { append } from '../../base/multimap.ts';
import type { AbsentPart } from '../../report/model/fleet.ts';
import type { FoundPart, PlanOutline, ReportedPart, UnreadablePart } from './reported-part.ts';

export interface Chosen {
  /** How many parts the plan has. */
  readonly of: number;
  /** Ascending, each number at most once. */
  readonly parts: readonly ReportedPart[];
  readonly absent: readonly AbsentPart[];
  /** What else was found and is not used, in sentences. */
  readonly notes: readonly string[];
}

/**
 * The parts that belong together. Names and times of artifacts do not count, only what is written in the parts: the plan that is given, or
 * that most of them have, the workflow run that most of them have, and of each part the newest attempt.
 */
export function chooseParts(found: readonly FoundPart[], plan: PlanOutline): Chosen {
  const read = found.filter((part) => part.type === 'read').toSorted(byPlace);
  const unreadable = found.filter((part) => part.type === 'unreadable').toSorted(byPlace);
  const family = largestFamily(read, plan.digest);
  const newest = new Map<number, ReportedPart>();
  const notes: string[] = [];
  for (const part of family) {
    const known = newest.get(part.number);
    if (known === undefined || isNewer(part, known)) newest.set(part.number, part);
  }
  for (const part of family) {
    const used = newest.get(part.number);
    if (used === undefined || used.attempt !== part.attempt || used.packed === part.packed) continue;
    notes.push(`Part ${part.number} arrived twice with different content. The one that was written last counts.`);
  }
  const of = plan.of ?? family[0]?.of ?? Math.max(0, ...found.map(({ number = 0 }) => number));
  for (const broken of unreadable) {
    const known = broken.number === undefined ? undefined : newest.get(broken.number);
    // An attempt that cannot be read may be the newest, and an older one must not count instead.
    if (known !== undefined && (broken.attempt ?? 0) > known.attempt) newest.delete(known.number);
  }
  const foreign = read.filter((part) => !family.includes(part));
  for (const part of foreign) {
    if (newest.has(part.number)) notes.push(`Left out ${part.place}: it ${foreignText(part, family[0])}.`);
  }
  return {
    of,
    parts: [...newest.values()].map((part) => withLabel(part, plan)).sort((one, other) => one.number - other.number),
    absent: absentParts(of, newest, { unreadable, foreign, family, plan }),
    notes: [...new Set(notes)].sort(),
  };
}

interface Rest {
  readonly unreadable: readonly UnreadablePart[];
  readonly foreign: readonly ReportedPart[];
  readonly family: readonly ReportedPart[];
  readonly plan: PlanOutline;
}

function absentParts(
  of: number,
  newest: ReadonlyMap<number, ReportedPart>,
  { unreadable, foreign, family, plan }: Rest,
): readonly AbsentPart[] {
  const absent: AbsentPart[] = [];
  for (let part = 1; part <= of; part += 1) {
    if (newest.has(part)) continue;
    const broken = unreadable.find(({ number }) => number === part);
    const other = foreign.find(({ number }) => number === part);
    const why =
      broken !== undefined
        ? `cannot be read: ${broken.message}`
        : other !== undefined
          ? foreignText(other, family[0])
          : 'did not report';
    absent.push({ part, why, tasks: plan.parts?.get(part)?.tasks ?? '' });
  }
  for (const { number, message, place } of unreadable) {
    if (number === undefined || number > of) absent.push({ why: `${place}: ${message}`, tasks: '' });
  }
  return absent;
}

function foreignText(part: ReportedPart, one: ReportedPart | undefined): string {
  if (one === undefined || part.digest !== one.digest) return 'belongs to another plan or another mission';
  return 'belongs to another workflow run';
}

/** The parts of the same plan and workflow run; of several, those with the most parts, then those that were written last. */
function largestFamily(read: readonly ReportedPart[], digest: string | undefined): readonly ReportedPart[] {
  const families = new Map<string, ReportedPart[]>();
  for (const part of read) {
    if (digest !== undefined && part.digest !== digest) continue;
    if (part.number < 1 || part.number > part.of) continue;
    append(families, JSON.stringify([part.digest, part.of, part.runId ?? '']), part);
  }
  const ranked = [...families].map(([key, parts]) => ({
    key,
    parts,
    count: new Set(parts.map(({ number }) => number)).size,
    written: parts.reduce((last, { written }) => (written > last ? written : last), ''),
  }));
  ranked.sort(
    (one, other) => other.count - one.count || order(other.written, one.written) || order(one.key, other.key),
  );
  return ranked[0]?.parts ?? [];
}

/** Attempts count first, because clocks of runners differ. */
function isNewer(one: ReportedPart, other: ReportedPart): boolean {
  if (one.attempt !== other.attempt) return one.attempt > other.attempt;
  return (order(one.written, other.written) || order(one.packed, other.packed)) > 0;
}

function withLabel(part: ReportedPart, { parts }: PlanOutline): ReportedPart {
  const label = parts?.get(part.number)?.label;
  return label === undefined ? part : { ...part, label };
}

function byPlace(one: FoundPart, other: FoundPart): number {
  return order(one.place, other.place);
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
