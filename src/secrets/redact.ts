/*
 * Secret values, and how they stay out of everything that a run writes or prints.
 *
 * `secrets.ts` keeps the values of one run; they are learned from the environment, and from each task and service when it
 * starts. `createRedactor` makes a redactor of them for texts and streams. Files are redacted when their process has ended (`redact-file.ts`,
 * `written-files.ts`), and whatever is read from them is redacted once more in memory (`read-redacted.ts`): a full disk may have kept the file as it was.
 *
 * How a secret is found, in the order of the calls:
 *   forms.ts      a value becomes matchers: its text, each of its lines, and their encodings
 *   spelling/     each character of a text may stand in any spelling of the table in `spellings.ts`, with quotes and
 *                 escapes (`joints`) between two characters: `set -x`, `printf %q`, JSON, URLs, HTML, any of them nested
 *   encodings.ts  the table of encodings in which single characters cannot be recognized: base64, hexadecimal, UTF-16
 *   search/       one look at each pair of bytes finds where any of them may begin
 *
 * Invariants: bytes outside of a secret come out unchanged, however a stream is cut into pieces. Only bytes that may
 * still become a secret are kept back. Memory does not grow with the size of a file. The time hardly grows with
 * the number of secrets.
 *
 * Not done here: which values are secret (the mission file says so), and which texts are redacted (`src/run/secrecy` for
 * the journal, `src/process` for logs). Hashed, encrypted, compressed or reversed values cannot be recognized.
 */
import { secretForms, shortestSecret } from './forms.ts';
import { createSearch, type Search } from './search/search.ts';

/** A variable whose value must be in no report. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/**
 * Replaces secrets by `***` and changes nothing else. Occurrences that overlap become one mask, so that neither leaves a
 * part of the other visible. If a secret itself contains `***`, redacting another secret may produce it.
 */
export interface Redactor {
  /** False if there is nothing to redact. */
  readonly active: boolean;
  /** At a `…`, Mission Runner has cut a text, which may stand within another: the beginning of a secret before it is redacted too. */
  redactText(text: string): string;
  /** For bytes that arrive in pieces, however they are cut. */
  stream(): RedactingStream;
  /** Looks for secrets without copying anything. */
  look(bytes: Uint8Array): Sight;
  /** The last position up to `at` that is not within a secret: the bytes may be cut there. */
  outside(bytes: Uint8Array, at: number): number;
}

export interface Sight {
  /** True if a secret is within these bytes. */
  readonly found: boolean;
  /** With more bytes, a secret could begin at this position; the length if that is not possible. */
  readonly openFrom: number;
}

export interface RedactingStream {
  /** @returns the bytes that are decided so far. The last bytes are kept back while they may be the beginning of a secret. */
  push(chunk: Uint8Array): Buffer;
  /** @returns the rest. */
  end(): Buffer;
  /** @returns the rest of a text that was cut: what may be the beginning of a secret is redacted too. */
  cut(): Buffer;
  /** True as soon as something was redacted. */
  redacted(): boolean;
}

export interface RedactorMade {
  readonly redactor: Redactor;
  /** One sentence for each secret that is too short to be redacted; it names the variable, never the value. */
  readonly problems: readonly string[];
}

export function createRedactor(secrets: readonly Secret[]): RedactorMade {
  const forms = secrets.map(({ value }) => secretForms(value));
  const matchers = forms.flat();
  const search = createSearch(matchers);
  return {
    redactor: {
      active: matchers.length > 0,
      redactText: (text) => redactText(search, text),
      stream: () => createStream(search),
      look: (bytes) => look(search, bytes),
      outside: (bytes, at) => outside(search, bytes, at),
    },
    problems: secrets.filter((_, index) => forms[index]?.length === 0).map(tooShort),
  };
}

function tooShort({ name, value }: Secret): string {
  const found = value === '' ? 'an empty one' : 'fewer';
  return `secret ${name}: expected a value of at least ${shortestSecret} characters besides blanks, found ${found}; it cannot be redacted, so use a longer value or remove it from \`secrets\``;
}

/** Half a surrogate pair has no bytes in UTF-8; the text between such halves is redacted piece by piece. */
function redactText(search: Search, text: string): string {
  if (!/\p{Surrogate}/u.test(text)) return redactWellFormed(search, text);
  return text
    .split(/(\p{Surrogate})/u)
    .map((piece, index) => (index % 2 === 0 ? redactWellFormed(search, piece) : piece))
    .join('');
}

function redactWellFormed(search: Search, text: string): string {
  const whole = redactWhole(search, text);
  const pieces = whole.split(CUT);
  const last = pieces.pop() ?? '';
  return pieces.length === 0 ? whole : [...pieces.map((piece) => redactBeforeCut(search, piece)), last].join(CUT);
}

function redactWhole(search: Search, text: string): string {
  const bytes = Buffer.from(text);
  if (!look(search, bytes).found) return text;
  const stream = createStream(search);
  return Buffer.concat([stream.push(bytes), stream.end()]).toString();
}

function redactBeforeCut(search: Search, text: string): string {
  const bytes = Buffer.from(text);
  if (look(search, bytes).openFrom === bytes.length) return text;
  const stream = createStream(search);
  const redacted = Buffer.concat([stream.push(bytes), stream.cut()]);
  return stream.redacted() ? redacted.toString() : text;
}

function look(search: Search, bytes: Uint8Array): Sight {
  let found = false;
  const openFrom = search.each(bytes, 0, bytes.length, () => {
    found = true;
  });
  return { found, openFrom };
}

function outside(search: Search, bytes: Uint8Array, at: number): number {
  const around: (readonly [start: number, end: number])[] = [];
  search.each(bytes, 0, at, (start, end) => around.push([start, end]));
  // Backwards: if one secret overlaps the next, the position moves back further.
  return around.reduceRight((place, [start, end]) => (start < place && place < end ? start : place), at);
}

const mask = Buffer.from('***');

/** Stands for what is missing of a text that Mission Runner has cut. */
const CUT = '…';

function createStream(search: Search): RedactingStream {
  let pending: Buffer = Buffer.alloc(0);
  /** Offset in `pending` up to which an occurrence that began before or in it is redacted already. */
  let redactedTo = 0;
  let redacted = false;

  /** Emits what begins before `decided`. */
  function advance(bytes: Buffer, decided: number, found: readonly Occurrence[]): Buffer {
    const parts: Buffer[] = [];
    let shown = Math.min(redactedTo, decided);
    for (const { start, end } of found) {
      if (start >= decided) break;
      if (start >= redactedTo) {
        parts.push(bytes.subarray(shown, start), mask);
        redacted = true;
      }
      redactedTo = Math.max(redactedTo, end);
      shown = Math.min(redactedTo, decided);
    }
    const rest = bytes.subarray(shown, decided);
    pending = bytes.subarray(decided);
    redactedTo = Math.max(0, redactedTo - decided);
    return parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
  }

  return {
    push: (chunk) => {
      const bytes = Buffer.concat([pending, chunk]);
      const { openFrom, found } = occurrences(search, bytes);
      return advance(bytes, openFrom, found);
    },
    end: () => advance(pending, pending.length, occurrences(search, pending).found),
    cut: () => {
      const { openFrom, found } = occurrences(search, pending);
      // Fewer bytes are the beginning of too many words.
      const isBeginning = pending.length - openFrom >= shortestSecret;
      const rest = advance(pending, isBeginning ? openFrom : pending.length, found);
      if (!isBeginning || redactedTo > 0) return rest;
      redacted = true;
      return Buffer.concat([rest, mask]);
    },
    redacted: () => redacted,
  };
}

interface Occurrence {
  readonly start: number;
  readonly end: number;
}

function occurrences(search: Search, bytes: Uint8Array) {
  const found: Occurrence[] = [];
  const openFrom = search.each(bytes, 0, bytes.length, (start, end) => found.push({ start, end }));
  return { openFrom, found };
}
