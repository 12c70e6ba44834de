import { append } from '../../base/multimap.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import { taskReads } from './task-reads.ts';

/** Why two tasks must stay on one runner. */
export type BondKind =
  /** One needs the other, which does not declare the files that it leaves. */
  | 'needs'
  /** One starts when the first of several has ended. A job of a workflow would wait for all of them. */
  | 'needs-any'
  /** One runs only as long as the other does. */
  | 'supports'
  /** One starts from the workspace of the other. */
  | 'workspace'
  /** Both hold one lock. */
  | 'lock'
  /** Both take places of one pool. */
  | 'pool'
  /** Both use one service, and one of them needs the other: what the other did in the service would be missing. */
  | 'service'
  /** One reads the status of the other, which may still run. */
  | 'status'
  /** The runners of the two would have to wait for each other. */
  | 'circle';

/** Two tasks that must stay on one runner. */
export interface Bond {
  readonly kind: BondKind;
  /** Id of the one that waits for, helps or reads the other; of the first in the file if neither does. */
  readonly from: string;
  readonly to: string;
  /** Of the lock, the pool or the service. */
  readonly name?: string;
}

/** Ties tasks together, and remembers the bonds that were needed: of n tasks that are held together, n - 1. */
export interface Ties {
  readonly tie: (bond: Bond) => void;
  readonly bonds: readonly Bond[];
  /** The same number for all tasks that are tied together: the position of one of them. */
  readonly rootOf: (position: number) => number;
}

/** All bonds of a mission, without those that keep runners from waiting for each other. */
export function tieTasks(mission: Mission, positions: ReadonlyMap<string, number>): Ties {
  const ties = createTies(mission.tasks.length, positions);
  const { tasks } = mission;
  tieNeeds(mission, ties);
  for (const task of tasks) {
    for (const to of task.needsAny) ties.tie({ kind: 'needs-any', from: task.id, to });
    const { id: from, supports, deploy, workspace } = task;
    if (supports !== undefined && deploy !== 'always') ties.tie({ kind: 'supports', from, to: supports });
    if (typeof workspace === 'object') ties.tie({ kind: 'workspace', from, to: workspace.from });
  }
  tieHolders('lock', tasks, ({ locks }) => locks, ties);
  tieHolders('pool', tasks, ({ pools = {} }) => Object.keys(pools), ties);
  const after = createReach(mission);
  for (const [from, reads] of taskReads(mission)) tieReads(from, reads, after, ties);
  tieUsers(mission, after, ties);
  return ties;
}

function createTies(count: number, positions: ReadonlyMap<string, number>): Ties {
  const above = Array.from({ length: count }, (_, position) => position);
  const bonds: Bond[] = [];
  const rootOf = (position: number): number => {
    let root = position;
    while ((above[root] ?? root) !== root) root = above[root] ?? root;
    for (let node = position; node !== root; ) {
      const next = above[node] ?? root;
      above[node] = root;
      node = next;
    }
    return root;
  };
  const tie = (bond: Bond): void => {
    const [from, to] = [positions.get(bond.from), positions.get(bond.to)];
    if (from === undefined || to === undefined) return;
    const [one, other] = [rootOf(from), rootOf(to)];
    if (one === other) return;
    above[Math.max(one, other)] = Math.min(one, other);
    bonds.push(bond);
  };
  return { tie, bonds, rootOf };
}

/** By list: combinations of a matrix share theirs, which may be thousands of ids long. */
function tieNeeds({ tasks }: Mission, { tie }: Ties): void {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const members = new Map<readonly string[], string[]>();
  for (const { id, needs } of tasks) append(members, needs, id);
  for (const [needs, ids] of members) {
    const [first = ''] = ids;
    const bound = needs.filter((need) => byId.get(need)?.artifacts === undefined);
    for (const to of bound) tie({ kind: 'needs', from: first, to });
    const [to] = bound;
    if (to !== undefined) for (const from of ids) tie({ kind: 'needs', from, to });
  }
}

function tieHolders(
  kind: 'lock' | 'pool',
  tasks: readonly Task[],
  namesOf: (task: Task) => readonly string[],
  { tie }: Ties,
): void {
  const first = new Map<string, string>();
  for (const task of tasks) {
    for (const name of namesOf(task)) {
      const holder = first.get(name);
      if (holder === undefined) first.set(name, task.id);
      else tie({ kind, from: holder, to: task.id, name });
    }
  }
}

/** Ids of everything that needs this task, over any number of steps. */
type Reach = (id: string) => ReadonlySet<string>;

function createReach({ tasks }: Mission): Reach {
  const holders = new Map<readonly string[], string[]>();
  for (const { id, needs } of tasks) append(holders, needs, id);
  const lists = new Map<string, string[][]>();
  for (const [needs, ids] of holders) for (const need of needs) append(lists, need, ids);
  const known = new Map<string, ReadonlySet<string>>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const found = new Set<string>();
    const walked = new Set<readonly string[]>();
    const walk = (from: string): void => {
      for (const list of lists.get(from) ?? []) {
        if (walked.has(list)) continue;
        walked.add(list);
        for (const each of list) found.add(each);
      }
    };
    walk(id);
    // A set may grow while it is walked: what is added is visited too.
    for (const each of found) walk(each);
    known.set(id, found);
    return found;
  };
}

/** The outputs and the status of a task that has certainly ended travel from runner to runner, those of another one do not. */
function tieReads(from: string, ids: readonly string[], after: Reach, { tie }: Ties): void {
  for (const to of ids) if (!after(to).has(from)) tie({ kind: 'status', from, to });
}

/** Each runner starts services of its own, so what one task did in a service must not be missing for a task that needs it. */
function tieUsers({ services, tasks }: Mission, after: Reach, { tie }: Ties): void {
  for (const { id: name } of services) {
    const users = tasks.filter((task) => task.services.includes(name));
    for (const { id: to } of users) {
      const later = after(to);
      for (const { id: from } of users) if (later.has(from)) tie({ kind: 'service', from, to, name });
    }
  }
}
