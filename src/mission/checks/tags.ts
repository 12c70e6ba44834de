import { showText } from '../diagnostics/show-text.ts';
import { type Checking, itemsAt } from '../entries/checking.ts';
import { TAG_PATTERN } from '../schema/task.ts';

const TAG = new RegExp(TAG_PATTERN);

/** A tag can be written after `#` in a selection, and is listed once. */
export function checkTags({ entriesWith, source, report }: Checking): void {
  for (const { id, kind, path, draft } of entriesWith('tags')) {
    const named = new Set<string>();
    for (const { text, path: itemPath } of itemsAt(source, [...path, 'tags'], draft.tags)) {
      const at = source.place(itemPath);
      if (!TAG.test(text)) {
        const message = `\`tags\`: expected a tag, found ${text === '' ? 'an empty text' : showText(text)}`;
        const hint = text.startsWith('#')
          ? 'write it without `#` here; only `--only` and `--skip` take the `#`'
          : 'use ASCII letters, digits, `.`, `_` and `-`';
        report({ at, code: 'invalid-tag', message, hint });
      } else if (named.has(text)) {
        const message = `${showText(text)} is listed twice in \`tags\` of the ${kind} ${showText(id)}`;
        report({ at, severity: 'warning', code: 'duplicate-item', message, hint: 'remove one of the two' });
      }
      named.add(text);
    }
  }
}
