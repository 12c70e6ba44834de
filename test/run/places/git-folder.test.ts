import { chownSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRepository } from '../../../src/run/places/git-folder.ts';
import { emptyFolder, git, newRepository } from './repository.ts';

/** What git itself answers, for comparison. */
function gitSays(folder: string): string {
  return realpathSync(git(folder, 'rev-parse', '--absolute-git-dir').trim());
}

describe('findRepository', () => {
  test('finds the same git directory as git, also from a folder below the top', () => {
    const top = newRepository();
    mkdirSync(join(top, 'packages/a'), { recursive: true });
    for (const folder of [top, join(top, 'packages/a')]) {
      expect(findRepository(folder)).toEqual({ type: 'found', gitFolder: gitSays(folder), top });
    }
  });

  test('finds the git directory of a linked worktree, in which `.git` is a file', () => {
    const top = newRepository();
    const linked = join(emptyFolder(), 'linked');
    git(top, 'worktree', 'add', '--quiet', linked);
    const found = findRepository(linked);
    expect(found).toEqual({ type: 'found', gitFolder: gitSays(linked), top: linked });
    expect(found).toMatchObject({ gitFolder: join(top, '.git/worktrees/linked') });
  });

  test('finds the git directory of a submodule', () => {
    const [library, top] = [newRepository(), newRepository()];
    git(top, 'submodule', '--quiet', 'add', library, 'library');
    const below = join(top, 'library');
    expect(findRepository(below)).toEqual({ type: 'found', gitFolder: gitSays(below), top: below });
  });

  test('finds no repository outside of git, nor where `.git` is no git directory', () => {
    const folder = emptyFolder();
    expect(findRepository(folder)).toEqual({ type: 'none' });
    mkdirSync(join(folder, 'a/.git'), { recursive: true });
    expect(findRepository(join(folder, 'a'))).toEqual({ type: 'none' });
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'b/.git'), 'gitdir: ../nowhere\n');
    expect(findRepository(join(folder, 'b'))).toEqual({ type: 'none' });
  });

  test('does not use a bare repository, nor a git directory in which it is started', () => {
    const bare = emptyFolder();
    git(bare, 'init', '--quiet', '--bare');
    expect(findRepository(bare)).toEqual({ type: 'unusable', why: `${bare} has no work tree` });
    const inside = join(newRepository(), '.git/hooks');
    mkdirSync(inside, { recursive: true });
    expect(findRepository(inside)).toMatchObject({ type: 'unusable' });
  });

  test.skipIf(process.getuid?.() !== 0)('F302 does not use a git directory of another user', () => {
    const top = newRepository();
    chownSync(join(top, '.git'), 12_345, 12_345);
    expect(findRepository(top)).toEqual({
      type: 'unusable',
      why: `${join(top, '.git')} belongs to another user`,
    });
  });
});
