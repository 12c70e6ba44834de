/*
 * Runs steps and services as real processes: the implementation of the port `Processes` (ports).
 *
 * One step, in order:
 *
 *   jobserver/ shares the CPUs that no task uses among the tools of all tasks, if the mission has a jobserver
 *   launch/    prepares the command, its environment and script, and starts it in a process group of its own, as a child that
 *              writes to the log without passing through this process
 *   spawners/   processes that start the programs of tasks in the place of the runner, in missions of many tasks
 *   watch-tree measures the tree and waits until its first process has exited and nothing of the tree is left (trees/)
 *   secrets    redacts log, outputs and report; then `exited` is reported
 *   workspaces/ makes the checkout of a task that has one, before its first step
 *   artifacts/ copies the files that a task keeps
 *   collect/   reads outputs, results and deliverable after the last step of an attempt (attempts.ts, results/)
 *
 * A service is the same with a check of its ports before the start and readiness checks after it (readiness/).
 *
 * Invariants:
 * - Nothing here throws to the caller: what goes wrong is an outcome, or a `degraded` message, and tasks run on.
 * - `report` is never called before `start` has returned, and never after `exited`, `spawn-failed` or a final `failed`.
 * - A step has ended only when its whole tree has. Processes that left the tree are found by the mark in their environment:
 *   those of a stopped tree at once, all remaining ones at the end of the run (`sweep`).
 * - Everything that is reported is redacted, and files are redacted before they are read.
 *
 * Not here: decisions when to start, stop or retry (schedule), timeouts (schedule), the measurement of the machine (machine).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../base/variables.ts';
import { isInside } from '../files/inside-root.ts';
import { noMeter } from '../machine/trees/usage-meter.ts';
import type { Processes } from '../ports/ports.ts';
import { redactWritten } from '../secrets/redact-files.ts';
import { createSecrets, type Secrets } from '../secrets/secrets.ts';
import { createWrittenFiles } from '../secrets/written-files.ts';
import { createScriptFolder } from './contract/script-folder.ts';
import { callerEnvironment } from './contract/task-environment.ts';
import { createEnsureFolder, type EnsureFolder } from './contract/task-files.ts';
import { createJobserver, noJobserver } from './jobserver/jobserver.ts';
import { readVersion } from './jobserver/make-style.ts';
import { type CpuSystem, cpuSystem, createCpuBudgets } from './launch/cpu-budgets.ts';
import { createFindProgram } from './launch/find-program.ts';
import type { ChildMeter, Launcher, Spawn } from './launch/launcher.ts';
import { spawnProcess, usualRetries } from './launch/start-program.ts';
import { createLogKeeper, usualLogLimit } from './logs/keeper.ts';
import type { ResultsReader } from './results/load-reader.ts';
import { createServices } from './run-services.ts';
import { createSteps, type Steps } from './run-steps.ts';
import type { EarlySpawners } from './spawners/early.ts';
import { createKillOrder } from './spawners/kill-order.ts';
import { createSpawners, type Spawners } from './spawners/spawners.ts';
import { createProcessSystem } from './trees/create-process-system.ts';
import { createOutOfMemoryWatch, type OutOfMemoryWatch } from './trees/out-of-memory.ts';
import type { ProcessSystem } from './trees/process-system.ts';
import { createTreeStopper, type StopTimes, usualStopTimes } from './trees/stop.ts';
import { stopLeftovers } from './trees/stop-leftovers.ts';
import type { Workspaces } from './workspaces/workspaces.ts';

export interface ProcessOptions {
  /** Absolute folder of the run; `logs` is made in it, and `io` if it lies outside `root`. */
  readonly dir: string;
  /** Makes a folder before something is written to it; absent: makes it if it does not exist. */
  readonly ensureFolder?: EnsureFolder;
  /** Absolute folder that working directories and deliverables are relative to. */
  readonly root: string;
  /** The caller's environment. Variables that tasks must not see are removed here. */
  readonly environment: NodeJS.ProcessEnv;
  /** Random id of this run, by which processes that left their tree are found: letters, digits and `-`. */
  readonly run: string;
  /** Secrets to redact. Those that tasks and services declare are added when they start. */
  readonly secrets?: Secrets;
  /** Reads `results`; needed if a task has `results`. */
  readonly results?: ResultsReader;
  /** Needed if a task has a workspace. */
  readonly workspaces?: Workspaces;
  /** Measures the usage of steps and services; absent: nothing is measured. */
  readonly meter?: ChildMeter;
  /** Largest size of a log in bytes. */
  readonly logLimit?: number | undefined;
  /** Called if something such as a log does not work; tasks run without it. */
  readonly degraded?: (message: string) => void;
  /** True: artifacts are used by tasks on other runners, so what is not exactly the file of the task is a problem. */
  readonly exactArtifacts?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly spawn?: Spawn;
  readonly retries?: readonly number[];
  readonly times?: StopTimes;
  readonly memory?: OutOfMemoryWatch;
  /** The CPUs that the mission may use, for its jobserver; absent: it has none. */
  readonly jobs?: number;
  /** How many spawner processes start the programs of tasks; absent: none. */
  readonly spawners?: number;
  /** Those that were started before the mission was read. */
  readonly earlySpawners?: EarlySpawners | undefined;
  /** Called with the spawner processes, if there are any. */
  readonly withSpawners?: (spawners: Spawners) => void;
  /** Milliseconds between two checks of the same thing while the machine rests, 0 while it does not. */
  readonly restLength?: () => number;
  /** The CPUs for tasks with `cpus`; absent: those of this machine. */
  readonly cpus?: CpuSystem;
}

/** Runs steps and services as real processes, each in a process group of its own. */
export function createProcesses(options: ProcessOptions): Processes {
  const { dir, root, run, results } = options;
  const platform = options.platform ?? process.platform;
  const secrets = options.secrets ?? createSecrets(platform === 'win32');
  const degraded = (message: string): void => options.degraded?.(secrets.redactor().redactText(message));
  const limit = options.logLimit ?? usualLogLimit;
  const scripts = createScriptFolder({ dir, root, mark: run, environment: options.environment, platform });
  // A task may clean its workspace while other tasks run, so the files that those exchange with the runner lie outside of it.
  const inWorkspace = isInside(root, dir);
  const environment = callerEnvironment(options.environment);
  const findProgram = createFindProgram(platform);
  const find = (program: string): string | undefined => {
    const found = findProgram(program, environment.PATH ?? '', root);
    return found.type === 'found' ? found.path : undefined;
  };
  const jobserver =
    options.jobs === undefined
      ? noJobserver
      : createJobserver(
          {
            platform,
            cpus: options.jobs,
            isOverridden: environment.MAKEFLAGS !== undefined,
            folder: () => {
              scripts.restore();
              return join(scripts.folder(), 'jobserver');
            },
            find,
            version: readVersion,
          },
          degraded,
        );
  const system = createProcessSystem(platform);
  const spawners = spawnersFor(options, environment, degraded, system);
  const launcher: Launcher = {
    dir,
    exchange: (id, attempt) => (inWorkspace ? scripts.exchange(id, attempt) : join(dir, 'io')),
    root,
    mark: run,
    scripts,
    platform,
    environment,
    findProgram,
    budgets: createCpuBudgets(options.cpus ?? cpuSystem(platform, () => find('taskset')), degraded),
    jobserver,
    ensureFolder: options.ensureFolder ?? createEnsureFolder(),
    isExchangeNew: inWorkspace || !existsSync(join(dir, 'io')),
    spawn: options.spawn ?? spawnProcess,
    inKillOrder: createKillOrder(platform),
    meter: options.meter ?? noMeter,
    retries: options.retries ?? usualRetries,
    degraded,
    exactArtifacts: options.exactArtifacts === true,
    ...(spawners === undefined ? {} : { spawners }),
    logs: createLogKeeper({ dir, limit, redactor: secrets.redactor, degraded, restLength: options.restLength }),
  };
  const stopper = createTreeStopper(system, run, options.times ?? usualStopTimes);
  const memory = options.memory ?? createOutOfMemoryWatch();
  const written = createWrittenFiles(secrets.redactor, degraded);
  const steps = createSteps({ launcher, stopper, secrets, written, memory, results, workspaces: options.workspaces });
  const services = createServices({ launcher, stopper, secrets, written, system, memory });
  return {
    start: steps.start,
    terminate: (id) => steps.stop(id, stopper.terminate),
    kill: (id) => steps.stop(id, stopper.kill),
    pause: steps.pause,
    continue: steps.continue,
    collect: steps.collect,
    collectLog: steps.collectLog,
    startService: services.start,
    terminateService: (id) => services.stop(id, stopper.terminate),
    killService: (id) => services.stop(id, stopper.kill),
    release: (id) => release(id, steps, options.workspaces),
    sweep: async () => {
      await steps.redacted();
      const escaped = await stopLeftovers({ run, grace: 0, system, own: true });
      spawners?.close();
      jobserver.close();
      scripts.remove();
      // A process may have written to the files of its task after these were redacted. One that escaped may have written to any file of the run.
      await options.workspaces?.remove();
      if (escaped.length > 0) await redactWritten(dir, secrets.redactor(), degraded);
      else await written.redactGrown();
      return escaped;
    },
  };
}

function release(id: string, steps: Pick<Steps, 'forget'>, workspaces: Workspaces | undefined): void {
  steps.forget(id);
  workspaces?.ended(id);
}

/** Undefined if there are to be none, and on systems without /proc. */
function spawnersFor(
  { spawners: count = 0, earlySpawners: early, withSpawners, restLength }: ProcessOptions,
  environment: Variables,
  degraded: (message: string) => void,
  system: ProcessSystem,
): Spawners | undefined {
  if (count === 0 || process.platform !== 'linux') return undefined;
  const killGroup = (leader: number): void => system.signalGroup(leader, 'SIGKILL');
  const spawners = createSpawners({ environment, count, early, degraded, killGroup, restLength });
  if (spawners !== undefined) withSpawners?.(spawners);
  return spawners;
}
