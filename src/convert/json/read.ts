import type { JsonEntry, JsonNode } from './parse.ts';

const NOTHING: ReadonlyMap<string, JsonEntry> = new Map();

/** The entries of an object. Empty for anything else. */
export function entriesOf(node: JsonNode | undefined): ReadonlyMap<string, JsonEntry> {
  return node?.type === 'object' ? node.entries : NOTHING;
}

/** The value of a key of an object. */
export function fieldOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return entriesOf(node).get(key)?.value;
}

/** A text, or undefined for anything else. */
export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.type === 'text' ? node.value : undefined;
}

/** The items of a list. Empty for anything else. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === 'list' ? node.items : [];
}

/** The texts of a list, without other items. */
export function textsOf(node: JsonNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

export function isTrue(node: JsonNode | undefined): boolean {
  return node?.type === 'plain' && node.value === true;
}

export function isFalse(node: JsonNode | undefined): boolean {
  return node?.type === 'plain' && node.value === false;
}
