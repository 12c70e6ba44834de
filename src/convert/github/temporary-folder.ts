import { isPosix } from './script.ts';

/** `$MISSION_RUN` and what follows make it another folder in each run, task and attempt. */
const FOLDER = `export RUNNER_TEMP="\${RUNNER_TEMP:-\${TMPDIR:-/tmp}}/$MISSION_RUN/$MISSION_FILE_NAME-$MISSION_ATTEMPT" && mkdir -p "$RUNNER_TEMP"`;

/**
 * A script that reads `RUNNER_TEMP`, with a first line that makes the folder. In a workflow, it is empty at the beginning of each job, and the
 * steps of the job share it. Undefined for a script that does not read it.
 */
export function withTemporaryFolder(run: string, shell: string | undefined): string | undefined {
  return isPosix(shell) && /\$\{?RUNNER_TEMP\b/.test(run) ? `${FOLDER}\n${run}` : undefined;
}
