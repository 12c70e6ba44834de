/*
 * This folder reads JSON with the line of each value, for the notes of a conversion. Comments and commas behind the last value are
 * accepted, because tools such as Turborepo accept them in their files.
 *
 * `parseJson` returns a tree of `JsonNode`, or the place where the text stops being JSON. `read.ts` takes plain values from the tree.
 *
 * Invariants:
 * - Nothing throws because of a text, and depth is limited.
 * - Of two equal keys, the last one counts, as for `JSON.parse`.
 *
 * Not here: which keys a file has.
 */

/** A value with its place. */
export type JsonNode = { readonly line: number } & (
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'plain'; readonly value: number | boolean | null }
  | { readonly type: 'list'; readonly items: readonly JsonNode[] }
  | { readonly type: 'object'; readonly entries: ReadonlyMap<string, JsonEntry> }
);

export interface JsonEntry {
  /** Line of the key. */
  readonly line: number;
  readonly value: JsonNode;
}

/** 1-based. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ParsedJson =
  | { readonly type: 'parsed'; readonly root: JsonNode }
  | { readonly type: 'invalid'; readonly problem: JsonProblem };

const DEEPEST = 100;

/** Parses a text. */
export function parseJson(text: string): ParsedJson {
  const parser = new JsonParser(text);
  try {
    return { type: 'parsed', root: parser.parse() };
  } catch (error) {
    if (error instanceof NotJsonError) return { type: 'invalid', problem: parser.problem(error.message) };
    throw error;
  }
}

class NotJsonError extends Error {}

class JsonParser {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith('\uFEFF')) this.#at = 1;
  }

  parse(): JsonNode {
    const root = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the file');
    return root;
  }

  problem(message: string): JsonProblem {
    const before = this.#text.slice(0, this.#at);
    return { line: this.#line, column: this.#at - before.lastIndexOf('\n'), message };
  }

  #value(depth: number): JsonNode {
    this.#skip();
    if (depth > DEEPEST) throw new NotJsonError(`expected at most ${DEEPEST} levels, found more`);
    const line = this.#line;
    const next = this.#text[this.#at];
    if (next === '{') return { type: 'object', line, entries: this.#entries(depth) };
    if (next === '[') return { type: 'list', line, items: this.#items(depth) };
    if (next === '"') return { type: 'text', line, value: this.#string() };
    const plain = /(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
    plain.lastIndex = this.#at;
    const word = plain.exec(this.#text)?.[0];
    if (word === undefined) throw this.#unexpected('a value');
    this.#at += word.length;
    const values: Record<string, boolean | null> = { true: true, false: false, null: null };
    const known = values[word];
    return { type: 'plain', line, value: known === undefined ? Number(word) : known };
  }

  #entries(depth: number): ReadonlyMap<string, JsonEntry> {
    const entries = new Map<string, JsonEntry>();
    this.#at += 1;
    while (!this.#closes('}')) {
      const line = this.#line;
      if (this.#text[this.#at] !== '"') throw this.#unexpected('a key in quotes');
      const key = this.#string();
      this.#skip();
      if (this.#text[this.#at] !== ':') throw this.#unexpected('`:` behind a key');
      this.#at += 1;
      entries.set(key, { line, value: this.#value(depth + 1) });
      this.#separator('}');
    }
    return entries;
  }

  #items(depth: number): readonly JsonNode[] {
    const items: JsonNode[] = [];
    this.#at += 1;
    while (!this.#closes(']')) {
      items.push(this.#value(depth + 1));
      this.#separator(']');
    }
    return items;
  }

  #closes(end: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== end) return false;
    this.#at += 1;
    return true;
  }

  #separator(end: string): void {
    this.#skip();
    if (this.#text[this.#at] === ',') this.#at += 1;
    else if (this.#text[this.#at] !== end) throw this.#unexpected(`\`,\` or \`${end}\``);
  }

  #string(): string {
    const pattern = /"(?:[^"\\\n\r]|\\.)*"/y;
    pattern.lastIndex = this.#at;
    const written = pattern.exec(this.#text)?.[0];
    if (written === undefined) throw this.#unexpected('`"` at the end of a text');
    try {
      const value: unknown = JSON.parse(written.replaceAll('\t', '\\t'));
      this.#at += written.length;
      return String(value);
    } catch {
      throw new NotJsonError('expected a text of JSON, found an escape that JSON does not have');
    }
  }

  /** Blanks, line ends and comments. */
  #skip(): void {
    const pattern = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
    pattern.lastIndex = this.#at;
    const skipped = pattern.exec(this.#text)?.[0] ?? '';
    this.#line += skipped.split('\n').length - 1;
    this.#at += skipped.length;
  }

  #unexpected(wanted: string): NotJsonError {
    const found = this.#text.slice(this.#at, this.#at + 20).split('\n')[0] ?? '';
    return new NotJsonError(`expected ${wanted}, found ${found === '' ? 'the end' : `\`${found}\``}`);
  }
}
