import { append } from '../../base/multimap.ts';
import type { TaskFacts, TaskResult } from '../../mission/expressions/facts.ts';
import { matrixBase } from '../../mission/matrix/base.ts';
import { resultOf } from '../../schedule/ends.ts';
import type { State, TaskState } from '../../schedule/state/state.ts';

/** By id, what `tasks` shows of a run; each is looked up when it is asked for, so that 10,000 of them cost nothing. */
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

/** By the id that the file gives to a matrix: the ids of its combinations. */
function matrices(state: State): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const task of state.mission.tasks) {
    if (task.matrix === undefined) continue;
    const base = matrixBase(task);
    if (base !== task.id) append(found, base, task.id);
  }
  return found;
}

/** Worst first: what a matrix as a whole has come to, as in workflows. */
const RESULTS: readonly TaskResult[] = ['failure', 'cancelled', 'skipped', 'success'];

/** A matrix as one: the worst of its results once all have ended, outputs merged with the last combination winning. */
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

/** Of a matrix: whether any of its combinations is. */
export function isRunning(state: State, id: string): boolean {
  const ids = state.tasks.has(id) ? [id] : (matrices(state).get(id) ?? []);
  return ids.some((each) => {
    const phase = state.tasks.get(each)?.phase;
    return phase === 'running' || phase === 'stopping';
  });
}
