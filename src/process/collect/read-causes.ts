import { setImmediate as pause } from 'node:timers/promises';
import { openPieces } from '../../files/read-pieces.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { createLineSplitter } from '../readiness/line-splitter.ts';
import { createCauseFinder, type FailedLog, type FailedPart, type FailedSetup } from './cause-finder.ts';

/** Bytes at the start and at the end of a log that are searched. Of what is between them, only the lines are counted. */
export const searchedBytes = 4 * 1024 * 1024;

/** Bytes that are searched at once. The loop of the run waits for this, a few milliseconds. */
const pieceSize = 64 * 1024;

/** Bytes of a line that are searched. */
const longestLine = 16 * 1024;

export interface CauseSearch {
  /** Of the log. Its file may not be redacted: what is searched is redacted here. */
  readonly path: string;
  readonly part: FailedPart | FailedSetup;
  readonly redactor: Redactor;
  /** False ends the search, with what was found until then. */
  readonly isWanted: () => boolean;
}

/**
 * Finds the lines of a log that name the cause of a failure, with their numbers in the file. Memory does not grow with the log.
 * Its last lines are for a log in which nothing looks like the cause. Never throws: a log that cannot be read has none.
 */
export async function readCauses({ path, part, redactor, isWanted }: CauseSearch): Promise<FailedLog> {
  const pieces = openPieces(path, pieceSize);
  if (pieces.type === 'unreadable') return { causes: [], lastLines: [] };
  const finder = createCauseFinder(part, redactor.redactText);
  let stream = redactor.stream();
  let splitter = createLineSplitter(longestLine);
  let line = 1;
  let position = 0;
  /** The next line is the end of one whose beginning was not searched. */
  let isBeheaded = false;
  const take = (lines: readonly Buffer[]): void => {
    for (const bytes of lines) {
      if (!isBeheaded) finder.take(textOf(bytes), line);
      isBeheaded = false;
      line++;
    }
  };
  try {
    for (let piece = pieces.next(); piece.length > 0; piece = pieces.next()) {
      const isSearched = position < searchedBytes || position + piece.length > pieces.size - searchedBytes;
      position += piece.length;
      if (isSearched) take(splitter.push(stream.push(piece)));
      else {
        finder.skip();
        splitter = createLineSplitter(longestLine);
        line += lineFeeds(stream.end());
        stream = redactor.stream();
        // A secret that begins in the last of these pieces may end in what is searched next.
        const isLast = position + pieceSize > pieces.size - searchedBytes;
        const counted = isLast ? stream.push(piece) : piece;
        line += lineFeeds(counted);
        isBeheaded = counted.at(-1) !== 0x0a;
      }
      await pause();
      if (!isWanted()) break;
    }
    take(splitter.push(stream.end()));
    if (!isBeheaded) finder.take(textOf(splitter.unfinished()), line);
  } catch {
    // What was read until the error is better than nothing.
  } finally {
    pieces.close();
  }
  return finder.found();
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/\r$/, '');
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count++;
  return count;
}
