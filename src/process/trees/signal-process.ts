import { errorCode } from '../../base/error-code.ts';
import type { StopSignal } from './process-system.ts';

/** True when the group has members. One system call: it is asked at every step's end. */
export function groupExists(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    // It exists, but we may not signal it, such as after sudo.
    return errorCode(error) === 'EPERM';
  }
}

/** @param target a pid, or a group's number negated. Nothing to signal, or nothing allowed, is no failure. */
export function signalProcess(target: number, signal: StopSignal): void {
  // 0 and -1 would mean our own group and everything; 1 is the system's.
  if (!Number.isInteger(target) || Math.abs(target) <= 1) return;
  send(target, signal);
  // A stopped process handles its TERM only once it continues.
  if (signal === 'SIGTERM') send(target, 'SIGCONT');
}

function send(target: number, signal: StopSignal | 'SIGCONT'): void {
  try {
    process.kill(target, signal);
  } catch {
    // It ended in the meantime, or runs as another user: what is still there afterwards is looked at again and named.
  }
}
