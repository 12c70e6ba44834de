import { Parser, type Result } from 'tap-parser';
import { cutText, mostFailures, type ParsedResults, type TestFailure } from './test-results.ts';

/** How a file of TAP 13 or 14 looks from its first lines on; XML never does. */
const TAP_LINE = /^(?:TAP version 1[34]|1\.\.\d+|(?:not )?ok\b)/m;

export function looksLikeTap(text: string): boolean {
  return !text.trimStart().startsWith('<') && TAP_LINE.test(text);
}

/**
 * Reads TAP, subtests included. Only the innermost test points count: the one that closes a subtest says again what its
 * own have said. A plan that is not kept and a bail-out are failures, as the tests that are missing prove nothing.
 */
export function parseTap(text: string): ParsedResults {
  const tally: Tally = { tests: 0, failed: 0, skipped: 0, failures: [] };
  const parser = new Parser();
  watch(parser, [], tally);
  // Without a line end the last line would be taken for one that was cut off.
  parser.end(text.endsWith('\n') ? text : `${text}\n`);
  return { type: 'results', results: tally };
}

interface Tally {
  tests: number;
  failed: number;
  skipped: number;
  readonly failures: TestFailure[];
}

function watch(parser: Parser, names: readonly string[], tally: Tally): void {
  parser.on('child', (child: Parser) => watch(child, [...names, child.name], tally));
  parser.on('assert', (result: Result) => {
    if (!result.closingTestPoint) count(result, names, tally);
  });
  parser.on('bailout', (reason: string) => {
    // Every parser above repeats it.
    if (names.length === 0) fail(tally, 'Bail out!', reason || 'no reason given', '');
  });
  parser.on('complete', ({ plan, count: seen, bailout }) => {
    const planned = plan.end === null ? seen : plan.end - (plan.start ?? 1) + 1;
    if (bailout !== false || plan.skipAll || planned === seen) return;
    fail(tally, [...names, 'plan'].join(' › '), `expected ${planned} test points, found ${seen}`, '');
  });
}

function count(result: Result, names: readonly string[], tally: Tally): void {
  const name = [...names, result.name || `test ${result.id}`].join(' › ');
  tally.tests += 1;
  // One that is still to be done may fail: that is what the mark is for.
  if (result.skip !== false || result.todo !== false) tally.skipped += 1;
  else if (!result.ok) fail(tally, name, messageOf(result), detailOf(result));
}

function fail(tally: Tally, name: string, message: string, detail: string): void {
  tally.failed += 1;
  tally.tests = Math.max(tally.tests, tally.failed + tally.skipped);
  if (tally.failures.length >= mostFailures) return;
  tally.failures.push({ name: cutText(name, 300), message: cutText(message, 300), detail: cutText(detail, 2_000) });
}

function messageOf({ diag }: Result): string {
  const said: unknown = typeof diag === 'object' && diag !== null && 'message' in diag ? diag.message : undefined;
  return typeof said === 'string' && said !== '' ? said : 'not ok';
}

function detailOf({ diag }: Result): string {
  return diag === null || diag === undefined ? '' : JSON.stringify(diag, undefined, 2);
}
