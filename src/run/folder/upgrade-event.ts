import type { AdmissionRules, Task } from '../../mission/model/mission.ts';
import type { Event } from '../../schedule/events/event.ts';
import type { Predictions, TaskPrediction } from '../../schedule/events/prediction.ts';

/** Rules of admission in older journals: the gate learned no demand, and always waited for a whole window. */
type OlderRules = Omit<AdmissionRules, 'learn' | 'react'> & { readonly learn?: boolean; readonly react?: number };

/** A task in journals up to version 0.1.0. */
type OlderTask = Task & { readonly level?: 2 | 3 };

/** A prediction in journals up to version 0.1.0. */
type OlderPrediction = TaskPrediction & { readonly steadiness?: { readonly runs: number; readonly unsteady: number } };

/**
 * Converts an event of an older journal to its current shape. In journals up to version 0.1.0, a task of the mission has
 * `level: 2` or `level: 3` instead of `kind`, and a prediction has `steadiness` instead of `flakiness`. In journals without
 * `admission.learn` and `admission.react`, no demand was learned, and the gate waited for whole windows.
 */
export function upgradeEvent(event: Event): Event {
  if (event.type !== 'mission-started' && event.type !== 'resumed') return event;
  const { mission, predictions } = event;
  return {
    ...event,
    mission: { ...mission, admission: withLaterRules(mission.admission), tasks: mission.tasks.map(withKind) },
    ...(predictions === undefined ? {} : { predictions: withFlakiness(predictions) }),
  };
}

function withLaterRules(rules: OlderRules): AdmissionRules {
  return { ...rules, learn: rules.learn ?? false, react: rules.react ?? 0 };
}

function withKind(task: OlderTask): Task {
  const { level, ...rest } = task;
  if (level === undefined) return task;
  return { ...rest, kind: level === 2 ? 'task' : 'test' };
}

function withFlakiness(predictions: Predictions): Predictions {
  return Object.fromEntries(
    Object.entries(predictions).map(([id, { steadiness, ...prediction }]: [string, OlderPrediction]) => [
      id,
      steadiness === undefined
        ? prediction
        : { ...prediction, flakiness: { runs: steadiness.runs, flaky: steadiness.unsteady } },
    ]),
  );
}
