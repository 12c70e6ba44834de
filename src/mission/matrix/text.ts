import { evaluateTemplate } from '../expressions/evaluate.ts';
import { parseTemplate, references } from '../expressions/expressions.ts';
import type { ExpressionFacts, ParsedTemplate } from '../expressions/facts.ts';
import { usesOf } from '../expressions/uses.ts';
import type { Combination, MatrixTask } from './matrix.ts';

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
  const plain = plainText(text, matrix);
  if (plain !== undefined) return { text: plain };
  const template = parseTemplate(text);
  if (template.type === 'rejected') return { error: template.findings[0]?.message ?? 'not an expression' };
  return evaluateTemplate(template.parsed, factsOf(matrix));
}

const PLAIN = /\$\{\{\s*matrix\.([A-Za-z_][A-Za-z0-9_-]*)\s*\}\}/g;

/**
 * The same result without the expression language, for the usual `${{ matrix.NAME }}`: a large matrix has hundreds of thousands of these.
 * Undefined for every other expression, and for values that the language would have to convert.
 */
function plainText(text: string, matrix: Combination): string | undefined {
  if (text.replace(PLAIN, '').includes('${{')) return undefined;
  let isPlain = true;
  const filled = text.replace(PLAIN, (_, name: string) => {
    const value = Object.hasOwn(matrix, name) ? matrix[name] : undefined;
    isPlain &&= typeof value === 'string' || Number.isSafeInteger(value);
    return String(value);
  });
  return isPlain ? filled : undefined;
}

/** Facts for constant expressions, which use none. */
export const NO_FACTS: ExpressionFacts = factsOf({});

/** Names and functions whose value is not known before the mission runs. */
export const OF_RUNS = [
  'tasks',
  'steps',
  'env',
  'github',
  'inputs',
  'mission',
  'runner',
  'running',
  'success',
  'failure',
  'always',
  'cancelled',
  'changed',
];

/** The text that holds for one combination, or for all of them. */
export interface FilledText {
  readonly text: string;
  /** Absent if the text is the same for all combinations, or without a matrix. */
  readonly leg?: MatrixTask;
}

/**
 * A text of a task or a service, once for each of its combinations if it contains an expression. Without those that cannot be
 * evaluated: `checkExpressions` reports them.
 *
 * @param matrix absent: the owner has no matrix
 */
export function filledTexts(text: string, matrix: readonly MatrixTask[] | undefined): readonly FilledText[] {
  if (!text.includes('${{')) return [{ text }];
  const template = staticTemplate(text, matrix);
  if (template === undefined) return [];
  if (matrix === undefined) return filled(text, template, undefined);
  return matrix.flatMap((leg) => filled(text, template, leg));
}

function filled(text: string, template: ParsedTemplate, leg: MatrixTask | undefined): readonly FilledText[] {
  const values = leg?.values ?? {};
  const plain = plainText(text, values);
  const result = plain === undefined ? evaluateTemplate(template, factsOf(values)) : { text: plain };
  if ('error' in result) return [];
  return [leg === undefined ? { text: result.text } : { text: result.text, leg }];
}

/** Undefined if the text has an error, or reads something that is not known before the mission runs. */
function staticTemplate(text: string, matrix: readonly MatrixTask[] = []): ParsedTemplate | undefined {
  const reading = parseTemplate(text);
  if (reading.type === 'rejected') return undefined;
  const { contexts, functions } = usesOf(reading.parsed);
  if ([...contexts, ...functions].some(({ name }) => OF_RUNS.includes(name))) return undefined;
  const known = new Set(matrix.flatMap(({ values }) => Object.keys(values)).map((name) => name.toLowerCase()));
  const isKnown = references(reading.parsed).matrix.every(({ name }) => known.has(name.toLowerCase()));
  return isKnown ? reading.parsed : undefined;
}
