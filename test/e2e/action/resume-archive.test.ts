import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeZip } from '../../run/archive/make-zip.ts';
import { type Ended, type Folder, newFolder } from '../command-line.ts';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { readZip } from './read-zip.ts';
import { type Job, newJob, runStep } from './step.ts';

const mission = `name: Laptop
tasks:
  build: { artifacts: [dist/**], run: 'echo build >> "$RAN"; mkdir -p dist; echo app > dist/app; chmod 755 dist/app' }
  types: { run: 'echo types >> "$RAN"' }
tests:
  lint: { artifacts: [], run: 'echo lint >> "$RAN"' }
  unit: { needs: [build, types], run: 'echo unit >> "$RAN"; test -x dist/app && test -e "$GO"' }
`;

let outside: string;
let server: ArtifactServer;
let job: Job;
let folder: Folder;
beforeEach(async () => {
  outside = mkdtempSync(join(tmpdir(), 'laptop-'));
  server = await startArtifactServer();
  job = newJob();
  folder = newFolder();
});
afterEach(async () => {
  await server.close();
  job.remove();
  folder.remove();
  rmSync(outside, { recursive: true, force: true });
});

function ran(): readonly string[] {
  const path = join(outside, 'ran');
  const ids = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  rmSync(path, { force: true });
  return ids.sort();
}

function variables(): Record<string, string> {
  return { RAN: join(outside, 'ran'), GO: join(outside, 'go') };
}

/** A run that has failed in CI, and its artifact as a browser saves it. */
async function failInWorkflow(inputs: Record<string, string> = {}): Promise<Buffer> {
  job.write(join(inputs['working-directory'] ?? '', 'ci/mission.yml'), mission);
  const { exitCode } = await runStep(job, 'action', {
    inputs: { mission: 'ci/mission.yml', gate: 'off', ...inputs },
    environment: { ...server.environment, ...variables(), GITHUB_SHA: 'c0ffee0123456789' },
  });
  expect(exitCode).toBe(1);
  expect(ran()).toEqual(['build', 'lint', 'types', 'unit']);
  return server.archive('mission-Laptop-gate');
}

function resume(...more: readonly string[]): Promise<Ended> {
  return folder.start(['resume', 'run.zip', '--log', 'none', ...more], { env: variables() }).ended;
}

async function onLaptop(archive: Buffer): Promise<void> {
  folder.write('ci/mission.yml', mission);
  writeFileSync(join(folder.path, 'run.zip'), archive);
  writeFileSync(join(outside, 'go'), '');
}

describe('mission resume FILE.zip', { timeout: 60_000 }, () => {
  test('F418 keeps successes whose files are in the archive, restores these, and runs the rest', async () => {
    await onLaptop(await failInWorkflow());
    const { exitCode, stdout, stderr } = await resume();
    expect(stderr).toContain('unpacked the run of commit c0ffee0123 from run.zip to .mission');
    expect(stdout).toContain('2 kept, 2 to run');
    expect(stdout).toContain('types runs again: the archive cannot have all of its files');
    expect(exitCode).toBe(0);
    expect(ran()).toEqual(['types', 'unit']);
    expect(statSync(join(folder.path, 'dist/app')).mode & 0o777).toBe(0o755);
    const report = JSON.parse(folder.read('.mission/mission.json'));
    expect(report.result).toBe('succeeded');
    expect(folder.read('.mission/logs/lint.log')).toBe('');
    // The same folder can be resumed and reported like any other.
    expect((await folder.mission('report')).exitCode).toBe(0);
  });

  test('F418 with --failed, every success is kept', async () => {
    await onLaptop(await failInWorkflow());
    const { exitCode } = await resume('--failed', '--dir', 'reports');
    expect(exitCode).toBe(0);
    expect(ran()).toEqual(['unit']);
    expect(folder.has('reports/final-report.md')).toBe(true);
  });

  test('F418 a mission that works in a folder below is resumed from the top', async () => {
    const archive = await failInWorkflow({ 'working-directory': 'web' });
    folder.write('web/ci/mission.yml', mission);
    writeFileSync(join(folder.path, 'run.zip'), archive);
    writeFileSync(join(outside, 'go'), '');
    const { exitCode } = await resume();
    expect(exitCode).toBe(0);
    expect(ran()).toEqual(['types', 'unit']);
    expect(folder.has('web/dist/app')).toBe(true);
  });

  test('F417 no file on this machine is replaced: the task that wrote it runs again', async () => {
    await onLaptop(await failInWorkflow());
    folder.write('dist/app', 'mine');
    const { exitCode, stdout } = await resume();
    expect(stdout).toContain(
      'build runs again: dist/app here has other content than in the archive, and is not replaced',
    );
    expect(exitCode).toBe(0);
    expect(ran()).toEqual(['build', 'types', 'unit']);
  });

  test('F627 a file in the place of a folder is not replaced: the task that wrote below it runs again', async () => {
    await onLaptop(await failInWorkflow());
    folder.write('dist', 'mine');
    const { stdout, stderr } = await resume();
    expect(stdout).toContain('build runs again: dist/app here has other content than in the archive');
    expect(stderr).not.toMatch(/node:internal|Mission Runner itself failed/);
    expect(folder.read('dist')).toBe('mine');
  });

  test('F419 only files that `artifacts` match are restored, and no file of the run identifies a process', async () => {
    const files = readZip(await failInWorkflow());
    const list = JSON.parse(files.get('files.json')?.toString() ?? '');
    const listed = Object.values(list.files)[0];
    for (const path of ['files/build/.git/hooks/x', 'files/build/src/x', 'files/lint/x']) {
      files.set(path, Buffer.from('app\n'));
      list.files[path] = listed;
    }
    files.set('files.json', Buffer.from(JSON.stringify(list)));
    files.set('run.json', Buffer.from(JSON.stringify({ pid: process.pid, mark: 'x' })));
    await onLaptop(makeZip([...files].map(([name, content]) => ({ name, content: content.toString() }))));
    execFileSync('git', ['init', '--quiet'], { cwd: folder.path });
    const { exitCode } = await resume('--dir', 'reports');
    expect(exitCode).toBe(0);
    expect(ran()).toEqual(['types', 'unit']);
    expect(folder.has('src/x')).toBe(false);
    expect(folder.has('x')).toBe(false);
    expect(folder.has('.git/hooks/x')).toBe(false);
    expect(JSON.parse(folder.read('reports/run.json')).mark).not.toBe('x');
  });

  test('F419 a file with another digest than its list counts as missing', async () => {
    const files = readZip(await failInWorkflow());
    files.set('files/build/dist/app', Buffer.from('changed'));
    await onLaptop(makeZip([...files].map(([name, content]) => ({ name, content: content.toString() }))));
    const { exitCode, stdout } = await resume();
    expect(stdout).toContain('build runs again: the archive has 0 of its 1 files whole');
    expect(exitCode).toBe(0);
    expect(folder.read('dist/app')).toBe('app\n');
  });

  test.each([
    ['the page', [{ name: 'report.html' }], 'this is the page alone: download the artifact with all reports and logs'],
    ['a part that cannot be read', [{ name: 'part.json' }, { name: 'part.tar' }], 'found a part.json that is no JSON'],
    ['no run', [{ name: 'a.txt' }], 'expected events.jsonl, the journal of a run, found a.txt'],
    ['a damaged journal', [{ name: 'events.jsonl', content: 'x\n' }], 'expected an event in line 1 of its journal'],
    ['a path out of it', [{ name: '../events.jsonl' }], 'invalid relative path'],
  ])('F419 an archive with %s is refused, and the last run stays', async (_, entries, message) => {
    await onLaptop(makeZip(entries));
    await folder.start(['run', 'ci/mission.yml', '--gate', 'off', '--log', 'none'], { env: variables() }).ended;
    const before = folder.read('.mission/events.jsonl');
    const { exitCode, stderr } = await resume();
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(folder.read('.mission/events.jsonl')).toBe(before);
  });

  test('says what to do if it is started elsewhere than the run', async () => {
    writeFileSync(join(folder.path, 'run.zip'), await failInWorkflow());
    const { exitCode, stderr } = await resume();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('name it with --mission');
  });

  test('--dir without an archive is refused', async () => {
    const { exitCode, stderr } = await folder.mission('resume', '--dir', 'x');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('expected --dir only with an archive');
  });
});
