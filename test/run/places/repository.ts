import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder, removed when the test ends. */
export function emptyFolder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mission-places-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Runs git in a folder. */
export function git(folder: string, ...words: readonly string[]): string {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...env } = process.env;
  const author = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.org', '-c', 'commit.gpgsign=false'];
  const local = ['-c', 'protocol.file.allow=always', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...author, ...local, ...words], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
}

/** A new repository with one commit. */
export function newRepository(): string {
  const path = emptyFolder();
  git(path, 'init', '--quiet');
  writeFileSync(join(path, 'README.md'), 'one\n');
  git(path, 'add', '.');
  git(path, 'commit', '--quiet', '-m', 'first');
  return path;
}

/** Writes a file and the folders above it. */
export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
