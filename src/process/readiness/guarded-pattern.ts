import { createContext, Script } from 'node:vm';

/** Milliseconds that one call may take; it usually takes less than one. */
const longestMatch = 500;

/** After so many calls that took too long, the pattern is no longer tried, because each of them blocks the whole process. */
const mostSlowCalls = 3;

export type Match = 'matched' | 'not-matched' | 'too-slow';

/**
 * A pattern with a time limit. Some patterns, such as `(a+)+$`, take years on a short line and would block this process. A
 * script with a timeout is the only code that Node.js interrupts during a match.
 *
 * @throws SyntaxError if it is not a valid pattern
 */
export function guardPattern(pattern: string): (lines: readonly string[]) => Match {
  const expression = new RegExp(pattern);
  const context = createContext({ expression, lines: [] as readonly string[] });
  const script = new Script('lines.some((line) => expression.test(line))');
  let tooSlow = 0;
  return (lines) => {
    if (tooSlow >= mostSlowCalls) return 'too-slow';
    context.lines = lines;
    try {
      return script.runInContext(context, { timeout: longestMatch }) === true ? 'matched' : 'not-matched';
    } catch {
      tooSlow++;
      return 'too-slow';
    }
  };
}
