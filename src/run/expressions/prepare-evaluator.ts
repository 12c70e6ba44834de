import type { Mission } from '../../mission/model/mission.ts';
import { callerEnvironment } from '../../process/contract/task-environment.ts';
import type { ChangedFiles } from '../../schedule/events/opening.ts';
import { changedFiles } from '../changes/changed-files.ts';
import { changedMatcher } from '../changes/changed-matcher.ts';
import { createEvaluator, type ExpressionEvaluator, plainEvaluator } from './evaluator.ts';
import { githubContext } from './github-context.ts';
import { readExpressions } from './reader.ts';

export interface EvaluatorRequest {
  readonly mission: Mission;
  readonly root: string;
  /** The caller's. */
  readonly environment: NodeJS.ProcessEnv;
  /** What changed files are told from; absent: found by the event or the branch. */
  readonly base?: string;
}

export interface PreparedEvaluator {
  readonly evaluator: ExpressionEvaluator;
  /** Only there when something of the mission asks. */
  readonly changed?: ChangedFiles;
  /** What does not work, in sentences. */
  readonly notes: readonly string[];
}

/** Gets ready what the expressions and `paths` of a mission ask for, and nothing that they do not. */
export async function prepareEvaluator(request: EvaluatorRequest): Promise<PreparedEvaluator> {
  const { mission, root, environment, base } = request;
  const expressions = readExpressions(mission);
  const asksForPaths = mission.tasks.some((task) => task.paths.length > 0);
  if (expressions === undefined && !asksForPaths) return { evaluator: plainEvaluator, notes: [] };
  const asks = asksForPaths || expressions?.asksForChanges(mission) === true;
  const changed = asks ? await changedFiles({ root, environment, ...(base === undefined ? {} : { base }) }) : undefined;
  const evaluator = createEvaluator(expressions, {
    environment: callerEnvironment(environment),
    github: githubContext(environment),
    changed: changedMatcher(changed),
  });
  const notes =
    changed?.type === 'unknown'
      ? [`nothing is skipped for unchanged files, as they are not known: ${changed.why}`]
      : [];
  return { evaluator, notes, ...(changed === undefined ? {} : { changed }) };
}
