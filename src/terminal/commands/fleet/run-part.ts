import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText } from '../../../base/error-code.ts';
import { readNamedText } from '../../../files/read-named-file.ts';
import { pastedPath } from '../../../report/text/pasted-path.ts';
import type { PartRequest } from '../../../run/fleet/choose-part.ts';
import { parsePart } from '../../../run/fleet/part-number.ts';
import type { Loaded } from '../../../run/load-mission.ts';
import type { PreparedRun } from '../../../run/prepare.ts';
import type { RunRequest } from '../../../run/run-request.ts';
import type { Secrets } from '../../../secrets/secrets.ts';
import { printUntrusted, printUntrustedError } from '../../output/print.ts';
import { UsageError } from '../arguments/arguments.ts';

/** The options of `run` for one part of a mission. */
export const PART_OPTIONS = {
  part: { type: 'string' },
  plan: { type: 'string' },
  'parts-dir': { type: 'string' },
} as const;

interface PartValues {
  readonly part?: string | undefined;
  readonly plan?: string | undefined;
  readonly 'parts-dir'?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
}

export interface PartToRun extends PartRequest {
  /** Absolute folder with the artifacts of other parts, to which that of this one is added. */
  readonly partsDir: string;
}

/** The part that is to run; undefined without `--part`. Throws `UsageError`. */
export function partOf(values: PartValues): PartToRun | undefined {
  const { part, plan, 'parts-dir': dir, only = [], skip = [] } = values;
  if (part === undefined) {
    const needless = plan === undefined ? (dir === undefined ? undefined : '--parts-dir') : '--plan';
    if (needless !== undefined)
      throw new UsageError(`expected --part with ${needless}, found none; add --part NUMBER/PARTS`);
    return undefined;
  }
  const parsed = parsePart(part);
  if (parsed === undefined) {
    throw new UsageError(
      `expected --part to be a part and the number of parts, such as 2/3, found ${JSON.stringify(part)}`,
    );
  }
  if (plan === undefined)
    throw new UsageError('expected --plan FILE with --part, found none; use - to read the plan from standard input');
  if (dir === undefined)
    throw new UsageError('expected --parts-dir DIR with --part, found none; all parts of a run need the same folder');
  if (only.length + skip.length > 0)
    throw new UsageError('expected --part without --only and --skip, found both; the plan says what a part runs');
  return { ...parsed, plan: readPlan(plan), partsDir: resolve(dir) };
}

function readPlan(path: string): string {
  try {
    return path === '-' ? readFileSync(0, 'utf8') : readNamedText(path);
  } catch (error) {
    throw new UsageError(`expected the text of a plan at ${path}, found ${errorText(error)}`);
  }
}

type PartRun = Pick<RunRequest, 'mission' | 'root' | 'environment'> & { readonly prepared: PreparedRun };

/**
 * What the run takes from other parts; nothing if it is no part. Prints which of them are missing or damaged: the tasks that need them are skipped.
 * Throws `UsageError` if one is of another plan.
 */
export async function partRequest(
  part: PartToRun | undefined,
  loaded: Extract<Loaded, { type: 'loaded' }>,
  { mission, root, environment, prepared }: PartRun,
): Promise<Pick<RunRequest, 'part' | 'prepared'> & { readonly isIncomplete: boolean }> {
  if (part === undefined || loaded.part === undefined) return { prepared, isIncomplete: false };
  const { takeOver } = await import('../../../run/fleet/take-over.ts');
  const { partsDir } = part;
  const taken = await takeOver({ part: loaded.part, own: mission, partsDir, root: resolve(root), environment });
  if (taken.type === 'refused') throw new UsageError(taken.message);
  for (const problem of taken.problems)
    printUntrustedError(`mission: ${problem}; the tasks that need it are skipped\n`);
  const notes = [...prepared.notes, ...taken.notes];
  return { part: taken.part, prepared: { ...prepared, notes }, isIncomplete: taken.problems.length > 0 };
}

/** Adds the artifact of the part to the folder of all parts. Returns false if that failed, after printing why. */
export async function leavePart({ partsDir: into }: PartToRun, dir: string, secrets: Secrets): Promise<boolean> {
  const { packPart } = await import('../../../run/fleet/pack.ts');
  const { GITHUB_SHA: commit } = process.env;
  const packed = await packPart({
    ...{ dir, into, commit },
    redactor: secrets.redactor(),
    problem: (message) => printUntrustedError(`mission: not in the artifact of this part: ${message}\n`),
  });
  if (packed.type === 'failed') printUntrustedError(`mission: ${packed.message}\n`);
  else printUntrusted(`Part: ${pastedPath(packed.folder)}\n`);
  return packed.type === 'packed';
}
