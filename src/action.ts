import { setFailed, setOutput } from '@actions/core';
import { describeError } from './github/describe-error.ts';
import { endProcess } from './github/end-process.ts';
import { runAction } from './github/run-action.ts';

/** Main entry of the action: runs the mission. */
try {
  await runAction(process.env);
} catch (error) {
  setOutput('result', 'failed');
  setFailed(`Mission Runner itself failed: ${describeError(error)}`);
}
endProcess();
