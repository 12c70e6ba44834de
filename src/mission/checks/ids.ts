import type { Place } from '../diagnostics/diagnostic.ts';
import { codePoint, showText } from '../diagnostics/show-text.ts';
import type { Checking } from '../entries/checking.ts';
import type { Path } from '../yaml/source.ts';

/** Ids become file names: `logs/<id>.log` must stay below the 255 bytes that file systems allow. */
const LONGEST_ID = 100;

const ID_HINT = 'use ASCII letters, digits, `.`, `_`, `-` and `:`';

interface Named {
  readonly id: string;
  readonly path: Path;
  readonly what: string;
}

/** Ids are ASCII, not too long, unique across tasks, tests and services, and not the word `tasks`. */
export function checkIds(checking: Checking): void {
  const seen = new Map<string, Named>();
  const seenInLowerCase = new Map<string, Named>();
  const { entries, services } = checking;
  const all: readonly Named[] = [
    ...entries.map(({ id, path, kind }) => ({ id, path, what: kind })),
    ...services.map(({ id, path }) => ({ id, path, what: 'service' })),
  ];
  for (const entry of all) {
    const { id } = entry;
    // Computed only for a finding.
    const at = (): Place => checking.source.keyPlace(entry.path);
    checkCharacters(id, at, checking);
    const same = seen.get(id);
    const folded = id.toLowerCase();
    const alike = seenInLowerCase.get(folded);
    if (same !== undefined) {
      const message = `the id ${showText(id)} is used twice: ids are unique across tasks, tests and services`;
      const related = [firstPlace(same, checking)];
      checking.report({ at: at(), code: 'duplicate-id', message, hint: 'rename one of the two', related });
    } else if (alike !== undefined) {
      const message = `the ids ${showText(id)} and ${showText(alike.id)} differ only in upper and lower case`;
      const hint = 'rename one of the two: on Windows and macOS their logs and reports would be the same files';
      const related = [firstPlace(alike, checking)];
      checking.report({ at: at(), severity: 'warning', code: 'similar-id', message, hint, related });
    }
    if (same === undefined) seen.set(id, entry);
    if (alike === undefined) seenInLowerCase.set(folded, entry);
  }
}

function firstPlace({ id, path, what }: Named, { source }: Checking) {
  const { line, column, file } = source.keyPlace(path);
  return { line, column, file, message: `the ${what} ${showText(id)}` };
}

function checkCharacters(id: string, at: () => Place, { report }: Checking): void {
  if (id === '') {
    report({ at: at(), code: 'invalid-id', message: 'expected an id, found an empty text', hint: ID_HINT });
    return;
  }
  if (id === 'tasks') {
    const hint = 'choose another id: `needs: tasks` means all tasks';
    report({ at: at(), code: 'invalid-id', message: 'the id `tasks` is reserved', hint });
    return;
  }
  if (id.length > LONGEST_ID) {
    const message = `the id is too long: expected at most ${LONGEST_ID} characters, found ${id.length}`;
    report({ at: at(), code: 'invalid-id', message, hint: 'shorten it, and write the long text in `name`' });
    return;
  }
  const wrong = /[^A-Za-z0-9._:-]/u.exec(id)?.[0];
  if (wrong !== undefined) {
    const message = `the id ${showText(id)} contains ${explainCharacter(wrong)}`;
    report({ at: at(), code: 'invalid-id', message, hint: `${ID_HINT}; \`name\` may contain any character` });
  } else if (/^[.:]+$/.test(id)) {
    const message = `the id ${showText(id)} consists of ${id.includes(':') ? 'dots and colons' : 'dots'} only`;
    report({ at: at(), code: 'invalid-id', message, hint: 'use at least one letter or digit' });
  }
}

function explainCharacter(character: string): string {
  const code = codePoint(character);
  if (character === ' ') return 'a space';
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(character)) {
    return `the character ${code}, which changes the direction of text`;
  }
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u.test(character)) return `the invisible character ${code}`;
  if (/\p{L}/u.test(character)) return `the letter \`${character}\` (${code}), which is not an ASCII letter`;
  return `the character ${showText(character)} (${code})`;
}
