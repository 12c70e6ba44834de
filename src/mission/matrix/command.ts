import { showText } from '../diagnostics/show-text.ts';
import type { MatrixValue } from '../model/mission.ts';
import { LARGEST_MATRIX } from './check.ts';

/** A dimension of a matrix whose values a command prints. */
export interface MatrixCommand {
  /** Of the task, the test or the service. */
  readonly id: string;
  readonly dimension: string;
  readonly command: string;
  /** Those of `defaults`. */
  readonly shell?: string;
  readonly workingDirectory: string;
  /** Names of variables whose values are redacted in what is shown of the output. */
  readonly secrets: readonly string[];
}

/** The values of a dimension as the journal keeps them, so that a resumed run has the same combinations. */
export interface RecordedValues extends Pick<MatrixCommand, 'id' | 'dimension' | 'command'> {
  readonly values: readonly MatrixValue[];
}

/** What a command printed. */
export type CommandValues =
  | { readonly type: 'values'; readonly values: readonly MatrixValue[] }
  /** A clause: what was expected, and what was found. */
  | { readonly type: 'failed'; readonly message: string; readonly hint?: string };

/** The values of each command that has run; undefined for one that has not. */
export type ValuesOf = (command: MatrixCommand) => CommandValues | undefined;

/** How much of an output a message shows. */
const LONGEST_SHOWN = 80;

/** Reads a JSON list of texts, numbers and booleans. Never throws. */
export function readCommandOutput(output: string): CommandValues {
  const text = output.trim();
  if (text === '') return failed('expected a JSON list, found no output', LIST_HINT);
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return failed(`expected a JSON list, found ${shorten(text)}`, LIST_HINT);
  }
  if (!Array.isArray(list)) return failed(`expected a JSON list, found ${shorten(text)}`, LIST_HINT);
  if (list.length === 0) {
    return failed('expected at least one value, found an empty list', 'without a value, nothing would run at all');
  }
  if (list.length > LARGEST_MATRIX) {
    return failed(`expected at most ${LARGEST_MATRIX} values, found ${list.length}`, 'print fewer values');
  }
  const wrong = list.findIndex((value) => !isValue(value));
  if (wrong >= 0) {
    const found = shorten(JSON.stringify(list[wrong]));
    return failed(`expected texts, numbers and booleans in the list, found ${found} as item ${wrong + 1}`);
  }
  return { type: 'values', values: list.filter(isValue) };
}

const LIST_HINT = 'print a list such as `["3.12", "3.13"]`, and everything else to standard error';

function failed(message: string, hint?: string): CommandValues {
  return { type: 'failed', message, ...(hint === undefined ? {} : { hint }) };
}

function isValue(value: unknown): value is MatrixValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function shorten(text: string): string {
  return showText(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}
