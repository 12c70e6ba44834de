import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** What measuring reads of the file system; tests feed files from memory. Nothing here throws. */
export interface Files {
  /** The whole file as text; undefined when it is missing or cannot be read. */
  text(path: string): string | undefined;
  /** At most its first 4096 bytes, valid until the next call; undefined when it is missing or cannot be read. */
  head(path: string): Uint8Array | undefined;
  /** Names in a folder; none when it is missing or cannot be read. */
  names(folder: string): readonly string[];
}

/** The real file system. Reads block, which is meant for /proc and /sys: they never wait for a disk. */
export function createFiles(): Files {
  // One buffer for all: a window reads one small file per process of the machine, and garbage would cost more than reading.
  const buffer = Buffer.allocUnsafe(4096);
  return {
    text: (path) => attempt(() => readFileSync(path, 'utf8')),
    head: (path) =>
      attempt(() => {
        const file = openSync(path, 'r');
        try {
          return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
        } finally {
          closeSync(file);
        }
      }),
    names: (folder) => attempt(() => readdirSync(folder)) ?? [],
  };
}

/** A process that ends between the listing and the reading is everyday life here, not an error. */
function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
