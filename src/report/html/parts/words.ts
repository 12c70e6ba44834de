import type { WaitReason } from '../../../schedule/events/event.ts';
import type { Band } from '../../../schedule/events/reading.ts';
import type { TaskStatus } from '../../model/run.ts';
import type { ServiceStatus } from '../../model/service.ts';
import { waitWords } from '../../words/wait-words.ts';

/** What the page's markup and its script call things: neither may name them differently. */

/** What a task may wait for: its trigger, what the gate says, and the time between two attempts. */
export type PageWait = 'trigger' | WaitReason | 'backoff';

/** In the order of the legend. */
export const waitNames: Readonly<Record<PageWait, string>> = {
  trigger: 'trigger',
  ...waitWords,
  backoff: 'back-off',
};

/** One sign per status, of the shapes that every system font has: colour alone tells nothing to many. */
export const statusSigns: Readonly<Record<TaskStatus, string>> = {
  pending: '·',
  waiting: '…',
  running: '▶',
  stopping: '■',
  backoff: '↻',
  succeeded: '✓',
  failed: '✗',
  'timed-out': '◷',
  cancelled: '■',
  skipped: '→',
  'not-needed': '○',
};

/** Where the run was taken up again, and what that did not run again. */
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

/** In whose colours and with whose sign, where it has no sign of its own, a service is drawn. */
export function serviceKind(status: ServiceStatus): 'failed' | 'succeeded' | 'running' {
  return status === 'failed' ? 'failed' : status === 'stopped' ? 'succeeded' : 'running';
}

export function serviceWord(status: ServiceStatus): string {
  return status === 'idle' ? 'never started' : status;
}

export const bands: readonly Band[] = ['GREEN', 'YELLOW', 'RED'];
