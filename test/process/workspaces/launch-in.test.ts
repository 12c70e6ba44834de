import { describe, expect, it } from 'vitest';
import type { Launcher } from '../../../src/process/launch/launcher.ts';
import { launcherIn } from '../../../src/process/workspaces/launch-in.ts';

const launcher = (environment: Record<string, string>): Launcher =>
  ({ root: '/home/repo/packages/api', environment }) as unknown as Launcher;
const place = { top: '/tmp/w/a', root: '/tmp/w/a/packages/api' };

describe('the environment in a workspace', () => {
  it.each([
    ['the checkout', '/home/repo', '/tmp/w/a'],
    ['a folder in it', '/home/repo/packages', '/tmp/w/a/packages'],
    ['a folder above it, which has no counterpart', '/home', '/home'],
  ])('has GITHUB_WORKSPACE if that is %s', (_, given, expected) => {
    expect(launcherIn(launcher({ GITHUB_WORKSPACE: given }), place)).toMatchObject({
      root: place.root,
      environment: { GITHUB_WORKSPACE: expected },
    });
  });

  it('F297: has no variable of a git hook, which would lead git to the checkout of the user', () => {
    const { environment } = launcherIn(
      launcher({ GIT_DIR: '.git', GIT_INDEX_FILE: 'index', GIT_AUTHOR_NAME: 'Ada' }),
      place,
    );
    expect(environment).toEqual({ GIT_AUTHOR_NAME: 'Ada' });
  });

  it('is that of the run for a task in the root', () => {
    const one = launcher({ GIT_DIR: '.git' });
    expect(launcherIn(one, undefined)).toBe(one);
  });
});
