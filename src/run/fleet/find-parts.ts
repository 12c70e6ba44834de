import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readFilePart } from '../../files/read-part.ts';
import {
  attemptInName,
  largestPartFile,
  PART_FILE,
  PART_TAR,
  type PartFile,
  partInName,
  readPartText,
} from './part-file.ts';

/** The artifact of a part. */
export interface FoundPart {
  readonly file: PartFile;
  /** Absolute path of its archive. */
  readonly tar: string;
}

export interface WantedParts {
  readonly mission: string;
  /** Digest of the plan. */
  readonly plan: string;
  readonly of: number;
  readonly numbers: readonly number[];
}

export type FoundParts =
  | {
      readonly type: 'found';
      /** In the order of `numbers`. */
      readonly parts: readonly FoundPart[];
      /** By number of a part that is not there or cannot be read: the reason as a sentence without its start. */
      readonly missing: ReadonlyMap<number, string>;
    }
  | { readonly type: 'refused'; readonly message: string };

/** A folder that may be the artifact of a part. */
export interface Candidate {
  readonly folder: string;
  readonly file?: PartFile;
  /** Why there is no file: what was found. */
  readonly found?: string;
}

/**
 * Finds the artifacts of parts in a folder that has a folder for each. Of several attempts, the newest counts: by what is written in
 * `part.json`, because names and times of artifacts do not always say it. If a newer one cannot be read, no older one counts instead. Refused if
 * a part is of another plan. Never throws.
 */
export function findParts(dir: string, { mission, plan, of, numbers }: WantedParts): FoundParts {
  const candidates = candidatesIn(dir);
  const parts: FoundPart[] = [];
  const absent = new Map<number, string>();
  for (const number of numbers) {
    const own = candidates
      .flatMap(({ folder, file }) => (file?.part === number && file.mission === mission ? [{ folder, file }] : []))
      .sort((one, other) => newestFirst(one.file, other.file));
    const [newest] = own;
    if (newest === undefined || isOutdated(newest.file, candidates)) {
      absent.set(number, missing(number, of, dir, candidates));
      continue;
    }
    const { file, folder } = newest;
    if (file.plan !== plan || file.of !== of) {
      const message = `part ${number} is of another plan: expected ${short(plan)}, found ${short(file.plan)}; all parts need the same plan and the same mission file`;
      return refused(message);
    }
    parts.push({ file, tar: join(folder, PART_TAR) });
  }
  return { type: 'found', parts, missing: absent };
}

/** A newer attempt of the part is there and cannot be read, as far as its name says. */
export function isOutdated({ part, attempt }: PartFile, candidates: readonly Candidate[]): boolean {
  return candidates.some(({ folder, file }) => {
    const name = basename(folder);
    return file === undefined && partInName(name) === part && attemptInName(name) > attempt;
  });
}

export function newestFirst(one: PartFile, other: PartFile): number {
  return other.attempt - one.attempt || Date.parse(other.written) - Date.parse(one.written);
}

function refused(message: string): FoundParts {
  return { type: 'refused', message };
}

function missing(number: number, of: number, dir: string, candidates: readonly Candidate[]): string {
  const broken = candidates.find(({ folder, found }) => found !== undefined && partInName(basename(folder)) === number);
  if (broken !== undefined)
    return `part ${number} of ${of} cannot be read: expected its ${PART_FILE} in ${broken.folder}, found ${broken.found}`;
  const others = [...new Set(candidates.flatMap(({ file }) => (file?.part === number ? [file.mission] : [])))];
  const found = others.length === 0 ? 'none' : `that of ${others.map((name) => JSON.stringify(name)).join(', ')}`;
  return `expected part ${number} of ${of} in ${dir}, found ${found}; it did not run, or its upload failed`;
}

function short(digest: string): string {
  return digest.slice(0, 12);
}

/** The folder itself, if it is an artifact, and those in it. */
export function candidatesIn(dir: string): readonly Candidate[] {
  const names = namesIn(dir);
  const folders = names.filter((name) => !name.startsWith('.')).map((name) => join(dir, name));
  // A single artifact may be unpacked into the folder itself.
  return [dir, ...folders].flatMap((folder): readonly Candidate[] => {
    const text = textOf(join(folder, PART_FILE));
    if (text === undefined)
      return partInName(basename(folder)) === undefined ? [] : [{ folder, found: 'no such file' }];
    const read = readPartText(text);
    return [read.type === 'part' ? { folder, file: read.file } : { folder, found: read.found }];
  });
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir).sort();
  } catch {
    return [];
  }
}

/** Undefined if there is no such file. */
function textOf(path: string): string | undefined {
  const part = readFilePart(path, 'start', largestPartFile);
  return part.type === 'read' ? part.bytes.toString('utf8') : undefined;
}
