import { childOf, type Located, scalarsOf } from '../../located.ts';

/** Names of outputs in the mission. All steps of a task write to one file, so that two outputs of one name would be one. */
export interface OutputNames {
  nameOf(step: string, output: string): string;
  /** Outputs of a step that have another name in the mission, with that name. */
  renamesOf(step: string): ReadonlyMap<string, string>;
}

const READ = /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/gi;

/** An output that steps of one job write under the same name gets the id of its step in front. */
export function outputNames(job: Located): OutputNames {
  const writers = new Map<string, Set<string>>();
  const texts = [childOf(job, 'steps'), childOf(job, 'outputs')].flatMap((part) =>
    part === undefined ? [] : scalarsOf(part).map(([, text]) => text),
  );
  for (const [, step = '', output = ''] of texts.flatMap((text) => [...text.matchAll(READ)])) {
    const known = writers.get(output) ?? new Set<string>();
    writers.set(output, known.add(step.toLowerCase()));
  }
  const nameOf = (step: string, output: string): string =>
    (writers.get(output)?.size ?? 0) > 1 ? `${step}_${output}`.replace(/\W/g, '_') : output;
  return {
    nameOf,
    renamesOf: (step) => {
      const own = [...writers].filter(([, steps]) => steps.has(step.toLowerCase()) && steps.size > 1);
      return new Map(own.map(([output]) => [output, nameOf(step, output)]));
    },
  };
}
