import { errorText } from '../../base/error-code.ts';
import type { Ready, Service } from '../../mission/model/mission.ts';
import { logFile } from '../contract/task-files.ts';
import { spawnHelper } from '../launch/child-usage.ts';
import type { Launcher } from '../launch/launcher.ts';
import { prepareReadyCommand } from '../launch/prepare-service.ts';
import type { ProcessSystem } from '../trees/process-system.ts';
import { parseTcpAddress, type ReadyCheck } from './ready.ts';
import { waitForService } from './wait-for-service.ts';

export type Readiness = { readonly type: 'ready' } | { readonly type: 'failed'; readonly message: string };

/**
 * Checks a service that has just been started until it is ready or its time is up. Never throws.
 *
 * @param findForeign describes another process at the port of the service as a sentence
 * @param answered called once, never before this function has returned
 * @returns ends the checks; `answered` is not called after that.
 */
export function watchReadiness(
  service: Service,
  { launcher, system }: { readonly launcher: Launcher; readonly system: ProcessSystem },
  findForeign: () => Promise<string | undefined>,
  answered: (readiness: Readiness) => void,
): () => void {
  const { ready } = service;
  let isStopped = false;
  const answer = (readiness: Readiness): void => {
    if (!isStopped) answered(readiness);
  };
  const later = (readiness: Readiness): void => queueMicrotask(() => answer(readiness));
  let cancel: () => void = () => {};
  if (ready === undefined) later({ type: 'ready' });
  else {
    try {
      const wait = waitForService(
        { check: checkOf(ready), timeout: ready.timeout, interval: ready.interval },
        {
          log: logFile(launcher.dir, service.id),
          // 0, because the log is emptied at the start of a service, which happens once in a run.
          logStart: 0,
          edges: { spawn: spawnHelper(launcher), system, platform: launcher.platform },
          findForeign,
          prepare: (run) => prepareReadyCommand(service, run, launcher),
        },
      );
      cancel = wait.cancel;
      void wait.promise.then((outcome) => {
        if (outcome.type === 'ready') answer({ type: 'ready' });
        if (outcome.type === 'timed-out') answer({ type: 'failed', message: timeoutMessage(ready, outcome.detail) });
      });
    } catch (error) {
      later({ type: 'failed', message: `its readiness cannot be checked: ${errorText(error)}` });
    }
  }
  return () => {
    isStopped = true;
    cancel();
  };
}

function timeoutMessage(ready: Ready, detail: string): string {
  return `it was not ready after ${ready.timeout / 1000} s: ${detail}`;
}

/** Throws for an address that the reader of the mission file would have refused. */
function checkOf({ http, tcp, log, command }: Ready): ReadyCheck {
  if (http !== undefined) return { type: 'http', url: http };
  if (log !== undefined) return { type: 'log', pattern: log };
  if (command !== undefined) return { type: 'command', run: command };
  const address = parseTcpAddress(tcp ?? '');
  if (address === undefined) throw new Error(`expected host:port, found ${JSON.stringify(tcp)}`);
  return { type: 'tcp', ...address };
}
