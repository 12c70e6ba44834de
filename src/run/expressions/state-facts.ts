import { append } from '../../base/multimap.ts';
import type { TaskFacts, TaskResult } from '../../mission/expressions/facts.ts';
import { matrixBase } from '../../mission/matrix/base.ts';
import { resultOf } from '../../schedule/ends.ts';
import type { State } from '../../schedule/state/state.ts';
import type { TaskState } from '../../schedule/state/task-state.ts';

/** The context `tasks` by id. Facts are computed on access, so that 10,000 tasks cost nothing. */
export type TaskFactsById = Readonly<Record<string, TaskFacts>>;

export function taskFactsOf(state: State): TaskFactsById {
  const facts = Object.create(null) as Record<string, TaskFacts>;
  for (const { id } of state.mission.tasks) {
    Object.defineProperty(facts, id, { enumerable: true, get: () => factsOf(state, id) });
  }
  for (const [base, ids] of matrices(state)) {
    Object.defineProperty(facts, base, {
      enumerable: true,
      get: () => factsOfAll(ids.map((id) => factsOf(state, id))),
    });
  }
  return facts;
}

/** The ids of the combinations of each matrix, by the id of the matrix in the file. */
function matrices(state: State): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const task of state.mission.tasks) {
    if (task.matrix === undefined) continue;
    const base = matrixBase(task);
    if (base !== task.id) append(found, base, task.id);
  }
  return found;
}

/** Worst first: the result of a matrix is the worst one of its combinations, as in workflows. */
const RESULTS: readonly TaskResult[] = ['failure', 'cancelled', 'skipped', 'success'];

/** The facts of a matrix: the worst result once all combinations have ended. Of equal outputs, the last combination wins. */
function factsOfAll(all: readonly TaskFacts[]): TaskFacts {
  const outputs = Object.assign({}, ...all.map((facts) => facts.outputs)) as Record<string, string>;
  const unended = all.find(({ result }) => result === undefined);
  if (unended !== undefined) {
    const running = all.some(({ status }) => status === 'running');
    return { status: running ? 'running' : unended.status, outputs };
  }
  const result = RESULTS.find((wanted) => all.some((facts) => facts.result === wanted)) ?? 'success';
  const status = all.find((facts) => facts.result === result)?.status ?? 'succeeded';
  const durations = all.flatMap(({ duration }) => (duration === undefined ? [] : [duration]));
  return { status, result, outputs, ...(durations.length === 0 ? {} : { duration: Math.max(...durations) }) };
}

function factsOf(state: State, id: string): TaskFacts {
  const task = state.tasks.get(id);
  const outputs = state.outputs.get(id) ?? {};
  if (task?.phase !== 'ended') return { status: statusOf(task), outputs };
  const { duration } = task;
  const result = resultOf(state, id);
  return {
    status: task.status,
    ...(result === undefined ? {} : { result }),
    outputs,
    ...(duration === undefined ? {} : { duration: duration / 1000 }),
  };
}

function statusOf(task: TaskState | undefined): string {
  switch (task?.phase) {
    case undefined:
      return 'pending';
    case 'waiting':
      return task.reason === undefined ? 'triggered' : 'waiting';
    case 'stopping':
      return 'running';
    case 'pending':
    case 'running':
    case 'backoff':
      return task.phase;
    case 'ended':
      return task.status;
    default:
      return task satisfies never;
  }
}

/** For a matrix: true if any of its combinations is running. */
export function isRunning(state: State, id: string): boolean {
  const ids = state.tasks.has(id) ? [id] : (matrices(state).get(id) ?? []);
  return ids.some((each) => {
    const phase = state.tasks.get(each)?.phase;
    return phase === 'running' || phase === 'stopping';
  });
}
