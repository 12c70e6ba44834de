import { append } from '../base/multimap.ts';
import type { DraftEntry } from './draft.ts';

/** Names with what each of them leads to. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** The ids of everything that an entry needs, directly or not. */
export function reach(entry: DraftEntry, byId: ReadonlyMap<string, DraftEntry>): ReadonlySet<string> {
  const found = new Set(entry.needs);
  for (const id of found) for (const next of byId.get(id)?.needs ?? []) found.add(next);
  return found;
}

/** Everything that a name leads to, without itself. */
export function allBehind(name: string, graph: Graph): ReadonlySet<string> {
  const found = new Set(graph.get(name));
  for (const each of found) for (const next of graph.get(each) ?? []) found.add(next);
  return found;
}

/** The same names in the other direction. */
export function reversed(graph: Graph): Graph {
  const found = new Map<string, string[]>();
  for (const [name, all] of graph) for (const next of all) append(found, next, name);
  return found;
}

/** Which entries wait for each other, found for one entry at a time: sets for all of a long chain do not fit into memory. */
export class EntryOrder {
  readonly #needs: Graph;
  readonly #users: Graph;
  readonly #known = new Map<string, ReadonlySet<string>>();
  #size = 0;

  constructor(entries: readonly DraftEntry[]) {
    this.#needs = new Map(entries.map(({ id, needs }) => [id, needs]));
    this.#users = reversed(this.#needs);
  }

  /** Ids of entries that need this one, directly or not. */
  usersOf(id: string): ReadonlySet<string> {
    return allBehind(id, this.#users);
  }

  /** Ids of entries that never run at the same time as this one, because one of the two needs the other. */
  orderedWith(id: string): ReadonlySet<string> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const found = new Set([...allBehind(id, this.#needs), ...this.usersOf(id)]);
    this.#size += found.size;
    if (this.#size > MOST_KEPT) {
      this.#known.clear();
      this.#size = found.size;
    }
    this.#known.set(id, found);
    return found;
  }
}

/** Ids that are kept in sets, together. */
const MOST_KEPT = 2_000_000;
