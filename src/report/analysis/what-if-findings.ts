import type { LimitChanges } from '../../simulate/changed-limits.ts';
import { noWaits, type RunReport } from '../model/run.ts';
import { formatAgainst, formatDuration, formatPercent, listed, plural } from '../text/format.ts';
import { hasBent } from '../words/memory-text.ts';
import { waitsText } from '../words/waits.ts';
import { measuredRun, whyNotReplayable } from './measured-run.ts';
import { type Estimate, type Outlook, type WhatIf, whatIf } from './what-if.ts';
import { heldLimits, isWorthAWord, LIMIT_NAMES, type LimitName, type Sweep, sweep } from './what-if-sweep.ts';
import { exceedsMemory, LEARNED, memoryNotes, trustText } from './what-if-text.ts';

/** The most tasks for which changed limits are replayed too: each replay takes time, and a report must not. */
const mostTasksSwept = 500;

/** The most tasks for which a report replays at all; beyond that it names the command. */
const mostTasks = 2000;

/** Measuring windows. A replay reads each of them, a second for a million. With one window a second: six days. */
const mostWindows = 500_000;

/** Milliseconds of a run for each of its tasks. Below that, the replays would take a large part of the run's own time. */
const leastTime = 20;

const words: Readonly<Record<LimitName, string>> = { cpu: 'CPU', memory: 'memory', workers: 'workers', load: 'load' };

/** What other limits would have changed in a run. Sentences are plain text with `code` in backticks. */
export type WhatIfFindings =
  /** The run cannot be replayed. */
  | { readonly type: 'none' }
  /** Nothing to compare: the sentence says why. */
  | { readonly type: 'sentence'; readonly sentence: string }
  | {
      readonly type: 'swept';
      /** Which limit cost the most time; `claim` is '' if none cost enough to mention. */
      readonly cost: { readonly claim: string; readonly rest: string };
      readonly rows: readonly WhatIfRow[];
      /** How far the figures can be trusted. */
      readonly notes: readonly string[];
      /** All replays, for the tasks whose duration is assumed in them. */
      readonly estimates: readonly Estimate[];
    };

/** One set of limits and its result. */
export interface WhatIfRow {
  readonly kind: 'measured' | 'same' | 'other';
  readonly name: string;
  /** Milliseconds; undefined if the replay does not end. */
  readonly makespan: number | undefined;
  /** `12.5 % less` than with the same limits; '' if there is nothing to compare. */
  readonly against: string;
  /** `CPU 2m05s`; '' if nothing waited. */
  readonly waited: string;
  readonly cpu: string;
  readonly memory: string;
  readonly workers: string;
}

/** Replays the run several times, which takes seconds for hundreds of tasks. */
export function whatIfFindings(report: RunReport): WhatIfFindings {
  if (whyNotReplayable(report) !== undefined) return { type: 'none' };
  const held = heldLimits(report);
  if (held.length === 0) {
    const sentence =
      heldByPools(report) ?? 'No limit held anything back: raising the limits would not have shortened the run.';
    return { type: 'sentence', sentence };
  }
  const windows = report.duration / report.mission.admission.sample;
  const time = report.duration / report.tasks.size;
  if (report.tasks.size > mostTasks || windows > mostWindows || time < leastTime) {
    const sentence =
      'This run is too large for a report to replay. Use `mission replay DIR --cpu 90` with the folder of this run to see what other limits would have changed.';
    return { type: 'sentence', sentence };
  }
  const replayable = measuredRun(report);
  if (replayable.type === 'not-replayable') return { type: 'none' };
  const { run } = replayable;
  const what = whatIf(report, run);
  const swept = sweep(what, held, run.mission.admission, report.tasks.size <= mostTasksSwept);
  const estimates = swept.rows.map(({ estimate }) => estimate);
  const { claim, rest } = costText(swept, what);
  return {
    type: 'swept',
    cost: { claim, rest: `${rest}${freeText(held)}` },
    rows: rowsOf(report, what, swept),
    notes: [
      ...memoryNotes(report, what, estimates),
      trustText(what),
      ...(swept.rows.some(({ changes }) => changes === 'learned') ? [LEARNED] : []),
    ],
    estimates: [what.same, ...estimates],
  };
}

/** Which limit cost the most time, if that is worth a word. */
export function costText({ costs }: Sweep, what: WhatIf): { claim: string; rest: string } {
  const [dearest] = costs;
  if (dearest === undefined || !isWorthAWord(dearest.saved, what)) {
    return { claim: '', rest: 'No single limit cost a notable amount of time.' };
  }
  const { name, saved, memory } = dearest;
  if (name === 'memory' && exceedsMemory({ highest: { memory: memory ?? 0, workers: 0 } })) {
    const needed = `it would have used ${formatPercent(memory)} of this one`;
    const rest = `On a machine with more memory the run would have taken ${formatDuration(saved)} less: ${needed}.`;
    return { claim: '', rest };
  }
  const rest = `: without it the run would have taken ${formatDuration(saved)} less.`;
  return { claim: `The ${words[name]} limit cost the most time`, rest };
}

function freeText(held: readonly LimitName[]): string {
  const free = LIMIT_NAMES.filter((name) => !held.includes(name)).map((name) => words[name]);
  if (free.length === 0) return '';
  return ` The ${listed(free)} ${free.length === 1 ? 'limit' : 'limits'} held nothing back.`;
}

function rowsOf(report: RunReport, { measured, same }: WhatIf, { rows }: Sweep): WhatIfRow[] {
  const replayed = hasBent(report) ? 'The same, without pauses' : 'The same, replayed';
  return [
    { kind: 'measured', name: 'As it ran', makespan: measured.makespan, against: '', ...figures(measured) },
    { kind: 'same', name: replayed, makespan: same.makespan, against: '', ...figures(same) },
    ...rows.map(({ changes, estimate }): WhatIfRow => {
      const { ended, makespan } = estimate;
      return {
        kind: 'other',
        name: changes === 'learned' ? 'With what was learned' : changesText(changes),
        makespan: ended ? makespan : undefined,
        against: ended ? formatAgainst(makespan, same.makespan) : '',
        ...figures(estimate),
      };
    }),
  ];
}

function figures({ waited, highest }: Outlook): Pick<WhatIfRow, 'waited' | 'cpu' | 'memory' | 'workers'> {
  const { cpu, memory, workers } = highest;
  return {
    waited: waitsText(waited),
    cpu: formatPercent(cpu),
    memory: formatPercent(memory),
    workers: String(workers),
  };
}

/** `CPU 85 %`, `no CPU limit`, `8 workers`. */
function changesText(changes: LimitChanges): string {
  const given = LIMIT_NAMES.flatMap((name) => {
    const value = changes[name];
    return value === undefined ? [] : [{ name, value }];
  });
  const lifted = given.filter(({ value }) => value === Infinity).map(({ name }) => words[name]);
  if (lifted.length > 0) return `no ${lifted.join(' or ')} limit`;
  return given
    .map(({ name, value }) => (name === 'workers' ? plural(value, 'worker') : `${words[name]} ${formatPercent(value)}`))
    .join(', ');
}

/** Undefined if nothing waited for a lock or a place in a pool. No replay has other pools, so only the waits are known. */
function heldByPools(report: RunReport): string | undefined {
  const waited = noWaits();
  for (const task of report.tasks.values()) {
    waited.lock += task.waited.lock;
    waited.pool += task.waited.pool;
  }
  const waits = waitsText(waited);
  if (waits === '') return undefined;
  return `The limits on CPU, memory, workers and load held nothing back. Locks and pools did: in sum, tasks waited for ${waits}.`;
}
