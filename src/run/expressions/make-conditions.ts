import type { ExpressionFacts } from '../../mission/expressions/facts.ts';
import type { Task } from '../../mission/model/mission.ts';
import { isFinally, stepAt } from '../../mission/model/steps.ts';
import { decidingNeeds, satisfies, statusOf } from '../../schedule/ends.ts';
import type { ChangedFiles } from '../../schedule/events/opening.ts';
import type { Conditions, State, StepMoment, Verdict } from '../../schedule/state/state.ts';
import type { Changes } from '../changes/changed-matcher.ts';
import type { ExpressionReader } from './reader.ts';

export interface ConditionSources {
  readonly changes: Changes;
  /** Absent for missions without `if`. */
  readonly expressions?: Pick<ExpressionReader, 'condition' | 'evaluateCondition'> & {
    /** @param moment of a step; absent: those of the task */
    facts(state: State, task: Task, moment?: StepMoment): ExpressionFacts;
  };
}

const run: Verdict = { type: 'run' };

/** Checks `paths` first, because that is fast, and then `if`. */
export function makeConditions({ changes, expressions }: ConditionSources): Conditions {
  return (state, task, moment) => {
    if (moment !== undefined) return stepVerdict(expressions, state, task, moment);
    if (task.paths.length > 0 && !changes.matches(task.paths, task.id)) {
      const reason = `no changed file matches ${task.paths.join(', ')}${comparedWith(changes.comparedWith(task.id))}`;
      return { type: 'skip', reason };
    }
    if (task.if === undefined) return run;
    if (expressions === undefined) return { type: 'fail', reason: `its \`if\` cannot be evaluated here: ${task.if}` };
    const reading = expressions.condition(task.if);
    if (reading.type === 'rejected') {
      return { type: 'fail', reason: `its \`if\`: ${reading.findings.map(({ message }) => message).join('; ')}` };
    }
    const result = expressions.evaluateCondition(reading.parsed, expressions.facts(state, task));
    if ('error' in result) return { type: 'fail', reason: `its \`if\`: ${result.error}` };
    if (result.value) return run;
    // Without a status function, an `if` implies `success()`, as in workflows: then the failed need is the reason.
    const failed = reading.parsed.impliesSuccess
      ? decidingNeeds(state, task.id).find((id) => !satisfies(state, task.id, id))
      : undefined;
    return {
      type: 'skip',
      reason:
        failed === undefined
          ? `its condition does not hold: ${oneLine(task.if)}`
          : `${failed} ${statusOf(state, failed)}`,
    };
  };
}

/** Without a status function, the `if` of a step implies `success()`; in `finally` it does not, because these steps run anyway. */
function stepVerdict(
  expressions: ConditionSources['expressions'],
  state: State,
  task: Task,
  moment: StepMoment,
): Verdict {
  const source = stepAt(task, moment.step)?.if;
  if (source === undefined) return run;
  if (expressions === undefined) return { type: 'fail', reason: `its \`if\` cannot be evaluated here: ${source}` };
  const reading = expressions.condition(source);
  if (reading.type === 'rejected') {
    return { type: 'fail', reason: `its \`if\`: ${reading.findings.map(({ message }) => message).join('; ')}` };
  }
  const condition = isFinally(task, moment.step) ? { ...reading.parsed, impliesSuccess: false } : reading.parsed;
  const result = expressions.evaluateCondition(condition, expressions.facts(state, task, moment));
  if ('error' in result) return { type: 'fail', reason: `its \`if\`: ${result.error}` };
  if (result.value) return run;
  const { failed } = moment.progress;
  const isImplied = condition.impliesSuccess && failed !== undefined;
  const reason = isImplied ? `step ${failed.step + 1} failed` : `its condition does not hold: ${oneLine(source)}`;
  return { type: 'skip', reason };
}

function comparedWith(changed: ChangedFiles | undefined): string {
  if (changed?.type !== 'known' || changed.why === undefined) return '';
  return ` (compared with ${changed.base.slice(0, 12)}, ${changed.why})`;
}

function oneLine(source: string): string {
  const line = source.trim().replace(/\s+/g, ' ');
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}
