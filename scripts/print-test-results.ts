/**
 * Prints each retry of the last test run, then the counts as the last line: `N passed, N failed` and `, N skipped` if any
 * were skipped. Reads what the test runner wrote to `test-results/`, or to the folder that is the first argument.
 * Exit code 1 if a test failed or none ran.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Retry } from '../test/suite/retries.ts';

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

const folder = process.argv[2] ?? 'test-results';
const counts = read<Counts>('vitest.json') ?? { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
const retries = read<readonly Retry[]>('retries.json') ?? [];

console.log(retries.length === 0 ? 'No test was retried.' : `Retried tests: ${retries.length}`);
for (const { file, name, passed, errors } of retries) {
  console.log(`  ${passed ? 'passed' : 'failed'} at attempt ${errors.length + (passed ? 1 : 0)}: ${file} > ${name}`);
  for (const error of errors) console.log(`    ${error}`);
}

const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = counts;
console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
if (failed > 0 || passed === 0) process.exitCode = 1;

function read<Content>(name: string): Content | undefined {
  const path = join(folder, name);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content;
  } catch (error) {
    console.error(`expected the results of a test run in ${path}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
