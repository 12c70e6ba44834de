/*
 * This folder continues the mission of an earlier attempt when a workflow run is re-run.
 *
 * `workflow-job.ts` reads from the environment which step of which job runs; the journal keeps it. `download-attempts.ts` lists and downloads the
 * artifacts of the run that may be from an earlier attempt. `continue-attempt.ts` reads them, chooses one and unpacks it; the run is then
 * resumed as on the command line (`run/archive`, `run/resume`).
 *
 * Invariants:
 * - An artifact is chosen by what its journal says: run, job, step, commit and attempt. Ids, times and the order of the service are not used.
 * - Whatever is in doubt starts from the beginning, with a notice that gives the reason: no artifact, several of them, another mission, damage.
 * - Nothing here fails the step, and everything ends within its time limit.
 *
 * Not done here: uploads (`github/service/upload.ts`), parts of a mission (`github/fleet`).
 */
import type { WorkflowJob } from '../../schedule/events/opening.ts';

/** The step that runs the action; undefined outside of a workflow run. */
export function workflowJob(environment: NodeJS.ProcessEnv): WorkflowJob | undefined {
  const {
    GITHUB_RUN_ID: runId = '',
    GITHUB_JOB: job = '',
    GITHUB_ACTION: step = '',
    GITHUB_SHA: commit = '',
  } = environment;
  if (runId === '') return undefined;
  const attempt = Number(environment.GITHUB_RUN_ATTEMPT || '1');
  return { runId, attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : 1, job, step, commit };
}

/** Why a run is not an earlier attempt of this step, as a clause; undefined if it is one. */
export function otherThan(now: WorkflowJob, earlier: WorkflowJob | undefined): string | undefined {
  if (earlier === undefined) return 'its journal does not say in which job it ran';
  if (earlier.runId !== now.runId) return `it is of workflow run ${earlier.runId}`;
  if (earlier.job !== now.job) return `it is of job ${earlier.job}`;
  if (earlier.step !== now.step) return `it is of step ${earlier.step}`;
  if (earlier.commit !== now.commit) return `it is of commit ${earlier.commit}`;
  return earlier.attempt < now.attempt ? undefined : `it is of attempt ${earlier.attempt}`;
}
