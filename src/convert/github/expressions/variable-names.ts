import { pathOf } from './expression.ts';

/** Names of environment variables for the values of expressions. */

/** Words of a path that say nothing about the value. */
const FILLERS = ['outputs', 'steps', 'needs', 'event', 'inputs'];

const READ_BY_PROGRAMS =
  /^(PATH|HOME|SHELL|USER|PWD|OLDPWD|IFS|ENV|CI|LANG|TMPDIR|TERM|NODE_.*|NPM_.*|PYTHON.*|LD_.*|DYLD_.*|BASH_.*|MISSION_.*|GIT_.*|LC_.*)$/;

/** A name that resembles the expression: `matrix.node-version` gives `MATRIX_NODE_VERSION`. */
export function variableName(expression: string): string {
  const path = pathOf(expression);
  const words = (path ?? []).filter((segment) => typeof segment === 'string');
  const [context = 'value', ...rest] = words.length === path?.length ? words : [];
  const named = rest.filter((word) => !FILLERS.includes(word.toLowerCase()));
  const isInput = words.includes('inputs');
  const isOwn = !isInput && FILLERS.includes(context.toLowerCase()) && named.length > 1;
  const parts = isInput ? ['input', ...named.slice(-1)] : isOwn ? named : [context, ...named];
  const name = parts
    .join('_')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
  // What programs read must not change by accident.
  const isSafe = /^[A-Z]/.test(name) && !READ_BY_PROGRAMS.test(name);
  return (isSafe ? name : `VALUE_${name}`).slice(0, 60);
}
