/*
 * One part of a mission that runs on several runners: what it takes from other parts, and what it leaves for them.
 *
 *   choose-part.ts    reads the plan, and reduces the mission to the tasks of the part
 *   find-parts.ts     finds the artifacts of the parts that must have ended, the newest attempt of each
 *   take-over.ts      checks and unpacks them, and gives the ends of their tasks and their files to this part
 *   unpack.ts         unpacks one archive, first beside the root and then into it
 *   pack.ts           writes the artifact of this part: `part.json` and `part.tar`
 *   tar.ts, tar-entries.ts   read and write archives; the only users of the package `tar`
 *   part-file.ts      the shape of `part.json`, and the name of the artifact
 *
 * The archive has the folder `run`, with the journal, the documents and the logs, and the folder `files`, with the files that tasks keep as
 * `files/ID/PATH`.
 *
 * Invariants:
 * - An archive is untrusted. Nothing in it is written outside of the root, or through a link, and its digests are checked before anything
 *   reaches the root.
 * - Parts belong together only if the digests of their plans are equal. Any other part is an error that names it.
 * - `part.json` is written last, so a part that was killed while it packed counts as missing.
 *
 * Not here: the plan itself (`fleet/plan`), and the artifact service (`github/fleet`).
 */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { lookAt } from '../../files/look-at.ts';
import { removeQuietly } from '../../files/remove-quietly.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { fileHoldsSecret } from '../../secrets/redact-file.ts';
import { redactFiles } from '../../secrets/redact-files.ts';
import { loadEvents } from '../folder/render.ts';
import { PART_FILE, PART_TAR, type PartFile, partArtifactName } from './part-file.ts';
import type { ArchiveSource } from './tar.ts';

export interface PackRequest {
  /** Folder of the run. */
  readonly dir: string;
  /** Folder in which a folder with the name of the artifact is made. */
  readonly into: string;
  /** The commit that was checked out. */
  readonly commit?: string | undefined;
  /** False if the logs, and the files that tasks keep, may contain secrets. */
  readonly withLogs?: boolean;
  readonly redactor: Redactor;
  /** Called with a sentence for each file that is left out because it could not be redacted. */
  readonly problem: (message: string) => void;
}

export type Packed =
  | { readonly type: 'packed'; readonly name: string; readonly folder: string; readonly file: PartFile }
  | { readonly type: 'failed'; readonly message: string };

/** Writes the artifact of a part from the folder of its run. A run that has not ended counts as cancelled. Never rejects. */
export async function packPart(request: PackRequest): Promise<Packed> {
  const { dir, into, commit } = request;
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') return { type: 'failed', message: loaded.message };
  const { part: opening, mission, result = 'cancelled' } = loaded.report;
  if (opening === undefined)
    return { type: 'failed', message: `expected the run of a part in ${dir}, found another run` };
  const { number: part, of, digest: plan, attempt, runId, runner } = opening;
  const name = partArtifactName(mission.name, { part, of, attempt });
  const folder = join(into, name);
  const partial = join(folder, `${PART_TAR}.partial`);
  try {
    mkdirSync(folder, { recursive: true });
    rmSync(join(folder, PART_FILE), { force: true });
    const { writeTar, readTar, digestOf } = await import('./tar.ts');
    await writeTar(partial, dir, await publishable(request));
    // Read back: what cannot be read again here could not be read by another part.
    const { files } = await readTar(partial, { place: () => undefined });
    const tar = await digestOf(partial);
    renameSync(partial, join(folder, PART_TAR));
    const file: PartFile = {
      version: 1,
      mission: mission.name,
      ...{ plan, part, of, attempt },
      ...(runId === undefined ? {} : { runId }),
      ...(runner === undefined ? {} : { runner }),
      ...(commit === undefined ? {} : { commit }),
      result,
      written: new Date().toISOString(),
      ...{ tar, files },
    };
    writeFileAtomically(join(folder, PART_FILE), `${JSON.stringify(file, null, 2)}\n`);
    return { type: 'packed', name, folder, file };
  } catch (error) {
    for (const path of [partial, join(folder, PART_TAR)]) removeQuietly(path);
    return { type: 'failed', message: `part ${part} could not be packed into ${folder}: ${errorText(error)}` };
  }
}

/**
 * The files of the archive, without secrets: a log was redacted when its step ended, but that may have failed, and a task may have put another
 * file there since. A copy of an artifact is used by other parts, so it is packed as it is or not at all. Throws if one holds a secret.
 */
async function publishable({
  dir,
  withLogs = true,
  redactor,
  problem,
}: PackRequest): Promise<readonly ArchiveSource[]> {
  const { documents: own, logs, kept } = sourcesIn(dir, withLogs);
  const pathOf = (from: string): string => join(dir, from);
  const unredacted = new Set(await redactFiles(logs.map(pathOf), redactor, problem));
  for (const from of kept) {
    const isFile = lookAt(pathOf(from))?.isFile() === true;
    if (namesSecret(from, redactor) || (isFile && (await fileHoldsSecret(pathOf(from), redactor))))
      throw new Error(`expected no secret in the artifacts of tasks, found one in ${redactor.redactText(from)}`);
  }
  const shown = logs.filter((from) => !unredacted.has(pathOf(from)) && lookAt(pathOf(from)) !== undefined);
  return [
    ...[...own, ...shown].map((from) => ({ from, path: `run/${from}` })),
    ...kept.map((from) => ({ from, path: from })),
  ];
}

/** @param from `files/ID/PATH`; the id itself is in every report */
function namesSecret(from: string, { redactText }: Redactor): boolean {
  const path = from.split('/').slice(2).join('/');
  return redactText(path) !== path;
}

/** Tasks can write to the folder of the run too, so only files with known names are packed. */
const documents = ['events.jsonl', 'master-report.md', 'final-report.md', 'report.html', 'mission.json', 'junit.xml'];

interface Sources {
  readonly documents: readonly string[];
  /** Logs and reports of tasks. */
  readonly logs: readonly string[];
  readonly kept: readonly string[];
}

/** Paths from `dir`. */
function sourcesIn(dir: string, withLogs: boolean): Sources {
  return {
    documents: documents.filter((name) => lookAt(join(dir, name))?.isFile() === true),
    logs: [...filesBelow(dir, 'tasks', false), ...(withLogs ? filesBelow(dir, 'logs', false) : [])],
    kept: withLogs ? filesBelow(dir, 'files', true) : [],
  };
}

/** Files, and if wanted links, below a folder of `dir`: paths from `dir`, with `/`, sorted. Links are not followed. */
function filesBelow(dir: string, top: string, withLinks: boolean): readonly string[] {
  if (lookAt(join(dir, top))?.isDirectory() !== true) return [];
  const found: string[] = [];
  const folders = [top];
  for (const folder of folders) {
    for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || (withLinks && entry.isSymbolicLink())) found.push(path);
    }
  }
  return found.sort();
}
