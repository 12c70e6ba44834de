import { errorCode } from '../../base/error-code.ts';
import type { TreeSignal } from './process-system.ts';

/** True if the group has members. One system call, because it runs at the end of every step. */
export function groupExists(group: number): boolean {
  const { stackTraceLimit } = Error;
  // Nearly every group has ended: to describe the stack in the error of each costs ten times as much as the call.
  Error.stackTraceLimit = 0;
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    // The group exists, but may not be signalled, for example after sudo.
    return errorCode(error) === 'EPERM';
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** @param target a pid, or the negated number of a group. It is no failure if the target does not exist or may not be signalled. */
export function signalProcess(target: number, signal: TreeSignal): void {
  // 0 is our own group, -1 is every process, and 1 is the init process.
  if (!Number.isInteger(target) || Math.abs(target) <= 1) return;
  send(target, signal);
  // A stopped process handles its TERM only once it continues.
  if (signal === 'SIGTERM') send(target, 'SIGCONT');
}

function send(target: number, signal: TreeSignal): void {
  try {
    process.kill(target, signal);
  } catch {
    // It has ended, or runs as another user: processes that remain are found by a later look, and named.
  }
}
