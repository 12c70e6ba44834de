import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseFolder, folderName } from '../../../src/run/places/default-folder.ts';
import { emptyFolder, git, newRepository, write } from './repository.ts';

describe('chooseFolder', () => {
  test('chooses a folder of the mission file in the git directory and makes only the folder above it', () => {
    const top = newRepository();
    expect(chooseFolder('ci.yml', top)).toEqual({ dir: '.git/mission/ci', parent: join(top, '.git/mission') });
    expect(existsSync(join(top, '.git/mission/ci'))).toBe(false);
    expect(git(top, 'status', '--porcelain', '--ignored')).toBe('');
  });

  test('shows an absolute path if the folder is not below the current one', () => {
    const top = newRepository();
    mkdirSync(join(top, 'packages/a'), { recursive: true });
    expect(chooseFolder('ci.yml', join(top, 'packages/a')).dir).toBe(join(top, '.git/mission/packages--a--ci'));
  });

  test('chooses `.mission` outside of git', () => {
    expect(chooseFolder('ci.yml', emptyFolder())).toEqual({ dir: '.mission' });
  });

  test('F301 chooses `.mission` and says why if the git directory cannot be used', () => {
    const bare = emptyFolder();
    git(bare, 'init', '--quiet', '--bare');
    expect(chooseFolder('ci.yml', bare)).toEqual({
      dir: '.mission',
      note: `the folder of this run is .mission, because the git directory ${bare} has no work tree`,
    });
    // A file in the way fails for root too, for whom no folder is read-only.
    const top = newRepository();
    write(join(top, '.git/mission'), '');
    const { dir, note } = chooseFolder('ci.yml', top);
    expect(dir).toBe('.mission');
    expect(note).toMatch(
      /^the folder of this run is \.mission, because the git directory cannot be written to \(.*EEXIST/,
    );
  });
});

describe('folderName', () => {
  test.each([
    ['ci.yml', '/top', 'ci'],
    ['ci.yaml', '/top', 'ci.yaml'],
    ['e2e/mission.yml', '/top', 'e2e--mission'],
    ['mission.yml', '/top/e2e', 'e2e--mission'],
    ['../../ci.yml', '/top/packages/a', 'ci@packages--a'],
    ['/top/ci.yml', '/top', 'ci'],
    ['.github/my-mission.yml', '/top', '.github--my-mission'],
  ])('of %s in %s is %s', (file, here, name) => {
    expect(folderName(file, here, '/top')).toBe(name);
  });

  test('differs for paths that only differ in characters that are replaced, and needs no quotes', () => {
    const files = [
      'a/b.yml',
      'a--b.yml',
      'my file.yml',
      'my  file.yml',
      'my-file.yml',
      '/other/ci.yml',
      '/another/ci.yml',
    ];
    const names = files.map((file) => folderName(file, '/top', '/top'));
    expect(new Set(names).size).toBe(files.length);
    for (const name of names) expect(name).toMatch(/^[\w.@-]+$/);
    const long = ['x', 'y'].map((end) => folderName(`${'a'.repeat(300)}${end}.yml`, '/top', '/top'));
    expect(new Set(long).size).toBe(2);
    for (const name of long) expect(name.length).toBeLessThan(100);
  });
});
