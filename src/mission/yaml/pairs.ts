import { isScalar, type Node, type Pair, type YAMLMap } from 'yaml';

/** A mapping as the composer makes it. */
export type Mapping = YAMLMap<Node, Node | null>;
export type MappingPair = Pair<Node, Node | null>;

/** Finds the pairs of mappings by their keys. Of duplicate keys, the first one counts. The forbidden key is never found. */
export interface Pairs {
  find(map: Mapping, key: string): MappingPair | undefined;
  /** Each key once, in the order of the file. */
  keys(map: Mapping): readonly string[];
}

/** It would change the prototype of the plain value. */
export const FORBIDDEN_KEY = '__proto__';

/** Up to this size a mapping is searched: an index of each of 10,000 short tasks takes longer to make than it saves. */
const MOST_SEARCHED = 8;

/** Indexes are made when they are needed for the first time, and kept as long as this. */
export function pairsOf(): Pairs {
  const indexes = new Map<Mapping, ReadonlyMap<string, MappingPair>>();

  function indexOf(map: Mapping): ReadonlyMap<string, MappingPair> {
    const known = indexes.get(map);
    if (known !== undefined) return known;
    const index = new Map<string, MappingPair>();
    for (const pair of map.items) {
      const key = keyOf(pair);
      if (key !== FORBIDDEN_KEY && !index.has(key)) index.set(key, pair);
    }
    indexes.set(map, index);
    return index;
  }

  return {
    find: (map, key) => {
      if (map.items.length > MOST_SEARCHED) return indexOf(map).get(key);
      if (key === FORBIDDEN_KEY) return undefined;
      for (const pair of map.items) if (keyOf(pair) === key) return pair;
      return undefined;
    },
    keys: (map) => [...indexOf(map).keys()],
  };
}

/** Empty for a key that is not a scalar. */
export function keyOf({ key }: MappingPair): string {
  return isScalar(key) ? String(key.value) : '';
}
