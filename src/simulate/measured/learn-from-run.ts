import type { LearnedDemand, Predictions } from '../../schedule/events/prediction.ts';
import { predictionOf } from '../../schedule/events/prediction.ts';
import type { MeasuredRun, MeasuredTask } from './measured-run.ts';

/** Attempts that are shorter say nothing about the CPUs that they use. Milliseconds. */
const MEASURABLE = 250;

/**
 * The predictions of a run with the demand that it measured itself, as its next run would learn them from the history. Demand that was
 * known already stays. Undefined if there is nothing more to learn.
 */
export function learnedFrom(run: MeasuredRun): Predictions | undefined {
  if (!run.mission.admission.learn) return undefined;
  let learned = 0;
  const predictions = run.mission.tasks.flatMap(({ id }) => {
    const known = predictionOf(run.predictions, id);
    const measured = run.tasks.get(id);
    const demand = known?.demand ?? (measured === undefined ? undefined : demandOf(measured));
    const duration = durationOf(measured);
    if (demand === undefined || duration === undefined) return known === undefined ? [] : [[id, known] as const];
    if (known?.demand === undefined) learned += 1;
    const solo = measured?.attempts.at(-1)?.solo?.duration;
    const took = { expect: duration, low: duration, high: duration, runs: 1, last: [duration] };
    const fresh = { ...took, ...(solo === undefined ? {} : { solo }) };
    return [[id, { flakiness: { runs: 1, flaky: 0 }, ...fresh, ...known, demand }] as const];
  });
  return learned === 0 ? undefined : Object.fromEntries(predictions);
}

function durationOf(task: MeasuredTask | undefined): number | undefined {
  const attempt = task?.attempts.at(-1);
  return attempt?.end === 'succeeded' ? attempt.ended - attempt.started : undefined;
}

function demandOf({ attempts }: MeasuredTask): LearnedDemand | undefined {
  const last = attempts.at(-1);
  const used = last?.use.at(-1);
  if (last === undefined || used === undefined) return undefined;
  const before = attempts.at(-2)?.use.at(-1)?.cpuSeconds ?? 0;
  const took = last.ended - last.started;
  const whole = last.solo?.cpus ?? (1000 * (used.cpuSeconds - before)) / took;
  const { served = 0 } = last;
  const memory = Math.max(...attempts.flatMap(({ use }) => use.map((point) => point.memory)));
  return {
    ...(took < MEASURABLE ? {} : { cpus: whole * (1 - served) }),
    ...(took < MEASURABLE || served === 0 ? {} : { services: whole * served }),
    ...(memory > 0 ? { memory } : {}),
    runs: 1,
  };
}
