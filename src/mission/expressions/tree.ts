import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
} from '@actions/expressions/ast';
import type { Expr } from './library.ts';

/** A node and its depth; the root has depth 1. */
export interface Nested {
  readonly node: Expr;
  readonly depth: number;
}

/** This node and every node below it, in no guaranteed order. Not recursive, because `a == b == c …` is as deep as it is long. */
export function nodesOf(tree: Expr): Nested[] {
  const found: Nested[] = [{ node: tree, depth: 1 }];
  for (const { node, depth } of found) {
    for (const child of childrenOf(node)) found.push({ node: child, depth: depth + 1 });
  }
  return found;
}

function childrenOf(node: Expr): readonly Expr[] {
  if (node instanceof Unary) return [node.expr];
  if (node instanceof Binary) return [node.left, node.right];
  if (node instanceof Logical || node instanceof FunctionCall) return node.args;
  if (node instanceof Grouping) return [node.group];
  if (node instanceof IndexAccess) return [node.expr, node.index];
  return [];
}

/** The text of `'text'` or of `.text`; undefined if it is computed. */
export function literalText(node: Expr | undefined): string | undefined {
  if (!(node instanceof Literal)) return undefined;
  return node.literal.coerceString();
}

export function isContext(node: Expr, name: string): node is ContextAccess {
  return node instanceof ContextAccess && node.name.lexeme.toLowerCase() === name;
}
