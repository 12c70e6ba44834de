import { takeExpression } from './expressions/expression.ts';
import type { Scope } from './expressions/scope.ts';
import { literalOf, splitTemplate } from './expressions/template.ts';

/**
 * A name of a job or a step. Missions fill in only values of the matrix in names: other expressions are shown as they are written,
 * without `${{ }}`.
 */
export function plainName(written: string | undefined, scope: Scope): string | undefined {
  if (written === undefined) return undefined;
  const parts = (splitTemplate(written) ?? [{ type: 'text', text: written.replaceAll('${{', '') }]).map((piece) => {
    if (piece.type === 'text') return piece.text;
    const taken = takeExpression(piece.text, scope);
    if (taken.type === 'refused') return piece.text;
    const literal = literalOf(taken.text);
    if (literal !== undefined) return literal;
    return /^matrix\.[A-Za-z_][A-Za-z0-9_-]*$/.test(taken.text) ? `\${{ ${taken.text} }}` : piece.text;
  });
  const name = parts.join('').replace(/\s+/g, ' ').trim();
  // An expression alone is no name.
  const isOnlyExpression = /^\$\{\{[^}]*\}\}$/.test(written.trim()) && !/^\$\{\{|^[\w -]+$/.test(name);
  if (isOnlyExpression) return undefined;
  return name === '' ? undefined : name;
}
