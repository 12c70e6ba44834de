import { constants, openSync, writeSync } from 'node:fs';
import { errorCode } from '../../base/error-code.ts';
import { print } from '../output/print.ts';

/** Writes to the terminal without ever waiting for it. */
export interface PatientWriter {
  write(text: string): void;
  /** Whether something is still to be written; what the terminal takes by now is written first. */
  isBehind(): boolean;
  /** Writes what is left, waiting for as long as it takes. */
  finish(): void;
}

/**
 * Standard output of a terminal blocks: one that was stopped with Ctrl-S, or whose connection is stuck, would hold the
 * whole run. So on Linux it is opened once more, for writes that do not wait. Elsewhere writes block as ever.
 */
export function patientWriter(): PatientWriter {
  const file = openOnceMore();
  if (file === undefined) return { write: print, isBehind: () => false, finish: () => {} };
  let rest: Buffer = Buffer.alloc(0);
  const push = (): void => {
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
    } catch (error) {
      // Anything else than a terminal that is not ready is one that has gone: as with `print`, the run goes on.
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

function openOnceMore(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return openSync('/proc/self/fd/1', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return undefined;
  }
}
