import type { PageData, PageDecision } from '../../report/html/data/data.ts';

const known = new WeakMap<PageData, Map<number, PageDecision[]>>();

/** The ledger's entries about one task, in order. Grouped once, at the first call. */
export function decisionsOf(data: PageData, task: number): readonly PageDecision[] {
  const byTask = known.get(data) ?? sorted(data.decisions);
  known.set(data, byTask);
  return byTask.get(task) ?? [];
}

function sorted(decisions: readonly PageDecision[]): Map<number, PageDecision[]> {
  const byTask = new Map<number, PageDecision[]>();
  for (const decision of decisions) {
    const list = byTask.get(decision[1]);
    if (list === undefined) byTask.set(decision[1], [decision]);
    else list.push(decision);
  }
  return byTask;
}
