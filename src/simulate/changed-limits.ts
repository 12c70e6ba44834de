import type { AdmissionRules, Limits } from '../mission/model/mission.ts';

/** Limits that are asked for instead of those of the mission; Infinity lifts one. Percent, but for workers. */
export interface LimitChanges {
  readonly cpu?: number;
  readonly memory?: number;
  readonly workers?: number;
  readonly load?: number;
}

/** A caution never lies above its limit, and goes where its limit is lifted: it would pace launches that nothing limits. */
export function changedLimits(rules: AdmissionRules, changes: LimitChanges): AdmissionRules {
  return {
    ...rules,
    cpu: changed(rules.cpu, changes.cpu),
    memory: changed(rules.memory, changes.memory),
    workers: changed(rules.workers, changes.workers),
    load: changes.load ?? rules.load,
  };
}

function changed({ caution, limit }: Limits, asked = limit): Limits {
  return { caution: asked === Infinity ? asked : Math.min(caution, asked), limit: asked };
}
