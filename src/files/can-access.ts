import { accessSync } from 'node:fs';

/** Whether we may do this with what stands at the path, such as `constants.R_OK`; false when there is nothing. */
export function canAccess(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
