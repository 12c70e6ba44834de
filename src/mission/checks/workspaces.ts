import { showText } from '../diagnostics/show-text.ts';
import { type Checking, type Entry, textAt } from '../entries/checking.ts';
import type { Named } from '../graph/find-tasks.ts';
import type { KnownIds } from '../graph/known-ids.ts';
import { surelyEnded, type Waits } from '../graph/waits.ts';
import { filledTexts, fillMatrixText } from '../matrix/text.ts';
import type { Path } from '../yaml/source.ts';

/** A task, or one combination of its matrix, that starts from the workspace of another task. */
interface Consumer {
  readonly id: string;
  readonly entry: Entry;
  readonly path: Path;
  readonly position: number;
  readonly target: number;
  readonly origin: Named;
}

/**
 * `workspace: { from: ID }` names a task with a workspace of its own, which has ended when the copy is made.
 *
 * @param sound true if the needs contain no cycle and no unknown id. Otherwise nothing can be proven from them.
 */
export function checkWorkspaces(checking: Checking, waits: Waits, ids: KnownIds, sound: boolean): void {
  const consumers = checking.entries.flatMap((entry) => consumersOf(entry, checking, ids));
  if (!sound) return;
  for (const [index, proof] of surelyEnded(waits, consumers).entries()) {
    const consumer = consumers[index];
    if (consumer === undefined || proof !== undefined) continue;
    const { id, origin, path, entry } = consumer;
    const name = showText(origin.id);
    checking.report({
      at: checking.source.place(path),
      code: 'workspace-source',
      message: `${showText(id)} starts from the workspace of ${name}, but does not need it, so ${name} may still be running`,
      hint: checking.source.has([...entry.path, 'needs'])
        ? `add \`${origin.id}\` to its \`needs\``
        : `add \`needs: ${origin.id}\``,
    });
  }
}

/** Those whose source exists and has a workspace. Everything else is reported here. */
function consumersOf(entry: Entry, checking: Checking, ids: KnownIds): readonly Consumer[] {
  const { workspace } = entry.draft;
  if (workspace === undefined || typeof workspace === 'string' || workspace.from === undefined) return [];
  const path = [...entry.path, 'workspace', 'from'];
  const written = textAt(checking.source, path, workspace.from);
  // `checkExpressions` reports expressions that are wrong.
  if (filledTexts(written, entry.matrix).length === 0) return [];
  // Each combination, also if the text is the same for all: their needs may differ.
  return (entry.matrix ?? [{ id: entry.id, values: {} }]).flatMap(({ id, values }): Consumer[] => {
    const filled = fillMatrixText(written, values);
    if ('error' in filled) return [];
    const target = ids.positionOf(filled.text);
    const origin = ids.nodes[target ?? -1];
    const at = checking.source.place(path);
    if (target === undefined || origin === undefined) {
      ids.reportUnknown(filled.text, at, { isSingle: true });
      return [];
    }
    if (!isUsable(origin, entry, path, checking)) return [];
    return [{ id, entry, path, position: ids.positionOf(id) ?? 0, target, origin }];
  });
}

function isUsable(origin: Named, entry: Entry, path: Path, { source, report }: Checking): boolean {
  const at = source.place(path);
  const code = 'workspace-source';
  const name = showText(origin.id);
  if (origin.entry === entry) {
    const message = `${name} cannot start from its own workspace`;
    report({ at, code, message, hint: 'write `workspace: own`, or name a task that ends before it' });
    return false;
  }
  if (origin.id === origin.entry.id && origin.entry.matrix !== undefined) {
    const { line, column, file } = source.keyPlace([...origin.entry.path, 'matrix']);
    const [first] = origin.entry.matrix;
    report({
      at,
      code,
      message: `${name} has a matrix, and each of its combinations has a workspace: expected one of them`,
      hint: first === undefined ? 'name one of them' : `name one of them, such as \`${first.id}\``,
      related: [{ line, column, file, message: `the matrix of ${name}` }],
    });
    return false;
  }
  if (origin.entry.draft.workspace !== undefined || source.has([...origin.entry.path, 'workspace'])) return true;
  const { line, column, file } = source.keyPlace(origin.entry.path);
  report({
    at,
    code,
    message: `${name} has no workspace that could be copied: it works in the root`,
    hint: `add \`workspace: own\` to ${name}`,
    related: [{ line, column, file, message: `${name} is defined here` }],
  });
  return false;
}
