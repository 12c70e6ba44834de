import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from './command-line.ts';
import { readRun } from './run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  git('init', '--quiet', '--initial-branch', 'main');
  folder.write('m.yml', MISSION);
  folder.write('src/works', '');
});
afterEach(() => folder.remove());

const MISSION = `name: Pushes
tasks:
  lint: { paths: [src/**], run: test -e src/works }
  docs: { paths: [docs/**], run: "true" }
  asks: { if: "changed('src/**')", run: test -e src/works }
`;

function git(...words: readonly string[]): string {
  const author = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...author, ...words], { cwd: folder.path, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** Changes this file and commits everything. Returns the new commit. */
function commit(path: string): string {
  folder.write(path, String(Math.random()));
  git('add', '.');
  git('commit', '--quiet', '-m', path);
  return git('rev-parse', 'HEAD');
}

const local = { GITHUB_EVENT_NAME: '', GITHUB_EVENT_PATH: '', GITHUB_SHA: '', CI: '', JENKINS_URL: '', TF_BUILD: '' };

async function start(argv: readonly string[], env: NodeJS.ProcessEnv = local) {
  return readRun(folder, await folder.start(argv, { env }).ended);
}

/** Runs as a runner does after a push. */
async function push(before: string, after: string, ...more: readonly string[]) {
  const payload = { ref: 'refs/heads/main', before, after, repository: { default_branch: 'main' } };
  folder.write('.git/event.json', JSON.stringify(payload));
  const event = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: join(folder.path, '.git/event.json') };
  return start(['run', 'm.yml', '--dir', '.mission', '--gate', 'off', ...more], {
    ...event,
    GITHUB_ACTIONS: 'true',
    GITHUB_SHA: after,
  });
}

function run(...more: readonly string[]) {
  return start(['run', 'm.yml', '--dir', '.mission', '--gate', 'off', '--history', 'runs.jsonl', ...more]);
}

function lines(): readonly { task: string; commit?: string; clean?: boolean }[] {
  const text = folder.read('runs.jsonl').split('\n').slice(0, -1);
  return text.map((line) => JSON.parse(line));
}

describe('with --history', () => {
  it('F172 runs a task again that an earlier push broke, although the newest push does not touch it', async () => {
    const history = ['--history', '.git/runs.jsonl'];
    const first = commit('src/a.ts');
    const one = await push('0'.repeat(40), first, ...history);
    expect(one.statuses).toEqual({ lint: 'succeeded', docs: 'succeeded', asks: 'succeeded' });

    rmSync(join(folder.path, 'src/works'));
    const second = commit('src/b.ts');
    const two = await push(first, second, ...history);
    expect(two.statuses).toEqual({ lint: 'failed', docs: 'skipped', asks: 'failed' });
    expect(two.task('docs').reason).toBe(
      `no changed file matches docs/** (compared with ${first.slice(0, 12)}, the newest commit on which it succeeded)`,
    );

    const third = commit('docs/a.md');
    const three = await push(second, third, ...history);
    expect(three.statuses).toEqual({ lint: 'failed', docs: 'succeeded', asks: 'failed' });
    expect(three.exitCode).toBe(1);
    const why = `it failed on ${second.slice(0, 12)}, and has not succeeded since`;
    expect(three.stdout).toContain(`Changed files: lint, asks: all count as changed, because ${why}`);
    expect(folder.read('.mission/final-report.md')).toContain(why);
    expect(folder.read('.mission/report.html')).toContain(why);
    expect(folder.read('.mission/tasks/lint.md')).toContain(`all count as changed, because ${why}`);
    expect(three.task('lint')).toMatchObject({ base: { why } });
    expect(three.task('docs')).toMatchObject({ base: { commit: first, files: 3 } });

    // Without the history, the push that broke the task is no longer considered.
    expect((await push(second, third)).statuses).toEqual({ lint: 'skipped', docs: 'succeeded', asks: 'skipped' });

    folder.write('src/works', '');
    const fourth = commit('docs/b.md');
    expect((await push(third, fourth, ...history)).statuses).toMatchObject({ lint: 'succeeded', asks: 'succeeded' });
    const fifth = commit('docs/c.md');
    const five = await push(fourth, fifth, ...history);
    expect(five.statuses).toEqual({ lint: 'skipped', docs: 'succeeded', asks: 'skipped' });
    expect(five.exitCode).toBe(0);
  });

  it('plans with the same bases', async () => {
    commit('src/a.ts');
    await run();
    commit('docs/a.md');
    const plan = await folder.start(['plan', 'm.yml', '--json', '--history', 'runs.jsonl'], { env: local }).ended;
    const started = JSON.parse(plan.stdout).events.flatMap(({ id, what }: { id: string; what: string }) =>
      what === 'started' ? [id] : [],
    );
    expect(started).toEqual(['docs']);
  });
});

describe('a history line', () => {
  it('F173 has the commit, and a success with uncommitted changes does not count for that commit', async () => {
    const head = commit('src/a.ts');
    await run();
    expect(lines()).toHaveLength(3);
    for (const line of lines()) expect(line).toMatchObject({ commit: head, clean: true });
    // The history file is in the work tree and does not count as a change.
    expect((await run()).statuses).toEqual({ lint: 'skipped', docs: 'skipped', asks: 'skipped' });

    folder.write('src/a.ts', 'edited');
    expect((await run()).statuses).toEqual({ lint: 'succeeded', docs: 'skipped', asks: 'succeeded' });
    expect(lines().slice(3)).toHaveLength(2);
    for (const line of lines().slice(3)) expect(line).not.toHaveProperty('commit');
    // The run did not test the files as they are committed now.
    commit('docs/a.md');
    expect((await run()).statuses).toEqual({ lint: 'succeeded', docs: 'succeeded', asks: 'succeeded' });
  });
});

describe('F174 a resumed run keeps its bases', () => {
  it('and runs the remaining tasks, although only one file is uncommitted now', async () => {
    folder.write(
      'm.yml',
      `name: Resumed
tasks:
  lint: { paths: [src/**], run: test -e repaired }
  docs: { paths: [docs/**], needs: lint, run: "true" }
`,
    );
    commit('src/a.ts');
    const first = await start(['run', 'm.yml', '--dir', '.mission', '--gate', 'off']);
    expect(first.statuses).toEqual({ lint: 'failed', docs: 'skipped' });
    expect(first.stdout).toContain('HEAD is a commit of the default branch, and there are no uncommitted changes');
    folder.write('repaired', '');
    const resumed = await start(['resume', '.mission']);
    expect(resumed.statuses).toEqual({ lint: 'succeeded', docs: 'succeeded' });
  });

  it('including those from the history', async () => {
    folder.write('m.yml', MISSION);
    const first = commit('src/a.ts');
    await run();
    rmSync(join(folder.path, 'src/works'));
    commit('src/b.ts');
    expect((await run()).statuses).toMatchObject({ lint: 'failed', docs: 'skipped' });
    folder.write('src/works', '');
    commit('docs/a.md');
    const resumed = await start(['resume', '.mission']);
    expect(resumed.statuses).toMatchObject({ lint: 'succeeded', docs: 'succeeded' });
    expect(resumed.task('docs')).toMatchObject({ base: { commit: first } });
  });
});
