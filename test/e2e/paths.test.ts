import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from './command-line.ts';
import { readRun } from './run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

function git(...words: readonly string[]): void {
  const who = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...words], { cwd: folder.path, stdio: 'pipe' });
}

const MISSION = `name: Paths
tasks:
  build: { run: "true" }
tests:
  auth: { needs: build, paths: [src/auth/**, "!**/*.md"], run: "true" }
  docs: { needs: build, paths: ["docs/**"], run: "true" }
  any: { needs: build, if: "changed('docs/**')", run: "true" }
`;

/** Without the variables by which a runner that runs these tests tells what its own event has changed. */
const local = { GITHUB_EVENT_NAME: '', GITHUB_EVENT_PATH: '', GITHUB_BASE_REF: '' };

describe('paths', () => {
  beforeEach(() => {
    git('init', '--quiet', '--initial-branch', 'main');
    folder.write('.gitignore', '.mission\n');
    folder.write('m.yml', MISSION);
    folder.write('src/auth/key.ts', 'one');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    git('tag', 'first');
    folder.write('docs/guide.md', 'new');
    folder.write('src/auth/README.md', 'new');
    git('add', '.');
    git('commit', '--quiet', '-m', 'second');
    folder.write('src/auth/key.ts', 'two');
    git('commit', '--quiet', '-am', 'third');
  });

  const run = async (...more: readonly string[]) => {
    const started = folder.start(['run', 'm.yml', '--gate', 'off', ...more], { env: local });
    return readRun(folder, await started.ended);
  };

  it('skip what no changed file is about, against --base', async () => {
    const all = await run('--base', 'first');
    expect(all.statuses).toEqual({ build: 'succeeded', auth: 'succeeded', docs: 'succeeded', any: 'succeeded' });
    expect(all.events[0]).toMatchObject({
      changed: { type: 'known', files: ['docs/guide.md', 'src/auth/README.md', 'src/auth/key.ts'] },
    });
    const last = await run('--base', 'HEAD^');
    expect(last.statuses).toEqual({ build: 'succeeded', auth: 'succeeded', docs: 'skipped', any: 'skipped' });
    expect(last.task('docs').reason).toBe('no changed file matches docs/**');
    expect(last.exitCode).toBe(0);
  });

  it('skip nothing where it is not known what changed, and the report says why', async () => {
    const unknown = await run('--base', 'no-such-branch');
    expect(unknown.statuses).toEqual({ build: 'succeeded', auth: 'succeeded', docs: 'succeeded', any: 'succeeded' });
    const notes = unknown.events.flatMap((event) => (event.type === 'degraded' ? [event.message] : []));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('no-such-branch');
    expect(folder.read('.mission/final-report.md')).toContain('no-such-branch');
  });

  it('are seen by the plan too', async () => {
    const ended = await folder.start(['plan', 'm.yml', '--base', 'HEAD^', '--json'], { env: local }).ended;
    expect(ended.stderr).toBe('');
    const started = JSON.parse(ended.stdout).events.flatMap((event: { id: string; what: string }) =>
      event.what === 'started' ? [event.id] : [],
    );
    expect(started).toEqual(['build', 'auth']);
  });
});
