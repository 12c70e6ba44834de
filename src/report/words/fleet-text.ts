import type { AbsentPart, FleetReport, RunnerReport } from '../model/fleet.ts';
import type { RunReport } from '../model/run.ts';
import { formatBytes, formatCpus, formatDuration, plural } from '../text/format.ts';

/** ` on 3 runners`; '' for a run on one machine. */
export function fleetSize({ fleet }: RunReport): string {
  return fleet === undefined ? '' : ` on ${plural(fleet.runners.length, 'runner')}`;
}

/** `part 3 of 4 did not report`. What cannot be read is untrusted. */
export function absentText({ parts }: FleetReport, { part, why }: AbsentPart): string {
  return part === undefined ? `a part cannot be read: ${why}` : `part ${part} of ${parts} ${why}`;
}

/** Billed minutes, and those of one runner if they are known. */
export function billedText(fleet: FleetReport): string {
  const own = billedMinutes(fleet);
  const billed = `${plural(own, 'started minute')} ${own === 1 ? 'is' : 'are'} billed`;
  const alone = fleet.oneRunner === undefined ? '' : `, against ${fleet.oneRunner.billed} on one runner`;
  return `${billed}${alone}, without the set-up of jobs.`;
}

function billedMinutes({ runners }: FleetReport): number {
  return runners.reduce((sum, { billed }) => sum + billed, 0);
}

/** `part 2`, with the label if the plan has one. */
export function runnerTitle({ part, label }: RunnerReport): string {
  return label === undefined ? `Part ${part}` : `Part ${part} (${label})`;
}

/** `4 CPUs, 16 GiB` */
export function sizeText({ machine }: RunnerReport): string {
  return `${formatCpus(machine.cpus)}, ${formatBytes(machine.memory)}`;
}

/** What was corrected or left out by the merge, in sentences. */
export function fleetNotes({ runners, notes }: FleetReport): readonly string[] {
  const moved = runners.flatMap(({ part, corrected, needs }) =>
    corrected < 1
      ? []
      : [
          `The clock of part ${part} was corrected by ${formatDuration(corrected)}: according to the clocks of the runners, it began before ${needs.length === 1 ? `part ${needs[0]}` : 'a part that it needs'} had ended.`,
        ],
  );
  return [...moved, ...notes];
}
