import { spawnSync } from 'node:child_process';

/**
 * How a task finds its jobserver, as in the manual of GNU make, "POSIX Jobserver Interaction": by the path of a FIFO, or by
 * the numbers of two inherited descriptors, whose option had another name before version 4.2.
 */
export type Style = 'fifo' | 'pair' | 'old-pair';

/**
 * The FIFO, unless the `make` of the user does not know it: an older one ends with an error. It is the better way where it is known:
 * ninja accepts nothing else, and descriptors do not reach a make that a Python program starts.
 *
 * @param version what `make --version` prints; undefined if there is no make
 */
export function chooseStyle(version: string | undefined): Style {
  const [, major, minor] = /^GNU Make (\d+)\.(\d+)/m.exec(version ?? '') ?? [];
  if (major === undefined || minor === undefined) return 'fifo';
  const isBefore = (otherMajor: number, otherMinor: number): boolean =>
    Number(major) < otherMajor || (Number(major) === otherMajor && Number(minor) < otherMinor);
  if (isBefore(4, 2)) return 'old-pair';
  return isBefore(4, 4) ? 'pair' : 'fifo';
}

/** What a program prints about its version; undefined if it cannot be run. */
export function readVersion(path: string): string | undefined {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return status === 0 ? stdout : undefined;
}

/**
 * The value of MAKEFLAGS for a client.
 *
 * @param jobs what `-j` shows to rules that read it; the tokens decide
 */
export function makeFlags(style: Style, jobs: number, path: string): string {
  switch (style) {
    case 'fifo':
      return `-j${jobs} --jobserver-auth=fifo:${path}`;
    case 'pair':
      return `-j${jobs} --jobserver-auth=${READ_END},${WRITE_END}`;
    case 'old-pair':
      return `-j${jobs} --jobserver-fds=${READ_END},${WRITE_END}`;
    default:
      style satisfies never;
      return '';
  }
}

/**
 * Numbers of the descriptors in the process that is started. Scripts use those up to 9, shells take the free ones from 10 on for
 * themselves and 255 for the script, and Node closes those up to 16 in its children.
 */
export const READ_END = 60;
export const WRITE_END = 61;
