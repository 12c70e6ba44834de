/*
 * This folder merges the artifacts of parts on disk.
 *
 *   collect-parts.ts   finds artifacts in folders, unpacks them, and reads their journals
 *   write-merged.ts    writes the documents of the merged report, with the logs and kept files of all parts
 *   merge-parts.ts     does both, and adds the run to the history
 *
 * Invariants:
 * - An artifact is untrusted: it is unpacked below the folder of the merge, with all checks of `run/fleet/unpack.ts`.
 * - One part that cannot be read never prevents the merge of the rest.
 * - Nothing is written outside of the folder of the merge, also not to the paths of deliverables.
 *
 * Not here: which parts count and how reports are joined (`src/fleet/merge`).
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { errorText } from '../../../base/error-code.ts';
import { readFilePart } from '../../../files/read-part.ts';
import { readRegularFile } from '../../../files/read-regular-file.ts';
import type { FoundPart, ReportedPart } from '../../../fleet/merge/reported-part.ts';
import { JOURNAL } from '../../folder/journal.ts';
import { loadEvents } from '../../folder/render.ts';
import { extractPart } from '../artifacts/part-zip.ts';
import {
  attemptInName,
  largestPartFile,
  PART_FILE,
  PART_TAR,
  type PartFile,
  partInName,
  readPartText,
} from '../part-file.ts';

/** What was found, and where the files of each part are. */
export interface Collected {
  readonly parts: readonly FoundPart[];
  /** The folder with `run` and `files`, by `keyOf`. */
  readonly folders: ReadonlyMap<string, string>;
}

/** Equal for the same content in the same place. */
export function keyOf({ number, packed, place }: ReportedPart): string {
  return JSON.stringify([number, packed, place]);
}

/**
 * Finds parts in folders: each is an artifact (`part.json` with `part.tar`, or unpacked with a folder `run`), or has such folders. An artifact may
 * also be the zip file that was downloaded. Never rejects.
 *
 * @param dirs absolute folders and zip files
 * @param staging absolute; archives are unpacked into new folders in it
 */
export async function collectParts(dirs: readonly string[], staging: string): Promise<Collected> {
  const parts: FoundPart[] = [];
  const folders = new Map<string, string>();
  // A folder may be given twice, by itself and with the folder that it is in.
  const places = [...new Set(dirs.flatMap(partFolders))].sort();
  for (const [index, folder] of places.entries()) {
    const own = join(staging, String(index));
    const read = isZip(folder) ? await readZip(folder, own) : await readPart(folder, basename(folder), own);
    parts.push(read.part);
    if (read.part.type === 'read') folders.set(keyOf(read.part), read.content);
  }
  return { parts, folders };
}

/** The folders and zip files of artifacts: the folder itself, or those in it. */
function partFolders(dir: string): readonly string[] {
  if (isZip(dir)) return [dir];
  if (exists(join(dir, PART_FILE)) || partInName(basename(dir)) !== undefined) return [dir];
  return namesIn(dir)
    .filter((name) => !name.startsWith('.'))
    .map((name) => join(dir, name))
    .filter((path) => exists(join(path, PART_FILE)) || partInName(withoutSuffix(basename(path))) !== undefined);
}

function isZip(path: string): boolean {
  return /\.zip$/i.test(path) && exists(path);
}

function withoutSuffix(name: string): string {
  return name.replace(/\.zip$/i, '');
}

interface Read {
  readonly part: FoundPart;
  /** Folder with `run` and `files`. */
  readonly content: string;
}

/** A zip file is extracted into the staging folder first. */
async function readZip(zip: string, staging: string): Promise<Read> {
  const place = basename(zip);
  const folder = join(staging, 'artifact');
  const refusal = await extractPart(zip, folder);
  if (refusal === undefined) return readPart(folder, place, join(staging, 'content'));
  const number = partInName(withoutSuffix(place));
  const named = number === undefined ? {} : { number, attempt: attemptInName(withoutSuffix(place)) };
  const message = refusal.message.replaceAll(zip, place);
  return { part: { type: 'unreadable', place, message, ...named }, content: folder };
}

async function readPart(folder: string, place: string, staging: string): Promise<Read> {
  const number = partInName(place);
  const none = { content: folder };
  const described = describe(folder);
  if (typeof described === 'string') {
    const unreadable = { type: 'unreadable' as const, place, message: described };
    // An older attempt must not count instead.
    const named = number === undefined ? {} : { number, attempt: attemptInName(place) };
    return { part: { ...unreadable, ...named }, ...none };
  }
  const { part, attempt } = described;
  try {
    const content = await contentOf(folder, described, staging);
    const loaded = loadEvents(join(content, 'run'));
    if (loaded.type === 'unreadable') throw new Error(loaded.message);
    return { part: reported(described, loaded.report, place), content };
  } catch (error) {
    return { part: { type: 'unreadable', number: part, attempt, place, message: messageOf(error) }, ...none };
  }
}

/** The description of an artifact, or what was expected and found. */
function describe(folder: string): PartFile | string {
  const text = readFilePart(join(folder, PART_FILE), 'start', largestPartFile);
  if (text.type !== 'read') return `expected a ${PART_FILE}, found none`;
  const read = readPartText(text.bytes.toString('utf8'));
  return read.type === 'part' ? read.file : `expected a ${PART_FILE}, found ${read.found}`;
}

/** Unpacks the archive; without one, the artifact is already unpacked. */
async function contentOf(folder: string, file: PartFile, staging: string): Promise<string> {
  const tar = join(folder, PART_TAR);
  if (exists(tar)) {
    const { unpackPart } = await import('../unpack.ts');
    mkdirSync(staging, { recursive: true });
    await unpackPart(tar, file, staging);
    return staging;
  }
  const journal = join(folder, 'run', JOURNAL);
  if (!exists(journal)) throw new Error(`expected ${PART_TAR}, found none`);
  const digest = createHash('sha256').update(readRegularFile(journal)).digest('hex');
  if (file.files[`run/${JOURNAL}`] !== digest) {
    throw new Error(`expected the journal with the digest in its ${PART_FILE}, found another one`);
  }
  return folder;
}

function reported(file: PartFile, report: ReportedPart['report'], place: string): ReportedPart {
  const { part: number, of, plan: digest, attempt, runId, runner, written, tar: packed } = file;
  return {
    type: 'read',
    ...{ number, of, digest, attempt, written, packed, place },
    ...(runId === undefined ? {} : { runId }),
    ...(runner === undefined ? {} : { runner }),
    ...(report.part?.download === undefined ? {} : { download: report.part.download }),
    elsewhere: report.elsewhere ?? [],
    report,
  };
}

function messageOf(error: unknown): string {
  const text = errorText(error);
  return text.startsWith('expected') ? text : `expected its archive, found ${text}`;
}

/** False also below a file, which is beside the artifacts. */
function exists(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false;
  }
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir).sort();
  } catch {
    return [];
  }
}
