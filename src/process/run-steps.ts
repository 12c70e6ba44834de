import { isSuccess } from '../mission/model/exit-codes.ts';
import type { Task } from '../mission/model/mission.ts';
import { isFinally } from '../mission/model/steps.ts';
import type { Launch, StepOutcome } from '../ports/ports.ts';
import type { LeftBehind } from '../schedule/events/event.ts';
import type { Redactor } from '../secrets/redact.ts';
import { redactFiles } from '../secrets/redact-files.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { WrittenFiles } from '../secrets/written-files.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { type ReadVariables, readVariables } from './collect/read-variables.ts';
import { taskFiles } from './contract/task-files.ts';
import type { Launcher } from './launch/launcher.ts';
import { isFirstOf } from './launch/prepare-step.ts';
import { startStep } from './launch/start-step.ts';
import type { ResultsReader } from './results/load-reader.ts';
import { type Running, setPaused, stopRunning } from './running.ts';
import type { OutOfMemoryWatch } from './trees/out-of-memory.ts';
import type { StepTree } from './trees/step.ts';
import type { TreeStopper } from './trees/stop.ts';
import { type StartedTree, type TreeExit, watchTree } from './watch-tree.ts';
import { inWorkspace, launcherIn } from './workspaces/launch-in.ts';
import type { Workspaces } from './workspaces/workspaces.ts';

export interface StepEdges {
  readonly launcher: Launcher;
  readonly stopper: TreeStopper;
  readonly secrets: Secrets;
  readonly written: WrittenFiles;
  readonly memory: OutOfMemoryWatch;
  /** Absent if no task has `results`. */
  readonly results: ResultsReader | undefined;
  /** Absent if no task has a workspace. */
  readonly workspaces: Workspaces | undefined;
}

export interface Steps {
  /** Starts a step. `report` gets `started` and later `exited`, or `spawn-failed`; never before `start` has returned. */
  start(launch: Launch, report: Report): void;
  /** Stops the step of a task, also one whose start is still being repeated. Does nothing if none runs. */
  stop(id: string, how: (tree: StepTree) => void): void;
  /** Stops the process tree of a task for a while, also one whose start is still being repeated. Does nothing if none runs. */
  pause(id: string): void;
  /** Lets it go on. */
  continue(id: string): void;
  /**
   * Reads the outputs, results and deliverable of an attempt after its last step. The outputs have their values; the files
   * that hand values to tasks are redacted from now on.
   */
  collect(task: Task, attempt: number): LeftBehind;
  /** Reads its log and its report again, after a `finally` step, with its artifacts as they are now. */
  collectLog(task: Task, attempt: number): LeftBehind;
  /** Forgets a task that has ended for good. */
  forget(id: string): void;
  /** Resolves when these files of all attempts are redacted. */
  redacted(): Promise<void>;
}

type Report = (outcome: StepOutcome) => void;

/** Runs the steps of tasks, each as a process tree of its own. */
export function createSteps({ launcher, stopper, secrets, written, memory, results, workspaces }: StepEdges): Steps {
  const running = new Map<string, Running>();
  const rootOf = (id: string): string => workspaces?.placeOf(id)?.root ?? launcher.root;
  const attempts = createAttempts({ launcher, results, rootOf });
  const redactions = new Set<Promise<void>>();

  function start(launch: Launch, report: Report): void {
    const { task } = launch;
    const failed = (message: string) => {
      queueMicrotask(() => report({ type: 'spawn-failed', message: secrets.redactor().redactText(message) }));
    };
    if (running.has(task.id)) {
      // A defect of the schedule. A second process with this id could no longer be stopped.
      failed(`${task.id} is running already`);
      return;
    }
    for (const variables of [launcher.environment, launch.env]) {
      for (const problem of secrets.learn(task.secrets, variables)) launcher.degraded(problem);
    }
    const entry: Running = { cancelStart: () => {} };
    running.set(task.id, entry);
    const giveUp = (message: string): void => {
      running.delete(task.id);
      release(launcher, task.id);
      failed(message);
    };
    inWorkspace({ launch, entry, workspaces, report, giveUp }, (reportStart) =>
      startIn(launch, entry, reportStart, giveUp),
    );
  }

  function startIn(launch: Launch, entry: Running, report: Report, giveUp: (message: string) => void): void {
    const { task } = launch;
    if (isFirstOf(launch) || !attempts.has(task.id)) attempts.begin(task);
    const watched = memory.started();
    const place = launcherIn(launcher, workspaces?.placeOf(task.id));
    entry.cancelStart = startStep(launch, place, (result) => {
      if (result.type === 'spawned') {
        const { child, pid } = result;
        attempts.started(task.id, launch.attempt);
        const { id, grace } = task;
        return watch(launch, entry, { id, child, pid, watched, ...(grace === undefined ? {} : { grace }) }, report);
      }
      void watched.ended(false, Promise.resolve(undefined));
      giveUp(result.message);
    });
  }

  function watch(launch: Launch, entry: Running, started: StartedTree, report: Report): void {
    const { id, pid } = started;
    queueMicrotask(() => report({ type: 'started', pid }));
    const tree = watchTree(started, { launcher, stopper }, NOTHING, (exit) => {
      running.delete(id);
      release(launcher, id);
      const variables = readVariables(taskFiles(launcher, id, launch.attempt), secrets.redactor().redactText);
      // A secret that the step made must be known before anything of it is recorded.
      if ('variables' in variables) secrets.learn(launch.task.secrets, variables.variables?.env ?? {});
      const succeeded = exitedWell(launch.task, exit, variables);
      const isLate = isFinally(launch.task, launch.step);
      const endsSteps = launch.endsSteps?.({ ...exit.end, ...variables }) ?? isLastExit(launch, succeeded, tree);
      const isLast = !isLate && endsSteps;
      const redactor = secrets.redactor();
      const left = isLast ? attempts.readFiles(launch.task, succeeded, redactor) : undefined;
      const again = isLate ? attempts.keepAgain(launch.task, redactor) : undefined;
      void outcomeOf(launch, exit, { launcher, attempts, written, redactor, variables, left, again }).then(report);
    });
    entry.tree = tree;
    if (entry.isPaused === true) stopper.pause(tree);
    entry.stopLater?.(tree);
  }

  function collect(task: Task, attempt: number): LeftBehind {
    const redactor = secrets.redactor();
    const left = attempts.collect(task, attempt, redactor);
    if (!redactor.active) return left;
    // The values are in memory now.
    const { output, context } = taskFiles(launcher, task.id, attempt);
    const redaction = redactFiles([output, context], redactor, launcher.degraded).then(() => {
      redactions.delete(redaction);
    });
    redactions.add(redaction);
    return left;
  }

  function stop(id: string, how: (tree: StepTree) => void): void {
    if (!running.has(id)) attempts.abandon(id);
    stopRunning(running.get(id), how);
  }

  return {
    start,
    stop,
    pause: (id) => setPaused(running.get(id), true, stopper),
    continue: (id) => setPaused(running.get(id), false, stopper),
    collect,
    collectLog: (task, attempt) => attempts.collectLog(task, attempt, secrets.redactor()),
    forget: attempts.forget,
    redacted: () => Promise.all(redactions).then(NOTHING),
  };
}

/**
 * After each step, because only the schedule knows which step is the last, and nothing may be read unredacted. The
 * outputs stay as they are until the attempt is over, because other tasks compute with them.
 */
function redactRead({ task, attempt }: Launch, launcher: Launcher, written: WrittenFiles): Promise<void> {
  const { log, report } = taskFiles(launcher, task.id, attempt);
  return written.redact([log, report]);
}

const NOTHING = (): void => {};

/** Its CPUs and its place in the jobserver are free. */
function release(launcher: Launcher, id: string): void {
  launcher.budgets.release(id);
  launcher.jobserver.leave(id);
}

function exitedWell(task: Task, { end }: TreeExit, variables: ReadVariables): boolean {
  return isSuccess(task, 'exitCode' in end ? end.exitCode : undefined) && !('variablesRejected' in variables);
}

function isLastExit({ step, task }: Launch, succeeded: boolean, tree: StepTree): boolean {
  return !succeeded || step + 1 >= task.steps.length || tree.stopping !== 'no';
}

interface ExitEdges {
  readonly launcher: Launcher;
  readonly attempts: Attempts;
  readonly written: WrittenFiles;
  readonly redactor: Redactor;
  readonly variables: ReadVariables;
  /** Resolves when the files of the attempt are read; undefined if another step follows. */
  readonly left: Promise<void> | undefined;
  /** Resolves when its artifacts are copied again; undefined if this is no step of `finally`. */
  readonly again: Promise<void> | undefined;
}

/** How a step ended, once everything is read that its end is judged by. */
async function outcomeOf(
  launch: Launch,
  { end, leftovers, usage, outOfMemory }: TreeExit,
  { launcher, attempts, written, redactor, variables, left, again }: ExitEdges,
): Promise<StepOutcome> {
  const read = redactRead(launch, launcher, written).then(() => attempts.readCauses(launch, end, redactor));
  const [used, kill] = await Promise.all([usage, outOfMemory, read, left, again]);
  if (left !== undefined) attempts.readRetryLine(launch, end, redactor);
  return {
    type: 'exited',
    ...end,
    ...(kill === 'proven' ? { outOfMemory: true } : {}),
    ...(kill === 'possible' ? { maybeOutOfMemory: true } : {}),
    ...used,
    ...variables,
    ...(leftovers.length === 0 ? {} : { leftovers }),
  };
}
