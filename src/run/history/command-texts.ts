import type { Mission, Step } from '../../mission/model/mission.ts';

/**
 * By task id: its commands, its shell and its working directory as one text, with what its steps set for themselves. Two tasks with the
 * same text do the same. Keys that only some steps have add something only there, so that plain commands still match older histories.
 */
export function commandTexts(mission: Mission): ReadonlyMap<string, string> {
  return new Map(
    mission.tasks.map(({ id, steps, finally: last = [], shell, workingDirectory }) => {
      const own = steps.map(settingsOf);
      const hasOwn = own.some((settings) => settings.length > 0);
      const more = [
        ...(hasOwn ? [{ steps: own }] : []),
        ...(last.length > 0 ? [{ finally: last.map((step) => [step.run, settingsOf(step)]) }] : []),
      ];
      return [id, JSON.stringify([steps.map(({ run }) => run), shell ?? '', workingDirectory, ...more])];
    }),
  );
}

/** What a step sets that changes what its command does, or whether it runs. */
function settingsOf({ if: condition, env, shell, workingDirectory }: Step): readonly unknown[] {
  const entries = env === undefined ? undefined : Object.entries(env);
  const written = [condition, entries, shell, workingDirectory];
  return written.every((value) => value === undefined) ? [] : written;
}
