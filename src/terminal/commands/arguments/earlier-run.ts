import { resolve } from 'node:path';
import type { Mission } from '../../../mission/model/mission.ts';
import { pastedPath } from '../../../report/text/pasted-path.ts';
import type { RunArchive } from '../../../run/archive/unpack-run.ts';
import type { Refusal } from '../../../run/folder/refusal.ts';
import { chooseFolder } from '../../../run/places/default-folder.ts';
import { removeOldRuns } from '../../../run/places/list-runs.ts';
import { type EarlierRun, reopenRun } from '../../../run/resume/reopen.ts';
import { stopEarlierRun } from '../../../run/resume/stop-earlier-run.ts';
import { printUntrustedError } from '../../output/print.ts';
import { printStopped } from '../../output/print-stopped.ts';
import { UsageError } from './arguments.ts';
import { runFolder } from './run-folder.ts';

/** The run that a command continues, with its folder locked. */
export interface OpenedRun {
  readonly dir: string;
  readonly earlier: EarlierRun;
  /** Present if the run was unpacked from an archive, so that the files of its tasks may be missing here. */
  readonly files?: UnpackedFiles;
}

export interface UnpackedFiles {
  /** Absolute path of the archive. */
  readonly archive: string;
  /** Successes that cannot be kept, by id, with the reason as a clause. */
  missing(mission: Mission): ReadonlyMap<string, string>;
  /** Restores the files of the tasks that are kept, or says why that is not possible. */
  restore(mission: Mission, kept: readonly string[]): Refusal | undefined;
}

export interface EarlierRunOptions {
  /** The folder for a run from an archive; absent: the default folder of its mission file. */
  readonly dir: string | undefined;
  /** The mission file as the user gives it; absent: that of the run. */
  readonly mission: string | undefined;
}

/** Reopens the run of a folder, a mission file or an archive, or the last run without an argument. Throws `UsageError`. */
export async function openEarlierRun(positionals: readonly string[], options: EarlierRunOptions): Promise<OpenedRun> {
  const [given = '', ...more] = positionals;
  if (/\.zip$/i.test(given) && more.length === 0) return unpackArchive(given, options);
  if (options.dir !== undefined) {
    throw new UsageError(
      'expected --dir only with an archive, such as `mission resume FILE.zip --dir DIR`, found no zip file',
    );
  }
  const dir = runFolder(positionals);
  const reopened = await reopenRun(dir);
  if (reopened.type === 'refused') throw new UsageError(reopened.message);
  printStopped(reopened.run.stopped);
  return { dir, earlier: reopened.run };
}

async function unpackArchive(file: string, options: EarlierRunOptions): Promise<OpenedRun> {
  // Loaded here, because almost no command reads an archive.
  const { unpackRun } = await import('../../../run/archive/unpack-run.ts');
  const { restoreFiles, tasksWithoutFiles } = await import('../../../run/archive/archived-files.ts');
  const here = process.cwd();
  const read = await readArchive(file, here);
  const { opening, root } = read.journal;
  try {
    const chosen =
      options.dir === undefined ? chooseFolder(options.mission ?? opening.file, here) : { dir: options.dir };
    const { dir } = chosen;
    if (chosen.note !== undefined) printUntrustedError(`mission: ${chosen.note}\n`);
    printStopped(await stopEarlierRun(dir));
    if (chosen.parent !== undefined) await removeOldRuns(chosen.parent, resolve(dir));
    const unpacked = await unpackRun(read, dir);
    if (unpacked.type === 'refused') throw new UsageError(unpacked.message);
    const { workflow } = opening;
    const origin = workflow === undefined ? '' : ` of commit ${workflow.commit.slice(0, 10)}`;
    printUntrustedError(`mission: unpacked the run${origin} from ${pastedPath(file)} to ${pastedPath(dir)}\n`);
    const earlier = unpacked.run;
    return {
      dir,
      earlier,
      files: {
        archive: resolve(file),
        missing: (mission) => tasksWithoutFiles(earlier, mission, dir),
        restore: (mission, kept) => restoreFiles(mission, kept, root, dir),
      },
    };
  } finally {
    read.archive.close();
  }
}

/** Reads the artifact of a whole mission, or of one part of it. Throws `UsageError`. */
async function readArchive(file: string, here: string): Promise<RunArchive> {
  // Loaded here, because almost no command reads an archive.
  const { readRunArchive } = await import('../../../run/archive/unpack-run.ts');
  const { readPartArchive } = await import('../../../run/fleet/artifacts/part-archive.ts');
  const read = (await readPartArchive(file, here)) ?? (await readRunArchive(file, here));
  if (read.type === 'refused') throw new UsageError(read.message);
  return read;
}
