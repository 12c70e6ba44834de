import { append } from '../../../base/multimap.ts';
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, type Entry, type Item, itemsAt } from '../../entries/checking.ts';
import { NOT_EVALUATED } from '../../schema/not-evaluated.ts';

interface Holder {
  readonly entry: Entry;
  readonly item: Item;
}

/** Locks have names and are listed once. A lock of only one task has no effect. */
export function checkLocks({ entries, source, report }: Checking): void {
  const holders = new Map<string, Holder[]>();
  for (const entry of entries) {
    const named = new Set<string>();
    for (const item of itemsAt(source, [...entry.path, 'locks'], entry.draft.locks)) {
      const at = source.place(item.path);
      if (item.text.trim() === '') {
        const message = '`locks`: expected the name of a lock, found an empty text';
        report({
          at,
          code: 'empty-name',
          message,
          hint: 'write one name in all tasks that must not run at the same time',
        });
        continue;
      }
      if (item.text.includes('${{')) {
        const message = '`locks`: expressions (`${{`) are not evaluated in names of locks';
        report({ at, code: 'expression', message, hint: NOT_EVALUATED });
        continue;
      }
      if (named.has(item.text)) {
        const message = `${showText(item.text)} is listed twice in \`locks\` of the ${entry.kind} ${showText(entry.id)}`;
        report({ at, severity: 'warning', code: 'duplicate-item', message, hint: 'remove one of the two' });
        continue;
      }
      named.add(item.text);
      append(holders, item.text, { entry, item });
    }
  }
  for (const [name, [holder, ...others]] of holders) {
    // The combinations of a matrix exclude each other. If the matrix is invalid, their number is unknown.
    if (holder === undefined || others.length > 0 || (holder.entry.matrix?.length ?? 1) !== 1) continue;
    report({
      at: source.place(holder.item.path),
      severity: 'hint',
      code: 'lonely-lock',
      message: `only ${showText(holder.entry.id)} uses the lock ${showText(name)}, so it has no effect`,
      hint: 'add it to `locks` of the tasks that must not run at the same time, or remove it',
    });
  }
}
