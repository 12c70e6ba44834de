import type { GateDecision, RunReport } from '../model/run.ts';
import { formatDuration } from '../text/format.ts';

/** Such as `CPU 98 %, limit 75 %`, and what would have avoided it. Two sentences; the figures come from the journal and are untrusted. */
export function forcedText({ mission }: RunReport, decision: GateDecision): string {
  const { admission } = mission;
  const closed = decision.detail === undefined ? '' : ` (${decision.detail})`;
  const waited = `Started although the gate was closed${closed}, because nothing of the mission had run for ${formatDuration(admission.patience)}.`;
  return `${waited} ${forcedRemedy({ mission }, decision)}`;
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
