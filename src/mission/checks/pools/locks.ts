import { append } from '../../../base/multimap.ts';
import type { Report } from '../../diagnostics/finding.ts';
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, type Entry, type Item, itemsAt } from '../../entries/checking.ts';
import { filledTexts } from '../../matrix/text.ts';
import type { YamlSource } from '../../yaml/source.ts';

interface Holder {
  readonly entry: Entry;
  readonly item: Item;
  /** How many tasks hold it: more than one if it is the same for all combinations of a matrix. */
  readonly count: number;
}

/** Locks have names and are listed once. A lock of only one task has no effect. */
export function checkLocks({ entries, source, report }: Checking): void {
  const holders = new Map<string, Holder[]>();
  for (const entry of entries) {
    if (entry.draft.locks === undefined) continue;
    const named = new Set<string>();
    for (const item of itemsAt(source, [...entry.path, 'locks'], entry.draft.locks)) {
      const at = source.place(item.path);
      const names = filledTexts(item.text, entry.matrix);
      if (names.some(({ text }) => text.trim() === '')) {
        const message = '`locks`: expected the name of a lock, found an empty text';
        const hint = 'write one name in all tasks that must not run at the same time';
        report({ at, code: 'empty-name', message, hint });
        continue;
      }
      if (named.has(item.text)) {
        const message = `${showText(item.text)} is listed twice in \`locks\` of the ${entry.kind} ${showText(entry.id)}`;
        report({ at, severity: 'warning', code: 'duplicate-item', message, hint: 'remove one of the two' });
        continue;
      }
      named.add(item.text);
      for (const { text, leg } of names) {
        // If the matrix is invalid, the number of its combinations is unknown.
        const count = leg === undefined ? (entry.matrix?.length ?? 1) : 1;
        append(holders, text, { entry, item, count: count === 0 ? 2 : count });
      }
    }
  }
  hintAtLonely(holders, source, report);
}

/** A name with values of a matrix is lonely if each of the names that it stands for is. */
function hintAtLonely(holders: ReadonlyMap<string, readonly Holder[]>, source: YamlSource, report: Report): void {
  const shared = new Set<string>();
  const lonely = new Map<string, Holder>();
  for (const list of holders.values()) {
    const isLonely = list.reduce((sum, { count }) => sum + count, 0) === 1;
    for (const holder of list) {
      const place = holder.item.path.join('\n');
      if (isLonely) lonely.set(place, holder);
      else shared.add(place);
    }
  }
  for (const [place, { entry, item }] of lonely) {
    if (shared.has(place)) continue;
    report({
      at: source.place(item.path),
      severity: 'hint',
      code: 'lonely-lock',
      message: `only ${showText(entry.id)} uses the lock ${showText(item.text)}, so it has no effect`,
      hint: 'add it to `locks` of the tasks that must not run at the same time, or remove it',
    });
  }
}
