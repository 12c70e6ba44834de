import { warning } from '@actions/core';
import { errorText } from './base/error-code.ts';
import { endProcess } from './github/end-process.ts';
import { finishAction } from './github/finish-action.ts';

/** Post entry of the action: the runner starts it at the end of the job, also if the step failed or was cancelled. */
finishAction(process.env)
  .catch((error: unknown) => {
    warning(`Mission Runner could not finish its reports: ${errorText(error)}`);
  })
  .finally(endProcess);
