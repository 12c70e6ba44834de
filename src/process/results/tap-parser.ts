import { sanitizeOutput } from '../../base/sanitize.ts';
import { settlePoint } from './settle-point.ts';
import { createTally } from './tally.ts';
import {
  addCounts,
  addFailure,
  type Counts,
  checkPlan,
  type Level,
  openLevel,
  type Point,
  takeNumber,
} from './tap-level.ts';
import { parseTapLine, type TapLine } from './tap-line.ts';
import type { ResultsParser } from './test-results.ts';

/** UTF-16 units of a line and of a YAML block that are kept; the rest is skipped while reading. */
const longestLine = 64 * 1024;
const longestBlock = 16 * 1024;

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
    for (const { name, message } of counts.failures) tally.fail(name, message);
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

/** vitest writes values of several lines in quotes, without indentation: they may look like lines of TAP. */
const opensQuote = /^ *[\w-]+: *"(?:[^"\\]|\\.)*$/;
const closesQuote = /(?:^|[^\\])(?:\\\\)*"\s*$/;

/** Comments that are about the whole document or the next subtest. */
const summary = /^(?:Subtest\b|(?:tests|suites|pass|fail|ok|cancelled|skip|skipped|todo|duration_ms|time=)[\s\d:=])/i;

interface TapDocument {
  /** `next` where the line begins another document and was not taken. */
  push(line: string): 'output' | 'taken' | 'next';
  end(): Counts;
}

function createDocument(place: 'first' | 'later'): TapDocument {
  const root = openLevel(false);
  const levels: Level[] = [root];
  /** What is wrong with the protocol, if no test failed. */
  let suspicion: string | undefined;
  /** Indentation of the YAML block that is open, and whether it is inside of a text in quotes. */
  let yaml: string | undefined;
  let isQuoted = false;
  /** The block holds what looks like a failed test. That is a quotation, if the block ends as it should. */
  let quotesFailure = false;
  let bailOut: string | undefined;
  let empty = true;

  const deepestLevel = (): Level => levels.at(-1) ?? root;

  function closeLevel(byBrace: boolean): void {
    const level = levels.pop();
    const parent = levels.at(-1);
    if (level === undefined || parent === undefined) return;
    endLevel(level, false);
    if (level.buffered && !byBrace) suspicion ??= 'a subtest in braces does not end';
    if (level.buffered && parent.point !== undefined) {
      parent.point.child = level;
      parent.point.opens = false;
    } else {
      if (parent.ended !== undefined) addCounts(parent, parent.ended, '');
      parent.ended = level;
    }
  }

  function endLevel(level: Level, isRoot: boolean): void {
    settlePoint(level);
    if (level.ended !== undefined) {
      addCounts(level, level.ended, '');
      delete level.ended;
    }
    checkPlan(level, isRoot);
    if (level.fault !== undefined) suspicion ??= level.fault;
  }

  /** Opens and closes subtests until the innermost one has this depth. */
  function moveTo(depth: number): Level {
    while (levels.length - 1 > depth) closeLevel(false);
    while (levels.length - 1 < depth) {
      const level = deepestLevel();
      const buffered = level.point?.opens === true;
      if (!buffered) settlePoint(level);
      levels.push(openLevel(buffered));
    }
    return deepestLevel();
  }

  function takeBlock(line: string): boolean {
    if (yaml === undefined) return false;
    const { point } = deepestLevel();
    if (isQuoted) isQuoted = !closesQuote.test(line);
    else if (line.trimEnd() === `${yaml}...`) {
      yaml = undefined;
      return true;
    } else if (!line.startsWith(yaml) && line.trim() !== '') {
      // The block does not end, and the line is one of its own.
      endBlock();
      return false;
    } else isQuoted = opensQuote.test(line);
    if (/^\s*not ok\b/.test(line)) quotesFailure = true;
    if (point !== undefined && point.block.length + line.length < longestBlock) {
      point.block += `${line.slice(yaml.length)}\n`;
    }
    return true;
  }

  function endBlock(): void {
    if (yaml !== undefined && quotesFailure)
      suspicion ??= 'a block of diagnostics with a failed test in it does not end';
    yaml = undefined;
  }

  /** A line whose indentation fits no subtest is output, but a failure is never only output. */
  function takeMisplaced(line: TapLine, indent: number): void {
    if (line.type === 'bail-out') bailOut ??= line.reason || 'no reason given';
    else if (line.type === 'point' && !line.ok && line.directive === undefined) {
      suspicion ??= `a failed test ("${line.name}") is indented by ${indent} characters, which fits no subtest`;
    }
  }

  function takeHint(text: string): void {
    const { point } = deepestLevel();
    if (point !== undefined && !point.ok && point.block === '' && text !== '' && !summary.test(text))
      point.hint ??= text;
  }

  function takePoint(line: TapLine & { readonly type: 'point' }, depth: number): void {
    const level = moveTo(depth);
    settlePoint(level);
    takeNumber(level, line.number);
    level.points++;
    const point: Point = {
      ok: line.ok,
      name: line.name || `test ${line.number ?? level.points}`,
      excused: line.directive !== undefined,
      opens: line.opens,
      block: '',
      ...(level.ended === undefined ? {} : { child: level.ended }),
    };
    delete level.ended;
    level.point = point;
  }

  function takePlan(line: TapLine & { readonly type: 'plan' }, depth: number): void {
    const level = moveTo(depth);
    settlePoint(level);
    if (level.plan !== undefined) suspicion ??= 'a second plan';
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
      if (takeBlock(raw)) return 'taken';
      const text = raw.trimStart();
      const indent = raw.length - text.length;
      if (/^---\s*$/.test(text) && deepestLevel().point !== undefined && indent > 4 * (levels.length - 1)) {
        yaml = raw.slice(0, indent);
        quotesFailure = false;
        return 'taken';
      }
      // A tab is no indentation of TAP.
      const depth = /^ *$/.test(raw.slice(0, indent)) ? indent / 4 : Number.NaN;
      const line = parseTapLine(text);
      if (line.type === 'comment' || (line.type === 'output' && indent > 0))
        takeHint(line.type === 'comment' ? line.text : text.trim());
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
          takePoint(line, depth);
          break;
        case 'plan':
          takePlan(line, depth);
          break;
        case 'bail-out':
          bailOut = line.reason || 'no reason given';
          break;
        case 'open':
          if (depth === levels.length - 1) {
            const { point } = deepestLevel();
            if (point !== undefined) point.opens = true;
          }
          return empty ? 'output' : 'taken';
        case 'close':
          while (levels.length - 2 > depth) closeLevel(false);
          if (levels.length - 2 === depth && deepestLevel().buffered) closeLevel(true);
          return empty ? 'output' : 'taken';
        default:
          line satisfies never;
      }
      return 'taken';
    },
    end: () => {
      endBlock();
      const isInside = levels.length > 1 && bailOut === undefined;
      while (levels.length > 1) closeLevel(bailOut !== undefined);
      if (isInside) suspicion ??= 'the file ends inside of a subtest';
      if (bailOut === undefined) {
        endLevel(root, true);
        // A program that died at its start, behind the results of another one.
        if (place === 'later' && root.plan === undefined && root.points === 0)
          suspicion ??= 'a later document has neither a plan nor a test';
      } else {
        settlePoint(root);
        if (root.ended !== undefined) addCounts(root, root.ended, '');
        addFailure(root, 'Bail out!', bailOut);
      }
      if (suspicion !== undefined && root.failed === 0) addFailure(root, 'protocol', suspicion);
      return root;
    },
  };
}
