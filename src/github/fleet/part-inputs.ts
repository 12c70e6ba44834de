/*
 * One part of a mission in a job: the inputs `part` and `plan`, and the artifacts that go from job to job.
 *
 * `part-inputs.ts` checks the inputs before anything is read. `join-part.ts` downloads the artifacts of the parts that have to end first
 * (`download.ts`) and takes over what they have left. `upload-part.ts` packs and uploads what this part leaves, also if a task has failed,
 * and in `post` after a part that was killed.
 *
 * `plan-parts.ts` is the input `runners`: the first job of a workflow of `mission workflow --dynamic`, which plans and runs nothing.
 *
 * Invariants:
 * - All artifacts are those of this workflow run. Their names say where to look; what counts is written in their `part.json`.
 * - An artifact that cannot be downloaded or uploaded fails the step with its reason. Other parts could not go on without it.
 * - The name of an artifact has the attempt, because a name can be used only once in a run.
 *
 * Not here: what is in an artifact, and whether it is accepted (`run/fleet`).
 */
import type { PartRequest } from '../../run/fleet/choose-part.ts';
import type { PartNumber } from '../../run/fleet/part-number.ts';
import { missingService } from '../service/upload.ts';

/** The inputs of the action that decide about a part. */
export interface PartInputs {
  readonly part: PartNumber | undefined;
  readonly plan: string | undefined;
  readonly merge: boolean;
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** The part that is to run, if any, or sentences about what is wrong. */
export function partFrom(
  { part, plan, merge, only, skip }: PartInputs,
  environment: NodeJS.ProcessEnv,
): { readonly request: PartRequest | undefined } | { readonly mistakes: readonly string[] } {
  if (merge) {
    const isAlone = part === undefined && only.length + skip.length === 0;
    return isAlone
      ? { request: undefined }
      : {
          mistakes: [
            'Input `merge`: expected neither `part`, `only` nor `skip` with it, because nothing runs; found one of them.',
          ],
        };
  }
  if (part === undefined) {
    if (plan === undefined) return { request: undefined };
    return { mistakes: ['Input `part`: expected a part such as `2/3`, because `plan` is given; found nothing.'] };
  }
  const mistakes: string[] = [];
  if (plan === undefined)
    mistakes.push('Input `plan`: expected the text of a plan, because `part` is given; found nothing.');
  if (only.length + skip.length > 0) {
    mistakes.push(
      'Input `part`: expected neither `only` nor `skip` with it, because the plan says what a part runs; found both.',
    );
  }
  const missing = missingService(environment);
  if (missing !== undefined)
    mistakes.push(`Input \`part\`: expected an artifact service, which takes files from part to part. ${missing}`);
  return mistakes.length > 0 || plan === undefined ? { mistakes } : { request: { ...part, plan } };
}
