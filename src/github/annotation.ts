/** One line on the run's page, and on the file in a pull request. */
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
  /** Exclusive, as GitHub counts too. */
  readonly endColumn?: number;
}

/** GitHub shows 10 of each kind a step and drops the rest without a word. */
const shownOfAKind = 10;

/** One error is the verdict; three warnings may be about reports that are missing. */
export const errorRoom = shownOfAKind - 1;
export const warningRoom = shownOfAKind - 3;

/** GitHub cuts longer messages. */
const maximumMessage = 4_096;

/** As many as there is room for; the last one then counts those that are left out. */
export function fitAnnotations(annotations: readonly Annotation[], room: number, where: string): readonly Annotation[] {
  const cut = annotations.map((annotation) => ({ ...annotation, message: cutMessage(annotation.message) }));
  if (cut.length <= room) return cut;
  const shown = cut.slice(0, room - 1);
  const first = cut[room - 1];
  if (first === undefined) return shown;
  const left = cut.length - shown.length;
  return [...shown, { kind: first.kind, title: `${left} more`, message: `${left} more like these: see ${where}.` }];
}

/** Keeps both ends: the reason stands first, the newest output last. Length in UTF-8 bytes, the cautious reading. */
function cutMessage(message: string): string {
  const bytes = Buffer.from(message);
  if (bytes.length <= maximumMessage) return message;
  const gap = '\n…\n';
  const head = 1_000;
  const tail = maximumMessage - head - Buffer.byteLength(gap);
  return [wholeCharacters(bytes.subarray(0, head)), gap, wholeCharacters(bytes.subarray(-tail))].join('');
}

/** Drops what the cut left of a character at either end. */
function wholeCharacters(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\uFFFD+|\uFFFD+$/g, '');
}
