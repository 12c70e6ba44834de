/** The shapes of `@actions/expressions` that others need to name; nothing of it is loaded by importing them. */

export type { Expr } from '@actions/expressions/ast';
export type { ExpressionData } from '@actions/expressions/data/expressiondata';
export type { Token } from '@actions/expressions/lexer';
