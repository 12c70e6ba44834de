import { FunctionCall, IndexAccess, Literal } from '@actions/expressions/ast';
import type { Expression, ParsedCondition, ParsedTemplate } from './facts.ts';
import type { Expr } from './library.ts';
import { isContext, literalText, nodesOf } from './tree.ts';

/** A name in the text. The range includes its quotes; the end is exclusive. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface References {
  /** Ids in `tasks['ID']`, `tasks.ID` and `running('ID')`. */
  readonly tasks: readonly Reference[];
  /** Ids in `steps['ID']` and `steps.ID`. */
  readonly steps: readonly Reference[];
  /** Names in `matrix.NAME`. */
  readonly matrix: readonly Reference[];
  /** Names in `inputs.NAME`. */
  readonly inputs: readonly Reference[];
  /** Patterns of `changed('…')`. */
  readonly patterns: readonly Reference[];
  /** True even if the patterns are computed. */
  readonly usesChanged: boolean;
}

/** Names that are written in the expression. Names that are computed during evaluation (`tasks[matrix.id]`) are not included. */
export function references(parsed: ParsedCondition | ParsedTemplate): References {
  const found = {
    tasks: [] as Reference[],
    steps: [] as Reference[],
    matrix: [] as Reference[],
    inputs: [] as Reference[],
    patterns: [] as Reference[],
    usesChanged: false,
  };
  for (const expression of expressionsOf(parsed)) {
    for (const { node } of nodesOf(expression.tree)) {
      if (node instanceof IndexAccess) {
        if (isContext(node.expr, 'tasks')) found.tasks.push(...reference(node.index, expression));
        if (isContext(node.expr, 'inputs')) found.inputs.push(...reference(node.index, expression));
        if (isContext(node.expr, 'steps')) found.steps.push(...reference(node.index, expression));
        if (isContext(node.expr, 'matrix')) found.matrix.push(...reference(node.index, expression));
      } else if (node instanceof FunctionCall) {
        const name = node.functionName.lexeme.toLowerCase();
        if (name === 'running') found.tasks.push(...node.args.flatMap((argument) => reference(argument, expression)));
        if (name !== 'changed') continue;
        found.usesChanged = true;
        found.patterns.push(...node.args.flatMap((argument) => reference(argument, expression)));
      }
    }
  }
  return {
    tasks: sorted(found.tasks),
    steps: sorted(found.steps),
    matrix: sorted(found.matrix),
    inputs: sorted(found.inputs),
    patterns: sorted(found.patterns),
    usesChanged: found.usesChanged,
  };
}

function expressionsOf(parsed: ParsedCondition | ParsedTemplate): readonly Expression[] {
  if (parsed.type === 'condition') return [parsed.expression];
  return parsed.parts.filter((part) => typeof part !== 'string');
}

function reference(node: Expr, expression: Expression): Reference[] {
  const name = literalText(node);
  if (name === undefined || !(node instanceof Literal)) return [];
  const start = expression.offsets.get(node.token) ?? 0;
  return [{ name, start, end: start + node.token.lexeme.length }];
}

function sorted(found: readonly Reference[]): Reference[] {
  return [...found].sort((a, b) => a.start - b.start);
}
