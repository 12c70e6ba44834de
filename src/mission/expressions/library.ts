/** Types of `@actions/expressions`. Importing them loads nothing of the library. */

export type { Expr } from '@actions/expressions/ast';
export type { ExpressionData } from '@actions/expressions/data/expressiondata';
export type { Token } from '@actions/expressions/lexer';
