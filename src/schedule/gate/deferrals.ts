import type { GateView } from '../events/reading.ts';
import { type State, taskState } from '../state/state.ts';
import type { WaitingQueue } from '../state/waiting-queue.ts';
import type { Block } from './block.ts';

/** How many tasks at the head of the queue get a new reason when the reason changes; see `deferRest`. */
const NEAR = 50;

/** The tasks whose reason changes at a check, with those that have the same reason and detail together. */
export class Deferrals {
  // Most checks defer nothing, and a plan makes one for each task.
  #byText: Map<string, Deferral> | undefined;
  #newest: Deferral | undefined;

  add(id: string, block: Block, now: ViewNow): void {
    if (this.#newest?.block === block) {
      this.#newest.ids.push(id);
      return;
    }
    const text = `${block.reason} ${block.detail}`;
    const known = this.#byText?.get(text);
    if (known !== undefined) {
      known.ids.push(id);
      return;
    }
    this.#newest = { ids: [id], block, view: now.view() };
    this.#byText ??= new Map();
    this.#byText.set(text, this.#newest);
  }

  get isEmpty(): boolean {
    return this.#byText === undefined;
  }

  all(): Iterable<Deferral> {
    return this.#byText?.values() ?? NONE;
  }
}

interface Deferral {
  readonly ids: string[];
  readonly block: Block;
  readonly view: GateView;
}

const NONE: readonly Deferral[] = [];

/** Gives the figures of this moment in a check. */
export interface ViewNow {
  view(): GateView;
}

export function defer(state: State, id: string, block: Block, now: ViewNow, deferrals: Deferrals): void {
  const task = taskState(state, id);
  if (task.phase !== 'waiting' || task.reason === block.reason) return;
  deferrals.add(id, block, now);
}

/** The tasks of a queue that wait for the same reason. */
interface Rest {
  readonly state: State;
  readonly queue: WaitingQueue;
  /** Position of the first one in the queue. */
  readonly start: number;
  readonly block: Block;
  readonly now: ViewNow;
  readonly deferrals: Deferrals;
}

/**
 * Everything from `start` on waits for the same reason. Tasks far back in the queue keep the reason that they have: with
 * thousands of them, each change between workers and load as the reason would put thousands of ids into the journal.
 */
export function deferRest({ state, queue, start, block, now, deferrals }: Rest): void {
  const same = queue.reasons.get(block.reason) ?? 0;
  if (same === queue.length) return;
  // Usually, all others have this reason. Then the near ones need not be looked at one by one.
  if (same === queue.length - queue.fresh.size) {
    for (const rank of freshFrom(queue, start)) defer(state, queue.idOf(rank), block, now, deferrals);
    return;
  }
  for (let index = start; index < start + NEAR; index += 1) {
    const id = queue.idAt(index);
    if (id !== undefined) defer(state, id, block, now, deferrals);
  }
  for (const rank of queue.fresh) {
    if (queue.indexOf(rank) >= start + NEAR) defer(state, queue.idOf(rank), block, now, deferrals);
  }
}

/** Ranks of tasks from `start` on that no check has looked at: the near ones in the order of the queue, then the others as they came. */
function freshFrom(queue: WaitingQueue, start: number): readonly number[] {
  const near: number[] = [];
  const far: number[] = [];
  for (const rank of queue.fresh) {
    const at = queue.indexOf(rank);
    if (at >= start + NEAR) far.push(rank);
    else if (at >= start) near.push(rank);
  }
  near.sort((one, other) => one - other);
  return far.length === 0 ? near : [...near, ...far];
}
