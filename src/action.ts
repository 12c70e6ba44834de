import { setFailed, setOutput } from '@actions/core';
import { errorText } from './base/error-code.ts';
import { endProcess } from './github/end-process.ts';
import { runAction } from './github/run-action.ts';

function fail(why: string): void {
  // First of all: the output cannot be set if the file of the runner is missing or the disk is full, and the step must fail all the same.
  setFailed(`Mission Runner itself failed: ${why}`);
  setOutput('result', 'failed');
}

// `runAction` waits for something that no longer keeps the process alive. Node would exit with 0, as if the mission had succeeded.
process.once('beforeExit', () => {
  fail('it ended before the mission');
  endProcess();
});

/** Main entry of the action: runs the mission. */
runAction(process.env)
  .catch((error: unknown) => fail(errorText(error)))
  .finally(endProcess);
