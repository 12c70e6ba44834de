import { isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { append } from '../base/multimap.ts';
import { parseYaml } from './yaml/parse.ts';

/** The keys for the expected use of a task, and its CPU budget. */
export type Expectation = 'load' | 'cpus' | 'memory' | 'expect';

/** A new value for a key of an entry. `value` as the file writes it, such as `25`, `640MB` or `1m30s`. */
export interface Amendment {
  /** Path of the included file from the folder of the main file; absent: the main file. */
  readonly file?: string;
  readonly list: 'tasks' | 'tests';
  /** As the file writes it, without the values of a matrix and without a prefix. */
  readonly id: string;
  readonly key: Expectation;
  readonly value: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Entry = YAMLMap<Node, Node | null>;
type Entries = Pair<Node, Node | null>;

/** The order in which they are written. */
const ORDER: readonly Expectation[] = ['load', 'cpus', 'memory', 'expect'];

/**
 * Writes values into a mission's text: in place of existing ones, or else as a line, or a part of a line, beside related keys.
 * Nothing else changes, not even a blank. Values with an anchor, aliases, and entries without a safe place for a new key stay
 * as they are. If the text cannot be read, it is returned unchanged.
 */
export function amendMission(source: string, amendments: readonly Amendment[]): string {
  const mark = source.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = source.slice(mark.length);
  const root = parseYaml(text, () => {})?.contents;
  if (!isEditable(root)) return source;
  const edits = [...byEntry(amendments).values()].flatMap((list) => {
    const [first] = list;
    const pair = first === undefined ? undefined : find(root, first.list, first.id);
    return pair === undefined ? [] : editEntry(text, pair, list);
  });
  return mark + applyEdits(text, edits);
}

function byEntry(amendments: readonly Amendment[]): ReadonlyMap<string, readonly Amendment[]> {
  const entries = new Map<string, Amendment[]>();
  for (const amendment of [...amendments].sort((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key))) {
    append(entries, `${amendment.list} ${amendment.id}`, amendment);
  }
  return entries;
}

/** An edit of a value with an anchor would change every place with one of its aliases. */
function isEditable(node: unknown): node is Entry {
  return isMap(node) && node.anchor === undefined;
}

function find(root: Entry, list: string, id: string): Entries | undefined {
  const entries = pairOf(root, list)?.value;
  return isEditable(entries) ? pairOf(entries, id) : undefined;
}

function pairOf(map: Entry, key: string): Entries | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

function editEntry(text: string, entry: Entries, amendments: readonly Amendment[]): Edit[] {
  const map = entry.value;
  if (!isEditable(map)) return [];
  const edits: Edit[] = [];
  const missing: string[] = [];
  for (const { key, value } of amendments) {
    const pair = pairOf(map, key);
    if (pair === undefined) missing.push(`${key}: ${value}`);
    else edits.push(...replaced(text, pair.value, value));
  }
  if (missing.length > 0)
    edits.push(...(map.flow === true ? flowInsert(map, missing) : blockInsert(text, entry, map, missing)));
  return edits;
}

function replaced(text: string, node: Node | null, value: string): Edit[] {
  const range = node?.range;
  if (!isScalar(node) || node.anchor !== undefined || range === undefined || range === null) return [];
  const [start, end] = range;
  return start === end || text.slice(start, end).includes('\n') ? [] : [{ start, end, text: value }];
}

/** The key after which new ones are written: one of the four, or the name. */
function neighbour(map: Entry): Entries | undefined {
  const present = ORDER.map((key) => pairOf(map, key)).filter((pair) => pair !== undefined);
  return present.at(-1) ?? pairOf(map, 'name');
}

function flowInsert(map: Entry, missing: readonly string[]): Edit[] {
  const node = neighbour(map);
  const end = node?.value?.range?.[1] ?? node?.key.range?.[1];
  if (end !== undefined) return [{ start: end, end, text: `, ${missing.join(', ')}` }];
  const start = map.items[0]?.key.range?.[0];
  return start === undefined ? [] : [{ start, end: start, text: `${missing.join(', ')}, ` }];
}

/** On lines of their own, so that comments stay with the keys that they describe. */
function blockInsert(text: string, entry: Entries, map: Entry, missing: readonly string[]): Edit[] {
  const first = map.items[0]?.key.range?.[0];
  const above = entry.key.range?.[1];
  if (first === undefined || above === undefined) return [];
  const indent = text.slice(text.lastIndexOf('\n', first - 1) + 1, first);
  // In `? ID` or `ID: key: …` the first key is not at the beginning of its line.
  if (indent.trim() !== '' || !text.slice(above, first).includes('\n')) return [];
  const beside = neighbour(map)?.value?.range;
  const oneLine = beside !== undefined && beside !== null && !text.slice(beside[0], beside[1]).includes('\n');
  const lineEnd = text.indexOf('\n', oneLine ? beside[1] : above);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = missing.map((line) => `${indent}${line}`);
  if (lineEnd < 0) return [{ start: text.length, end: text.length, text: `${eol}${lines.join(eol)}` }];
  return [{ start: lineEnd + 1, end: lineEnd + 1, text: `${lines.join(eol)}${eol}` }];
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start < from) continue;
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}
