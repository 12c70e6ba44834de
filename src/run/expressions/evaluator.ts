import type { Variables } from '../../base/variables.ts';
import type {
  ExpressionFacts,
  Json,
  MissionFacts,
  RunnerFacts,
  StepFacts,
  TaskResult,
} from '../../mission/expressions/facts.ts';
import type { Mission, Service, Task } from '../../mission/model/mission.ts';
import { stepAt } from '../../mission/model/steps.ts';
import { anyFailed, decidingNeeds, resultOf, satisfies } from '../../schedule/ends.ts';
import { withoutExpressions } from '../../schedule/state/conditions.ts';
import type { Conditions, State, StepMoment } from '../../schedule/state/state.ts';
import type { StepProgress } from '../../schedule/state/step-progress.ts';
import type { Changes } from '../changes/changed-matcher.ts';
import { type Evaluation, evaluateEnvironment } from './evaluate-environment.ts';
import { makeConditions } from './make-conditions.ts';
import type { ExpressionReader } from './reader.ts';
import { isRunning, type TaskFactsById, taskFactsOf } from './state-facts.ts';

/** Evaluates the expressions and `paths` of a mission during a run. */
export interface ExpressionEvaluator {
  readonly conditions: Conditions;
  /** The environment of a task or service that starts now. */
  environment(state: State, owner: Task | Service): EvaluatedEnvironment;
  /**
   * The environment of a step that starts now.
   *
   * @param before the variables of the task, and those that earlier steps have set
   */
  stepEnvironment(state: State, task: Task, moment: StepMoment, before: Variables): EvaluatedEnvironment;
}

export type EvaluatedEnvironment =
  | { readonly type: 'evaluated'; readonly env: Variables }
  /** The message names the variable and the expression. */
  | { readonly type: 'failed'; readonly message: string };

/** What expressions see besides the state of the run. */
export interface EvaluationContext {
  /** The caller's environment without the variables that tasks must not see. */
  readonly environment: Variables;
  /** The variables of its env files, without those that the caller sets. */
  readonly fileVariables?: (owner: Task | Service) => Variables;
  /** The `github` context. */
  readonly github: Json;
  /** The `runner` context. */
  readonly runner: RunnerFacts;
  readonly changes: Changes;
}

/** For missions without expressions and `paths`. */
export const plainEvaluator: ExpressionEvaluator = {
  conditions: withoutExpressions,
  environment: (_, { env }) => ({ type: 'evaluated', env }),
  stepEnvironment: (_, task, { step }, before) => ({
    type: 'evaluated',
    env: { ...before, ...stepAt(task, step)?.env },
  }),
};

/** @param expressions absent for missions without expressions */
export function createEvaluator(
  expressions: ExpressionReader | undefined,
  context: EvaluationContext,
): ExpressionEvaluator {
  const { changes, environment } = context;
  const filesOf = context.fileVariables ?? (() => ({}));
  if (expressions === undefined) {
    return {
      ...plainEvaluator,
      environment: (_, owner) => ({ type: 'evaluated', env: { ...filesOf(owner), ...owner.env } }),
      conditions: makeConditions({ changes }),
    };
  }
  const tasksOf = new WeakMap<State, TaskFactsById>();
  const facts = (state: State, owner: Task | Service, env: Variables): ExpressionFacts => {
    const tasks = tasksOf.get(state) ?? taskFactsOf(state);
    tasksOf.set(state, tasks);
    return {
      tasks,
      env,
      github: context.github,
      inputs: state.mission.inputs ?? {},
      mission: missionFacts(state.mission),
      matrix: owner.matrix ?? {},
      runner: context.runner,
      needs: isTask(owner) ? needResults(state, owner.id) : [],
      cancelled: state.closing !== undefined,
      running: (id) => isRunning(state, id),
      changed: (patterns) => changes.matches(patterns, isTask(owner) ? owner.id : undefined),
    };
  };
  const stepFacts = (state: State, task: Task, moment: StepMoment, env: Variables): ExpressionFacts => ({
    ...facts(state, task, env),
    steps: factsOfSteps(task, moment.progress),
    needs: [moment.result === 'failure' ? 'failure' : 'success'],
    cancelled: moment.result === 'cancelled',
  });
  const evaluateStep = (state: State, task: Task, moment: StepMoment, before: Variables): Evaluation => {
    const env = stepAt(task, moment.step)?.env ?? {};
    const base = { ...environment, ...before };
    return evaluateEnvironment({ base, env, facts: (known) => stepFacts(state, task, moment, known) }, expressions);
  };
  const evaluate = (state: State, owner: Task | Service) => {
    const files = filesOf(owner);
    const scope = {
      base: { ...environment, ...files },
      env: owner.env,
      facts: (env: Variables) => facts(state, owner, env),
    };
    const { env, problems } = evaluateEnvironment(scope, expressions);
    return { env: { ...files, ...env }, problems };
  };
  return {
    conditions: makeConditions({
      changes,
      expressions: {
        ...expressions,
        // Without variables that cannot be evaluated: they are an error when the task starts.
        facts: (state, task, moment) => {
          const before = { ...evaluate(state, task).env, ...moment?.progress.variables.env };
          if (moment === undefined) return facts(state, task, { ...environment, ...before });
          const own = evaluateStep(state, task, moment, before).env;
          return stepFacts(state, task, moment, { ...environment, ...before, ...own });
        },
      },
    }),
    stepEnvironment: (state, task, moment, before) => {
      const { env, problems } = evaluateStep(state, task, moment, before);
      return problems.length === 0
        ? { type: 'evaluated', env: { ...before, ...env } }
        : { type: 'failed', message: problems.join('; ') };
    },
    environment: (state, owner) => {
      const { env, problems } = evaluate(state, owner);
      return problems.length === 0 ? { type: 'evaluated', env } : { type: 'failed', message: problems.join('; ') };
    },
  };
}

/** Includes a failure of an indirect need, because of which a need was skipped: `failure()` sees it, as in workflows. */
function needResults(state: State, id: string): readonly TaskResult[] {
  const needs = decidingNeeds(state, id);
  const results = needs.map((need) => (satisfies(state, id, need) ? 'success' : (resultOf(state, need) ?? 'skipped')));
  return results.includes('failure') || !anyFailed(state, needs) ? results : [...results, 'failure'];
}

function factsOfSteps(task: Task, { ends }: StepProgress): Readonly<Record<string, StepFacts>> {
  const facts = Object.create(null) as Record<string, StepFacts>;
  for (const [step, { outcome, conclusion }] of ends) {
    const id = stepAt(task, step)?.id;
    if (id !== undefined) facts[id] = { outcome, conclusion };
  }
  return facts;
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
