/** The first line of a command, which may be a whole script. */
export function firstLine(command: string): string {
  const [first = '', ...rest] = command.trim().split('\n');
  const cut = first.length > 80 ? `${first.slice(0, 79)}…` : first;
  return rest.length > 0 && cut === first ? `${cut} …` : cut;
}
