import { setFailed, setOutput } from '@actions/core';
import { errorText } from './base/error-code.ts';
import { endProcess } from './github/end-process.ts';
import { runAction } from './github/run-action.ts';

/** Main entry of the action: runs the mission. */
runAction(process.env)
  .catch((error: unknown) => {
    setOutput('result', 'failed');
    setFailed(`Mission Runner itself failed: ${errorText(error)}`);
  })
  .finally(endProcess);
