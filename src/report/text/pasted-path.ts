/** A path as it can be pasted into a command: in quotes if it has a character that shells treat specially. */
export function pastedPath(path: string): string {
  if (/^[\w@%+=:./~\\-]+$/.test(path)) return path;
  // Double quotes work in every shell, but POSIX shells replace these characters within them.
  return /["$`\\!]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : `"${path}"`;
}
