import { type Checking, type Entry, itemsAt } from '../entries/checking.ts';
import { filledTexts } from '../matrix/text.ts';
import { checkInside } from './paths.ts';

/** Patterns of `artifacts` stay inside the root or the workspace, and none is negated. */
export function checkArtifacts(checking: Checking): void {
  for (const entry of checking.entriesWith('artifacts')) checkEntry(entry, checking);
}

function checkEntry({ path, draft, matrix }: Entry, checking: Checking): void {
  const { source, report } = checking;
  for (const { text, path: itemPath } of itemsAt(source, [...path, 'artifacts'], draft.artifacts)) {
    const refuse = (message: string, hint: string): void =>
      report({ at: source.place(itemPath), code: 'artifact-pattern', message: `\`artifacts\`: ${message}`, hint });
    if (text.startsWith('!')) {
      refuse('expected a path or pattern, found an exclusion', 'write patterns that match only what is to be kept');
      continue;
    }
    // Without a text if its expressions are wrong, which `checkExpressions` reports.
    const [filled] = filledTexts(text, matrix);
    if (filled === undefined) continue;
    const parts = checkInside(itemPath, filled.text, checking, 'artifacts');
    if (parts?.length === 0) refuse('expected a part of the workspace, found all of it', 'name files or a folder');
    if (parts?.[0]?.toLowerCase() === '.git') refuse("git's own folder is not kept", 'name files of the project');
  }
}
