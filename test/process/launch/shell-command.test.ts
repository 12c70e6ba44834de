import { describe, expect, it } from 'vitest';
import { findShell } from '../../../src/process/launch/shell-command.ts';

function commandLines(shell: string | undefined, platform: NodeJS.Platform, file: string) {
  return findShell(shell, platform)?.candidates.map(({ program, arguments: args }) => [program, ...args(file)]);
}

describe('findShell', () => {
  it('runs scripts as workflows do', () => {
    const bash = ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '/s'];
    expect(commandLines(undefined, 'linux', '/s')).toEqual([bash, ['sh', '-e', '/s']]);
    expect(commandLines('bash', 'darwin', '/s')).toEqual([bash]);
    expect(commandLines('sh', 'linux', '/s')).toEqual([['sh', '-e', '/s']]);
    expect(commandLines('python', 'linux', '/s')).toEqual([
      ['python', '/s'],
      ['python3', '/s'],
    ]);
    expect(commandLines('pwsh', 'linux', "/it's")).toEqual([
      ['pwsh', '-NoProfile', '-NonInteractive', '-command', ". '/it''s'"],
    ]);
    expect(commandLines(undefined, 'win32', 'C:\\s')?.map(([program]) => program)).toEqual(['pwsh', 'powershell']);
    expect(commandLines('bash', 'win32', 'C:\\a b\\s')?.[0]?.at(-1)).toBe('C:/a b/s');
    expect(commandLines('cmd', 'win32', 'C:\\a b\\s.cmd')).toEqual([
      ['cmd', '/D', '/E:ON', '/V:OFF', '/S', '/C', '"CALL "C:\\a b\\s.cmd""'],
    ]);
  });

  it('takes a template apart without a shell', () => {
    expect(commandLines('perl -w "a b" {0} x{0}', 'linux', '/s $&')).toEqual([
      ['perl', '-w', 'a b', '/s $&', 'x/s $&'],
    ]);
    expect(findShell('/bin/bash -x {0}', 'linux')?.extension).toBe('.sh');
    expect(findShell('node {0}', 'linux')?.extension).toBe('');
  });

  it.each(['zsh', '', '{0}', '{0} x'])('refuses %j', (shell) => {
    expect(findShell(shell, 'linux')).toBeUndefined();
  });

  it('keeps the exit code in PowerShell and the line ends in cmd', () => {
    expect(findShell('pwsh', 'win32')?.script('go')).toMatch(
      /^\ufeff\$ErrorActionPreference = 'stop'\ngo\nif .* exit /,
    );
    expect(findShell('cmd', 'win32')?.script('a\nb\r\nc')).toBe('@echo off\r\na\r\nb\r\nc\r\n');
    expect(findShell('bash', 'linux')?.script('a')).toBe('a\n');
  });
});
