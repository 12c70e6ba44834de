import type { Place } from '../diagnostics/diagnostic.ts';
import { showText } from '../diagnostics/show-text.ts';
import { type Checking, type Entry, textAt } from '../entries/checking.ts';
import type { KnownIds } from '../graph/known-ids.ts';
import { type FilledText, filledTexts } from '../matrix/text.ts';

/** A supported task exists, is not the entry itself, and is not a whole matrix. */
export function checkSupports(checking: Checking, ids: KnownIds): void {
  const { entries, source } = checking;
  for (const entry of entries) {
    if (entry.draft.supports === undefined) continue;
    const path = [...entry.path, 'supports'];
    const texts = filledTexts(textAt(source, path, entry.draft.supports), entry.matrix);
    // The first combination with a mistake stands for all.
    texts.some((filled) => reportSupported(entry, filled, source.place(path), checking, ids));
  }
}

/** Returns true if it reported something. */
function reportSupported(
  entry: Entry,
  { text: id, leg }: FilledText,
  at: Place,
  { source, report }: Checking,
  { nodes, positionOf, reportUnknown }: KnownIds,
): boolean {
  const supported = nodes[positionOf(id) ?? -1];
  if (supported === undefined) {
    reportUnknown(id, at, leg === undefined ? {} : { leg: leg.id });
    return true;
  }
  if (supported.entry === entry) {
    const message = `the ${entry.kind} ${showText(id)} supports itself`;
    report({ at, code: 'self-support', message, hint: 'name the task that it helps' });
    return true;
  }
  if (supported.leg !== undefined || supported.entry.matrix === undefined) return false;
  const { line, column, file } = source.keyPlace([...supported.entry.path, 'matrix']);
  const message = `${showText(entry.id)} supports ${showText(id)}, which has a matrix: expected one of its combinations`;
  const related = [{ line, column, file, message: `the matrix of ${showText(id)}` }];
  const [first] = supported.entry.matrix;
  const hint = first === undefined ? 'name one of them' : `name one of them, such as \`${first.id}\``;
  report({ at, code: 'supports-matrix', message, hint, related });
  return true;
}
