import { describe, expect, it } from 'vitest';
import { candidates } from '../../../../src/terminal/commands/completion/candidates.ts';
import { ALL_COMMANDS } from '../../../../src/terminal/commands/help/all-commands.ts';

function words(...given: readonly string[]): readonly string[] {
  const found = candidates(given);
  return found.type === 'words' ? found.words.map(({ word }) => word) : [`:${found.type}`];
}

const names = ALL_COMMANDS.map(({ name }) => name);

describe('candidates', () => {
  it('are the commands at first and after help', () => {
    expect(words('')).toEqual(names);
    expect(words('ru')).toEqual(names);
    expect(words('help', '')).toEqual(names);
    expect(words('help', 'run', '')).toEqual([]);
  });

  it('are the general options before any command', () => {
    expect(words('--')).toEqual(['--help', '--version']);
  });

  it('are mission files, folders or files, by what the command takes', () => {
    expect(candidates(['run', ''])).toEqual({ type: 'shell', completes: 'missions' });
    expect(candidates(['replay', ''])).toEqual({ type: 'shell', completes: 'folders' });
    expect(candidates(['run', 'm.yml', '--history', ''])).toEqual({ type: 'shell', completes: 'files' });
  });

  it('are the options that are not on the line yet; some can be repeated', () => {
    const options = words('run', 'm.yml', '--gate', 'off', '--only', 'a', '--');
    expect(options).toContain('--dir');
    expect(options).toContain('--only');
    expect(options).not.toContain('--gate');
  });

  it('are the words of an option, also the only one', () => {
    expect(words('run', 'm.yml', '--gate', '')).toEqual(['tests', 'all', 'off']);
    expect(words('run', '--artifacts', '')).toEqual(['strict']);
    expect(words('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('are nothing for a value that only the user knows, and after an unknown command', () => {
    expect(words('run', '--base', '')).toEqual([]);
    expect(words('rnu', '')).toEqual([]);
    expect(words('doctor', '')).toEqual([]);
  });

  it('are ids of the mission file on the line, behind a comma too', () => {
    const only = ['run', '--gate', 'off', 'm.yml', '--only'];
    expect(candidates([...only, ''])).toEqual({ type: 'ids', file: 'm.yml', before: '' });
    expect(candidates([...only, 'api,we'])).toEqual({ type: 'ids', file: 'm.yml', before: 'api,' });
    expect(words('run', '--only', '')).toEqual([]);
  });
});
