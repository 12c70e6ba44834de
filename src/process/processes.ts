import type { Task } from '../mission/mission.ts';
import type { Launch, Processes, StepOutcome } from '../run/ports.ts';
import { collectLeftBehind } from './collect.ts';
import { deliverableState, type FileState } from './deliverable.ts';
import { createFindProgram } from './find-program.ts';
import { createProcessSystem } from './process-system.ts';
import { type Child, type Launcher, type Spawn, spawnProcess, startStep, usualRetries } from './start-step.ts';
import type { StepTree } from './step-tree.ts';
import { stopLeftovers } from './stop-leftovers.ts';
import { createTreeStopper, type StopTimes, usualStopTimes } from './stop-tree.ts';
import { callerEnvironment } from './task-environment.ts';
import { createEnsureFolder, taskFiles } from './task-files.ts';

export interface ProcessOptions {
  /** Absolute folder of the run; `logs`, `io` and `scripts` are made in it. */
  readonly dir: string;
  /** Absolute folder that working directories and deliverables are relative to. */
  readonly root: string;
  /** The caller's environment; what tasks must not see is taken out here. */
  readonly environment: NodeJS.ProcessEnv;
  /** Random id of this run, the mark by which escaped processes are found: letters, digits and `-`. */
  readonly run: string;
  /** Told when a log cannot be written; the task runs without one. */
  readonly degraded?: (message: string) => void;
  readonly platform?: NodeJS.Platform;
  readonly spawn?: Spawn;
  readonly retries?: readonly number[];
  readonly times?: StopTimes;
}

type Report = (outcome: StepOutcome) => void;

/** Undefined while the start is being repeated. */
interface Running {
  tree?: StepTree;
  /** Gives a start up that has not happened yet. */
  forget: () => void;
}

/** Runs steps as real processes, each in a process group of its own. */
export function createProcesses(options: ProcessOptions): Processes {
  const { dir, root, run } = options;
  const platform = options.platform ?? process.platform;
  const launcher: Launcher = {
    dir,
    root,
    run,
    platform,
    environment: callerEnvironment(options.environment),
    findProgram: createFindProgram(platform),
    ensureFolder: createEnsureFolder(),
    spawn: options.spawn ?? spawnProcess,
    retries: options.retries ?? usualRetries,
    degraded: options.degraded ?? (() => {}),
  };
  const system = createProcessSystem(platform);
  const stopper = createTreeStopper(system, run, options.times ?? usualStopTimes);
  const running = new Map<string, Running>();
  const deliverables = new Map<string, FileState>();

  function start(launch: Launch, report: Report): void {
    const { task } = launch;
    if (running.has(task.id)) {
      // The schedule's bug; a second process under this id could not be stopped any more.
      queueMicrotask(() => report({ type: 'spawn-failed', message: `${task.id} is running already` }));
      return;
    }
    rememberDeliverable(task);
    const entry: Running = { forget: () => {} };
    running.set(task.id, entry);
    entry.forget = startStep(launch, launcher, (result) => {
      if (result.type === 'spawned') return watch(task.id, entry, result.child, result.pid, report);
      running.delete(task.id);
      queueMicrotask(() => report({ type: 'spawn-failed', message: result.message }));
    });
  }

  function watch(id: string, entry: Running, child: Child, pid: number, report: Report): void {
    const tree: StepTree = { id, leader: pid, stopping: 'no', known: [] };
    entry.tree = tree;
    queueMicrotask(() => report({ type: 'started', pid }));
    // Not `close`: a grandchild that holds the log open must not hang the mission.
    child.on('exit', (exitCode, signal) => {
      stopper.settle(tree, (leftovers) => {
        running.delete(id);
        report({
          type: 'exited',
          ...(signal === null ? { exitCode: exitCode ?? 0 } : { signal }),
          ...(leftovers.length === 0 ? {} : { leftovers }),
        });
      });
    });
  }

  function rememberDeliverable(task: Task): void {
    if (task.deliverable === undefined || deliverables.has(task.id)) return;
    deliverables.set(task.id, deliverableState(root, task.deliverable));
  }

  function stop(id: string, how: (tree: StepTree) => void): void {
    const entry = running.get(id);
    if (entry === undefined) return;
    if (entry.tree === undefined) entry.forget();
    else how(entry.tree);
  }

  return {
    start,
    terminate: (id) => stop(id, stopper.terminate),
    kill: (id) => stop(id, stopper.kill),
    collect: (task, attempt) =>
      collectLeftBehind(task, root, taskFiles(dir, task.id, attempt), deliverables.get(task.id)),
    leaders: () => leadersOf(running),
    sweep: () => stopLeftovers({ run, grace: 0, system }),
  };
}

function leadersOf(running: ReadonlyMap<string, Running>): ReadonlyMap<string, number> {
  const leaders = new Map<string, number>();
  for (const [id, { tree }] of running) if (tree !== undefined) leaders.set(id, tree.leader);
  return leaders;
}
