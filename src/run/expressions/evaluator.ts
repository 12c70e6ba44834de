import type { Variables } from '../../base/variables.ts';
import type { ExpressionFacts, Json, MissionFacts, TaskResult } from '../../mission/expressions/facts.ts';
import type { Mission, Service, Task } from '../../mission/model/mission.ts';
import { anyFailed, decidingNeeds, resultOf } from '../../schedule/ends.ts';
import { withoutExpressions } from '../../schedule/state/conditions.ts';
import type { Conditions, State } from '../../schedule/state/state.ts';
import type { Changes } from '../changes/changed-matcher.ts';
import { evaluateEnvironment } from './evaluate-environment.ts';
import { makeConditions } from './make-conditions.ts';
import type { ExpressionReader } from './reader.ts';
import { isRunning, type TaskFactsById, taskFactsOf } from './state-facts.ts';

/** What the expressions and `paths` of a mission say, at any moment of one run. */
export interface ExpressionEvaluator {
  readonly conditions: Conditions;
  /** The environment that something is launched with now. */
  environment(state: State, owner: Task | Service): EvaluatedEnvironment;
}

export type EvaluatedEnvironment =
  | { readonly type: 'evaluated'; readonly env: Variables }
  /** A sentence that names the variable and the expression. */
  | { readonly type: 'failed'; readonly message: string };

/** What expressions see beyond the run itself. */
export interface EvaluationContext {
  /** The caller's environment, without what tasks must not see. */
  readonly environment: Variables;
  /** The `github` context. */
  readonly github: Json;
  readonly changes: Changes;
}

/** For missions without expressions and `paths`. */
export const plainEvaluator: ExpressionEvaluator = {
  conditions: withoutExpressions,
  environment: (_, { env }) => ({ type: 'evaluated', env }),
};

/** @param expressions absent for missions that have none. */
export function createEvaluator(
  expressions: ExpressionReader | undefined,
  surroundings: EvaluationContext,
): ExpressionEvaluator {
  const { changes, environment } = surroundings;
  if (expressions === undefined) return { ...plainEvaluator, conditions: makeConditions({ changes }) };
  const tasksOf = new WeakMap<State, TaskFactsById>();
  const facts = (state: State, owner: Task | Service, env: Variables): ExpressionFacts => {
    const tasks = tasksOf.get(state) ?? taskFactsOf(state);
    tasksOf.set(state, tasks);
    return {
      tasks,
      env,
      github: surroundings.github,
      mission: missionFacts(state.mission),
      matrix: isTask(owner) ? (owner.matrix ?? {}) : {},
      needs: isTask(owner) ? needResults(state, owner.id) : [],
      cancelled: state.closing !== undefined,
      running: (id) => isRunning(state, id),
      changed: (patterns) => changes.matches(patterns, isTask(owner) ? owner.id : undefined),
    };
  };
  const evaluate = (state: State, owner: Task | Service) =>
    evaluateEnvironment({ base: environment, env: owner.env, facts: (env) => facts(state, owner, env) }, expressions);
  return {
    conditions: makeConditions({
      changes,
      expressions: {
        ...expressions,
        // A variable that cannot be evaluated is missing here, and an error when it is launched.
        facts: (state, task) => facts(state, task, { ...environment, ...evaluate(state, task).env }),
      },
    }),
    environment: (state, owner) => {
      const { env, problems } = evaluate(state, owner);
      return problems.length === 0 ? { type: 'evaluated', env } : { type: 'failed', message: problems.join('; ') };
    },
  };
}

/** A failure further up stands here too: it is why a need was skipped, and `failure()` asks about it as in workflows. */
function needResults(state: State, id: string): readonly TaskResult[] {
  const needs = decidingNeeds(state, id);
  const results = needs.map((need) => resultOf(state, need) ?? 'skipped');
  return results.includes('failure') || !anyFailed(state, needs) ? results : [...results, 'failure'];
}

function isTask(owner: Task | Service): owner is Task {
  return 'needs' in owner;
}

function missionFacts({ name, goal, description }: Mission): MissionFacts {
  return {
    name,
    ...(goal === undefined ? {} : { goal }),
    ...(description === undefined ? {} : { description }),
  };
}
