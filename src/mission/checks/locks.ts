import { append } from '../../base/multimap.ts';
import { showText } from '../diagnostics/show-text.ts';
import { type Checking, type Entry, type Item, itemsAt } from '../entries/checking.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';

interface Holder {
  readonly entry: Entry;
  readonly item: Item;
}

/** Locks have names and are named once; one that nobody else holds keeps nobody apart. */
export function checkLocks({ entries, source, report }: Checking): void {
  const holders = new Map<string, Holder[]>();
  for (const entry of entries) {
    const named = new Set<string>();
    for (const item of itemsAt(source, [...entry.path, 'locks'], entry.draft.locks)) {
      const at = source.place(item.path);
      if (item.text.trim() === '') {
        const message = '`locks`: expected the name of a lock, found an empty text';
        report({ at, code: 'empty-name', message, hint: 'write a name that all share who must not run at once' });
        continue;
      }
      if (item.text.includes('${{')) {
        const message = '`locks`: expressions (`${{`) are not evaluated in names of locks';
        report({ at, code: 'expression', message, hint: NOT_EVALUATED });
        continue;
      }
      if (named.has(item.text)) {
        const message = `${showText(item.text)} stands twice in \`locks\` of the ${entry.kind} ${showText(entry.id)}`;
        report({ at, severity: 'warning', code: 'duplicate-item', message, hint: 'remove one of the two' });
        continue;
      }
      named.add(item.text);
      append(holders, item.text, { entry, item });
    }
  }
  for (const [name, [holder, ...others]] of holders) {
    // Combinations of a matrix keep each other apart; of a wrong one nobody knows how many there are.
    if (holder === undefined || others.length > 0 || (holder.entry.matrix?.length ?? 1) !== 1) continue;
    report({
      at: source.place(holder.item.path),
      severity: 'hint',
      code: 'lonely-lock',
      message: `only ${showText(holder.entry.id)} holds the lock ${showText(name)}, so it keeps nobody apart`,
      hint: 'write it in `locks` of those that must not run at the same time, or remove it',
    });
  }
}
