import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cli, type Folder, newFolder } from '../command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

function git(...words: readonly string[]): string {
  const author = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...author, ...words], { cwd: folder.path, encoding: 'utf8', stdio: 'pipe' });
}

function newRepository(mission: string): void {
  folder.write('ci.yml', mission);
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
}

/** Every path of the work tree, as a linter or a bundler lists it. */
function workTree(): readonly string[] {
  return readdirSync(folder.path, { recursive: true, encoding: 'utf8' })
    .filter((path) => path !== '.git' && !path.startsWith(`.git${process.platform === 'win32' ? '\\' : '/'}`))
    .toSorted();
}

const MISSION = `name: CI
tasks:
  build: { run: 'echo "built=1" >> "$MISSION_OUTPUT"' }
tests:
  check: { needs: build, env: { BUILT: "\${{ tasks.build.outputs.built }}" }, run: 'test "$BUILT" = 1 && test -z "$BREAK"' }
`;

const quiet = ['--gate', 'off', '--log', 'none'];

describe.skipIf(process.platform === 'win32')('the default folder in a repository', () => {
  it('F300 is in the git directory: a run adds no file to the work tree', async () => {
    newRepository(MISSION);
    const { exitCode, stdout, stderr } = await folder.mission('run', 'ci.yml', ...quiet);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Reports: .git/mission/ci/final-report.md\n');
    expect(workTree()).toEqual(['ci.yml']);
    expect(git('status', '--porcelain', '--ignored')).toBe('');
    expect(folder.has('.git/mission/ci/report.html')).toBe(true);
    git('clean', '-fdxq');
    git('gc', '--quiet');
    expect(git('fsck', '--strict')).toBe('');
    expect(folder.has('.git/mission/ci/events.jsonl')).toBe(true);
  });

  it('F300 is not in the work tree while tasks run, also if one of them cleans the workspace', async () => {
    newRepository(`name: Clean
tasks:
  list: { run: 'find . -path ./.git -prune -o -print' }
  clean: { needs: list, run: git clean -fdxq }
  more: { needs: clean, run: 'echo "a=b" >> "$MISSION_OUTPUT"; echo more' }
`);
    const { exitCode, stdout } = await folder.mission('run', 'ci.yml', ...quiet);
    expect(exitCode).toBe(0);
    expect(folder.read('.git/mission/ci/logs/list.log').trim().split('\n').toSorted()).toEqual(['.', './ci.yml']);
    expect(folder.read('.git/mission/ci/logs/more.log')).toBe('more\n');
    expect(stdout).not.toContain('removed or replaced');
  });

  it('belongs to the worktree, and is removed with it', async () => {
    newRepository(MISSION);
    git('worktree', 'add', '--quiet', '.git/linked');
    const linked = join(folder.path, '.git/linked');
    const { GITHUB_ACTIONS: _, ...env } = process.env;
    execFileSync(process.execPath, [cli, 'run', 'ci.yml', ...quiet], { cwd: linked, env, stdio: 'pipe' });
    expect(folder.has('.git/worktrees/linked/mission/ci/final-report.md')).toBe(true);
    expect(folder.has('.git/mission')).toBe(false);
    git('worktree', 'remove', '.git/linked');
    expect(folder.has('.git/worktrees/linked')).toBe(false);
  });

  it('F301 is `.mission` with a note if the git directory cannot be used', async () => {
    newRepository(MISSION);
    folder.write('.git/mission', 'in the way');
    const { exitCode, stderr } = await folder.mission('run', 'ci.yml', ...quiet);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      'mission: the folder of this run is .mission, because the git directory cannot be written to',
    );
    expect(folder.has('.mission/final-report.md')).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('without an argument', () => {
  it('`report`, `replay` and `resume` find the last run, and name its folder and age', async () => {
    newRepository(MISSION);
    folder.write('other.yml', MISSION);
    await folder.mission('run', 'other.yml', ...quiet);
    const failed = await folder.start(['run', 'ci.yml', ...quiet], { env: { BREAK: '1' } }).ended;
    expect(failed.exitCode).toBe(1);
    const found = /^mission: the last run is in \.git\/mission\/ci; it was last written (just now|.* ago)\n$/;
    const report = await folder.mission('report');
    expect([report.exitCode, report.stdout]).toEqual([0, 'Reports: .git/mission/ci/final-report.md\n']);
    expect(report.stderr).toMatch(found);
    const replay = await folder.mission('replay', '--json');
    expect(replay.stderr).toMatch(found);
    expect(JSON.parse(replay.stdout)).toHaveProperty('measured');
    const resumed = await folder.mission('resume', '--log', 'none');
    expect(resumed.stderr).toMatch(found);
    expect(resumed.exitCode).toBe(0);
    expect(resumed.stdout).toContain('kept');
  });

  it('a mission file names its own last run', async () => {
    newRepository(MISSION);
    folder.write('other.yml', MISSION);
    await folder.mission('run', 'other.yml', ...quiet);
    await folder.mission('run', 'ci.yml', ...quiet);
    const { stdout, stderr } = await folder.mission('report', 'other.yml');
    expect(stdout).toBe('Reports: .git/mission/other/final-report.md\n');
    expect(stderr).toContain('the last run of other.yml is in .git/mission/other;');
    const never = await folder.mission('report', 'third.yml');
    expect(never.exitCode).toBe(2);
    expect(never.stderr).toContain('expected a run of third.yml in a default folder, found only .git/mission/ci (');
  });

  it('the folder of an earlier version is still found, with a note', async () => {
    newRepository(MISSION);
    await folder.mission('run', 'ci.yml', '--dir', '.mission', ...quiet);
    for (const argv of [['report'], ['report', 'ci.yml']]) {
      const { exitCode, stdout, stderr } = await folder.mission(...argv);
      expect([exitCode, stdout]).toEqual([0, 'Reports: .mission/final-report.md\n']);
      expect(stderr).toContain('is in .mission, the default folder of earlier versions;');
    }
    expect((await folder.mission('report', 'other.yml')).exitCode).toBe(2);
  });

  it('it works outside of git too, and says if there is no run', async () => {
    folder.write('ci.yml', MISSION);
    const none = await folder.mission('resume');
    expect([none.exitCode, none.stderr]).toMatchObject([
      2,
      expect.stringContaining('found none; start one with `mission run FILE`'),
    ]);
    expect((await folder.mission('run', 'ci.yml', ...quiet)).stdout).toContain('Reports: .mission/final-report.md\n');
    const { stderr } = await folder.mission('report');
    expect(stderr).toMatch(/^mission: the last run is in \.mission; it was last written /);
  });
});
