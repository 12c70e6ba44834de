import type { Variables } from '../../base/variables.ts';
import type { ExpressionFacts } from '../../mission/expressions/facts.ts';
import { type ExpressionReader, isTemplate } from './reader.ts';

/** Variables that may contain `${{ }}`, and the facts for these expressions. */
export interface EnvironmentScope {
  /** The caller's variables, which the context `env` contains too. */
  readonly base: Variables;
  readonly env: Variables;
  /** The facts, with these variables as the context `env`. */
  facts(env: Variables): ExpressionFacts;
}

export interface Evaluation {
  /** Without variables that could not be evaluated. */
  readonly env: Variables;
  /** A sentence with the variable and the expression for each of these. */
  readonly problems: readonly string[];
}

/** Evaluates in the order of the file: each value sees the variables without an expression and those before it. */
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
  // Not reached for a mission that was read: the reader refuses such a template.
  if (reading.type === 'rejected') return { error: reading.findings.map(({ message }) => message).join('; ') };
  return expressions.evaluateTemplate(reading.parsed, facts);
}
