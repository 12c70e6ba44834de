import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { largeTemporaryFolders } from '../../../src/process/contract/temporary-folders.ts';
import { makeWorkspaceFolder, removeAbandoned, removeWorkspacesOf } from '../../../src/process/workspaces/folder.ts';
import { made, type Repository, repository, worker } from './repository.ts';

/** Makes the owner of a folder of workspaces look like a run that was killed. */
function kill(folder: string): void {
  const owner = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...owner, pid, start: '1' }));
}

async function withWorkspace(repo: Repository, keep = false): Promise<string> {
  const { made: workspaces, folder } = await repo.workspaces([worker('a', 'own')], keep);
  await made(workspaces, worker('a', 'own'));
  return folder;
}

describe('F288: workspaces of a run that was killed', () => {
  it('are removed by the mark of the run, with what git knows of them, and worktrees of the user stay', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    repo.git('worktree', 'add', '--quiet', '--detach', join(repo.temporary, 'of-the-user'));
    const folder = await withWorkspace(repo);
    expect(repo.git('worktree', 'list').trim().split('\n')).toHaveLength(3);
    expect(await removeWorkspacesOf('m1', repo.environment)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(repo.git('worktree', 'list').trim().split('\n')).toHaveLength(2);
    expect(readdirSync(join(repo.path, '.git/worktrees'))).toEqual(['of-the-user']);
  });

  it('are removed by the next run, wherever that is, unless they are in use or to be kept', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const [killed, alive, kept] = [
      await withWorkspace(repo),
      await withWorkspace(repo),
      await withWorkspace(repo, true),
    ];
    kill(killed);
    kill(kept);
    await removeAbandoned(repo.environment, process.platform);
    expect([killed, alive, kept].map((folder) => existsSync(folder))).toEqual([false, true, true]);
  });

  it('are not removed if the mark is a path or leads to a link', async () => {
    const repo = repository();
    mkdirSync(join(repo.temporary, 'other'));
    symlinkSync(join(repo.temporary, 'other'), join(repo.temporary, 'mission-workspaces-link'));
    for (const mark of ['link', '/../other', '../../repo']) await removeWorkspacesOf(mark, repo.environment);
    expect(existsSync(join(repo.temporary, 'other'))).toBe(true);
    expect(existsSync(repo.path)).toBe(true);
  });
});

describe('the folder of workspaces', () => {
  function make(repo: Repository, mark: string, environment = repo.environment): string {
    const { platform } = process;
    const commonDir = join(repo.path, '.git');
    const folder = makeWorkspaceFolder({ mark, root: repo.path, commonDir, kept: false, environment, platform });
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  it('can be read only by the current user', () => {
    const folder = make(repository(), randomUUID());
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('must be new: another user may have made one first', () => {
    const repo = repository();
    const mark = randomUUID();
    mkdirSync(join(repo.temporary, `mission-workspaces-${mark}`));
    expect(make(repo, mark).startsWith(repo.temporary)).toBe(false);
  });

  it('is never below the root', () => {
    const repo = repository();
    const inside = join(repo.path, 'tmp');
    mkdirSync(inside);
    expect(make(repo, randomUUID(), { ...repo.environment, TMPDIR: inside }).startsWith(repo.path)).toBe(false);
  });

  it('is in the temporary folder of the runner, else in TMPDIR, else on the disk', () => {
    const runner = { GITHUB_ACTIONS: 'true', RUNNER_TEMP: '/runner', TMPDIR: '/named' };
    expect(largeTemporaryFolders(runner, 'linux').slice(0, 2)).toEqual(['/runner', '/named']);
    expect(largeTemporaryFolders({ RUNNER_TEMP: '/runner' }, 'linux')[0]).toBe('/var/tmp');
    expect(largeTemporaryFolders({ TMPDIR: 'relative' }, 'linux')[0]).not.toBe('relative');
  });
});
