import type { Mission, Task } from '../mission/mission.ts';
import { inNeedsOrder } from '../mission/needs-graph.ts';
import { estimates } from './estimate.ts';
import type { NeedsGroup, Plan } from './state.ts';

/** Everything about the order of a mission that does not change while it runs. The mission must hold no cycle. */
export function makePlan(mission: Mission): Plan {
  const { groups, groupOf } = needsGroups(mission.tasks);
  const groupsOf = new Map<string, number[]>();
  groups.forEach((group, index) => {
    for (const need of group.needs) {
      const list = groupsOf.get(need);
      if (list === undefined) groupsOf.set(need, [index]);
      else list.push(index);
    }
  });
  const whileUnfinished = new Map<string, string[]>();
  for (const task of mission.tasks) {
    if (task.deploy === 'always' || task.supports === undefined) continue;
    const list = whileUnfinished.get(task.supports);
    if (list === undefined) whileUnfinished.set(task.supports, [task.id]);
    else list.push(task.id);
  }
  const alternatives = new Map<string, string[]>();
  for (const task of mission.tasks) {
    for (const id of new Set(task.needsAny)) {
      const list = alternatives.get(id);
      if (list === undefined) alternatives.set(id, [task.id]);
      else list.push(task.id);
    }
  }
  const byId = new Map(mission.tasks.map((task) => [task.id, task]));
  return {
    byId,
    rank: launchOrder(mission, groups, groupsOf, groupOf),
    groups,
    groupsOf,
    groupOf,
    alternatives,
    whileUnfinished,
    followers: followersOf(mission.tasks, groups, groupOf),
  };
}

/** What comes, by needs and by whom it follows, after itself is no follower: it has to go first. */
function followersOf(
  tasks: readonly Task[],
  groups: readonly NeedsGroup[],
  groupOf: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  if (!tasks.some(({ deploy }) => deploy === 'while-running')) return new Set();
  const positions = new Map(tasks.map(({ id }, position) => [id, position]));
  const at = (ids: readonly string[]) => ids.flatMap((id) => positions.get(id) ?? []);
  const count = tasks.length;
  const alternatives = [...new Set(tasks.map(({ needsAny }) => needsAny).filter((list) => list.length > 0))];
  const hubOf = new Map(alternatives.map((list, index) => [list, count + groups.length + index]));
  const needs = tasks.map(({ id, needsAny, deploy, supports }) => {
    const group = groupOf.get(id);
    const any = hubOf.get(needsAny);
    return [
      ...(group === undefined ? [] : [count + group]),
      ...(any === undefined ? [] : [any]),
      ...(deploy === 'while-running' && supports !== undefined ? at([supports]) : []),
    ];
  });
  const hubs = [...groups.map((group) => at(group.needs)), ...alternatives.map(at)];
  const free = inNeedsOrder({ count, needs: [...needs, ...hubs] });
  return new Set(free.flatMap((position) => (tasks[position]?.deploy === 'while-running' ? [tasks[position].id] : [])));
}

interface Grouping {
  readonly groups: readonly NeedsGroup[];
  /** By task: its index into `groups`; absent for those that need nothing. */
  readonly groupOf: ReadonlyMap<string, number>;
}

/**
 * One group per list of needs. The reader of the file makes one list for all that need `tasks`, so that identity settles
 * most; a mission read back from a journal holds copies, and must come to the same groups by content.
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

/** Longest remaining critical path first, then priority (one more for who supports somebody), then tests before tasks, then the file's order. */
function launchOrder(
  mission: Mission,
  groups: readonly NeedsGroup[],
  groupsOf: ReadonlyMap<string, readonly number[]>,
  groupOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const remaining = remainingPaths(mission, groups, groupsOf, groupOf);
  const order = mission.tasks.map((task, index) => ({
    id: task.id,
    path: remaining.get(task.id) ?? 0,
    priority: task.priority + (task.supports === undefined ? 0 : 1),
    level: task.level,
    index,
  }));
  order.sort((a, b) => b.path - a.path || b.priority - a.priority || b.level - a.level || a.index - b.index);
  return new Map(order.map((entry, rank) => [entry.id, rank]));
}

/** Milliseconds from each task's start to the end of the longest chain that hangs on it. */
function remainingPaths(
  mission: Mission,
  groups: readonly NeedsGroup[],
  groupsOf: ReadonlyMap<string, readonly number[]>,
  groupOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const expected = estimates(mission);
  const remaining = new Map<string, number>();
  const groupPath = new Map<number, number>();
  for (const task of dependentsFirst(mission.tasks, groups, groupsOf)) {
    let longest = 0;
    for (const index of groupsOf.get(task.id) ?? []) longest = Math.max(longest, groupPath.get(index) ?? 0);
    const path = longest + (expected.get(task.id) ?? 0);
    remaining.set(task.id, path);
    const own = groupOf.get(task.id);
    if (own !== undefined) groupPath.set(own, Math.max(groupPath.get(own) ?? 0, path));
  }
  return remaining;
}

/** Needs order, reversed; iterative, since a chain of 10,000 must not overflow the stack. */
function dependentsFirst(
  tasks: readonly Task[],
  groups: readonly NeedsGroup[],
  groupsOf: ReadonlyMap<string, readonly number[]>,
): Task[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const open = groups.map((group) => group.needs.length);
  const order = tasks.filter((task) => task.needs.length === 0);
  for (const task of order) {
    for (const index of groupsOf.get(task.id) ?? []) {
      const left = (open[index] ?? 0) - 1;
      open[index] = left;
      if (left > 0) continue;
      for (const id of groups[index]?.members ?? []) {
        const member = byId.get(id);
        if (member !== undefined) order.push(member);
      }
    }
  }
  return order.reverse();
}
