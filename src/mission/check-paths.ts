import { type Checking, type Entry, textAt } from './checking.ts';
import type { Text } from './schema-fields.ts';
import { showText } from './show-text.ts';
import type { Path } from './yaml-source.ts';

/**
 * Paths stay inside the workspace as far as their text tells; symbolic links are looked at when the run starts.
 * Backslashes count as separators: on Windows they are.
 */
export function checkPaths(checking: Checking): void {
  const { draft, source, report, entries } = checking;
  checkInside(['defaults', 'working-directory'], draft.defaults?.['working-directory'], checking);
  const owners = new Map<string, Entry>();
  for (const entry of entries) {
    checkInside([...entry.path, 'working-directory'], entry.draft['working-directory'], checking);
    const path = [...entry.path, 'deliverable'];
    const parts = checkInside(path, entry.draft.deliverable, checking);
    if (parts === undefined) continue;
    const written = textAt(source, path, entry.draft.deliverable ?? '');
    if (parts.length === 0 || /[\\/]$/.test(written)) {
      const message = `\`deliverable\`: expected a file, found the folder ${showText(written)}`;
      report({ at: source.place(path), code: 'invalid-path', message, hint: 'add the name of the report file' });
      continue;
    }
    // Without regard to case, because on Windows and macOS one of the two would be lost.
    const key = parts.join('/').toLowerCase();
    const owner = owners.get(key);
    if (owner === undefined) {
      owners.set(key, entry);
      continue;
    }
    const first = source.place([...owner.path, 'deliverable']);
    const message = `${showText(entry.id)} and ${showText(owner.id)} have the same deliverable: one would overwrite the other`;
    const related = [{ line: first.line, column: first.column, message: `the deliverable of ${showText(owner.id)}` }];
    report({ at: source.place(path), code: 'duplicate-deliverable', message, hint: 'give each its own file', related });
  }
}

/** The path's folders and file, `.` and inner `..` resolved; nothing when it is not there or not acceptable. */
function checkInside(path: Path, value: Text | undefined, { source, report }: Checking): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const text = textAt(source, path, value);
  const key = `\`${String(path.at(-1))}\``;
  const refuse = (code: string, message: string, hint: string): undefined => {
    report({ at: source.place(path), code, message: `${key}: ${message}`, hint });
  };
  if (text.trim() === '') return refuse('invalid-path', 'expected a path, found an empty text', 'remove the key');
  if (text.includes('${{')) {
    const hint = 'write the path itself';
    return refuse('expression', 'expressions (`${{`) are not evaluated in paths', hint);
  }
  if (/^[\\/]|^[A-Za-z]:/.test(text)) {
    const hint = "write a path relative to the mission's root";
    return refuse(
      'path-outside',
      `expected a path inside the workspace, found the absolute path ${showText(text)}`,
      hint,
    );
  }
  const parts: string[] = [];
  for (const part of text.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') {
      parts.push(part);
    } else if (parts.pop() === undefined) {
      const hint = 'remove the `..` that leads out of it';
      return refuse(
        'path-outside',
        `expected a path inside the workspace, found ${showText(text)}, which leaves it`,
        hint,
      );
    }
  }
  return parts;
}
