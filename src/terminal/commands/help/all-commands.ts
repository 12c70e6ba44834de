import type { CommandHelp } from './command-help.ts';
import { FILE_COMMANDS, OTHER_COMMANDS } from './other-commands.ts';
import { PLAN_COMMANDS } from './plan-commands.ts';
import { RUN_COMMANDS } from './run-commands.ts';

/** The commands by the heading of the overview under which they are listed. */
export const COMMAND_GROUPS: readonly { readonly heading: string; readonly commands: readonly CommandHelp[] }[] = [
  { heading: 'A mission file', commands: FILE_COMMANDS },
  { heading: 'A run', commands: RUN_COMMANDS },
  { heading: 'Predictions and several runners', commands: PLAN_COMMANDS },
  { heading: 'The machine and the program', commands: OTHER_COMMANDS },
];

export const ALL_COMMANDS: readonly CommandHelp[] = COMMAND_GROUPS.flatMap(({ commands }) => commands);

/** The options that every command has. */
export const GENERAL_OPTIONS = [
  { name: 'help', text: 'show what a command does, its options and examples' },
  { name: 'version', text: 'print the version' },
] as const;
