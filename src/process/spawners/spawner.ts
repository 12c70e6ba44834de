/*
 * The program of a spawner process: it starts programs for the runner. It is a bundle of its own, `dist/spawner.js`, because the less it
 * loads, the faster it forks.
 *
 * It exits when the channel is closed: as soon as the runner has exited, also if the runner was killed. Programs that it has started keep
 * running, as those that the runner has started do, and are found by their mark.
 */
import { spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { errorCode, errorText } from '../../base/error-code.ts';
import type { Variables } from '../../base/variables.ts';
import { createKillOrder } from './kill-order.ts';
import { type Answer, applyDifference, type Request, type StartMessage } from './messages.ts';

const inKillOrder = createKillOrder(process.platform);
let runner = 0;
let environment: Variables = {};

function answer(message: Answer): void {
  // Without a runner there is nothing to answer to, and `disconnect` follows.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

function start(message: StartMessage): void {
  const { id, role, program, arguments: args, workingDirectory, log } = message;
  let file: number | undefined;
  try {
    // The same file, even if a task has put another one at its path since.
    file = log === undefined ? undefined : openSync(`/proc/${runner}/fd/${log}`, constants.O_RDWR | constants.O_APPEND);
  } catch {
    answer({ type: 'unable', id });
    return;
  }
  try {
    const child = inKillOrder(role, () =>
      spawn(program, args, {
        cwd: workingDirectory,
        env: applyDifference(environment, message),
        detached: true,
        stdio: ['ignore', file ?? 'ignore', file ?? 'ignore'],
      }),
    );
    const { pid } = child;
    child.on('error', (error) => {
      if (pid === undefined) failed(id, error);
    });
    if (pid === undefined) return;
    child.on('exit', (exitCode, signal) => answer({ type: 'exited', id, exitCode, signal }));
    answer({ type: 'spawned', id, pid });
  } catch (error) {
    failed(id, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function failed(id: number, error: unknown): void {
  const code = errorCode(error);
  answer({ type: 'failed', id, message: errorText(error), ...(code === undefined ? {} : { code }) });
}

process.on('message', (message: Request) => {
  switch (message.type) {
    case 'begin':
      ({ runner, environment } = message);
      answer({ type: 'ready' });
      return;
    case 'start':
      start(message);
      return;
    default:
      message satisfies never;
  }
});
process.on('disconnect', () => process.exit());
