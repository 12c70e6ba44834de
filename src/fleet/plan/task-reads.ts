import { parseCondition, parseTemplate, references } from '../../mission/expressions/expressions.ts';
import { usesOf } from '../../mission/expressions/uses.ts';
import { matrixBase } from '../../mission/matrix/base.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import { withNeeds } from '../../mission/selection/reach.ts';

/**
 * The ids that tasks read in their expressions, by task: `tasks.ID` and `running('ID')` in `if` and `env`, each combination of a matrix
 * by itself. If a name is computed, as in `tasks[matrix.name]`, everything that the task needs is meant, over any number of steps. Only
 * tasks that read something.
 */
export function taskReads(mission: Mission): ReadonlyMap<string, readonly string[]> {
  const combinations = combinationsOf(mission);
  // Thousands of tasks may share one text.
  const known = new Map<string, Reads>();
  const readsIn = ({ text, isCondition }: ExpressionText): Reads => {
    const key = `${isCondition ? 'if' : 'env'} ${text}`;
    const reads = known.get(key) ?? readText(text, isCondition, combinations);
    known.set(key, reads);
    return reads;
  };
  const found = new Map<string, readonly string[]>();
  for (const task of mission.tasks) {
    const all = textsOf(task).map(readsIn);
    const needed = all.some(({ any }) => any) ? withNeeds(new Set([task.id]), mission.tasks, new Set()) : [];
    const ids = new Set([...all.flatMap((reads) => reads.ids), ...needed]);
    ids.delete(task.id);
    if (ids.size > 0) found.set(task.id, [...ids]);
  }
  return found;
}

interface Reads {
  readonly ids: readonly string[];
  /** True if a name is computed. */
  readonly any: boolean;
}

interface ExpressionText {
  readonly text: string;
  readonly isCondition: boolean;
}

function textsOf(task: Task): readonly ExpressionText[] {
  const templates = Object.values(task.env).filter((value) => value.includes('${{'));
  const condition = task.if === undefined ? [] : [{ text: task.if, isCondition: true }];
  return [...condition, ...templates.map((text) => ({ text, isCondition: false }))];
}

function readText(text: string, isCondition: boolean, combinations: ReadonlyMap<string, readonly string[]>): Reads {
  const reading = isCondition ? parseCondition(text) : parseTemplate(text);
  if (reading.type === 'rejected') return { ids: [], any: false };
  const named = references(reading.parsed).tasks;
  const uses = usesOf(reading.parsed);
  const accesses = uses.contexts.filter(({ name }) => name === 'tasks').length;
  const any = accesses > named.length - uses.running.size;
  return { ids: named.flatMap(({ name }) => combinations.get(name) ?? []), any };
}

/** By id as an expression may write it, the bare id of a matrix included: the tasks that are meant. */
function combinationsOf({ tasks }: Mission): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const task of tasks) {
    found.set(task.id, [task.id]);
    const base = matrixBase(task);
    if (base === task.id) continue;
    const all = found.get(base) ?? [];
    all.push(task.id);
    found.set(base, all);
  }
  return found;
}
