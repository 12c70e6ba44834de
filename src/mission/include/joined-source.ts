import type { Path, YamlSource } from '../yaml/source.ts';
import type { Replaced } from './own-ids.ts';
import { writtenOffset } from './rename-references.ts';

/** Lists whose entries have ids. */
export const LISTS = ['tasks', 'tests', 'services'] as const;
export type List = (typeof LISTS)[number];

/** Where an entry is written. */
export interface Written {
  readonly source: YamlSource;
  /** Of the entry in its file. */
  readonly path: Path;
  /** By `pathKey` of the path in its file: texts that the draft has in another form. */
  readonly replaced: ReadonlyMap<string, Replaced>;
}

export interface Joined {
  readonly main: YamlSource;
  /** Of each list, the entries of all files by their full ids. Those of the main file are absent. */
  readonly entries: Readonly<Record<List, ReadonlyMap<string, Written>>>;
  /** Of each list, all full ids in their order. */
  readonly ids: Readonly<Record<List, readonly string[]>>;
  /** The top of each included file, by its root. */
  readonly roots: ReadonlyMap<string, YamlSource>;
}

/** NUL, which no key contains. */
const MARK = '\0';

/** The path of the top of an included file in the joined source. */
export function rootOf(index: number): Path {
  return [`${MARK}${index}`];
}

export function pathKey(path: Path): string {
  return path.join(MARK);
}

/** One source for all files: entries are found by their full ids, and the top of an included file by its root. */
export function joinedSource({ main, entries, ids, roots }: Joined): YamlSource {
  interface Found {
    readonly source: YamlSource;
    readonly path: Path;
    readonly replaced: Replaced | undefined;
  }

  function find(path: Path): Found {
    const [first, second] = path;
    if (typeof first === 'string' && first.startsWith(MARK)) {
      return { source: roots.get(first) ?? main, path: path.slice(1), replaced: undefined };
    }
    const list = LISTS.find((name) => name === first);
    const written = list === undefined || second === undefined ? undefined : entries[list].get(String(second));
    if (written === undefined) return { source: main, path, replaced: undefined };
    const own = [...written.path, ...path.slice(2)];
    return { source: written.source, path: own, replaced: written.replaced.get(pathKey(own)) };
  }

  return {
    has: (path) => {
      const found = find(path);
      return found.source.has(found.path);
    },
    isMapping: (path) => {
      const found = find(path);
      return found.source.isMapping(found.path);
    },
    isUnresolved: (path) => {
      const found = find(path);
      return found.source.isUnresolved(found.path);
    },
    keys: (path) => {
      const list = path.length === 1 ? LISTS.find((name) => name === path[0]) : undefined;
      if (list !== undefined) return ids[list];
      const found = find(path);
      return found.source.keys(found.path);
    },
    place: (path) => {
      const found = find(path);
      return found.source.place(found.path);
    },
    placeWithin: (path, value, start, end) => {
      const { source, path: own, replaced } = find(path);
      if (replaced === undefined) return source.placeWithin(own, value, start, end);
      const from = writtenOffset(start, replaced.edits, 'start');
      return source.placeWithin(own, replaced.written, from, writtenOffset(end, replaced.edits, 'end'));
    },
    keyPlace: (path) => {
      const found = find(path);
      return found.source.keyPlace(found.path);
    },
    text: (path) => {
      const found = find(path);
      return found.replaced?.text ?? found.source.text(found.path);
    },
    itemTexts: (path) => {
      const found = find(path);
      const texts = found.source.itemTexts(found.path);
      return texts.map((text, index) => find([...path, index]).replaced?.text ?? text);
    },
  };
}
