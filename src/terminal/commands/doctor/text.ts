import { shellNames } from '../../../process/launch/installed-shells.ts';
import { formatBytes, formatDuration, formatPercent, trimmed } from '../../../report/text/format.ts';
import type { Band } from '../../../schedule/events/reading.ts';
import { alignColumns } from '../../output/align-columns.ts';
import { constraintLines } from './constraints.ts';
import type { Controller, DoctorFacts, Meaning } from './facts.ts';
import { pressureLines, processLines } from './load.ts';
import { runnerLines } from './runner.ts';

/** The facts as text, in sections. */
export function doctorText(facts: DoctorFacts): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Machine', machineLines(facts)],
    ['What the limits mean here, where a mission sets no others', meaningLines(facts.admission)],
    [`Load now, over ${formatDuration(facts.now.window)}`, loadLines(facts.now)],
    ['Constraints: a launch must fit each of them', constraintLines(facts.constraints)],
    ['Pressure: share of time in which tasks had to wait, over 10 s, 60 s and 300 s', pressureLines(facts.pressure)],
    ['Busiest processes', processLines(facts.processes, facts.machine.platform)],
    ['Runner', runnerLines(facts.runner)],
    ['Shells', shellLines(facts)],
  ];
  return sections.map(([heading, lines]) => `${[heading, ...lines].join('\n')}\n`).join('\n');
}

function machineLines({ machine, controlGroups, version }: DoctorFacts): readonly string[] {
  const { processor, notes } = machine;
  const name = processor === undefined ? '' : `, ${processor}`;
  return alignColumns([
    ['CPUs', `${trimmed(machine.cpus, 2)} usable of ${machine.cpusPresent} present${name}`],
    ['memory', `${formatBytes(machine.memory)} usable of ${formatBytes(machine.memoryPresent)} present`],
    ['platform', `${machine.platform} ${machine.architecture}, Node ${machine.node}, Mission Runner ${version}`],
    ['figures from', machine.source === 'none' ? 'nowhere: there are no figures' : machine.source],
    ...(controlGroups === undefined
      ? []
      : [
          ['cpu controller', controllerText(controlGroups.cpu)],
          ['memory controller', controllerText(controlGroups.memory)],
        ]),
    ...notes.map((note) => ['note', note]),
  ]);
}

function controllerText(controller: Controller): string {
  switch (controller) {
    case 'none':
      return 'none';
    case 'unseen':
      return 'exists, but is not mounted here: its limits are unknown';
    default:
      return `cgroup v${controller.version}, ${controller.folder}`;
  }
}

function meaningLines({ cpu, memory, workers }: DoctorFacts['admission']): readonly string[] {
  const several = cpu.of.length > 1 || memory.of.length > 1;
  return [
    ...alignColumns([
      ...meaningRows(
        'CPU',
        cpu,
        (amount) => trimmed(amount, 2),
        (total) => `${trimmed(total, 2)} ${total > 1 ? 'CPUs' : 'CPU'} busy`,
      ),
      ...meaningRows('memory', memory, formatBytes, formatBytes),
      ['workers', `caution ${workers.caution}`, `limit ${workers.limit}`, 'tasks and tests at a time'],
    ]),
    ...(several ? ['  If there are several, the one nearest to its limit counts.'] : []),
  ];
}

function meaningRows(
  what: string,
  { caution, limit, of }: Meaning,
  amountText: (amount: number) => string,
  totalText: (total: number) => string,
): readonly (readonly string[])[] {
  const percentages = [`caution ${formatPercent(caution)}`, `limit ${formatPercent(limit)}`];
  if (of.length === 0) return [[what, ...percentages, 'no figure here: workers and declared loads decide']];
  return of.map((whole) => [
    what,
    `${percentages[0]} = ${amountText(whole.caution)}`,
    `${percentages[1]} = ${amountText(whole.limit)}`,
    `of ${totalText(whole.total)}`,
    whole.source,
  ]);
}

function loadLines({ cpu, memory, band }: DoctorFacts['now']): readonly string[] {
  return alignColumns([
    ['CPU', cpu === undefined ? 'no figure' : formatPercent(cpu)],
    ['memory', memory === undefined ? 'no figure' : formatPercent(memory)],
    [
      'band',
      band === undefined
        ? 'unknown: without a figure, workers and declared loads decide'
        : `${band}: ${bandText(band)}`,
    ],
  ]);
}

function bandText(band: Band): string {
  switch (band) {
    case 'GREEN':
      return 'everything that is ready would be launched';
    case 'YELLOW':
      return 'one launch per window would pass the gate';
    case 'RED':
      return 'nothing would pass the gate';
    default:
      return band satisfies never;
  }
}

function shellLines({ shells, machine }: DoctorFacts): readonly string[] {
  return alignColumns(shellNames(machine.platform).map((name) => [name, shells[name] ?? 'not found']));
}
