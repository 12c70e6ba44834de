import { readlinkSync } from 'node:fs';
import { open, rm, symlink } from 'node:fs/promises';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { freeSpace } from '../../files/free-space.ts';
import { isInside, staysInside, whyOutside } from '../../files/inside-root.ts';
import { lookAt, lookExactlyAt } from '../../files/look-at.ts';
import { noFollowReadFlags } from '../../files/open-flags.ts';
import type { ArtifactPattern } from '../../mission/model/mission.ts';
import type { LeftBehind } from '../../schedule/events/event.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { redactFile } from '../../secrets/redact-file.ts';
import type { EnsureFolder } from '../contract/task-files.ts';
import { findResultFiles } from '../results/find-files.ts';
import { type KeptBefore, nothingKept } from './kept-before.ts';

/** Of one task. */
export const mostFiles = 10_000;
export const mostBytes = 2 * 1024 ** 3;

/** Bytes that stay free on the disk of the run, for its journal and reports. */
const reserve = 64 * 1024 ** 2;

/** How many paths the journal lists. */
const listed = 100;

const HOLDS_SECRET =
  'it contains a secret, and files that other parts use are published as they are; write the secret into no artifact';

const chunkBytes = 1024 ** 2;

export type CollectedArtifacts = Pick<LeftBehind, 'artifacts' | 'artifactsProblem'>;

/** Files to copy. */
export interface KeepRequest {
  readonly patterns: readonly ArtifactPattern[];
  /** A file that is kept if it is there, and not listed. */
  readonly optional?: string;
  readonly root: string;
  /** Working directory of the task, relative to `root`: a pattern is often written relative to it by mistake. */
  readonly folder: string;
  /** Absolute; its content is replaced, unless it is that of the same attempt. */
  readonly target: string;
  readonly exitedWell: boolean;
  readonly redactor: Redactor;
  readonly ensureFolder: EnsureFolder;
  /** True: a file that cannot be kept as it is counts as a problem, and links are kept too. */
  readonly exact: boolean;
  /** Of the same attempt. What a `finally` step has removed since stays kept, and what it has changed is copied again. */
  readonly before?: KeptBefore;
}

interface Found {
  /** Paths from the root, with `/`, sorted. */
  readonly files: readonly string[];
  readonly problems: readonly string[];
}

/** Copies the files that the patterns match, in the order of their paths, up to the limits. Never rejects. */
export async function keepFiles(request: KeepRequest): Promise<CollectedArtifacts> {
  const { optional, root, target, exact, before = nothingKept() } = request;
  try {
    if (!before.isBegun) await rm(target, { recursive: true, force: true });
    before.isBegun = true;
    if (isReplaced(root))
      return { artifactsProblem: `artifacts: expected the folder ${root}, found that the task has replaced it` };
    const found = findFiles(request, before);
    const extra = optional !== undefined && (isFile(root, optional) || before.files.has(optional)) ? [optional] : [];
    const wanted = [...extra, ...found.files.filter((path) => !extra.includes(path))];
    const named = wanted.filter((path) => !holdsSecret(path, request.redactor));
    const copied = await copyAll(named, request, before);
    const note = noteOf(wanted.length - named.length, copied);
    const missing =
      exact && note !== undefined ? [`artifacts: ${note}, and tasks of other parts need all of them`] : [];
    const lasting = exact ? before.problems : [];
    const problems = [...new Set([...lasting, ...found.problems, ...copied.problems, ...missing])];
    if (exact) for (const problem of copied.problems) before.problems.add(problem);
    const kept = copied.files.filter((path) => before.found.has(path));
    return {
      ...(kept.length === 0 && note === undefined
        ? {}
        : {
            artifacts: {
              ...{ count: kept.length, bytes: copied.bytes, files: kept.slice(0, listed) },
              ...(note === undefined ? {} : { note }),
            },
          }),
      ...(problems.length === 0 ? {} : { artifactsProblem: problems.join('; ') }),
    };
  } catch (error) {
    return { artifactsProblem: `artifacts: the files could not be kept: ${errorText(error)}` };
  }
}

/** True if the root is a link now: it would lead to files of something else. The root of a run never is one when it starts. */
function isReplaced(root: string): boolean {
  return lookAt(root)?.isSymbolicLink() === true;
}

/** The name of a file is published with it. */
function holdsSecret(path: string, { redactText }: Redactor): boolean {
  return redactText(path) !== path;
}

/** @param hidden files whose paths contain a secret */
function noteOf(hidden: number, { note }: Copied): string | undefined {
  if (hidden === 0) return note;
  const why =
    hidden === 1 ? '1 file was not kept: its path contains' : `${hidden} files were not kept: their paths contain`;
  return `${why} a secret${note === undefined ? '' : `; ${note}`}`;
}

/** The files that the patterns match, now or before. */
function findFiles({ root, patterns, exitedWell, folder, exact }: KeepRequest, before: KeptBefore): Found {
  const problems: string[] = [];
  for (const { pattern, line } of patterns) {
    const about = (message: string): string => `artifacts "${pattern}" (line ${line} of the mission file): ${message}`;
    const { matches, problem } = matchesOf(root, pattern, exact);
    for (const path of matches) before.found.add(path);
    if (matches.length > 0) before.patterns.add(pattern);
    if (problem !== undefined) problems.push(about(problem));
    else if (!before.patterns.has(pattern) && exitedWell) problems.push(about(nothingFound(root, pattern, folder)));
  }
  return { files: [...before.found].sort(), problems };
}

/** Regular files below `root` that a pattern matches, with links if they count, as paths from it with `/`. A folder means everything in it. */
export function matchesOf(
  root: string,
  pattern: string,
  withLinks = false,
): { readonly matches: readonly string[]; readonly problem?: string } {
  const found = findResultFiles(root, everythingIn(root, pattern), undefined, undefined, withLinks);
  const matches = found.files
    .filter((path) => isFile(root, path) || (withLinks && isLink(root, path)))
    .map((path) => path.split('\\').join('/'));
  return { matches, ...(found.problem === undefined ? {} : { problem: found.problem }) };
}

/** A folder means everything in it. */
function everythingIn(root: string, pattern: string): string {
  const bare = pattern.replace(/[\\/]+$/, '');
  const stats = lookAt(join(root, bare));
  return stats?.isDirectory() === true ? `${bare}/**` : bare;
}

function nothingFound(root: string, pattern: string, folder: string): string {
  const expected = 'expected at least one file';
  const outside = whyOutside(root, pattern.replace(/[*?[{].*$/, 'x'));
  if (outside !== undefined) return `${expected} inside of ${root}, found ${outside}`;
  const near = posix.join(folder.replaceAll('\\', '/'), pattern);
  const isNear = near !== posix.normalize(pattern) && matchesOf(root, near).matches.length > 0;
  return `${expected}, found none${isNear ? `; did you mean ${near}?` : ''}`;
}

function isFile(root: string, path: string): boolean {
  return staysInside(root, path) && lookAt(join(root, path))?.isFile() === true;
}

/** Only a link that stays inside the root: another one would lead to nothing on another machine. */
function isLink(root: string, path: string): boolean {
  const stats = lookAt(join(root, path));
  return stats?.isSymbolicLink() === true && staysInside(root, path) && portableTarget(root, path) !== undefined;
}

/** Where a link leads, relative to its folder; undefined if that is outside of the root. */
function portableTarget(root: string, path: string): string | undefined {
  const folder = dirname(join(root, path));
  const target = resolve(folder, readlinkSync(join(root, path)));
  return isInside(root, target) ? relative(folder, target) || '.' : undefined;
}

interface Copied {
  readonly files: readonly string[];
  readonly bytes: number;
  readonly note?: string;
  readonly problems: readonly string[];
}

async function copyAll(paths: readonly string[], request: KeepRequest, before: KeptBefore): Promise<Copied> {
  const { root, target, redactor, ensureFolder, exact } = request;
  const files: string[] = [];
  const problems: string[] = [];
  const note = (reason: string): string => {
    const left = paths.length - files.length;
    return `${left} of ${paths.length} files were not kept: ${reason}`;
  };
  const isAgain = before.files.size > 0;
  let bytes = 0;
  for (const path of paths) {
    if (files.length === mostFiles)
      return { files, bytes, problems, note: note(`a task keeps at most ${mostFiles} files`) };
    const to = join(target, path);
    const earlier = before.files.get(path);
    const state = stateOf(join(root, path));
    if (earlier !== undefined && (state === undefined || state === earlier.state)) {
      bytes += earlier.bytes;
      files.push(path);
      continue;
    }
    // Not copied before, for example because the disk was full, and removed since.
    if (state === undefined && isAgain) continue;
    ensureFolder(dirname(to));
    if (earlier !== undefined) await rm(to, { recursive: true, force: true });
    before.files.delete(path);
    if (exact && isLink(root, path)) {
      await symlink(portableTarget(root, path) ?? '.', to);
      before.files.set(path, { state: state ?? '', bytes: 0 });
      files.push(path);
      continue;
    }
    const free = (freeSpace(target) ?? Number.POSITIVE_INFINITY) - reserve;
    const room = Math.min(mostBytes - bytes, free);
    try {
      const size = await copyOne(join(root, path), to, room);
      if (size === undefined) {
        const reason = room === free ? 'its disk is nearly full' : 'a task keeps at most 2 GB';
        return { files, bytes, problems, note: note(`${reason}, and ${path} would be more`) };
      }
      const redaction = await redactFile(to, redactor);
      if (redaction.type === 'failed') throw new Error(redaction.message);
      if (exact && redaction.type === 'redacted') throw new Error(HOLDS_SECRET);
      bytes += size;
      before.files.set(path, { state: state ?? '', bytes: size });
      files.push(path);
    } catch (error) {
      await rm(to, { recursive: true, force: true }).catch(() => undefined);
      problems.push(`artifacts: ${path} could not be kept: ${errorText(error)}`);
      // One sentence is enough for a disk that is full.
      if (problems.length === 3) return { files, bytes, problems };
    }
  }
  return { files, bytes, problems };
}

/** Changes whenever the file does; undefined if there is none. */
function stateOf(path: string): string | undefined {
  const stats = lookExactlyAt(path);
  return stats === undefined ? undefined : [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ');
}

/**
 * Copies one regular file. A link that has appeared in its place is not followed, and a pipe is not waited for. What grows meanwhile is
 * cut at its first size.
 *
 * @returns bytes; undefined if there are more than `room`. Throws the system's error.
 */
async function copyOne(from: string, to: string, room: number): Promise<number | undefined> {
  const source = await open(from, noFollowReadFlags);
  try {
    const stats = await source.stat();
    if (!stats.isFile()) throw new Error('expected a regular file, found something else');
    if (stats.size > room) return undefined;
    const copy = await open(to, 'wx', stats.mode & 0o777);
    try {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, Math.max(1, stats.size)));
      let position = 0;
      while (position < stats.size) {
        const wanted = Math.min(buffer.length, stats.size - position);
        const { bytesRead } = await source.read(buffer, 0, wanted, position);
        if (bytesRead === 0) break;
        await copy.writeFile(buffer.subarray(0, bytesRead));
        position += bytesRead;
      }
      return position;
    } finally {
      await copy.close();
    }
  } finally {
    await source.close();
  }
}
