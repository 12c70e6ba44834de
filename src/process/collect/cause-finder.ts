import { sanitizeOutput } from '../../base/sanitize.ts';
import type { LogLine } from '../../schedule/events/log-line.ts';
import { beginOfAttempt, type LoggedLaunch, SETUP_LINE } from '../logs/begin-of-attempt.ts';
import { causeStrength } from './cause-strength.ts';

/** Lines that are kept, and UTF-16 units of each. */
export const mostCauses = 10;
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

/** Finds the lines of a log that name the cause of a failure. It gets the lines one by one. */
export interface CauseFinder {
  take(raw: string, line: number): void;
  /** Notes that lines are missing: what follows is taken for the newest attempt, because the log is read to its end. */
  skip(): void;
  /** The first lines, clear ones only if there are any. */
  found(): readonly LogLine[];
}

/** @param redactText called with each line that is kept, before it is cut, because half of a secret cannot be recognized */
export function createCauseFinder(part: FailedPart | FailedSetup, redactText: (text: string) => string): CauseFinder {
  const begin = 'setup' in part ? SETUP_LINE : beginOfAttempt(part);
  const beginOfStep = 'setup' in part ? SETUP_LINE : `▶ step ${part.step + 1}/`;
  let isInside = begin === undefined;
  let clear: LogLine[] = [];
  let possible: LogLine[] = [];

  const restart = (): void => {
    isInside = true;
    clear = [];
    possible = [];
  };

  return {
    take: (raw, line) => {
      // What came before ended well, or was the failure of another attempt.
      if (raw === begin || (isInside && raw.startsWith(beginOfStep))) return restart();
      if (!isInside || clear.length >= mostCauses) return;
      const text = sanitizeOutput(raw).replaceAll('\n', ' ').trimEnd();
      const strength = causeStrength(text);
      if (strength === 'none') return;
      const list = strength === 'clear' ? clear : possible;
      if (list.length >= mostCauses) return;
      const shown = cut(redactText(text.trimStart()));
      if (list.every((known) => known.text !== shown)) list.push({ line, text: shown });
    },
    skip: () => {
      if (!isInside) restart();
    },
    found: () => (clear.length > 0 ? clear : possible),
  };
}

function cut(text: string): string {
  if (text.length <= longestCause) return text;
  return `${text.slice(0, longestCause - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
