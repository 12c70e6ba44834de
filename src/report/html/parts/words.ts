import type { WaitReason } from '../../../schedule/events/event.ts';
import type { Band } from '../../../schedule/events/reading.ts';
import type { MemoryVerdict, ShownStatus } from '../../model/run.ts';
import type { ServiceStatus } from '../../model/service.ts';
import type { FleetWait } from '../../model/waited.ts';
import { fleetWaitWords, waitWords } from '../../words/wait-words.ts';

/** Names and signs that the page's markup and its script share. */

/** What a task may wait for: its trigger, the start of its part, a reason of the gate, the time between two attempts. */
export type PageWait = 'trigger' | FleetWait | WaitReason | 'backoff';

/** Decisions about a running task while memory is critical, with their words in the details. */
export const memoryVerdicts: Readonly<Record<MemoryVerdict, string>> = {
  paused: 'paused',
  continued: 'continues',
  evicted: 'evicted, to run again alone',
};

/** In the order of the legend. */
export const waitNames: Readonly<Record<PageWait, string>> = {
  trigger: 'trigger',
  ...fleetWaitWords,
  ...waitWords,
  backoff: 'back-off',
};

/** One sign for each status, from the shapes of every system font: not all readers can distinguish the colours. */
export const statusSigns: Readonly<Record<ShownStatus, string>> = {
  pending: '·',
  waiting: '…',
  running: '▶',
  stopping: '■',
  backoff: '↻',
  evicted: '⇤',
  succeeded: '✓',
  failed: '✗',
  'timed-out': '◷',
  cancelled: '■',
  skipped: '→',
  'not-needed': '○',
};

/** For a pause because memory was critical. */
export const pauseSign = '‖';

/** For a resume, and for a task that it kept. */
export const resumeSign = '↻';
export const keptSign = '≡';

export const serviceSigns: Readonly<Record<ServiceStatus, string>> = {
  idle: '·',
  starting: '…',
  ready: '▶',
  stopping: '■',
  stopped: '✓',
  failed: '✗',
};

/** The task status whose colour a service has. */
export function serviceKind(status: ServiceStatus): 'failed' | 'succeeded' | 'running' {
  return status === 'failed' ? 'failed' : status === 'stopped' ? 'succeeded' : 'running';
}

export function serviceWord(status: ServiceStatus): string {
  return status === 'idle' ? 'never started' : status;
}

export const bands: readonly Band[] = ['GREEN', 'YELLOW', 'RED'];
