import { type Located, textOf } from '../located.ts';
import { takeExpression } from './expressions/expression.ts';
import type { Scope } from './expressions/scope.ts';
import { literalOf, splitTemplate } from './expressions/template.ts';

export type TakenFolder =
  | {
      readonly type: 'taken';
      /** Relative to the root of the mission; absent for the root. */
      readonly path?: string;
      /** A word of a POSIX shell, in double quotes: the folder is known only when the step runs. */
      readonly cd?: string;
    }
  | { readonly type: 'refused'; readonly why: string };

/**
 * A `working-directory`. Missions fill in only values of the matrix there. A folder that depends on a variable, or is outside of the
 * root, is entered by the script.
 */
export function takeWorkingDirectory(
  node: Located | undefined,
  scope: Scope,
  outer: ReadonlyMap<string, string>,
): TakenFolder {
  const written = textOf(node);
  if (written === undefined) return { type: 'taken' };
  const pieces = splitTemplate(written.trim());
  if (pieces === undefined) return { type: 'refused', why: 'an expression in its `working-directory` is not closed' };
  const [path, word]: [string[], (string | undefined)[]] = [[], []];
  let isKnown = true;
  for (const piece of pieces) {
    const found =
      piece.type === 'text' ? { path: piece.text, word: inQuotes(piece.text) } : folderOf(piece.text, scope, outer);
    if (found === undefined) return { type: 'refused', why: `its \`working-directory\` is computed: ${piece.text}` };
    word.push('word' in found ? found.word : undefined);
    if (found.path === undefined) isKnown = false;
    else path.push(found.path);
  }
  const joined = path.join('');
  if (!isKnown || isOutside(joined)) {
    const isWord = word.every((part) => part !== undefined);
    if (!isWord) return { type: 'refused', why: `its \`working-directory\` is computed: ${written.trim()}` };
    return { type: 'taken', cd: `"${word.join('')}"` };
  }
  const parts = joined.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 ? { type: 'taken' } : { type: 'taken', path: parts.join('/') };
}

interface FolderPart {
  /** Absent if it is known only when the step runs. */
  readonly path?: string;
  /** Absent for a value of the matrix, which a script does not know. */
  readonly word?: string;
}

function folderOf(expression: string, scope: Scope, outer: ReadonlyMap<string, string>): FolderPart | undefined {
  if (/^github\.workspace$/i.test(expression)) return { path: '.', word: `$${'{'}MISSION_WORKSPACE}` };
  const taken = takeExpression(expression, scope);
  if (taken.type === 'refused') return undefined;
  const literal = literalOf(taken.text);
  if (literal !== undefined) return { path: literal, word: inQuotes(literal) };
  if (/^matrix\.[A-Za-z_][A-Za-z0-9_-]*$/.test(taken.text)) return { path: `\${{ ${taken.text} }}` };
  const name = /^env\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(taken.text)?.[1];
  if (name === undefined) return undefined;
  const value = outer.get(name);
  return value === undefined || value.includes('${{')
    ? { word: `\${${name}}` }
    : { path: value, word: inQuotes(value) };
}

function isOutside(path: string): boolean {
  if (/^[/~\\]|^[A-Za-z]:/.test(path)) return true;
  let depth = 0;
  for (const part of path.split(/[\\/]/)) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function inQuotes(text: string): string {
  return text.replace(/[\\"$`]/g, '\\$&').replace(/^~\//, '$HOME/');
}
