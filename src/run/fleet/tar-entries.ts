import { posix, sep } from 'node:path';

/** One entry of an archive, before anything of it is written. */
export interface ArchiveEntry {
  readonly path: string;
  readonly kind: 'file' | 'link';
  /** Bytes. */
  readonly size: number;
  /** Permissions, without those that change the user. */
  readonly mode: number;
  /** Of a link. */
  readonly target: string;
}

/** What the header of an entry says. */
export interface EntryHeader {
  readonly path: string;
  /** As node-tar names it. */
  readonly type: string;
  readonly size: number;
  readonly mode: number | undefined;
  readonly linkpath: string | undefined;
}

/** Of one archive: a task keeps at most 10,000 files. */
export const mostEntries = 200_000;

/** Bytes of a path; longer ones cannot be made on most systems. */
const longestPath = 4_000;

/**
 * Checks an entry of an archive that another machine has made. Only files, and links below `files/ID/` that stay there, may be in it: no
 * absolute path, no way up, no hard link, no device.
 *
 * @returns a phrase about what was found instead
 */
export function checkEntry({ path, type, size, mode, linkpath = '' }: EntryHeader): ArchiveEntry | string {
  const shown = JSON.stringify(path.slice(0, 200));
  const parts = path.split('/');
  if (Buffer.byteLength(path) > longestPath) return `a path of more than ${longestPath} bytes`;
  if (!isPlain(parts, path)) return `the path ${shown}, which leads out of the folder`;
  const [top] = parts;
  if (parts.length < 2 || (top !== 'run' && top !== 'files'))
    return `the path ${shown}, which is neither in run nor in files`;
  if (top === 'files' && parts.length < 3) return `the path ${shown}, which belongs to no task`;
  const permissions = (mode ?? 0o644) & 0o777;
  if (type === 'File' || type === 'OldFile') return { path, kind: 'file', size, mode: permissions, target: '' };
  if (type !== 'SymbolicLink') return `${shown} of the kind ${type}, which is neither a file nor a link`;
  if (top !== 'files') return `the link ${shown} in the folder of the run`;
  if (!staysBelow(parts.slice(2), linkpath))
    return `the link ${shown} to ${JSON.stringify(linkpath.slice(0, 200))}, which leads out of the folder`;
  return { path, kind: 'link', size: 0, mode: permissions, target: linkpath };
}

function isPlain(parts: readonly string[], path: string): boolean {
  const strange = sep === '\\' ? /[\\:\0]/ : /\0/;
  return !strange.test(path) && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * True if a link leads to a place below the root. Ways up are allowed only at its beginning: after the name of another link, `..` would
 * lead to somewhere else than the text says.
 *
 * @param parts of the path of the link, from the root
 */
function staysBelow(parts: readonly string[], target: string): boolean {
  if (target === '' || posix.isAbsolute(target) || (sep === '\\' && /[\\:]/.test(target)) || target.includes('\0'))
    return false;
  const steps = target.split('/').filter((step) => step !== '' && step !== '.');
  const down = steps.findIndex((step) => step !== '..');
  const ups = down === -1 ? steps.length : down;
  return ups <= parts.length - 1 && steps.slice(ups).every((step) => step !== '..');
}
