import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cachesOf } from '../../src/terminal/code-folder.ts';

describe('cachesOf', () => {
  it.each([
    ['linux', { XDG_CACHE_HOME: '/var/caches' }, '/var/caches'],
    ['linux', { XDG_CACHE_HOME: 'relative' }, join(homedir(), '.cache')],
    ['linux', { XDG_CACHE_HOME: '' }, join(homedir(), '.cache')],
    ['freebsd', {}, join(homedir(), '.cache')],
    ['darwin', { XDG_CACHE_HOME: '/var/caches' }, join(homedir(), 'Library', 'Caches')],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' }, 'C:\\Users\\a\\AppData\\Local'],
    ['win32', {}, join(homedir(), 'AppData', 'Local')],
  ] as const)('of %s with %o is %s', (platform, environment, expected) => {
    expect(cachesOf(environment, platform)).toBe(expected);
  });

  it('F148 is nowhere for a user without HOME and without an entry in the list of users', () => {
    const noHome = () => {
      throw new Error('uv_os_homedir returned ENOENT');
    };
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(cachesOf({}, platform, noHome)).toBeUndefined();
    }
    expect(cachesOf({ XDG_CACHE_HOME: '/var/caches' }, 'linux', noHome)).toBe('/var/caches');
  });
});
