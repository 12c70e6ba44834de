import { pastedPath } from '../../report/text/pasted-path.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { CHUNK, type OpenLog, openLog } from './open-log.ts';
import { PRINTED } from './output-listener.ts';
import { createRedactedLines } from './redacted-lines.ts';

/** Bytes of a log that may wait to be shown. A log that grows faster than the terminal shows it is shown in parts. */
const WAITING = 1024 * 1024;

/** A log that is shown while it is written. */
export interface FollowedLog {
  /** Shows what was added, up to `PRINTED` bytes of it. */
  look(): void;
  /**
   * Shows the rest and closes the log. Of a rest longer than `most` bytes, only the end is shown, and a note names the file.
   */
  end(most?: number): void;
}

/** Where a followed log is shown. */
export interface FollowedOutput {
  lines(lines: readonly string[]): void;
  /** A sentence about a part of the log that is not shown. */
  note(text: string): void;
}

/**
 * Shows a growing log line by line, without secrets.
 *
 * A log that contained secrets is replaced by its redacted copy at the end of each step. Then the old file is shown to its
 * end, and the copy from the position that corresponds to what was shown: the length of the redacted text so far. If a part
 * was not shown, or was cut out of the log, no position in the copy is known, and the copy is shown from its end.
 */
export function followLog(path: string, secrets: Secrets, output: FollowedOutput): FollowedLog {
  const text = createRedactedLines(secrets, output.lines);
  let log: OpenLog | undefined;
  let hasGap = false;

  const open = (): void => {
    log = openLog(path);
    if (log === undefined) return;
    log.moveTo(hasGap ? log.size() : text.length());
    text.begin();
  };
  const skipTo = (position: number, note: string): void => {
    if (log === undefined) return;
    hasGap = true;
    text.endAtGap();
    output.note(note);
    text.begin();
    // The position may be within a secret, which is recognized only if its beginning was read.
    log.moveTo(text.isRedacting() ? Math.max(0, position - CHUNK) : position);
    log.read(position - log.position(), text.pass);
  };
  /** Shows up to `most` bytes; if more than `waiting` bytes are left, only the last `kept` of them. */
  const show = (most: number, waiting: number, kept = PRINTED): void => {
    if (log === undefined) return;
    const size = log.size();
    const skipped = size - kept - log.position();
    if (log.isCut()) skipTo(size, 'the middle of this log was cut out');
    else if (size - log.position() > waiting)
      skipTo(size - kept, `${skipped} bytes before this are in ${pastedPath(path)}`);
    log.read(most, text.push);
  };
  const close = (kept: number): void => {
    if (log === undefined) return;
    // Twice, because a process that outlived its step may still write.
    show(2 * kept, kept, kept);
    text.endFile();
    log.close();
    log = undefined;
  };
  const look = (): void => {
    if (log === undefined) open();
    show(PRINTED, WAITING);
    if (log === undefined || !log.isReplaced()) return;
    close(PRINTED);
    open();
    show(PRINTED, WAITING);
  };
  return {
    look,
    end: (most = PRINTED) => {
      if (most === PRINTED) look();
      else if (log === undefined) open();
      close(most);
      text.end();
    },
  };
}
