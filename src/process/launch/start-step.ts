import { dirname } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { allSteps, isFinally, stepAt } from '../../mission/model/steps.ts';
import type { Launch } from '../../ports/ports.ts';
import { logFile } from '../contract/task-files.ts';
import { beginOfAttempt } from '../logs/begin-of-attempt.ts';
import { openLog, writeSeparator } from '../logs/open.ts';
import type { Launcher } from './launcher.ts';
import { isFirstOf, prepareStep } from './prepare-step.ts';
import { isPassing } from './spawn-failure.ts';
import { type Start, startProgram } from './start-program.ts';

/** Starts a step's process; see `startProgram`. */
export function startStep(launch: Launch, launcher: Launcher, started: (start: Start) => void): () => void {
  const announcement: Announcement = { made: false };
  const program = {
    role: 'task' as const,
    prepare: () => prepareStep(launch, launcher),
    openLog: () => openTaskLog(launch, launcher, announcement),
  };
  return startProgram(program, launcher, started);
}

/** Whether the log names this step already: a retry of its start must not name it again. */
interface Announcement {
  made: boolean;
}

/** A task runs without a log rather than not at all; temporary errors are thrown, so that the start is retried. */
function openTaskLog(launch: Launch, launcher: Launcher, announcement: Announcement): number | undefined {
  const { task } = launch;
  let log: number | undefined;
  if (launcher.logs.isFull()) {
    launcher.degraded(`the log of ${task.id} cannot be written: no space left on its disk`);
    return undefined;
  }
  try {
    const fresh = isFirstOf(launch) && beginOfAttempt(launch) === undefined && !announcement.made;
    const path = logFile(launcher.dir, task.id);
    launcher.ensureFolder(dirname(path));
    log = openLog(path, fresh);
    const separator = separatorOf(launch);
    if (separator !== undefined && !announcement.made) writeSeparator(log, separator);
    announcement.made = true;
  } catch (error) {
    if (isPassing(error)) throw error;
    launcher.degraded(`the log of ${task.id} cannot be written: ${errorText(error)}`);
  }
  return log;
}

function separatorOf(launch: Launch): string | undefined {
  const { task, step } = launch;
  const { name, run = '' } = stepAt(task, step) ?? {};
  const again = isFirstOf(launch) ? beginOfAttempt(launch) : undefined;
  const number = `▶ step ${step + 1}/${allSteps(task).length}`;
  const named = isFinally(task, step)
    ? `${number}, finally: ${name ?? run.trim().split('\n', 1)[0]}`
    : name === undefined
      ? undefined
      : `${number}: ${name}`;
  return again === undefined ? named : named === undefined ? again : `${again}\n${named}`;
}
