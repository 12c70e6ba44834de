import { type Figure, type Finding, isFigure, type Missing, ratioToOwn, shareOfGoal } from './figure.ts';
import { spread } from './statistics.ts';
import type { Workload } from './workload.ts';

export interface Section {
  readonly workload: Workload;
  readonly findings: readonly Finding[];
}

const HEAD = ['Figure', 'Median', 'Minimum', 'Maximum', 'Runs', 'Ratio', 'Goal', 'Reached'] as const;

/** One Markdown table for each workload. Columns are aligned across all tables, so that they are readable as plain text. */
export function table(sections: readonly Section[]): string {
  const bodies = sections.map(({ findings }) => findings.filter(isFigure).map(row));
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...bodies.flat().map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => pad(cell, column, widths)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return sections
    .map(({ workload, findings }, index) => {
      const rows = (bodies[index] ?? []).map(line);
      const figures = rows.length === 0 ? [] : ['', line(HEAD), rule, ...rows];
      return [`**${workload.title}**`, ...figures, ...notMeasured(findings)];
    })
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function notMeasured(findings: readonly Finding[]): readonly string[] {
  const missing = findings.filter((finding): finding is Missing => !isFigure(finding));
  const reasons = [...new Set(missing.map(({ reason }) => reason))];
  const namesOf = (wanted: string) => missing.flatMap(({ name, reason }) => (reason === wanted ? [name] : []));
  const parts = reasons.map((reason) => `${namesOf(reason).join(', ')} (${reason})`);
  return parts.length === 0 ? [] : ['', `Not measured: ${parts.join('; ')}.`];
}

function row(figure: Figure): readonly string[] {
  const { median, minimum, maximum } = spread(figure.values);
  const amounts = [median, minimum, maximum].map((value) => `${digits(value)} ${figure.unit}`);
  return [figure.name, ...amounts, String(figure.values.length), ratio(figure), ...judgement(figure)];
}

function ratio(figure: Figure): string {
  const times = ratioToOwn(figure);
  return times === undefined ? '' : `${digits(times)} ×`;
}

function judgement(figure: Figure): readonly [string, string] {
  const share = shareOfGoal(figure);
  if (figure.goal === undefined || share === undefined) return ['', ''];
  const most = Number(figure.goal.atMost.toFixed(2));
  return [`${figure.goal.by} ≤ ${most} ${figure.unit}`, share <= 1 ? 'yes' : 'no'];
}

/** Three significant digits. */
function digits(value: number): string {
  return value.toFixed(Math.max(0, Math.min(2, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))));
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
