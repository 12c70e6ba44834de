import { Binary, IndexAccess, Literal } from '@actions/expressions/ast';
import { TokenType } from '@actions/expressions/lexer';
import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import {
  type Expression,
  type ExpressionFinding,
  MISSION_PROPERTIES,
  RUNNER_PROPERTIES,
  TASK_PROPERTIES,
  TASK_RESULTS,
  TASK_STATUSES,
} from './facts.ts';
import type { Expr } from './library.ts';
import { isContext, literalText, nodesOf } from './tree.ts';

/** Reports properties that do not exist, and comparisons that are never true: both would silently be false. */
export function checkProperties(expression: Expression): ExpressionFinding[] {
  return nodesOf(expression.tree).flatMap(({ node }) => {
    if (node instanceof IndexAccess) return checkProperty(node, expression);
    return node instanceof Binary ? checkComparison(node, expression) : [];
  });
}

function checkProperty(node: IndexAccess, expression: Expression): ExpressionFinding[] {
  const name = literalText(node.index)?.toLowerCase();
  const known = isContext(node.expr, 'mission')
    ? MISSION_PROPERTIES
    : isContext(node.expr, 'runner')
      ? RUNNER_PROPERTIES
      : isTask(node.expr)
        ? TASK_PROPERTIES
        : undefined;
  if (name === undefined || known === undefined || (known as readonly string[]).includes(name)) return [];
  const of = isTask(node.expr) ? 'a task' : isContext(node.expr, 'runner') ? '`runner`' : '`mission`';
  const message = `expected a property of ${of} (${known.join(', ')}), found ${showText(name)}`;
  const near = suggest(name, known);
  const hint =
    near === undefined
      ? isTask(node.expr)
        ? `what a task writes to MISSION_OUTPUT is read as .outputs.NAME; an id that contains dots or colons is written tasks['ID']`
        : undefined
      : `did you mean \`${near}\`?`;
  return placed(node.index, expression, 'unknown-property', message, hint);
}

/** `status` has the states of Mission Runner, `result` has GitHub's words. They are easily confused. */
function checkComparison({ left, right, operator }: Binary, expression: Expression): ExpressionFinding[] {
  if (operator.type !== TokenType.EQUAL_EQUAL && operator.type !== TokenType.BANG_EQUAL) return [];
  return [...checkWord(left, right, expression), ...checkWord(right, left, expression)];
}

function checkWord(access: Expr, word: Expr, expression: Expression): ExpressionFinding[] {
  if (!(access instanceof IndexAccess) || !isTask(access.expr)) return [];
  if (!(word instanceof Literal) || word.token.type !== TokenType.STRING) return [];
  const property = literalText(access.index)?.toLowerCase();
  if (property !== 'status' && property !== 'result') return [];
  const words: readonly string[] = property === 'status' ? TASK_STATUSES : TASK_RESULTS;
  const others: readonly string[] = property === 'status' ? TASK_RESULTS : TASK_STATUSES;
  const text = literalText(word) ?? '';
  // A result is empty until the task has ended, so a comparison with '' is fine.
  if (words.includes(text.toLowerCase()) || (property === 'result' && text === '')) return [];
  const message = `expected a task's ${property} to be compared with one of ${words.join(', ')}, found ${showText(text)}`;
  const other = property === 'status' ? 'result' : 'status';
  const near = suggest(text, words);
  const hint = others.includes(text.toLowerCase())
    ? `${showText(text)} is a ${other}: compare .${other}`
    : near === undefined
      ? 'this comparison would always give the same answer'
      : `did you mean \`${near}\`?`;
  return placed(word, expression, 'unknown-status', message, hint);
}

/** `tasks.ID` or `tasks['ID']`, whatever the id is. */
function isTask(node: Expr): boolean {
  return node instanceof IndexAccess && isContext(node.expr, 'tasks');
}

function placed(
  node: Expr,
  expression: Expression,
  code: string,
  message: string,
  hint: string | undefined,
): ExpressionFinding[] {
  if (!(node instanceof Literal)) return [];
  const start = expression.offsets.get(node.token) ?? 0;
  const end = start + node.token.lexeme.length;
  return [{ start, end, code, message, ...(hint === undefined ? {} : { hint }) }];
}
