/*
 * This folder answers questions about what waits for what in a mission.
 *
 * `known-ids.ts` numbers all entries, so that a graph is a list of numbers. `needs-of.ts` reads `needs` and `needs-any` of an entry.
 * `positions.ts` numbers the tasks of a mission, and `task-graph.ts` groups them by their needs, for the schedule and the simulation.
 * `needs-graph.ts` has the algorithms: topological order, and a shortest cycle of each strongly connected component. `waits.ts`
 * proves which tasks have ended for certain when another one is triggered, and `explain-proof.ts` puts such a proof into words.
 *
 * Invariants:
 * - Nothing is proven for nodes of a cycle.
 * - Lists that many nodes share count once, so that large matrices stay linear.
 * - The algorithms are iterative, because a chain may be 10,000 tasks long.
 *
 * Not here: findings (`mission/checks`), and the plan of a run (`schedule/state/make-plan.ts`).
 */
import { append } from '../../base/multimap.ts';
import { inTopologicalOrder, type NeedsGraph } from './needs-graph.ts';

/**
 * Which node waits for which. Nodes are the tasks and tests in the file's order, then the combinations of their matrices, then two
 * hubs: node `count` stands for all tasks, node `count + 1` for the first of all tasks, so that 1,000 tests that need 10,000
 * tasks are 11,000 edges and not ten million.
 */
export interface Waits {
  /** Number of nodes before the hubs. */
  readonly count: number;
  /** What each node waits for: all of these. */
  readonly needs: readonly (readonly number[])[];
  /** And the first of these to end; empty if it has no `needs-any`. */
  readonly needsAny: readonly (readonly number[])[];
  /** The combinations of a matrix, which ends with the last of them; undefined for everything else. */
  readonly parts: readonly (readonly number[] | undefined)[];
}

/** True if the combinations of a matrix do not all wait for the same. Its own lists then have what any of them waits for. */
export function hasOwnNeeds({ needs, needsAny, parts }: Waits, node: number): boolean {
  const [part] = parts[node] ?? [];
  return part !== undefined && (needs[part] !== needs[node] || needsAny[part] !== needsAny[node]);
}

/** Both kinds of waiting as one: what may have to end before something starts. */
export function needsGraphOf({ count, needs, needsAny, parts }: Waits): NeedsGraph {
  const union = needs.map((list, node) => {
    const [any, own] = [needsAny[node] ?? NONE, parts[node] ?? NONE];
    return any.length + own.length === 0 ? list : [...new Set([...list, ...any, ...own])];
  });
  return { count, needs: union };
}

const NONE: readonly number[] = [];

export interface Question {
  readonly position: number;
  readonly target: number;
}

/** The reason why the target has ended: it comes before this need, or before each of the alternatives. */
export type Proof = { readonly by: 'needs'; readonly need: number } | { readonly by: 'needs-any' };

/**
 * For each question, the proof that `target` has always ended when all needs of `position` have ended; undefined if that is
 * not certain. Nothing is certain for a cycle.
 */
export function surelyEnded(waits: Waits, questions: readonly Question[]): readonly (Proof | undefined)[] {
  if (questions.length === 0) return [];
  const order = inTopologicalOrder(needsGraphOf(waits));
  const targets = [...new Set(questions.map(({ target }) => target))];
  const batchOf = new Map(targets.map((target, index) => [target, Math.floor(index / 32)]));
  const answers: (Proof | undefined)[] = questions.map(() => undefined);
  const asked = new Map<number, number[]>();
  for (const [index, { target }] of questions.entries()) {
    append(asked, batchOf.get(target) ?? 0, index);
  }
  // 32 targets at a time, one bit each: one walk over the graph answers for all of them.
  for (const [batch, indexes] of asked) {
    const known = knowledge(waits, targets.slice(batch * 32, batch * 32 + 32), order);
    for (const index of indexes) {
      const question = questions[index];
      if (question !== undefined) answers[index] = proofOf(question, waits, known);
    }
  }
  return answers;
}

/** Which of the targets have certainly ended, one bit each. */
interface Knowledge {
  readonly bits: ReadonlyMap<number, number>;
  /** By node: when it has ended. */
  readonly ended: Int32Array;
  /** When the first of these has ended. */
  readonly afterAny: (alternatives: readonly number[]) => number;
}

function knowledge(waits: Waits, targets: readonly number[], order: readonly number[]): Knowledge {
  const { needs, needsAny, parts } = waits;
  const bits = new Map(targets.map((target, bit) => [target, 1 << bit]));
  const ended = new Int32Array(needs.length);
  const triggered = new Int32Array(needs.length);
  for (const [target, bit] of bits) ended[target] = bit;
  /** When the node has ended, or one combination of it, while the rest may still run. */
  const afterFirst = (node: number): number => {
    const combinations = parts[node] ?? [];
    if (hasOwnNeeds(waits, node)) return combinations.reduce((common, part) => common & (ended[part] ?? 0), -1);
    return (combinations.length > 1 ? triggered : ended)[node] ?? 0;
  };
  const afterAny = (alternatives: readonly number[]): number => {
    let common = alternatives.length === 0 ? 0 : -1;
    for (const alternative of alternatives) {
      common &= afterFirst(alternative);
    }
    return common;
  };
  const before = (node: number): number => {
    // Certain is only what has ended for every combination. They come first in the order.
    if (hasOwnNeeds(waits, node))
      return (parts[node] ?? []).reduce((common, part) => common & (triggered[part] ?? 0), -1);
    let all = afterAny(needsAny[node] ?? []);
    for (const need of needs[node] ?? []) all |= ended[need] ?? 0;
    return all;
  };
  for (const node of order) {
    triggered[node] = before(node);
    let after = (triggered[node] ?? 0) | (ended[node] ?? 0);
    for (const part of parts[node] ?? []) after |= ended[part] ?? 0;
    ended[node] = after;
  }
  return { bits, ended, afterAny };
}

function proofOf({ position, target }: Question, waits: Waits, known: Knowledge): Proof | undefined {
  const { needs, needsAny, parts } = waits;
  if (hasOwnNeeds(waits, position)) {
    const proofs = (parts[position] ?? []).map((part) => proofOf({ position: part, target }, waits, known));
    return proofs.includes(undefined) ? undefined : proofs[0];
  }
  const { bits, ended, afterAny } = known;
  const bit = bits.get(target) ?? 0;
  const need = needs[position]?.find((node) => ((ended[node] ?? 0) & bit) !== 0);
  if (need !== undefined) return { by: 'needs', need };
  return (afterAny(needsAny[position] ?? []) & bit) === 0 ? undefined : { by: 'needs-any' };
}
