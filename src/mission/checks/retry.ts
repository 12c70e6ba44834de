import { showText } from '../diagnostics/show-text.ts';
import { type Checking, defaultsIn, textAt } from '../entries/checking.ts';
import type { Amount } from '../model/units.ts';
import { LONGEST_DURATION, parseDuration } from '../model/units.ts';
import type { TaskDraft } from '../schema/mission.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';
import type { Path } from '../yaml/source.ts';

type RetryDraft = Exclude<TaskDraft['retry'], undefined | number>;

/** Every `retry` has at least two attempts, a cause, and waits that a timer can measure. */
export function checkRetries(checking: Checking): void {
  const { scopes, entries } = checking;
  for (const scope of scopes) {
    const general = scope.draft.defaults?.retry;
    for (const { path, draft, kind } of defaultsIn(scope)) {
      checkRetry([...path, 'retry'], draft.retry, kind !== undefined && general !== undefined, checking);
    }
  }
  for (const { path, kind, draft: own, scope } of entries) {
    const { defaults } = scope.draft;
    const inherited = defaults?.retry ?? (kind === 'task' ? defaults?.tasks : defaults?.tests)?.retry;
    checkRetry([...path, 'retry'], own.retry, inherited !== undefined, checking);
  }
}

/** @param overrides true if a single attempt disables the retries of `defaults` */
function checkRetry(path: Path, retry: TaskDraft['retry'], overrides: boolean, checking: Checking): void {
  if (retry === undefined) return;
  const { source, report } = checking;
  const attempts = typeof retry === 'number' ? retry : retry.attempts;
  const attemptsPath = typeof retry === 'number' ? path : [...path, 'attempts'];
  if (attempts === 1 && !overrides) {
    const message = '`retry` with a single attempt retries nothing';
    const at = source.place(attemptsPath);
    report({
      at,
      severity: 'hint',
      code: 'single-attempt',
      message,
      hint: 'write the number of attempts including the first, at least 2',
    });
  }
  if (typeof retry === 'number') return;
  if (Array.isArray(retry.on) && retry.on.length === 0) {
    const message = '`on`: expected causes for a retry, found an empty list';
    const hint = 'write `failure`, `timeout` or `out-of-memory`, or remove the key';
    report({ at: source.place([...path, 'on']), code: 'wrong-value', message, hint });
  }
  checkDelay(path, retry, attempts ?? 1, checking);
}

function checkDelay(path: Path, retry: RetryDraft, attempts: number, { source, report }: Checking): void {
  if (retry.delay === undefined) return;
  const delayPath = [...path, 'delay'];
  const text = textAt(source, delayPath, retry.delay);
  const delay: Amount = parseDuration(text);
  const at = source.place(delayPath);
  if (!delay.ok) {
    const message = `\`delay\`: ${delay.problem}, found ${showText(text)}`;
    report({ at, code: 'invalid-amount', message, hint: text.includes('${{') ? NOT_EVALUATED : delay.hint });
    return;
  }
  const longest = delay.value * (retry.backoff ?? 1) ** Math.max(0, attempts - 2);
  if (longest <= LONGEST_DURATION) return;
  const message = `the wait before attempt ${attempts} would be longer than 24 days`;
  report({ at, code: 'out-of-range', message, hint: 'lower `delay`, `backoff` or `attempts`' });
}
