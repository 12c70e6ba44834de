import { ADMISSION_DEFAULTS } from './admission-defaults.ts';
import { type Checking, type Entry, kindOf, textAt } from './checking.ts';
import type { Quantity } from './schema-fields.ts';
import { showText } from './show-text.ts';
import { type Amount, parseDuration, parseSize } from './units.ts';
import type { Path } from './yaml-source.ts';

/** A shorter window measures nothing: the kernel counts CPU time in steps of 10 ms. */
const SHORTEST_WINDOW = 100;

/** Durations, sizes and loads: each on its own, and against one another. */
export function checkAmounts(checking: Checking): void {
  const { draft } = checking;
  const defaultTimeout = amountAt(['defaults', 'timeout'], draft.defaults?.timeout, parseDuration, checking);
  refuseZero(['defaults', 'timeout'], defaultTimeout, checking);
  for (const key of ['sample', 'recheck', 'patience'] as const) {
    const path = ['admission', key];
    const value = amountAt(path, draft.admission?.[key], parseDuration, checking);
    if (value === undefined || value >= SHORTEST_WINDOW || key === 'patience') continue;
    const message = `\`${key}\`: expected at least ${SHORTEST_WINDOW}ms, found ${showText(String(draft.admission?.[key]))}`;
    checking.report({ at: checking.source.place(path), code: 'out-of-range', message });
  }
  const mostLoad = draft.admission?.load ?? ADMISSION_DEFAULTS.load;
  for (const entry of checking.entries) checkEntry(entry, mostLoad, defaultTimeout, checking);
}

function checkEntry(entry: Entry, mostLoad: number, defaultTimeout: number | undefined, checking: Checking): void {
  const { path, draft } = entry;
  const what = `the ${kindOf(entry.level)} ${showText(entry.id)}`;
  amountAt([...path, 'memory'], draft.memory, parseSize, checking);
  const expected = amountAt([...path, 'expect'], draft.expect, parseDuration, checking);
  const own = amountAt([...path, 'timeout'], draft.timeout, parseDuration, checking);
  refuseZero([...path, 'timeout'], own, checking);
  const timeout = own ?? defaultTimeout;
  if (expected !== undefined && timeout !== undefined && timeout > 0 && expected > timeout) {
    const message = `${what} is expected to take longer than its time-out`;
    const hint = 'raise `timeout`, or correct `expect`';
    const at = checking.source.place([...path, 'expect']);
    checking.report({ at, severity: 'warning', code: 'expect-over-timeout', message, hint });
  }
  if (draft.load !== undefined && draft.load > mostLoad) {
    const message = `${what} declares a load of ${draft.load}, but only ${mostLoad} may run at once: it could never start`;
    const hint = 'lower its `load`, or raise `admission.load`';
    checking.report({ at: checking.source.place([...path, 'load']), code: 'load-over-limit', message, hint });
  }
}

function refuseZero(path: Path, value: number | undefined, { source, report }: Checking): void {
  if (value !== 0) return;
  const message = '`timeout`: expected more than nothing, found 0';
  report({ at: source.place(path), code: 'out-of-range', message, hint: 'leave `timeout` out for no time-out' });
}

function amountAt(
  path: Path,
  value: Quantity | undefined,
  parse: (text: string) => Amount,
  { source, report }: Checking,
): number | undefined {
  if (value === undefined) return undefined;
  const text = textAt(source, path, value);
  const amount = parse(text);
  if (amount.ok) return amount.value;
  report({
    at: source.place(path),
    code: 'invalid-amount',
    message: `\`${String(path.at(-1))}\`: ${amount.problem}, found ${showText(text)}`,
    hint: amount.hint,
  });
  return undefined;
}
