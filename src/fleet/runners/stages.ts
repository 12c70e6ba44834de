import { append } from '../../base/multimap.ts';
import type { Parting } from './estimate.ts';
import type { Problem } from './problem.ts';

/**
 * A runner that needs another one waits until that one has ended, so parts run in stages. This file builds partings stage by stage: groups
 * of one stage that need each other are one component, and components are distributed over the runners of the stage, the longest first.
 */

/** How many stages a plan has at most. */
const MOST_STAGES = 12;

/** Up to this depth, all ways to divide the depths into stages are tried. */
const DEPTH_OF_ALL = 5;

/** By depth: the stage in which groups of this depth run. Each list is one way to divide a mission into stages. */
export function stagings(depth: number, runners: number): readonly (readonly number[])[] {
  const levels = Array.from({ length: depth }, (_, level) => level);
  if (depth <= DEPTH_OF_ALL) {
    const ways = Array.from({ length: 2 ** (depth - 1) }, (_, bits) => {
      let stage = 0;
      return levels.map((level) => {
        if (level > 0 && ((bits >> (level - 1)) & 1) === 1) stage += 1;
        return stage;
      });
    });
    return ways.filter((way) => (way.at(-1) ?? 0) < runners);
  }
  const most = Math.min(MOST_STAGES, depth, runners);
  const even = Array.from({ length: most }, (_, index) => index + 1).map((stages) =>
    levels.map((level) => Math.floor((level * stages) / depth)),
  );
  if (runners < 2) return even;
  // A single border: before everything but the first levels, and before the last ones.
  const borders = [...new Set([1, 2, depth - 2, depth - 1])].map((border) =>
    levels.map((level) => (level < border ? 0 : 1)),
  );
  return [...even, ...borders];
}

/** By group: how many groups are in the longest chain that ends before it. */
export function depthsOf({ groups, waits, waitsOf, order }: Problem): readonly number[] {
  const depths = new Array<number>(groups.length).fill(0);
  const after = new Array<number>(waits.length).fill(0);
  for (const node of order) {
    if (node < groups.length) depths[node] = Math.max(0, ...(waitsOf[node] ?? []).map((index) => after[index] ?? 0));
    else after[node - groups.length] = 1 + maximum(waits[node - groups.length]?.needs ?? [], depths);
  }
  return depths;
}

function maximum(positions: readonly number[], values: readonly number[]): number {
  return positions.reduce((most, position) => Math.max(most, values[position] ?? 0), 0);
}

/** Groups that go to one runner together. */
interface Component {
  readonly stage: number;
  readonly label: number;
  readonly groups: number[];
  /** Milliseconds that it takes at least. */
  length: number;
  time: number;
  cpu: number;
  memory: number;
}

/** A parting with this many parts in these stages; undefined if there are not enough runners, or not enough components for them. */
export function partingOf(
  problem: Problem,
  stageOfDepth: readonly number[],
  depths: readonly number[],
  runners: number,
): Parting | undefined {
  const components = componentsOf(problem, stageOfDepth, depths);
  const classes = new Map<string, Component[]>();
  for (const component of components) append(classes, `${component.stage} ${component.label}`, component);
  const lists = [...classes.values()];
  const counts = shares(lists, problem, runners);
  if (counts === undefined) return undefined;
  const parting = new Array<number>(problem.groups.length).fill(0);
  let first = 0;
  for (const [index, list] of lists.entries()) {
    const count = counts[index] ?? 1;
    distribute(list, count, problem, (group, part) => {
      parting[group] = first + part;
    });
    first += count;
  }
  return parting;
}

function componentsOf(
  { groups, waits }: Problem,
  stageOfDepth: readonly number[],
  depths: readonly number[],
): readonly Component[] {
  const stages = depths.map((depth) => stageOfDepth[depth] ?? 0);
  const above = groups.map((_, group) => group);
  const rootOf = (group: number): number => {
    let root = group;
    while ((above[root] ?? root) !== root) {
      above[root] = above[above[root] ?? root] ?? root;
      root = above[root] ?? root;
    }
    return root;
  };
  for (const { needs, members } of waits) {
    const heads = new Map<string, number>();
    for (const need of needs) heads.set(`${stages[need]} ${groups[need]?.label}`, need);
    for (const member of members) {
      const head = heads.get(`${stages[member]} ${groups[member]?.label}`);
      if (head === undefined) continue;
      for (const need of needs)
        if (stages[need] === stages[member] && groups[need]?.label === groups[member]?.label)
          above[rootOf(need)] = rootOf(member);
    }
  }
  const found = new Map<number, Component>();
  for (const [group, { alone, time, cpu, memory, label }] of groups.entries()) {
    const root = rootOf(group);
    const component = found.get(root) ?? {
      ...{ stage: stages[group] ?? 0, label, groups: [], length: 0, time: 0, cpu: 0, memory: 0 },
    };
    found.set(root, component);
    component.groups.push(group);
    component.length = Math.max(component.length, alone);
    component.time += time;
    component.cpu += cpu;
    component.memory += memory;
  }
  return [...found.values()].sort((one, other) => one.stage - other.stage);
}

/** How many runners each list of components gets: one, and each further one goes where a runner has the most to do. */
function shares(
  lists: readonly (readonly Component[])[],
  problem: Problem,
  runners: number,
): readonly number[] | undefined {
  const components = lists.reduce((sum, list) => sum + list.length, 0);
  if (lists.length > runners || components < runners) return undefined;
  const counts = lists.map(() => 1);
  const works = lists.map((list) => list.reduce((sum, component) => sum + workOf(component, problem), 0));
  const longest = lists.map((list) =>
    list.reduce((most, component) => Math.max(most, lengthOf(component, problem)), 0),
  );
  for (let left = runners - lists.length; left > 0; left--) {
    let best = -1;
    let most = -1;
    for (const [index, list] of lists.entries()) {
      const count = counts[index] ?? 1;
      if (count >= list.length) continue;
      const each = (works[index] ?? 0) / count;
      // A stage is never shorter than its longest component.
      const gain = each > (longest[index] ?? 0) ? each : 0;
      if (gain > most) [best, most] = [index, gain];
    }
    if (best < 0) return undefined;
    counts[best] = (counts[best] ?? 1) + 1;
  }
  return counts;
}

/** The part of a runner that it takes, in milliseconds. */
function workOf({ time, cpu, memory }: Omit<Component, 'groups'>, { capacity }: Problem): number {
  return Math.max(time / capacity.workers, cpu / capacity.cpus, memory / capacity.memory);
}

function lengthOf(component: Component, problem: Problem): number {
  return Math.max(component.length, workOf(component, problem));
}

/** The longest first, each to the runner that has the least to do. */
function distribute(
  list: readonly Component[],
  count: number,
  problem: Problem,
  put: (group: number, part: number) => void,
): void {
  const loads = Array.from({ length: count }, () => ({ length: 0, time: 0, cpu: 0, memory: 0, label: 0, stage: 0 }));
  const sorted = [...list].sort(
    (one, other) =>
      lengthOf(other, problem) - lengthOf(one, problem) ||
      workOf(other, problem) - workOf(one, problem) ||
      (one.groups[0] ?? 0) - (other.groups[0] ?? 0),
  );
  for (const [index, component] of sorted.entries()) {
    let best = index < count ? index : 0;
    let least = Infinity;
    // Each runner gets one first, so that none stays empty.
    for (let part = 0; index >= count && part < count; part++) {
      const load = loads[part];
      if (load === undefined) continue;
      const after = workOf(
        {
          ...load,
          time: load.time + component.time,
          cpu: load.cpu + component.cpu,
          memory: load.memory + component.memory,
        },
        problem,
      );
      const end = Math.max(after, load.length);
      if (end < least || (end === least && load.time < (loads[best]?.time ?? 0))) [best, least] = [part, end];
    }
    const load = loads[best];
    if (load === undefined) continue;
    load.time += component.time;
    load.cpu += component.cpu;
    load.memory += component.memory;
    load.length = Math.max(load.length, component.length);
    for (const group of component.groups) put(group, best);
  }
}
