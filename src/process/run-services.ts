import type { Service } from '../mission/model/mission.ts';
import type { ServiceOutcome } from '../ports/ports.ts';
import { maskFiles } from '../secrets/mask-files.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { logFile } from './contract/task-files.ts';
import { childUsage } from './launch/child-usage.ts';
import type { Child, Launcher } from './launch/launcher.ts';
import { startService } from './launch/start-service.ts';
import { readLogTail } from './logs/read-tail.ts';
import { type PortWatch, watchPorts } from './readiness/ports/watch-ports.ts';
import { watchReadiness } from './readiness/watch-readiness.ts';
import { type Running, stopRunning } from './running.ts';
import { isKill, type OutOfMemoryWatch, type WatchedTree } from './trees/out-of-memory.ts';
import type { ProcessSystem } from './trees/process-system.ts';
import type { StepTree } from './trees/step.ts';
import type { TreeStopper } from './trees/stop.ts';

export interface ServiceEdges {
  readonly launcher: Launcher;
  readonly stopper: TreeStopper;
  readonly secrets: Secrets;
  readonly system: ProcessSystem;
  readonly memory: OutOfMemoryWatch;
}

export interface Services {
  start(service: Service, report: Report): void;
  stop(id: string, how: (tree: StepTree) => void): void;
}

type Report = (outcome: ServiceOutcome) => void;

interface RunningService extends Running {
  readonly ports: PortWatch;
  /** Ends the wait for its readiness. */
  hush: () => void;
}

/** Runs services: started and stopped as steps are, and asked whether they are ready in between. */
export function createServices({ launcher, stopper, secrets, system, memory }: ServiceEdges): Services {
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
    const ports = watchPorts(service, { run: launcher.mark, system, platform: launcher.platform });
    const entry: RunningService = { ports, forget: () => {}, hush: () => {} };
    running.set(id, entry);
    const refused = (message: string): void => {
      running.delete(id);
      failed(message);
    };
    entry.forget = ports.beforeStart((held) => {
      if (held !== undefined) return refused(held);
      const watched = memory.started();
      entry.forget = startService(service, launcher, (result) => {
        if (result.type === 'spawned') return watch(service, entry, result.child, result.pid, watched, report);
        void watched.ended(false, Promise.resolve(undefined));
        refused(result.message);
      });
    });
  }

  function watch(
    service: Service,
    entry: RunningService,
    child: Child,
    pid: number,
    watched: WatchedTree,
    report: Report,
  ): void {
    const { id } = service;
    const tree: StepTree = { id, leader: pid, stopping: 'no', known: [] };
    entry.tree = tree;
    const unwatch = launcher.logs.watch(id);
    queueMicrotask(() => {
      report({ type: 'started', pid });
      // One that has ended meanwhile, or is being stopped, will never be ready.
      if (tree.exited === undefined && tree.stopping === 'no')
        entry.hush = askWhetherReady(service, entry, pid, report);
    });
    const use = childUsage(child, pid, launcher.meter, id);
    child.on('exit', (exitCode, signal) => {
      entry.hush();
      const byKill = isKill(exitCode, signal) && tree.stopping === 'no';
      void watched
        .ended(
          byKill,
          use.then(({ usage }) => usage?.peakMemory),
        )
        .then((isProven) => {
          if (isProven) launcher.degraded(`service ${id} was killed: out of memory, by the kernel\u2019s own count`);
        });
      stopper.settle(tree, () => {
        running.delete(id);
        unwatch();
        void Promise.all([use, logTail(id)]).then(([usage, tail]) => {
          const end = signal === null ? { exitCode: exitCode ?? 0 } : { signal };
          report({ type: 'exited', ...end, ...usage, logTail: tail });
        });
      });
    });
  }

  function askWhetherReady(service: Service, { ports }: RunningService, pid: number, report: Report): () => void {
    const edges = { launcher, system };
    const findForeign = () => ports.foreignAt(pid);
    return watchReadiness(service, edges, findForeign, (readiness) => {
      if (readiness.type === 'ready') report({ type: 'ready' });
      else report({ type: 'failed', message: secrets.redactor().redactText(readiness.message), running: true });
    });
  }

  async function logTail(id: string): Promise<string> {
    const log = logFile(launcher.dir, id);
    await maskFiles([log], secrets.redactor(), launcher.degraded);
    return secrets.redactor().redactText(readLogTail(log).logTail);
  }

  function stop(id: string, how: (tree: StepTree) => void): void {
    const entry = running.get(id);
    entry?.hush();
    stopRunning(entry, how);
  }

  return { start, stop };
}
