import type { Problem } from './problem.ts';

/** For each group, the number of its part, counted from 0. */
export type Parting = readonly number[];

/** How long a parting is expected to take: a lower bound that is quick to compute. All times in milliseconds. */
export interface Estimate {
  /** Until the last part has ended; Infinity if parts wait for each other. */
  readonly makespan: number;
  /** The makespan, and a little of how early all parts end: what the search makes smaller. */
  readonly cost: number;
  /** By part. */
  readonly ends: readonly number[];
  /** The chain of parts that ends last, first to last. */
  readonly critical: readonly number[];
}

const IMPOSSIBLE: Estimate = { makespan: Infinity, cost: Infinity, ends: [], critical: [] };

/** How much of the mean end of all parts counts beside the makespan: enough to prefer one of two that are equally long. */
const SLIGHT = 1e-3;

/** Estimates partings of one problem, thousands of times. A part takes at least its longest chain, and its work on all that one runner has. */
export function createEstimator(problem: Problem): (parting: Parting, count: number) => Estimate {
  const { groups, overhead } = problem;
  const graph = flatGraph(problem);
  const shares = sharesOf(problem);
  const alone = Float64Array.from(groups, (group) => group.alone);
  const finish = new Float64Array(groups.length);
  const parts = new Int32Array(groups.length);
  let reached = new Float64Array(0);
  return (parting, count) => {
    parts.set(parting);
    const needs = new Uint8Array(count * count);
    // One space for all estimates with as many parts: it may be larger than everything else together.
    if (reached.length !== problem.waits.length * count) reached = new Float64Array(problem.waits.length * count);
    reached.fill(-1);
    const chain = chainsOf(graph, alone, finish, parts, needs, count, reached);
    const work = workOf(shares, parts, count);
    const durations = Array.from(chain, (length, part) => Math.max(length, work[part] ?? 0));
    return estimateOf(needs, durations, overhead);
  };
}

/** The graph of a problem in flat lists: nodes are groups and then waits. What a node comes after is `after[from[node]]` to `after[from[node + 1] - 1]`. */
interface FlatGraph {
  readonly groups: number;
  readonly order: Int32Array;
  readonly from: Int32Array;
  readonly after: Int32Array;
}

function flatGraph({ groups, waits, waitsOf, order }: Problem): FlatGraph {
  const lists = [
    ...waitsOf.map((indexes) => indexes.map((index) => groups.length + index)),
    ...waits.map(({ needs }) => needs),
  ];
  const from = new Int32Array(lists.length + 1);
  for (const [node, list] of lists.entries()) from[node + 1] = (from[node] ?? 0) + list.length;
  return { groups: groups.length, order: Int32Array.from(order), from, after: Int32Array.from(lists.flat()) };
}

/**
 * By part: the longest chain of groups in it.
 *
 * @param needs notes which part needs which: row by row, 1 for each that it needs
 * @param reached space for each wait and part: when the last of the groups that are needed has ended there; below 0 if there is none
 */
function chainsOf(
  { groups, order, from, after }: FlatGraph,
  alone: Float64Array,
  finish: Float64Array,
  parts: Int32Array,
  needs: Uint8Array,
  count: number,
  reached: Float64Array,
): Float64Array {
  const chain = new Float64Array(count);
  for (const node of order) {
    const first = from[node] ?? 0;
    const end = from[node + 1] ?? 0;
    if (node >= groups) {
      const row = (node - groups) * count;
      for (let index = first; index < end; index++) {
        const need = after[index] ?? 0;
        const place = row + (parts[need] ?? 0);
        const time = finish[need] ?? 0;
        if (time > (reached[place] ?? 0)) reached[place] = time;
        else if ((reached[place] ?? 0) < 0) reached[place] = 0;
      }
      continue;
    }
    const part = parts[node] ?? 0;
    let start = 0;
    for (let index = first; index < end; index++) {
      const row = ((after[index] ?? 0) - groups) * count;
      const time = reached[row + part] ?? 0;
      if (time > start) start = time;
      for (let other = 0; other < count; other++) {
        if (other !== part && (reached[row + other] ?? -1) >= 0) needs[part * count + other] = 1;
      }
    }
    const time = start + (alone[node] ?? 0);
    finish[node] = time;
    if (time > (chain[part] ?? 0)) chain[part] = time;
  }
  return chain;
}

/** For each group, its share of what one runner has, in milliseconds: workers, CPUs and memory. */
type Shares = readonly Float64Array[];

function sharesOf({ groups, capacity }: Problem): Shares {
  const shares = [
    Float64Array.from(groups, ({ time }) => time / capacity.workers),
    Float64Array.from(groups, ({ cpu }) => cpu / capacity.cpus),
    Float64Array.from(groups, ({ memory }) => memory / capacity.memory),
  ];
  // What no task is known to use is no bound.
  return shares.filter((share) => share.some((each) => each > 0));
}

/** By part, the least time that its work takes on one runner. */
function workOf(shares: Shares, parts: Int32Array, count: number): Float64Array {
  const most = new Float64Array(count);
  for (const share of shares) {
    const sums = new Float64Array(count);
    for (let group = 0; group < parts.length; group++) {
      const part = parts[group] ?? 0;
      sums[part] = (sums[part] ?? 0) + (share[group] ?? 0);
    }
    for (let part = 0; part < count; part++) most[part] = Math.max(most[part] ?? 0, sums[part] ?? 0);
  }
  return most;
}

/** A part starts when all parts that it needs have ended. */
function estimateOf(needs: Uint8Array, durations: readonly number[], overhead: number): Estimate {
  const count = durations.length;
  const ends = new Array<number>(count).fill(-1);
  const before = new Array<number>(count).fill(-1);
  for (let known = 0; known < count; ) {
    const from = known;
    for (let part = 0; part < count; part++) {
      if ((ends[part] ?? 0) >= 0) continue;
      let start = 0;
      let last = -1;
      let isOpen = false;
      for (let need = 0; need < count; need++) {
        if (needs[part * count + need] !== 1) continue;
        const end = ends[need] ?? -1;
        if (end < 0) isOpen = true;
        else if (end > start) [start, last] = [end, need];
      }
      if (isOpen) continue;
      ends[part] = start + overhead + (durations[part] ?? 0);
      before[part] = last;
      known += 1;
    }
    if (known === from) return IMPOSSIBLE;
  }
  const makespan = Math.max(...ends);
  const critical: number[] = [];
  for (let part = ends.indexOf(makespan); part >= 0; part = before[part] ?? -1) critical.unshift(part);
  const mean = ends.reduce((sum, end) => sum + end, 0) / count;
  return { makespan, cost: makespan + SLIGHT * mean, ends, critical };
}
