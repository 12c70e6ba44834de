import type { AdmissionRules } from '../../mission/model/mission.ts';
import { type Estimate, type Outlook, offBy, type WhatIf } from '../../report/analysis/what-if.ts';
import type { RunReport } from '../../report/model/run.ts';
import { changedLimits } from '../../simulate/changed-limits.ts';
import type { Asked } from './replay-text.ts';

/** The JSON of `--json`: `{ measured, same, asked?, learned?, tasks }`; milliseconds and percent. Unknown values are left out. */
export function replayJson(report: RunReport, what: WhatIf, asked: Asked | undefined): string {
  const rules = report.mission.admission;
  const learned = what.learned();
  const replay = {
    measured: { limits: limits(rules), ...figures(what.measured) },
    same: { ...estimated(what.same), off: offBy(what) },
    ...(asked === undefined ? {} : { asked: { limits: limitsAsked(rules, asked), ...estimated(asked.estimate) } }),
    ...(learned === undefined ? {} : { learned: estimated(learned) }),
    tasks: [...what.measured.tasks.keys()].map((id) => ({
      id,
      measured: times(what.measured, id),
      same: times(what.same, id),
      ...(asked === undefined ? {} : { asked: times(asked.estimate, id) }),
    })),
  };
  return `${JSON.stringify(replay, rounded, 2)}\n`;
}

/** Times are measured to a tenth of a millisecond, so that further digits of their sums mean nothing. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value;
}

function limitsAsked(rules: AdmissionRules, { changes }: Asked): object {
  const { cpus, others } = changes;
  return {
    ...limits(changedLimits(rules, changes)),
    ...(cpus === undefined ? {} : { cpus }),
    ...(others === undefined ? {} : { others }),
  };
}

function limits({
  cpu,
  memory,
  workers,
  load,
}: AdmissionRules): Pick<AdmissionRules, 'cpu' | 'memory' | 'workers' | 'load'> {
  return { cpu, memory, workers, load };
}

function figures({ makespan, waited, highest }: Outlook): object {
  return { makespan, waited, highest };
}

function estimated(estimate: Estimate): object {
  const { ended, assumed } = estimate;
  return { ...figures(estimate), ended, assumed };
}

function times({ tasks }: Outlook, id: string): object {
  const task = tasks.get(id);
  return { status: task?.status, started: task?.started, ended: task?.ended, waited: task?.waited };
}
