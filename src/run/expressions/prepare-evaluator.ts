/*
 * This folder evaluates the expressions and `paths` of a mission while it runs.
 *
 * `prepare-evaluator.ts` prepares what they need: the changed files (`run/changes`), the contexts `github` and `runner`, and the environment. `reader.ts`
 * parses each expression once. `evaluator.ts` evaluates with the facts of `state-facts.ts`, for the conditions of tasks
 * (`make-conditions.ts`) and for environments (`evaluate-environment.ts`). `task-context.ts` makes the file that a task reads.
 *
 * Invariants:
 * - An expression that cannot be evaluated fails its task. It never skips it.
 * - A mission without expressions and `paths` pays nothing: git is not started, and no fact is computed.
 * - If the changed files are unknown, `paths` match and `changed()` is true.
 *
 * Not here: the language itself (`mission/expressions`), and when a condition is asked (`schedule`).
 */
import type { PastVerdicts } from '../../history/past-verdicts.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { callerEnvironment } from '../../process/contract/task-environment.ts';
import type { ChangedFiles, TaskBase } from '../../schedule/events/opening.ts';
import { compareFiles, type EarlierComparison } from '../changes/changed-files.ts';
import { createChanges } from '../changes/changed-matcher.ts';
import { type EnvFiles, fileVariables } from '../mission-files/env-files.ts';
import { createEvaluator, type ExpressionEvaluator, plainEvaluator } from './evaluator.ts';
import { githubContext } from './github-context.ts';
import { type ExpressionReader, readExpressions } from './reader.ts';
import { runnerContext } from './runner-context.ts';

export interface EvaluatorRequest {
  readonly mission: Mission;
  readonly root: string;
  /** The caller's environment. */
  readonly environment: NodeJS.ProcessEnv;
  /** What its env files contain; absent: it has none. */
  readonly envFiles?: EnvFiles;
  /** Base of the changed files; absent: derived from the event or the branch. */
  readonly base?: string;
  /** The history file; absent: the run has no history. */
  readonly history?: string;
  /** The bases of the run that is resumed. */
  readonly earlier?: EarlierComparison | undefined;
}

export interface PreparedEvaluator {
  readonly evaluator: ExpressionEvaluator;
  /** Present only if a task or service has `paths` or `changed()`. */
  readonly changed?: ChangedFiles;
  /** With a history: the base of each such task. */
  readonly bases?: Readonly<Record<string, TaskBase>>;
  /** Problems, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Prepares what the expressions and `paths` of a mission need, and nothing else.
 *
 * @param verdicts earlier results from the history; absent: the run has no history
 */
export async function prepareEvaluator(request: EvaluatorRequest, verdicts?: PastVerdicts): Promise<PreparedEvaluator> {
  const { mission, environment, envFiles } = request;
  const expressions = readExpressions(mission);
  const tasks = tasksThatAsk(mission, expressions);
  const hasFiles = envFiles !== undefined && envFiles.size > 0;
  if (expressions === undefined && tasks.length === 0 && !hasFiles) return { evaluator: plainEvaluator, notes: [] };
  const asks = tasks.length > 0 || mission.services.some((service) => expressions?.asksForChanges(service) === true);
  const compared = asks
    ? await compareFiles({ ...request, tasks, ...(verdicts === undefined ? {} : { verdicts }) })
    : undefined;
  const caller = callerEnvironment(environment);
  const evaluator = createEvaluator(expressions, {
    environment: caller,
    fileVariables: (owner) => fileVariables(owner, envFiles, caller, process.platform === 'win32'),
    github: githubContext(environment),
    runner: runnerContext(environment),
    changes: createChanges(compared?.changed, compared?.own),
  });
  if (compared === undefined) return { evaluator, notes: [] };
  const { changed, own } = compared;
  const isProblem = changed.type === 'unknown' && changed.expected !== true && own === undefined;
  const notes = isProblem
    ? [`the changed files are unknown, so no task is skipped because of them: ${changed.why}`]
    : [];
  if (own === undefined) return { evaluator, changed, notes };
  return { evaluator, changed, notes, bases: Object.fromEntries([...own].map(([id, { base }]) => [id, base])) };
}

function tasksThatAsk({ tasks }: Mission, expressions: ExpressionReader | undefined): readonly string[] {
  return tasks
    .filter((task) => task.paths.length > 0 || expressions?.asksForChanges(task) === true)
    .map(({ id }) => id);
}
