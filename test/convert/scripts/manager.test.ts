import { expect, test } from 'vitest';
import { managerOf } from '../../../src/convert/npm/manager.ts';

test.each([
  ['npm', [], 'npm install'],
  ['npm', ['package-lock.json'], 'npm ci'],
  ['npm', ['npm-shrinkwrap.json'], 'npm ci'],
  ['npm', ['app/package-lock.json'], 'npm ci'],
  ['npm', ['yarn.lock'], 'npm install'],
  ['pnpm', [], 'pnpm install'],
  ['pnpm', ['pnpm-lock.yaml'], 'pnpm install --frozen-lockfile'],
  ['yarn@4', ['yarn.lock'], 'yarn install --immutable'],
  ['bun', [], 'bun install'],
])(
  '%s with %j installs with `%s`, because an installation from a lock file fails without one',
  (name, files, install) => {
    expect(managerOf(JSON.stringify({ packageManager: `${name}` }), files).install).toBe(install);
  },
);
