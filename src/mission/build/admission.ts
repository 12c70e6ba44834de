import type { AdmissionRules, Limits, MemoryLimits } from '../model/mission.ts';
import { parseDuration } from '../model/units.ts';
import { ADMISSION_DEFAULTS } from '../schema/admission-defaults.ts';
import type { MissionDraft } from '../schema/mission.ts';
import type { YamlSource } from '../yaml/source.ts';
import { placesOf } from './pools.ts';
import { amountOf, optional } from './values.ts';

export function buildAdmission({ admission = {} }: MissionDraft, source: YamlSource): AdmissionRules {
  const duration = (key: 'sample' | 'react' | 'recheck' | 'patience'): number =>
    amountOf(source, ['admission', key], admission[key], parseDuration) ?? ADMISSION_DEFAULTS[key];
  return {
    cpu: limitsOf(admission.cpu, ADMISSION_DEFAULTS.cpu),
    memory: memoryLimitsOf(admission.memory),
    workers: limitsOf(admission.workers, ADMISSION_DEFAULTS.workers),
    load: admission.load ?? ADMISSION_DEFAULTS.load,
    gate: admission.gate ?? ADMISSION_DEFAULTS.gate,
    sample: duration('sample'),
    react: duration('react'),
    recheck: duration('recheck'),
    patience: duration('patience'),
    learn: admission.learn ?? ADMISSION_DEFAULTS.learn,
    ...(admission.jobserver === true ? { jobserver: true as const } : {}),
    ...optional('pools', placesOf(admission.pools)),
  };
}

/** If `limit` is above the default `critical`, `critical` is raised to match. */
function memoryLimitsOf(written: MissionDraftMemory): MemoryLimits {
  const { memory } = ADMISSION_DEFAULTS;
  const limits = limitsOf(written, memory);
  return { ...limits, critical: written?.critical ?? Math.max(memory.critical ?? 100, limits.limit) };
}

type MissionDraftMemory = NonNullable<MissionDraft['admission']>['memory'];

/** If `limit` is below the default `caution`, `caution` is lowered to match. */
function limitsOf(written: Partial<Record<keyof Limits, number | undefined>> | undefined, defaults: Limits): Limits {
  const limit = written?.limit ?? defaults.limit;
  return { caution: written?.caution ?? Math.min(defaults.caution, limit), limit };
}
