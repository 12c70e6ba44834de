import { Evaluator } from '@actions/expressions/evaluator';
import { truthy } from '@actions/expressions/result';
import { showText } from '../diagnostics/show-text.ts';
import { Entries } from './data.ts';
import type { Expression, ExpressionFacts, ParsedCondition, ParsedTemplate } from './facts.ts';
import { functionsFor, isSuccess } from './functions.ts';
import type { ExpressionData } from './library.ts';

/** Evaluates an `if`. Never throws; an error is a sentence that names the expression. */
export function evaluateCondition(
  { expression, impliesSuccess }: ParsedCondition,
  facts: ExpressionFacts,
): { value: boolean } | { error: string } {
  if (impliesSuccess && !isSuccess(facts)) return { value: false };
  const result = evaluate(expression, facts);
  return 'error' in result ? result : { value: truthy(result.data) };
}

/** Replaces every `${{ }}` with its value, written as in workflows. Never throws. */
export function evaluateTemplate(
  { parts }: ParsedTemplate,
  facts: ExpressionFacts,
): { text: string } | { error: string } {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const result = evaluate(part, facts);
    if ('error' in result) return result;
    if (!result.data.primitive) {
      const found = result.data.coerceString() === 'Array' ? 'a list' : 'an object';
      return failed(part, `expected a text, a number or a boolean, found ${found}; write toJSON(…) around it`);
    }
    text += result.data.coerceString();
  }
  return { text };
}

function evaluate(expression: Expression, facts: ExpressionFacts): { data: ExpressionData } | { error: string } {
  try {
    return { data: new Evaluator(expression.tree, contextsOf(facts), functionsFor(facts)).evaluate() };
  } catch (error) {
    if (error instanceof RangeError) return failed(expression, 'it needs too much memory or goes too deep');
    return failed(expression, error instanceof Error ? error.message : String(error));
  }
}

function contextsOf({ tasks, steps = {}, env, github, inputs, mission, matrix, runner }: ExpressionFacts): Entries {
  return new Entries({ tasks, steps, env, github, inputs, mission, matrix, runner });
}

function failed({ text }: Expression, why: string): { error: string } {
  return { error: `cannot evaluate ${showText(text.trim())}: ${why}` };
}
