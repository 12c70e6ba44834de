/**
 * Prints each retry and each failure of the last test run, then the counts as the last line: `N passed, N failed` and
 * `, N skipped` if any were skipped. Failures are repeated here because often only the end of a log is at hand. Reads what the test runner wrote to `test-results/`, or to the folder that is the first argument.
 * Exit code 1 if a test failed or none ran.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Retry } from '../test/suite/retries.ts';

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults?: readonly TestFile[];
}

/** A file of tests. `message` is the error of a file that failed before its first test. */
interface TestFile {
  readonly name: string;
  readonly message: string;
  readonly assertionResults: readonly TestResult[];
}

interface TestResult {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Lines of an error that are printed: more than an assertion and the first places of its stack rarely help. */
const ERROR_LINES = 20;

const folder = process.argv[2] ?? 'test-results';
const counts = read<Counts>('vitest.json') ?? { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
const retries = read<readonly Retry[]>('retries.json') ?? [];

console.log(retries.length === 0 ? 'No test was retried.' : `Retried tests: ${retries.length}`);
for (const { file, name, passed, errors } of retries) {
  console.log(`  ${passed ? 'passed' : 'failed'} at attempt ${errors.length + (passed ? 1 : 0)}: ${file} > ${name}`);
  for (const error of errors) console.log(`    ${error}`);
}

for (const file of counts.testResults ?? []) printFailures(file);

const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = counts;
console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
if (failed > 0 || passed === 0) process.exitCode = 1;

function printFailures({ name, message, assertionResults }: TestFile): void {
  const file = relative(process.cwd(), name);
  if (message !== '') printFailure(file, message);
  for (const { ancestorTitles, title, status, failureMessages } of assertionResults) {
    if (status === 'failed') printFailure([file, ...ancestorTitles, title].join(' > '), failureMessages.join('\n'));
  }
}

function printFailure(name: string, error: string): void {
  console.log(`Failed: ${name}`);
  for (const line of error.split('\n').slice(0, ERROR_LINES)) console.log(`  ${line}`);
}

function read<Content>(name: string): Content | undefined {
  const path = join(folder, name);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content;
  } catch (error) {
    console.error(`expected the results of a test run in ${path}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
