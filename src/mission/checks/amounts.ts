import { showText } from '../diagnostics/show-text.ts';
import { type Checking, defaultsIn, type Entry, type Scope, type ServiceEntry, textAt } from '../entries/checking.ts';
import { listSteps } from '../entries/list-steps.ts';
import type { TaskKind } from '../model/mission.ts';
import { type Amount, parseDuration, parseSize } from '../model/units.ts';
import { ADMISSION_DEFAULTS } from '../schema/admission-defaults.ts';
import type { Quantity } from '../schema/fields.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';
import { READY_DEFAULTS } from '../schema/ready-defaults.ts';
import type { Path } from '../yaml/source.ts';

/** A shorter window measures nothing: the kernel counts CPU time in steps of 10 ms. */
const SHORTEST_WINDOW = 100;

/** A shorter wait between two tries would itself keep the machine busy. */
const SHORTEST_INTERVAL = 10;

/** A smaller log could not contain twice what a report shows of it. */
const SHORTEST_LOG = 1024 ** 2;

/** The timeouts of the `defaults` of a file for each kind, in milliseconds. */
type Timeouts = Readonly<Record<TaskKind, number | undefined>>;

/** Checks durations, sizes and loads, each on its own and against each other. */
export function checkAmounts(checking: Checking): void {
  const { draft, scopes } = checking;
  const mostLoad = draft.admission?.load ?? ADMISSION_DEFAULTS.load;
  const timeouts = new Map(scopes.map((scope) => [scope, timeoutsOf(scope, checking)]));
  for (const key of ['sample', 'react', 'recheck', 'patience'] as const) {
    const path = ['admission', key];
    const value = amountAt(path, draft.admission?.[key], parseDuration, checking);
    if (value === undefined || value >= SHORTEST_WINDOW || key === 'patience') continue;
    if (key === 'react' && value === 0) continue;
    const message = `\`${key}\`: expected at least ${SHORTEST_WINDOW}ms, found ${showText(String(draft.admission?.[key]))}`;
    checking.report({ at: checking.source.place(path), code: 'out-of-range', message });
  }
  checkLogLimit(checking);
  for (const { path, draft: own, kind } of scopes.flatMap(defaultsIn)) {
    checkLoad([...path, 'load'], own.load, mostLoad, () => `each ${kind ?? 'one'}`, checking);
  }
  for (const entry of checking.entriesWith('memory', 'expect', 'grace', 'timeout', 'load', 'steps', 'finally')) {
    checkEntry(entry, mostLoad, timeouts.get(entry.scope), checking);
  }
  for (const service of checking.services) checkService(service, checking);
}

function timeoutsOf(scope: Scope, checking: Checking): Timeouts {
  const [general, task, test] = defaultsIn(scope).map(({ path, draft }) =>
    timeoutAt([...path, 'timeout'], draft.timeout, checking),
  );
  return { task: task ?? general, test: test ?? general };
}

function checkLogLimit(checking: Checking): void {
  const written = checking.draft['log-limit'];
  const limit = amountAt(['log-limit'], written, parseSize, checking);
  if (limit === undefined || limit >= SHORTEST_LOG) return;
  const message = `\`log-limit\`: expected at least 1MB, found ${showText(String(written))}`;
  checking.report({ at: checking.source.place(['log-limit']), code: 'out-of-range', message });
}

function checkEntry(entry: Entry, mostLoad: number, timeouts: Timeouts | undefined, checking: Checking): void {
  const { path, draft } = entry;
  const what = (): string => `the ${entry.kind} ${showText(entry.id)}`;
  amountAt([...path, 'memory'], draft.memory, parseSize, checking);
  const expected = amountAt([...path, 'expect'], draft.expect, parseDuration, checking);
  amountAt([...path, 'grace'], draft.grace, parseDuration, checking);
  const timeout = timeoutAt([...path, 'timeout'], draft.timeout, checking) ?? timeouts?.[entry.kind];
  if (expected !== undefined && timeout !== undefined && timeout > 0 && expected > timeout) {
    const message = `${what()} is expected to take longer than its timeout`;
    const hint = 'raise `timeout`, or correct `expect`';
    const at = checking.source.place([...path, 'expect']);
    checking.report({ at, severity: 'warning', code: 'expect-over-timeout', message, hint });
  }
  checkLoad([...path, 'load'], draft.load, mostLoad, what, checking);
  for (const step of listSteps(entry)) {
    const own = timeoutAt([...step.path, 'timeout'], step.draft.timeout, checking);
    if (own === undefined || timeout === undefined || timeout === 0 || own <= timeout || step.isFinally) continue;
    const message = `the step may take longer than ${what()}, whose timeout ends it first`;
    const at = checking.source.place([...step.path, 'timeout']);
    const hint = `lower it, or raise the \`timeout\` of the ${entry.kind}`;
    checking.report({ at, severity: 'warning', code: 'step-over-timeout', message, hint });
  }
}

function checkLoad(
  path: Path,
  load: number | undefined,
  mostLoad: number,
  what: () => string,
  { source, report }: Checking,
): void {
  if (load === undefined || load <= mostLoad) return;
  const message = `${what()} declares a load of ${load}, but only ${mostLoad} may run at once: it could never start`;
  const hint = 'lower its `load`, or raise `admission.load`';
  report({ at: source.place(path), code: 'load-over-limit', message, hint });
}

function checkService({ path, draft }: ServiceEntry, checking: Checking): void {
  const { source, report } = checking;
  if (typeof draft.setup === 'object') {
    timeoutAt([...path, 'setup', 'timeout'], draft.setup.timeout, checking, 'the default of 5m');
  }
  const at = [...path, 'ready'];
  const timeout =
    timeoutAt([...at, 'timeout'], draft.ready?.timeout, checking, 'the default of 30s') ?? READY_DEFAULTS.timeout;
  const interval = amountAt([...at, 'interval'], draft.ready?.interval, parseDuration, checking);
  if (interval === undefined) return;
  const place = source.place([...at, 'interval']);
  if (interval < SHORTEST_INTERVAL) {
    const message = `\`interval\`: expected at least ${SHORTEST_INTERVAL}ms, found ${showText(String(draft.ready?.interval))}`;
    report({ at: place, code: 'out-of-range', message });
  } else if (interval > timeout && timeout > 0) {
    const message = 'the `interval` is longer than the timeout: the service would be checked only once';
    const hint = 'lower `interval`, or raise `timeout`';
    report({ at: place, severity: 'warning', code: 'interval-over-timeout', message, hint });
  }
}

function timeoutAt(
  path: Path,
  value: Quantity | undefined,
  checking: Checking,
  without = 'no timeout',
): number | undefined {
  const timeout = amountAt(path, value, parseDuration, checking);
  refuseZero(path, timeout, without, checking);
  return timeout;
}

function refuseZero(path: Path, value: number | undefined, without: string, { source, report }: Checking): void {
  if (value !== 0) return;
  const message = '`timeout`: expected more than 0, found 0';
  report({ at: source.place(path), code: 'out-of-range', message, hint: `leave \`timeout\` out for ${without}` });
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
    hint: text.includes('${{') ? NOT_EVALUATED : amount.hint,
  });
  return undefined;
}
