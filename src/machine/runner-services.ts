/** What a runner offers to a step. Names only: values may be secrets. */
export interface RunnerServices {
  readonly onRunner: boolean;
  /** Whether artifacts can be uploaded, and the variables that are missing for it. */
  readonly artifacts: { readonly available: boolean; readonly missing: readonly string[] };
  readonly summary: 'writable' | 'not writable' | 'absent';
  /** Whether the runner marks processes, so that it can end leftover processes when the job ends. */
  readonly tracking: boolean;
  /** Names of the variables that begin with `GITHUB_`, sorted. */
  readonly variables: readonly string[];
}

/** @param isWritable whether a file can be written to; called for the summary file only */
export function readRunnerServices(
  environment: NodeJS.ProcessEnv,
  isWritable: (file: string) => boolean,
): RunnerServices {
  const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].filter((name) => !environment[name]);
  const summary = environment.GITHUB_STEP_SUMMARY;
  return {
    onRunner: environment.GITHUB_ACTIONS === 'true',
    artifacts: { available: missing.length === 0, missing },
    summary: !summary ? 'absent' : isWritable(summary) ? 'writable' : 'not writable',
    tracking: Boolean(environment.RUNNER_TRACKING_ID),
    variables: Object.keys(environment)
      .filter((name) => name.startsWith('GITHUB_'))
      .sort(),
  };
}
