import type { Checking } from '../entries/checking.ts';
import { ADMISSION_DEFAULTS } from '../schema/admission-defaults.ts';

/** Reports a `caution` that is above its limit. A default caution is lowered to match: see `buildAdmission`. */
export function checkLimits({ draft, source, report }: Checking): void {
  for (const key of ['cpu', 'memory', 'workers'] as const) {
    const written = draft.admission?.[key];
    if (written?.caution === undefined) continue;
    const limit = written.limit ?? ADMISSION_DEFAULTS[key].limit;
    if (written.caution <= limit) continue;
    const path = ['admission', key];
    const whose = written.limit === undefined ? 'the default limit' : 'the limit';
    const { line, column } = source.place([...path, 'limit']);
    report({
      at: source.place([...path, 'caution']),
      code: 'caution-over-limit',
      message: `\`${key}\`: the caution ${written.caution} is higher than ${whose} ${limit}`,
      hint: 'caution comes first: write a number up to the limit',
      ...(written.limit === undefined ? {} : { related: [{ line, column, message: 'the limit' }] }),
    });
  }
}
