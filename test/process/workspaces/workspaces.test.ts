import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findCheckout } from '../../../src/process/workspaces/checkout.ts';
import { createGit } from '../../../src/process/workspaces/run-git.ts';
import { gitIn, made, repository, textOf, worker, write } from './repository.ts';

describe('a workspace of its own', () => {
  it('F286: begins with the uncommitted changes of the start of the run, whatever happens to the root meanwhile', async () => {
    const repo = repository();
    for (const name of ['kept', 'changed', 'removed', 'staged']) repo.write(name, 'old');
    repo.write('.gitignore', 'ignored\n');
    repo.commit();
    repo.write('changed', 'new');
    repo.write('staged', 'new');
    repo.git('add', 'staged');
    rmSync(join(repo.path, 'removed'));
    repo.write('a folder/äö "new"', 'new');
    repo.write('ignored', 'x');
    symlinkSync('changed', join(repo.path, 'link'));
    const { made: workspaces } = await repo.workspaces([worker('a', 'own')]);
    // A task in the root goes on.
    repo.write('changed', 'later');
    repo.write('later', 'later');
    rmSync(join(repo.path, 'a folder'), { recursive: true });
    repo.write('removed', 'again');
    const top = await made(workspaces, worker('a', 'own'));
    expect(readdirSync(top).sort()).toEqual(['.git', '.gitignore', 'a folder', 'changed', 'kept', 'link', 'staged']);
    expect(textOf(top, 'changed')).toBe('new');
    expect(textOf(top, 'staged')).toBe('new');
    expect(textOf(top, 'a folder/äö "new"')).toBe('new');
    expect(readlinkSync(join(top, 'link'))).toBe('changed');
  });

  it('F627: begins with a file in the place of a folder, and the other way round', async () => {
    const repo = repository();
    repo.write('folder/below', 'old');
    repo.write('file', 'old');
    repo.commit();
    for (const name of ['folder', 'file']) rmSync(join(repo.path, name), { recursive: true });
    repo.write('folder', 'new');
    repo.write('file/below', 'new');
    const { made: workspaces } = await repo.workspaces([worker('a', 'own')]);
    const top = await made(workspaces, worker('a', 'own'));
    expect([textOf(top, 'folder'), textOf(top, 'file/below')]).toEqual(['new', 'new']);
  });

  it('F285: is a worktree with an index of its own, so that git in it does not change the checkout of the user', async () => {
    const repo = repository();
    repo.write('a', 'old');
    repo.commit();
    repo.write('a', 'new');
    const before = [repo.git('status', '--porcelain'), repo.git('rev-parse', 'HEAD'), repo.git('branch')];
    const { made: workspaces, folder } = await repo.workspaces([worker('a', 'own')]);
    const top = await made(workspaces, worker('a', 'own'));
    expect(gitIn(top, ['rev-parse', '--show-toplevel']).trim()).toBe(top);
    write(join(top, 'b'), 'of the task');
    gitIn(top, ['add', '--all']);
    gitIn(top, ['commit', '--quiet', '--message', 'Of the task']);
    expect(gitIn(top, ['log', '--oneline']).trim().split('\n')).toHaveLength(2);
    expect([repo.git('status', '--porcelain'), repo.git('rev-parse', 'HEAD'), repo.git('branch')]).toEqual(before);
    expect(await workspaces.remove()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(repo.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(repo.path, '.git/worktrees'))).toBe(false);
  });

  it('is the same folder of the checkout if the root is below its top', async () => {
    const repo = repository();
    repo.write('packages/api/a', 'a');
    repo.commit();
    const root = join(repo.path, 'packages/api');
    expect(await repo.checkout(root)).toMatchObject({ top: repo.path, below: join('packages', 'api') });
  });

  it('has a new folder for each attempt, and that of the attempt before is removed', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const { made: workspaces, folder } = await repo.workspaces([worker('a', 'own')]);
    const first = await made(workspaces, worker('a', 'own'));
    write(join(first, 'left'), 'x');
    const second = await made(workspaces, worker('a', 'own'));
    expect(second).not.toBe(first);
    expect(existsSync(join(second, 'left'))).toBe(false);
    await workspaces.remove();
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    [
      'F644: is made although git has just removed its folder of worktrees',
      "could not create directory of '.git/worktrees/a': No such file or directory",
    ],
    [
      'F691: is made although another git adds one whose files are not there yet',
      'failed to read .git/worktrees/b/commondir: Success',
    ],
  ])('%s', async (_, why) => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const real = createGit(repo.environment);
    let adds = 0;
    const { made: workspaces } = await repo.workspaces([worker('a', 'own')], false, async (top, ...words) => {
      if (words[1] !== 'add' || ++adds > 3) return real(top, ...words);
      return { type: 'failed', why };
    });
    const top = await made(workspaces, worker('a', 'own'));
    expect([adds, existsSync(join(top, 'a'))]).toEqual([4, true]);
    await workspaces.remove();
  });

  it('F691: is not made if git fails in any other way, or again and again', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const real = createGit(repo.environment);
    for (const [why, most] of [
      ['invalid reference: x', 1],
      ['failed to read .git/worktrees/b/commondir: Success', 7],
    ] as const) {
      let adds = 0;
      const { made: workspaces } = await repo.workspaces([worker('a', 'own')], false, async (top, ...words) => {
        if (words[1] !== 'add') return real(top, ...words);
        adds += 1;
        return { type: 'failed', why };
      });
      const prepared = await workspaces.prepare(worker('a', 'own'), () => true);
      expect([prepared, adds]).toEqual([
        { type: 'failed', message: `workspace: git could not add a worktree: ${why}` },
        most,
      ]);
      await workspaces.remove();
    }
  });

  it('F644: keeps the folder of worktrees while git adds one to it, although that of the attempt before is removed', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const real = createGit(repo.environment);
    const adding: boolean[] = [];
    let before: string | undefined;
    const { made: workspaces } = await repo.workspaces([worker('a', 'own')], false, async (top, ...words) => {
      if (words[1] === 'add' && before !== undefined) {
        while (existsSync(before)) await nextTurn();
        // What follows the removal takes a turn or two.
        for (let turns = 0; turns < 10; turns += 1) await nextTurn();
        adding.push(existsSync(join(repo.path, '.git/worktrees')));
      }
      return real(top, ...words);
    });
    before = await made(workspaces, worker('a', 'own'));
    await made(workspaces, worker('a', 'own'));
    expect(adding).toEqual([true]);
    await workspaces.remove();
    expect(existsSync(join(repo.path, '.git/worktrees'))).toBe(false);
  });

  it('F376: has a path that is the same in a URL, also after a retry, and never that of another task', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const ids = ['own (linux, 1.2)', 'own (linux+1, 2)', 'build:web', 'a', 'a.2'];
    const { made: workspaces, folder } = await repo.workspaces(ids.map((id) => worker(id, 'own')));
    const tops: string[] = [];
    for (const id of [...ids, ...ids]) tops.push(await made(workspaces, worker(id, 'own')));
    const names = tops.map((top) => relative(folder, top));
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
    expect(new Set(names).size).toBe(10);
    expect(names[3]).toBe('a');
    await workspaces.remove();
  });

  it('F298: is made for many tasks at once, although git takes locks', async () => {
    const repo = repository();
    for (let file = 0; file < 50; file += 1) repo.write(`files/${file}`, String(file));
    repo.commit();
    const tasks = Array.from({ length: 12 }, (_, index) => worker(`t${index}`, 'own'));
    const { made: workspaces } = await repo.workspaces(tasks);
    const tops = await Promise.all(tasks.map((one) => made(workspaces, one)));
    expect(new Set(tops).size).toBe(12);
    for (const top of tops) expect(readdirSync(join(top, 'files'))).toHaveLength(50);
    expect(await workspaces.remove()).toEqual([]);
    expect(existsSync(join(repo.path, '.git/worktrees'))).toBe(false);
  });
});

describe('F292: a workspace of a repository with', () => {
  it('a submodule and a nested repository has their files, and what they ignore is missing', async () => {
    const library = repository();
    library.write('lib.txt', 'committed');
    library.write('.gitignore', 'built\n');
    library.commit();
    const repo = repository();
    repo.write('a', 'a');
    repo.git('submodule', '--quiet', 'add', library.path, 'vendor/library');
    repo.commit();
    repo.write('vendor/library/lib.txt', 'changed');
    repo.write('vendor/library/built', 'x');
    gitIn(repo.path, ['clone', '--quiet', library.path, 'nested']);
    repo.write('nested/new', 'new');
    const { made: workspaces } = await repo.workspaces([worker('a', 'own')]);
    const top = await made(workspaces, worker('a', 'own'));
    expect(readdirSync(join(top, 'vendor/library')).sort()).toEqual(['.gitignore', 'lib.txt']);
    expect(textOf(top, 'vendor/library/lib.txt')).toBe('changed');
    expect(readdirSync(join(top, 'nested')).sort()).toEqual(['.gitignore', 'lib.txt', 'new']);
    expect(await workspaces.remove()).toEqual([]);
  });

  it('files of Git LFS has their content if the root has it, without a download, and pointers otherwise', async () => {
    const repo = repository();
    repo.write('.gitattributes', '*.bin filter=lfs\n');
    repo.write('big.bin', 'pointer');
    repo.write('small.bin', 'pointer');
    repo.commit();
    // As git-lfs is set up: content is written on checkout, and a pointer is stored.
    repo.git('config', 'filter.lfs.smudge', 'echo downloaded');
    repo.git('config', 'filter.lfs.clean', 'printf pointer');
    repo.write('big.bin', 'the content');
    const { made: workspaces } = await repo.workspaces([worker('a', 'own')]);
    const top = await made(workspaces, worker('a', 'own'));
    expect(textOf(top, 'big.bin')).toBe('the content');
    expect(textOf(top, 'small.bin')).toBe('pointer');
  });

  it('a sparse checkout has the same files', async () => {
    const repo = repository();
    for (const name of ['in/a', 'out/b', 'c']) repo.write(name, name);
    repo.commit();
    repo.git('sparse-checkout', 'set', 'in');
    const { made: workspaces } = await repo.workspaces([worker('a', 'own')]);
    const top = await made(workspaces, worker('a', 'own'));
    expect(readdirSync(top).sort()).toEqual(['.git', 'c', 'in']);
  });

  it('a hook does not run it', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const hook = join(repo.path, '.git/hooks/post-checkout');
    write(hook, `#!/bin/sh\ntouch '${repo.path}/hooked'\n`);
    chmodSync(hook, 0o755);
    const { made: workspaces } = await repo.workspaces([worker('a', 'own')]);
    await made(workspaces, worker('a', 'own'));
    expect(existsSync(join(repo.path, 'hooked'))).toBe(false);
  });
});

describe('F291: a workspace needs', () => {
  it('a repository', async () => {
    const repo = repository();
    rmSync(join(repo.path, '.git'), { recursive: true });
    expect(await findCheckout(repo.path, repo.environment)).toEqual({
      type: 'refused',
      message: `workspace: expected a git repository at ${repo.path}, found none; run git init and commit, or remove the key \`workspace\``,
    });
  });

  it('a commit', async () => {
    const repo = repository();
    expect(await findCheckout(repo.path, repo.environment)).toMatchObject({
      message: expect.stringContaining('found a repository without commits; commit first'),
    });
  });

  it('git', async () => {
    const repo = repository();
    expect(await findCheckout(repo.path, { ...repo.environment, PATH: repo.temporary })).toMatchObject({
      message: expect.stringMatching(/^workspace: expected a git repository at .* that git can read: .*ENOENT/),
    });
  });
});

describe('a copy of a workspace', () => {
  it('F287: has all files of its source, and neither changes the other', async () => {
    const repo = repository();
    repo.write('a', 'committed');
    repo.write('.gitignore', 'node_modules\n');
    repo.commit();
    const tasks = [worker('build', 'own'), ...['x', 'y', 'z'].map((id) => worker(id, { from: 'build' }))];
    const { made: workspaces } = await repo.workspaces(tasks);
    const source = await made(workspaces, worker('build', 'own'));
    write(join(source, 'node_modules/tool/index.js'), 'tool');
    write(join(source, 'staged'), 'staged');
    gitIn(source, ['add', 'staged']);
    write(join(source, 'a'), 'built');
    symlinkSync('../tool/index.js', join(source, 'node_modules/relative'));
    symlinkSync(join(source, 'a'), join(source, 'absolute'));
    symlinkSync('/nowhere', join(source, 'outside'));
    utimesSync(join(source, 'a'), 1000, 1000);
    chmodSync(join(source, 'node_modules/tool/index.js'), 0o755);
    const copies = await Promise.all(['x', 'y', 'z'].map((id) => made(workspaces, worker(id, { from: 'build' }))));
    const [first = '', second = ''] = copies;
    for (const copy of copies) {
      expect(textOf(copy, 'a')).toBe('built');
      expect(textOf(copy, 'node_modules/tool/index.js')).toBe('tool');
      expect(lstatSync(join(copy, 'a')).mtimeMs).toBe(1_000_000);
      expect(lstatSync(join(copy, 'node_modules/tool/index.js')).mode & 0o777).toBe(0o755);
      expect(readlinkSync(join(copy, 'node_modules/relative'))).toBe('../tool/index.js');
      expect(readlinkSync(join(copy, 'absolute'))).toBe(join(copy, 'a'));
      expect(readlinkSync(join(copy, 'outside'))).toBe('/nowhere');
      expect(gitIn(copy, ['rev-parse', '--show-toplevel']).trim()).toBe(copy);
      expect(gitIn(copy, ['status', '--porcelain']).split('\n').filter(Boolean).sort()).toEqual([
        ' M a',
        '?? absolute',
        '?? outside',
        'A  staged',
      ]);
    }
    write(join(first, 'a'), 'changed');
    gitIn(first, ['reset', '--quiet', '--hard']);
    expect([textOf(second, 'a'), textOf(source, 'a')]).toEqual(['built', 'built']);
    expect(gitIn(second, ['status', '--porcelain'])).toContain('A  staged');
  });

  it('is removed with the workspaces that it comes from, as soon as no task needs them', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const tasks = [worker('build', 'own'), worker('x', { from: 'build' }), worker('y', { from: 'x' })];
    const { made: workspaces, folder } = await repo.workspaces(tasks);
    for (const one of tasks.slice(0, 2)) await made(workspaces, one);
    workspaces.ended('build');
    workspaces.ended('x');
    await made(workspaces, worker('y', { from: 'x' }));
    expect(readdirSync(folder).sort()).toEqual(['.changes', 'build', 'run.json', 'x', 'y']);
    workspaces.ended('y');
    await workspaces.remove();
    expect(existsSync(folder)).toBe(false);
  });

  it('F293: does not follow a link that a task has put in the place of its workspace, and git may be missing there', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const tasks = [worker('build', 'own'), worker('x', { from: 'build' }), worker('y', { from: 'build' })];
    const { made: workspaces, folder } = await repo.workspaces(tasks);
    const source = await made(workspaces, worker('build', 'own'));
    rmSync(join(source, '.git'));
    const copy = await made(workspaces, worker('x', { from: 'build' }));
    expect(readdirSync(copy)).toEqual(['a']);
    renameSync(source, join(repo.temporary, 'elsewhere'));
    symlinkSync(join(repo.temporary, 'elsewhere'), source);
    await expect(made(workspaces, worker('y', { from: 'build' }))).rejects.toThrow(
      'workspace: the folder to copy was removed or replaced by the task that it belongs to',
    );
    expect(await workspaces.remove()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(textOf(repo.temporary, 'elsewhere/a')).toBe('a');
  });

  it('F294: is removed although a tool has left folders that cannot be written to', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const { made: workspaces, folder } = await repo.workspaces([worker('a', 'own')]);
    const top = await made(workspaces, worker('a', 'own'));
    mkdirSync(join(top, 'go/mod'), { recursive: true });
    write(join(top, 'go/mod/file'), 'x');
    chmodSync(join(top, 'go/mod'), 0o555);
    chmodSync(join(top, 'go'), 0o555);
    expect(await workspaces.remove()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('says that its source has not run', async () => {
    const repo = repository();
    repo.write('a', 'a');
    repo.commit();
    const { made: workspaces } = await repo.workspaces([worker('build', 'own'), worker('x', { from: 'build' })]);
    await expect(made(workspaces, worker('x', { from: 'build' }))).rejects.toThrow(
      'workspace: expected the workspace of build, which was not made: the task did not run',
    );
  });
});
