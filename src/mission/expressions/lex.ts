import { Lexer, type Token, TokenType } from '@actions/expressions/lexer';
import { showText } from '../diagnostics/show-text.ts';
import type { ExpressionFinding } from './facts.ts';

/** GitHub's own limit, in characters. */
const LONGEST = 21_000;

/** A token and where it starts in the text that contains the expression. */
export interface PlacedToken {
  readonly token: Token;
  readonly start: number;
  readonly end: number;
}

export type Lexed =
  | { readonly type: 'lexed'; readonly tokens: readonly PlacedToken[] }
  | { readonly type: 'rejected'; readonly finding: ExpressionFinding };

/** `base` is the offset of `text` in the text that contains it. The last token is the end of the expression. */
export function lexExpression(text: string, base: number): Lexed {
  if (text.length > LONGEST) {
    const message = `expected an expression of at most ${LONGEST} characters, found ${text.length}`;
    const hint = 'let a task compute it and write it as an output';
    const finding = { start: base, end: base + text.length, code: 'expression-too-long', message, hint };
    return { type: 'rejected', finding };
  }
  try {
    return { type: 'lexed', tokens: place(new Lexer(text).lex().tokens, text, base) };
  } catch (error) {
    return { type: 'rejected', finding: explain(text, base, wrongAt(error)) };
  }
}

/**
 * Finds each token in the text, because the lexer's lines and columns are wrong after a line break inside a string and at
 * the end. Tokens are in order and only blanks separate them. Each token gets its index as its line, because the
 * parser's errors contain the line.
 */
function place(tokens: readonly Token[], text: string, base: number): PlacedToken[] {
  let from = 0;
  return tokens.map((token, index) => {
    const start = token.type === TokenType.EOF ? text.length : text.indexOf(token.lexeme, from);
    from = start + token.lexeme.length;
    token.range = { start: { line: index, column: 0 }, end: { line: index, column: 0 } };
    // The lexer undoes only the first of several doubled quotes.
    if (token.type === TokenType.STRING) token.value = token.lexeme.slice(1, -1).replaceAll("''", "'");
    return { token, start: base + start, end: base + from };
  });
}

/** The library's error is a sentence; the place in it is all that is needed. */
function wrongAt(error: unknown): number {
  const position = /Located at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? 0 : Number(position) - 1;
}

function explain(text: string, base: number, at: number): ExpressionFinding {
  const rest = text.slice(at);
  const wrong = rest.startsWith("'") ? rest : (/^.[^\s()[\],!<>=&|]*/su.exec(rest)?.[0] ?? rest);
  const range = { start: base + at, end: base + at + wrong.length, code: 'expression-syntax' };
  if (wrong.startsWith("'")) {
    const hint = "a quote inside of a text is written twice: 'it''s'";
    return { ...range, message: `expected a closing quote, found the end of ${showText(wrong)}`, hint };
  }
  const path = /tasks\.[A-Za-z0-9_.-]*$/i.exec(text.slice(0, at))?.[0];
  if (path !== undefined) {
    const message = `expected the name of a property after the dot, found ${showText(wrong)}`;
    return {
      ...range,
      message,
      hint: "an id that contains dots or colons is written in brackets: tasks['L2.2.1'].result",
    };
  }
  if (/^(?:[-+\d]|\.\d)/.test(wrong)) {
    const hint = 'there is no arithmetic in expressions, and a text needs single quotes';
    return { ...range, message: `expected a number, found ${showText(wrong)}`, hint };
  }
  const hint = instead(wrong);
  const message = `expected a value, a name or an operator, found ${showText(wrong)}`;
  return { ...range, message, ...(hint === undefined ? {} : { hint }) };
}

function instead(wrong: string): string | undefined {
  switch (wrong.charAt(0)) {
    case '=':
      return 'did you mean `==`?';
    case '&':
      return 'did you mean `&&`?';
    case '|':
      return 'did you mean `||`?';
    case '"':
      return 'write a text in single quotes';
    case '$':
      return "the expression itself needs no `$`: write `env.NAME` for an environment variable's value";
    default:
      return undefined;
  }
}
