import type { DraftEntry, Note } from '../draft.ts';
import { childOf, type Located, placeOf } from '../located.ts';
import { type WithoutCondition, withoutCondition } from './conditions.ts';
import type { JobOutput } from './expressions/scope.ts';
import { oneLine } from './notes.ts';

/** What decides which entries wait for a job. */
interface NeededJob {
  readonly key: string;
  readonly node: Located;
  readonly needs: readonly string[];
  readonly outputs: ReadonlyMap<string, JobOutput>;
  readonly id?: string;
  readonly leftOut?: Note;
}

export interface TakenNeeds {
  /** Ids of the entries that the job waits for. */
  readonly ids: readonly string[];
  /** True if the job must not run, because it publishes and does not wait for everything here. */
  readonly isStopped: boolean;
}

/** The needs of a job. In place of a job that the mission does not have, it needs what that one needs. */
export function needsOf(
  job: NeededJob,
  jobs: ReadonlyMap<string, NeededJob>,
  without: WithoutCondition,
  notes: Note[],
): TakenNeeds {
  const missing = job.needs.filter((key) => {
    const needed = jobs.get(key);
    return needed?.id === undefined && needed?.leftOut?.kind !== 'changed' && !isOnlyFilter(needed);
  });
  const isStopped = missing.length > 0 && without === 'skip';
  if (missing.length > 0) {
    const construct = oneLine(`needs: ${missing.join(', ')}`);
    const text = isStopped
      ? 'not in the mission, and this publishes: it never runs here until you take `false` out of its `if`'
      : 'not in the mission, so that this does not wait for it';
    notes.push({ place: placeOf(childOf(job.node, 'needs') ?? job.node), construct, text, kind: 'left-out' });
  }
  return { ids: idsBehind(job.needs, jobs, ({ id }) => id !== undefined), isStopped };
}

/** An entry without needs that are no entries, because their condition is never true. */
export function withKnownNeeds(
  entry: DraftEntry,
  known: ReadonlySet<string>,
  jobs: ReadonlyMap<string, NeededJob>,
): DraftEntry {
  const missing = entry.needs.filter((id) => !known.has(id));
  if (missing.length === 0) return entry;
  const keys = [...jobs.values()].filter(({ id = '' }) => entry.needs.includes(id)).map(({ key }) => key);
  const needs = idsBehind(keys, jobs, ({ id = '' }) => known.has(id));
  const scripts = entry.steps.map(({ run }) => run);
  const isStopped = withoutCondition([entry.id, entry.name ?? ''], scripts) === 'skip';
  const text = isStopped
    ? 'never runs here, and so neither does this until you take `false` out of its `if`'
    : 'never runs here, so that this does not wait for it';
  const note: Note = { place: entry.place, construct: `needs: ${missing.join(', ')}`, text, kind: 'left-out' };
  return { ...entry, needs, ...(isStopped ? { if: stopped(entry.if) } : {}), notes: [...entry.notes, note] };
}

/** A condition that is never true, with the one of the job. */
export function stopped(condition: string | undefined): string {
  return condition === undefined || condition === 'false' ? 'false' : `false && (${condition})`;
}

/** The ids of jobs that are in the mission, also behind those that are not. */
function idsBehind(
  keys: readonly string[],
  jobs: ReadonlyMap<string, NeededJob>,
  isTaken: (job: NeededJob) => boolean,
): readonly string[] {
  const found = new Set<string>();
  const waiting = new Set(keys);
  for (const key of waiting) {
    const job = jobs.get(key);
    if (job === undefined) continue;
    if (isTaken(job)) found.add(job.id ?? '');
    else for (const next of job.needs) waiting.add(next);
  }
  return [...found];
}

/** Whether everything that others read of a job is known without it. */
function isOnlyFilter(job: NeededJob | undefined): boolean {
  const outputs = [...(job?.outputs.values() ?? [])];
  return outputs.length > 0 && outputs.every(({ type }) => type === 'expression');
}
