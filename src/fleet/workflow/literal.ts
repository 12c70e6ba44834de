import { sanitizeLine } from '../../base/sanitize.ts';

const OPENING = `$\{{`;

/** A text for a value in which GitHub evaluates expressions: `${{` stays as it is. */
export function literal(text: string): string {
  return text.replaceAll(OPENING, expression(`'${OPENING}'`));
}

/** The text that `literal` was made from. */
export function fromLiteral(text: string): string {
  return text.replaceAll(expression(`'${OPENING}'`), OPENING);
}

/** A text for a name in which GitHub allows no expressions at all. */
export function plainName(text: string): string {
  return sanitizeLine(text).replaceAll(OPENING, '{{');
}

/** The text of an expression that GitHub evaluates. */
export function expression(text: string): string {
  return `\${{ ${text} }}`;
}
