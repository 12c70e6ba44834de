import { constants, openSync, writeSync } from 'node:fs';
import { errorCode } from '../../base/error-code.ts';
import { print } from '../output/print.ts';

/** Writes to the terminal without waiting for it. */
export interface NonBlockingWriter {
  write(text: string): void;
  /** Writes as much as the terminal accepts now, and returns whether something is left. */
  isBehind(): boolean;
  /** Writes the rest, and waits as long as that takes. */
  finish(): void;
}

/**
 * Writes to a terminal block: if it was paused with Ctrl-S, or its connection is stuck, the whole run would hang. On Linux
 * the terminal is therefore opened a second time, for non-blocking writes. Elsewhere writes block.
 */
export function createNonBlockingWriter(): NonBlockingWriter {
  const file = openNonBlocking();
  if (file === undefined) return { write: print, isBehind: () => false, finish: () => {} };
  let rest: Buffer = Buffer.alloc(0);
  const push = (): void => {
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
    } catch (error) {
      // Any other error means that the terminal has gone: the text is dropped and the run continues, as with `print`.
      if (errorCode(error) !== 'EAGAIN') rest = Buffer.alloc(0);
    }
  };
  return {
    write: (text) => {
      rest = Buffer.concat([rest, Buffer.from(text)]);
      push();
    },
    isBehind: () => {
      push();
      return rest.length > 0;
    },
    finish: () => {
      push();
      if (rest.length > 0) process.stdout.write(rest, () => {});
      rest = Buffer.alloc(0);
    },
  };
}

function openNonBlocking(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return openSync('/proc/self/fd/1', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return undefined;
  }
}
