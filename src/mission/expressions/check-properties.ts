import { Binary, IndexAccess, Literal } from '@actions/expressions/ast';
import { TokenType } from '@actions/expressions/lexer';
import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import {
  type Expression,
  type ExpressionFinding,
  MISSION_PROPERTIES,
  RUNNER_PROPERTIES,
  STEP_PROPERTIES,
  STEP_RESULTS,
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
  const known = propertiesOf(node.expr);
  if (name === undefined || known === undefined || known.includes(name)) return [];
  const of = ownerOf(node.expr);
  const message = `expected a property of ${of} (${known.join(', ')}), found ${showText(name)}`;
  const near = suggest(name, known);
  const hint =
    near === undefined
      ? isTask(node.expr)
        ? `what a task writes to MISSION_OUTPUT is read as .outputs.NAME; an id that contains dots or colons is written tasks['ID']`
        : isStep(node.expr)
          ? 'write NAME=VALUE to the file in MISSION_ENV and read env.NAME in later steps'
          : undefined
      : `did you mean \`${near}\`?`;
  return placed(node.index, expression, 'unknown-property', message, hint);
}

function ownerOf(node: Expr): string {
  if (isTask(node)) return 'a task';
  if (isStep(node)) return 'a step';
  return isContext(node, 'runner') ? '`runner`' : '`mission`';
}

function propertiesOf(node: Expr): readonly string[] | undefined {
  if (isContext(node, 'mission')) return MISSION_PROPERTIES;
  if (isContext(node, 'runner')) return RUNNER_PROPERTIES;
  return isTask(node) ? TASK_PROPERTIES : isStep(node) ? STEP_PROPERTIES : undefined;
}

/** `status` has the states of Mission Runner, `result` has GitHub's words. They are easily confused. */
function checkComparison({ left, right, operator }: Binary, expression: Expression): ExpressionFinding[] {
  if (operator.type !== TokenType.EQUAL_EQUAL && operator.type !== TokenType.BANG_EQUAL) return [];
  return [...checkWord(left, right, expression), ...checkWord(right, left, expression)];
}

function checkWord(access: Expr, word: Expr, expression: Expression): ExpressionFinding[] {
  if (!(access instanceof IndexAccess)) return [];
  if (isStep(access.expr)) return checkStepWord(word, expression);
  if (!isTask(access.expr)) return [];
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

function checkStepWord(word: Expr, expression: Expression): ExpressionFinding[] {
  if (!(word instanceof Literal) || word.token.type !== TokenType.STRING) return [];
  const text = literalText(word) ?? '';
  // Comparing with an empty text is fine: that is what an unknown step has.
  if ((STEP_RESULTS as readonly string[]).includes(text.toLowerCase()) || text === '') return [];
  const message = `expected a step's outcome to be compared with one of ${STEP_RESULTS.join(', ')}, found ${showText(text)}`;
  const near = suggest(text, STEP_RESULTS);
  const hint = near === undefined ? 'this comparison would always give the same answer' : `did you mean \`${near}\`?`;
  return placed(word, expression, 'unknown-status', message, hint);
}

/** `steps.ID` or `steps['ID']`, whatever the id is. */
function isStep(node: Expr): boolean {
  return node instanceof IndexAccess && isContext(node.expr, 'steps');
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
