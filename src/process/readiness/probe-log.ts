import { promises } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { errorCode, errorText } from '../../base/error-code.ts';
import { sanitizeBytes } from '../../base/sanitize.ts';
import { noFollowReadFlags } from '../../files/open-flags.ts';
import { guardPattern, type Match } from './guarded-pattern.ts';
import { createLineSplitter } from './line-splitter.ts';
import { notReady, type Probe, ready, type Seen } from './probe.ts';

const pieceBytes = 64 * 1024;
const lineBytes = 4 * 1024;

/**
 * Looks for a pattern in each line of a growing log, including a last line without a line feed. Colours and other terminal
 * sequences are removed first, and only the first 4 KiB of a line count. Each try continues where the last one stopped.
 *
 * @param start offset in bytes to begin at: lines that an earlier start of the service wrote prove nothing
 * @throws SyntaxError if the pattern is not valid
 */
export function probeLog(path: string, pattern: string, start = 0): Probe {
  let position = start;
  let splitter = createLineSplitter(lineBytes);
  const match = guardPattern(pattern);

  async function readOn(file: FileHandle, signal: AbortSignal): Promise<Seen> {
    const stats = await file.stat();
    if (!stats.isFile()) return notReady('its log is not a regular file');
    if (stats.size < position) {
      // The log was emptied, so it is read from its beginning.
      position = 0;
      splitter = createLineSplitter(lineBytes);
    }
    const buffer = Buffer.allocUnsafe(pieceBytes);
    let slow = false;
    while (!signal.aborted) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const lines = [...splitter.push(buffer.subarray(0, bytesRead)), splitter.unfinished()];
      const result: Match = match(lines.map((line) => sanitizeBytes(line, false)));
      if (result === 'matched') return ready;
      slow ||= result === 'too-slow';
    }
    if (slow) return notReady(`matching ${pattern} against its log takes too long; write a simpler pattern`);
    return notReady(position === start ? 'its log is empty' : `no line of its log matched ${pattern}`);
  }

  return async (signal) => {
    let file: FileHandle | undefined;
    try {
      file = await promises.open(path, noFollowReadFlags);
      return await readOn(file, signal);
    } catch (error) {
      return notReady(errorCode(error) === 'ENOENT' ? 'it has no log yet' : `its log: ${errorText(error)}`);
    } finally {
      await file?.close();
    }
  };
}
