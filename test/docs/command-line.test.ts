import { describe, expect, test } from 'vitest';
import { usage } from '../../src/terminal/commands/arguments/usage.ts';
import { EXIT } from '../../src/terminal/commands/exit-codes.ts';
import { readText, rowNames, section, sections, tableRows } from './markdown.ts';

const document = readText('docs/command-line.md');

/** The options by command. The usage text indents a command by two blanks and its options by four. */
function optionsInUsage(): Record<string, readonly string[]> {
  const options: Record<string, readonly string[]> = {};
  let command = 'General options';
  for (const line of usage.split('\n')) {
    const start = /^ {2}mission (\S+) /.exec(line);
    if (start !== null) command = start[1] ?? '';
    else if (/^ {2}--/.test(line)) command = 'General options';
    const found = /^ +--/.test(line) ? (line.match(/--[a-z][a-z-]*/g) ?? []) : [];
    if (start !== null || found.length > 0) options[command] = [...(options[command] ?? []), ...found];
  }
  return options;
}

function optionsInDocument(): Record<string, readonly string[]> {
  const described = sections(document).flatMap(({ heading, body }) => {
    const command = heading === 'General options' ? heading : /^`mission (\S+)(?: .*)?`$/.exec(heading)?.[1];
    return command === undefined ? [] : [[command, rowNames(body)] as const];
  });
  return Object.fromEntries(described);
}

describe('docs/command-line.md', () => {
  test('has every command and option of the usage text and no others', () => {
    expect(Object.keys(optionsInUsage()).length).toBeGreaterThan(3);
    expect(optionsInDocument()).toEqual(optionsInUsage());
  });

  test('has every exit code and no others', () => {
    const codes = tableRows(section(document, 'Exit codes')).map(([code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
  });

  test('README.md links to the exit codes', () => {
    expect(readText('README.md')).toContain('](docs/command-line.md#exit-codes)');
  });

  test('the usage text has every exit code', () => {
    const line = usage.split('\n').find((candidate) => candidate.startsWith('Exit codes:')) ?? '';
    expect(line.match(/\d+/g)?.map(Number)).toEqual(Object.values(EXIT));
  });
});
