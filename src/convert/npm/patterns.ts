/**
 * Names of the scripts that a pattern of npm-run-all means. `*` stands for a part without `:`, `**` for several. A pattern that begins
 * with `!` removes names.
 *
 * @param own the script that has the pattern, which it does not mean
 */
export function matchScripts(pattern: string, scripts: ReadonlySet<string>, own?: string): readonly string[] {
  return matching(pattern, scripts, own, (text) => text.length < 2);
}

/** Names of the scripts that a pattern of concurrently means. `*` stands for any text, also with `:`. */
export function matchPrefix(pattern: string, scripts: ReadonlySet<string>, own?: string): readonly string[] {
  return matching(pattern, scripts, own, () => false);
}

/** @param isPart whether stars stand for a part without `:` */
function matching(
  pattern: string,
  scripts: ReadonlySet<string>,
  own: string | undefined,
  isPart: (stars: string) => boolean,
): readonly string[] {
  if (!pattern.includes('*')) return scripts.has(pattern) && pattern !== own ? [pattern] : [];
  const parts = pattern.split(/(\*+)/);
  const pieces = parts.map((text) => ({ text, isStar: text.startsWith('*'), isPart: isPart(text) }));
  return [...scripts].filter((name) => name !== own && matches(name, pieces));
}

interface Piece {
  readonly text: string;
  readonly isStar: boolean;
  /** Whether a star ends at `:`. */
  readonly isPart: boolean;
}

/**
 * Whether a name fits. All ways to divide it are followed at once: a regular expression with many stars would try one after the other,
 * which takes hours for a name that is written for that.
 */
function matches(name: string, pieces: readonly Piece[]): boolean {
  /** Where the pieces so far may end. */
  let ends: readonly number[] = [0];
  for (const { text, isStar, isPart } of pieces) {
    if (!isStar) {
      ends = ends.filter((end) => name.startsWith(text, end)).map((end) => end + text.length);
      continue;
    }
    const next: number[] = [];
    for (const end of ends) {
      for (let at = Math.max(end, (next.at(-1) ?? -1) + 1); at <= name.length; at += 1) {
        if (isPart && at > end && name[at - 1] === ':') break;
        next.push(at);
      }
    }
    ends = next;
  }
  return ends.includes(name.length);
}
