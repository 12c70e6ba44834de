import type { RedactingStream } from '../../secrets/redact.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { createLineCutter } from './line-cutter.ts';
import { CHUNK } from './open-log.ts';

/** Redacts the bytes of a log and cuts them into lines. */
export interface RedactedLines {
  /** Bytes of the redacted text so far. */
  length(): number;
  /** Begins with a new file or position, and with all secrets that are known by now. */
  begin(): void;
  /** Whether there are secrets to redact, so that the start of one may be held back. */
  isRedacting(): boolean;
  push(bytes: Buffer): void;
  /** Takes bytes that are not shown, so that a secret that begins in them is recognized. */
  pass(bytes: Buffer): void;
  /** Ends the text at a gap: what may be the start of a secret is redacted. */
  endAtGap(): void;
  /** Ends the text of one file; the last line may continue in the next file. */
  endFile(): void;
  /** Shows a last line that has no line feed. */
  end(): void;
}

export function createRedactedLines(secrets: Secrets, show: (lines: readonly string[]) => void): RedactedLines {
  const lines = createLineCutter(CHUNK, show);
  let redacting: RedactingStream | undefined;
  let length = 0;
  const take = (bytes: Buffer): void => {
    length += bytes.length;
    lines.push(bytes);
  };
  return {
    length: () => length,
    begin: () => {
      const redactor = secrets.redactor();
      redacting = redactor.active ? redactor.stream() : undefined;
    },
    isRedacting: () => redacting !== undefined,
    push: (bytes) => take(redacting === undefined ? bytes : redacting.push(bytes)),
    pass: (bytes) => void redacting?.push(bytes),
    endAtGap: () => {
      if (redacting !== undefined) take(redacting.cut());
      lines.end();
    },
    endFile: () => {
      if (redacting !== undefined) take(redacting.end());
    },
    end: lines.end,
  };
}
