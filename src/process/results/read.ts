import { resolve } from 'node:path';
import { deliverableState, type FileState, wasWritten } from '../../files/file-state.ts';
import { staysInside } from '../../files/inside-root.ts';
import { readFilePart } from '../../files/read-part.ts';
import { decodeXml } from './decode-xml.ts';
import { findResultFiles } from './find-files.ts';
import { parseJunit } from './parse-junit.ts';
import { looksLikeTap, parseTap } from './parse-tap.ts';
import { addResults, noResults, type ParsedResults, type TestResults } from './test-results.ts';

/** Which result files were there before a task started, and in what state. */
export type ResultsBefore = ReadonlyMap<string, FileState>;

export interface ResultsRead {
  /** What could be read, even if there are problems. */
  readonly results: TestResults;
  /** Sentences that name the file; anything here means that the task's results are not known. */
  readonly problems: readonly string[];
}

/** Bytes. Reading takes about a second for each 10 MB, in which nothing else happens. */
const largestFile = 10 * 1024 * 1024;
const largestSum = 20 * 1024 * 1024;

/** @param written path or pattern relative to `root`, as in the mission file. Never throws. */
export function surveyResults(root: string, written: string): ResultsBefore {
  return new Map(findResultFiles(root, written).files.map((file) => [file, deliverableState(root, file)]));
}

/**
 * Reads the results that a task wrote: files inside of `root` that are new or changed since the survey. Of a pattern, those
 * of others are left out; nothing new at all is a problem, as results of an earlier run prove nothing. Never throws.
 */
export function readResults(root: string, written: string, before: ResultsBefore): ResultsRead {
  const found = findResultFiles(root, written);
  const problems = found.problem === undefined ? [] : [about(written, found.problem)];
  const fresh = found.files.filter((file) => wasWritten(before.get(file) ?? 'absent', deliverableState(root, file)));
  if (fresh.length === 0 && problems.length === 0) problems.push(about(written, whyNothing(root, found.files)));
  let results = noResults;
  let bytes = 0;
  for (const file of fresh) {
    const { size, parsed } = readOne(resolve(root, file), largestSum - bytes);
    bytes += size;
    if (parsed.type === 'results') results = addResults(results, parsed.results);
    else problems.push(about(file, parsed.message));
  }
  return { results, problems };
}

function about(path: string, message: string): string {
  return `results "${path}": ${message}`;
}

function whyNothing(root: string, files: readonly string[]): string {
  const [file] = files;
  if (file === undefined) return 'expected a file written by this task, found none that matches';
  if (!staysInside(root, file)) return `expected a file inside of ${root}, found that the path leads out of it`;
  return deliverableState(root, file) === 'absent'
    ? 'expected a file written by this task, found none (links are not followed)'
    : 'expected a file written by this task, found one from before it started, unchanged since';
}

interface OneRead {
  readonly size: number;
  readonly parsed: ParsedResults;
}

function readOne(path: string, room: number): OneRead {
  const part = readFilePart(path, 'start', largestFile);
  switch (part.type) {
    case 'absent':
      return { size: 0, parsed: problem('it is gone again') };
    case 'unreadable':
      return { size: 0, parsed: problem(`it could not be read: ${part.message}`) };
    case 'read':
      if (part.size > largestFile) {
        return { size: 0, parsed: problem(`expected at most ${largestFile} bytes, found ${part.size}`) };
      }
      if (part.size > room) {
        return { size: 0, parsed: problem(`expected at most ${largestSum} bytes in all files, found more`) };
      }
      return { size: part.size, parsed: parse(decodeXml(part.bytes)) };
  }
}

/** Told apart by how they begin: their names say nothing certain. */
function parse(text: string): ParsedResults {
  return looksLikeTap(text) ? parseTap(text) : parseJunit(text);
}

function problem(message: string): ParsedResults {
  return { type: 'problem', message };
}
