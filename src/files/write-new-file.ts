import { writeFileSync } from 'node:fs';
import { errorCode } from '../base/error-code.ts';
import { removeQuietly } from './remove-quietly.ts';

/**
 * Writes a file that does not exist yet: three system calls, where `writeFileAtomically` needs four and a second name in the folder. A
 * reader may see the file empty, and it stays empty if the process is killed in between. No link is followed.
 *
 * @returns false if there is anything at the path, which is left as it is. Throws the system's error, and then leaves no file.
 */
export function writeNewFile(path: string, text: string): boolean {
  try {
    // With the encoding, Node makes the file in one call of its own, without a buffer for the text.
    writeFileSync(path, text, { encoding: 'utf8', flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (failedCall(error) !== 'open') removeQuietly(path);
    throw error;
  }
}

function failedCall(error: unknown): unknown {
  return error instanceof Error && 'syscall' in error ? error.syscall : undefined;
}
