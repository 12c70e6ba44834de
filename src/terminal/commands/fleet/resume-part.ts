import { hostname } from 'node:os';
import { liveMission } from '../../../fleet/part/part-mission.ts';
import type { Mission } from '../../../mission/model/mission.ts';
import { matchesOf } from '../../../process/artifacts/keep-files.ts';
import type { WantedFiles } from '../../../run/fleet/artifacts/files-beside.ts';
import { partArtifactPrefix } from '../../../run/fleet/part-file.ts';
import type { RunPart } from '../../../run/fleet/run-part.ts';
import type { EarlierRun } from '../../../run/resume/reopen.ts';
import type { TaskElsewhere } from '../../../schedule/events/elsewhere.ts';
import { printUntrustedError } from '../../output/print.ts';
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

interface NeededFiles {
  /** Ids of the tasks that run. */
  readonly again: readonly string[];
  /** Absolute. */
  readonly root: string;
  /** Absolute path of the zip file of the part; absent if it is resumed from a folder. */
  readonly archive?: string | undefined;
}

/**
 * Takes the files of other parts that are missing for the tasks that are about to run from the artifacts beside the archive: the artifact of a part has
 * only its own. Throws `UsageError` if there are still some missing.
 */
export async function expectFilesOfOthers(part: RunPart, mission: Mission, needed: NeededFiles): Promise<void> {
  const { again, root, archive } = needed;
  const runs = new Set(again);
  const tasks = part.elsewhere.filter(
    (task) =>
      task.status === 'succeeded' &&
      task.neededBy.some((id) => runs.has(id)) &&
      missingFiles(task, mission, root).length > 0,
  );
  if (tasks.length === 0) return;
  const problems = archive === undefined ? [] : await takeBeside(part, mission, { tasks, root, zip: archive });
  const missing = tasks.flatMap((task) => missingFiles(task, mission, root));
  const [first] = missing;
  if (first === undefined) return;
  const { number, of } = part.opening;
  const name = `${partArtifactPrefix(mission.name)}${first.part}of${of}-attempt${part.opening.attempt}.zip`;
  const found = [`none for ${missing.map(({ text }) => text).join(', ')}`, ...problems].join('; ');
  throw new UsageError(
    `expected the files that part ${number} needs of other parts in ${root}, found ${found}; download the artifact of part ${first.part} of the same run, such as ${name}, leave it beside the zip file of part ${number}, and resume that zip file; or run \`mission run FILE --only ${first.id}\` first`,
  );
}

/** Returns why archives beside the zip file could not be used. */
async function takeBeside(
  { opening }: RunPart,
  mission: Mission,
  wanted: Pick<WantedFiles, 'tasks' | 'root' | 'zip'>,
): Promise<readonly string[]> {
  // Loaded here, because almost no command reads an archive.
  const { takeFilesBeside } = await import('../../../run/fleet/artifacts/files-beside.ts');
  const { taken, problems } = await takeFilesBeside({ ...wanted, part: opening, mission });
  for (const sentence of taken) printUntrustedError(`mission: ${sentence}\n`);
  return problems;
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
