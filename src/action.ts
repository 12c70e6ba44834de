import { setFailed, setOutput } from '@actions/core';
import { describeError } from './github/describe-error.ts';
import { endProcess } from './github/end-process.ts';
import { runAction } from './github/run-action.ts';

/** What the runner starts for a step that uses this action. */
try {
  await runAction(process.env);
} catch (error) {
  setOutput('result', 'failed');
  setFailed(`Mission Runner itself failed: ${describeError(error)}`);
}
endProcess();
