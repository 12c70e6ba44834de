import { deliverableState, type FileState } from '../files/file-state.ts';
import { type HeldFile, holdFile } from '../files/hold-file.ts';
import { isSuccess } from '../mission/model/exit-codes.ts';
import type { Task } from '../mission/model/mission.ts';
import { stepAt } from '../mission/model/steps.ts';
import type { Launch } from '../ports/ports.ts';
import type { LeftBehind } from '../schedule/events/event.ts';
import type { Redactor } from '../secrets/redact.ts';
import { type ArtifactsQuestion, collectArtifacts, keepsFiles } from './artifacts/artifacts.ts';
import type { CollectedArtifacts } from './artifacts/keep-files.ts';
import { nothingKept } from './artifacts/kept-before.ts';
import type { FailedLog } from './collect/cause-finder.ts';
import { collectLeftBehind, collectTexts } from './collect/collect.ts';
import { readCauses } from './collect/read-causes.ts';
import { type CollectedResults, collectResults } from './collect/results.ts';
import { createGuards, findRetryLine } from './collect/retry-line.ts';
import { taskFiles } from './contract/task-files.ts';
import type { Launcher } from './launch/launcher.ts';
import type { ResultsReader } from './results/load-reader.ts';
import type { ResultsBefore } from './results/read.ts';
import type { TreeExit } from './watch-tree.ts';

/** The newest attempt of each task: the state of its files before, by which new ones are recognized afterwards. */
export interface Attempts {
  has(id: string): boolean;
  begin(task: Task): void;
  /** Watches the outputs of an attempt whose first process was started. */
  started(id: string, attempt: number): void;
  /**
   * Reads the `results` of an attempt after its last step, and copies its `artifacts`. To be called before the end of the step is
   * reported.
   */
  readFiles(task: Task, exitedWell: boolean, redactor: Redactor): Promise<void>;
  /** Copies its `artifacts` again, after a step of `finally`. Does nothing if its files were not read. */
  keepAgain(task: Task, redactor: Redactor): Promise<void>;
  /**
   * Searches the log, redacted, for the cause of a step that failed. To be called before its end is reported. Does nothing for one
   * that succeeded: a log that reports errors of a task that succeeded would only confuse.
   */
  readCauses(launch: Launch, end: TreeExit['end'], redactor: Redactor): Promise<void>;
  /**
   * Searches the log, redacted, for a line that `retry.on` names. To be called before the end of the attempt is reported, after its results were
   * read. Does nothing for the last attempt, and for one that ended well.
   */
  readRetryLine(launch: Launch, end: TreeExit['end'], redactor: Redactor): void;
  /** Forgets a task that has ended for good: thousands of attempts would stay in memory until the end of the run. */
  forget(id: string): void;
  /** Notes that a task was stopped after its last process had ended, so that reading its results and its log can stop. */
  abandon(id: string): void;
  /** Reads the outputs, the deliverable and the end of the log of an attempt, and adds its results; the outputs have their values. */
  collect(task: Task, attempt: number, redactor: Redactor): LeftBehind;
  /** Reads the end of the log and the report again, after a step of `finally`, with the artifacts as they are now. */
  collectLog(task: Task, attempt: number, redactor: Redactor): LeftBehind;
}

interface Attempt {
  /** Before the attempt; absent without a deliverable. */
  readonly deliverable?: FileState;
  /** Before the attempt; absent without `results`. */
  readonly results?: ResultsBefore;
  /** The results of its tests, once they have been read. */
  found?: CollectedResults;
  /** Its artifacts, once they have been copied. */
  kept?: CollectedArtifacts;
  /** Copies its artifacts, once they have been copied. */
  keepAgain?: (redactor: Redactor) => Promise<CollectedArtifacts>;
  /** What its log says about its failure. */
  failedLog?: FailedLog;
  /** True once a step has failed after which the task cannot succeed. */
  hasFailed?: boolean;
  /** The line of its log that `retry.on` names. */
  retryLine?: string;
  /** Its outputs while it runs. */
  outputs?: HeldFile;
  /** Whether its outputs were removed with values in them. */
  isRobbed: boolean;
  /** Whether the task was stopped after its last process had ended. */
  isAbandoned: boolean;
}

export interface AttemptEdges {
  readonly launcher: Launcher;
  /** Absent if no task has `results`. */
  readonly results: ResultsReader | undefined;
  /** The folder that paths of a task are relative to. */
  readonly rootOf: (id: string) => string;
}

export function createAttempts({ launcher, results, rootOf }: AttemptEdges): Attempts {
  const attempts = new Map<string, Attempt>();
  const guardOf = createGuards();
  return {
    has: (id) => attempts.has(id),
    begin: (task) => {
      attempts.get(task.id)?.outputs?.release();
      const root = rootOf(task.id);
      // For each attempt: a file that only a failed attempt wrote is not the report of the one that succeeded.
      const deliverable = task.deliverable === undefined ? undefined : deliverableState(root, task.deliverable);
      const survey = task.results === undefined ? undefined : results?.surveyResults(root, task.results);
      attempts.set(task.id, {
        ...(deliverable === undefined ? {} : { deliverable }),
        ...(survey === undefined ? {} : { results: survey }),
        isRobbed: false,
        isAbandoned: false,
      });
    },
    readFiles: async (task, lastExitedWell, redactor) => {
      const attempt = attempts.get(task.id);
      if (attempt === undefined) return;
      const root = rootOf(task.id);
      const isWanted = () => !attempt.isAbandoned;
      const { results: written, allowEmptyResults } = task;
      const { dir, ensureFolder, exactArtifacts = false } = launcher;
      const before = attempt.results;
      const exitedWell = lastExitedWell && attempt.hasFailed !== true;
      const question = { task, root, dir, exitedWell, ensureFolder, exact: exactArtifacts };
      if (keepsFiles(task)) attempt.keepAgain = keeperOf(question);
      const kept = attempt.keepAgain?.(redactor);
      if (written !== undefined && before !== undefined && results !== undefined) {
        const allowsEmpty = allowEmptyResults === true;
        const asked = { root, written, folders: foldersOf(task), before, exitedWell, allowsEmpty, isWanted };
        attempt.found = await collectResults(asked, results);
      }
      if (kept !== undefined) attempt.kept = await kept;
    },
    keepAgain: ({ id }, redactor) => keepAgain(attempts.get(id), redactor),
    readCauses: async (part, end, redactor) => {
      const { id } = part.task;
      const attempt = attempts.get(id);
      if (attempt === undefined || isSuccess(part.task, 'exitCode' in end ? end.exitCode : undefined)) return;
      if (stepAt(part.task, part.step)?.continueOnError === true) return;
      attempt.hasFailed = true;
      const { log: path } = taskFiles(launcher, id, part.attempt);
      attempt.failedLog = await readCauses({ path, part, redactor, isWanted: () => !attempt.isAbandoned });
    },
    readRetryLine: ({ task, ...launch }, end, redactor) => {
      const attempt = attempts.get(task.id);
      const { log, attempts: most = 1 } = task.retry ?? {};
      if (attempt === undefined || log === undefined || launch.attempt >= most) return;
      const { results, resultsProblem } = attempt.found ?? {};
      const isGood = isSuccess(task, 'exitCode' in end ? end.exitCode : undefined) && attempt.hasFailed !== true;
      if (isGood && resultsProblem === undefined && (results?.failed ?? 0) === 0) return;
      const { log: path } = taskFiles(launcher, task.id, launch.attempt);
      const found = findRetryLine({ path, redactor }, launch, log, guardOf);
      if (found.type === 'found') attempt.retryLine = found.text;
      if (found.type === 'too-slow') {
        launcher.degraded(
          `retry of ${task.id}: matching ${found.pattern} against its log takes too long; write a simpler pattern`,
        );
      }
    },
    started: (id, number) => {
      const attempt = attempts.get(id);
      if (attempt === undefined || attempt.outputs !== undefined) return;
      const outputs = holdFile(taskFiles(launcher, id, number).output);
      if (outputs !== undefined) attempt.outputs = outputs;
    },
    forget: (id) => forget(attempts, id),
    abandon: (id) => abandon(attempts.get(id)),
    collectLog: (task, number, redactor) => ({
      ...collectTexts(taskFiles(launcher, task.id, number), redactor),
      ...ofLog(launcher.logs.cutOf(task.id), attempts.get(task.id)),
      ...attempts.get(task.id)?.kept,
    }),
    collect: (task, number, redactor) => {
      const attempt = attempts.get(task.id);
      const files = taskFiles(launcher, task.id, number);
      if (attempt?.outputs !== undefined) {
        attempt.isRobbed = attempt.outputs.release() === 'lost';
        delete attempt.outputs;
      }
      const root = rootOf(task.id);
      const left = collectLeftBehind(task, root, files, attempt?.deliverable, redactor, attempt?.isRobbed === true);
      return {
        ...left,
        ...ofLog(launcher.logs.cutOf(task.id), attempt),
        ...(attempt?.retryLine === undefined ? {} : { retryLine: attempt.retryLine }),
        ...attempt?.found,
        ...attempt?.kept,
      };
    },
  };
}

/** Those in which its tools ran. */
function foldersOf({ workingDirectory, steps }: Task): readonly string[] {
  return [workingDirectory, ...steps.flatMap((step) => step.workingDirectory ?? [])];
}

function keeperOf(question: Omit<ArtifactsQuestion, 'redactor' | 'before'>): NonNullable<Attempt['keepAgain']> {
  const before = nothingKept();
  return (redactor) => collectArtifacts({ ...question, redactor, before });
}

function forget(attempts: Map<string, Attempt>, id: string): void {
  attempts.get(id)?.outputs?.release();
  attempts.delete(id);
}

function abandon(attempt: Attempt | undefined): void {
  if (attempt !== undefined) attempt.isAbandoned = true;
}

async function keepAgain(attempt: Attempt | undefined, redactor: Redactor): Promise<void> {
  if (attempt?.keepAgain !== undefined) attempt.kept = await attempt.keepAgain(redactor);
}

/** @param logCut bytes that were cut out of its middle */
function ofLog(logCut: number, attempt: Attempt | undefined): Pick<LeftBehind, 'logCut' | 'causes' | 'lastLines'> {
  const { causes = [], lastLines = [] } = attempt?.failedLog ?? {};
  return {
    ...(logCut === 0 ? {} : { logCut }),
    ...(causes.length === 0 ? {} : { causes }),
    ...(causes.length > 0 || lastLines.length === 0 ? {} : { lastLines }),
  };
}
