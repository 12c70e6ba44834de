import type { LimitChanges } from '../../simulate/changed-limits.ts';
import type { RunReport } from '../model/run.ts';
import { formatDuration, formatPercent, listed, plural } from '../text/format.ts';
import { waitsText } from '../words/waits.ts';
import { measuredRun } from './measured-run.ts';
import { type Estimate, type Outlook, type WhatIf, whatIf } from './what-if.ts';
import { heldLimits, isWorthAWord, LIMIT_NAMES, type LimitName, type Sweep, sweep } from './what-if-sweep.ts';
import { againstText, isOverloaded, OVERLOADED, trustText } from './what-if-text.ts';

/** A replay costs a moment for each task, and the report of a run must not: of more than these only the limits themselves. */
const mostTasksSwept = 500;

/** Of more than these it is left to whoever asks. */
const mostTasks = 2000;

/** Measuring windows: a replay looks at each of them, which takes a second for a million. At one a second, six days. */
const mostWindows = 500_000;

/** Milliseconds of a run for each of its tasks: where they end sooner than that, replaying it takes a good part of its time. */
const leastTime = 20;

const words: Readonly<Record<LimitName, string>> = { cpu: 'CPU', memory: 'memory', workers: 'workers', load: 'load' };

/** What other limits would have done to a run. Sentences are plain but for `code`. */
export type WhatIfFindings =
  /** Of a run that does not tell. */
  | { readonly type: 'none' }
  /** Nothing to compare: the sentence says why. */
  | { readonly type: 'sentence'; readonly sentence: string }
  | {
      readonly type: 'swept';
      /** Which limit has cost the most; `claim` is what matters of it, '' when none is worth a word. */
      readonly cost: { readonly claim: string; readonly rest: string };
      readonly rows: readonly WhatIfRow[];
      /** How far the figures can be trusted. */
      readonly notes: readonly string[];
      /** Those that may rest on an assumed time. */
      readonly estimates: readonly Estimate[];
    };

/** One set of limits and what it comes to. */
export interface WhatIfRow {
  readonly kind: 'measured' | 'same' | 'other';
  readonly name: string;
  /** Milliseconds; undefined for a run that would not end. */
  readonly makespan: number | undefined;
  /** `12.5 % less` than the same limits; '' where there is nothing to compare. */
  readonly against: string;
  /** `CPU 2m05s`; '' when nobody waited. */
  readonly waited: string;
  readonly cpu: string;
  readonly memory: string;
  readonly workers: string;
}

/** Replays the run several times: some seconds for hundreds of tasks. */
export function whatIfFindings(report: RunReport): WhatIfFindings {
  const replayable = measuredRun(report);
  if (replayable.type === 'not-replayable') return { type: 'none' };
  const held = heldLimits(report);
  if (held.length === 0) {
    return {
      type: 'sentence',
      sentence: 'No limit held anything back: with higher ones the run would have taken as long.',
    };
  }
  const windows = report.duration / report.mission.admission.sample;
  const time = report.duration / report.tasks.size;
  if (report.tasks.size > mostTasks || windows > mostWindows || time < leastTime) {
    const sentence =
      'What other limits would have done to a run like this one is told by `mission replay DIR --cpu 90`, with the folder of this run.';
    return { type: 'sentence', sentence };
  }
  const { run } = replayable;
  const what = whatIf(report, run);
  const swept = sweep(what, held, run.mission.admission, report.tasks.size <= mostTasksSwept);
  const estimates = swept.rows.map(({ estimate }) => estimate);
  const { claim, rest } = costText(swept, what);
  return {
    type: 'swept',
    cost: { claim, rest: `${rest}${freeText(held)}` },
    rows: rowsOf(what, swept),
    notes: [trustText(what), ...(estimates.some(isOverloaded) ? [OVERLOADED] : [])],
    estimates: [what.same, ...estimates],
  };
}

function costText({ costs }: Sweep, what: WhatIf): { claim: string; rest: string } {
  const [dearest] = costs;
  if (dearest === undefined || !isWorthAWord(dearest.saved, what)) {
    return { claim: '', rest: 'No limit alone has cost time worth mentioning.' };
  }
  const { name, saved } = dearest;
  const rest = `: without it the run would have taken ${formatDuration(saved)} less.`;
  return { claim: `The ${words[name]} limit has cost the most`, rest };
}

function freeText(held: readonly LimitName[]): string {
  const free = LIMIT_NAMES.filter((name) => !held.includes(name)).map((name) => words[name]);
  if (free.length === 0) return '';
  return ` The ${free.length === 1 ? 'limit' : 'limits'} of ${listed(free)} held nothing back.`;
}

function rowsOf({ measured, same }: WhatIf, { rows }: Sweep): WhatIfRow[] {
  return [
    { kind: 'measured', name: 'As it ran', makespan: measured.makespan, against: '', ...figures(measured) },
    { kind: 'same', name: 'The same, replayed', makespan: same.makespan, against: '', ...figures(same) },
    ...rows.map(({ changes, estimate }): WhatIfRow => {
      const { ended, makespan } = estimate;
      return {
        kind: 'other',
        name: changesText(changes),
        makespan: ended ? makespan : undefined,
        against: ended ? againstText(makespan, same.makespan) : '',
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

/** `CPU 85 %`, `no limit of CPU`, `8 workers`. */
function changesText(changes: LimitChanges): string {
  const given = LIMIT_NAMES.flatMap((name) => {
    const value = changes[name];
    return value === undefined ? [] : [{ name, value }];
  });
  const lifted = given.filter(({ value }) => value === Infinity).map(({ name }) => words[name]);
  if (lifted.length > 0) return `no limit of ${listed(lifted)}`;
  return given
    .map(({ name, value }) => (name === 'workers' ? plural(value, 'worker') : `${words[name]} ${formatPercent(value)}`))
    .join(', ');
}
