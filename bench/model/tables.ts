import type { Case } from './case.ts';
import { errorFigures, errorOf, type Outcome } from './errors.ts';
import { allVariants } from './variant.ts';

/** One table of all predictions, and one of the errors of each kind, as Markdown. */
export function modelTables(cases: readonly Case[], outcomes: readonly Outcome[]): string {
  return `${predictionTable(cases, outcomes)}\n\n${errorTable(outcomes)}`;
}

/** A row for each variant, a column for each mission: predicted / measured (error). */
function predictionTable(cases: readonly Case[], outcomes: readonly Outcome[]): string {
  const shown = cases.filter(({ id }) => outcomes.some(({ caseId }) => caseId === id));
  const head = ['Variant', ...shown.map(({ id }) => id)];
  const rows = allVariants.flatMap(({ id, title }) => {
    const own = outcomes.filter(({ variant }) => variant === id);
    if (own.length === 0) return [];
    return [[title, ...shown.map((one) => cell(own.find(({ caseId }) => caseId === one.id)))]];
  });
  return markdown(head, rows);
}

function errorTable(outcomes: readonly Outcome[]): string {
  const rows = allVariants.flatMap(({ id, title }) => {
    const own = outcomes.filter(({ variant }) => variant === id);
    return own.length === 0 ? [] : [[title, ...errorCells(own)]];
  });
  return markdown(
    ['Kind of estimate', 'Missions', 'Median error', 'Worst error', 'Below the floor'],
    [...rows, ['**All**', ...errorCells(outcomes)]],
  );
}

function errorCells(outcomes: readonly Outcome[]): readonly string[] {
  const { median, worst, belowFloor, count } = errorFigures(outcomes);
  return [String(count), `${median.toFixed(1)} %`, `${worst.toFixed(1)} %`, String(belowFloor)];
}

function cell(outcome: Outcome | undefined): string {
  if (outcome === undefined) return '';
  const error = errorOf(outcome);
  return `${seconds(outcome.predicted)} / ${seconds(outcome.measured)} s (${error < 0 ? '−' : '+'}${Math.abs(error).toFixed(0)} %)`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
