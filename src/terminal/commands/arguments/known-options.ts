import { usage } from './usage.ts';

/** The options of each command and the commands that have them, from the usage text: `cpu` → `replay`. */
export function commandsWithOptions(): ReadonlyMap<string, readonly string[]> {
  const commands = new Map<string, string[]>();
  let command: string | undefined;
  for (const line of usage.split('\n')) {
    const start = /^ {2}mission (\S+)/.exec(line);
    if (start !== null) command = start[1];
    const options = /^ {4}--/.test(line) ? (line.match(/--[a-z][a-z-]*/g) ?? []) : [];
    for (const option of options) {
      const name = option.slice(2);
      if (command !== undefined) commands.set(name, [...(commands.get(name) ?? []), command]);
    }
  }
  return commands;
}
