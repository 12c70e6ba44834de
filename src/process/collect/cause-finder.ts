import { sanitizeOutput } from '../../base/sanitize.ts';
import { withoutScriptFolder } from '../../base/without-script-folder.ts';
import type { LogLine } from '../../schedule/events/log-line.ts';
import { beginOfAttempt, type LoggedLaunch, SETUP_LINE } from '../logs/begin-of-attempt.ts';
import { type CauseStrength, causeStrength } from './cause-strength.ts';
import { createGoTest } from './go-test.ts';
import { createTitleFilter, mayBeTitle } from './title-filter.ts';

/** Lines that are kept, and UTF-16 units of each. */
export const mostCauses = 10;
const mostLastLines = 4;
const longestCause = 300;

/** Which part of a log is about the failure. The log has all attempts and steps of the task, one after the other. */
export interface FailedPart extends LoggedLaunch {
  /** Index of the step that failed. */
  readonly step: number;
}

/** The newest setup of a service, in the log of that service. */
export interface FailedSetup {
  readonly setup: true;
}

/** What a log says about a failure. */
export interface FailedLog {
  /** Those that begin as a failure does come first, then other clear ones; sentences only if there are no clear ones. */
  readonly causes: readonly LogLine[];
  /** The last lines that have a letter or a digit. */
  readonly lastLines: readonly LogLine[];
}

/** Finds the lines of a log that name the cause of a failure. It gets the lines one by one. */
export interface CauseFinder {
  take(raw: string, line: number): void;
  /** Notes that lines are missing: what follows is taken for the newest attempt, because the log is read to its end. */
  skip(): void;
  found(): FailedLog;
}

/** @param redactText called with each line that is kept, before it is cut, because half of a secret cannot be recognized */
export function createCauseFinder(part: FailedPart | FailedSetup, redactText: (text: string) => string): CauseFinder {
  const begin = 'setup' in part ? SETUP_LINE : beginOfAttempt(part);
  const beginOfStep = 'setup' in part ? SETUP_LINE : `▶ step ${part.step + 1}/`;
  let isInside = begin === undefined;
  let search = createSearch(redactText);

  const restart = (): void => {
    isInside = true;
    search = createSearch(redactText);
  };

  return {
    take: (raw, line) => {
      // What came before ended well, or was the failure of another attempt.
      if (raw === begin || (isInside && raw.startsWith(beginOfStep))) return restart();
      if (isInside) search.take(sanitizeOutput(raw).replaceAll('\n', ' ').trimEnd(), line);
    },
    skip: () => {
      if (!isInside) restart();
    },
    found: () => search.found(),
  };
}

interface Candidate extends LogLine {
  readonly strength: Exclude<CauseStrength, 'none'>;
}

/** Searches one part of a log. */
function createSearch(redactText: (text: string) => string): Pick<CauseFinder, 'take' | 'found'> {
  const kept: Record<Candidate['strength'] | 'numbered', LogLine[]> = {
    certain: [],
    numbered: [],
    clear: [],
    possible: [],
  };
  const titles = createTitleFilter<Candidate>();
  const goTest = createGoTest();
  let lastLines: LogLine[] = [];
  let listsFailures = false;

  const show = ({ line, text }: LogLine): LogLine => ({
    line,
    text: cut(withoutScriptFolder(redactText(text.trimStart()))),
  });
  const add = (list: LogLine[], found: LogLine): void => {
    if (list.length >= mostCauses) return;
    const shown = show(found);
    if (list.every((known) => known.text !== shown.text)) list.push(shown);
  };

  return {
    take: (text, line) => {
      if (text === '') return;
      // A bracket or a rule at the end says nothing.
      if (/[\p{L}\p{N}]/u.test(text)) lastLines = [...lastLines.slice(1 - mostLastLines), { line, text }];
      for (const each of titles.below(text)) add(kept[each.strength], each);
      listsFailures ||= LISTS_FAILURES.test(text);
      if (NUMBERED.test(text)) add(kept.numbered, { line, text });
      const strength = causeStrength(text);
      if (strength !== 'none') {
        if (mayBeTitle(text)) titles.hold(text, { line, text, strength });
        else add(kept[strength], { line, text });
      }
      for (const each of goTest.take(text, line)) add(kept.certain, each);
    },
    found: () => {
      for (const each of titles.rest()) add(kept[each.strength], each);
      const certain = listsFailures
        ? [...kept.certain, ...kept.numbered].sort((a, b) => a.line - b.line)
        : kept.certain;
      const clear = [...headlineFirst(certain), ...kept.clear].slice(0, mostCauses);
      // A line that was withheld because it might have been a title comes before those below it.
      const possible = kept.possible.toSorted((a, b) => a.line - b.line);
      return { causes: clear.length > 0 ? clear : possible, lastLines: lastLines.map(show) };
    },
  };
}

/** The error that ends a traceback is a better headline than the first line of the traceback. */
function headlineFirst(lines: readonly LogLine[]): readonly LogLine[] {
  const error = lines.findIndex(({ text }) => !text.startsWith('Traceback ('));
  return error <= 0 ? lines : [...lines.slice(error, error + 1), ...lines.slice(0, error), ...lines.slice(error + 1)];
}

/** `1) adds`: a failed test of Mocha, RSpec, PHPUnit or Playwright, if the log also says that it lists failures. */
const NUMBERED = /^\s*\d{1,4}\) \S/;
const LISTS_FAILURES =
  /^\s*[1-9]\d* (?:failing|failed)$|^Failures:$|^There (?:was|were) [1-9]\d* (?:failure|error)s?:$/;

function cut(text: string): string {
  if (text.length <= longestCause) return text;
  return `${text.slice(0, longestCause - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
