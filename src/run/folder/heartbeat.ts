import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { noFollowFlags } from '../../files/open-flags.ts';

/** Milliseconds between two beats. */
const BEAT = 5_000;

/** Milliseconds after which a run without a beat is dead. A machine that swaps can stop all of us for many seconds. */
export const SILENCE = 30_000;

/**
 * Shows that a run is alive to those that cannot see its process: another container with the same volume, or another
 * machine. The identity file is rewritten in place, so that the clock of its file system dates it. Never throws: a task
 * may have removed the file.
 *
 * @param identity path of the identity file, which must hold the run's mark
 * @returns ends the beat, and writes down that the run has ended, so that the next run need not wait for the silence
 */
export function startHeartbeat(identity: string, mark: string): () => void {
  const file = openIdentity(identity, mark);
  if (file === undefined) return () => {};
  const { descriptor, text } = file;
  const rewrite = (content: string): void => {
    try {
      writeSync(descriptor, content, 0);
    } catch {
      // Such as a disk that is gone: the run notices that by itself.
    }
  };
  const timer = setInterval(() => rewrite(text), BEAT).unref();
  return () => {
    clearInterval(timer);
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
  const beat = statSync(identity, { throwIfNoEntry: false })?.mtimeMs;
  return beat === undefined ? undefined : fileSystemNow(`${identity}.now-${process.pid}`) - beat;
}

/** On a volume that several machines share, their clocks may differ by more than the silence. */
function fileSystemNow(probe: string): number {
  try {
    writeFileSync(probe, '', { flag: 'wx' });
    return statSync(probe).mtimeMs;
  } catch {
    return Date.now();
  } finally {
    rmSync(probe, { force: true });
  }
}
