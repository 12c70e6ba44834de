import type { Taken } from './contexts.ts';
import { takeExpression } from './expression.ts';
import type { Scope } from './scope.ts';

/** Texts of workflows with `${{ }}` in them. */

const OPEN = '${{';
const CLOSE = '}}';

/** A text is split into what is outside of `${{ }}` and the expressions inside. */
export interface Piece {
  readonly type: 'text' | 'expression';
  /** An expression is without `${{` and `}}`. */
  readonly text: string;
}

/** Undefined if an expression is not closed. */
export function splitTemplate(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf(OPEN, from);
    if (open === -1) break;
    const close = closeOf(text, open + OPEN.length);
    if (close === undefined) return undefined;
    if (open > from) pieces.push({ type: 'text', text: text.slice(from, open) });
    pieces.push({ type: 'expression', text: text.slice(open + OPEN.length, close).trim() });
    from = close + CLOSE.length;
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) });
  return pieces;
}

/** Index of the first `}}` outside of single quotes. */
function closeOf(text: string, from: number): number | undefined {
  let isQuoted = false;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === "'") isQuoted = !isQuoted;
    else if (!isQuoted && text.startsWith(CLOSE, index)) return index;
  }
  return undefined;
}

/** A text such as a value of `env`, with its expressions taken over. */
export function takeTemplate(text: string, scope: Scope): Taken {
  const pieces = splitTemplate(text);
  if (pieces === undefined) return { type: 'refused', why: 'an expression in it is not closed' };
  const parts: string[] = [];
  for (const piece of pieces) {
    if (piece.type === 'text') {
      parts.push(piece.text);
      continue;
    }
    const taken = takeExpression(piece.text, scope);
    if (taken.type === 'refused') return taken;
    const literal = literalOf(taken.text);
    parts.push(literal ?? `${OPEN} ${taken.text} ${CLOSE}`);
  }
  return { type: 'taken', text: parts.join('') };
}

/** The text of an expression that is only a literal. */
export function literalOf(expression: string): string | undefined {
  const quoted = /^'((?:[^']|'')*)'$/.exec(expression)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  return /^-?\d+(\.\d+)?$/.test(expression) ? expression : undefined;
}

/** An `if`: the whole text is an expression, with or without `${{ }}` around it. */
export function takeCondition(text: string, scope: Scope): Taken {
  const pieces = splitTemplate(text);
  if (pieces === undefined) return { type: 'refused', why: 'an expression in it is not closed' };
  const expressions = pieces.filter(({ type, text: each }) => type === 'expression' || each.trim() !== '');
  const [only, ...more] = expressions;
  // `${{ a }} && b` is valid on GitHub for `a && b` only by accident: the text makes it true.
  if (only === undefined || more.length > 0) return { type: 'refused', why: 'it has text outside of the expression' };
  return takeExpression(only.text.trim(), scope);
}
