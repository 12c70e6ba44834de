import { TokenType } from '@actions/expressions/lexer';
import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { ExpressionFinding } from './facts.ts';
import type { PlacedToken } from './lex.ts';
import { ABSENT, CONTEXTS, FUNCTIONS, type Signature } from './names.ts';

/** Maximum nesting that the library's parser accepts. */
const DEEPEST = 50;

const KEYWORDS = ['true', 'false', 'null'];

/** Reports every unknown context and function and every wrong number of arguments, not only the first one. */
export function checkExpressionNames(tokens: readonly PlacedToken[]): ExpressionFinding[] {
  const countable = isBalanced(tokens);
  return tokens.flatMap((placed, index) => {
    const { token } = placed;
    if (token.type !== TokenType.IDENTIFIER || typeAt(tokens, index - 1) === TokenType.DOT) return [];
    if (typeAt(tokens, index + 1) !== TokenType.LEFT_PAREN) return checkContext(placed);
    const signature = FUNCTIONS.get(token.lexeme.toLowerCase());
    if (signature === undefined) return [unknownFunction(placed)];
    // Without its closing parenthesis, the end of a call is not known; the parser reports that, and expressions that are too deep.
    return countable ? checkCount(placed, signature, countArguments(tokens, index + 2)) : [];
  });
}

function checkContext({ token, start, end }: PlacedToken): ExpressionFinding[] {
  const name = token.lexeme;
  const lower = name.toLowerCase();
  if (CONTEXTS.includes(lower)) return [];
  const message = `expected one of ${listed(CONTEXTS)} or a value, found ${showText(name)}`;
  const called = FUNCTIONS.get(lower);
  const hint =
    called === undefined ? contextHint(name) : `${showText(called.name)} is a function: write ${called.name}()`;
  return [{ start, end, code: 'unknown-context', message, hint }];
}

function contextHint(name: string): string {
  const known = ABSENT.get(name.toLowerCase());
  if (known !== undefined) return known;
  const near = suggest(name, [...CONTEXTS, ...KEYWORDS, ...FUNCTIONS.keys()]);
  const called = near === undefined ? undefined : FUNCTIONS.get(near);
  if (called !== undefined) return `did you mean \`${called.name}()\`?`;
  return near === undefined ? `write a text in single quotes: '${shortened(name)}'` : `did you mean \`${near}\`?`;
}

function shortened(name: string): string {
  return name.length > 30 ? `${name.slice(0, 30)}…` : name;
}

function unknownFunction({ token, start, end }: PlacedToken): ExpressionFinding {
  const names = [...FUNCTIONS.values()].map((signature) => signature.name);
  const near = suggest(token.lexeme, names);
  const hint =
    near === undefined
      ? (ABSENT.get(token.lexeme.toLowerCase()) ?? `the functions are ${listed(names)}`)
      : `did you mean \`${near}\`?`;
  const message = `expected the name of a function, found ${showText(token.lexeme)}`;
  return { start, end, code: 'unknown-function', message, hint };
}

function checkCount(placed: PlacedToken, { name, least, most }: Signature, found: number): ExpressionFinding[] {
  const { start, end } = placed;
  const code = 'argument-count';
  if (found < least || found > most) {
    return [{ start, end, code, message: `expected ${name}() to get ${countText(least, most)}, found ${found}` }];
  }
  if (name !== 'case' || found % 2 === 1) return [];
  const message = `expected case() to get an odd number of arguments, found ${found}`;
  return [{ start, end, code, message, hint: 'conditions and values in turn, then the value if no condition is true' }];
}

function countText(least: number, most: number): string {
  if (most === 0) return 'no argument';
  const plural = (count: number): string => `${count} argument${count === 1 ? '' : 's'}`;
  if (least === most) return plural(least);
  return most >= 255 ? `at least ${plural(least)}` : `${least} to ${plural(most)}`;
}

/** `from` is the token after the opening parenthesis. */
function countArguments(tokens: readonly PlacedToken[], from: number): number {
  if (typeAt(tokens, from) === TokenType.RIGHT_PAREN) return 0;
  let count = 1;
  let depth = 0;
  for (let index = from; index < tokens.length; index += 1) {
    const change = nesting(typeAt(tokens, index));
    if (depth + change < 0) break;
    depth += change;
    if (depth === 0 && typeAt(tokens, index) === TokenType.COMMA) count += 1;
  }
  return count;
}

/** True if all brackets are closed and at most `DEEPEST` deep, so that counting the arguments of nested calls is fast. */
function isBalanced(tokens: readonly PlacedToken[]): boolean {
  let depth = 0;
  for (const { token } of tokens) {
    depth += nesting(token.type);
    if (depth < 0 || depth > DEEPEST) return false;
  }
  return depth === 0;
}

function nesting(type: TokenType | undefined): number {
  if (type === TokenType.LEFT_PAREN || type === TokenType.LEFT_BRACKET) return 1;
  return type === TokenType.RIGHT_PAREN || type === TokenType.RIGHT_BRACKET ? -1 : 0;
}

function typeAt(tokens: readonly PlacedToken[], index: number): TokenType | undefined {
  return tokens[index]?.token.type;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
