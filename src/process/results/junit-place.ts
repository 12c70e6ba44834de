import type { CaseFrame } from './junit-frames.ts';
import { lineIn, type Place, placeInFrame, placeOf } from './place.ts';
import { hintedPlace } from './tap-message.ts';

/**
 * Where a test is, as tools write it: in attributes of the test (PHPUnit, mocha, node --test, RSpec, older pytest) or of its
 * suite; as the class (vitest, Playwright); or only in the text of the failure (pytest, jest, bats).
 */
export function junitPlace({ suite, attributes, detail = '' }: CaseFrame): Place | undefined {
  const { file, line, lineno, classname } = attributes;
  const found =
    placeOf(file, suite.name === 'pytest' ? nextOf(line) : (line ?? lineno)) ??
    placeOf(suite.file, undefined) ??
    (classname === suite.name && sourceFile.test(suite.name) ? placeOf(suite.name, undefined) : undefined);
  if (found === undefined) return placeInText(detail);
  if (found.line !== undefined) return found;
  return placeOf(found.file, lineIn(detail, found.file)?.toString());
}

const sourceFile = /\.[cm]?[jt]sx?$/;

/** pytest counts from 0 here, and nowhere else. */
function nextOf(line: string | undefined): string | undefined {
  return line === undefined || !/^\d{1,7}$/.test(line) ? undefined : String(Number(line) + 1);
}

/** The place that the text of a failure names. */
function placeInText(detail: string): Place | undefined {
  const lines = detail.split('\n', mostLines);
  // pytest: `test_a.py:4: AssertionError` comes last. The frames of jest begin with the innermost one.
  const python = lines.findLast((line) => pytestLine.test(line));
  if (python !== undefined) {
    const [, file, line] = pytestLine.exec(python) ?? [];
    return placeOf(file, line);
  }
  for (const line of lines) {
    const found = jsFrame.test(line) ? placeInFrame(line) : hintedPlace(line);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Lines of a failure that are searched. */
const mostLines = 500;
const pytestLine = /^([^\s:]+\.py):(\d{1,7}):/;
/** Java names only the last part of a path here. */
const jsFrame = /^\s*at .*\.[cm]?[jt]sx?:\d+:\d+\)?$/;
