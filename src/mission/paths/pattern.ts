/** One step of a pattern. */
export interface PatternPart {
  readonly matches: (character: string) => boolean;
  /** It may match again. */
  readonly repeats: boolean;
  /** How many parts may be stepped over from here, this one included, before it has matched anything. */
  readonly skips?: readonly number[];
}

const NOT_SLASH = (character: string): boolean => character !== '/';

/** `**`: any number of any characters, slashes included. */
const EVERYTHING: PatternPart = { matches: () => true, repeats: true, skips: [1] };

/** `*`: any number of characters without a slash. */
const ANY_NAME: PatternPart = { matches: NOT_SLASH, repeats: true, skips: [1] };

/** Before the two parts of `**` and `/`: both match or neither, so that `**` followed by `/a` does not match `xa`. */
const FOLDERS: PatternPart = { matches: () => false, repeats: false, skips: [1, 3] };

/**
 * A `paths` pattern of GitHub, without its `!`: `*` any number of characters but `/`; `**` any number of any, and with a
 * slash after it also nothing at all; `[a-z]` one of these; `?` the character before it or nothing; `+` the character
 * before it once or more; `\` takes the next one literally. If there is nothing to repeat or to close, the character is
 * literal.
 */
export function readPattern(pattern: string): readonly PatternPart[] {
  const characters = [...pattern];
  const parts: PatternPart[] = [];
  let index = 0;
  /** The part that `?` and `+` apply to. */
  let repeatable: number | undefined;
  while (index < characters.length) {
    const character = characters[index] ?? '';
    const before = repeatable === undefined ? undefined : parts[repeatable];
    repeatable = undefined;
    if (character === '*') {
      const stars = runOf('*', characters, index);
      index += stars;
      const atStart = index === stars || characters[index - stars - 1] === '/';
      if (stars === 1) parts.push(ANY_NAME);
      else if (atStart && characters[index] === '/') {
        parts.push(FOLDERS, EVERYTHING, { matches: literally('/'), repeats: false });
        index += 1;
      } else parts.push(EVERYTHING);
      continue;
    }
    if (before !== undefined && (character === '?' || character === '+')) {
      parts[parts.length - 1] = character === '?' ? { ...before, skips: [1] } : { ...before, repeats: true };
      index += 1;
      continue;
    }
    const close = character === '[' ? characters.indexOf(']', index + 2) : -1;
    const escaped = character === '\\' ? characters[index + 1] : undefined;
    const matches = close === -1 ? literally(escaped ?? character) : oneOf(characters.slice(index + 1, close));
    parts.push({ matches, repeats: false });
    repeatable = parts.length - 1;
    index = close === -1 ? index + (escaped === undefined ? 1 : 2) : close + 1;
  }
  return parts;
}

/** Whether the rest of a pattern from this part on is `**` or a whole `**` + `/*`, which match whatever follows. */
export function matchesAnyRest(parts: readonly PatternPart[], from: number): boolean {
  const rest = parts.slice(from);
  if (rest.length === 1) return rest[0] === EVERYTHING;
  return rest.length === 4 && rest[0] === FOLDERS && rest[3] === ANY_NAME;
}

function runOf(character: string, characters: readonly string[], from: number): number {
  let length = 0;
  while (characters[from + length] === character) length += 1;
  return length;
}

function literally(character: string): (found: string) => boolean {
  return (found) => found === character;
}

/** Characters and ranges; never a slash, so that `*` and `[]` stay inside a folder. */
function oneOf(members: readonly string[]): (found: string) => boolean {
  const single = new Set<string>();
  const ranges: (readonly [from: string, to: string])[] = [];
  for (let index = 0; index < members.length; index += 1) {
    const from = members[index] ?? '';
    const to = members[index + 2];
    if (members[index + 1] === '-' && to !== undefined) {
      ranges.push([from, to]);
      index += 2;
    } else single.add(from);
  }
  return (found) => found !== '/' && (single.has(found) || ranges.some(([from, to]) => found >= from && found <= to));
}
