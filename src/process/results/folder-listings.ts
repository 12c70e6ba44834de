import { type BigIntStats, readdirSync, statSync } from 'node:fs';

export interface Listing {
  /** Names of regular files. */
  readonly files: readonly string[];
  /** Names of folders, without links to folders. */
  readonly folders: readonly string[];
  /** Names of links, whatever they lead to. */
  readonly links: readonly string[];
}

export interface FolderListings {
  /** What lies directly in a folder; nothing if it cannot be read. */
  read(folder: string): Listing;
}

interface Kept {
  readonly changed: string;
  readonly listing: Listing;
}

/** Names of all kept listings together, which bounds their memory to some 20 MB. */
const mostNames = 200_000;

/** Milliseconds. File systems count time in steps; within one, a folder may change without a new time. */
const step = 2_000;

const nothing: Listing = { files: [], folders: [], links: [] };

/**
 * Lists folders, and keeps what it has read: each task with `results` looks twice at what is mostly the same tree. A listing
 * is used again only if the folder has its old times, and had them for a while when it was read.
 *
 * @param now wall clock in milliseconds
 */
export function createFolderListings(now: () => number = Date.now): FolderListings {
  const kept = new Map<string, Kept>();
  let names = 0;

  const forget = (folder: string): void => {
    const { listing } = kept.get(folder) ?? {};
    if (listing === undefined) return;
    names -= listing.files.length + listing.folders.length;
    kept.delete(folder);
  };

  return {
    read: (folder) => {
      try {
        const stats = statSync(folder, { bigint: true });
        const changed = `${stats.dev} ${stats.ino} ${stats.mtimeNs} ${stats.ctimeNs}`;
        const known = kept.get(folder);
        if (known?.changed === changed) return known.listing;
        forget(folder);
        const listing = list(folder);
        const size = listing.files.length + listing.folders.length;
        if (isSettled(stats, now()) && names + size <= mostNames) {
          names += size;
          kept.set(folder, { changed, listing });
        }
        return listing;
      } catch {
        // Not there yet, or not readable: then nothing in it is found, which is said where it matters.
        forget(folder);
        return nothing;
      }
    },
  };
}

function isSettled({ mtimeMs, ctimeMs }: BigIntStats, now: number): boolean {
  return Number(mtimeMs) < now - step && Number(ctimeMs) < now - step;
}

function list(folder: string): Listing {
  const files: string[] = [];
  const folders: string[] = [];
  const links: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) folders.push(entry.name);
    else if (entry.isFile()) files.push(entry.name);
    else if (entry.isSymbolicLink()) links.push(entry.name);
  }
  return { files, folders, links };
}
