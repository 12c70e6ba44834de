import type { Checking } from '../entries/checking.ts';
import { ADMISSION_DEFAULTS } from '../schema/admission-defaults.ts';

/**
 * Reports a `caution` that is above its limit, and a `critical` that is below it. A default caution is lowered to match, and a default
 * critical is raised: see `buildAdmission`.
 */
export function checkLimits(checking: Checking): void {
  checkCritical(checking);
  const { draft, source, report } = checking;
  for (const key of ['cpu', 'memory', 'workers'] as const) {
    const written = draft.admission?.[key];
    if (written?.caution === undefined) continue;
    const limit = written.limit ?? ADMISSION_DEFAULTS[key].limit;
    if (written.caution <= limit) continue;
    const path = ['admission', key];
    const whose = written.limit === undefined ? 'the default limit' : 'the limit';
    const { line, column, file } = source.place([...path, 'limit']);
    report({
      at: source.place([...path, 'caution']),
      code: 'caution-over-limit',
      message: `\`${key}\`: the caution ${written.caution} is higher than ${whose} ${limit}`,
      hint: 'caution comes first: write a number up to the limit',
      ...(written.limit === undefined ? {} : { related: [{ line, column, file, message: 'the limit' }] }),
    });
  }
}

function checkCritical({ draft, source, report }: Checking): void {
  const written = draft.admission?.memory;
  if (written?.critical === undefined) return;
  const limit = written.limit ?? ADMISSION_DEFAULTS.memory.limit;
  if (written.critical >= limit) return;
  const path = ['admission', 'memory'];
  const whose = written.limit === undefined ? 'the default limit' : 'the limit';
  const { line, column, file } = source.place([...path, 'limit']);
  report({
    at: source.place([...path, 'critical']),
    code: 'critical-below-limit',
    message: `\`memory\`: critical ${written.critical} is lower than ${whose} ${limit}`,
    hint: 'launches stop at limit, and running tasks are paused from critical on: write a number from the limit to 100',
    ...(written.limit === undefined ? {} : { related: [{ line, column, file, message: 'the limit' }] }),
  });
}
