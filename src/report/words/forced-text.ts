import type { GateDecision, RunReport } from '../model/run.ts';
import { formatDuration } from '../text/format.ts';

/** Such as `CPU 98 %, limit 75 %`, and what would have avoided it. Two sentences; the figures come from the journal and are untrusted. */
export function forcedText(report: RunReport, decision: GateDecision): string {
  const closed = decision.detail === undefined ? '' : ` (${decision.detail})`;
  const why = `Started although the gate was closed${closed}, because ${forcedReason(report, decision)}.`;
  return `${why} ${forcedRemedy(report, decision)}`;
}

/**
 * Why it did not wait longer: a clause. After a launch that was forced on CPUs that other programs keep busy, the next ones do not wait
 * for `patience` again.
 */
export function forcedReason({ mission, load }: RunReport, { at, loadStep = 0 }: GateDecision): string {
  const { patience } = mission.admission;
  const idle = at - (load.steps[loadStep - 1]?.at ?? 0);
  return idle >= patience
    ? `nothing of the mission had run for ${formatDuration(patience)}`
    : 'other programs still kept the CPUs busy, where tasks follow one after the other';
}

/** What would have avoided a forced launch: a sentence. */
export function forcedRemedy({ mission }: Pick<RunReport, 'mission'>, decision: GateDecision): string {
  const { cpu, memory } = mission.admission;
  if ((decision.cpu ?? 0) + decision.unseen >= cpu.limit) {
    return 'Other programs kept the CPUs busy: a machine with less other load avoids this, or a higher admission.cpu.limit.';
  }
  if ((decision.memory ?? 0) >= memory.limit) {
    return 'Other programs used the memory: a machine with less other load avoids this, or a higher admission.memory.limit.';
  }
  return 'It asks for more than the rest of the machine leaves: a lower request avoids this, or a larger machine.';
}
