import { evaluateTemplate } from '../expressions/evaluate.ts';
import { parseTemplate } from '../expressions/expressions.ts';
import type { ExpressionFacts } from '../expressions/facts.ts';
import type { Combination } from './matrix.ts';

/** Before the mission runs, only the combination is known. */
function factsOf(matrix: Combination): ExpressionFacts {
  return {
    tasks: {},
    env: {},
    github: {},
    inputs: {},
    mission: { name: '' },
    matrix,
    runner: {},
    needs: [],
    cancelled: false,
    running: () => false,
    changed: () => false,
  };
}

/** Fills `${{ matrix.NAME }}` in for one combination. The error is a sentence. */
export function fillMatrixText(text: string, matrix: Combination): { text: string } | { error: string } {
  if (!text.includes('${{')) return { text };
  const template = parseTemplate(text);
  if (template.type === 'rejected') return { error: template.findings[0]?.message ?? 'not an expression' };
  return evaluateTemplate(template.parsed, factsOf(matrix));
}

/** Facts for constant expressions, which use none. */
export const NO_FACTS: ExpressionFacts = factsOf({});
