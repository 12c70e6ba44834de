import { ContextAccess, FunctionCall, Literal } from '@actions/expressions/ast';
import type { Expression, ParsedCondition, ParsedTemplate } from './facts.ts';
import { nodesOf } from './tree.ts';

/** A name in the text that contains the expression; the end is exclusive. */
export interface Use {
  /** In lower case. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Every use of a context or function in an expression. */
export interface ExpressionUses {
  readonly contexts: readonly Use[];
  readonly functions: readonly Use[];
  /** Where the ids in `running('ID')` start. */
  readonly running: ReadonlySet<number>;
}

export function usesOf(parsed: ParsedCondition | ParsedTemplate): ExpressionUses {
  const contexts: Use[] = [];
  const functions: Use[] = [];
  const running = new Set<number>();
  for (const expression of expressionsOf(parsed)) {
    const use = (token: FunctionCall['functionName']): Use => {
      const start = expression.offsets.get(token) ?? 0;
      return { name: token.lexeme.toLowerCase(), start, end: start + token.lexeme.length };
    };
    for (const { node } of nodesOf(expression.tree)) {
      if (node instanceof ContextAccess) contexts.push(use(node.name));
      if (!(node instanceof FunctionCall)) continue;
      functions.push(use(node.functionName));
      const [id] = node.args;
      const asks = node.functionName.lexeme.toLowerCase() === 'running' && id instanceof Literal;
      if (asks) running.add(expression.offsets.get(id.token) ?? 0);
    }
  }
  return { contexts, functions, running };
}

function expressionsOf(parsed: ParsedCondition | ParsedTemplate): readonly Expression[] {
  if (parsed.type === 'condition') return [parsed.expression];
  return parsed.parts.filter((part) => typeof part !== 'string');
}
