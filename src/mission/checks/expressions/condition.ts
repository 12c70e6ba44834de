import { showText } from '../../diagnostics/show-text.ts';
import type { Checking } from '../../entries/checking.ts';
import { evaluateCondition } from '../../expressions/evaluate.ts';
import type { ParsedCondition } from '../../expressions/facts.ts';
import { usesOf } from '../../expressions/uses.ts';
import { NO_FACTS } from '../../matrix/text.ts';
import type { Path } from '../../yaml/source.ts';

/** Functions whose result depends on the run. */
const OPEN_FUNCTIONS = ['success', 'failure', 'cancelled', 'running', 'changed'];

/** What also decides whether it runs. */
const ANYWAY = {
  task: 'the needs must succeed anyway',
  step: 'the steps before it must succeed anyway',
  'finally step': 'a `finally` step runs anyway',
} as const;

/** Reports a condition that does not depend on the run, so that it always gives the same result. */
export function checkCondition(
  parsed: ParsedCondition,
  path: Path,
  { source, report }: Checking,
  owner: keyof typeof ANYWAY = 'task',
): void {
  const { contexts, functions } = usesOf(parsed);
  if (contexts.length > 0 || functions.some(({ name }) => OPEN_FUNCTIONS.includes(name))) return;
  const result = evaluateCondition(parsed, NO_FACTS);
  const at = source.place(path);
  const shown = showText(parsed.expression.text.trim());
  if ('error' in result) {
    report({ at, code: 'expression', message: result.error });
  } else if (!result.value) {
    const message = `\`if\` is always false: ${shown} does not depend on the run, so this is always skipped`;
    const hint = 'correct the condition, or remove the entry';
    report({ at, severity: 'warning', code: 'never-holds', message, hint });
  } else if (parsed.impliesSuccess) {
    const message = `\`if\` has no effect: ${shown} is always true, and ${ANYWAY[owner]}`;
    const hint = owner === 'finally step' ? 'remove it' : 'remove it; write `always()` to run also after a failure';
    report({ at, severity: 'hint', code: 'always-holds', message, hint });
  }
}
