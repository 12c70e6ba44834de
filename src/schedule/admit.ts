import { startAttempt } from './attempt.ts';
import { pausedBlock } from './bend.ts';
import { complete } from './complete.ts';
import type { Event } from './events/event.ts';
import type { GateView, Reading } from './events/reading.ts';
import type { Block } from './gate/block.ts';
import { Deferrals, defer, deferRest, type ViewNow } from './gate/deferrals.ts';
import { FiguresNow } from './gate/figures-now.ts';
import { mustFollow } from './gate/follows.ts';
import { gateCheck, ownBlock, readingBlock, workersBlock } from './gate/gate-view.ts';
import type { ReservedNow } from './gate/reserved-pools.ts';
import { missingPool } from './pools/held.ts';
import { hasItsServices } from './service-needs.ts';
import { type State, taskOf, taskState } from './state/state.ts';
import type { WaitingQueue } from './state/waiting-queue.ts';
import { reasonNotToRun } from './trigger.ts';
import { decide, type Turn } from './turn.ts';

/**
 * Number of checks after which a large task that does not fit holds back everything behind it, and one that waits for a pool or a
 * lock everything behind it that needs the same ones. Otherwise it would starve.
 */
export const PATIENT_CHECKS = 3;

/**
 * One check of the gate: admits, in launch order, every waiting task that may start now, and defers the rest with a reason. Two queues are
 * walked together by rank: `gated` must pass the CPU and memory readings, `free` must not. Workers, declared load, memory
 * requests, locks, pools and services apply to both.
 *
 * - At most `workers.limit` tasks run, however they were admitted.
 * - A task is admitted only if its own condition still holds: it may have waited for minutes.
 * - A large task that was passed over `PATIENT_CHECKS` times holds back everything behind it, while something runs. One that was passed
 *   over so often because of a lock or a pool holds back only tasks that need the same ones; see `gate/reserved-pools.ts`.
 * - If nothing of the mission runs and the gate stays closed for `patience`, one task is forced.
 *
 * What the gate sees is computed in `gate-view.ts`; when the next check is due, in `deadlines.ts`.
 */
export function check(turn: Turn, reading: Reading | undefined): void {
  const { state } = turn;
  if (state.closing !== undefined || waitingCount(state) === 0) return;
  const before = turn.events.length;
  decide(turn, { type: 'checked', at: turn.now });
  const deferrals = new Deferrals();
  const walk: Walk = { gated: 0, free: 0 };
  const now = new FiguresNow(state, reading, PATIENT_CHECKS);
  let closedByReading = false;
  for (;;) {
    const candidate = next(state, walk);
    if (candidate === undefined) break;
    const full = pausedBlock(state) ?? workersBlock(state);
    if (full !== undefined) {
      deferBoth(state, walk, full, now, deferrals);
      break;
    }
    const closed = candidate.queue === state.gated ? readingBlock(state, reading, now.view()) : undefined;
    if (closed !== undefined) {
      closedByReading = true;
      deferRest({ state, queue: state.gated, start: walk.gated, block: closed, now, deferrals });
      walk.gated = state.gated.length;
      continue;
    }
    if (stillWaitsForPool(state, candidate.id)) {
      if (candidate.queue === state.gated) walk.gated += 1;
      else walk.free += 1;
      continue;
    }
    const own = ownBlock(state, candidate.id, now.gate(), reading, now);
    if (own === undefined) {
      // Its condition may have become false while it waited. How its needs ended cannot change any more.
      const end = reasonNotToRun(state, candidate.id, null);
      if (end === undefined) launch(turn, candidate.id, now.view());
      else complete(turn, end);
      now.forget();
      continue;
    }
    defer(state, candidate.id, own, now, deferrals);
    if (candidate.queue === state.gated) walk.gated += 1;
    else walk.free += 1;
    if (canHoldBack(state, own) && isStarving(state, candidate.id)) {
      const behind = { reason: own.reason, detail: `held back behind ${candidate.id}: ${own.detail}` };
      deferBoth(state, walk, behind, now, deferrals);
      break;
    }
  }
  if (!deferrals.isEmpty) decideDeferrals(turn, deferrals);
  force(turn, reading);
  if (closedByReading) measureSoon(turn);
  // Followers were passed over at this check, because the task that they follow did not run yet.
  if (state.plan.followers.size === 0) return;
  const launched = turn.events.slice(before).flatMap((event) => (event.type === 'admitted' ? [event.id] : []));
  const followers = launched.flatMap((id) => state.plan.whileUnfinished.get(id) ?? []);
  if (followers.some((id) => state.plan.followers.has(id) && taskState(state, id).phase === 'waiting')) {
    check(turn, reading);
  }
}

function decideDeferrals(turn: Turn, deferrals: Deferrals): void {
  for (const { ids, block, view } of deferrals.all()) {
    decide(turn, { type: 'deferred', at: turn.now, ids, reason: block.reason, detail: block.detail, view });
  }
}

/** True if it waits for a pool or lock that is still full. Thousands may: none of them needs the sentence that says so again. */
function stillWaitsForPool(state: State, id: string): boolean {
  const task = taskState(state, id);
  if (task.phase !== 'waiting' || (task.reason !== 'pool' && task.reason !== 'lock') || mustFollow(state, id))
    return false;
  const missing = missingPool(state.pools, state.mission.admission, taskOf(state, id));
  return missing !== undefined && task.reason === (missing.isLock ? 'lock' : 'pool');
}

/** What changes the use of CPU or memory at once. */
const CHANGES: ReadonlySet<Event['type']> = new Set(['admitted', 'ended', 'retrying', 'service-exited']);

/**
 * Something has started or ended while a task waits for a reading: the next one must show it, and must not be a whole window away.
 * So the present window ends now, and the next one after `react`.
 */
function measureSoon(turn: Turn): void {
  const { react, sample } = turn.state.mission.admission;
  if (react === 0 || !turn.events.some(({ type }) => CHANGES.has(type))) return;
  turn.effects.push({ type: 'measure', within: Math.min(react, sample) });
}

export function waitingCount(state: State): number {
  return state.gated.length + state.free.length;
}

/** True if a new window may admit a task: one that must pass the readings, or whose memory request did not fit. */
export function waitsForReadings({ gated, free }: State): boolean {
  return gated.length > 0 || (free.reasons.get('memory') ?? 0) > 0;
}

/** Position in both queues: how many tasks of each were looked at in this check. */
interface Walk {
  gated: number;
  free: number;
}

interface Candidate {
  readonly id: string;
  readonly queue: WaitingQueue;
}

function next(state: State, walk: Walk): Candidate | undefined {
  const gated = state.gated.idAt(walk.gated);
  const free = state.free.idAt(walk.free);
  if (gated === undefined) return free === undefined ? undefined : { id: free, queue: state.free };
  if (free === undefined) return { id: gated, queue: state.gated };
  const gatedFirst = state.gated.rankAt(walk.gated) < state.free.rankAt(walk.free);
  return gatedFirst ? { id: gated, queue: state.gated } : { id: free, queue: state.free };
}

/** Everything that was not looked at yet waits for the same reason. */
function deferBoth(state: State, walk: Walk, block: Block, now: ViewNow, deferrals: Deferrals): void {
  deferRest({ state, queue: state.gated, start: walk.gated, block, now, deferrals });
  deferRest({ state, queue: state.free, start: walk.free, block, now, deferrals });
}

/**
 * Only the end of running tasks can make room. A task that waits for a lock, a pool, a service or the task that it follows holds back no other kind of task:
 * that task could be behind it. Nor does it if only tasks run that end with one that waits.
 */
function canHoldBack({ idleSince }: State, { reason }: Block): boolean {
  return idleSince === undefined && (reason === 'load' || reason === 'memory');
}

function isStarving(state: State, id: string): boolean {
  const task = taskState(state, id);
  if (task.phase !== 'waiting' || task.passedOver === undefined) return false;
  return state.checks - task.passedOver >= PATIENT_CHECKS;
}

/** Admits the first task in the queue if nothing of the mission runs and the gate was closed for `patience`. */
function force(turn: Turn, reading: Reading | undefined): void {
  const since = closedSince(turn.state);
  // Added, not subtracted: the wake-up comes at this very sum, and a difference of decimals may be a little less than `patience`.
  if (since === undefined || turn.now < since + patienceOf(turn.state)) return;
  const first = firstToForce(turn.state);
  if (first === undefined) return;
  const gate = gateCheck(turn.state, reading);
  const closed = first.queue === turn.state.gated ? readingBlock(turn.state, reading, gate.view) : undefined;
  const block = closed ?? ownBlock(turn.state, first.id, gate, reading, NONE_RESERVED);
  launch(turn, first.id, gate.view, block?.detail ?? 'nothing of the mission runs');
}

/** Nothing is reserved while nothing of the mission runs. */
const NONE_RESERVED: ReservedNow = { reserved: () => new Map() };

/** Whole windows that must show the machine without the task that was forced, before the next one is. */
const WINDOWS = 2;

/**
 * Milliseconds for which the gate must stay closed before a task is forced. On CPUs that others keep busy, that is `patience` only
 * the first time: after that one task runs after the other, and gets its share of the CPUs. Memory has no shares.
 */
export function patienceOf({ mission, crowded }: State): number {
  const { patience, sample, react } = mission.admission;
  // With `react: 0` as in older versions, of which a replay has to take as long as the run.
  if (crowded !== true || react === 0) return patience;
  return Math.min(patience, WINDOWS * Math.min(react, sample));
}

function canBeForced(state: State, id: string): boolean {
  if (!hasItsServices(state, id) || mustFollow(state, id)) return false;
  return missingPool(state.pools, state.mission.admission, taskOf(state, id)) === undefined;
}

/** The first task in the queue that can be forced: past a closed gate, but not past a missing service, a lock that is held or a full pool. */
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

/** Since when tasks wait while nothing of the mission runs; undefined if that is not the case. */
export function closedSince(state: State): number | undefined {
  const first = state.idleSince === undefined ? undefined : firstToForce(state);
  if (first === undefined || state.idleSince === undefined) return undefined;
  const task = taskState(state, first.id);
  return task.phase === 'waiting' ? Math.max(state.idleSince, task.triggered) : undefined;
}

/** @param forcedPast why the gate was closed, if the task is admitted all the same */
function launch(turn: Turn, id: string, view: GateView, forcedPast?: string): void {
  const task = taskState(turn.state, id);
  const attempt = task.phase === 'waiting' ? task.attempt : 1;
  const { now: at } = turn;
  decide(
    turn,
    forcedPast === undefined
      ? { type: 'admitted', at, id, attempt, forced: false, view }
      : { type: 'admitted', at, id, attempt, forced: true, detail: forcedPast, view },
  );
  startAttempt(turn, id);
}
