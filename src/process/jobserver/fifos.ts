import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { makeFolder } from '../../files/make-folder.ts';

/** The path of a FIFO that exists and that nothing has used, or why there is none. */
export type Fifo =
  | { readonly type: 'made'; readonly path: string }
  | { readonly type: 'refused'; readonly reason: string };

/** Node cannot make a FIFO, and mkfifo(1) takes as long for many as for one. */
const AT_ONCE = 16;

/**
 * Makes FIFOs that only this user can open.
 *
 * @param folder of all of them; a task may have removed it since the last call. May throw file system errors
 * @param findMkfifo path of mkfifo(1); undefined if it is not installed
 * @returns takes a FIFO; never throws
 */
export function createFifos(folder: () => string, findMkfifo: () => string | undefined): () => Fifo {
  let unused: readonly string[] = [];
  let number = 0;

  /** Returns what went wrong, or undefined. */
  function make(): string | undefined {
    const mkfifo = findMkfifo();
    if (mkfifo === undefined) return 'the program mkfifo is not in PATH; install coreutils';
    try {
      const place = folder();
      makeFolder(place);
      unused = Array.from({ length: AT_ONCE }, () => {
        number++;
        return join(place, String(number));
      });
    } catch (error) {
      return errorText(error);
    }
    const result = spawnSync(mkfifo, ['-m', '600', ...unused], { encoding: 'utf8', timeout: 10_000 });
    if (result.error !== undefined) return errorText(result.error);
    return result.status === 0
      ? undefined
      : `${mkfifo} failed: ${result.stderr.trim() || `exit code ${result.status}`}`;
  }

  return () => {
    unused = unused.filter((path) => existsSync(path));
    const reason = unused.length === 0 ? make() : undefined;
    const [path, ...rest] = unused;
    if (reason === undefined && path !== undefined) {
      unused = rest;
      return { type: 'made', path };
    }
    unused = [];
    return { type: 'refused', reason: reason ?? 'mkfifo has made nothing' };
  };
}
