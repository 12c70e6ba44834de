import { inTopologicalOrder } from '../mission/graph/needs-graph.ts';
import type { Job } from './list-schedule.ts';
import { soloTime } from './machine/profile.ts';

/** The longest chain of needs that ends with a task, or before it; `last` is absent if there is none. */
interface Chain {
  readonly length: number;
  readonly last?: string;
}

const NO_CHAIN: Chain = { length: 0 };

/** The chain of needs that takes longest if each job runs alone: milliseconds, and the ids from first to last. */
export function criticalPath(jobs: readonly Job[]): { readonly length: number; readonly ids: readonly string[] } {
  const upTo = new Map<string, Chain>();
  const before = new Map<string, Chain>();
  // By list: the combinations of a matrix share theirs, which may be thousands of ids long.
  const overLists = new Map<readonly string[], Chain>();
  let longest = NO_CHAIN;
  for (const job of topologicalOrder(jobs)) {
    const over = overLists.get(job.needs) ?? longestOver(job.needs, upTo);
    overLists.set(job.needs, over);
    before.set(job.id, over);
    const chain = { length: over.length + (job.profile === undefined ? 0 : soloTime(job.profile)), last: job.id };
    upTo.set(job.id, chain);
    if (chain.length > longest.length) longest = chain;
  }
  const ids: string[] = [];
  for (let id = longest.last; id !== undefined; id = before.get(id)?.last) ids.push(id);
  return { length: longest.length, ids: ids.reverse() };
}

function longestOver(needs: readonly string[], upTo: ReadonlyMap<string, Chain>): Chain {
  let longest = NO_CHAIN;
  for (const need of needs) {
    const chain = upTo.get(need);
    if (chain !== undefined && chain.length > longest.length) longest = chain;
  }
  return longest;
}

function topologicalOrder(jobs: readonly Job[]): readonly Job[] {
  const positions = new Map(jobs.map(({ id }, position) => [id, position]));
  const known = new Map<readonly string[], readonly number[]>();
  const needs = jobs.map((job) => {
    const list = known.get(job.needs) ?? job.needs.flatMap((need) => positions.get(need) ?? []);
    known.set(job.needs, list);
    return list;
  });
  return inTopologicalOrder({ count: jobs.length, needs }).flatMap((position) => jobs[position] ?? []);
}
