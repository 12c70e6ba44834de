import { accessSync } from 'node:fs';

/** Whether this process may access a path in a mode such as `constants.R_OK`. False if there is nothing at the path. */
export function canAccess(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
