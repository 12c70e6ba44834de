/*
 * Annotations of the step: GitHub shows them on the page of the workflow run and at their lines in a pull request.
 *
 * `diagnostic-annotations.ts` makes them from the findings in a mission file, `task-annotations.ts` from what failed in a run: at the source
 * of a failed test case (`sources.ts`) or of a compiler's error (`place-in-cause.ts`), else at the line of the mission file. `fitAnnotations`
 * keeps both within GitHub's limits, `share-room.ts` shares these between tasks, and `publish-annotations.ts` prints workflow commands.
 *
 * Invariants:
 * - The step never writes more of a kind than GitHub shows. The last one says how many are left out.
 * - Each message is within GitHub's limit, and keeps its first line, which is the reason.
 * - A file is a path inside of the repository that exists. Paths in failures are untrusted.
 * - Each failed task has an annotation before any has a second one.
 *
 * Not here: the texts of the findings (mission/diagnostics) and the reasons of failures (schedule/judge-attempt.ts).
 */

/** One annotation: GitHub shows it on the page of the workflow run and at the line of the file in a pull request. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** Relative to the repository, with slashes. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  /** Exclusive, as in GitHub's annotations. */
  readonly endColumn?: number;
}

/** GitHub shows 10 annotations of each kind per step and drops the rest silently. */
const shownPerKind = 10;

/** One error is reserved for the verdict, three warnings for problems with publishing the reports. */
export const errorRoom = shownPerKind - 1;
export const warningRoom = shownPerKind - 3;

/** Bytes; GitHub truncates longer messages. */
const maximumMessage = 4_096;

/**
 * At most `room` annotations. If there are more, the last one says how many were left out.
 *
 * @param where names the place that lists all of them
 */
export function fitAnnotations(annotations: readonly Annotation[], room: number, where: string): readonly Annotation[] {
  const cut = annotations.map((annotation) => ({ ...annotation, message: cutMessage(annotation.message) }));
  if (cut.length <= room) return cut;
  const shown = cut.slice(0, room - 1);
  const first = cut[room - 1];
  if (first === undefined) return shown;
  const left = cut.length - shown.length;
  if (shown.length === 0) return [{ kind: first.kind, title: `${left} ${first.kind}s`, message: `See ${where}.` }];
  return [...shown, { kind: first.kind, title: `${left} more`, message: `${left} more like these: see ${where}.` }];
}

/**
 * Keeps both ends: the reason comes first, the newest output last. Counts bytes of UTF-8, so that the limit holds whether GitHub
 * counts bytes or characters.
 */
function cutMessage(message: string): string {
  const bytes = Buffer.from(message);
  if (bytes.length <= maximumMessage) return message;
  const gap = '\n…\n';
  const head = 1_000;
  const tail = maximumMessage - head - Buffer.byteLength(gap);
  return [wholeCharacters(bytes.subarray(0, head)), gap, wholeCharacters(bytes.subarray(-tail))].join('');
}

/** Drops a character that was cut in half at either end. */
function wholeCharacters(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\uFFFD+|\uFFFD+$/g, '');
}
