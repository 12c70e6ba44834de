import type { Expected, ExpectedUse, UseSource } from '../../report/analysis/expected-use.ts';
import { formatBytes, formatCpus, formatDuration, plural } from '../../report/text/format.ts';
import { alignColumns } from '../output/align-columns.ts';

const MOST_ROWS = 60;

/** What each task is expected to take and use, and how that is known: a row each, after a row of titles. */
export function demandLines(uses: readonly ExpectedUse[]): readonly string[] {
  const rows = uses
    .slice(0, MOST_ROWS)
    .map(({ id, duration, cpus, memory }) => [
      id,
      ...cells(duration, formatDuration),
      ...cells(cpus, formatCpus),
      ...cells(memory, formatBytes),
    ]);
  const left = uses.length - rows.length;
  return [
    ...alignColumns([['demand', 'duration', '', 'CPU', '', 'memory', ''], ...rows]).map((line) => line.trimEnd()),
    ...(isOfOtherMachine(uses) ? [OTHER_MACHINE] : []),
    ...(left > 0 ? [`  … and ${left} more: see --json`] : []),
  ];
}

const OTHER_MACHINE =
  '  Durations are those of earlier runs, but CPU and memory are not: no such run was measured on this class of machine, or admission.learn is false.';

/** True if earlier runs are known, but what they used is not. */
function isOfOtherMachine(uses: readonly ExpectedUse[]): boolean {
  const isLearned = ({ from }: Expected): boolean => typeof from !== 'string';
  return (
    uses.some(({ duration }) => isLearned(duration)) &&
    !uses.some(({ cpus, memory }) => isLearned(cpus) || isLearned(memory)) &&
    uses.some(({ cpus, memory }) => cpus.from === 'assumed' || memory.from === 'assumed')
  );
}

function cells({ value, from }: Expected, format: (value: number) => string): readonly [string, string] {
  return [format(value), sourceText(from)];
}

function sourceText(from: UseSource): string {
  return typeof from === 'string' ? from : `history of ${plural(from.history, 'run')}`;
}

/** For `--json`: `runs` is the number of earlier runs behind a figure whose `from` is `history`. */
export function demandJson(uses: readonly ExpectedUse[]): readonly object[] {
  return uses.map(({ id, duration, cpus, memory }) => ({
    id,
    duration: figure(duration),
    cpus: figure(cpus),
    memory: figure(memory),
  }));
}

function figure({ value, from }: Expected): object {
  return typeof from === 'string' ? { value, from } : { value, from: 'history', runs: from.history };
}
