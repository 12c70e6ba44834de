import type { Task } from './mission.ts';

/** The largest exit code of any system: on Windows it has 32 bits. */
export const LARGEST_EXIT_CODE = 0xffff_ffff;

/** True if a step of this task that exits with this code has succeeded. A step that was ended by a signal has no exit code, and has not. */
export function isSuccess({ successExitCodes }: Pick<Task, 'successExitCodes'>, exitCode: number | undefined): boolean {
  if (exitCode === undefined) return false;
  return successExitCodes === undefined ? exitCode === 0 : successExitCodes.includes(exitCode);
}
