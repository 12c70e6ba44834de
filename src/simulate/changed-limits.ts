import type { AdmissionRules, Limits } from '../mission/model/mission.ts';

/** Limits to use instead of those of the mission; Infinity removes one. In percent, except for workers and CPUs. */
export interface LimitChanges {
  readonly cpu?: number;
  readonly memory?: number;
  readonly workers?: number;
  readonly load?: number;
  /** CPUs of another machine than the measured one. */
  readonly cpus?: number;
  /** CPUs that a further program wants all the time. */
  readonly others?: number;
}

/** A caution is never above its limit, and is removed with its limit. Otherwise it would pace launches that nothing limits. */
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
