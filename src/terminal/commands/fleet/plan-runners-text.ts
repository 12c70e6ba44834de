import { formatPlan } from '../../../fleet/plan/plan-text.ts';
import type { FleetChoice, FleetRow } from '../../../fleet/runners/choose.ts';
import type { Mission } from '../../../mission/model/mission.ts';
import { formatAgainst, formatDuration, plural } from '../../../report/text/format.ts';
import type { RunnersRequest, UsedOverhead } from './runners-options.ts';

/** What is shown of the command line. */
type Shown = UsedOverhead & Pick<RunnersRequest, 'targetTime'>;

/** How many ids of a part are listed. */
const LISTED = 8;

/** The table of numbers of runners, what was chosen and why, its parts in time, and the text of the plan. */
export function fleetText(choice: FleetChoice, mission: Mission, request: Shown): string {
  const { chosen, bounds } = choice;
  return `${[
    `${mission.name}: ${plural(mission.tasks.length, 'task or test', 'tasks and tests')}, at most ${plural(choice.mostParts, 'part')}`,
    '',
    ...table(choice),
    ...[notFaster(choice)].filter((line) => line !== ''),
    '',
    `${reasonText(choice, request)}${learnedText(request)}`,
    ...(chosen.runners === 1 ? [] : ['', ...partLines(chosen)]),
    ...(bounds.length === 0 ? [] : ['', ...bounds.map((bound) => `  ${bound}.`)]),
    ...(chosen.runners === 1 ? [] : ['', 'Plan:', formatPlan(chosen.plan, mission).trimEnd()]),
  ].join('\n')}\n`;
}

function table({ rows, chosen }: FleetChoice): readonly string[] {
  const [first] = rows;
  const cells = rows.map((row) => {
    const against = row === first || first === undefined ? '' : formatAgainst(row.times.makespan, first.times.makespan);
    const mark = row === chosen ? '▶' : '';
    return [mark, `${row.runners}`, formatDuration(row.times.makespan), `${row.times.billedMinutes}`, against];
  });
  return alignRight([['', 'runners', 'makespan', 'billed minutes', 'gain'], ...cells]);
}

/** Numbers end in one column; the last cell begins in one. */
function alignRight(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padStart(widths[column] ?? 0)));
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** Where the overhead is from, if the history says it. */
function learnedText({ overhead, learnedFrom }: Shown): string {
  if (learnedFrom === undefined) return '';
  return ` Before its first task, a runner took ${formatDuration(overhead)}, the median of ${plural(learnedFrom, 'job')} in the history.`;
}

/** Which numbers of runners have no row. */
function notFaster({ rows, searched }: FleetChoice): string {
  const shown = new Set(rows.map(({ runners }) => runners));
  const missing = Array.from({ length: searched }, (_, index) => index + 1).filter((count) => !shown.has(count));
  if (missing.length === 0) return '';
  const ranges: string[] = [];
  for (let index = 0; index < missing.length; ) {
    let last = index;
    while (missing[last + 1] === (missing[last] ?? 0) + 1) last += 1;
    ranges.push(last === index ? `${missing[index]}` : `${missing[index]} to ${missing[last]}`);
    index = last + 1;
  }
  const few = Math.min(...shown);
  if (missing.every((count) => count < few)) return `  The mission needs at least ${plural(few, 'runner')}.`;
  return `  Not faster than fewer: ${ranges.join(', ')}.`;
}

/** More runners than were looked at may be better still. */
function atLimit({ chosen, searched, mostParts }: FleetChoice): string {
  return chosen.runners < searched || searched === mostParts ? '' : ' More were not looked at: see --max-runners.';
}

function reasonText(choice: FleetChoice, { overhead, targetTime = 0 }: Shown): string {
  const { reason, chosen, rows, mostParts } = choice;
  const count = plural(chosen.runners, 'runner');
  switch (reason) {
    case 'balance':
      if (mostParts === 1) return 'One runner: the mission has no safe cut.';
      if (chosen.runners === 1) {
        return `One runner is best: ${rows.length === 1 ? 'with more, the mission takes no less time' : `more save less than the ${formatDuration(overhead)} that each takes to start`}.`;
      }
      return `${count}: the least makespan plus ${formatDuration(overhead)} for each runner.${atLimit(choice)}`;
    case 'target':
      return `${count}: the fewest with which the mission takes at most ${formatDuration(targetTime)}.`;
    case 'missed':
      return `${count}: the shortest makespan, but no number of runners reaches ${formatDuration(targetTime)}.${atLimit(choice)}`;
    case 'given': {
      const faster = rows.some((row) => row !== chosen && row.times.makespan <= chosen.times.makespan);
      return `${count}, as asked for${faster ? ', although fewer take no longer' : ''}.`;
    }
    default:
      return reason satisfies never;
  }
}

function partLines({ plan, times }: FleetRow): readonly string[] {
  const rows = plan.parts.map(({ number, needs, label, tasks }, index) => {
    const { started = 0, ended = 0 } = times.parts[index] ?? {};
    const left = tasks.length - LISTED;
    const ids = [...tasks.slice(0, LISTED), ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
    return [`${number}`, needs.join(', '), label ?? '', formatDuration(started), formatDuration(ended), ids];
  });
  const titles = ['part', 'after', 'label', 'start', 'end', 'tasks'];
  const column = plan.parts.some(({ label }) => label !== undefined) ? titles.length : 2;
  const kept = (row: readonly string[]): readonly string[] => row.filter((_, index) => index !== 2 || column !== 2);
  return alignRight([kept(titles), ...rows.map(kept)]);
}

/**
 * `{ runners, reason, overhead, learnedFrom?, targetTime?, mostParts, searched, rows, parts, text, bounds }`: milliseconds; `parts` and `text` are those of the
 * plan that was chosen.
 */
export function fleetJson(choice: FleetChoice, mission: Mission, { overhead, learnedFrom, targetTime }: Shown): string {
  const { chosen, reason, mostParts, searched, rows, bounds } = choice;
  const value = {
    runners: chosen.runners,
    reason,
    overhead,
    ...(learnedFrom === undefined ? {} : { learnedFrom }),
    ...(targetTime === undefined ? {} : { targetTime }),
    mostParts,
    searched,
    rows: rows.map(({ runners, times: { makespan, billedMinutes }, gain }) => ({
      ...{ runners, makespan: Math.round(makespan), billedMinutes, gain: Math.round(gain * 10) / 10 },
    })),
    parts: chosen.plan.parts.map((part, index) => {
      const { started = 0, ready = 0, ended = 0 } = chosen.times.parts[index] ?? {};
      return { ...part, started: Math.round(started), ready: Math.round(ready), ended: Math.round(ended) };
    }),
    text: formatPlan(chosen.plan, mission),
    bounds,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
