import type { RunnerServices } from '../../../machine/runner-services.ts';
import { listed } from '../../../report/text/format.ts';
import { alignColumns } from '../../output/align-columns.ts';

/** What GitHub's runner offers here: names of variables, never their values. */
export function runnerLines({ onRunner, artifacts, summary, tracking, variables }: RunnerServices): readonly string[] {
  return alignColumns([
    ['GitHub Actions', onRunner ? 'yes' : 'no'],
    ['artifacts', artifactsText(artifacts, onRunner)],
    ['job summary', summaryText(summary)],
    [
      'clean-up',
      tracking ? 'when the job ends, the runner ends leftover processes' : 'none: RUNNER_TRACKING_ID is not set',
    ],
    ['variables', variables.length === 0 ? 'none that begin with GITHUB_' : variables.join(' ')],
  ]);
}

function artifactsText({ available, missing }: RunnerServices['artifacts'], onRunner: boolean): string {
  if (available) return 'can be uploaded';
  const what = `cannot be uploaded: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} not set`;
  // Otherwise a healthy runner would look broken from a `run` step.
  return onRunner ? `${what}; runners set them for actions only, not for run steps` : what;
}

function summaryText(summary: RunnerServices['summary']): string {
  switch (summary) {
    case 'writable':
      return 'can be written';
    case 'not writable':
      return 'cannot be written: the file that GITHUB_STEP_SUMMARY names is missing or not writable';
    case 'absent':
      return 'none: GITHUB_STEP_SUMMARY is not set';
    default:
      return summary satisfies never;
  }
}
