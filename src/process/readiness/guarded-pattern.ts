import vm from 'node:vm';

/** Milliseconds that the lines given at once may take together; they usually take less than one. */
const patience = 500;

/** After so many calls that took too long the pattern is not tried any more, for each of them stops everything else. */
const chances = 3;

export type Match = 'matched' | 'not-matched' | 'too-slow';

/**
 * A pattern that can be tried on anything: some, such as `(a+)+$`, take years on a short line, during which nothing else
 * in this process would happen. A script with a time limit is the only thing that Node stops in the middle of a match.
 *
 * @throws SyntaxError when it is no pattern
 */
export function guardPattern(pattern: string): (lines: readonly string[]) => Match {
  const expression = new RegExp(pattern);
  const context = vm.createContext({ expression, lines: [] as readonly string[] });
  const script = new vm.Script('lines.some((line) => expression.test(line))');
  let tooSlow = 0;
  return (lines) => {
    if (tooSlow >= chances) return 'too-slow';
    context.lines = lines;
    try {
      return script.runInContext(context, { timeout: patience }) === true ? 'matched' : 'not-matched';
    } catch {
      tooSlow++;
      return 'too-slow';
    }
  };
}
