import { type Checking, itemsAt } from '../entries/checking.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';
import { checkPatterns } from './patterns.ts';

/** Reports patterns of `paths` that can never match. */
export function checkFilters({ entriesWith, source, report }: Checking): void {
  for (const { path, draft } of entriesWith('paths')) {
    const items = itemsAt(source, [...path, 'paths'], draft.paths);
    for (const { text, path: itemPath } of items) {
      if (!text.includes('${{')) continue;
      const message = '`paths`: expressions (`${{`) are not evaluated in patterns';
      report({ at: source.place(itemPath), code: 'expression', message, hint: NOT_EVALUATED });
    }
    for (const { index, start, end, code, message, hint } of checkPatterns(items.map(({ text }) => text))) {
      const item = items[index];
      if (item === undefined || item.text.includes('${{')) continue;
      report({
        at: source.placeWithin(item.path, item.text, start, end),
        code,
        message: `\`paths\`: ${message}`,
        hint,
      });
    }
    if (draft.paths === undefined || items.length > 0 || !source.has([...path, 'paths'])) continue;
    const message = '`paths`: expected at least one pattern, found an empty list';
    report({ at: source.place([...path, 'paths']), code: 'path-pattern', message, hint: 'remove the key' });
  }
}
