/**
 * True if the whole text matches the pattern, in which each `*` stands for any text, also an empty one. All other characters
 * stand for themselves. Takes at most the product of both lengths, also for a hostile pattern.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let position = 0;
  // Where the last `*` is, and the end of the text that it stands for.
  let star = -1;
  let covered = 0;
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at;
      covered = position;
      at += 1;
    } else if (pattern[at] === text[position]) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      covered += 1;
      at = star + 1;
      position = covered;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
