import type { TaskGraph } from '../mission/graph/task-graph.ts';
import type { Job } from './list-schedule.ts';
import { soloTime } from './machine/profile.ts';

/** The chain of needs that takes longest if each job runs alone: milliseconds, and the ids from first to last. */
export function criticalPath(
  jobs: readonly Job[],
  { order, groups, groupOf }: Pick<TaskGraph, 'order' | 'groups' | 'groupOf'>,
): { readonly length: number; readonly ids: readonly string[] } {
  /** By position: the longest chain that ends with the job. */
  const lengths = new Float64Array(jobs.length);
  /** By group: the last job of the longest chain before it; -1 if that takes no time. The combinations of a matrix share theirs. */
  const last = new Int32Array(groups.length).fill(UNKNOWN);
  let [longest, end] = [0, NONE];
  for (const position of order) {
    const group = groupOf[position] ?? NONE;
    if (last[group] === UNKNOWN) last[group] = longestOf(groups[group]?.needs ?? [], lengths);
    const before = lengths[last[group] ?? NONE] ?? 0;
    const { profile } = jobs[position] ?? {};
    const length = before + (profile === undefined ? 0 : soloTime(profile));
    lengths[position] = length;
    if (length > longest) [longest, end] = [length, position];
  }
  const ids: string[] = [];
  for (let at = end; at !== NONE; at = last[groupOf[at] ?? NONE] ?? NONE) ids.push(jobs[at]?.id ?? '');
  return { length: longest, ids: ids.reverse() };
}

const NONE = -1;
const UNKNOWN = -2;

function longestOf(needs: readonly number[], lengths: Float64Array): number {
  let [longest, found] = [0, NONE];
  for (const need of needs) {
    const length = lengths[need] ?? 0;
    if (length > longest) [longest, found] = [length, need];
  }
  return found;
}
