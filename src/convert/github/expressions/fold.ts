import { type Token, TokenType } from '@actions/expressions/lexer';
import { lexExpression } from '../../../mission/expressions/lex.ts';

/** Computes the parts of an expression that consist of literals only, as they remain where a dimension of a matrix has one value. */

/** Functions of two texts that can be computed. */
const FUNCTIONS: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

interface Word {
  readonly type: TokenType;
  readonly text: string;
}

/** The expression with fewer parts, and the same value. An expression with a mistake stays as it is. */
export function foldLiterals(expression: string): string {
  const lexed = lexExpression(expression, 0);
  if (lexed.type === 'rejected') return expression;
  let words: readonly Word[] = lexed.tokens
    .filter(({ token }) => token.type !== TokenType.EOF)
    .map(({ token }) => wordOf(token));
  const count = words.length;
  for (;;) {
    const next = foldOnce(words);
    if (next === undefined) break;
    words = next;
  }
  return words.length === count ? expression : textOf(words);
}

function wordOf({ type, lexeme }: Token): Word {
  return { type, text: lexeme };
}

/** Undefined if nothing can be folded. */
function foldOnce(words: readonly Word[]): readonly Word[] | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const found = foldAt(words, at);
    if (found !== undefined) return [...words.slice(0, at), ...found.words, ...words.slice(at + found.length)];
  }
  return undefined;
}

interface Fold {
  readonly words: readonly Word[];
  /** How many words it replaces. */
  readonly length: number;
}

const isString = (word: Word | undefined): word is Word => word?.type === TokenType.STRING;
/** Two literals of one type; of different types, the rules of the language are more than a comparison. */
const isComparable = (first: Word, third: Word | undefined): boolean =>
  first.type === third?.type &&
  (first.type === TokenType.STRING || (first.type === TokenType.NUMBER && /^\d+$/.test(`${first.text}${third.text}`)));
const isTruth = (word: Word | undefined): boolean => word?.type === TokenType.TRUE || word?.type === TokenType.FALSE;

function truth(value: boolean): Word {
  return value ? { type: TokenType.TRUE, text: 'true' } : { type: TokenType.FALSE, text: 'false' };
}

function foldAt(words: readonly Word[], at: number): Fold | undefined {
  const [first, second, third] = [words[at], words[at + 1], words[at + 2]];
  if (first === undefined || second === undefined) return undefined;
  if (first.type === TokenType.BANG && isTruth(second)) {
    return { words: [truth(second.type === TokenType.FALSE)], length: 2 };
  }
  const isOperand = startsOperand(words[at - 1]);
  if (isOperand && isComparable(first, third) && endsOperand(words[at + 3])) {
    const isSame = first.text.toLowerCase() === third?.text.toLowerCase();
    if (second.text === '==') return { words: [truth(isSame)], length: 3 };
    if (second.text === '!=') return { words: [truth(!isSame)], length: 3 };
  }
  const compute = first.type === TokenType.IDENTIFIER ? FUNCTIONS[first.text.toLowerCase()] : undefined;
  const [fourth, fifth, sixth] = [words[at + 3], words[at + 4], words[at + 5]];
  if (
    compute !== undefined &&
    second.text === '(' &&
    isString(third) &&
    fourth?.text === ',' &&
    isString(fifth) &&
    sixth?.text === ')'
  ) {
    return { words: [truth(compute(inner(third), inner(fifth)))], length: 6 };
  }
  // `true && x` is x, and so is `false || x`; the other way round as well.
  if (isOperand && isNeutral(first, second)) return { words: [], length: 2 };
  const isLast = words[at + 2] === undefined || words[at + 2]?.text === ')' || words[at + 2]?.text === '||';
  if (second.type === TokenType.TRUE && first.text === '&&' && (isLast || words[at + 2]?.text === '&&'))
    return { words: [], length: 2 };
  if (second.type === TokenType.FALSE && first.text === '||' && isLast) return { words: [], length: 2 };
  // A single value needs no parentheses, unless they are those of a function.
  if (first.text === '(' && isTruth(second) && third?.text === ')' && words[at - 1]?.type !== TokenType.IDENTIFIER) {
    return { words: [second], length: 3 };
  }
  return undefined;
}

function isNeutral(first: Word, second: Word): boolean {
  if (first.type === TokenType.TRUE) return second.text === '&&';
  return first.type === TokenType.FALSE && second.text === '||';
}

/** Whether an operand of `&&` or `||` begins after this word. */
function startsOperand(before: Word | undefined): boolean {
  return before === undefined || ['(', '&&', '||'].includes(before.text);
}

function endsOperand(after: Word | undefined): boolean {
  return after === undefined || [')', '&&', '||'].includes(after.text);
}

function inner({ text }: Word): string {
  return text.slice(1, -1).replaceAll("''", "'").toLowerCase();
}

/** Spaces around operators and after commas, as people write them. */
function textOf(words: readonly Word[]): string {
  let text = '';
  for (const [index, { text: word }] of words.entries()) {
    const before = words[index - 1]?.text ?? '';
    const isTight = text === '' || ['(', '[', '.', '!'].includes(before) || [')', ']', '.', ',', '['].includes(word);
    const isCall = word === '(' && words[index - 1]?.type === TokenType.IDENTIFIER;
    text += isTight || isCall ? word : ` ${word}`;
  }
  return text;
}
