import type { RunRequest } from '../../../run/run-request.ts';
import { oneOf, UsageError } from '../arguments/arguments.ts';

export type StrictRun = Pick<RunRequest, 'mission' | 'strict'>;

/** The value of `--artifacts`. Throws `UsageError`. */
export function artifactsOption(value: string | undefined, part: string | undefined): 'strict' | undefined {
  const artifacts = oneOf('artifacts', ['strict'], value);
  if (artifacts === undefined || part === undefined) return artifacts;
  throw new UsageError('expected --artifacts without --part, found both; a part has a checkout of its own');
}

/** The mission to run: with `--artifacts strict`, tasks find only files that other tasks have declared. */
export async function strictRun(artifacts: 'strict' | undefined, mission: StrictRun['mission']): Promise<StrictRun> {
  if (artifacts === undefined) return { mission };
  const { strictMission } = await import('../../../fleet/part/strict-checkouts.ts');
  const { mission: strict, checkouts } = strictMission(mission);
  return checkouts.length === 0 ? { mission } : { mission: strict, strict: checkouts };
}
