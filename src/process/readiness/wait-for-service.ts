import type { Prepared } from '../launch/prepare-command.ts';
import { guardedProbe, notReady, type Probe } from './probe.ts';
import { type CommandEdges, probeCommand } from './probe-command.ts';
import { probeHttp } from './probe-http.ts';
import { probeLog } from './probe-log.ts';
import { probeTcp } from './probe-tcp.ts';
import type { Ready, ReadyCheck } from './ready.ts';
import { systemTimers } from './system-timers.ts';
import { type ReadinessWait, waitUntilReady } from './wait-until-ready.ts';

/** What is known of a service that was started. */
export interface StartedService {
  /** Absolute path of its log. */
  readonly log: string;
  /** Size of the log in bytes when it was started. */
  readonly logStart: number;
  readonly edges: CommandEdges;
  /** What else is at the port that is asked, as a sentence; undefined if nothing is. */
  findForeign(): Promise<string | undefined>;
  /** Makes a command ready to start, in the service's own shell, folder and environment. Called once, and only if there is one. */
  prepare(run: string): Prepared;
}

/** Milliseconds; an answer that takes longer is not one that a test could work with. */
const longestTry = 5_000;

/** @throws SyntaxError when a log pattern is none, and what `prepare` throws. */
export function waitForService(ready: Ready, service: StartedService): ReadinessWait {
  const { check, timeout, interval } = ready;
  return waitUntilReady(guardedProbe(probeFor(check, service), service.findForeign), {
    timeout,
    interval,
    // A command may itself wait for something.
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
