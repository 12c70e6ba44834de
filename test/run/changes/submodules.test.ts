import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedMatcher } from '../../../src/run/changes/changed-matcher.ts';
import { filesOf, Repository } from './repository.ts';

let repository: Repository;
let library = '';
let module = '';
beforeEach(() => {
  repository = new Repository();
  library = join(repository.folder, 'library');
  module = join(repository.root, 'vendor/lib');
  mkdirSync(library);
  repository.gitIn(library, 'init', '--quiet', '--initial-branch=main');
  for (const content of ['1', '2']) {
    writeFileSync(join(library, 'f.txt'), content);
    repository.gitIn(library, 'add', '.');
    repository.gitIn(library, 'commit', '--quiet', '--message', content);
  }
});
afterEach(() => repository.remove());

/** Adds the library at its first commit as a submodule to main, and starts a branch there. */
function withSubmodule(): void {
  repository.git('submodule', '--quiet', 'add', library, 'vendor/lib');
  repository.gitIn(module, 'checkout', '--quiet', 'HEAD^');
  repository.commit('other.txt');
  repository.git('switch', '--quiet', '--create', 'feature');
}

/** For each of these lists of patterns, whether a changed file matches it. */
async function matched(...lists: readonly (readonly string[])[]): Promise<readonly boolean[]> {
  return lists.map(changedMatcher(await repository.changed()));
}

describe('F171 a submodule', () => {
  it('that points to another commit counts as changed with all of its files', async () => {
    withSubmodule();
    repository.gitIn(module, 'checkout', '--quiet', 'main');
    repository.commit();
    expect(filesOf(await repository.changed())).toEqual(['vendor/lib/']);
    expect(
      await matched(['vendor/lib/**'], ['vendor/lib'], ['vendor/lib/src/*.c'], ['**/*.c'], ['vendor/**', '!**/*.md']),
    ).toEqual([true, true, true, true, true]);
    expect(
      await matched(
        ['vendor/other/**'],
        ['vendor/library/**'],
        ['*.txt'],
        ['vendor/**', '!vendor/lib/**'],
        ['**', '!vendor/lib/**/*'],
        ['**', '!vendor/lib'],
      ),
    ).toEqual([false, false, false, false, false, false]);
    // The last pattern that matches decides.
    expect(await matched(['!vendor/lib/**', 'vendor/lib/f.txt'])).toEqual([true]);
  });

  it.each(['all', 'dirty', 'untracked'])('counts as changed even if its settings say `ignore = %s`', async (ignore) => {
    withSubmodule();
    repository.git('config', '--file', '.gitmodules', 'submodule.vendor/lib.ignore', ignore);
    repository.git('config', 'diff.ignoreSubmodules', 'all');
    repository.commit();
    repository.git('branch', '--force', 'main');
    writeFileSync(join(module, 'f.txt'), 'edited');
    expect(filesOf(await repository.changed())).toEqual(['vendor/lib/']);
  });

  it.each(['f.txt', 'new.txt'])('counts as changed if a file in it is not committed (%s)', async (file) => {
    withSubmodule();
    writeFileSync(join(module, file), 'edited');
    expect(filesOf(await repository.changed())).toEqual(['vendor/lib/']);
  });

  it('counts as changed on a runner on which it was not fetched', async () => {
    withSubmodule();
    const before = repository.git('rev-parse', 'HEAD');
    repository.gitIn(module, 'checkout', '--quiet', 'main');
    const after = repository.commit();
    const root = repository.clone({ ref: 'feature' });
    const environment = repository.event('push', { before, after });
    expect(filesOf(await repository.changed({ root, environment }))).toEqual(['vendor/lib/']);
  });

  it('counts as changed if it is added or removed', async () => {
    repository.commit('other.txt');
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.git('submodule', '--quiet', 'add', library, 'vendor/lib');
    expect(filesOf(await repository.changed())).toEqual(['.gitmodules', 'vendor/lib/']);
    repository.commit();
    repository.git('branch', '--force', 'main');
    repository.git('rm', '--quiet', 'vendor/lib');
    expect(filesOf(await repository.changed())).toEqual(['.gitmodules', 'vendor/lib/']);
  });

  it('that is unchanged does not count', async () => {
    withSubmodule();
    repository.commit('src/a.txt');
    expect(filesOf(await repository.changed())).toEqual(['src/a.txt']);
  });
});

describe.skipIf(process.platform === 'win32')('F171 a link', () => {
  it('that replaces a folder counts as changed with all files that the folder may contain, and so does the reverse', async () => {
    repository.commit('docs/a.md', 'shared/b.md');
    repository.git('switch', '--quiet', '--create', 'feature');
    rmSync(join(repository.root, 'docs'), { recursive: true });
    symlinkSync('shared', join(repository.root, 'docs'));
    expect(await matched(['docs/b.md'], ['docs/**'], ['other/**'])).toEqual([true, true, false]);
    repository.commit();
    expect(filesOf(await repository.changed())).toEqual(['docs/', 'docs/a.md']);
    repository.git('branch', '--force', 'main');
    rmSync(join(repository.root, 'docs'));
    repository.write('docs/new.md');
    expect(filesOf(await repository.changed())).toEqual(['docs/', 'docs/new.md']);
  });

  it('with another target and an untracked link count in the same way', async () => {
    repository.write('one/a.md');
    repository.write('two/a.md');
    symlinkSync('one', join(repository.root, 'docs'));
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    rmSync(join(repository.root, 'docs'));
    symlinkSync('two', join(repository.root, 'docs'));
    symlinkSync('two', join(repository.root, 'new'));
    expect(filesOf(await repository.changed())).toEqual(['docs/', 'new/']);
  });
});

describe('F171 a repository within the repository', () => {
  it('that is untracked counts as changed with all of its files', async () => {
    repository.commit('other.txt');
    repository.git('switch', '--quiet', '--create', 'feature');
    renameSync(library, join(repository.root, 'nested'));
    expect(filesOf(await repository.changed())).toEqual(['nested/']);
    expect(await matched(['nested/f.txt'], ['nested/**'], ['*'])).toEqual([true, true, true]);
  });

  it('that was added without being a submodule counts as changed if it points to another commit', async () => {
    renameSync(library, join(repository.root, 'nested'));
    const nested = join(repository.root, 'nested');
    repository.git('add', '--all');
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.gitIn(nested, 'checkout', '--quiet', 'HEAD^');
    expect(filesOf(await repository.changed())).toEqual(['nested/']);
  });
});
