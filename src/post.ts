import { warning } from '@actions/core';
import { describeError } from './github/describe-error.ts';
import { endProcess } from './github/end-process.ts';
import { finishAction } from './github/finish-action.ts';

/** What the runner starts at the end of the job, whatever became of the step. */
try {
  await finishAction(process.env);
} catch (error) {
  warning(`Mission Runner could not finish its reports: ${describeError(error)}`);
}
endProcess();
