import { expect, test } from 'vitest';
import { installedShells } from '../../../src/process/launch/installed-shells.ts';

test('names the program of each shell: the first of its candidates that exists', () => {
  const installed = ['bash', 'python3'];
  const shells = installedShells(
    (name) => (installed.includes(name) ? { type: 'found', path: `/bin/${name}` } : { type: 'missing' }),
    'linux',
    '/bin',
    '/',
  );
  expect(shells).toEqual({ bash: '/bin/bash', python: '/bin/python3' });
});
