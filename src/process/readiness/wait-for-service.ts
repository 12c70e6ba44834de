import type { Prepared } from '../launch/prepare-command.ts';
import { guardedProbe, notReady, type Probe } from './probe.ts';
import { type CommandEdges, probeCommand } from './probe-command.ts';
import { probeHttp } from './probe-http.ts';
import { probeLog } from './probe-log.ts';
import { probeTcp } from './probe-tcp.ts';
import type { Ready, ReadyCheck } from './ready.ts';
import { systemTimers } from './system-timers.ts';
import { type ReadinessWait, waitUntilReady } from './wait-until-ready.ts';

/** A service that was started, and how it can be checked. */
export interface StartedService {
  /** Absolute path of its log. */
  readonly log: string;
  /** Size of the log in bytes when the service was started. */
  readonly logStart: number;
  readonly edges: CommandEdges;
  /** Describes another process at the port of the service as a sentence; undefined if there is none. */
  findForeign(): Promise<string | undefined>;
  /** Prepares a command in the shell, folder and environment of the service. Called once, and only for a command. */
  prepare(run: string): Prepared;
}

/** Milliseconds; a service that answers more slowly is of no use to a test. */
const longestTry = 5_000;

/** Waits until a service is ready. Throws a SyntaxError for an invalid log pattern, and the errors of `prepare`. */
export function waitForService(ready: Ready, service: StartedService): ReadinessWait {
  const { check, timeout, interval } = ready;
  return waitUntilReady(guardedProbe(probeFor(check, service), service.findForeign), {
    timeout,
    interval,
    // A command may itself wait until the service is ready.
    longestTry: check.type === 'command' ? timeout : longestTry,
    timers: systemTimers,
  });
}

function probeFor(check: ReadyCheck, service: StartedService): Probe {
  switch (check.type) {
    case 'http':
      return probeHttp(check.url);
    case 'tcp':
      return probeTcp(check);
    case 'log':
      return probeLog(service.log, check.pattern, service.logStart);
    case 'command': {
      const prepared = service.prepare(check.run);
      if (prepared.type === 'ready') return probeCommand(prepared, service.edges);
      return async () => notReady(prepared.message);
    }
  }
}
