import { pathOf } from './expression.ts';

/** Names of environment variables for the values of expressions. */

/** Words of a path that say nothing about the value. */
const FILLERS = ['outputs', 'steps', 'needs', 'event', 'inputs'];

/** A name that resembles the expression: `matrix.node-version` gives `MATRIX_NODE_VERSION`. */
export function variableName(expression: string): string {
  const path = pathOf(expression);
  const words = (path ?? []).filter((segment) => typeof segment === 'string');
  const [context = 'value', ...rest] = words.length === path?.length ? words : [];
  const named = rest.filter((word) => !FILLERS.includes(word.toLowerCase()));
  // A context of one word in front tells variables of the matrix from those of steps.
  const parts = FILLERS.includes(context.toLowerCase()) && named.length > 0 ? named : [context, ...named];
  const name = parts
    .join('_')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
  return /^[A-Z]/.test(name) ? name.slice(0, 60) : `VALUE_${name}`.slice(0, 60);
}
