import { waitsBefore } from '../model/fleet.ts';
import type { RunReport } from '../model/run.ts';
import { absentText, billedText, fleetNotes, runnerTitle, sizeText } from '../words/fleet-text.ts';
import {
  blank,
  type Cell,
  durationCell,
  figureCell,
  none,
  offsetCell,
  percentCell,
  type Sentence,
  text,
  untrusted,
} from './cell.ts';
import { type Column, makeTable, type Row, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Part' },
  { title: 'Result' },
  { title: 'Runner' },
  { title: 'Machine' },
  { title: 'Attempt', align: 'right' },
  { title: 'Tasks', align: 'right' },
  { title: 'Needs' },
  { title: 'Could begin', align: 'right' },
  { title: 'Waited for a runner', align: 'right' },
  { title: 'Download', align: 'right' },
  { title: 'Began', align: 'right' },
  { title: 'Took', align: 'right' },
  { title: 'CPU, mean', align: 'right' },
  { title: 'Billed minutes', align: 'right' },
];

/** The runners of a mission by part, with the parts that did not report; undefined for a run on one machine. */
export function fleetTable(report: RunReport): Table | undefined {
  const { fleet } = report;
  if (fleet === undefined) return undefined;
  const tasks = new Map<number | undefined, number>();
  for (const { runner } of report.tasks.values()) tasks.set(runner, (tasks.get(runner) ?? 0) + 1);
  const isRepeated = fleet.runners.some(({ attempt }) => attempt > 1);
  const rows = fleet.runners.map((runner): readonly [number, Row] => {
    const { part, result, name = '', attempt, needs, ready, download, at, ended, cpu, billed, machine } = runner;
    const waited = waitsBefore(runner, ready).reduce(
      (sum, [from, until, wait]) => sum + (wait === 'runner' ? until - from : 0),
      0,
    );
    return [
      part,
      [
        untrusted(runnerTitle(runner)),
        resultCell(result),
        untrusted(name === '' ? machine.hostname : name),
        untrusted(sizeText(runner)),
        isRepeated ? figureCell(attempt, 0) : blank,
        figureCell(tasks.get(part) ?? 0, 0),
        needs.length === 0 ? none : text(needs.map((need) => `part ${need}`).join(', ')),
        needs.length === 0 ? none : offsetCell(report, ready),
        waited > 0 ? durationCell(waited) : none,
        durationCell(download),
        offsetCell(report, at),
        durationCell(ended - at),
        percentCell(cpu.cpuTime > 0 ? Math.round(cpu.cpuArea / cpu.cpuTime) : undefined),
        figureCell(billed, 0),
      ],
    ];
  });
  const absent = fleet.absent.flatMap(({ part, why }): (readonly [number, Row])[] =>
    part === undefined
      ? []
      : [[part, [text(`Part ${part}`), failed(why), ...columns.slice(2).map(() => none)]] as const],
  );
  const all = [...rows, ...absent].sort(([one], [other]) => one - other);
  return makeTable({ caption: `Runners: ${fleet.runners.length}`, columns, rows: all.map(([, row]) => row) });
}

function resultCell(result: 'succeeded' | 'failed' | 'cancelled' | undefined): Cell {
  return result === undefined ? failed('was cut short') : { type: 'task-status', status: result, phrase: result };
}

/** What cannot be read is in the notes. */
function failed(why: string): Cell {
  const [phrase = ''] = why.split(':');
  return { type: 'task-status', status: 'failed', phrase };
}

/** What was missing, the billed minutes, and what the merge corrected. */
export function fleetSentences({ fleet }: RunReport): readonly Sentence[] {
  if (fleet === undefined) return [];
  const absent = fleet.absent.map((each): Sentence => {
    const tasks: Sentence = each.tasks === '' ? [] : [text(' Its tasks: '), untrusted(each.tasks), text('.')];
    return [untrusted(`${sentence(absentText(fleet, each))}.`), ...tasks];
  });
  return [...absent, [text(billedText(fleet))], ...fleetNotes(fleet).map((note): Sentence => [untrusted(note)])];
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
