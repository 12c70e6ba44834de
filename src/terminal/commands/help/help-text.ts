import { wrapWords } from '../../../base/wrap-words.ts';
import { ALL_COMMANDS, COMMAND_GROUPS, GENERAL_OPTIONS } from './all-commands.ts';
import type { CommandHelp, Example, OptionHelp } from './command-help.ts';

/** Columns of a line; the help of a command is read in terminals, logs and documents. */
const WIDTH = 100;

/** The help of the program: what it is for, its commands in one line each, exit codes. */
export function overviewText(program: string): string {
  const width = Math.max(...ALL_COMMANDS.map((command) => synopsis(command).length));
  const groups = COMMAND_GROUPS.map(({ heading, commands }) => {
    const rows = commands.map((command) => row(synopsis(command), command.summary, width));
    return `${heading}:\n${rows.join('')}`;
  });
  return `mission: runs concurrent tasks and the tests that check them, and delays starts while the machine
is too busy

Usage: ${program} COMMAND …
       ${program} COMMAND --help   what a command does, its options and examples

${groups.join('\n')}
General options:
${GENERAL_OPTIONS.map(({ name, text }) => row(`--${name}`, text, width)).join('')}
Exit codes: 0 succeeded, 1 mission failed, 2 invalid mission or command line, 3 Mission Runner itself failed, 130 interrupted.
`;
}

/** The help of one command. */
export function commandText(command: CommandHelp, program: string): string {
  const { summary, details, options, examples } = command;
  const about = `${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}. ${details}`.trim();
  const width = Math.min(28, Math.max(0, ...options.map((option) => flag(option).length)));
  const rows = options.map((option) => row(flag(option), option.text, width));
  return [
    `Usage: ${program} ${synopsis(command)}${options.length === 0 ? '' : ' [OPTIONS]'}\n`,
    `${wrapWords(about, WIDTH).join('\n')}\n`,
    ...(rows.length === 0 ? [] : [`Options:\n${rows.join('')}`]),
    `Examples:\n${exampleRows(examples, program)}`,
  ].join('\n');
}

/** The command with this name; undefined if there is none. */
export function findCommand(name: string | undefined): CommandHelp | undefined {
  return ALL_COMMANDS.find((command) => command.name === name);
}

function synopsis({ name, arguments: placeholders }: CommandHelp): string {
  return placeholders === '' ? name : `${name} ${placeholders}`;
}

function flag({ name, value }: OptionHelp): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function exampleRows(examples: readonly Example[], program: string): string {
  return examples.map(({ line, text }) => `  # ${text}\n  ${program} ${line}\n`).join('');
}

/** A name and its text, which goes on below itself; below the name if that is too wide. */
function row(name: string, text: string, width: number): string {
  const indent = ' '.repeat(width + 4);
  const [first = '', ...more] = wrapWords(text, WIDTH - indent.length);
  const start = name.length > width ? `  ${name}\n${indent}${first}` : `  ${name.padEnd(width)}  ${first}`;
  return [start, ...more.map((line) => `${indent}${line}`)].map((line) => `${line.trimEnd()}\n`).join('');
}
