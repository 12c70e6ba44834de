import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallDisk } from '../../small-disk.ts';
import { type Ended, type Folder, newFolder } from '../command-line.ts';

const limit = { timeout: 60_000 };

let folder: Folder;
/** The folder for temporary files, in which the workspaces are. */
let temporary: string;
beforeEach(() => {
  folder = newFolder();
  temporary = realpathSync(mkdtempSync(join(tmpdir(), 'mission-temporary-')));
  folder.write('.gitignore', '.mission\nm.yml\nlog.txt\n');
  folder.write('src.txt', 'committed\n');
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'First');
});
afterEach(() => {
  folder.remove();
  rmSync(temporary, { recursive: true, force: true });
});

function git(...words: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...words], { cwd: folder.path, encoding: 'utf8' });
}

const options = ['--gate', 'off', '--log', 'none'];

function start(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return folder.start(argv, { env: { TMPDIR: temporary, ...env } });
}

function run(text: string, argv: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  folder.write('m.yml', text);
  return start(['run', 'm.yml', '--dir', '.mission', ...options, ...argv], env).ended;
}

interface Entry {
  readonly id: string;
  readonly status: string;
  readonly reason?: string;
  readonly kept?: boolean;
  readonly workspace?: { readonly folder: string };
  readonly artifacts?: { readonly files: readonly string[] };
}

function entry(id: string): Entry {
  const { tasks }: { tasks: readonly Entry[] } = JSON.parse(folder.read('.mission/mission.json'));
  const found = tasks.find((task) => task.id === id);
  if (found === undefined) throw new Error(`mission.json has no ${id}`);
  return found;
}

/** Workspaces that are left, and what git knows of worktrees. */
function left(): { readonly folders: readonly string[]; readonly worktrees: number } {
  const folders = readdirSync(temporary).filter((name) => name.startsWith('mission-workspaces-'));
  return { folders, worktrees: git('worktree', 'list').trim().split('\n').length - 1 };
}

const nothing = { folders: [], worktrees: 0 };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const build = 'rm -rf out; mkdir out; cat src.txt > out/$MISSION_TASK.txt; ls out';

describe('workspaces', () => {
  it('F285, F287: keep two builds and three tests apart, with uncommitted changes', limit, async () => {
    folder.write('src.txt', 'changed\n');
    folder.write('new.txt', 'new\n');
    const ended = await run(`name: Builds
tasks:
  one: { workspace: own, run: '${build}', artifacts: out }
  two: { workspace: own, run: '${build}; test ! -e out/one.txt', artifacts: out }
tests:
  a: { needs: one, workspace: { from: one }, run: 'grep -qx changed out/one.txt && cat new.txt && rm -r out' }
  b: { needs: one, workspace: { from: one }, run: 'test -e out/one.txt && echo x > out/one.txt', results: r.xml, allow-empty-results: true }
  c: { needs: [one, two], workspace: { from: one }, working-directory: out, run: 'grep -qx changed one.txt && test ! -e two.txt' }
`);
    expect(ended.exitCode, ended.stdout).toBe(0);
    expect(entry('one').artifacts?.files).toEqual(['files/one/out/one.txt']);
    expect(folder.read('.mission/files/two/out/two.txt')).toBe('changed\n');
    expect(folder.has('out')).toBe(false);
    expect(left()).toEqual(nothing);
    expect(git('status', '--porcelain').trim().split('\n').sort()).toEqual(['?? new.txt', 'M src.txt']);
  });

  it('make paths of a task relative to them: results, deliverable, artifacts, MISSION_WORKSPACE', limit, async () => {
    const xml =
      '<testsuite><testcase name="broken" file="src.txt" line="1"><failure message="no"/></testcase></testsuite>';
    const ended = await run(
      `name: Paths
tasks:
  a:
    workspace: own
    results: r.xml
    deliverable: report.md
    artifacts: r.xml
    run: |
      test "$PWD" = "$MISSION_WORKSPACE" && test "$GITHUB_WORKSPACE" = "$PWD"
      echo '${xml}' > r.xml; echo mine > report.md
  b: { workspace: own, deliverable: report.md, run: 'true' }
  c: { run: 'test "$PWD" = "$MISSION_WORKSPACE"' }
`,
      [],
      { GITHUB_WORKSPACE: folder.path },
    );
    expect(ended.exitCode).toBe(1);
    expect(entry('a').reason).toContain('its results name 1 failed test');
    expect(entry('c').status).toBe('succeeded');
    expect(folder.read('.mission/files/a/report.md')).toBe('mine\n');
    expect(folder.read('.mission/files/b/report.md')).toContain('# b');
    expect(folder.read('.mission/tasks/a.md')).toContain('](../files/a/report.md)');
    expect(folder.has('report.md')).toBe(false);
  });

  it('F289: stay with --keep-workspaces, and a resume starts from them', limit, async () => {
    const text = (test: string): string => `name: Keep
tasks: { build: { workspace: own, run: 'echo built >> ${folder.path}/log.txt; echo x > x.txt' } }
tests: { check: { needs: build, workspace: { from: build }, run: 'cat x.txt; ${test}' } }
`;
    expect((await run(text('exit 1'), ['--keep-workspaces'])).exitCode).toBe(1);
    const { folder: kept = '' } = entry('build').workspace ?? {};
    expect(existsSync(join(kept, 'x.txt'))).toBe(true);
    expect(folder.read('.mission/tasks/build.md')).toContain(`kept in \`${kept}\``);
    folder.write('m.yml', text('exit 0'));
    expect((await start(['resume', '.mission', '--log', 'none']).ended).exitCode).toBe(0);
    expect(entry('build').kept).toBe(true);
    expect(folder.read('log.txt')).toBe('built\n');
  });

  it('F288, F289: are removed after a kill, and a resume makes those again that it needs', limit, async () => {
    folder.write(
      'm.yml',
      `name: Kill
tasks:
  build: { workspace: own, run: 'echo built >> ${folder.path}/log.txt; echo x > x.txt' }
  other: { workspace: own, run: 'echo other >> ${folder.path}/log.txt' }
tests: { check: { needs: [build, other], workspace: { from: build }, run: 'cat x.txt; echo check >> ${folder.path}/log.txt; [ -e ${folder.path}/go ] || sleep 600' } }
`,
    );
    const killed = start(['run', 'm.yml', '--dir', '.mission', ...options]);
    await until(() => folder.has('log.txt') && folder.read('log.txt').includes('check'));
    killed.process.kill('SIGKILL');
    await killed.ended;
    expect(left().worktrees).toBeGreaterThan(0);
    folder.write('go', '');
    const resumed = await start(['resume', '.mission', '--log', 'none']).ended;
    expect(resumed.exitCode, resumed.stdout + resumed.stderr).toBe(0);
    expect(folder.read('log.txt').trim().split('\n').sort()).toEqual(['built', 'built', 'check', 'check', 'other']);
    expect(folder.read('.mission/final-report.md')).toContain('its workspace is gone, and check starts from it');
    expect(left()).toEqual(nothing);
  });

  it('F288: are removed by `mission report` after a kill', limit, async () => {
    folder.write(
      'm.yml',
      `name: Kill
tasks: { a: { workspace: own, run: 'touch ${folder.path}/log.txt; sleep 600' } }
`,
    );
    const killed = start(['run', 'm.yml', '--dir', '.mission', ...options]);
    await until(() => folder.has('log.txt'));
    killed.process.kill('SIGKILL');
    await killed.ended;
    await start(['report', '.mission']).ended;
    expect(left()).toEqual(nothing);
  });

  it('F291: are refused outside of git before anything starts', limit, async () => {
    rmSync(join(folder.path, '.git'), { recursive: true });
    const ended = await run(`name: None
tasks: { first: { run: 'touch ran' }, a: { needs: first, workspace: own, run: 'true' } }
`);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain(`workspace: expected a git repository at ${folder.path}, found none; run git init`);
    expect(folder.has('ran')).toBe(false);
  });

  it(
    'F290: are not begun on a disk that is too small, and the reason says how much is missing',
    limit,
    async ({ skip }) => {
      const disk = smallDisk(80, skip);
      folder.write('big', 'x'.repeat(30 * 1024 ** 2));
      git('add', '--all');
      git('commit', '--quiet', '--message', 'Big');
      const ended = await run(
        `name: Full
tasks:
  a: { workspace: own, run: 'true' }
`,
        [],
        { TMPDIR: disk },
      );
      expect(ended.exitCode).toBe(1);
      expect(entry('a').reason).toMatch(
        /^workspace: expected 9\d MB of free space in .* for a checkout, found \d+ MB; free some, or set TMPDIR/,
      );
      expect(readdirSync(disk)).toEqual([]);
    },
  );

  it('F297: are not disturbed by the variables of a git hook', limit, async () => {
    folder.write('src.txt', 'staged\n');
    git('add', 'src.txt');
    const env = { GIT_DIR: join(folder.path, '.git'), GIT_INDEX_FILE: join(folder.path, '.git/index'), GIT_PREFIX: '' };
    const ended = await run(
      `name: Hook
tasks: { a: { workspace: own, run: 'test "$(git rev-parse --show-toplevel)" = "$PWD" && git add --all && git commit -qm x' } }
`,
      [],
      {
        ...env,
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'a@b.c',
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'a@b.c',
      },
    );
    expect(ended.exitCode, ended.stdout).toBe(0);
    expect(git('status', '--porcelain')).toBe('M  src.txt\n');
    expect(git('log', '--oneline').trim().split('\n')).toHaveLength(1);
  });

  it('F299: are removed if the run is interrupted while they are made or used', limit, async () => {
    for (let index = 0; index < 500; index += 1) folder.write(`files/${index}`, String(index));
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Many');
    const tasks = Array.from({ length: 8 }, (_, index) => `  t${index}: { workspace: own, run: 'sleep 600' }\n`);
    folder.write('m.yml', `name: Interrupt\ntasks:\n${tasks.join('')}`);
    const interrupted = start(['run', 'm.yml', '--dir', '.mission', ...options]);
    // Not with git, which fails while it reads a worktree that another git is adding.
    await until(() => existsSync(join(folder.path, '.git/worktrees')));
    interrupted.process.kill('SIGINT');
    expect((await interrupted.ended).exitCode).toBe(130);
    expect(left()).toEqual(nothing);
  });

  it('F293: are no way out for a task that replaces its own by a link', limit, async () => {
    mkdirSync(join(temporary, 'precious'));
    const ended = await run(`name: Replace
tasks:
  a: { workspace: own, artifacts: x, run: 'cd ..; rm -rf "$MISSION_WORKSPACE"; ln -s ${temporary}/precious "$MISSION_WORKSPACE"; touch precious; touch ${temporary}/precious/x' }
`);
    expect(ended.exitCode).toBe(1);
    expect(entry('a').reason).toContain('found that the task has replaced it');
    expect(readdirSync(join(temporary, 'precious'))).toEqual(['x']);
    expect(left()).toEqual(nothing);
  });
});

describe('artifacts', () => {
  it('F295: a pattern without a file fails the task, which may be tried again', limit, async () => {
    const ended = await run(`name: Artifacts
tasks:
  a:
    retry: 2
    artifacts:
      - made.txt
    run: '[ $MISSION_ATTEMPT = 1 ] || echo x > made.txt'
  b: { artifacts: nothing/**, run: 'true' }
`);
    expect(ended.exitCode).toBe(1);
    expect(entry('a').status).toBe('succeeded');
    expect(entry('b').reason).toMatch(
      /^artifacts "nothing\/\*\*" \(line 8 of the mission file\): expected at least one file/,
    );
    expect(folder.read('.mission/tasks/a.md')).toContain('[`made.txt`](../files/a/made.txt)');
  });
});
