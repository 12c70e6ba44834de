import type { AdmissionRules } from '../model/mission.ts';

/** Defaults of `admission`; durations in milliseconds. */
export const ADMISSION_DEFAULTS: AdmissionRules = {
  cpu: { caution: 60, limit: 75 },
  memory: { caution: 70, limit: 85, critical: 95 },
  workers: { caution: 4, limit: 6 },
  load: 100,
  gate: 'tests',
  sample: 1000,
  react: 250,
  recheck: 5000,
  patience: 30_000,
  learn: true,
};
