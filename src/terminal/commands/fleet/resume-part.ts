import { hostname } from 'node:os';
import { liveMission } from '../../../fleet/part/part-mission.ts';
import type { Mission } from '../../../mission/model/mission.ts';
import { matchesOf } from '../../../process/artifacts/keep-files.ts';
import type { RunPart } from '../../../run/fleet/run-part.ts';
import type { EarlierRun } from '../../../run/resume/reopen.ts';
import type { TaskElsewhere } from '../../../schedule/events/elsewhere.ts';
import { UsageError } from '../arguments/arguments.ts';

/** Ids of the tasks of a part that is resumed, as patterns for the selection; undefined if the run is a whole mission. */
export function partTasks({ opening }: EarlierRun): readonly string[] | undefined {
  return opening.part === undefined ? undefined : opening.mission.tasks.map(({ id }) => id);
}

/**
 * A part that is resumed on this machine, with what its journal has taken over from other parts. Throws `UsageError` if a task needs one of another
 * part that it has not needed before.
 *
 * @param mission all tasks of the mission file
 * @param own those of the part
 */
export function resumedPart({ opening }: EarlierRun, mission: Mission, own: Mission): RunPart | undefined {
  const { part, elsewhere = [] } = opening;
  if (part === undefined) return undefined;
  const known = new Set([...elsewhere, ...own.tasks].map(({ id }) => id));
  const isOwn = new Set(own.tasks.map(({ id }) => id));
  for (const { id, needs, needsAny } of mission.tasks) {
    const unknown = isOwn.has(id) ? [...needs, ...needsAny].find((need) => !known.has(need)) : undefined;
    if (unknown === undefined) continue;
    throw new UsageError(
      `expected the needs of ${id} as they were when part ${part.number} ran, found that it needs ${unknown} of another part now; run the mission again`,
    );
  }
  const { download: _, ...rest } = part;
  return {
    opening: { ...rest, runner: hostname() },
    elsewhere,
    mission: liveMission(mission, own, elsewhere),
  };
}

/**
 * Throws `UsageError` if a task that is about to run needs files of another part that are not here: the artifact of a part has only its own.
 *
 * @param again ids of the tasks that run
 */
export function expectFilesOfOthers(
  { elsewhere, opening }: RunPart,
  mission: Mission,
  again: readonly string[],
  root: string,
): void {
  const runs = new Set(again);
  const needed = elsewhere.filter(
    ({ neededBy, status }) => status === 'succeeded' && neededBy.some((id) => runs.has(id)),
  );
  const missing = needed.flatMap((task) => missingFiles(task, mission, root));
  if (missing.length === 0) return;
  const [first] = missing;
  throw new UsageError(
    `expected the files that part ${opening.number} needs of other parts in ${root}, found none for ${missing.map(({ text }) => text).join(', ')}; run \`mission run FILE --only ${first?.id ?? ''}\` first, or put files/${first?.id ?? ''} of the artifact of part ${first?.part ?? ''} there`,
  );
}

function missingFiles(
  { id, part }: TaskElsewhere,
  { tasks }: Mission,
  root: string,
): readonly { readonly id: string; readonly part: number; readonly text: string }[] {
  const artifacts = tasks.find((task) => task.id === id)?.artifacts ?? [];
  return artifacts
    .filter(({ pattern }) => matchesOf(root, pattern, true).matches.length === 0)
    .map(({ pattern }) => ({ id, part, text: `${pattern} of ${id} (part ${part})` }));
}
