import type { DraftEntry, DraftStep, Note } from './draft.ts';
import { installEnvironments } from './install-environments.ts';
import { EntryOrder } from './reach.ts';

/**
 * On machines of their own, jobs may install in any way. In one folder, an installation removes files that other entries read: `npm ci`
 * deletes `node_modules`. What several jobs begin with is divided from their scripts, so that it can be shared. What is left gets a lock.
 */

/** Installations without anything that a shell would read in another way. */
const PLAIN_INSTALL =
  /^(npm (ci|i|install)|pnpm (i|install)|yarn( install)?|bun install|corepack enable|bundle install|composer install|poetry install|pipenv install|uv sync|(python3? -m )?pip3? install)( [\w@./=:[\]-]+)*$/;

/** Divides scripts that begin with an installation with which several entries, or the combinations of a matrix, begin. */
export function divideInstalls(entries: readonly DraftEntry[]): readonly DraftEntry[] {
  const users = new Map<string, number>();
  for (const entry of entries) {
    const key = firstInstall(entry);
    if (key !== undefined) users.set(key, (users.get(key) ?? 0) + (entry.matrix === undefined ? 1 : 2));
  }
  return entries.map((entry) => {
    const key = firstInstall(entry);
    const [first, ...rest] = entry.steps;
    if (first === undefined || key === undefined || (users.get(key) ?? 0) < 2) return entry;
    return { ...entry, steps: [...partsOf(first, entry), ...rest] };
  });
}

/** The installation with which an entry begins, with its folder. */
function firstInstall(entry: DraftEntry): string | undefined {
  const [step] = entry.steps;
  const [part] = step === undefined ? [] : partsOf(step, entry);
  if (part === undefined || !PLAIN_INSTALL.test(part.run.trim())) return undefined;
  return JSON.stringify([part.run.trim(), part.workingDirectory ?? entry.workingDirectory ?? '']);
}

/** The installations at the beginning of a step, and what is behind them. */
function partsOf(step: DraftStep, entry: DraftEntry): readonly DraftStep[] {
  const { id, if: condition, continueOnError, timeout } = step;
  const isPlain = [id, condition, continueOnError, timeout].every((value) => value === undefined);
  if (!isPlain || !/^(bash|sh)\b/.test(step.shell ?? entry.shell ?? 'bash')) return [step];
  const [, first = '', separator = '', rest = ''] = /^\s*([^\n&]*[^\s&])[ \t]*(\n|&&)\s*(\S.*)$/s.exec(step.run) ?? [];
  if (!PLAIN_INSTALL.test(first)) return [step];
  // A failure before `&&` ends the step only if nothing follows that would run in spite of it.
  if (separator === '&&' && /[\n;|]|[^&]&([^&]|$)/.test(rest.trim())) return [step];
  const { name: _, notes: __, ...install } = step;
  return [{ ...install, run: first }, ...partsOf({ ...step, run: rest }, entry)];
}

/** Entries that would install into one environment at once, or while another one uses what was installed, get a lock. */
export function lockInstalls(entries: readonly DraftEntry[]): readonly DraftEntry[] {
  const order = new EntryOrder(entries);
  const locks = new Map<string, Set<string>>();
  const add = (id: string, lock: string): unknown => locks.set(id, (locks.get(id) ?? new Set()).add(lock));
  const environments = entries.map((entry) => [entry, installEnvironments(entry)] as const);
  const users = usersOf(environments, order);
  for (const [{ id, matrix }, own] of environments) {
    for (const environment of own) {
      if (matrix !== undefined) add(id, environment);
      const all = users.get(environment) ?? [];
      if (all.every((each) => locks.get(each)?.has(environment) === true)) continue;
      const ordered = order.orderedWith(id);
      for (const other of all) {
        if (other === id || ordered.has(other)) continue;
        add(id, environment);
        add(other, environment);
      }
    }
  }
  return entries.map((entry) => withLocks(entry, locks.get(entry.id)));
}

/** By environment: ids of the entries that install into it, or need such an entry, in the order of the file. */
function usersOf(
  environments: readonly (readonly [DraftEntry, ReadonlySet<string>])[],
  order: EntryOrder,
): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, Set<string>>();
  for (const [{ id }, own] of environments) {
    for (const environment of own) {
      const known = users.get(environment) ?? new Set();
      // What needs a user is a user already.
      if (!known.has(id)) for (const user of [id, ...order.usersOf(id)]) known.add(user);
      users.set(environment, known);
    }
  }
  return new Map(
    [...users].map(([environment, ids]) => [
      environment,
      environments.flatMap(([{ id }]) => (ids.has(id) ? [id] : [])),
    ]),
  );
}

function withLocks(entry: DraftEntry, environments: ReadonlySet<string> | undefined): DraftEntry {
  if (environments === undefined) return entry;
  const locks = [...environments];
  const note: Note = {
    place: entry.place,
    construct: `locks: ${locks.join(', ')}`,
    text: 'several entries install into the same place, and the lock keeps them apart; let one task install, and the others need it',
    kind: 'changed',
  };
  return { ...entry, locks: [...(entry.locks ?? []), ...locks], notes: [...entry.notes, note] };
}
