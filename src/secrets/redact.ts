import { type ByteSearch, createByteSearch } from './byte-search.ts';
import { secretForms, shortestSecret } from './forms.ts';

/** A variable whose value must reach no report. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/**
 * Replaces secrets by `***` and changes nothing else. Occurrences that overlap are masked as one, so that none leaves a
 * part of the other visible. A secret that itself contains `***` may come about where another one was masked.
 */
export interface Redactor {
  /** False when there is nothing to mask. */
  readonly active: boolean;
  /** A text that ends with `…` was cut by us: a secret may begin before that. */
  redactText(text: string): string;
  /** For bytes that arrive in pieces, however they are cut. */
  stream(): RedactingStream;
  /** Bytes of the longest text that is masked. */
  readonly longest: number;
  /** Whether a secret lies wholly within these bytes. Unlike a stream it copies nothing. */
  isIn(bytes: Uint8Array): boolean;
  /** The last position up to `at` that does not lie within a secret: there the bytes may be cut in two. */
  outside(bytes: Uint8Array, at: number): number;
}

export interface RedactingStream {
  /** @returns what is decided so far; the last bytes are kept back as long as a secret may begin in them. */
  push(chunk: Uint8Array): Buffer;
  /** @returns the rest. */
  end(): Buffer;
  /** @returns the rest where more would follow that is not seen: what may be the beginning of a secret is masked, too. */
  cut(): Buffer;
  /** True as soon as something was masked. */
  masked(): boolean;
}

export interface RedactorMade {
  readonly redactor: Redactor;
  /** One sentence for each secret that is too short to be masked; it names the variable, never the value. */
  readonly problems: readonly string[];
}

export function createRedactor(secrets: readonly Secret[]): RedactorMade {
  const problems: string[] = [];
  const forms = new Map<string, Buffer>();
  for (const { name, value } of secrets) {
    const ofThis = secretForms(value);
    if (ofThis.length === 0) problems.push(tooShort(name, value));
    for (const form of ofThis) forms.set(form.toString('latin1'), form);
  }
  const needles = [...forms.values()];
  const search = createByteSearch(needles);
  return {
    redactor: {
      active: forms.size > 0,
      redactText: (text) => (forms.size === 0 ? text : redactText(search, needles, text)),
      stream: () => createStream(search, needles),
      longest: search.longest,
      isIn: (bytes) => isIn(search, bytes),
      outside: (bytes, at) => outside(search, bytes, at),
    },
    problems,
  };
}

function tooShort(name: string, value: string): string {
  const found = value === '' ? 'an empty one' : 'fewer';
  return `secret ${name}: expected a value of at least ${shortestSecret} characters besides blanks, found ${found}; it cannot be masked, so use a longer value or take it off the list`;
}

/** Half a surrogate pair has no bytes in UTF-8; what lies between such halves is redacted piece by piece. */
function redactText(search: ByteSearch, forms: readonly Buffer[], text: string): string {
  return text
    .split(/(\p{Surrogate})/u)
    .map((piece, index) => (index % 2 === 0 ? redactWellFormed(search, forms, piece) : piece))
    .join('');
}

function redactWellFormed(search: ByteSearch, forms: readonly Buffer[], text: string): string {
  const stream = createStream(search, forms);
  if (!text.endsWith(CUT)) {
    const whole = Buffer.concat([stream.push(Buffer.from(text)), stream.end()]);
    return stream.masked() ? whole.toString() : text;
  }
  const start = Buffer.concat([stream.push(Buffer.from(text.slice(0, -CUT.length))), stream.cut()]);
  return stream.masked() ? `${start}${CUT}` : text;
}

function isIn(search: ByteSearch, bytes: Uint8Array): boolean {
  let found = false;
  search.each(bytes, 0, bytes.length, () => {
    found = true;
  });
  return found;
}

function outside(search: ByteSearch, bytes: Uint8Array, at: number): number {
  const around: (readonly [start: number, end: number])[] = [];
  search.each(bytes, 0, at, (start, end) => around.push([start, end]));
  // From the last one on: where one ends within the next, that may lead still further back.
  return around.reduceRight((place, [start, end]) => (start < place && place < end ? start : place), at);
}

/** Where the first of these may begin that goes on behind the end; the end where none may. Very few bytes tell nothing. */
function beginningIn(bytes: Buffer, forms: readonly Buffer[]): number {
  for (let start = 0; start <= bytes.length - shortestSecret; start++) {
    const rest = bytes.subarray(start);
    if (forms.some((form) => form.length > rest.length && form.subarray(0, rest.length).equals(rest))) return start;
  }
  return bytes.length;
}

const mask = Buffer.from('***');

/** What texts end with that we have made shorter. */
const CUT = '…';

function createStream(search: ByteSearch, forms: readonly Buffer[]): RedactingStream {
  let pending: Buffer = Buffer.alloc(0);
  /** From the start of `pending`: how far it is masked already, by an occurrence that began before or in it. */
  let maskedTo = 0;
  let masked = false;

  /** Emits what begins before `decided`: all occurrences that begin there are wholly in `bytes`. */
  function advance(bytes: Buffer, decided: number): Buffer {
    const parts: Buffer[] = [];
    let shown = Math.min(maskedTo, decided);
    search.each(bytes, 0, decided, (start, end) => {
      if (start >= maskedTo) {
        parts.push(bytes.subarray(shown, start), mask);
        masked = true;
      }
      maskedTo = Math.max(maskedTo, end);
      shown = Math.min(maskedTo, decided);
    });
    const rest = bytes.subarray(shown, decided);
    pending = bytes.subarray(decided);
    maskedTo = Math.max(0, maskedTo - decided);
    return parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
  }

  return {
    push: (chunk) => {
      const bytes = Buffer.concat([pending, chunk]);
      return advance(bytes, Math.max(0, bytes.length - Math.max(0, search.longest - 1)));
    },
    end: () => advance(pending, pending.length),
    cut: () => {
      const rest = advance(pending, beginningIn(pending, forms));
      if (pending.length === 0 || maskedTo > 0) return rest;
      masked = true;
      return Buffer.concat([rest, mask]);
    },
    masked: () => masked,
  };
}
