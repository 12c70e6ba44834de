import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedFiles } from '../../../src/run/changes/changed-files.ts';
import type { ChangedFiles } from '../../../src/schedule/events/opening.ts';

/** No configuration of the machine's, no variables of a runner's that the tests may themselves run on. */
const ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GI(T_|THUB_)/.test(name))),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: join(tmpdir(), 'no-such-git-configuration'),
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

let folder = '';
let root = '';
let events = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mission-changed-'));
  root = join(folder, 'repository');
  mkdirSync(root);
  git('init', '--quiet', '--initial-branch=main');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...words: string[]): string {
  return execFileSync('git', words, { cwd: root, env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function write(path: string, content = 'text\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** The new commit's name. */
function commit(...paths: string[]): string {
  for (const path of paths) write(path, `${path} ${Math.random()}\n`);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'change');
  return git('rev-parse', 'HEAD');
}

function changed(options: { base?: string; environment?: Record<string, string>; root?: string } = {}) {
  const { base, environment = {} } = options;
  return changedFiles({
    root: options.root ?? root,
    ...(base === undefined ? {} : { base }),
    environment: { ...ENVIRONMENT, ...environment },
  });
}

/** As the runner tells an event. */
function event(name: string, payload: unknown, more: Record<string, string> = {}): Record<string, string> {
  events += 1;
  const path = join(folder, `event-${events}.json`);
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, ...more };
}

/** A clone without what lies before its last commits. */
function shallowClone(depth: number, branch = 'main'): string {
  const clone = join(folder, 'clone');
  const source = pathToFileURL(root).href;
  git('clone', '--quiet', '--depth', String(depth), '--branch', branch, source, clone);
  return clone;
}

function filesOf(result: ChangedFiles): readonly string[] {
  if (result.type === 'unknown') throw new Error(result.why);
  return result.files;
}

function whyOf(result: ChangedFiles): string {
  return result.type === 'unknown' ? result.why : `known: ${result.files.join(', ')}`;
}

describe('locally', () => {
  it('everything since the branch left the default branch counts, also what is not committed', async () => {
    const base = commit('a.txt', 'old.txt');
    git('switch', '--quiet', '--create', 'feature');
    commit('src/b.txt');
    git('switch', '--quiet', 'main');
    commit('only-on-main.txt');
    git('switch', '--quiet', 'feature');
    write('a.txt', 'edited');
    write('staged.txt');
    git('add', 'staged.txt');
    write('new/untracked.txt');
    const result = await changed();
    expect(result).toEqual({
      type: 'known',
      base,
      files: ['a.txt', 'new/untracked.txt', 'src/b.txt', 'staged.txt'],
    });
  });

  it('a renamed file counts under both names, a deleted one under its own', async () => {
    commit('from.txt', 'gone.txt', 'kept.txt');
    git('switch', '--quiet', '--create', 'feature');
    renameSync(join(root, 'from.txt'), join(root, 'to.txt'));
    rmSync(join(root, 'gone.txt'));
    commit();
    expect(filesOf(await changed())).toEqual(['from.txt', 'gone.txt', 'to.txt']);
  });

  it('names with blanks, quotes, line breaks and letters of any script come out as they are', async () => {
    commit('first.txt');
    git('switch', '--quiet', '--create', 'feature');
    const names = ['with space.txt', 'ünïcode/日本.txt', '"quoted".txt', '-dash.txt'];
    if (process.platform !== 'win32') names.push('line\nbreak.txt');
    commit(...(process.platform === 'win32' ? names.filter((name) => !name.includes('"')) : names));
    const expected = process.platform === 'win32' ? names.filter((name) => !name.includes('"')) : names;
    expect(filesOf(await changed())).toEqual([...expected].sort());
  });

  it('on the default branch itself the uncommitted files count, and when there are none the last commit', async () => {
    commit('a.txt');
    const before = git('rev-parse', 'HEAD');
    commit('b.txt');
    expect(await changed()).toEqual({ type: 'known', base: before, files: ['b.txt'] });
    write('c.txt');
    expect(filesOf(await changed())).toEqual(['c.txt']);
  });

  it('in a first commit, and before one, every file counts', async () => {
    write('a.txt');
    expect(await changed()).toEqual({ type: 'known', base: 'nothing', files: ['a.txt'] });
    commit('b.txt');
    expect(await changed()).toEqual({ type: 'known', base: 'nothing', files: ['a.txt', 'b.txt'] });
  });

  it('ignored files do not count', async () => {
    write('.gitignore', 'build/\n');
    commit('a.txt');
    write('build/out.txt');
    write('b.txt');
    expect(filesOf(await changed())).toEqual(['b.txt']);
  });

  it('names are relative to the repository, also from a folder in it', async () => {
    commit('a.txt');
    commit('packages/one/x.txt');
    write('top.txt');
    write('packages/one/y.txt');
    const inner = join(root, 'packages/one');
    expect(filesOf(await changed({ root: inner }))).toEqual(['packages/one/y.txt', 'top.txt']);
  });

  it('the variables of a git hook do not lead elsewhere', async () => {
    commit('a.txt');
    write('b.txt');
    const environment = { GIT_DIR: join(folder, 'elsewhere'), GIT_INDEX_FILE: join(folder, 'index') };
    expect(filesOf(await changed({ environment }))).toEqual(['b.txt']);
  });
});

describe('a base that the user gives', () => {
  it('is where the histories meet, not its newest state', async () => {
    commit('a.txt');
    git('branch', 'release');
    commit('b.txt');
    git('switch', '--quiet', 'release');
    commit('only-on-release.txt');
    git('switch', '--quiet', 'main');
    expect(filesOf(await changed({ base: 'release' }))).toEqual(['b.txt']);
    expect(filesOf(await changed({ base: 'HEAD^' }))).toEqual(['b.txt']);
  });

  it('may be a branch that only the remote has', async () => {
    commit('a.txt');
    git('update-ref', 'refs/remotes/origin/develop', 'HEAD');
    commit('b.txt');
    expect(filesOf(await changed({ base: 'develop' }))).toEqual(['b.txt']);
  });

  it.each(['--output=stolen', '-h', '', 'a b', 'a\nb', 'x'.repeat(300)])('is refused when it is %j', async (base) => {
    commit('a.txt');
    expect(whyOf(await changed({ base }))).toMatch(/^expected --base to be a branch, a tag or a commit/);
  });

  it.each(['nowhere', 'main..other', '$(touch stolen)', '`x`', ';x', '@{upstream}'])(
    'that is no commit (%j) is told',
    async (base) => {
      commit('a.txt');
      const result = await changed({ base });
      expect(result.type).toBe('unknown');
      expect(git('status', '--porcelain')).toBe('');
    },
  );
});

describe('on a runner', () => {
  it('a pull request is compared with where it left its base branch', async () => {
    const base = commit('a.txt');
    git('switch', '--quiet', '--create', 'feature');
    commit('b.txt');
    git('switch', '--quiet', 'main');
    const newer = commit('c.txt');
    git('update-ref', 'refs/remotes/origin/main', newer);
    // What a pull request is tested at: its head merged into the base branch.
    git('merge', '--quiet', '--no-ff', '--message', 'merge', 'feature');
    write('built-by-a-step.txt');
    const payload = { pull_request: { base: { sha: base } } };
    const result = await changed({ environment: event('pull_request', payload, { GITHUB_BASE_REF: 'main' }) });
    expect(result).toEqual({ type: 'known', base: newer, files: ['b.txt'] });
    const withoutBranch = await changed({ environment: event('pull_request', payload) });
    expect(withoutBranch).toEqual({ type: 'known', base, files: ['b.txt', 'c.txt'] });
  });

  it('a merge group is compared with its base', async () => {
    const base = commit('a.txt');
    commit('b.txt');
    const environment = event('merge_group', { merge_group: { base_sha: base } });
    expect(await changed({ environment })).toEqual({ type: 'known', base, files: ['b.txt'] });
  });

  it('a push is compared with what was there before, also when that was thrown away', async () => {
    commit('a.txt');
    const before = commit('thrown-away.txt');
    git('reset', '--quiet', '--hard', 'HEAD^');
    commit('b.txt');
    const result = await changed({ environment: event('push', { before }) });
    expect(result).toEqual({ type: 'known', base: before, files: ['b.txt', 'thrown-away.txt'] });
  });

  it('the first push of a branch is compared with where it left the default branch', async () => {
    const base = commit('a.txt');
    git('update-ref', 'refs/remotes/origin/trunk', base);
    git('switch', '--quiet', '--create', 'feature');
    git('branch', '--delete', '--force', 'main');
    commit('b.txt');
    commit('c.txt');
    const payload = { before: '0'.repeat(40), repository: { default_branch: 'trunk' } };
    expect(await changed({ environment: event('push', payload) })).toEqual({
      type: 'known',
      base,
      files: ['b.txt', 'c.txt'],
    });
  });

  it('a base that a shallow clone lacks is not guessed at: the way out is told', async () => {
    const first = commit('a.txt');
    commit('b.txt');
    commit('c.txt');
    const clone = shallowClone(1);
    for (const environment of [
      event('push', { before: first }),
      event('pull_request', { pull_request: { base: { sha: first } } }, { GITHUB_BASE_REF: 'main-2' }),
      event('merge_group', { merge_group: { base_sha: first } }),
      event('push', { before: '0'.repeat(40) }, {}),
    ]) {
      expect(whyOf(await changed({ root: clone, environment }))).toContain('`fetch-depth: 0`');
    }
    expect(whyOf(await changed({ root: clone, base: first }))).toContain('`fetch-depth: 0`');
  });

  it('a shallow clone that reaches the base is enough', async () => {
    commit('a.txt');
    const before = commit('b.txt');
    commit('c.txt');
    const result = await changed({ root: shallowClone(2), environment: event('push', { before }) });
    expect(filesOf(result)).toEqual(['c.txt']);
  });

  it.each([
    ['schedule', {}, 'is about no change'],
    ['workflow_dispatch', {}, 'is about no change'],
    ['push', {}, 'does not tell the commit before it'],
    ['push', 'no JSON {', 'does not tell the commit before it'],
    ['push', { before: 7 }, 'does not tell the commit before it'],
    ['pull_request', { pull_request: null }, 'does not tell its base'],
    ['push', { before: '--output=stolen' }, 'has no commit'],
  ])('an event without a base (%s %j) says so', async (name, payload, why) => {
    commit('a.txt');
    expect(whyOf(await changed({ environment: event(name, payload) }))).toContain(why);
  });

  it('a base that the user gives comes before the event', async () => {
    commit('a.txt');
    commit('b.txt');
    const environment = event('schedule', {});
    expect(filesOf(await changed({ base: 'HEAD^', environment }))).toEqual(['b.txt']);
  });
});

describe('without a repository', () => {
  it('git says why', async () => {
    const plain = join(folder, 'plain');
    mkdirSync(plain);
    const environment = { GIT_CEILING_DIRECTORIES: folder };
    expect(whyOf(await changed({ root: plain, environment }))).toMatch(/^git cannot tell the changed files: not a git/);
  });

  it('a folder that is not there is told', async () => {
    expect(whyOf(await changed({ root: join(folder, 'nowhere') }))).toMatch(/^git cannot tell the changed files: ./);
  });
});
