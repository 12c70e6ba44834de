/** Lines below a title within which its first test stands. */
const mostBelow = 3;

/** Withholds lines that may be titles of groups of tests, until the lines below them show whether they are. */
export interface TitleFilter<T> {
  /**
   * @param text the next line of the log that is not empty, sanitized
   * @returns what is no title, in order
   */
  below(text: string): readonly T[];
  /** @param text the line itself */
  hold(text: string, held: T): void;
  /** What is withheld at the end of the log. */
  rest(): readonly T[];
}

interface Held<T> {
  readonly value: T;
  readonly indent: number;
  left: number;
}

/**
 * Mocha, Jest and Vitest print the title of a group, such as `error from idle client`, above its tests, which are indented further and
 * have a mark.
 */
export function createTitleFilter<T>(): TitleFilter<T> {
  let held: Held<T>[] = [];

  return {
    below: (text) => {
      if (held.length === 0) return [];
      const indent = text.search(/\S/);
      if (MARK.test(text)) held = held.filter((each) => each.indent >= indent);
      const known = held.filter((each) => each.indent >= indent || --each.left === 0);
      held = held.filter((each) => !known.includes(each));
      return known.map(({ value }) => value);
    },
    hold: (text, value) => {
      held.push({ value, indent: text.search(/\S/), left: mostBelow });
    },
    rest: () => held.map(({ value }) => value),
  };
}

/** False for lines that name a place in a file or a mark: no title has them. */
export function mayBeTitle(text: string): boolean {
  return !MARK.test(text) && !/:\d+|\(\d+,\d+\)|\berror [A-Z]{1,5}\d/.test(text);
}

/** How a test begins in a list: passed, skipped or failed. */
const MARK = /^\s*(?:[✓✔√✅○↓⊘✖✗✘✕×]|\d+\)|(?:not )?ok \d|--- (?:PASS|SKIP|FAIL)\b)/;
