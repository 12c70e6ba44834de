import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/terminal/commands/exit-codes.ts';
import { ALL_COMMANDS, GENERAL_OPTIONS } from '../../src/terminal/commands/help/all-commands.ts';
import { overviewText } from '../../src/terminal/commands/help/help-text.ts';
import { readText, rowNames, section, sections, tableRows } from './markdown.ts';

const document = readText('docs/command-line.md');

/** The options by command, as `--help` shows them. */
function optionsInHelp(): Record<string, readonly string[]> {
  const commands = ALL_COMMANDS.map(
    ({ name, options }) => [name, options.map((option) => `--${option.name}`)] as const,
  );
  return Object.fromEntries([...commands, ['General options', GENERAL_OPTIONS.map(({ name }) => `--${name}`)]]);
}

function optionsInDocument(): Record<string, readonly string[]> {
  const described = sections(document).flatMap(({ heading, body }) => {
    const command = heading === 'General options' ? heading : /^`mission (\S+)(?: .*)?`$/.exec(heading)?.[1];
    return command === undefined ? [] : [[command, rowNames(body)] as const];
  });
  return Object.fromEntries(described);
}

describe('docs/command-line.md', () => {
  test('has every command and option of the help and no others', () => {
    expect(Object.keys(optionsInHelp()).length).toBeGreaterThan(3);
    expect(optionsInDocument()).toEqual(optionsInHelp());
  });

  test('has every exit code and no others', () => {
    const codes = tableRows(section(document, 'Exit codes')).map(([code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
  });

  test('README.md links to the exit codes', () => {
    expect(readText('README.md')).toContain('](docs/command-line.md#exit-codes)');
  });

  test('the help has every exit code', () => {
    const line =
      overviewText('mission')
        .split('\n')
        .find((candidate) => candidate.startsWith('Exit codes:')) ?? '';
    expect(line.match(/\d+/g)?.map(Number)).toEqual(Object.values(EXIT));
  });
});
