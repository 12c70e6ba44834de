import { complete } from './complete.ts';
import type { GateView, Reading } from './events/reading.ts';
import { type Block, gateView, mustFollow, ownBlock, readingBlock, slotsBlock } from './gate-view.ts';
import { hasItsServices } from './service-needs.ts';
import { type State, taskOf, taskState, type Waiting } from './state/state.ts';
import { position } from './state/waiting-queue.ts';
import { reasonNotToRun } from './trigger.ts';
import { decide, type Turn } from './turn.ts';

/** After so many checks a heavy one that does not fit holds back everything behind it, or it would starve. */
export const PATIENT_CHECKS = 3;

/** How many in line get a new reason when what holds up the line changes; see `deferRest`. */
const NEAR = 50;

/** Looks at the gate and launches, in launch order, everything that may start now; defers the rest. */
export function check(turn: Turn, reading: Reading | undefined): void {
  const { state } = turn;
  if (state.closing !== undefined || waitingCount(state) === 0) return;
  const before = turn.events.length;
  decide(turn, { type: 'checked', at: turn.now });
  const deferrals: Deferrals = new Map();
  const walk: Walk = { gated: 0, free: 0 };
  let view = gateView(state, reading);
  for (;;) {
    const candidate = next(state, walk);
    if (candidate === undefined) break;
    const slots = slotsBlock(state, view);
    if (slots !== undefined) {
      deferBoth(state, walk, slots, view, deferrals);
      break;
    }
    const closed = candidate.queue === state.gated ? readingBlock(state, reading, view) : undefined;
    if (closed !== undefined) {
      deferRest(state, state.gated, walk.gated, closed, view, deferrals);
      walk.gated = state.gated.ids.length;
      continue;
    }
    const own = ownBlock(state, candidate.id, view);
    if (own === undefined) {
      // What held when it was triggered may have stopped holding while it waited; but how its needs ended stays so.
      const end = reasonNotToRun(state, candidate.id, null);
      if (end === undefined) launch(turn, candidate.id, view);
      else complete(turn, end);
      view = gateView(state, reading);
      continue;
    }
    defer(state, candidate.id, own, view, deferrals);
    if (candidate.queue === state.gated) walk.gated += 1;
    else walk.free += 1;
    if (isStarving(state, candidate.id)) {
      const behind = { reason: own.reason, detail: `held back behind ${candidate.id}: ${own.detail}` };
      deferBoth(state, walk, behind, view, deferrals);
      break;
    }
  }
  for (const { ids, block, view } of deferrals.values()) {
    decide(turn, { type: 'deferred', at: turn.now, ids, reason: block.reason, detail: block.detail, view });
  }
  force(turn, reading);
  // Who was passed over because the one it follows did not run yet.
  if (state.plan.followers.size === 0) return;
  const launched = turn.events.slice(before).flatMap((event) => (event.type === 'admitted' ? [event.id] : []));
  const followers = launched.flatMap((id) => state.plan.whileUnfinished.get(id) ?? []);
  if (followers.some((id) => state.plan.followers.has(id) && taskState(state, id).phase === 'waiting')) {
    check(turn, reading);
  }
}

export function waitingCount(state: State): number {
  return state.gated.ids.length + state.free.ids.length;
}

/** True when a new window may let somebody in: who must pass the readings, or whose request for memory did not fit. */
export function waitsForReadings({ gated, free }: State): boolean {
  return gated.ids.length > 0 || (free.reasons.get('memory') ?? 0) > 0;
}

/** Where the walk along both queues stands: how many of each have had their turn at this check. */
interface Walk {
  gated: number;
  free: number;
}

interface Candidate {
  readonly id: string;
  readonly queue: Waiting;
}

function next(state: State, walk: Walk): Candidate | undefined {
  const gated = state.gated.ids[walk.gated];
  const free = state.free.ids[walk.free];
  if (gated === undefined) return free === undefined ? undefined : { id: free, queue: state.free };
  if (free === undefined) return { id: gated, queue: state.gated };
  const gatedFirst = (state.plan.rank.get(gated) ?? 0) < (state.plan.rank.get(free) ?? 0);
  return gatedFirst ? { id: gated, queue: state.gated } : { id: free, queue: state.free };
}

/** By reason and detail: those whose reason changes at this check. */
type Deferrals = Map<string, { readonly ids: string[]; readonly block: Block; readonly view: GateView }>;

function defer(state: State, id: string, block: Block, view: GateView, deferrals: Deferrals): void {
  const task = taskState(state, id);
  if (task.phase !== 'waiting' || task.reason === block.reason) return;
  const key = `${block.reason} ${block.detail}`;
  const known = deferrals.get(key);
  if (known === undefined) deferrals.set(key, { ids: [id], block, view });
  else known.ids.push(id);
}

/** Everything that had no turn yet waits for the same reason. */
function deferBoth(state: State, walk: Walk, block: Block, view: GateView, deferrals: Deferrals): void {
  deferRest(state, state.gated, walk.gated, block, view, deferrals);
  deferRest(state, state.free, walk.free, block, view, deferrals);
}

/**
 * Everything from `start` on waits for the same reason. Whose turn is far off keeps the reason it has: with thousands in
 * line, each completion that lets slots and load take turns would otherwise put thousands of ids into the journal.
 */
function deferRest(
  state: State,
  queue: Waiting,
  start: number,
  block: Block,
  view: GateView,
  deferrals: Deferrals,
): void {
  if (queue.reasons.get(block.reason) === queue.ids.length) return;
  for (const id of queue.ids.slice(start, start + NEAR)) defer(state, id, block, view, deferrals);
  for (const id of queue.fresh) {
    if (position(queue, id, state.plan.rank) >= start + NEAR) defer(state, id, block, view, deferrals);
  }
}

function isStarving(state: State, id: string): boolean {
  const task = taskState(state, id);
  if (task.phase !== 'waiting' || task.passedOver === undefined) return false;
  return state.checks - task.passedOver >= PATIENT_CHECKS;
}

/** With nothing of ours running and the gate closed for `patience`, the first in line goes all the same. */
function force(turn: Turn, reading: Reading | undefined): void {
  const since = closedSince(turn.state);
  if (since === undefined || turn.now - since < turn.state.mission.admission.patience) return;
  const first = firstToForce(turn.state);
  if (first === undefined) return;
  const view = gateView(turn.state, reading);
  const closed = first.queue === turn.state.gated ? readingBlock(turn.state, reading, view) : undefined;
  const block = closed ?? ownBlock(turn.state, first.id, view);
  launch(turn, first.id, view, block?.detail ?? 'nothing of ours runs');
}

function canBeForced(state: State, id: string): boolean {
  const { locks } = taskOf(state, id);
  return hasItsServices(state, id) && !mustFollow(state, id) && !locks.some((lock) => state.locks.has(lock));
}

/** The first in line; a gate that is closed can be forced, a service that is not ready or a lock that is held cannot. */
function firstToForce(state: State): Candidate | undefined {
  const walk: Walk = { gated: 0, free: 0 };
  for (;;) {
    const candidate = next(state, walk);
    if (candidate === undefined) return undefined;
    if (canBeForced(state, candidate.id)) return candidate;
    if (candidate.queue === state.gated) walk.gated += 1;
    else walk.free += 1;
  }
}

/** Since when somebody waits while nothing of ours runs; undefined when that is not so. */
export function closedSince(state: State): number | undefined {
  const first = state.idleSince === undefined ? undefined : firstToForce(state);
  if (first === undefined || state.idleSince === undefined) return undefined;
  const task = taskState(state, first.id);
  return task.phase === 'waiting' ? Math.max(state.idleSince, task.triggered) : undefined;
}

/** `forcedPast`: the closed gate that it is launched in spite of. */
function launch(turn: Turn, id: string, view: GateView, forcedPast?: string): void {
  const task = taskState(turn.state, id);
  const attempt = task.phase === 'waiting' ? task.attempt : 1;
  const forced = forcedPast === undefined ? { forced: false } : { forced: true, detail: forcedPast };
  decide(turn, { type: 'admitted', at: turn.now, id, attempt, ...forced, view });
  turn.effects.push({ type: 'start', id, attempt, step: 0 });
}
