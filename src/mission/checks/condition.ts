import { showText } from '../diagnostics/show-text.ts';
import type { Checking } from '../entries/checking.ts';
import { evaluateCondition } from '../expressions/evaluate.ts';
import type { ParsedCondition } from '../expressions/facts.ts';
import { usesOf } from '../expressions/uses.ts';
import { NO_FACTS } from '../matrix/text.ts';
import type { Path } from '../yaml/source.ts';

/** What a run can answer in more than one way. */
const OPEN_FUNCTIONS = ['success', 'failure', 'cancelled', 'running', 'changed'];

/** A condition that asks nothing of the run always gives the same answer. */
export function checkCondition(parsed: ParsedCondition, path: Path, { source, report }: Checking): void {
  const { contexts, functions } = usesOf(parsed);
  if (contexts.length > 0 || functions.some(({ name }) => OPEN_FUNCTIONS.includes(name))) return;
  const result = evaluateCondition(parsed, NO_FACTS);
  const at = source.place(path);
  const shown = showText(parsed.expression.text.trim());
  if ('error' in result) {
    report({ at, code: 'expression', message: result.error });
  } else if (!result.value) {
    const message = `\`if\` never holds: ${shown} is always false, so this is always skipped`;
    const hint = 'correct the condition, or remove what is never to run';
    report({ at, severity: 'warning', code: 'never-holds', message, hint });
  } else if (parsed.impliesSuccess) {
    const message = `\`if\` says nothing: ${shown} is always true, and what it needs must succeed anyway`;
    const hint = 'remove it; write `always()` to run also after a failure';
    report({ at, severity: 'hint', code: 'always-holds', message, hint });
  }
}
