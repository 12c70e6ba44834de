/** A value as it was written, with its place in UTF-16 units. The end is exclusive. */
export type YamlNode = YamlMap | YamlList | YamlScalar | YamlAlias;

interface Written {
  readonly start: number;
  /** Undefined for a block collection of `simple`: only a finding needs its end. */
  readonly end: number | undefined;
  /** Name of its anchor. */
  readonly anchor?: string;
  /** True if it has a tag, which is refused. */
  readonly isTagged?: true;
}

export interface YamlPair {
  readonly key: YamlScalar;
  /** Null if nothing was written. */
  readonly value: YamlNode | null;
}

export interface YamlMap extends Written {
  readonly kind: 'map';
  /** In the order of the file. `readTree` removes those that do not count. */
  pairs: readonly YamlPair[];
  /** By key, made at the first search in a large mapping. */
  byKey?: ReadonlyMap<string, YamlPair>;
}

export interface YamlList extends Written {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlScalar extends Written {
  readonly kind: 'scalar';
  readonly value: unknown;
  /** As it was written, so that `1.10` stays `1.10`; of a text in quotes, what it means. */
  readonly text: string;
}

export interface YamlAlias extends Written {
  readonly kind: 'alias';
  /** Name of the anchor. */
  readonly source: string;
}

/** Pairs up to which a search through all of them takes no longer than a map. */
const FEW = 12;

export function pairOf(map: YamlMap, key: string): YamlPair | undefined {
  const { pairs } = map;
  if (pairs.length <= FEW) return pairs.find((pair) => pair.key.text === key);
  map.byKey ??= new Map(pairs.map((pair) => [pair.key.text, pair]));
  return map.byKey.get(key);
}
