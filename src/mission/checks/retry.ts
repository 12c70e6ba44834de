import { showText } from '../diagnostics/show-text.ts';
import { type Checking, defaultsIn, textAt } from '../entries/checking.ts';
import { isPattern } from '../entries/is-pattern.ts';
import { retryConditions } from '../entries/retry-conditions.ts';
import type { Amount } from '../model/units.ts';
import { LONGEST_DURATION, parseDuration } from '../model/units.ts';
import type { TaskDraft } from '../schema/mission.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';
import type { Path } from '../yaml/source.ts';

type RetryDraft = Exclude<TaskDraft['retry'], undefined | number>;

/** Every `retry` has at least two attempts, a cause, and waits that a timer can measure. */
export function checkRetries(checking: Checking): void {
  const { scopes, entriesWith } = checking;
  for (const scope of scopes) {
    const general = scope.draft.defaults?.retry;
    for (const { path, draft, kind } of defaultsIn(scope)) {
      checkRetry([...path, 'retry'], draft.retry, kind !== undefined && general !== undefined, checking);
    }
  }
  for (const { path, kind, draft: own, scope } of entriesWith('retry')) {
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
  checkConditions(path, retry, checking);
  if (Array.isArray(retry.on) && retry.on.length === 0) {
    const message = '`on`: expected causes for a retry, found an empty list';
    const hint =
      'write `failure`, `timeout`, `out-of-memory`, an exit code or a pattern for the log, or remove the key';
    report({ at: source.place([...path, 'on']), code: 'wrong-value', message, hint });
  }
  checkDelay(path, retry, attempts ?? 1, checking);
}

/** Each condition has exactly one key, its pattern is valid, and no cause before covers it. */
function checkConditions(path: Path, { on }: RetryDraft, { source, report }: Checking): void {
  const conditions = retryConditions([...path, 'on'], on);
  const coversFailures = conditions.some(({ item }) => item === 'failure');
  for (const { item, path: at } of conditions) {
    if (typeof item === 'string') continue;
    const keys = source.keys(at);
    if (keys.length !== 1) {
      const found = keys.length === 0 ? 'none' : 'both';
      const message = `\`on\`: expected either \`exit-code\` or \`log\`, found ${found}`;
      const hint = 'write one item for each: `on: [{ exit-code: 137 }, { log: ECONNRESET }]`';
      report({ at: source.place(at), code: 'retry-condition', message, hint });
    } else if (item['exit-code'] !== undefined && coversFailures) {
      const message = '`exit-code` has no effect beside `failure`, which covers every exit code';
      const hint = 'remove one of the two';
      report({ at: source.place(at), severity: 'warning', code: 'covered-cause', message, hint });
    }
    if (item.log === undefined) continue;
    const text = textAt(source, [...at, 'log'], item.log);
    const isExpression = text.includes('${{');
    if (!isExpression && text !== '' && isPattern(text)) continue;
    report({
      at: source.place([...at, 'log']),
      code: isExpression ? 'expression' : 'retry-condition',
      message: isExpression
        ? '`log`: expressions (`${{`) are not evaluated here'
        : `\`log\`: expected a regular expression, found ${text === '' ? 'an empty text' : showText(text)}`,
      hint: isExpression
        ? NOT_EVALUATED
        : 'put a `\\` before characters such as `(`, `[` and `+` that stand for themselves',
    });
  }
}

function checkDelay(path: Path, retry: RetryDraft, attempts: number, { source, report }: Checking): void {
  const delay = amountAt('delay');
  const most = amountAt('max-delay');
  if (retry.jitter !== undefined && retry.jitter > 0 && retry.delay === undefined) {
    const message = '`jitter` has no effect without `delay`: the next attempt follows at once';
    const hint = 'add `delay`, or remove `jitter`';
    report({ at: source.place([...path, 'jitter']), severity: 'warning', code: 'no-delay', message, hint });
  }
  if (delay === undefined) return;
  const at = source.place([...path, 'delay']);
  if (most !== undefined && most < delay) {
    const { line, column, file } = at;
    const message = '`max-delay` is shorter than `delay`';
    const hint = 'raise `max-delay`, or lower `delay`';
    const related = [{ line, column, file, message: 'the delay' }];
    report({ at: source.place([...path, 'max-delay']), code: 'out-of-range', message, hint, related });
  }
  const longest = Math.min(most ?? Infinity, delay * (retry.backoff ?? 1) ** Math.max(0, attempts - 2));
  if (longest <= LONGEST_DURATION) return;
  const message = `the wait before attempt ${attempts} would be longer than 24 days`;
  report({ at, code: 'out-of-range', message, hint: 'lower `delay`, `backoff` or `attempts`, or add `max-delay`' });

  function amountAt(key: 'delay' | 'max-delay'): number | undefined {
    const written = retry[key];
    if (written === undefined) return undefined;
    const text = textAt(source, [...path, key], written);
    const amount: Amount = parseDuration(text);
    if (amount.ok) return amount.value;
    const message = `\`${key}\`: ${amount.problem}, found ${showText(text)}`;
    const hint = text.includes('${{') ? NOT_EVALUATED : amount.hint;
    report({ at: source.place([...path, key]), code: 'invalid-amount', message, hint });
    return undefined;
  }
}
