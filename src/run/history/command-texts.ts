import type { Mission } from '../../mission/model/mission.ts';

/** By task id: its commands, its shell and its working directory as one text. Two tasks with the same text do the same. */
export function commandTexts(mission: Mission): ReadonlyMap<string, string> {
  return new Map(
    mission.tasks.map(({ id, steps, shell, workingDirectory }) => [
      id,
      JSON.stringify([steps.map(({ run }) => run), shell ?? '', workingDirectory]),
    ]),
  );
}
