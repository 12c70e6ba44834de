/*
 * This folder checks the locks and pools of a mission file.
 *
 * `locks.ts` checks the names under `locks`. `pools.ts` checks `admission.pools`, and that each task asks for pools that exist and are
 * large enough.
 *
 * Invariants:
 * - Each finding is a diagnostic at the name or number that causes it.
 * - A task that passes can always start at some time: it asks for no more places than a pool has.
 *
 * Not here: the shapes (`mission/schema`), and what is held during a run (`schedule/pools`).
 */
import { suggest } from '../../../base/suggest.ts';
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, type Entry, itemsAt } from '../../entries/checking.ts';
import { type PoolItem, poolItems } from '../../entries/pool-items.ts';
import { filledTexts } from '../../matrix/text.ts';
import { NOT_EVALUATED } from '../../schema/not-evaluated.ts';
import type { Path } from '../../yaml/source.ts';

const POOLS: Path = ['admission', 'pools'];

/** Every pool that a task uses is declared, has enough places, is no lock at the same time, and every declared pool is used. */
export function checkPools(checking: Checking): void {
  const declared = declaredPools(checking);
  const used = new Set<string>();
  for (const entry of checking.entries) {
    if (entry.draft.pools === undefined) continue;
    const named = new Set<string>();
    for (const item of poolItems(checking.source, [...entry.path, 'pools'], entry.draft.pools)) {
      const names = filledTexts(item.text, entry.matrix);
      // The first combination with a mistake stands for all.
      const wrong = names.find(({ text }) => !isAvailable(text, item.places, declared));
      if (wrong !== undefined || named.has(item.text)) {
        checkItem(entry, { ...item, text: wrong?.text ?? item.text }, named, declared, checking);
      }
      named.add(item.text);
      // If the combinations of the task are not known, it may use any.
      for (const name of names.length === 0 ? declared.keys() : names.map(({ text }) => text)) used.add(name);
    }
  }
  checkLocksAgainst(declared, checking);
  for (const name of declared.keys()) if (!used.has(name)) hintAtUnused(name, checking);
}

/** By name: its places. Absent where the number is of the wrong type: this is reported already. */
type Declared = ReadonlyMap<string, number | undefined>;

function declaredPools({ draft, source, report }: Checking): Declared {
  const declared = new Map<string, number | undefined>();
  for (const name of source.keys(POOLS)) {
    if (name.trim() === '' || name.includes('${{')) {
      const isEmpty = name.trim() === '';
      report({
        at: source.keyPlace([...POOLS, name]),
        code: isEmpty ? 'empty-name' : 'expression',
        message: isEmpty
          ? '`pools`: expected the name of a pool, found an empty text'
          : '`pools`: expressions (`${{`) are not evaluated in names of pools',
        hint: isEmpty ? 'write a name and its number of places: `browsers: 3`' : NOT_EVALUATED,
      });
    }
    const { pools } = draft.admission ?? {};
    declared.set(name, pools !== undefined && Object.hasOwn(pools, name) ? pools[name] : undefined);
  }
  return declared;
}

function isAvailable(name: string, places: number, declared: Declared): boolean {
  return declared.has(name) && places <= (declared.get(name) ?? places);
}

function checkItem(
  entry: Entry,
  item: PoolItem,
  named: ReadonlySet<string>,
  declared: Declared,
  { source, report }: Checking,
): void {
  const { text, path, places, isCounted } = item;
  const at = isCounted ? source.keyPlace(path) : source.place(path);
  const whose = `the ${entry.kind} ${showText(entry.id)}`;
  if (named.has(text)) {
    const message = `${showText(text)} is listed twice in \`pools\` of ${whose}`;
    const hint = `write \`pools: { ${text}: 2 }\` for two places, or remove one of the two`;
    report({ at, severity: 'warning', code: 'duplicate-item', message, hint });
    return;
  }
  if (!declared.has(text)) {
    const near = suggest(text, declared.keys());
    const hint =
      near === undefined
        ? 'declare it with its number of places: `admission: { pools: { browsers: 3 } }`'
        : `did you mean \`${near}\`?`;
    report({ at, code: 'unknown-pool', message: `there is no pool ${showText(text)} in \`admission.pools\``, hint });
    return;
  }
  const capacity = declared.get(text);
  if (capacity === undefined || places <= capacity) return;
  const { line, column, file } = source.place([...POOLS, text]);
  report({
    at: source.place(path),
    code: 'demand-over-pool',
    message: `${whose} takes ${places} places of the pool ${showText(text)}, which has ${capacity}: it could never start`,
    hint: 'take fewer places, or raise the number in `admission.pools`',
    related: [{ line, column, file, message: `the places of ${showText(text)}` }],
  });
}

/** A lock is a pool with one place: with both, it would not be clear how many tasks may hold the name. */
function checkLocksAgainst(declared: Declared, { entries, source, report }: Checking): void {
  if (declared.size === 0) return;
  const reported = new Set<string>();
  for (const { path, draft, matrix } of entries) {
    for (const item of itemsAt(source, [...path, 'locks'], draft.locks)) {
      const name = filledTexts(item.text, matrix).find(({ text }) => declared.has(text) && !reported.has(text))?.text;
      if (name === undefined) continue;
      reported.add(name);
      const { line, column, file } = source.keyPlace([...POOLS, name]);
      report({
        at: source.place(item.path),
        code: 'lock-and-pool',
        message: `${showText(name)} is both a lock and a pool`,
        hint: `write \`pools: ${name}\` to take one place of the pool, or give the lock another name`,
        related: [{ line, column, file, message: 'the pool' }],
      });
    }
  }
}

function hintAtUnused(name: string, { source, report }: Checking): void {
  report({
    at: source.keyPlace([...POOLS, name]),
    severity: 'hint',
    code: 'unused-pool',
    message: `no task or test uses the pool ${showText(name)}`,
    hint: 'add it to `pools` of the tasks that share it, or remove it',
  });
}
