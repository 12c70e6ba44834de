import { showText } from '../diagnostics/show-text.ts';
import { type Checking, textAt } from '../entries/checking.ts';
import type { KnownIds } from '../graph/known-ids.ts';

/** A supported task exists, is not the entry itself, and is not a whole matrix. */
export function checkSupports(checking: Checking, { nodes, positions, reportUnknown }: KnownIds): void {
  const { entries, source, report } = checking;
  for (const entry of entries) {
    if (entry.draft.supports === undefined) continue;
    const path = [...entry.path, 'supports'];
    const at = source.place(path);
    const id = textAt(source, path, entry.draft.supports);
    const supported = nodes[positions.get(id) ?? -1];
    if (supported === undefined) {
      reportUnknown(id, at);
    } else if (supported.entry === entry) {
      const message = `the ${entry.kind} ${showText(id)} supports itself`;
      report({ at, code: 'self-support', message, hint: 'name the task that it helps' });
    } else if (supported.id === supported.entry.id && supported.entry.matrix !== undefined) {
      const { line, column } = source.keyPlace([...supported.entry.path, 'matrix']);
      const message = `${showText(entry.id)} supports ${showText(id)}, which has a matrix: expected one of its combinations`;
      const related = [{ line, column, message: `the matrix of ${showText(id)}` }];
      const [first] = supported.entry.matrix;
      const hint = first === undefined ? 'name one of them' : `name one of them, such as \`${first.id}\``;
      report({ at, code: 'supports-matrix', message, hint, related });
    }
  }
}
