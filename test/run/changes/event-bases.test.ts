import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesOf, NO_COMMIT, Repository, whyOf } from './repository.ts';

let repository: Repository;
beforeEach(() => {
  repository = new Repository();
});
afterEach(() => repository.remove());

/** Creates two commits on main, one in src and one in docs; returns their hashes. */
function twoCommits(): readonly [first: string, second: string] {
  return [repository.commit('src/a.txt'), repository.commit('docs/a.txt')];
}

/** Creates a branch `feature` with one commit, starting at main; returns its head. */
function feature(...paths: readonly string[]): string {
  repository.git('switch', '--quiet', '--create', 'feature');
  return repository.commit(...paths);
}

function merge(branch: string, ...options: readonly string[]): string {
  repository.git('merge', '--quiet', '--no-ff', '--message', `merge ${branch}`, ...options, branch);
  return repository.git('rev-parse', 'HEAD');
}

describe('F170 a push', () => {
  it('of several commits: the commit before the push', async () => {
    const before = repository.commit('a.txt');
    repository.commit('b.txt');
    const after = repository.commit('c.txt');
    const environment = repository.event('push', { ref: 'refs/heads/main', before, after });
    expect(await repository.changed({ root: repository.clone(), environment })).toEqual({
      type: 'known',
      base: before,
      why: 'the commit before the push',
      files: ['b.txt', 'c.txt'],
    });
  });

  it('that fast-forwards main to a branch: the commit before the push', async () => {
    const before = repository.commit('a.txt');
    feature('b.txt');
    const after = repository.commit('c.txt');
    repository.git('switch', '--quiet', 'main');
    repository.git('merge', '--quiet', '--ff-only', 'feature');
    const environment = repository.event('push', { ref: 'refs/heads/main', before, after });
    const result = await repository.changed({ root: repository.clone(), environment });
    expect(filesOf(result)).toEqual(['b.txt', 'c.txt']);
  });

  it('by force: the commit before the push, even if it is no longer on the branch', async () => {
    repository.commit('a.txt');
    const before = repository.commit('thrown-away.txt');
    repository.git('reset', '--quiet', '--hard', 'HEAD^');
    const after = repository.commit('b.txt');
    const environment = repository.event('push', { before, after, forced: true });
    expect(await repository.changed({ environment })).toMatchObject({
      type: 'known',
      base: before,
      files: ['b.txt', 'thrown-away.txt'],
    });
    // A clone does not have commits that were dropped.
    expect(whyOf(await repository.changed({ root: repository.clone(), environment }))).toContain('has no commit');
  });

  it('whose commit is not checked out: everything runs', async () => {
    const [first, second] = twoCommits();
    repository.git('checkout', '--quiet', first);
    const environment = repository.event('push', { before: first, after: second });
    expect(whyOf(await repository.changed({ environment }))).toBe('HEAD does not contain the commit that was pushed');
    const same = repository.event('push', { before: first, after: first });
    expect(whyOf(await repository.changed({ environment: same }))).toBe('HEAD is the commit before the push');
  });

  it('of a new branch: the commit at which it branched off the default branch', async () => {
    const base = repository.commit('a.txt');
    repository.git('branch', '--move', 'trunk');
    feature('b.txt');
    repository.commit('c.txt');
    const payload = {
      ref: 'refs/heads/feature',
      before: NO_COMMIT,
      created: true,
      repository: { default_branch: 'trunk' },
    };
    const root = repository.clone({ ref: 'feature' });
    expect(await repository.changed({ root, environment: repository.event('push', payload) })).toEqual({
      type: 'known',
      base,
      why: 'where HEAD branched off trunk',
      files: ['b.txt', 'c.txt'],
    });
  });

  it('of a new branch at the tip of the default branch, or behind it: everything runs', async () => {
    const [first] = twoCommits();
    repository.git('branch', 'release');
    repository.git('branch', 'older', first);
    for (const ref of ['release', 'older']) {
      const payload = { ref: `refs/heads/${ref}`, before: NO_COMMIT, repository: { default_branch: 'main' } };
      const root = repository.clone({ ref, name: ref });
      expect(await repository.changed({ root, environment: repository.event('push', payload) })).toEqual({
        type: 'unknown',
        why: 'this branch is new, and main contains all of its commits',
        expected: true,
      });
    }
  });

  it('of a new branch whose default branch was not fetched: no other branch is used instead', async () => {
    repository.commit('a.txt');
    feature('b.txt');
    const payload = { ref: 'refs/heads/feature', before: NO_COMMIT, repository: { default_branch: 'trunk' } };
    const root = repository.clone({ ref: 'feature' });
    expect(whyOf(await repository.changed({ root, environment: repository.event('push', payload) }))).toContain(
      'has no commit trunk',
    );
  });

  it('that is the first of a repository: everything runs', async () => {
    twoCommits();
    const payload = { ref: 'refs/heads/main', before: NO_COMMIT, repository: { default_branch: 'main' } };
    const result = await repository.changed({
      root: repository.clone(),
      environment: repository.event('push', payload),
    });
    expect(result).toEqual({ type: 'unknown', why: 'this is the first push of main', expected: true });
  });

  it.each([
    ['new', {}, []],
    ['annotated', {}, ['--annotate', '--message', 'release']],
    ['moved by force', { forced: true }, ['--force']],
  ])('of a tag that is %s: everything runs', async (kind, more, options) => {
    const [first] = twoCommits();
    if (kind === 'moved by force') repository.git('tag', 'v1', first);
    repository.git('tag', ...options, 'v1');
    const before = kind === 'moved by force' ? first : NO_COMMIT;
    const payload = { ref: 'refs/tags/v1', before, repository: { default_branch: 'main' }, ...more };
    const root = repository.clone({ ref: 'v1' });
    const why = 'a tag was pushed, which is not about a change';
    const result = await repository.changed({ root, environment: repository.event('push', payload) });
    expect(result).toEqual({ type: 'unknown', why, expected: true });
    // Some forges copy the payloads of GitHub only in part.
    const byVariable = repository.event('push', { before }, { GITHUB_REF_TYPE: 'tag' });
    expect(whyOf(await repository.changed({ root, environment: byVariable }))).toBe(why);
  });

  it('that removes its branch: everything runs', async () => {
    const [first] = twoCommits();
    const environment = repository.event('push', { before: first, after: NO_COMMIT, deleted: true });
    expect(whyOf(await repository.changed({ environment }))).toBe('the push removed its branch');
  });
});

describe('F170 a pull request', () => {
  it('that is tested as a merge: the first parent', async () => {
    const older = repository.commit('a.txt');
    const head = feature('b.txt');
    repository.git('switch', '--quiet', 'main');
    const base = repository.commit('c.txt');
    repository.git('checkout', '--quiet', '--detach');
    merge('feature');
    // A file that an earlier step has built does not count.
    repository.write('built.txt');
    const payload = { pull_request: { base: { sha: older }, head: { sha: head } } };
    const environment = repository.event('pull_request', payload, { GITHUB_BASE_REF: 'main' });
    expect(await repository.changed({ environment })).toEqual({
      type: 'known',
      base,
      why: 'the commit of main that the pull request is merged into',
      files: ['b.txt'],
    });
  });

  it.each(['merge', 'fast-forward', 'squash'])(
    'whose run is repeated after it was merged by %s: still its own change',
    async (way) => {
      repository.commit('a.txt');
      const head = feature('b.txt');
      repository.git('switch', '--quiet', 'main');
      const base = repository.git('rev-parse', 'HEAD');
      repository.git('checkout', '--quiet', '--detach');
      const tested = merge('feature');
      repository.git('switch', '--quiet', 'main');
      if (way === 'merge') merge('feature');
      else if (way === 'fast-forward') repository.git('merge', '--quiet', '--ff-only', 'feature');
      else repository.git('merge', '--quiet', '--squash', 'feature');
      repository.commit('later.txt');
      repository.git('update-ref', 'refs/remotes/origin/main', 'main');
      repository.git('checkout', '--quiet', tested);
      const payload = { pull_request: { base: { sha: base }, head: { sha: head } } };
      const environment = repository.event('pull_request', payload, { GITHUB_BASE_REF: 'main' });
      expect(await repository.changed({ environment })).toMatchObject({ base, files: ['b.txt'] });
    },
  );

  it('that was merged (`closed`): the commit of the base branch before the merge', async () => {
    const base = repository.commit('a.txt');
    const head = feature('b.txt');
    repository.git('switch', '--quiet', 'main');
    merge('feature');
    const payload = { action: 'closed', pull_request: { merged: true, base: { sha: base }, head: { sha: head } } };
    const environment = repository.event('pull_request', payload, { GITHUB_BASE_REF: 'main' });
    const root = repository.clone();
    expect(await repository.changed({ root, environment })).toMatchObject({ base, files: ['b.txt'] });
  });

  it('that was squashed into its base (`closed`): the base that the event names', async () => {
    const base = repository.commit('a.txt');
    const head = feature('b.txt');
    repository.git('switch', '--quiet', 'main');
    repository.git('merge', '--quiet', '--squash', 'feature');
    repository.commit();
    const payload = { action: 'closed', pull_request: { merged: true, base: { sha: base }, head: { sha: head } } };
    const environment = repository.event('pull_request', payload, { GITHUB_BASE_REF: 'main' });
    const root = repository.clone();
    expect(await repository.changed({ root, environment })).toMatchObject({ base, files: ['b.txt'] });
  });

  it('whose head is checked out: the commit at which it branched off its base branch', async () => {
    const base = repository.commit('a.txt');
    const head = feature('b.txt');
    repository.git('switch', '--quiet', 'main');
    repository.commit('c.txt');
    const payload = { pull_request: { base: { sha: base }, head: { sha: head } } };
    const environment = repository.event('pull_request', payload, { GITHUB_BASE_REF: 'main' });
    const root = repository.clone({ ref: 'feature' });
    expect(await repository.changed({ root, environment })).toEqual({
      type: 'known',
      base,
      why: 'where HEAD branched off main, the target of the pull request',
      files: ['b.txt'],
    });
  });

  it('whose base is checked out, as by `pull_request_target`: everything runs', async () => {
    const [, base] = twoCommits();
    const head = feature('b.txt');
    const payload = { pull_request: { base: { sha: base }, head: { sha: head } } };
    const environment = repository.event('pull_request_target', payload, { GITHUB_BASE_REF: 'main' });
    expect(whyOf(await repository.changed({ root: repository.clone(), environment }))).toBe(
      'main, the target of the pull request, already contains HEAD',
    );
  });

  it('with criss-cross merges: everything runs', async () => {
    repository.commit('a.txt');
    feature('b.txt');
    repository.git('branch', 'before', 'feature');
    repository.git('switch', '--quiet', 'main');
    repository.commit('c.txt');
    repository.git('branch', 'main-before');
    merge('before');
    repository.git('switch', '--quiet', 'feature');
    merge('main-before');
    repository.commit('d.txt');
    const environment = repository.event('pull_request', {}, { GITHUB_BASE_REF: 'main' });
    expect(whyOf(await repository.changed({ root: repository.clone({ ref: 'feature' }), environment }))).toBe(
      'HEAD and main have several merge bases, so that none is certain',
    );
  });
});

describe('F170 a merge queue', () => {
  it('is compared with its target branch, even if an entry builds on another', async () => {
    const main = repository.commit('a.txt');
    repository.git('switch', '--quiet', '--create', 'queue');
    const first = repository.commit('first.txt');
    repository.commit('second.txt');
    const payload = { merge_group: { base_ref: 'refs/heads/main', base_sha: first } };
    const environment = repository.event('merge_group', payload);
    const root = repository.clone({ ref: 'queue' });
    expect(await repository.changed({ root, environment })).toMatchObject({
      base: main,
      files: ['first.txt', 'second.txt'],
    });
    // Without that branch, or after the merge: the base that the event names.
    const alone = repository.event('merge_group', { merge_group: { base_sha: first } });
    expect(await repository.changed({ root, environment: alone })).toMatchObject({
      base: first,
      files: ['second.txt'],
    });
    repository.gitIn(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    expect(await repository.changed({ root, environment })).toMatchObject({ base: first, files: ['second.txt'] });
  });
});

describe('F170 a shallow clone', () => {
  it('without the base has no base: the report says how to fetch it', async () => {
    const first = repository.commit('a.txt');
    repository.commit('b.txt');
    repository.commit('c.txt');
    const root = repository.clone({ depth: 1 });
    for (const environment of [
      repository.event('push', { before: first }),
      repository.event('pull_request', { pull_request: { base: { sha: first } } }, { GITHUB_BASE_REF: 'main-2' }),
      repository.event('merge_group', { merge_group: { base_sha: first } }),
      repository.event('push', { before: NO_COMMIT, repository: { default_branch: 'trunk' } }),
    ]) {
      const result = await repository.changed({ root, environment });
      expect(whyOf(result)).toContain('`fetch-depth: 0`');
      expect(result).not.toHaveProperty('expected');
    }
    expect(whyOf(await repository.changed({ root, base: first }))).toContain('`fetch-depth: 0`');
  });

  it('that contains the base is sufficient', async () => {
    repository.commit('a.txt');
    const before = repository.commit('b.txt');
    repository.commit('c.txt');
    const root = repository.clone({ depth: 2 });
    const result = await repository.changed({ root, environment: repository.event('push', { before }) });
    expect(filesOf(result)).toEqual(['c.txt']);
  });
});

describe('F170 an event that is not about a change', () => {
  it.each(['create', 'release', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'workflow_run', 'deployment'])(
    '%s: everything runs',
    async (name) => {
      twoCommits();
      const environment = repository.event(name, { ref: 'v1', ref_type: 'tag' });
      expect(await repository.changed({ environment })).toEqual({
        type: 'unknown',
        why: `the event \`${name}\` is not about a change`,
        expected: true,
      });
    },
  );
});

describe('F170 an event that does not name its base', () => {
  it.each([
    ['push', {}, 'does not name its base'],
    ['push', 'no JSON {', 'does not name its base'],
    ['push', { before: 7 }, 'does not name its base'],
    ['pull_request', { pull_request: null }, 'does not name its base'],
    ['merge_group', {}, 'does not name its base'],
    ['push', { before: '--output=stolen' }, 'has no commit'],
  ])('%s %j: everything runs', async (name, payload, why) => {
    repository.commit('a.txt');
    expect(whyOf(await repository.changed({ environment: repository.event(name, payload) }))).toContain(why);
  });
});

describe('F170 a base from the user on a runner', () => {
  it('has priority over the event', async () => {
    const [first] = twoCommits();
    const environment = repository.event('schedule', {});
    expect(await repository.changed({ base: 'HEAD^', environment })).toMatchObject({
      base: first,
      files: ['docs/a.txt'],
    });
  });

  it('is replaced by the base of the event if it is HEAD, as `base: main` on a push to main', async () => {
    const before = repository.commit('a.txt');
    repository.commit('b.txt');
    const after = repository.commit('c.txt');
    const root = repository.clone();
    const push = repository.event('push', { ref: 'refs/heads/main', before, after });
    expect(await repository.changed({ root, base: 'main', environment: push })).toMatchObject({ base: before });
    const nightly = repository.event('schedule', {});
    expect(whyOf(await repository.changed({ root, base: 'main', environment: nightly }))).toContain(
      'not about a change',
    );
  });
});

describe('F170 another CI system', () => {
  it.each([{ CI: 'true' }, { JENKINS_URL: 'https://ci.example.com' }, {}])(
    'that has checked out a commit of the default branch (%j): everything runs, even with uncommitted files',
    async (environment) => {
      twoCommits();
      const root = repository.clone();
      repository.gitIn(root, 'checkout', '--quiet', '--detach');
      expect(whyOf(await repository.changed({ root, environment }))).toContain('no event names the one before');
    },
  );

  it('on a branch of the default branch with files of earlier builds: everything runs', async () => {
    twoCommits();
    repository.write('build/report.xml');
    expect((await repository.changed()).type).toBe('known');
    expect((await repository.changed({ environment: { CI: '1' } })).type).toBe('unknown');
  });

  it('detached at a tag, on the default branch or not: everything runs', async () => {
    twoCommits();
    repository.git('tag', 'v1');
    feature('b.txt');
    repository.git('tag', '--annotate', '--message', 'release', 'v1.1');
    for (const ref of ['v1', 'v1.1']) {
      const root = repository.clone({ ref, name: ref });
      expect(whyOf(await repository.changed({ root, environment: { CI: 'true' } }))).toBe(
        'a tag is checked out, which is not about a change',
      );
    }
  });

  it('detached on a branch: the commit at which that branched off the default branch', async () => {
    const base = repository.commit('a.txt');
    feature('b.txt');
    const root = repository.clone({ ref: 'feature' });
    repository.gitIn(root, 'checkout', '--quiet', '--detach');
    repository.gitIn(root, 'remote', 'set-head', 'origin', 'main');
    expect(await repository.changed({ root, environment: { CI: 'true' } })).toMatchObject({ base, files: ['b.txt'] });
  });
});
