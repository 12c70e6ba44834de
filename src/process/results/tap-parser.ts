import { sanitizeOutput } from '../../base/sanitize.ts';
import { settlePoint } from './settle-point.ts';
import { hintedPlace } from './sources/place.ts';
import { createTally } from './tally.ts';
import { createTapBlock } from './tap-block.ts';
import { type Counts, type Level, type Point, takeNumber } from './tap-level.ts';
import { createTapLevels } from './tap-levels.ts';
import { parseTapLine, type TapLine } from './tap-line.ts';
import type { ResultsParser } from './test-results.ts';

/** UTF-16 units of a line that are kept; the rest is skipped while reading. */
const longestLine = 64 * 1024;

/** Subtests inside of each other. Deeper lines are output. */
const deepest = 100;

/**
 * Reads TAP 13 and 14 line by line, subtests included: those that the test point follows and those in braces behind it. A
 * file may hold several documents, as of two programs that append to it. Whatever leaves open whether all tests ran is a
 * failure with a reason: a plan that is not met or missing, a bail-out, a subtest that does not end, numbers that are missing
 * or appear twice.
 *
 * The project's own code, because the library for this keeps every test point in memory and ignores all that follows the
 * first plan at the end of a document.
 */
export function createTapParser(): ResultsParser {
  const tally = createTally();
  let document = createDocument('first');
  let seen = false;
  let line = '';

  const finish = (): void => {
    const counts = document.end();
    tally.tests += counts.tests;
    tally.skipped += counts.skipped;
    for (const { name, message, facts } of counts.failures) tally.fail(name, message, facts);
    tally.listAll(counts.cases);
    tally.failed += counts.failed - counts.failures.length;
  };

  const push = (raw: string): void => {
    // As a terminal shows it: without colors, and without a progress line that was overwritten.
    const text = sanitizeOutput(raw);
    const answer = document.push(text);
    if (answer === 'output') return;
    seen = true;
    if (answer === 'taken') return;
    finish();
    document = createDocument('later');
    document.push(text);
  };

  return {
    write: (text) => {
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        push(joined(line, text.slice(start, end)));
        line = '';
        start = end + 1;
      }
      line = joined(line, text.slice(start));
    },
    end: () => {
      if (line !== '') push(line);
      if (!seen) {
        return {
          type: 'problem',
          message: 'expected JUnit XML or TAP, found neither a root element nor a line of TAP',
        };
      }
      finish();
      return { type: 'results', results: tally.results() };
    },
  };
}

function joined(line: string, more: string): string {
  const room = longestLine - line.length;
  return more.length <= room ? line + more : line + more.slice(0, Math.max(0, room));
}

/** Comments that are about the whole document or the next subtest. */
const summary = /^(?:Subtest\b|(?:tests|suites|pass|fail|ok|cancelled|skip|skipped|todo|duration_ms|time=)[\s\d:=])/i;

interface TapDocument {
  /** `next` where the line begins another document and was not taken. */
  push(line: string): 'output' | 'taken' | 'next';
  end(): Counts;
}

function createDocument(place: 'first' | 'later'): TapDocument {
  const levels = createTapLevels();
  const { root } = levels;
  const block = createTapBlock(levels.suspect);
  let bailOut: string | undefined;
  let empty = true;

  /** A line whose indentation fits no subtest is output, but a failure is never only output. */
  function takeMisplaced(line: TapLine, indent: number): void {
    if (line.type === 'bail-out') bailOut ??= line.reason || 'no reason given';
    else if (line.type === 'point' && !line.ok && line.directive === undefined) {
      levels.suspect(`a failed test ("${line.name}") is indented by ${indent} characters, which fits no subtest`);
    }
  }

  function takePlan(line: TapLine & { readonly type: 'plan' }, depth: number): void {
    const level = levels.moveTo(depth);
    settlePoint(level);
    if (level.plan !== undefined) levels.suspect('a second plan');
    else {
      level.plan = { start: line.start, end: line.end, reason: line.reason, atEnd: level.points > 0 };
      if (level.points === 0 && line.start > 1) level.next = line.start;
    }
  }

  /** A document is over at its plan, if that stands at the end, and at the next plan or version in any case. */
  function isNext(line: TapLine, depth: number): boolean {
    if (depth > 0 || empty) return false;
    if (line.type === 'version') return true;
    return (line.type === 'plan' && root.plan !== undefined) || (line.type === 'point' && root.plan?.atEnd === true);
  }

  return {
    push: (raw) => {
      if (block.take(raw, levels.innermost().point)) return 'taken';
      const text = raw.trimStart();
      const indent = raw.length - text.length;
      if (/^---\s*$/.test(text) && levels.innermost().point !== undefined && indent > 4 * levels.depth()) {
        block.open(raw.slice(0, indent));
        return 'taken';
      }
      // A tab is no indentation of TAP.
      const depth = /^ *$/.test(raw.slice(0, indent)) ? indent / 4 : Number.NaN;
      const line = parseTapLine(text);
      if (line.type === 'comment' || (line.type === 'output' && indent > 0))
        takeHint(levels.innermost().point, line.type === 'comment' ? line.text : text.trim());
      if (line.type === 'output' || line.type === 'comment') return 'output';
      if (!Number.isInteger(depth) || depth > deepest) {
        takeMisplaced(line, indent);
        return 'output';
      }
      if (isNext(line, depth)) return 'next';
      if (line.type !== 'open' && line.type !== 'close') empty = false;
      if (bailOut !== undefined) return 'taken';
      switch (line.type) {
        case 'version':
          break;
        case 'point':
          takePoint(levels.moveTo(depth), line);
          break;
        case 'plan':
          takePlan(line, depth);
          break;
        case 'bail-out':
          bailOut = line.reason || 'no reason given';
          break;
        case 'open':
          if (depth === levels.depth()) {
            const { point } = levels.innermost();
            if (point !== undefined) point.opens = true;
          }
          return empty ? 'output' : 'taken';
        case 'close':
          levels.closeBrace(depth);
          return empty ? 'output' : 'taken';
        default:
          line satisfies never;
      }
      return 'taken';
    },
    end: () => {
      block.end();
      return levels.end(bailOut, place);
    },
  };
}

function takeHint(point: Point | undefined, text: string): void {
  if (point === undefined || point.ok || point.block !== '' || text === '' || summary.test(text)) return;
  point.hint ??= text;
  const place = hintedPlace(text);
  if (place !== undefined) point.place ??= place;
}

function takePoint(level: Level, line: TapLine & { readonly type: 'point' }): void {
  settlePoint(level);
  takeNumber(level, line.number);
  level.points++;
  const point: Point = {
    ok: line.ok,
    name: line.name || `test ${line.number ?? level.points}`,
    excused: line.directive !== undefined,
    opens: line.opens,
    block: '',
    ...(line.time === undefined ? {} : { time: line.time }),
    ...(level.ended === undefined ? {} : { child: level.ended }),
  };
  delete level.ended;
  level.point = point;
}
