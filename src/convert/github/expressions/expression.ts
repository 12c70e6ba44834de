/*
 * This folder rewrites expressions of workflows as expressions of missions.
 *
 * `expression.ts` finds the contexts in an expression, and `contexts.ts` says what each becomes: `needs.build.result` is
 * `tasks.build.result`. `scope.ts` is what the expressions of a job may refer to. `template.ts` finds expressions in texts, `fold.ts`
 * computes what consists of literals, `variable-names.ts` and `output-names.ts` choose names.
 *
 * Invariants:
 * - The value is the same as in the workflow, or the expression is refused with a reason.
 * - What was read of secrets and configuration variables is noted in the scope.
 *
 * Not here: whether the mission accepts the result (`mission/expressions`), and scripts (`script.ts`).
 */
import { TokenType } from '@actions/expressions/lexer';
import { lexExpression, type PlacedToken } from '../../../mission/expressions/lex.ts';
import { COMPUTED, EVERY, reference, type Segment, type Taken } from './contexts.ts';
import type { Scope } from './scope.ts';

/** Functions of workflows that missions do not have. */
const ABSENT_FUNCTIONS = ['hashfiles'];

/** An expression of a workflow without `${{` and `}}`, as one of the mission. What is refused has the reason as a clause. */
export function takeExpression(text: string, scope: Scope): Taken {
  const lexed = lexExpression(text, 0);
  if (lexed.type === 'rejected') return { type: 'refused', why: lexed.finding.message };
  const { tokens } = lexed;
  const parts: string[] = [];
  let from = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const placed = tokens[index];
    if (placed === undefined || placed.token.type !== TokenType.IDENTIFIER) continue;
    if (typeAt(tokens, index + 1) === TokenType.LEFT_PAREN) {
      const name = placed.token.lexeme;
      if (!ABSENT_FUNCTIONS.includes(name.toLowerCase())) continue;
      return { type: 'refused', why: `a mission has no function ${name}()` };
    }
    const access = pathFrom(tokens, index);
    const taken = reference(access.segments, scope);
    if (taken.type === 'refused') return taken;
    if (taken.text !== undefined) {
      parts.push(text.slice(from, placed.start), taken.text);
      from = access.end;
    }
    index = access.last;
  }
  return { type: 'taken', text: [...parts, text.slice(from)].join('').trim() };
}

/** The path of `needs.build.outputs['x']`, as far as it is written and not computed. */
export function pathOf(text: string): readonly Segment[] | undefined {
  const lexed = lexExpression(text, 0);
  if (lexed.type === 'rejected' || lexed.tokens[0]?.token.type !== TokenType.IDENTIFIER) return undefined;
  const { segments, last } = pathFrom(lexed.tokens, 0);
  return typeAt(lexed.tokens, last + 1) === TokenType.EOF ? segments : undefined;
}

interface Access {
  readonly segments: readonly Segment[];
  /** Index of the last token. */
  readonly last: number;
  /** Offset of its end. */
  readonly end: number;
}

function pathFrom(tokens: readonly PlacedToken[], first: number): Access {
  const segments: Segment[] = [tokens[first]?.token.lexeme ?? ''];
  let last = first;
  for (;;) {
    const next = segmentAfter(tokens, last);
    if (next !== undefined) segments.push(next.segment);
    // What is in the brackets is looked at on its own.
    if (next === undefined || next.segment === COMPUTED) return { segments, last, end: tokens[last]?.end ?? 0 };
    last = next.last;
  }
}

function segmentAfter(tokens: readonly PlacedToken[], at: number): { segment: Segment; last: number } | undefined {
  const second = tokens[at + 2];
  if (second === undefined) return undefined;
  if (typeAt(tokens, at + 1) === TokenType.DOT) {
    return { segment: second.token.type === TokenType.STAR ? EVERY : second.token.lexeme, last: at + 2 };
  }
  if (typeAt(tokens, at + 1) !== TokenType.LEFT_BRACKET) return undefined;
  if (typeAt(tokens, at + 3) !== TokenType.RIGHT_BRACKET) return { segment: COMPUTED, last: at };
  switch (second.token.type) {
    case TokenType.STAR:
      return { segment: EVERY, last: at + 3 };
    case TokenType.STRING:
      return { segment: second.token.lexeme.slice(1, -1).replaceAll("''", "'"), last: at + 3 };
    case TokenType.NUMBER:
      return { segment: second.token.lexeme, last: at + 3 };
    default:
      return { segment: COMPUTED, last: at };
  }
}

function typeAt(tokens: readonly PlacedToken[], index: number): TokenType | undefined {
  return tokens[index]?.token.type;
}
