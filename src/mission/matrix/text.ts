import { evaluateTemplate } from '../expressions/evaluate.ts';
import { parseTemplate } from '../expressions/expressions.ts';
import type { ExpressionFacts } from '../expressions/facts.ts';
import type { Combination } from './matrix.ts';

/** Before anything runs nothing is known but the combination. */
function factsOf(matrix: Combination): ExpressionFacts {
  return {
    tasks: {},
    env: {},
    github: {},
    mission: { name: '' },
    matrix,
    needs: [],
    cancelled: false,
    running: () => false,
    changed: () => false,
  };
}

/** A text that may hold `${{ matrix.NAME }}`, for one combination; the error is a sentence. */
export function fillMatrixText(text: string, matrix: Combination): { text: string } | { error: string } {
  if (!text.includes('${{')) return { text };
  const template = parseTemplate(text);
  if (template.type === 'rejected') return { error: template.findings[0]?.message ?? 'not an expression' };
  return evaluateTemplate(template.parsed, factsOf(matrix));
}

/** Facts of which a constant expression uses none. */
export const NO_FACTS: ExpressionFacts = factsOf({});
