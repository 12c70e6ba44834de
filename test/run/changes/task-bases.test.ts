import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PastVerdict } from '../../../src/history/past-verdicts.ts';
import { type Compared, compareFiles, workTree } from '../../../src/run/changes/changed-files.ts';
import { createChanges } from '../../../src/run/changes/changed-matcher.ts';
import { checkedOut } from '../../../src/run/changes/tested-commit.ts';
import type { TaskBase } from '../../../src/schedule/events/opening.ts';
import { ENVIRONMENT, NO_COMMIT, Repository } from './repository.ts';

let repository: Repository;
beforeEach(() => {
  repository = new Repository();
});
afterEach(() => repository.remove());

function good(commit: string): PastVerdict {
  return { commit, succeeded: true };
}

function bad(commit: string): PastVerdict {
  return { commit, succeeded: false };
}

interface Asked {
  readonly root?: string;
  readonly base?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The base of the task `lint`. */
function compare(verdicts: readonly PastVerdict[], { root, base, environment }: Asked = {}): Promise<Compared> {
  return compareFiles({
    root: root ?? repository.root,
    ...(base === undefined ? {} : { base }),
    environment: { ...ENVIRONMENT, ...environment },
    tasks: ['lint'],
    verdicts: new Map([['lint', verdicts]]),
  });
}

function baseOf({ own }: Compared): TaskBase | undefined {
  return own?.get('lint')?.base;
}

function push(before: string, after: string): Record<string, string> {
  return repository.event('push', { ref: 'refs/heads/main', before, after });
}

describe('F172 with a history, the base of a task', () => {
  it('is the newest commit on which it succeeded, in the order of commits', async () => {
    const first = repository.commit('src/a.txt');
    const second = repository.commit('src/b.txt');
    repository.commit('docs/a.txt');
    const why = 'the newest commit on which it succeeded';
    // The older commit was tested again later.
    const compared = await compare([good(second), good(first)]);
    expect(baseOf(compared)).toEqual({ commit: second, files: 1, why });
    const changes = createChanges(compared.changed, compared.own);
    expect(changes.matches(['src/**'], 'lint')).toBe(false);
    expect(changes.matches(['docs/**'], 'lint')).toBe(true);
    // Other tasks and services have no base: on a clean default branch, everything counts as changed.
    expect(changes.matches(['src/**'], 'other')).toBe(true);
    expect(changes.matches(['src/**'])).toBe(true);
  });

  it('is older than the push that broke the task, so that the next push runs it again', async () => {
    const works = repository.commit('src/a.txt');
    const broken = repository.commit('src/a.txt');
    const docs = repository.commit('docs/a.txt');
    const environment = push(broken, docs);
    const compared = await compare([good(works), bad(broken)], { environment });
    expect(createChanges(compared.changed).matches(['src/**'])).toBe(false);
    expect(createChanges(compared.changed, compared.own).matches(['src/**'], 'lint')).toBe(true);
    expect(baseOf(compared)?.why).toBe(`it failed on ${broken.slice(0, 12)}, and has not succeeded since`);
    const repaired = await compare([good(works), bad(broken), good(broken)], { environment });
    expect(baseOf(repaired)).toMatchObject({ commit: broken, files: 1 });
  });

  it('does not exist while the task fails, even if nothing that matches has changed', async () => {
    const works = repository.commit('src/a.txt');
    const outage = repository.commit('docs/a.txt');
    repository.commit('docs/b.txt');
    expect(baseOf(await compare([good(works), bad(outage)]))?.commit).toBeUndefined();
    expect(baseOf(await compare([good(works), bad(works)]))?.commit).toBeUndefined();
    // A failure on an older commit says nothing about a newer one that succeeded.
    expect(baseOf(await compare([good(outage), bad(works)]))).toMatchObject({ commit: outage });
  });

  it('may be HEAD: then only uncommitted files have changed', async () => {
    const head = repository.commit('src/a.txt');
    const clean = await compare([good(head)]);
    expect(baseOf(clean)).toMatchObject({ commit: head, files: 0 });
    repository.write('src/new.txt');
    expect(baseOf(await compare([good(head)]))).toMatchObject({ commit: head, files: 1 });
  });

  it('is always HEAD or one of its ancestors', async () => {
    repository.commit('a.txt');
    const thrownAway = repository.commit('b.txt');
    repository.git('reset', '--quiet', '--hard', 'HEAD^');
    repository.commit('c.txt');
    for (const commit of [thrownAway, NO_COMMIT, '--output=stolen']) {
      expect(baseOf(await compare([good(commit)]))).toEqual({
        why: 'it has not run on HEAD or one of its ancestors',
      });
    }
    expect(baseOf(await compare([]))).toEqual({ why: 'the history contains no success of it' });
  });

  it('does not exist in a shallow clone: the report says how to fetch it', async () => {
    const works = repository.commit('src/a.txt');
    repository.commit('docs/a.txt');
    repository.commit('docs/b.txt');
    const root = repository.clone({ depth: 1 });
    expect(baseOf(await compare([good(works)], { root }))?.why).toContain('`fetch-depth: 0`');
  });

  it('is not used with --base or for events that are not about a change', async () => {
    const first = repository.commit('src/a.txt');
    const head = repository.commit('src/b.txt');
    const given = await compare([good(head)], { base: 'HEAD^' });
    expect(given).toMatchObject({ changed: { base: first, files: ['src/b.txt'] } });
    expect(given.own).toBeUndefined();
    const nightly = await compare([good(head)], { environment: repository.event('schedule', {}) });
    expect(nightly.own).toBeUndefined();
  });

  it('is kept when the run is resumed', async () => {
    const works = repository.commit('src/a.txt');
    repository.commit('src/b.txt');
    const before = await compare([good(works)]);
    const base = baseOf(before);
    repository.commit('docs/a.txt');
    const again = await compareFiles({
      root: repository.root,
      environment: ENVIRONMENT,
      tasks: ['lint', 'new'],
      earlier: { changed: before.changed, bases: base === undefined ? {} : { lint: base } },
    });
    expect(baseOf(again)).toMatchObject({ commit: works, files: 2 });
    expect(again.own?.get('new')?.base).toEqual({ why: 'it is new or has changed since the run began' });
    // Everything still runs, although only one file is uncommitted now.
    repository.write('src/c.txt');
    expect(again.changed).toEqual({
      type: 'unknown',
      why: 'the run that was resumed had no base either',
      expected: true,
    });
  });
});

describe('F173 what a run has tested', () => {
  async function begin(environment: Readonly<Record<string, string>> = {}) {
    const given = { ...ENVIRONMENT, ...environment };
    const tree = await workTree(repository.root, given, join(repository.root, 'runs.jsonl'));
    return checkedOut(tree.type === 'found' ? tree : undefined, given);
  }

  it('is the commit that is checked out, if nothing is uncommitted from start to end', async () => {
    const commit = repository.commit('a.txt');
    const run = await begin();
    expect(await run.atEnd()).toEqual({ commit, clean: true });
    // A file that tasks build does not count as a change.
    repository.write('built.txt');
    expect(await run.atEnd()).toEqual({ commit, clean: true });
    repository.write('a.txt', 'edited while it ran');
    expect(await run.atEnd()).toBeUndefined();
  });

  it('is no commit if another one is checked out meanwhile', async () => {
    repository.commit('a.txt');
    const run = await begin();
    repository.commit('b.txt');
    expect(await run.atEnd()).toBeUndefined();
  });

  it.each(['a.txt', 'new.txt'])('is no commit if something is uncommitted (%s)', async (path) => {
    repository.commit('a.txt');
    repository.write(path, 'edited');
    const run = await begin();
    repository.git('add', '--all');
    repository.git('stash', '--quiet');
    expect(await run.atEnd()).toBeUndefined();
  });

  it('is the commit even if the history file has new lines', async () => {
    const commit = repository.commit('a.txt');
    repository.write('runs.jsonl', '{}\n');
    expect(await (await begin()).atEnd()).toEqual({ commit, clean: true });
    const tracked = repository.commit();
    repository.write('runs.jsonl', '{}\n{}\n');
    expect(await (await begin()).atEnd()).toEqual({ commit: tracked, clean: true });
  });

  it('ignores files that earlier steps created on a runner, but not files that they changed', async () => {
    const commit = repository.commit('a.txt');
    repository.write('downloaded.txt');
    const environment = { GITHUB_ACTIONS: 'true', GITHUB_SHA: 'f00' };
    const run = await begin(environment);
    expect(await run.atEnd()).toEqual({ commit, clean: true });
    repository.write('a.txt', 'stamped');
    expect(await (await begin(environment)).atEnd()).toEqual({ commit: 'f00', clean: false });
  });

  it('is the commit that the runner names if there is no repository', async () => {
    rmSync(join(repository.root, '.git'), { recursive: true });
    const outside = { GIT_CEILING_DIRECTORIES: repository.folder };
    expect(await (await begin({ ...outside, GITHUB_SHA: 'f00' })).atEnd()).toEqual({ commit: 'f00', clean: false });
    expect(await (await begin(outside)).atEnd()).toBeUndefined();
  });
});
