import { createFileParser } from '../../../src/process/results/file-parser.ts';
import type { FoundFailure } from '../../../src/process/results/sources/place.ts';
import type { ParsedResults, TestResults } from '../../../src/process/results/test-results.ts';

/** Parses a whole text, handed over in pieces of so many UTF-16 units. */
export function parse(text: string, pieceSize = 1_000): ParsedResults {
  const parser = createFileParser();
  for (let start = 0; start < text.length; start += pieceSize) parser.write(text.slice(start, start + pieceSize));
  return parser.end();
}

/** Throws if the text cannot be understood. */
export function resultsOf(text: string, pieceSize?: number): TestResults {
  const parsed = parse(text, pieceSize);
  if (parsed.type === 'problem') throw new Error(parsed.message);
  const { failures, flakyTests } = parsed.results;
  return {
    ...parsed.results,
    failures: failures.map(withoutCandidates),
    flakyTests: flakyTests.map(withoutCandidates),
  };
}

export function problemOf(text: string): string {
  const parsed = parse(text);
  return parsed.type === 'problem' ? parsed.message : `unexpectedly read: ${JSON.stringify(parsed.results)}`;
}

/** The failure with the place that is shown if no candidate is in the workspace. */
function withoutCandidates({ places: _places, ...failure }: FoundFailure): FoundFailure {
  return failure;
}
