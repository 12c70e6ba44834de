import { describe, expect, it } from 'vitest';
import type { Launcher } from '../../../src/process/launch/launcher.ts';
import { inWorkspace, launcherIn } from '../../../src/process/workspaces/launch-in.ts';
import { worker } from './repository.ts';

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

describe('a step of a task with a workspace', () => {
  const launchAt = (step: number, isMade: boolean): Promise<string> =>
    new Promise((resolve) => {
      const workspaces = {
        prepare: () => Promise.resolve({ type: 'failed' as const, message: 'a new one' }),
        placeOf: () => (isMade ? place : undefined),
        ended: () => {},
        remove: () => Promise.resolve([]),
      };
      const launch = { task: worker('a', 'own'), attempt: 1, step, env: {}, context: '' };
      const entry = { cancelStart: () => {} };
      inWorkspace({ launch, entry, workspaces, report: () => {}, giveUp: resolve }, () => resolve('the same'));
    });

  it('gets a new workspace for each attempt, and later steps work in it', async () => {
    expect(await launchAt(0, true)).toBe('a new one');
    expect(await launchAt(1, true)).toBe('the same');
  });

  it('gets a new one if a resume starts with a later step, and never works in the root', async () => {
    expect(await launchAt(1, false)).toBe('a new one');
  });
});
