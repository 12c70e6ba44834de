import { append } from '../../../base/multimap.ts';
import { ALL_COMMANDS } from '../help/all-commands.ts';

/** The commands that have an option, by its name: `cpu` → `replay`. */
export function commandsWithOptions(): ReadonlyMap<string, readonly string[]> {
  const commands = new Map<string, string[]>();
  for (const { name, options } of ALL_COMMANDS) for (const option of options) append(commands, option.name, name);
  return commands;
}
