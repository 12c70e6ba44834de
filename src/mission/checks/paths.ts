import { showText } from '../diagnostics/show-text.ts';
import { type Checking, defaultsIn, type Entry, textAt } from '../entries/checking.ts';
import { listSteps } from '../entries/list-steps.ts';
import type { MatrixTask } from '../matrix/matrix.ts';
import { filledTexts, fillMatrixText } from '../matrix/text.ts';
import type { Text } from '../schema/fields.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';
import type { Path } from '../yaml/source.ts';

/** Files that a task writes: each task needs files of its own. */
const OWN_FILES = ['deliverable', 'results'] as const;
type OwnFile = (typeof OWN_FILES)[number];

/**
 * Paths must stay inside the mission's root, judged by their text. Symbolic links are checked when the run starts. Backslashes count as
 * separators, because on Windows they are.
 */
export function checkPaths(checking: Checking): void {
  const { scopes, entriesWith, services } = checking;
  // In the folder of a task and its steps, `checkMatrixTexts` reports a wrong expression.
  for (const { path, draft } of [
    ...scopes.flatMap(defaultsIn),
    ...services.filter(({ matrix }) => matrix === undefined),
  ]) {
    refuseExpression([...path, 'working-directory'], draft['working-directory'], checking);
  }
  for (const { path, draft } of scopes.flatMap(defaultsIn)) {
    checkFolder([...path, 'working-directory'], draft['working-directory'], undefined, checking);
  }
  for (const { path, draft, matrix } of [...services, ...entriesWith('working-directory')]) {
    checkFolder([...path, 'working-directory'], draft['working-directory'], matrix, checking);
  }
  for (const entry of entriesWith('steps', 'finally')) {
    for (const { path, draft } of listSteps(entry)) {
      checkFolder([...path, 'working-directory'], draft['working-directory'], entry.matrix, checking);
    }
  }
  const owners = { deliverable: new Map<string, Owner>(), results: new Map<string, Owner>() };
  for (const entry of entriesWith(...OWN_FILES)) {
    for (const key of OWN_FILES) checkOwnFile(entry, key, owners[key], checking);
  }
}

/** For a folder of no task: there is no matrix whose values could be filled in. */
function refuseExpression(path: Path, value: Text | undefined, { source, report }: Checking): void {
  if (value === undefined || !textAt(source, path, value).includes('${{')) return;
  const message = `\`${String(path.at(-1))}\`: expressions (\`\${{\`) are not evaluated in paths of folders`;
  report({ at: source.place(path), code: 'expression', message, hint: NOT_EVALUATED });
}

function checkFolder(
  path: Path,
  value: Text | undefined,
  matrix: readonly MatrixTask[] | undefined,
  checking: Checking,
): void {
  if (value === undefined) return;
  // The first combination with a mistake stands for all.
  for (const { text } of filledTexts(textAt(checking.source, path, value), matrix)) {
    if (checkInside(path, text, checking) === undefined) return;
  }
}

/** The task, or combination of a matrix, that writes a file. */
interface Owner {
  readonly id: string;
  readonly path: Path;
}

/** Each combination of a matrix writes a file of its own. */
function checkOwnFile(entry: Entry, key: OwnFile, owners: Map<string, Owner>, checking: Checking): void {
  const value = entry.draft[key];
  if (value === undefined) return;
  const path = [...entry.path, key];
  const written = textAt(checking.source, path, value);
  for (const { id, values } of entry.matrix ?? [{ id: entry.id, values: {} }]) {
    const filled = fillMatrixText(written, values);
    // Invalid expressions are reported by `checkExpressions`.
    if ('error' in filled) return;
    const parts = checkInside(path, filled.text, checking);
    if (parts === undefined) return;
    if (parts.length === 0 || /[\\/]$/.test(filled.text)) {
      const message = `\`${key}\`: expected a file, found the folder ${showText(filled.text)}`;
      const hint = key === 'results' ? 'write a pattern of files, such as `*.xml`' : 'add the name of the report file';
      checking.report({ at: checking.source.place(path), code: 'invalid-path', message, hint });
      return;
    }
    if (key === 'deliverable' && filled.text.includes('*')) {
      const message = `\`deliverable\`: expected the path of one file, found the pattern ${showText(filled.text)}`;
      const hint =
        'name the file that the completion report is also written to; for test results write `results`, for other files `artifacts`';
      checking.report({ at: checking.source.place(path), code: 'path-pattern', message, hint });
      return;
    }
    // Ignoring case, because on Windows and macOS one of the two files would be lost.
    const file = parts.join('/').toLowerCase();
    // Tasks with workspaces of their own cannot overwrite a file of another.
    if (entry.draft.workspace !== undefined) continue;
    const owner = owners.get(file);
    if (owner === undefined) {
      owners.set(file, { id, path });
      continue;
    }
    reportSame(key, { id, path }, owner, checking);
    return;
  }
}

function reportSame(key: OwnFile, second: Owner, first: Owner, { source, report }: Checking): void {
  const message = `${showText(second.id)} and ${showText(first.id)} have the same ${key}: one would overwrite the other`;
  const at = source.place(second.path);
  const code = key === 'results' ? 'duplicate-results' : 'duplicate-deliverable';
  if (second.path.join('\n') === first.path.join('\n')) {
    const hint = `give each combination its own file: put \`\${{ matrix.NAME }}\` into the path`;
    report({ at, code, message, hint });
    return;
  }
  const { line, column, file } = source.place(first.path);
  const related = [{ line, column, file, message: `the ${key} of ${showText(first.id)}` }];
  report({ at, code, message, hint: 'give each its own file', related });
}

/** The parts of the path, with `.` and inner `..` resolved; undefined if the path is refused, which is reported. */
export function checkInside(
  path: Path,
  text: string,
  { source, report }: Checking,
  name = String(path.at(-1)),
): readonly string[] | undefined {
  const key = `\`${name}\``;
  const refuse = (code: string, message: string, hint: string): undefined => {
    report({ at: source.place(path), code, message: `${key}: ${message}`, hint });
  };
  if (text.trim() === '') return refuse('invalid-path', 'expected a path, found an empty text', 'remove the key');
  if (/^[\\/]|^[A-Za-z]:/.test(text)) {
    const hint = "write a path relative to the mission's root";
    return refuse(
      'path-outside',
      `expected a path inside the mission's root, found the absolute path ${showText(text)}`,
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
        `expected a path inside the mission's root, found ${showText(text)}, which leaves it`,
        hint,
      );
    }
  }
  return parts;
}
