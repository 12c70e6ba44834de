import type { Service } from '../mission/model/mission.ts';
import type { ServiceOutcome } from '../ports/ports.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { WrittenFiles } from '../secrets/written-files.ts';
import { logFile } from './contract/task-files.ts';
import { readFailedSetup } from './failed-setup.ts';
import type { Launcher } from './launch/launcher.ts';
import { startService } from './launch/start-service.ts';
import { readLogTail } from './logs/read-tail.ts';
import { type PortWatch, watchPorts } from './readiness/ports/watch-ports.ts';
import { watchReadiness } from './readiness/watch-readiness.ts';
import { runSetup } from './run-setup.ts';
import { type Running, stopRunning } from './running.ts';
import type { OutOfMemoryWatch } from './trees/out-of-memory.ts';
import type { ProcessSystem } from './trees/process-system.ts';
import type { StepTree } from './trees/step.ts';
import type { TreeStopper } from './trees/stop.ts';
import { type StartedTree, type TreeExit, watchTree } from './watch-tree.ts';

export interface ServiceEdges {
  readonly launcher: Launcher;
  readonly stopper: TreeStopper;
  readonly secrets: Secrets;
  readonly written: WrittenFiles;
  readonly system: ProcessSystem;
  readonly memory: OutOfMemoryWatch;
}

export interface Services {
  /**
   * Starts a service if its ports are free. `report` gets `started`, then `ready` or `failed`, and at its end `exited`; only
   * `failed` if it did not start. Never before `start` has returned.
   */
  start(service: Service, report: Report): void;
  /** Stops a service, also one whose start is still being repeated. Does nothing if it does not run. */
  stop(id: string, how: (tree: StepTree) => void): void;
}

type Report = (outcome: ServiceOutcome) => void;

interface RunningService extends Running {
  readonly ports: PortWatch;
  /** Ends the checks whether it is ready, or its setup. */
  stopChecks: () => void;
}

/** Runs services: started and stopped as steps are, and checked for readiness in between. */
export function createServices(edges: ServiceEdges): Services {
  const { launcher, stopper, secrets, written, system, memory } = edges;
  const running = new Map<string, RunningService>();

  function start(service: Service, report: Report): void {
    const { id } = service;
    const failed = (message: string) => {
      const text = secrets.redactor().redactText(message);
      queueMicrotask(() => report({ type: 'failed', message: text, running: false }));
    };
    if (running.has(id)) {
      failed(`${id} is running already`);
      return;
    }
    for (const variables of [launcher.environment, service.env]) {
      for (const problem of secrets.learn(service.secrets, variables)) launcher.degraded(problem);
    }
    const ports = watchPorts(service, {
      run: launcher.mark,
      system,
      platform: launcher.platform,
      environment: launcher.environment,
    });
    const entry: RunningService = { ports, cancelStart: () => {}, stopChecks: () => {} };
    running.set(id, entry);
    const refused = (message: string): void => {
      running.delete(id);
      failed(message);
    };
    entry.cancelStart = ports.beforeStart((held) => {
      if (held !== undefined) return refused(held);
      const watched = memory.started();
      entry.cancelStart = startService(service, launcher, (result) => {
        if (result.type === 'spawned') {
          const { child, pid } = result;
          return watch(service, entry, { id, child, pid, watched }, report);
        }
        void watched.ended(false, Promise.resolve(undefined));
        refused(result.message);
      });
    });
  }

  function watch(service: Service, entry: RunningService, started: StartedTree, report: Report): void {
    const { id, pid } = started;
    const exited = (): void => entry.stopChecks();
    const tree = watchTree(started, { launcher, stopper }, exited, (exit) => {
      running.delete(id);
      void reportExit(id, exit, report);
    });
    entry.tree = tree;
    queueMicrotask(() => {
      report({ type: 'started', pid });
      // A service that has already ended or is being stopped will never be ready.
      if (tree.exited === undefined && tree.stopping === 'no')
        entry.stopChecks = checkReadiness({ service, entry, pid, report }, edges);
    });
  }

  async function reportExit(id: string, { end, usage, outOfMemory }: TreeExit, report: Report): Promise<void> {
    const [used, logTail, kill] = await Promise.all([usage, redactedLogTail(id), outOfMemory]);
    if (kill === 'proven') launcher.degraded(`service ${id} was killed: out of memory, by the kernel\u2019s own count`);
    if (kill === 'possible') {
      launcher.degraded(
        `service ${id} was killed: possibly out of memory, because the kernel killed a process for memory at that moment, and other tasks were killed too`,
      );
    }
    report({ type: 'exited', ...end, ...used, logTail });
  }

  async function redactedLogTail(id: string): Promise<string> {
    const log = logFile(launcher.dir, id);
    await written.redact([log]);
    return readLogTail(log, secrets.redactor()).logTail;
  }

  function stop(id: string, how: (tree: StepTree) => void): void {
    const entry = running.get(id);
    entry?.stopChecks();
    stopRunning(entry, how);
  }

  return { start, stop };
}

interface CheckedService {
  readonly service: Service;
  readonly entry: RunningService;
  readonly pid: number;
  readonly report: Report;
}

/** Checks whether a service is ready, and then runs its setup. Returns what ends the check. */
function checkReadiness(
  { service, entry, pid, report }: CheckedService,
  { launcher, system, secrets }: ServiceEdges,
): () => void {
  const edges = { launcher, system };
  const { id } = service;
  const findForeign = () => entry.ports.foreignAt(pid);
  const failed = (message: string): void => {
    report({ type: 'failed', message: secrets.redactor().redactText(message), running: true });
  };
  return watchReadiness(service, edges, findForeign, (readiness) => {
    if (readiness.type === 'failed') failed(readiness.message);
    else if (service.setup === undefined) report({ type: 'ready' });
    else {
      entry.stopChecks = runSetup(service, service.setup, edges, (result) => {
        if (result.type === 'done') report({ type: 'ready', setup: result.took });
        else if (result.wrote !== true) failed(result.message);
        else {
          const log = { path: logFile(launcher.dir, id), redactor: secrets.redactor() };
          entry.stopChecks = readFailedSetup(log, result.message, (failure) => {
            report({ type: 'failed', ...failure, running: true });
          });
        }
      });
    }
  });
}
