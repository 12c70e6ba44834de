import { join } from 'node:path';
import { isInside } from '../files/inside-root.ts';
import { noMeter } from '../machine/trees/usage-meter.ts';
import type { Processes } from '../ports/ports.ts';
import { maskLogs } from '../secrets/mask-files.ts';
import { createSecrets, type Secrets } from '../secrets/secrets.ts';
import { redactLeftovers } from './collect/redact-left-behind.ts';
import { createScriptFolder } from './contract/script-folder.ts';
import { callerEnvironment } from './contract/task-environment.ts';
import { createEnsureFolder, type EnsureFolder } from './contract/task-files.ts';
import { createFindProgram } from './launch/find-program.ts';
import { createKillOrder } from './launch/kill-order.ts';
import type { ChildMeter, Launcher, Spawn } from './launch/launcher.ts';
import { spawnProcess, usualRetries } from './launch/start-program.ts';
import { createLogKeeper, usualLogLimit } from './logs/keeper.ts';
import type { ResultsReader } from './results/load-reader.ts';
import { createServices } from './run-services.ts';
import { createSteps } from './run-steps.ts';
import { createProcessSystem } from './trees/create-process-system.ts';
import { createOutOfMemoryWatch, type OutOfMemoryWatch } from './trees/out-of-memory.ts';
import { createTreeStopper, type StopTimes, usualStopTimes } from './trees/stop.ts';
import { stopLeftovers } from './trees/stop-leftovers.ts';

export interface ProcessOptions {
  /** Absolute folder of the run; `logs` is made in it, and `io` if it lies outside `root`. */
  readonly dir: string;
  /** Makes a folder before it is written in; absent: where it is missing. */
  readonly ensureFolder?: EnsureFolder;
  /** Absolute folder that working directories and deliverables are relative to. */
  readonly root: string;
  /** The caller's environment; what tasks must not see is taken out here. */
  readonly environment: NodeJS.ProcessEnv;
  /** Random id of this run, the mark by which escaped processes are found: letters, digits and `-`. */
  readonly run: string;
  /** What must be masked; those that tasks and services declare are added as they start. */
  readonly secrets?: Secrets;
  /** What `results` are read with; needed by missions with a task that has some. */
  readonly results?: ResultsReader;
  /** Absent: what steps and services use is not measured. */
  readonly meter?: ChildMeter;
  /** Bytes that a log may hold. */
  readonly logLimit?: number | undefined;
  /** Told when something such as a log does not work; tasks go on without it. */
  readonly degraded?: (message: string) => void;
  readonly platform?: NodeJS.Platform;
  readonly spawn?: Spawn;
  readonly retries?: readonly number[];
  readonly times?: StopTimes;
  readonly memory?: OutOfMemoryWatch;
}

/** Runs steps and services as real processes, each in a process group of its own. */
export function createProcesses(options: ProcessOptions): Processes {
  const { dir, root, run, results } = options;
  const platform = options.platform ?? process.platform;
  const secrets = options.secrets ?? createSecrets(platform === 'win32');
  const degraded = (message: string): void => options.degraded?.(secrets.redactor().redactText(message));
  const limit = options.logLimit ?? usualLogLimit;
  const scripts = createScriptFolder({ dir, root, mark: run, environment: options.environment, platform });
  // A task may clean its workspace while others run: what those write for us must not lie in it.
  const inWorkspace = isInside(root, dir);
  const launcher: Launcher = {
    dir,
    exchange: () => (inWorkspace ? scripts.folder('io') : join(dir, 'io')),
    root,
    mark: run,
    scripts,
    platform,
    environment: callerEnvironment(options.environment),
    findProgram: createFindProgram(platform),
    ensureFolder: options.ensureFolder ?? createEnsureFolder(),
    spawn: options.spawn ?? spawnProcess,
    inKillOrder: createKillOrder(platform),
    meter: options.meter ?? noMeter,
    retries: options.retries ?? usualRetries,
    degraded,
    logs: createLogKeeper({ dir, limit, redactor: secrets.redactor, degraded }),
  };
  const system = createProcessSystem(platform);
  const stopper = createTreeStopper(system, run, options.times ?? usualStopTimes);
  const memory = options.memory ?? createOutOfMemoryWatch();
  const steps = createSteps({ launcher, stopper, secrets, memory, results });
  const services = createServices({ launcher, stopper, secrets, system, memory });
  return {
    start: steps.start,
    terminate: (id) => steps.stop(id, stopper.terminate),
    kill: (id) => steps.stop(id, stopper.kill),
    collect: steps.collect,
    startService: services.start,
    terminateService: (id) => services.stop(id, stopper.terminate),
    killService: (id) => services.stop(id, stopper.kill),
    sweep: async () => {
      const escaped = await stopLeftovers({ run, grace: 0, system, own: true });
      scripts.remove();
      // It may have gone on writing after its task's log had been looked through.
      if (escaped.length > 0) await maskLogs(dir, secrets.redactor(), launcher.degraded);
      return redactLeftovers(escaped, secrets.redactor());
    },
  };
}
