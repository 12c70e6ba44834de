import type { Gate } from '../../mission/model/mission.ts';
import type { RunReport } from '../model/run.ts';
import { formatDuration, formatPercent } from '../text/format.ts';

/** What the words of the ledger mean, one sentence each: only those that this run uses. */
export function gateTerms({ decisions, mission: { admission } }: RunReport): readonly string[] {
  const has = (...verdicts: readonly string[]): boolean => decisions.some(({ verdict }) => verdicts.includes(verdict));
  const { limit, critical } = admission.memory;
  return [
    'Band: GREEN is below every caution, YELLOW from a caution on (one launch per measurement), RED from a limit on (the gate is closed).',
    ...gateText(admission.gate),
    ...(decisions.some(({ unseen }) => unseen > 0)
      ? [
          'Unseen (“for tasks that just started”): CPU expected of tasks that started too recently to show in the measurement.',
        ]
      : []),
    ...(decisions.some(({ reserved }) => reserved > 0)
      ? ['Reserved: memory expected of running tasks that they do not use yet.']
      : []),
    ...(has('forced')
      ? [
          `Forced: launched although the gate was closed, because nothing of the mission had run for ${formatDuration(admission.patience)} (admission.patience), or because other programs still kept the CPUs busy after such a launch.`,
        ]
      : []),
    ...(has('paused', 'continued')
      ? [
          `Paused: its processes are stopped because memory is critical${critical === undefined ? '' : ` (${formatPercent(critical)})`}, and continue when memory is below its limit of ${formatPercent(limit)}.`,
        ]
      : []),
    ...(has('evicted')
      ? [
          'Evicted: ended because memory was critical and no paused task could continue. It is queued again and runs with nothing beside it. This is no failure.',
        ]
      : []),
  ];
}

/** What starts in any band. */
function gateText(gate: Gate): readonly string[] {
  switch (gate) {
    case 'all':
      return [];
    case 'tests':
      return [
        'With this gate (admission.gate: tests), the band delays tests only: tasks start in any band, if their declared or learned demand fits.',
      ];
    case 'off':
      return ['The gate is off: nothing waits for the band.'];
    default:
      return gate satisfies never;
  }
}
