import type { Variables } from '../../base/variables.ts';
import type { ExpressionFacts } from '../../mission/expressions/facts.ts';
import { type ExpressionReader, isTemplate } from './reader.ts';

/** Variables that may hold `${{ }}`, and what these see. */
export interface EnvironmentScope {
  /** The caller's variables, which `env` shows too. */
  readonly base: Variables;
  readonly env: Variables;
  /** With these for `env`. */
  facts(env: Variables): ExpressionFacts;
}

export interface Evaluation {
  /** Without those that could not be evaluated. */
  readonly env: Variables;
  /** Sentences that name the variable and the expression. */
  readonly problems: readonly string[];
}

/** In the file's order: each value sees those without an expression and those before it. */
export function evaluateEnvironment(scope: EnvironmentScope, expressions: ExpressionReader): Evaluation {
  const plain = Object.entries(scope.env).filter(([, value]) => !isTemplate(value));
  const seen: Record<string, string> = { ...scope.base, ...Object.fromEntries(plain) };
  const env: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(scope.env)) {
    const result = isTemplate(value) ? evaluate(value, scope.facts({ ...seen }), expressions) : { text: value };
    if ('text' in result) {
      env[name] = result.text;
      seen[name] = result.text;
    } else problems.push(`environment variable ${name}: ${result.error}`);
  }
  return { env, problems };
}

function evaluate(
  value: string,
  facts: ExpressionFacts,
  expressions: ExpressionReader,
): { readonly text: string } | { readonly error: string } {
  const reading = expressions.template(value);
  // The reader of the mission file has refused it already.
  if (reading.type === 'rejected') return { error: reading.findings.map(({ message }) => message).join('; ') };
  return expressions.evaluateTemplate(reading.parsed, facts);
}
