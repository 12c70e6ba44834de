import type { Observation } from './events/event.ts';
import type { Pressure } from './events/pressure.ts';
import { type CriticalMemory, ofTask, type Reading } from './events/reading.ts';
import type { Block } from './gate/block.ts';
import { criticalOf, GROWTH_SPAN, HORIZON, memoryInUse } from './gate/critical-memory.ts';
import { isTiedTo } from './gate/follows.ts';
import { rankOf, type State, taskOf, taskState } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/** Milliseconds of the window after a task was paused or has continued, and of those while tasks are paused and soon after. */
const CRITICAL_WINDOW = 50;
const PAUSED_WINDOW = 100;

/** Milliseconds after the newest pause or continuation in which short windows go on: a task that continues may grow at once. */
const SOON_AFTER = 2_000;

/** Where single tasks are not measured, the youngest one is paused only if memory is full after so many milliseconds of this growth. */
const FULL_SOON = 10_000;

/** Milliseconds between two tasks that continue: only then does the next window show how fast the first one grows. */
const CONTINUE_DISTANCE = 200;

/** A task that grows by less than this share of what the fastest one grows by is not what fills the memory. */
const LEAST_SHARE = 0.1;

/** Bytes in about a second. A shell that starts programs grows by less than the first figure again and again. */
const LEAST_GROWTH = 4 * 2 ** 20;
const CLEAR_GROWTH = 8 * 2 ** 20;

/** A task may be paused for this share of `patience` before another one is evicted for it. */
const PATIENCE_SHARE = 0.1;

/** How often a task is evicted before it fails. */
export const MOST_EVICTIONS = 2;

/**
 * Keeps the machine from running out of memory with tasks that have started already.
 *
 * - While memory is critical and grows, the youngest growing task is paused, and more of them until the growth of the rest fits.
 * - When memory is below its limit, paused tasks continue one after the other, the oldest first.
 * - If everything that runs is paused, or a task has been paused for a tenth of `patience`, the youngest paused task is evicted:
 *   it is stopped, and waits to run with nothing beside it.
 * - A task with nothing beside it is neither paused nor evicted. No other task could free memory for it, so it goes on.
 *
 * Because of the last two rules, nothing stays paused, whatever is measured. While a task is paused, nothing starts. A state does not
 * depend on readings, so each decision has the figures that it is based on.
 */
export function bend(turn: Turn, observation: Observation, reading: Reading | undefined): void {
  const { state } = turn;
  if (state.closing !== undefined) return;
  if (observation.type === 'sampled' && reading !== undefined) answerReading(turn, reading);
  continueAlone(turn);
  const due = evictionDue(state);
  if (due !== undefined && turn.now >= due) evictYoungest(turn, reading);
}

/** Nothing starts while a task is paused or being evicted: the memory that becomes free is theirs. */
export function pausedBlock(state: State): Block | undefined {
  if (state.paused.size === 0) return undefined;
  const [paused] = state.paused;
  const more = state.paused.size > 1 ? ` and ${state.paused.size - 1} more are` : ' is';
  return { reason: 'memory', detail: `${paused}${more} paused until memory is below its limit` };
}

/** When the youngest paused task is evicted, because one of them has been paused for too long; undefined if none is paused. */
export function evictionDue(state: State): number | undefined {
  if (state.paused.size === 0 || state.closing !== undefined || isEvicting(state)) return undefined;
  const since = Math.min(...pausedTasks(state).map(({ pausedAt }) => pausedAt));
  return Math.max(since, state.evictedAt ?? since) + PATIENCE_SHARE * state.mission.admission.patience;
}

function answerReading(turn: Turn, reading: Reading): void {
  const { state } = turn;
  const { critical } = reading;
  const before = state.paused.size;
  const wereAllPaused = before > 0 && before === state.active.size;
  const events = turn.events.length;
  const isPressed = critical !== undefined && grows(critical) && press(turn, reading, critical);
  const memory = memoryInUse(reading);
  if (!isPressed && before > 0) {
    const { limit } = state.mission.admission.memory;
    const isSettled = turn.now >= (state.bentAt ?? Number.NEGATIVE_INFINITY) + CONTINUE_DISTANCE;
    if (memory === undefined || memory < limit) {
      if (isSettled) continueOldest(turn, memory);
    } else if (wereAllPaused) evictYoungest(turn, reading);
  }
  const hasBent = turn.events.length > events;
  if (hasBent || state.paused.size > 0 || turn.now < (state.bentAt ?? Number.NEGATIVE_INFINITY) + SOON_AFTER) {
    turn.effects.push({ type: 'measure', within: hasBent ? CRITICAL_WINDOW : PAUSED_WINDOW });
  }
}

/** At the limit itself the kernel keeps the use from growing: then a task that grows is enough. */
function grows({ grown, memory, left, over, tasks }: CriticalMemory): boolean {
  if (tasks === undefined) return grown * FULL_SOON >= left * over && grown > 0;
  return grown > 0 || memory >= 99;
}

/** Pauses what grows, the youngest first. False if nothing that grows can be paused. */
function press(turn: Turn, reading: Reading, critical: CriticalMemory): boolean {
  const { state } = turn;
  const growing = growingTasks(state, critical);
  // Without pauses, the youngest ends at once. One at a time, because its end may be enough.
  if (!canPause(state.machine.platform)) {
    const youngest = growing.find(({ id }) => mayBend(state, id));
    if (youngest === undefined || isEvicting(state)) return false;
    evict(turn, youngest.id, pressureOf(state, youngest.id, reading));
    return true;
  }
  const all = growing.reduce((sum, { grown }) => sum + grown, 0);
  const rate = Math.max(critical.grown / critical.over, all / GROWTH_SPAN);
  let rest = all;
  let isPressed = false;
  for (const { id, grown } of growing) {
    if (isPressed && (rate * rest * HORIZON) / all < critical.left) break;
    if (!mayBend(state, id)) continue;
    decide(turn, { type: 'paused', at: turn.now, id, pressure: pressureOf(state, id, reading) });
    turn.effects.push({ type: 'pause', id });
    isPressed = true;
    // One after the other: the next window shows whether that was enough.
    if (critical.tasks === undefined) break;
    rest -= grown;
  }
  return isPressed;
}

/** Running tasks that are not paused and grow, the youngest first; all of them where they are not measured. */
function growingTasks(
  state: State,
  { tasks, left }: CriticalMemory,
): readonly { readonly id: string; readonly grown: number }[] {
  const growing = [...state.active.keys()].flatMap((id) => {
    const task = taskState(state, id);
    const grown = tasks === undefined ? 1 : (ofTask(tasks, id) ?? 0);
    // Once its `finally` steps run, its work is done: to repeat it would free little.
    const isWorking = task.phase === 'running' && task.finishing === undefined;
    return isWorking && task.pausedAt === undefined && grown > 0 ? [{ id, grown, launched: task.launched }] : [];
  });
  const fastest = Math.max(0, ...growing.map(({ grown }) => grown));
  // Slow growth counts too once the memory would be full within seconds.
  const least = tasks === undefined ? 0 : Math.max(LEAST_GROWTH, Math.min(CLEAR_GROWTH, left / 10));
  return growing
    .filter(({ grown }) => grown >= LEAST_SHARE * fastest && grown >= least)
    .toSorted((one, other) => other.launched - one.launched || rankOf(state, other.id) - rankOf(state, one.id));
}

function mayBend(state: State, id: string): boolean {
  return taskOf(state, id).pausable !== false && !isAlone(state, id);
}

/** True if no other task runs, except for those that run until this one ends. */
function isAlone(state: State, id: string): boolean {
  for (const other of state.active.keys()) if (other !== id && !isTiedTo(state, other, id)) return false;
  return true;
}

function continueAlone(turn: Turn): void {
  if (turn.state.paused.size === 0) return;
  for (const id of [...turn.state.paused]) {
    if (!isAlone(turn.state, id)) continue;
    decide(turn, { type: 'continued', at: turn.now, id, cause: 'alone' });
    turn.effects.push({ type: 'continue', id });
  }
}

function continueOldest(turn: Turn, memory: number | undefined): void {
  const id = pausedTasks(turn.state)[0]?.id;
  if (id === undefined) return;
  const figures = memory === undefined ? {} : { memory };
  decide(turn, { type: 'continued', at: turn.now, id, cause: 'memory', ...figures });
  turn.effects.push({ type: 'continue', id });
}

function evictYoungest(turn: Turn, reading: Reading | undefined): void {
  const id = pausedTasks(turn.state).at(-1)?.id;
  if (id !== undefined) evict(turn, id, pressureOf(turn.state, id, reading));
}

function evict(turn: Turn, id: string, pressure: Pressure): void {
  decide(turn, { type: 'stopping', at: turn.now, id, cause: 'memory', pressure });
  turn.effects.push({ type: 'terminate', id });
}

/** True while an evicted task is ending: its memory is not free yet. */
function isEvicting(state: State): boolean {
  for (const id of state.active.keys()) {
    const task = taskState(state, id);
    if (task.phase === 'stopping' && task.cause === 'memory') return true;
  }
  return false;
}

interface PausedTask {
  readonly id: string;
  readonly launched: number;
  readonly pausedAt: number;
}

/** The oldest first. */
function pausedTasks(state: State): readonly PausedTask[] {
  const found = [...state.paused].flatMap((id): PausedTask[] => {
    const task = taskState(state, id);
    return task.phase === 'running' && task.pausedAt !== undefined
      ? [{ id, launched: task.launched, pausedAt: task.pausedAt }]
      : [];
  });
  return found.toSorted(
    (one, other) => one.launched - other.launched || rankOf(state, one.id) - rankOf(state, other.id),
  );
}

function pressureOf(state: State, id: string, reading: Reading | undefined): Pressure {
  const { critical, usage } = reading ?? {};
  const memory = critical?.memory ?? memoryInUse(reading);
  const used = ofTask(usage, id)?.memory;
  const grown = ofTask(critical?.tasks, id);
  return {
    ...(critical?.constraint === undefined ? {} : { constraint: critical.constraint }),
    ...(memory === undefined ? {} : { memory }),
    critical: criticalOf(state.mission.admission.memory),
    ...(used === undefined ? {} : { used }),
    ...(grown === undefined ? {} : { grown }),
  };
}

/** Windows cannot stop a process for a while. */
export function canPause(platform: string): boolean {
  return platform !== 'win32';
}
