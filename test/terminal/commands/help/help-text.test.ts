import { expect, it } from 'vitest';
import { ALL_COMMANDS } from '../../../../src/terminal/commands/help/all-commands.ts';
import { wordsOf } from '../../../../src/terminal/commands/help/command-help.ts';
import { commandText, findCommand, overviewText } from '../../../../src/terminal/commands/help/help-text.ts';

it('the overview has each command once, with its arguments, and fits a terminal of 100 columns', () => {
  const lines = overviewText('mission').split('\n');
  for (const { name, arguments: placeholders } of ALL_COMMANDS) {
    const rows = lines.filter((line) => line.startsWith(`  ${name} `));
    expect(rows).toEqual([expect.stringContaining(placeholders)]);
  }
  const wide = lines.filter((line) => line.length > 100 && !line.startsWith('Exit codes'));
  expect(wide).toEqual([]);
});

it.each(ALL_COMMANDS)(
  'the help of $name has its options, an example that begins with it, and no line above 100 columns',
  (command) => {
    const text = commandText(command, 'mission');
    for (const { name, value } of command.options) {
      expect(text).toMatch(
        new RegExp(`^  --${name}${value === undefined ? '' : ` ${value.replaceAll('|', '\\|')}`}(?: |$)`, 'm'),
      );
    }
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { line } of command.examples) {
      expect(line.split(' ')[0]).toBe(command.name);
      expect(text).toContain(`\n  mission ${line}\n`);
    }
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
  },
);

it('shows the help of one command', () => {
  const command = findCommand('status');
  expect(command && commandText(command, 'npx mission-runner')).toBe(`Usage: npx mission-runner status [DIR] [OPTIONS]

Show what a run in progress does now, or how a run ended. DIR is the folder of a run or a mission
file (the last run). The exit code is 0 while the run goes on, 3 if it was killed, and otherwise
that of the run.

Options:
  --json  print JSON

Examples:
  # look at the last run
  npx mission-runner status
  # read it with a program
  npx mission-runner status .mission --json
`);
});

it.each([
  ['tests|all|off', ['tests', 'all', 'off']],
  ['auto|N', ['auto']],
  ['strict', ['strict']],
  ['2/3', []],
  ['NAME=VALUE', []],
  [undefined, []],
])('the words of %s are %j', (value, words) => {
  expect(wordsOf(value)).toEqual(words);
});
