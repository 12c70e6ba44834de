/** A command may be a whole script: its first line tells which one it is. */
export function firstLine(command: string): string {
  const [first = '', ...rest] = command.trim().split('\n');
  const cut = first.length > 80 ? `${first.slice(0, 79)}…` : first;
  return rest.length > 0 && cut === first ? `${cut} …` : cut;
}
