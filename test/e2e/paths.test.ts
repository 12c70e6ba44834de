import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from './command-line.ts';
import { readRun } from './run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

function git(...words: readonly string[]): void {
  const author = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...author, ...words], { cwd: folder.path, stdio: 'pipe' });
}

const MISSION = `name: Paths
tasks:
  build: { run: "true" }
tests:
  auth: { needs: build, paths: [src/auth/**, "!**/*.md"], run: "true" }
  docs: { needs: build, paths: ["docs/**"], run: "true" }
  any: { needs: build, if: "changed('docs/**')", run: "true" }
`;

/** Without the variables of a runner, which would describe the event that started these tests. */
const local = { GITHUB_EVENT_NAME: '', GITHUB_EVENT_PATH: '', GITHUB_BASE_REF: '', CI: '' };

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
    const started = folder.start(['run', 'm.yml', '--dir', '.mission', '--gate', 'off', ...more], { env: local });
    return readRun(folder, await started.ended);
  };

  it('F327: skip no test that accepts a skip of its needs', async () => {
    const lax = `  strict: { needs: [docs, build], run: "true" }
  lax: { needs: [{ id: docs, skipped: ok }, build], run: "true" }
  conditional: { needs: [{ id: docs, skipped: ok }, build], if: success(), run: "true" }
  final: { needs: { id: tasks, skipped: ok }, run: "true" }
`;
    folder.write(
      'm.yml',
      `${MISSION.replace('build: {', 'unbuilt: { paths: "docs/**", run: "true" }\n  build: {')}${lax}`,
    );
    const { statuses, exitCode, stderr } = await run('--base', 'HEAD^');
    expect(exitCode, stderr).toBe(0);
    expect(statuses).toMatchObject({ docs: 'skipped', unbuilt: 'skipped', strict: 'skipped' });
    expect(statuses).toMatchObject({ lax: 'succeeded', conditional: 'succeeded', final: 'succeeded' });
  });

  it('skip tasks without a changed file, compared with --base', async () => {
    const all = await run('--base', 'first');
    expect(all.statuses).toEqual({ build: 'succeeded', auth: 'succeeded', docs: 'succeeded', any: 'succeeded' });
    expect(all.events[0]).toMatchObject({
      changed: { type: 'known', files: ['docs/guide.md', 'src/auth/README.md', 'src/auth/key.ts'] },
    });
    const last = await run('--base', 'HEAD^');
    expect(last.statuses).toEqual({ build: 'succeeded', auth: 'succeeded', docs: 'skipped', any: 'skipped' });
    expect(last.task('docs').reason).toMatch(
      /^no changed file matches docs\/\*\* \(compared with [0-9a-f]{12}, where HEAD branched off HEAD\^\)$/,
    );
    expect(last.stdout).toMatch(/Changed files: 1 file since [0-9a-f]{12}, where HEAD branched off HEAD\^/);
    expect(last.exitCode).toBe(0);
  });

  it('skip nothing if the changed files are unknown, and the report says why', async () => {
    const unknown = await run('--base', 'no-such-branch');
    expect(unknown.statuses).toEqual({ build: 'succeeded', auth: 'succeeded', docs: 'succeeded', any: 'succeeded' });
    const notes = unknown.events.flatMap((event) => (event.type === 'degraded' ? [event.message] : []));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('no-such-branch');
    expect(folder.read('.mission/final-report.md')).toContain('no-such-branch');
  });

  it('apply to the plan too', async () => {
    const ended = await folder.start(['plan', 'm.yml', '--base', 'HEAD^', '--json'], { env: local }).ended;
    expect(ended.stderr).toBe('');
    const started = JSON.parse(ended.stdout).events.flatMap((event: { id: string; what: string }) =>
      event.what === 'started' ? [event.id] : [],
    );
    expect(started).toEqual(['build', 'auth']);
  });

  it('F170 a pushed tag runs everything, without a warning', async () => {
    const payload = { ref: 'refs/tags/v1', before: '0'.repeat(40), repository: { default_branch: 'main' } };
    folder.write('.git/event.json', JSON.stringify(payload));
    const env = {
      ...{ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/tags/v1' },
      GITHUB_EVENT_PATH: join(folder.path, '.git/event.json'),
    };
    const ended = await folder.start(['run', 'm.yml', '--dir', '.mission', '--gate', 'off'], { env }).ended;
    const tagged = readRun(folder, ended);
    expect(tagged.statuses).toEqual({ build: 'succeeded', auth: 'succeeded', docs: 'succeeded', any: 'succeeded' });
    expect(tagged.events.filter(({ type }) => type === 'degraded')).toEqual([]);
    const why = 'nothing is skipped because of them: a tag was pushed';
    expect(tagged.stdout).toContain(`Changed files: ${why}`);
    expect(folder.read('.mission/final-report.md')).toContain(why);
  });

  it('F171 a submodule that moves to another commit counts as changed with all its files', async () => {
    const library = join(folder.path, '.git/library');
    git('init', '--quiet', '--initial-branch', 'main', library);
    for (const text of ['one', 'two']) git('-C', library, 'commit', '--quiet', '--allow-empty', '-m', text);
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'vendor/lib');
    git('-C', 'vendor/lib', 'checkout', '--quiet', 'HEAD^');
    folder.write(
      'm.yml',
      `name: Modules
tasks:
  lib: { paths: [vendor/lib/**], run: "true" }
  asks: { if: "changed('vendor/lib/src/*.c')", run: "true" }
  other: { paths: [vendor/**, "!vendor/lib/**"], run: "true" }
`,
    );
    git('add', '.');
    git('commit', '--quiet', '-m', 'base');
    git('-C', 'vendor/lib', 'checkout', '--quiet', 'main');
    git('commit', '--quiet', '-am', 'move');
    const moved = await run('--base', 'HEAD^');
    expect(moved.statuses).toEqual({ lib: 'succeeded', asks: 'succeeded', other: 'skipped' });
  });
});
