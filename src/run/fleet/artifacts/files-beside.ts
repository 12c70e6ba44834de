import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { errorText } from '../../../base/error-code.ts';
import type { Mission } from '../../../mission/model/mission.ts';
import type { PartOpening, TaskElsewhere } from '../../../schedule/events/elsewhere.ts';
import { restoreFiles } from '../../archive/archived-files.ts';
import { makeLinks } from '../../archive/make-links.ts';
import { candidatesIn, newestFirst } from '../find-parts.ts';
import { PART_FILE, PART_TAR, type PartFile, partArtifactPrefix, partInName, readPartText } from '../part-file.ts';
import { readEnds } from '../take-over.ts';
import { InvalidArchiveError } from '../tar.ts';
import { unpackPart } from '../unpack.ts';
import { extractPart } from './part-zip.ts';

export interface WantedFiles {
  /** Absolute path of the zip file of the part that is resumed. */
  readonly zip: string;
  readonly part: PartOpening;
  /** The mission as it is now. */
  readonly mission: Mission;
  /** Tasks of other parts that succeeded there. */
  readonly tasks: readonly TaskElsewhere[];
  /** Absolute. */
  readonly root: string;
}

export interface FilesBeside {
  /** A sentence without its start for each archive that was used. */
  readonly taken: readonly string[];
  /** A clause for each archive of a wanted part that could not be used. */
  readonly problems: readonly string[];
}

/** The artifact of another part beside the zip file. */
interface Beside {
  /** Name of the zip file or the folder. */
  readonly name: string;
  readonly file: PartFile;
  /** Absolute path of its archive. */
  readonly tar: string;
}

/**
 * Restores the files of tasks of other parts from their artifacts, if these are beside the zip file of the part that is resumed: as zip files, as a
 * browser downloads them, or as folders. An artifact counts if it is of the same plan and the same run, and if the tasks ended in it as the resumed part
 * knows. No file that is there is replaced. Never rejects.
 */
export async function takeFilesBeside(wanted: WantedFiles): Promise<FilesBeside> {
  const taken: string[] = [];
  const problems: string[] = [];
  let staging: string | undefined;
  try {
    staging = mkdtempSync(join(tmpdir(), 'mission-parts-'));
    const found = await artifactsBeside(wanted, staging, problems);
    for (const number of new Set(wanted.tasks.map(({ part }) => part))) {
      const own = found
        .filter(({ file }) => file.part === number)
        .sort((one, other) => newestFirst(one.file, other.file));
      for (const [index, each] of own.entries()) {
        const problem = await restoreFrom(each, wanted, join(staging, `${number}-${index}`));
        if (problem !== undefined) problems.push(`${each.name} cannot be used: ${problem}`);
        else {
          const ids = wanted.tasks.filter(({ part }) => part === number).map(({ id }) => id);
          taken.push(`took the files of ${ids.join(', ')} (part ${number}) from ${each.name}`);
          break;
        }
      }
    }
  } catch (error) {
    problems.push(errorText(error));
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
  }
  return { taken, problems };
}

/** Those of the wanted parts. */
async function artifactsBeside(
  { zip, part, mission, tasks }: WantedFiles,
  staging: string,
  problems: string[],
): Promise<readonly Beside[]> {
  const numbers = new Set(tasks.map((task) => task.part));
  const dir = dirname(zip);
  const found: Beside[] = candidatesIn(dir).flatMap(({ folder, file }) =>
    file === undefined ? [] : [{ name: basename(folder), file, tar: join(folder, PART_TAR) }],
  );
  for (const name of readdirSync(dir)) {
    if (!name.startsWith(partArtifactPrefix(mission.name)) || !numbers.has(numberInZip(name))) continue;
    const folder = join(staging, name);
    const refusal = await extractPart(join(dir, name), folder);
    const read = refusal ?? readPartText(readFileSync(join(folder, PART_FILE), 'utf8'));
    if (read.type === 'refused') problems.push(read.message);
    else if (read.type === 'invalid') problems.push(`${name} cannot be used: found ${read.found}`);
    else found.push({ name, file: read.file, tar: join(folder, PART_TAR) });
  }
  return found.filter(
    ({ file }) =>
      numbers.has(file.part) &&
      file.mission === mission.name &&
      file.plan === part.digest &&
      file.of === part.of &&
      file.runId === part.runId,
  );
}

/** The number of the part that the name of a zip file gives; 0 if it is no such name. A browser adds ` (1)` to a name that it has used before. */
function numberInZip(name: string): number {
  if (!/\.zip$/i.test(name)) return 0;
  return partInName(name.replace(/(?: ?\(\d+\))?\.zip$/i, '')) ?? 0;
}

/** Returns why the archive cannot be used; then nothing of it was restored, or a part of its files. */
async function restoreFrom(
  { file, tar }: Beside,
  { mission, tasks, root }: WantedFiles,
  folder: string,
): Promise<string | undefined> {
  const own = tasks.filter(({ part }) => part === file.part);
  const ids = own.map(({ id }) => id);
  try {
    mkdirSync(folder);
    const { entries } = await unpackPart(tar, file, folder);
    const { ends } = readEnds(join(folder, 'run'), new Set(ids), file.part);
    const other = own.find(({ id, ended }) => ends.get(id)?.status !== 'succeeded' || ends.get(id)?.ended !== ended);
    if (other !== undefined) return `${other.id} ended otherwise in it, because it is of another attempt`;
    const links = entries.filter(({ kind, path }) => kind === 'link' && path.startsWith('files/'));
    makeLinks(
      folder,
      links.map(({ path, target }) => [path, target]),
    );
    return restoreFiles(mission, ids, root, folder)?.message;
  } catch (error) {
    return error instanceof InvalidArchiveError ? `found ${error.message}` : errorText(error);
  }
}
