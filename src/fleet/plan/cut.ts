import { append } from '../../base/multimap.ts';
import { stronglyConnectedComponents } from '../../mission/graph/needs-graph.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { type Bond, type Ties, tieTasks } from './bonds.ts';
import { taskReads } from './task-reads.ts';

/** Tasks that must stay on one runner. */
export interface Group {
  /** Ids in the file's order; at least one. */
  readonly tasks: readonly string[];
  /** Why it holds together: one less than it has tasks. */
  readonly bonds: readonly Bond[];
  /** The different `runs-on` of its tasks, in the file's order. With more than one, it can run nowhere. */
  readonly labels: readonly string[];
}

/** Each of `members` waits for all of `needs`. Numbers of groups, ascending; none is in both lists. */
export interface Wait {
  readonly needs: readonly number[];
  readonly members: readonly number[];
}

/** A mission as groups of tasks that can be on different runners. */
export interface SafeCuts {
  /** In the file's order of their first tasks. */
  readonly groups: readonly Group[];
  /** By id of a task: the number of its group, counted from 0. */
  readonly groupOf: ReadonlyMap<string, number>;
  /** Which groups need or read which. There is no cycle. */
  readonly waits: readonly Wait[];
}

/**
 * Finds the largest number of groups of which no two have to be on one runner. A need may be cut only if the task that is needed declares
 * what it leaves (`artifacts`), so that a mission that works on one machine also works on several.
 */
export function safeCuts(mission: Mission): SafeCuts {
  const positions = new Map(mission.tasks.map(({ id }, position) => [id, position]));
  const ties = tieTasks(mission, positions);
  const edges = edgesOf(mission);
  tieCircles(mission, edges, ties, positions);
  return groupsOf(mission, edges, ties);
}

/** Tasks that need or read the same, and what that is. */
interface Edges {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

function edgesOf(mission: Mission): readonly Edges[] {
  const byList = new Map<readonly string[], string[]>();
  for (const { id, needs } of mission.tasks) append(byList, needs, id);
  const reads = [...taskReads(mission)].map(([id, to]): Edges => ({ from: [id], to }));
  const needs = [...byList].map(([to, from]): Edges => ({ from, to }));
  return [...needs, ...reads].filter(({ to }) => to.length > 0);
}

/** Two runners cannot wait for each other, so groups that need each other in a circle become one. */
function tieCircles(
  { tasks }: Mission,
  edges: readonly Edges[],
  { tie, rootOf }: Ties,
  positions: ReadonlyMap<string, number>,
): void {
  // As they are now: the roots change with the first bond.
  const roots = new Map([...positions].map(([id, position]) => [id, rootOf(position)]));
  const rootsOf = (ids: readonly string[]): number[] => [...new Set(ids.flatMap((id) => roots.get(id) ?? []))];
  const needs: number[][] = tasks.map(() => []);
  // A hub for each list: groups that need the same need the hub, and the hub needs what they need.
  for (const { from, to } of edges) {
    const hub = needs.push(rootsOf(to)) - 1;
    for (const root of rootsOf(from)) needs[root]?.push(hub);
  }
  for (const component of stronglyConnectedComponents({ count: tasks.length, needs })) {
    const members = new Set(component);
    const isInside = (id: string): boolean => members.has(roots.get(id) ?? -1);
    for (const hub of component) {
      const { from, to } = edges[hub - tasks.length] ?? NO_EDGES;
      const [waiting, needed] = [from.filter(isInside), to.filter(isInside)];
      for (const each of needed) tie({ kind: 'circle', from: waiting[0] ?? each, to: each });
      for (const each of waiting) tie({ kind: 'circle', from: each, to: needed[0] ?? each });
    }
  }
}

const NO_EDGES: Edges = { from: [], to: [] };

function groupsOf({ tasks }: Mission, edges: readonly Edges[], { rootOf, bonds }: Ties): SafeCuts {
  const numbers = new Map<number, number>();
  const groups: { tasks: string[]; bonds: Bond[]; labels: string[] }[] = [];
  const groupOf = new Map<string, number>();
  for (const [position, { id, runsOn }] of tasks.entries()) {
    const root = rootOf(position);
    const number = numbers.get(root) ?? groups.push({ tasks: [], bonds: [], labels: [] }) - 1;
    numbers.set(root, number);
    groupOf.set(id, number);
    const group = groups[number];
    group?.tasks.push(id);
    if (runsOn !== undefined && group?.labels.includes(runsOn) === false) group.labels.push(runsOn);
  }
  for (const bond of bonds) groups[groupOf.get(bond.from) ?? -1]?.bonds.push(bond);
  const groupsOfIds = (ids: readonly string[]): readonly number[] =>
    [...new Set(ids.flatMap((id) => groupOf.get(id) ?? []))].sort((one, other) => one - other);
  const waits = edges.flatMap(({ from, to }) => waitsFor(groupsOfIds(to), groupsOfIds(from)));
  return { groups, groupOf, waits };
}

/** A group does not wait for itself, so one that is in both lists has a wait of its own. */
function waitsFor(needs: readonly number[], members: readonly number[]): readonly Wait[] {
  const needed = new Set(needs);
  const others = members.filter((member) => !needed.has(member));
  const both = members.filter((member) => needed.has(member));
  const own = both.map((member) => ({ needs: needs.filter((need) => need !== member), members: [member] }));
  return [{ needs, members: others }, ...own].filter((wait) => wait.needs.length > 0 && wait.members.length > 0);
}
