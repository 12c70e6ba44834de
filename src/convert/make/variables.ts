/** Values that refer to others more often than this are left as they are written. */
const DEEPEST = 5;

/** In characters. */
const LONGEST_VALUE = 20_000;

/** In one text. */
const MOST_REFERENCES = 10_000;

/** Variables of a Makefile whose values are known without running make. */
export class MakeVariables {
  readonly #values = new Map<string, string | undefined>();
  /** How many references may still be replaced in a text: five levels of a thousand each would be 10^15. */
  #left = 0;

  /** @param isConditional true if the line is inside `ifdef` or similar, so that the value is not known */
  assign(name: string, operator: string, value: string, isConditional: boolean): void {
    const isFirst = !this.#values.has(name);
    const known = this.#values.get(name);
    if (isConditional || operator === '!=') this.#values.set(name, undefined);
    else if (operator === '+=')
      this.#values.set(name, isFirst || known === undefined ? (isFirst ? value : undefined) : `${known} ${value}`);
    else if (operator === '?=') this.#values.set(name, isFirst ? value : known);
    // Two values of one variable depend on where it is used.
    else this.#values.set(name, isFirst || known === value ? value : undefined);
  }

  /** The value as written. Undefined if it is not known. */
  raw(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** A text with its variables replaced. What is not known stays as it is written. */
  expand(text: string): string {
    if (!text.includes('$')) return text;
    this.#left = MOST_REFERENCES;
    const expanded = this.#expand(text, new Set());
    return expanded.length > LONGEST_VALUE || this.#left <= 0 ? text : expanded;
  }

  #expand(text: string, inner: ReadonlySet<string>): string {
    return text.replace(REFERENCE, (written, round?: string, curly?: string) => {
      const [, name = '', from, to] = /^([\w.-]+)(?::([^=]*)=(.*))?$/.exec(round ?? curly ?? '') ?? [];
      const value = this.#values.get(name);
      if (value === undefined || inner.has(name) || inner.size > DEEPEST || value.length > LONGEST_VALUE)
        return written;
      this.#left -= 1 + value.length / 100;
      if (this.#left <= 0) return written;
      const expanded = this.#expand(value.trim(), new Set([...inner, name]));
      if (from === undefined || to === undefined) return expanded;
      return expanded.includes('$') ? written : replaceEnds(expanded, from, to);
    });
  }
}

/** `$(NAME)` and `$(NAME:.c=.o)`, also with braces. */
const REFERENCE = /\$(?:\(([\w.-]+(?::[^()=]*=[^()]*)?)\)|\{([\w.-]+(?::[^{}=]*=[^{}]*)?)\})/g;

/** The words of a value with another end, or with another pattern around the part that `%` stands for. */
function replaceEnds(value: string, from: string, to: string): string {
  const [start = '', end = ''] = from.includes('%') ? from.split('%') : ['', from];
  const target = to.includes('%') ? to : `%${to}`;
  return value
    .split(/\s+/)
    .map((word) => {
      if (word.length < start.length + end.length || !word.startsWith(start) || !word.endsWith(end)) return word;
      return target.replace('%', () => word.slice(start.length, word.length - end.length));
    })
    .join(' ');
}
