import { deliverableState, type FileState } from '../files/file-state.ts';
import type { Task } from '../mission/model/mission.ts';
import type { Launch, StepOutcome } from '../ports/ports.ts';
import type { LeftBehind, Leftover } from '../schedule/events/event.ts';
import { maskFiles } from '../secrets/mask-files.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { collectLeftBehind } from './collect/collect.ts';
import { redactLeftBehind, redactLeftovers } from './collect/redact-left-behind.ts';
import { type CollectedResults, collectResults } from './collect/results.ts';
import { taskFiles } from './contract/task-files.ts';
import { childUsage } from './launch/child-usage.ts';
import type { Child, Launcher } from './launch/launcher.ts';
import { startStep } from './launch/start-step.ts';
import type { ResultsReader } from './results/load-reader.ts';
import type { ResultsBefore } from './results/read.ts';
import { type Running, stopRunning } from './running.ts';
import { isKill, type OutOfMemoryWatch, type WatchedTree } from './trees/out-of-memory.ts';
import type { StepTree } from './trees/step.ts';
import type { TreeStopper } from './trees/stop.ts';

export interface StepEdges {
  readonly launcher: Launcher;
  readonly stopper: TreeStopper;
  readonly secrets: Secrets;
  readonly memory: OutOfMemoryWatch;
  /** Absent when nobody has `results`. */
  readonly results: ResultsReader | undefined;
}

export interface Steps {
  start(launch: Launch, report: Report): void;
  stop(id: string, how: (tree: StepTree) => void): void;
  collect(task: Task, attempt: number): LeftBehind;
}

type Report = (outcome: StepOutcome) => void;

/** What has to be known of an attempt when it is over. */
interface Attempt {
  /** Before the attempt; absent without a deliverable. */
  readonly deliverable?: FileState;
  readonly results?: ResultsBefore;
  /** What its tests gave, once they have been read. */
  found?: CollectedResults;
  /** It was stopped after its last process had ended. */
  abandoned: boolean;
}

/** Runs the steps of tasks, each as a process tree of its own. */
export function createSteps({ launcher, stopper, secrets, memory, results }: StepEdges): Steps {
  const { root, environment } = launcher;
  const running = new Map<string, Running>();
  const attempts = new Map<string, Attempt>();

  function start(launch: Launch, report: Report): void {
    const { task } = launch;
    const failed = (message: string) => {
      queueMicrotask(() => report({ type: 'spawn-failed', message: secrets.redactor().redactText(message) }));
    };
    if (running.has(task.id)) {
      // The schedule's bug; a second process under this id could not be stopped any more.
      failed(`${task.id} is running already`);
      return;
    }
    for (const variables of [environment, launch.env]) {
      for (const problem of secrets.learn(task.secrets, variables)) launcher.degraded(problem);
    }
    if (launch.step === 0 || !attempts.has(task.id)) attempts.set(task.id, beginAttempt(task));
    const entry: Running = { forget: () => {} };
    running.set(task.id, entry);
    const watched = memory.started();
    entry.forget = startStep(launch, launcher, (result) => {
      if (result.type === 'spawned') return watch(launch, entry, result.child, result.pid, watched, report);
      void watched.ended(false, Promise.resolve(undefined));
      running.delete(task.id);
      failed(result.message);
    });
  }

  function beginAttempt(task: Task): Attempt {
    // For each attempt: what only a failed attempt wrote is not the report of the one that succeeded.
    const deliverable = task.deliverable === undefined ? undefined : deliverableState(root, task.deliverable);
    const survey = task.results === undefined ? undefined : results?.surveyResults(root, task.results);
    return {
      ...(deliverable === undefined ? {} : { deliverable }),
      ...(survey === undefined ? {} : { results: survey }),
      abandoned: false,
    };
  }

  function watch(
    launch: Launch,
    entry: Running,
    child: Child,
    pid: number,
    watched: WatchedTree,
    report: Report,
  ): void {
    const { id } = launch.task;
    const tree: StepTree = { id, leader: pid, stopping: 'no', known: [] };
    entry.tree = tree;
    const unwatch = launcher.logs.watch(id);
    queueMicrotask(() => report({ type: 'started', pid }));
    const use = childUsage(child, pid, launcher.meter, id);
    // Not `close`: a grandchild that holds the log open must not hang the mission.
    child.on('exit', (exitCode, signal) => {
      // A KILL that we sent proves nothing.
      const byKill = isKill(exitCode, signal) && tree.stopping === 'no';
      const provenOutOfMemory = watched.ended(
        byKill,
        use.then(({ usage }) => usage?.peakMemory),
      );
      stopper.settle(tree, (leftovers) => {
        running.delete(id);
        unwatch();
        const isLast = exitCode !== 0 || launch.step + 1 >= launch.task.steps.length || tree.stopping !== 'no';
        const results = isLast ? readResultsOf(launch.task, exitCode === 0) : undefined;
        void Promise.all([use, provenOutOfMemory, maskAttempt(launch), results]).then(([usage, outOfMemory]) =>
          report({
            type: 'exited',
            ...(signal === null ? { exitCode: exitCode ?? 0 } : { signal }),
            ...(outOfMemory ? { outOfMemory } : {}),
            ...usage,
            ...leftBy(leftovers),
          }),
        );
      });
    });
  }

  /** After each step: which one is the last is the schedule's to say, and nothing may be read before. */
  async function maskAttempt({ task, attempt }: Launch): Promise<void> {
    const { log, output, report } = taskFiles(launcher, task.id, attempt);
    await maskFiles([log, output, report], secrets.redactor(), launcher.degraded);
  }

  function leftBy(leftovers: readonly Leftover[]): { readonly leftovers?: readonly Leftover[] } {
    return leftovers.length === 0 ? {} : { leftovers: redactLeftovers(leftovers, secrets.redactor()) };
  }

  /** Before the end is reported: what the report of an end says of results is read at once. */
  async function readResultsOf(task: Task, exitedWell: boolean): Promise<void> {
    const attempt = attempts.get(task.id);
    const before = attempt?.results;
    if (task.results === undefined || attempt === undefined || before === undefined || results === undefined) return;
    const isWanted = () => !attempt.abandoned;
    attempt.found = await collectResults({ root, written: task.results, before, exitedWell, isWanted }, results);
  }

  function stop(id: string, how: (tree: StepTree) => void): void {
    const attempt = attempts.get(id);
    if (attempt !== undefined && !running.has(id)) attempt.abandoned = true;
    stopRunning(running.get(id), how);
  }

  function collect(task: Task, number: number): LeftBehind {
    const attempt = attempts.get(task.id);
    const found = attempt?.found ?? {};
    const left = collectLeftBehind(task, root, taskFiles(launcher, task.id, number), attempt?.deliverable);
    const logCut = launcher.logs.cutOf(task.id);
    return redactLeftBehind({ ...left, ...(logCut === 0 ? {} : { logCut }), ...found }, secrets.redactor());
  }

  return {
    start,
    stop,
    collect,
  };
}
