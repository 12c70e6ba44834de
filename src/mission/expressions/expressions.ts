/*
 * GitHub's expression language for missions: `if:`, `${{ }}` in `env:`, and `${{ matrix.NAME }}` in names and paths.
 *
 * A text is parsed once, when the mission file is read, and evaluated any number of times during a run. `parse.ts` splits
 * it into tokens with `@actions/expressions`, checks names and numbers of arguments (`check-names.ts`), builds the tree,
 * and checks properties and the words that are compared with them (`check-properties.ts`). `references.ts` and `uses.ts`
 * list which tasks, patterns and functions a tree reads; `src/mission/checks` decides whether they exist and are allowed
 * there. `evaluate.ts` computes the value from `ExpressionFacts`, which the run supplies.
 *
 * Neither parsing nor evaluating throws because of what a user wrote: errors are values with their place in the text.
 * Length, nesting and results are limited, so an untrusted text cannot exhaust the stack, the memory or the time.
 * A value is never parsed again as an expression.
 *
 * Bundled, the library has 37 kB and loads in a few milliseconds, which does not justify an asynchronous reader.
 * `facts.ts` and `library.ts` do not load it.
 */
import { FunctionCall } from '@actions/expressions/ast';
import type { Expression, ExpressionFinding, ParsedCondition, ParsedTemplate, Reading } from './facts.ts';
import { isStatusFunction } from './names.ts';
import { parseExpression } from './parse.ts';
import { nodesOf } from './tree.ts';

export { evaluateCondition, evaluateTemplate } from './evaluate.ts';
export { type Reference, type References, references } from './references.ts';

const OPEN = '${{';
const CLOSE = '}}';

/** The text of an `if`, with or without `${{ }}` around it. */
export function parseCondition(source: string): Reading<ParsedCondition> {
  const open = source.indexOf(OPEN);
  if (open === -1) return condition(parseExpression(source, 0));
  const close = closeOf(source, open + OPEN.length);
  if (close === undefined) return { type: 'rejected', findings: [unclosed(source, open)] };
  const before = source.slice(0, open).trim();
  const after = source.slice(close + CLOSE.length).trim();
  if (before === '' && after === '') {
    return condition(parseExpression(source.slice(open + OPEN.length, close), open + OPEN.length));
  }
  const outside = before === '' ? source.indexOf(after, close + CLOSE.length) : source.indexOf(before);
  const finding = {
    start: outside,
    end: outside + (before === '' ? after : before).length,
    code: 'condition-outside',
    message: `expected one expression, found text outside of \`${OPEN} ${CLOSE}\``,
    hint: `leave \`${OPEN}\` and \`${CLOSE}\` out: the whole of an \`if\` is an expression (a text would always be true)`,
  };
  return { type: 'rejected', findings: [finding] };
}

/** A text with any number of `${{ }}`, such as a value under `env`. Returns the findings of all its expressions. */
export function parseTemplate(source: string): Reading<ParsedTemplate> {
  const parts: (string | Expression)[] = [];
  const findings: ExpressionFinding[] = [];
  let from = 0;
  for (;;) {
    const open = source.indexOf(OPEN, from);
    if (open === -1) break;
    const close = closeOf(source, open + OPEN.length);
    if (close === undefined) {
      findings.push(unclosed(source, open));
      break;
    }
    if (open > from) parts.push(source.slice(from, open));
    const inner = parseExpression(source.slice(open + OPEN.length, close), open + OPEN.length);
    if (inner.type === 'parsed') parts.push(inner.parsed);
    else findings.push(...inner.findings);
    from = close + CLOSE.length;
  }
  if (findings.length > 0) return { type: 'rejected', findings };
  if (from < source.length) parts.push(source.slice(from));
  return { type: 'parsed', parsed: { type: 'template', parts } };
}

function condition(reading: Reading<Expression>): Reading<ParsedCondition> {
  if (reading.type === 'rejected') return reading;
  const expression = reading.parsed;
  const decidesAlone = nodesOf(expression.tree).some(
    ({ node }) => node instanceof FunctionCall && isStatusFunction(node.functionName.lexeme),
  );
  return { type: 'parsed', parsed: { type: 'condition', expression, impliesSuccess: !decidesAlone } };
}

/** Index of the first `}}` outside single quotes. */
function closeOf(source: string, from: number): number | undefined {
  let quoted = false;
  for (let index = from; index < source.length; index += 1) {
    if (source[index] === "'") quoted = !quoted;
    else if (!quoted && source.startsWith(CLOSE, index)) return index;
  }
  return undefined;
}

function unclosed(source: string, open: number): ExpressionFinding {
  const quotes = source.slice(open).split("'").length - 1;
  return {
    start: open,
    end: source.length,
    code: 'expression-syntax',
    message: `expected \`${CLOSE}\` after \`${OPEN}\`, found the end`,
    ...(quotes % 2 === 0 ? {} : { hint: 'a single quote is not closed' }),
  };
}
