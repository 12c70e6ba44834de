import type { Diagnostic } from '../mission/diagnostics/diagnostic.ts';
import { shownPath } from '../mission/include/include-path.ts';
import type { Mission } from '../mission/model/mission.ts';
import { machineOfLabel } from '../mission/model/runner-labels.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';

/** Tasks whose `runs-on` names a runner that this machine is not. They run all the same: on one machine there is no other. */
export function checkLabels(mission: Mission, machine: MachineFacts, file: string): readonly Diagnostic[] {
  const here = `${machine.platform} ${machine.architecture}`;
  const lines = new Set<string>();
  return mission.tasks.flatMap((task): readonly Diagnostic[] => {
    if (task.runsOn === undefined) return [];
    const { platform = machine.platform, architecture = machine.architecture } = machineOfLabel(task.runsOn);
    if (platform === machine.platform && architecture === machine.architecture) return [];
    const { line, included, id, runsOn } = task;
    const where = included === undefined ? file : shownPath(file, included.file);
    // The combinations of a matrix share one line.
    const key = `${where}:${line} ${runsOn}`;
    if (lines.has(key)) return [];
    lines.add(key);
    return [
      {
        file: where,
        ...{ line, column: 1, endLine: line, endColumn: 1 },
        severity: 'warning',
        code: 'other-runner',
        message: `${id} has \`runs-on: ${runsOn}\` (${platform} ${architecture}), and this machine is ${here}: it runs here all the same`,
        hint: 'run the mission on several runners, or leave the task out with `--skip`',
      },
    ];
  });
}
