import { append } from '../../base/multimap.ts';
import { inTopologicalOrder } from '../../mission/graph/needs-graph.ts';
import { remainingChains, type TaskGraph, taskGraphOf } from '../../mission/graph/task-graph.ts';
import { levelOf, type Mission, type Task } from '../../mission/model/mission.ts';
import { type Predictions, predictionOf } from '../events/prediction.ts';
import { estimates } from './estimate.ts';
import type { Plan } from './state.ts';
import { TaskTable } from './task-table.ts';

/** Everything about the order of a mission that does not change while it runs. The mission must not contain a cycle. */
export function makePlan({ tasks }: Mission, predictions?: Predictions): Plan {
  const before = plans.get(tasks);
  if (before !== undefined && before.predictions === predictions) return before.plan;
  const graph = taskGraphOf(tasks);
  const { positions, groups, groupOf, waiting } = graph;
  const whileUnfinished = new Map<string, string[]>();
  const alternatives = new Map<string, string[]>();
  for (const { id, deploy, supports, needsAny } of tasks) {
    if (deploy !== 'always' && supports !== undefined) append(whileUnfinished, supports, id);
    if (needsAny.length > 0) for (const alternative of new Set(needsAny)) append(alternatives, alternative, id);
  }
  const order = launchOrder(tasks, estimates({ tasks }, predictions), graph);
  let siblings: Plan['siblings'] | undefined;
  const plan: Plan = {
    positions,
    byId: new TaskTable(positions, [...tasks]),
    rank: new TaskTable(positions, ranksOf(order)),
    order,
    groups: groups.map(({ ids, members }) => ({ needs: ids, members })),
    needs: groups.map(({ needs }) => needs),
    groupOf,
    waiting,
    alternatives,
    skippedOk: skippedOkOf(tasks),
    whileUnfinished,
    followers: followersOf(tasks, graph),
    // A plan of 100,000 tasks needs none, because nothing in it is measured.
    get siblings() {
      siblings ??= siblingGroups(tasks);
      return siblings;
    },
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
function followersOf(tasks: readonly Task[], { positions, groups, groupOf }: TaskGraph): ReadonlySet<string> {
  if (!tasks.some(({ deploy }) => deploy === 'while-running')) return new Set();
  const alternatives = [...new Set(tasks.map(({ needsAny }) => needsAny).filter((list) => list.length > 0))];
  // One hub for each group and for each list of alternatives stands for all that they name.
  const hubs = [...groups.map(({ needs }) => needs), ...alternatives.map((list) => positions.ofAll(list))];
  const hubOf = new Map(alternatives.map((list, index) => [list, tasks.length + groups.length + index]));
  const all = tasks.map(({ needsAny, deploy, supports }, position) => {
    const group = groupOf[position] ?? -1;
    return [
      ...(group < 0 ? [] : [tasks.length + group]),
      ...[hubOf.get(needsAny) ?? []].flat(),
      ...(deploy === 'while-running' && supports !== undefined ? positions.ofAll([supports]) : []),
    ];
  });
  const free = inTopologicalOrder({ count: tasks.length, needs: [...all, ...hubs] });
  return new Set(free.flatMap((position) => (tasks[position]?.deploy === 'while-running' ? [tasks[position].id] : [])));
}

/**
 * The positions of the tasks in launch order. Longest remaining critical path first, then priority (one more with `supports`), then tests before
 * tasks, then the file's order.
 */
function launchOrder(tasks: readonly Task[], expected: TaskTable<number>, graph: TaskGraph): Int32Array {
  const remaining = remainingChains(graph, (position) => expected.values[position] ?? 0);
  const priorities = new Float64Array(tasks.length);
  const levels = new Uint8Array(tasks.length);
  tasks.forEach(({ priority, supports, kind }, position) => {
    priorities[position] = priority + (supports === undefined ? 0 : 1);
    levels[position] = levelOf(kind);
  });
  // An array of numbers, not one of integers: most files list tasks nearly in this order, and only the former are sorted faster then.
  const order = Array.from(tasks.keys()).sort((one, other) => {
    const path = (remaining[other] ?? 0) - (remaining[one] ?? 0);
    if (path !== 0) return path;
    const priority = (priorities[other] ?? 0) - (priorities[one] ?? 0);
    if (priority !== 0) return priority;
    return (levels[other] ?? 0) - (levels[one] ?? 0) || one - other;
  });
  return Int32Array.from(order);
}

/** By position. */
function ranksOf(order: Int32Array): number[] {
  const ranks = new Array<number>(order.length).fill(0);
  for (let rank = 0; rank < order.length; rank += 1) ranks[order[rank] ?? 0] = rank;
  return ranks;
}

/** By id: milliseconds from the task's start to the end of the longest chain that depends on it, if all take their expected time. */
export function remainingPaths(
  { tasks }: Mission,
  expected: Pick<ReadonlyMap<string, number>, 'get'>,
): TaskTable<number> {
  const graph = taskGraphOf(tasks);
  const { positions } = graph;
  const chains = remainingChains(graph, (position) => expected.get(positions.idAt(position)) ?? 0);
  return new TaskTable(positions, [...chains]);
}
