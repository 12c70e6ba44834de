import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesOf, Repository, whyOf } from './repository.ts';

let repository: Repository;
beforeEach(() => {
  repository = new Repository();
});
afterEach(() => repository.remove());

describe('changed files of a local run', () => {
  it('include all files since the branch point from the default branch, and uncommitted files', async () => {
    const base = repository.commit('a.txt', 'old.txt');
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.commit('src/b.txt');
    repository.git('switch', '--quiet', 'main');
    repository.commit('only-on-main.txt');
    repository.git('switch', '--quiet', 'feature');
    repository.write('a.txt', 'edited');
    repository.write('staged.txt');
    repository.git('add', 'staged.txt');
    repository.write('new/untracked.txt');
    const result = await repository.changed();
    expect(result).toEqual({
      type: 'known',
      base,
      why: 'where HEAD branched off the default branch',
      files: ['a.txt', 'new/untracked.txt', 'src/b.txt', 'staged.txt'],
    });
  });

  it('include a renamed file under both names, and a deleted file', async () => {
    repository.commit('from.txt', 'gone.txt', 'kept.txt');
    repository.git('switch', '--quiet', '--create', 'feature');
    renameSync(join(repository.root, 'from.txt'), join(repository.root, 'to.txt'));
    rmSync(join(repository.root, 'gone.txt'));
    repository.commit();
    expect(filesOf(await repository.changed())).toEqual(['from.txt', 'gone.txt', 'to.txt']);
  });

  it('keep names with spaces, quotes, line breaks and non-ASCII letters unchanged', async () => {
    repository.commit('first.txt');
    repository.git('switch', '--quiet', '--create', 'feature');
    const names = ['with space.txt', 'ünïcode/日本.txt', '"quoted".txt', '-dash.txt'];
    if (process.platform !== 'win32') names.push('line\nbreak.txt');
    repository.commit(...(process.platform === 'win32' ? names.filter((name) => !name.includes('"')) : names));
    const expected = process.platform === 'win32' ? names.filter((name) => !name.includes('"')) : names;
    expect(filesOf(await repository.changed())).toEqual([...expected].sort());
  });

  it('F170 have no base on a clean default branch, and HEAD as base with uncommitted changes', async () => {
    repository.commit('a.txt');
    const head = repository.commit('b.txt');
    expect(await repository.changed()).toEqual({
      type: 'unknown',
      why: 'HEAD is a commit of the default branch, and there are no uncommitted changes',
      expected: true,
    });
    repository.write('c.txt');
    expect(await repository.changed()).toEqual({
      type: 'known',
      base: head,
      why: 'HEAD, which the default branch contains',
      files: ['c.txt'],
    });
  });

  it('include commits of the default branch that are not pushed yet', async () => {
    const pushed = repository.commit('a.txt');
    repository.git('update-ref', 'refs/remotes/origin/main', pushed);
    repository.commit('b.txt');
    expect(await repository.changed()).toMatchObject({ type: 'known', base: pushed, files: ['b.txt'] });
  });

  it('F170 have no base without a default branch', async () => {
    repository.commit('a.txt');
    repository.git('branch', '--move', 'trunk');
    repository.commit('b.txt');
    repository.write('c.txt');
    const result = await repository.changed();
    expect(whyOf(result)).toContain('no commit the default branch');
  });

  it('include every file before the first commit', async () => {
    repository.write('a.txt');
    const why = 'nothing is committed yet';
    expect(await repository.changed()).toEqual({ type: 'known', base: 'nothing', why, files: ['a.txt'] });
  });

  it('do not include ignored files', async () => {
    repository.write('.gitignore', 'build/\n');
    repository.commit('a.txt');
    repository.write('build/out.txt');
    repository.write('b.txt');
    expect(filesOf(await repository.changed())).toEqual(['b.txt']);
  });

  it('are relative to the repository, even in a sub-folder', async () => {
    repository.commit('a.txt');
    repository.commit('packages/one/x.txt');
    repository.write('top.txt');
    repository.write('packages/one/y.txt');
    const inner = join(repository.root, 'packages/one');
    expect(filesOf(await repository.changed({ root: inner }))).toEqual(['packages/one/y.txt', 'top.txt']);
  });

  it('do not depend on the variables of a git hook', async () => {
    repository.commit('a.txt');
    repository.write('b.txt');
    const environment = {
      GIT_DIR: join(repository.folder, 'elsewhere'),
      GIT_INDEX_FILE: join(repository.folder, 'index'),
    };
    expect(filesOf(await repository.changed({ environment }))).toEqual(['b.txt']);
  });
});

describe('a base from the user', () => {
  it('stands for the merge base, not for the tip of the branch', async () => {
    repository.commit('a.txt');
    repository.git('branch', 'release');
    repository.commit('b.txt');
    repository.git('switch', '--quiet', 'release');
    repository.commit('only-on-release.txt');
    repository.git('switch', '--quiet', 'main');
    expect(filesOf(await repository.changed({ base: 'release' }))).toEqual(['b.txt']);
    expect(filesOf(await repository.changed({ base: 'HEAD^' }))).toEqual(['b.txt']);
  });

  it('may be a branch that exists only on the remote', async () => {
    repository.commit('a.txt');
    repository.git('update-ref', 'refs/remotes/origin/develop', 'HEAD');
    repository.commit('b.txt');
    expect(filesOf(await repository.changed({ base: 'develop' }))).toEqual(['b.txt']);
  });

  it.each(['--output=stolen', '-h', '', 'a b', 'a\nb', 'x'.repeat(300)])('is refused when it is %j', async (base) => {
    repository.commit('a.txt');
    expect(whyOf(await repository.changed({ base }))).toMatch(/^expected --base to be a branch, a tag or a commit/);
  });

  it.each(['nowhere', 'main..other', '$(touch stolen)', '`x`', ';x', '@{upstream}'])(
    'that is no commit (%j) is reported',
    async (base) => {
      repository.commit('a.txt');
      const result = await repository.changed({ base });
      expect(result.type).toBe('unknown');
      expect(repository.git('status', '--porcelain')).toBe('');
    },
  );
});

describe('outside a repository', () => {
  it('the answer contains the message of git', async () => {
    const plain = join(repository.folder, 'plain');
    mkdirSync(plain);
    const environment = { GIT_CEILING_DIRECTORIES: repository.folder };
    expect(whyOf(await repository.changed({ root: plain, environment }))).toMatch(
      /^git cannot list the changed files: not a git/,
    );
  });

  it('a missing folder is reported', async () => {
    expect(whyOf(await repository.changed({ root: join(repository.folder, 'nowhere') }))).toMatch(
      /^git cannot list the changed files: ./,
    );
  });
});
