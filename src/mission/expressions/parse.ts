import { ExpressionError } from '@actions/expressions/errors';
import { TokenType } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import { showText } from '../diagnostics/show-text.ts';
import { checkExpressionNames } from './check-names.ts';
import { checkProperties } from './check-properties.ts';
import type { Expression, ExpressionFinding, Reading } from './facts.ts';
import { lexExpression, type PlacedToken } from './lex.ts';
import { CONTEXTS, FUNCTIONS_FOR_PARSER } from './names.ts';
import { nodesOf } from './tree.ts';

/** GitHub's own limit. It also keeps the recursive evaluator far from a stack overflow. */
const DEEPEST = 50;

/** Maximum number of findings that are reported for one expression. */
const MOST_FINDINGS = 20;

/** One expression without `${{` and `}}`; `base` is its offset in the text that contains it. */
export function parseExpression(text: string, base: number): Reading<Expression> {
  const whole = { start: base, end: base + text.length };
  if (text.trim() === '') {
    return rejected([{ ...whole, code: 'expression-syntax', message: 'expected an expression, found nothing' }]);
  }
  const lexed = lexExpression(text, base);
  if (lexed.type === 'rejected') return rejected([lexed.finding]);
  const { tokens } = lexed;
  const findings = [...checkExpressionNames(tokens), ...checkCommas(tokens)];
  if (findings.length > 0) return rejected(findings);
  try {
    const tree = new Parser(
      tokens.map((placed) => placed.token),
      CONTEXTS,
      FUNCTIONS_FOR_PARSER,
    ).parse();
    return check({ text, tree, offsets: new Map(tokens.map(({ token, start }) => [token, start])) }, whole);
  } catch (error) {
    // Anything else is a bug here, which must not look like a mistake of the user.
    if (!(error instanceof ExpressionError)) throw error;
    return rejected([explain(error, tokens)]);
  }
}

function check(expression: Expression, whole: { start: number; end: number }): Reading<Expression> {
  if (nodesOf(expression.tree).some(({ depth }) => depth > DEEPEST)) return rejected([{ ...whole, ...TOO_DEEP }]);
  const findings = checkProperties(expression);
  return findings.length > 0 ? rejected(findings) : { type: 'parsed', parsed: expression };
}

const TOO_DEEP = {
  code: 'expression-too-deep',
  message: `expected at most ${DEEPEST} levels of parentheses, operators and properties, found more`,
  hint: 'let a task compute it and write it as an output',
};

function rejected(findings: readonly ExpressionFinding[]): Reading<never> {
  return { type: 'rejected', findings: findings.slice(0, MOST_FINDINGS) };
}

/** The parser takes a comma before a closing parenthesis, GitHub does not. */
function checkCommas(tokens: readonly PlacedToken[]): ExpressionFinding[] {
  return tokens.flatMap(({ token, start, end }, index) => {
    if (token.type !== TokenType.COMMA || tokens[index + 1]?.token.type !== TokenType.RIGHT_PAREN) return [];
    return [{ start, end, code: 'expression-syntax', message: 'expected another argument after the comma, found `)`' }];
  });
}

/** The library's error contains the token at which it stopped; the first words of its sentence name the problem. */
function explain(error: ExpressionError, tokens: readonly PlacedToken[]): ExpressionFinding {
  const at = error.pos.line;
  const { token, start, end } = tokens[at] ?? NOWHERE;
  if (error.message.startsWith('Exceeded')) return { start, end, ...TOO_DEEP };
  const code = 'expression-syntax';
  if (error.message.startsWith('Unexpected end') || token.type === TokenType.EOF) {
    const last = token.type === TokenType.EOF ? (tokens[at - 1] ?? NOWHERE) : { token, start, end };
    const message = `expected more after ${showText(last.token.lexeme)}, found the end`;
    return { start: last.start, end: last.end, code, message, ...missing(tokens) };
  }
  const expected = endsValue(tokens[at - 1]) ? 'an operator or the end' : 'a value or a name';
  return { start, end, code, message: `expected ${expected}, found ${showText(token.lexeme)}` };
}

function endsValue(before: PlacedToken | undefined): boolean {
  switch (before?.token.type) {
    case TokenType.RIGHT_PAREN:
    case TokenType.RIGHT_BRACKET:
    case TokenType.STAR:
    case TokenType.NUMBER:
    case TokenType.STRING:
    case TokenType.IDENTIFIER:
    case TokenType.TRUE:
    case TokenType.FALSE:
    case TokenType.NULL:
      return true;
    default:
      return false;
  }
}

const NOWHERE: PlacedToken = {
  token: { type: TokenType.EOF, lexeme: '', range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } } },
  start: 0,
  end: 0,
};

function missing(tokens: readonly PlacedToken[]): { hint?: string } {
  const open = count(tokens, TokenType.LEFT_PAREN) - count(tokens, TokenType.RIGHT_PAREN);
  if (open > 0) return { hint: 'a `(` is not closed' };
  return count(tokens, TokenType.LEFT_BRACKET) > count(tokens, TokenType.RIGHT_BRACKET)
    ? { hint: 'a `[` is not closed' }
    : {};
}

function count(tokens: readonly PlacedToken[], type: TokenType): number {
  return tokens.filter(({ token }) => token.type === type).length;
}
