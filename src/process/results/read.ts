/*
 * What a task's own tests reported, in JUnit XML or TAP.
 *
 * Before an attempt starts, `surveyResults` notes the state of the files that its pattern finds. After its end, `readResults`
 * reads those that are new or changed since: results of an earlier run prove nothing. Each file passes in pieces through a
 * decoder (`text-decoder.ts`) and one of two parsers (`file-parser.ts`), into counts and the first failures (`tally.ts`).
 *
 * Invariants:
 * - Memory does not grow with the size of a file or the number of its tests: output of tests is dropped while it is read,
 *   and every buffer and list has a limit.
 * - The loop of the run goes on while files are read.
 * - A test counts once, by its last attempt (`attempts.ts`, `nested-retries.ts`).
 * - Whatever leaves open whether a test failed is a failure or a problem, never silence: half a file, a plan that is not met,
 *   declared failures that are not listed, no test at all.
 * - Nothing throws, and no message of a problem quotes a file, because half of a secret could not be redacted.
 *
 * Not done here: the verdict of the task (`schedule/attempt.ts`), and redaction (`run/secrecy/redact-left-behind.ts`).
 */
import { dirname, resolve } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { errorText } from '../../base/error-code.ts';
import { deliverableState, type FileState, wasWritten } from '../../files/file-state.ts';
import { whyOutside } from '../../files/inside-root.ts';
import { openPieces } from '../../files/read-pieces.ts';
import { createFileParser, emptyFile } from './file-parser.ts';
import { findResultFiles, searchSources, suggestResultFile } from './find-files.ts';
import type { Siblings } from './junit-parser.ts';
import { createNestedRetries } from './nested-retries.ts';
import { createPlacer } from './sources/relative-places.ts';
import { addResults, noResults, type ParsedResults, type TestResults } from './test-results.ts';
import { createFileDecoder } from './text-decoder.ts';

/** Which result files were there before a task started, and in what state. */
export type ResultsBefore = ReadonlyMap<string, FileState>;

export interface ResultsRead {
  /** What could be read, even if there are problems. */
  readonly results: TestResults;
  /** Sentences that name the file. If there are any, the task's results are not known. */
  readonly problems: readonly string[];
}

export interface ReadOptions {
  /** False ends the reading with a problem. */
  readonly isWanted?: () => boolean;
  /** Working directories of the task and its steps, relative to the root: tools write paths that are relative to them. */
  readonly folders?: readonly string[];
  /** No test case, or no file at all, is no problem. */
  readonly allowsEmpty?: boolean;
}

/** Bytes of all files of one attempt. Reading takes about a second for each 30 MB. */
export const mostBytes = 1024 ** 3;

/** Folders in which the sources of failed tests are looked for. */
const mostFolders = 12;

/** Bytes that are read and parsed at once. The loop of the run waits for this, a few milliseconds. */
const pieceSize = 64 * 1024;

/** @param written path or pattern relative to `root`, as in the mission file. Never throws. */
export function surveyResults(root: string, written: string): ResultsBefore {
  return new Map(findResultFiles(root, written).files.map((file) => [file, deliverableState(root, file)]));
}

/**
 * Reads the results that a task wrote: files inside of `root` that are new or changed since the survey. If there are none,
 * or if they hold no test, that is a problem.
 *
 */
export function readResults(
  root: string,
  written: string,
  before: ResultsBefore,
  options: ReadOptions = {},
): Promise<ResultsRead> {
  // One after the other, so that memory does not grow with the number of tasks that end at once.
  const read = turn.then(() => readNow(root, written, before, options));
  turn = read.then(() => {});
  return read;
}

let turn: Promise<void> = Promise.resolve();

async function readNow(
  root: string,
  written: string,
  before: ResultsBefore,
  { isWanted = () => true, folders: ran = [], allowsEmpty = false }: ReadOptions,
): Promise<ResultsRead> {
  const found = findResultFiles(root, written);
  const problems = found.problem === undefined ? [] : [about(written, found.problem)];
  const fresh = found.files.filter((file) => wasWritten(before.get(file) ?? 'absent', deliverableState(root, file)));
  if (fresh.length === 0 && problems.length === 0 && !allowsEmpty)
    problems.push(about(written, whyNothing(root, written, found.files)));
  const nested = createNestedRetries();
  let results = noResults;
  let left = mostBytes;
  for (const file of fresh) {
    if (!isWanted()) {
      problems.push(about(written, 'the mission ended before all files were read'));
      break;
    }
    const { size, parsed } = await readOne(resolve(root, file), left, nested.of(dirname(file)), isWanted);
    left -= size;
    if (allowsEmpty && parsed.type === 'problem' && parsed.message === emptyFile) continue;
    if (parsed.type === 'results') results = addResults(results, parsed.results);
    else problems.push(about(file, parsed.message));
  }
  results = nested.settle(results);
  if (results.tests === 0 && problems.length === 0 && !allowsEmpty)
    problems.push(about(written, noTests(fresh.length)));
  // A command such as `cd api && pytest` leaves its results near its sources.
  const folders = [...new Set([...ran, '.', ...fresh.map((file) => dirname(file))])].slice(0, mostFolders);
  const place = createPlacer({ root, folders, search: (path) => searchSources(root, path) });
  const { failures, flakyTests } = results;
  return { results: { ...results, failures: failures.map(place), flakyTests: flakyTests.map(place) }, problems };
}

function about(path: string, message: string): string {
  return `results "${path}": ${message}`;
}

function whyNothing(root: string, written: string, files: readonly string[]): string {
  const [file] = files;
  if (file === undefined)
    return `expected a file written by this task, found none that matches${didYouMean(root, written)}`;
  const outside = whyOutside(root, file);
  if (outside !== undefined) return `expected a file inside of ${root}, found ${outside}`;
  return deliverableState(root, file) === 'absent'
    ? `expected a file written by this task, found none (links are not followed)${didYouMean(root, written)}`
    : 'expected a file written by this task, found one from before it started, unchanged since';
}

function didYouMean(root: string, written: string): string {
  const near = suggestResultFile(root, written);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

function noTests(files: number): string {
  return `expected at least one test case, found none in ${files === 1 ? 'the file' : `${files} files`} that this task wrote`;
}

interface OneRead {
  readonly size: number;
  readonly parsed: ParsedResults;
}

async function readOne(path: string, room: number, siblings: Siblings, isWanted: () => boolean): Promise<OneRead> {
  const pieces = openPieces(path, pieceSize);
  if (pieces.type === 'unreadable') return { size: 0, parsed: problem(`it could not be read: ${pieces.message}`) };
  const { size } = pieces;
  try {
    if (size > room) {
      return { size: 0, parsed: problem(`expected at most ${mostBytes} bytes in all files of a task, found more`) };
    }
    const parser = createFileParser(siblings);
    let piece = pieces.next();
    const decoder = createFileDecoder(piece);
    for (; piece.length > 0; piece = pieces.next()) {
      parser.write(decoder.decode(piece, false));
      await pause();
      if (!isWanted()) return { size, parsed: problem('the mission ended before it was read') };
    }
    parser.write(decoder.decode(piece, true));
    return { size, parsed: parser.end() };
  } catch (error) {
    return { size, parsed: problem(`it could not be read: ${errorText(error)}`) };
  } finally {
    pieces.close();
  }
}

function problem(message: string): ParsedResults {
  return { type: 'problem', message };
}
