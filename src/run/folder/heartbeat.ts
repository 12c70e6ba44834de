import { closeSync, constants, fstatSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { repeatTogether } from '../../base/together.ts';
import { lookThrough } from '../../files/look-at.ts';
import { noFollowFlags } from '../../files/open-flags.ts';
import { removeQuietly } from '../../files/remove-quietly.ts';

/** Milliseconds between two beats. */
const BEAT = 5_000;

/** Milliseconds after which a run without a beat is considered dead. If the machine swaps, a run may pause for many seconds. */
export const SILENCE = 30_000;

/**
 * Shows that a run is alive to containers and machines that share the volume but cannot see its process. Rewrites the identity
 * file in place, so that the file system sets its modification time. Never throws: a task may have removed the file.
 *
 * @param identity path of the identity file, which must contain the mark of the run
 * @returns a function that stops the beat and records that the run has ended, so that the next run can start immediately
 */
export function startHeartbeat(identity: string, mark: string): () => void {
  const file = openIdentity(identity, mark);
  if (file === undefined) return () => {};
  const { descriptor, text } = file;
  const rewrite = (content: string): void => {
    try {
      writeSync(descriptor, content, 0);
    } catch {
      // For example, the disk was removed: the journal reports that.
    }
  };
  const end = repeatTogether(BEAT, () => rewrite(text));
  return () => {
    end();
    rewrite(text.replace(/\}\s*$/, ',"ended":true}\n'));
    closeSync(descriptor);
  };
}

function openIdentity(path: string, mark: string): { readonly descriptor: number; readonly text: string } | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDWR | noFollowFlags);
    const text = fstatSync(descriptor).isFile() ? readFileSync(descriptor, 'utf8') : '';
    if (text.includes(`"mark":${JSON.stringify(mark)}`)) return { descriptor, text };
  } catch {
    // Removed or replaced already.
  }
  if (descriptor !== undefined) closeSync(descriptor);
  return undefined;
}

/** Milliseconds since the last beat, by the clock of the file system; undefined if there is no such file. */
export function silenceOf(identity: string): number | undefined {
  const beat = lookThrough(identity)?.mtimeMs;
  return beat === undefined ? undefined : fileSystemNow(`${identity}.now-${process.pid}`) - beat;
}

/** The clock of the file system: on a shared volume, the clocks of the machines may differ by more than `SILENCE`. */
function fileSystemNow(probe: string): number {
  try {
    writeFileSync(probe, '', { flag: 'wx' });
    return statSync(probe).mtimeMs;
  } catch {
    return Date.now();
  } finally {
    removeQuietly(probe);
  }
}
