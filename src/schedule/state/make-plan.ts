import { append } from '../../base/multimap.ts';
import { inTopologicalOrder } from '../../mission/graph/needs-graph.ts';
import { levelOf, type Mission, type Task } from '../../mission/model/mission.ts';
import { type Predictions, predictionOf } from '../events/prediction.ts';
import { estimates } from './estimate.ts';
import type { NeedsGroup, Plan } from './state.ts';

/** Everything about the order of a mission that does not change while it runs. The mission must not contain a cycle. */
export function makePlan({ tasks }: Mission, predictions?: Predictions): Plan {
  const before = plans.get(tasks);
  if (before !== undefined && before.predictions === predictions) return before.plan;
  const structure = structureOf(tasks);
  const { groups, groupOf, groupsOf, graph } = structure;
  const whileUnfinished = new Map<string, string[]>();
  const alternatives = new Map<string, string[]>();
  for (const { id, deploy, supports, needsAny } of tasks) {
    if (deploy !== 'always' && supports !== undefined) append(whileUnfinished, supports, id);
    if (needsAny.length > 0) for (const alternative of new Set(needsAny)) append(alternatives, alternative, id);
  }
  const plan: Plan = {
    byId: new Map(tasks.map((task) => [task.id, task])),
    rank: launchOrder(tasks, estimates({ tasks }, predictions), structure),
    groups,
    groupsOf,
    groupOf,
    alternatives,
    skippedOk: skippedOkOf(tasks),
    whileUnfinished,
    followers: followersOf(tasks, graph),
    siblings: siblingGroups(tasks),
    demands: demandsOf(tasks, predictions),
  };
  plans.set(tasks, { predictions, plan });
  return plan;
}

/** By tasks: `plan`, a replay with other limits and a forecast begin with the same tasks many times, and the plan of 100,000 takes 0.2 s. */
const plans = new WeakMap<readonly Task[], { readonly predictions: Predictions | undefined; readonly plan: Plan }>();

function demandsOf(tasks: readonly Task[], predictions: Predictions | undefined): Plan['demands'] {
  if (predictions === undefined) return new Map();
  return new Map(
    tasks.flatMap(({ id }) => {
      const demand = predictionOf(predictions, id)?.demand;
      return demand === undefined ? [] : [[id, demand] as const];
    }),
  );
}

/** Lists are compared as in `needsGroups`: 1,000 tests may need the same 10,000 tasks. */
function skippedOkOf(tasks: readonly Task[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byList = new Map<readonly string[], ReadonlySet<string>>();
  const byContent = new Map<string, ReadonlySet<string>>();
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id, skippedOk } of tasks) {
    if (skippedOk === undefined) continue;
    const content = byList.has(skippedOk) ? '' : skippedOk.join('\n');
    const ids = byList.get(skippedOk) ?? byContent.get(content) ?? new Set(skippedOk);
    byList.set(skippedOk, ids);
    if (content !== '') byContent.set(content, ids);
    found.set(id, ids);
  }
  return found;
}

/** What follows from the needs alone. */
interface Structure extends Grouping {
  /** By need: the groups that wait for it. */
  readonly groupsOf: ReadonlyMap<string, readonly number[]>;
  readonly graph: GroupGraph;
  /** Tasks by position, and hubs of groups behind them: each after all that it waits for. */
  readonly order: readonly number[];
}

const structures = new WeakMap<readonly Task[], Structure>();

function structureOf(tasks: readonly Task[]): Structure {
  const before = structures.get(tasks);
  if (before !== undefined) return before;
  const grouping = needsGroups(tasks);
  const groupsOf = new Map<string, number[]>();
  for (const [index, { needs }] of grouping.groups.entries()) for (const need of needs) append(groupsOf, need, index);
  const graph = groupGraph(tasks, grouping);
  const order = inTopologicalOrder({ count: tasks.length, needs: [...graph.needs, ...graph.hubs] });
  const structure = { ...grouping, groupsOf, graph, order };
  structures.set(tasks, structure);
  return structure;
}

/** Tasks by position, each waiting for the hub of its group, which waits for all that the group needs. */
interface GroupGraph {
  readonly needs: readonly (readonly number[])[];
  readonly hubs: readonly (readonly number[])[];
  at(ids: readonly string[]): number[];
}

const NO_HUB: readonly number[] = [];

function groupGraph(tasks: readonly Task[], { groups, groupOf }: Grouping): GroupGraph {
  const positions = new Map(tasks.map(({ id }, position) => [id, position]));
  const at = (ids: readonly string[]): number[] => ids.flatMap((id) => positions.get(id) ?? []);
  // One list for all members: those that wait for the same list are ordered together.
  const waits = groups.map((_, group): readonly number[] => [tasks.length + group]);
  const needs = tasks.map(({ id }) => waits[groupOf.get(id) ?? -1] ?? NO_HUB);
  return { needs, hubs: groups.map((group) => at(group.needs)), at };
}

/** Tasks that run the same commands in the same place, whatever their environment: the combinations of a matrix, and copies. */
function siblingGroups(tasks: readonly Task[]): ReadonlyMap<string, string> {
  const groups = new Map<string, string[]>();
  for (const { id, steps, shell, workingDirectory } of tasks) {
    append(groups, JSON.stringify([steps.map(({ run }) => run), shell, workingDirectory]), id);
  }
  const shared = [...groups].filter(([, ids]) => ids.length > 1);
  return new Map(shared.flatMap(([group, ids]) => ids.map((id) => [id, group] as const)));
}

/** A `while-running` task that, by its needs and the task that it follows, would have to start after itself is not a follower. */
function followersOf(tasks: readonly Task[], { needs, hubs, at }: GroupGraph): ReadonlySet<string> {
  if (!tasks.some(({ deploy }) => deploy === 'while-running')) return new Set();
  const alternatives = [...new Set(tasks.map(({ needsAny }) => needsAny).filter((list) => list.length > 0))];
  const first = tasks.length + hubs.length;
  const hubOf = new Map(alternatives.map((list, index) => [list, first + index]));
  const all = tasks.map(({ needsAny, deploy, supports }, position) => [
    ...(needs[position] ?? []),
    ...[hubOf.get(needsAny) ?? []].flat(),
    ...(deploy === 'while-running' && supports !== undefined ? at([supports]) : []),
  ]);
  const free = inTopologicalOrder({ count: tasks.length, needs: [...all, ...hubs, ...alternatives.map(at)] });
  return new Set(free.flatMap((position) => (tasks[position]?.deploy === 'while-running' ? [tasks[position].id] : [])));
}

interface Grouping {
  readonly groups: readonly NeedsGroup[];
  /** By id of a task: its index into `groups`; absent if it needs nothing. */
  readonly groupOf: ReadonlyMap<string, number>;
}

/**
 * One group per list of needs. The reader of the file makes one list for all tests that need `tasks`, so most are found by
 * identity. A mission from a journal contains copies and must give the same groups, so lists are compared by content too.
 */
function needsGroups(tasks: readonly Task[]): Grouping {
  const groups: { readonly needs: readonly string[]; readonly members: string[] }[] = [];
  const byList = new Map<readonly string[], number>();
  const byContent = new Map<string, number>();
  const groupOf = new Map<string, number>();
  for (const { id, needs } of tasks) {
    if (needs.length === 0) continue;
    const content = byList.has(needs) ? '' : needs.join('\n');
    const index = byList.get(needs) ?? byContent.get(content) ?? groups.length;
    if (index === groups.length) {
      groups.push({ needs, members: [] });
      byContent.set(content, index);
    }
    byList.set(needs, index);
    groups[index]?.members.push(id);
    groupOf.set(id, index);
  }
  return { groups, groupOf };
}

/** Longest remaining critical path first, then priority (one more with `supports`), then tests before tasks, then the file's order. */
function launchOrder(
  tasks: readonly Task[],
  expected: ReadonlyMap<string, number>,
  structure: Structure,
): ReadonlyMap<string, number> {
  const remaining = pathsOver(tasks, expected, structure);
  const order = tasks.map((task, index) => ({
    id: task.id,
    path: remaining[index] ?? 0,
    priority: task.priority + (task.supports === undefined ? 0 : 1),
    level: levelOf(task.kind),
    index,
  }));
  order.sort((a, b) => b.path - a.path || b.priority - a.priority || b.level - a.level || a.index - b.index);
  return new Map(order.map((entry, rank) => [entry.id, rank]));
}

/** By id: milliseconds from the task's start to the end of the longest chain that depends on it, if all take their expected time. */
export function remainingPaths({ tasks }: Mission, expected: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const paths = pathsOver(tasks, expected, structureOf(tasks));
  return new Map(tasks.map(({ id }, position) => [id, paths[position] ?? 0]));
}

/** By position. */
function pathsOver(
  tasks: readonly Task[],
  expected: ReadonlyMap<string, number>,
  { graph, order, groups }: Structure,
): Float64Array {
  const paths = new Float64Array(tasks.length + groups.length);
  // In reverse, each node is final before the nodes that it waits for. A hub takes no time.
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const node = order[at] ?? 0;
    const task = tasks[node];
    const path = (paths[node] ?? 0) + (task === undefined ? 0 : (expected.get(task.id) ?? 0));
    paths[node] = path;
    const list = (task === undefined ? graph.hubs[node - tasks.length] : graph.needs[node]) ?? NO_HUB;
    for (const need of list) if (path > (paths[need] ?? 0)) paths[need] = path;
  }
  return paths;
}
