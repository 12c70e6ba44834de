/** A word as a POSIX shell, and mostly other shells too, read it back: in quotes if it has more than plain characters. */
export function quoteWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
