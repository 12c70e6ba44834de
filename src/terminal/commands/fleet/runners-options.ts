import type { FleetRequest } from '../../../fleet/runners/choose.ts';
import { DEFAULT_MOST_RUNNERS, DEFAULT_OVERHEAD } from '../../../fleet/runners/defaults.ts';
import { parseDuration } from '../../../mission/model/units.ts';
import type { HistoryKnowledge } from '../../../run/history/file.ts';
import { UsageError } from '../arguments/arguments.ts';
import { numberOption } from '../arguments/number-option.ts';

/** Options of `mission plan` that are about several runners. */
export const RUNNERS_OPTIONS = {
  runners: { type: 'string' },
  'max-runners': { type: 'string' },
  'target-time': { type: 'string' },
  overhead: { type: 'string' },
} as const;

/** How many jobs a matrix of a workflow has at most. */
const MOST_JOBS = 256;

type RunnersValues = { readonly [Name in keyof typeof RUNNERS_OPTIONS]?: string | undefined };

/** Without `overhead`, it is learned or the default. */
export type RunnersRequest = Pick<FleetRequest, 'runners' | 'mostRunners' | 'targetTime'> & {
  readonly overhead?: number;
};

/** What a runner takes before its first task, and where that is from. */
export interface UsedOverhead {
  readonly overhead: number;
  /** Present if the history says it: of how many jobs. */
  readonly learnedFrom?: number;
}

/** The option counts first, then the history. */
export function usedOverhead({ overhead }: RunnersRequest, learned: HistoryKnowledge['overhead']): UsedOverhead {
  if (overhead !== undefined) return { overhead };
  if (learned !== undefined) return { overhead: learned.overhead, learnedFrom: learned.jobs };
  return { overhead: DEFAULT_OVERHEAD };
}

/** What was asked for; undefined without `--runners`. Throws `UsageError` for wrong values, and for options that need `--runners`. */
export function readRunners(values: RunnersValues): RunnersRequest | undefined {
  if (values.runners === undefined) {
    const alone = (['max-runners', 'target-time', 'overhead'] as const).find((name) => values[name] !== undefined);
    if (alone === undefined) return undefined;
    throw new UsageError(`expected --runners with --${alone}, found none; write --runners auto`);
  }
  const range = { from: 1, to: MOST_JOBS, whole: true };
  const most = numberOption('max-runners', range, values['max-runners']);
  const runners = values.runners === 'auto' ? 'auto' : runnersOf(values.runners);
  const targetTime = durationOption('target-time', values['target-time']);
  const overhead = durationOption('overhead', values.overhead);
  if (runners !== 'auto' && (most !== undefined || targetTime !== undefined)) {
    const name = most === undefined ? 'target-time' : 'max-runners';
    throw new UsageError(`expected --runners auto with --${name}, found --runners ${runners}`);
  }
  return {
    runners,
    mostRunners: most ?? DEFAULT_MOST_RUNNERS,
    ...(overhead === undefined ? {} : { overhead }),
    ...(targetTime === undefined ? {} : { targetTime }),
  };
}

function runnersOf(value: string): number {
  const found = /^\d+$/.test(value) ? Number(value) : 0;
  if (found >= 1 && found <= MOST_JOBS) return found;
  const expected = `auto or a whole number from 1 to ${MOST_JOBS}`;
  throw new UsageError(`expected --runners to be ${expected}, found ${JSON.stringify(value)}`);
}

function durationOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const found = parseDuration(value);
  if (found.ok) return found.value;
  throw new UsageError(`--${name}: ${found.problem}, found ${JSON.stringify(value)}; ${found.hint}`);
}
