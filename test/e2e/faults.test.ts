import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findControlGroup } from '../../src/machine/cgroups/folders.ts';
import { cli, type Folder, newFolder } from './command-line.ts';
import { readEvents, readRun, runMission } from './run-in.ts';

/** Faults, tested with the built command line. Other folders test the parts. Each name begins with the number of the fault. */

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const MiB = 1024 ** 2;

/** The highest resident memory of a process so far, in bytes. */
function peakMemory(pid: number | undefined): number {
  const [, kilobytes = ''] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** A control group for at most this many processes and threads. Skips the test if none can be made. */
function processLimit(most: number, skip: (why: string) => never): string {
  const own = findControlGroup(
    readFileSync('/proc/self/cgroup', 'utf8'),
    readFileSync('/proc/self/mountinfo', 'utf8'),
    'pids',
  );
  if (typeof own === 'string') return skip(`no control group for processes: ${own}`);
  const path = `${own.folders[0]}/mission-runner-test-${process.pid}`;
  try {
    mkdirSync(path);
    onTestFinished(() => rmdirSync(path));
    writeFileSync(`${path}/pids.max`, String(most), { flag: 'r+' });
  } catch (error) {
    return skip(`no control group with a limit of processes can be made here: ${String(error)}`);
  }
  return path;
}

describe.skipIf(process.platform === 'win32')('processes', () => {
  it('F10 a missing program, a file that is not executable and a missing folder have different reasons, and the other tasks run', async () => {
    folder.write('plain.txt', 'text');
    const run = await runMission(
      folder,
      `name: Not there
tasks:
  unknown: { shell: "no-such-program {0}", run: x }
  forbidden: { shell: "./plain.txt {0}", run: x }
  nowhere: { working-directory: nowhere, run: x }
  command: { run: no-such-command }
  file: { run: ./plain.txt }
  fine: { run: echo fine }
`,
    );
    expect(run.exitCode).toBe(1);
    expect(run.statuses).toEqual({
      unknown: 'failed',
      forbidden: 'failed',
      nowhere: 'failed',
      command: 'failed',
      file: 'failed',
      fine: 'succeeded',
    });
    expect(run.task('unknown').reason).toContain('found none in PATH');
    expect(run.task('forbidden').reason).toContain('chmod +x it');
    expect(run.task('nowhere').reason).toContain('expected a folder');
    expect(run.task('command').reason).toContain('127');
    expect(run.task('file').reason).toContain('126');
  });

  it.skipIf(process.platform !== 'linux')(
    'F12 if the process table is full, each start is repeated or fails with a reason',
    { timeout: 60_000 },
    async ({ skip }) => {
      const group = processLimit(24, skip);
      const tasks = Array.from({ length: 40 }, (_, index) => `  t${index}: { shell: sh, run: exec sleep 0.3 }`);
      folder.write('m.yml', `name: Crowd\nadmission: { workers: { limit: 100 } }\ntasks:\n${tasks.join('\n')}\n`);
      const command = 'echo $$ > "$1/cgroup.procs" && shift && exec "$@"';
      const argv = [process.execPath, cli, 'run', 'm.yml', '--gate', 'off', '--log', 'none'];
      const child = spawn('sh', ['-c', command, 'sh', group, ...argv], {
        cwd: folder.path,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')]);
      expect(stderr).toBe('');
      const refused = Number(/^max (\d+)$/m.exec(readFileSync(`${group}/pids.events`, 'utf8'))?.[1]);
      expect(refused).toBeGreaterThan(0);
      const run = readRun(folder, { exitCode, signal: null, stdout: '', stderr });
      const entries = tasks.map((_, index) => run.task(`t${index}`));
      const failed = entries.filter(({ status }) => status !== 'succeeded');
      expect(entries.length - failed.length).toBeGreaterThan(5);
      expect(exitCode).toBe(failed.length === 0 ? 0 : 1);
      for (const { reason } of failed)
        expect(reason).toContain('the system had no descriptors, processes or memory left');
    },
  );

  it('F13 mission.json has the exact exit codes and signals, also codes that look like signals', async () => {
    const run = await runMission(
      folder,
      `name: Ends
tasks:
  code: { shell: bash, run: exit 143 }
  highest: { shell: bash, run: exit 255 }
  term: { shell: bash, run: kill -TERM $$ }
  segv: { shell: bash, run: ulimit -c 0; kill -SEGV $$ }
`,
    );
    expect(run.task('code')).toMatchObject({ status: 'failed', exitCode: 143 });
    expect(run.task('code')).not.toHaveProperty('signal');
    expect(run.task('highest')).toMatchObject({ exitCode: 255 });
    expect(run.task('term')).toMatchObject({ status: 'failed', signal: 'SIGTERM' });
    expect(run.task('term')).not.toHaveProperty('exitCode');
    expect(run.task('segv')).toMatchObject({ signal: 'SIGSEGV' });
  });

  it('F16 a task cannot read the standard input of the runner', async () => {
    const run = await runMission(folder, `name: Reads\ntasks:\n  cat: { run: 'cat; echo "at the end"' }\n`);
    expect(run.exitCode).toBe(0);
    expect(folder.read('.mission/logs/cat.log')).toBe('at the end\n');
  });
});

describe.skipIf(process.platform !== 'linux')('output (Linux: memory from /proc)', () => {
  it.each(['grouped', 'prefixed', 'none'])(
    'F20 200 MB on one line and 20 times 10 MB at once: memory stays flat, logs are complete (--log %s)',
    {
      timeout: 120_000,
    },
    async (log) => {
      const many = Array.from({ length: 20 }, (_, index) => `  m${index}: { run: 'seq 100000000 101100000' }`);
      folder.write(
        'm.yml',
        `name: Loud
admission: { workers: { limit: 30 } }
tasks:
  line: { run: 'head -c ${200 * MiB} /dev/zero | tr "\\0" x' }
${many.join('\n')}
  last: { needs: [line, ${many.map((_, index) => `m${index}`).join(', ')}], run: 'touch last; until test -e go; do sleep 0.02; done' }
`,
      );
      const run = folder.start(['run', 'm.yml', '--gate', 'off', '--log', log]);
      while (!folder.has('last')) await new Promise((resolve) => setTimeout(resolve, 20));
      const memory = peakMemory(run.process.pid);
      folder.write('go', '');
      expect((await run.ended).exitCode).toBe(0);
      expect(memory).toBeGreaterThan(20 * MiB);
      expect(memory).toBeLessThan(120 * MiB);
      const logs = `${folder.path}/.mission/logs`;
      expect(statSync(`${logs}/line.log`).size).toBe(200 * MiB);
      for (let index = 0; index < 20; index++) expect(statSync(`${logs}/m${index}.log`).size).toBe(1_100_001 * 10);
    },
  );

  it('F109 results of 100 MB: memory stays flat, and the failure among them is found', {
    timeout: 120_000,
  }, async () => {
    folder.write(
      'make.mjs',
      `import { appendFileSync } from 'node:fs';
const out = (text) => appendFileSync('r.xml', text);
out('<testsuite name="a"><testcase name="fine"/><system-out><![CDATA[');
for (let i = 0; i < 100; i++) out('what a service under test says\\n'.repeat(32_000));
out(']]></system-out><testcase name="bad"><failure message="' + 'm'.repeat(5_000_000) + '">' + 't'.repeat(5_000_000) + '</failure></testcase></testsuite>');
`,
    );
    folder.write(
      'm.yml',
      `name: Large results
tasks:
  large: { run: 'node make.mjs', results: r.xml, continue-on-error: true }
  last: { needs: large, run: 'touch last; until test -e go; do sleep 0.02; done' }
`,
    );
    const run = folder.start(['run', 'm.yml', '--gate', 'off', '--log', 'none']);
    while (!folder.has('last')) await new Promise((resolve) => setTimeout(resolve, 20));
    const memory = peakMemory(run.process.pid);
    folder.write('go', '');
    expect((await run.ended).exitCode).toBe(0);
    // Half of it is Node.js itself. Kept in memory, the file would take more than twice its size.
    expect(memory).toBeLessThan(180 * MiB);
    expect(folder.read('.mission/mission.json')).toMatch(/"results": \{\s*"tests": 2,\s*"failed": 1/);
  });
});

describe.skipIf(process.platform === 'win32')('time', () => {
  it('F37 a wall clock that jumps by hours changes no duration, no timeout and no wait', async () => {
    folder.write(
      'm.yml',
      `name: Jumps
tasks:
  patient: { timeout: 1h, run: 'sleep 0.3' }
  retried: { retry: { attempts: 2, delay: 200ms }, run: 'test -e tried || { touch tried; exit 1; }' }
  slow: { timeout: 500ms, run: 'exec sleep 600' }
tests:
  after: { needs: patient, run: 'true' }
`,
    );
    const clock = fileURLToPath(new URL('fixtures/jumping-clock.mjs', import.meta.url));
    const env = { NODE_OPTIONS: `--import=${clock}` };
    const run = readRun(folder, await folder.start(['run', 'm.yml', '--gate', 'off'], { env }).ended);
    expect(run.statuses).toEqual({ patient: 'succeeded', retried: 'succeeded', slow: 'timed-out', after: 'succeeded' });
    const document = JSON.parse(folder.read('.mission/mission.json'));
    expect(document.duration).toBeGreaterThan(300);
    expect(document.duration).toBeLessThan(60_000);
    const times = readEvents(folder).map(({ at }) => at);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    const patient = document.tasks.find(({ id }: { readonly id: string }) => id === 'patient');
    expect(patient.ended - patient.started).toBeGreaterThanOrEqual(290);
  });
});

describe('the mission file', () => {
  const rest = 'tasks: { a: { run: touch ran } }\n';

  it.each([
    [
      'F50 an alias bomb',
      `${Array.from({ length: 30 }, (_, level) => `k${level + 1}: &k${level + 1} [${`*k${level}, `.repeat(10)}]`).join('\n')}\n${rest}`,
      'yaml-alias-bomb',
    ],
    ['F50 10,000 levels', `name: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n${rest}`, 'too-deep'],
    ['F51 two documents', `name: a\n${rest}---\nname: b\n`, 'yaml-second-document'],
    ['F51 a key twice', `name: a\nname: b\n${rest}`, 'duplicate-key'],
    ['F52 a cycle', 'name: a\ntasks: { a: { run: touch ran, needs: b }, b: { run: touch ran, needs: a } }\n', 'cycle'],
    ['F53 another YAML', `%YAML 1.1\n---\nname: a\n${rest}`, 'yaml-directive'],
    ['F54 a look-alike id', 'name: a\ntasks: { "bu\u0456ld": { run: touch ran } }\n', 'invalid-id'],
    [
      'F55 a path out of the workspace',
      'name: a\ntasks: { a: { run: touch ran, deliverable: ../../x.md } }\n',
      'path-outside',
    ],
  ])('%s exits 2 with its place, and nothing runs', async (_, text, code) => {
    folder.write('m.yml', text);
    const { exitCode, stdout, stderr } = await folder.mission('run', 'm.yml');
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^m\.yml:\d+:\d+: error: /m);
    expect(stderr).toContain(`[${code}]`);
    expect(folder.has('ran')).toBe(false);
    expect(folder.has('.mission')).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('F55 no link leads out of the workspace', async () => {
    const outside = newFolder();
    onTestFinished(() => outside.remove());
    outside.write('found.xml', '<testsuite tests="1"><testcase name="foreign"/></testsuite>');
    symlinkSync(outside.path, `${folder.path}/link`);
    const run = await runMission(
      folder,
      `name: Links
tasks:
  there: { working-directory: link, run: touch task }
  through: { working-directory: link/.., run: touch here }
  served: { services: api, run: "true" }
  written: { deliverable: link/report.md, run: "true" }
  read: { results: link/*.xml, run: "true" }
services:
  api: { working-directory: link, run: "touch service; sleep 5" }
`,
    );
    expect(run.exitCode).toBe(1);
    const statuses = { there: 'failed', through: 'succeeded', served: 'failed', written: 'failed', read: 'failed' };
    expect(run.statuses).toEqual(statuses);
    for (const id of ['there', 'written', 'read']) expect(run.task(id).reason).toMatch(/outside|leads out|leaves/);
    expect(run.task('read')).not.toHaveProperty('results');
    // The path itself lies in the workspace, even if the system follows the link in it.
    expect(folder.has('here')).toBe(true);
    expect(readdirSync(outside.path)).toEqual(['found.xml']);
  });

  it('F57 random bytes get a diagnostic', { timeout: 120_000 }, async () => {
    const files = Array.from({ length: 36 }, (_, index) => `${index}.yml`);
    for (const [index, file] of files.entries()) {
      writeFileSync(`${folder.path}/${file}`, randomBytes(1 + index * index * 3));
    }
    // Some files in one process each, the rest in one process, because a start takes longer than reading a file.
    const some = files.slice(0, 24);
    const all = await Promise.all(
      [...some.map((file) => [file]), files.slice(24)].map(async (names) => {
        const { exitCode, stdout, stderr } = await folder.mission('validate', ...names);
        return { names, exitCode, stdout, stderr };
      }),
    );
    for (const { names, exitCode, stdout, stderr } of all) {
      expect({ names, exitCode, stdout }).toEqual({ names, exitCode: 2, stdout: '' });
      for (const name of names) expect(stderr).toMatch(new RegExp(`^${name}:\\d+:\\d+: error: `, 'm'));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
      expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]|^\s+at .*:\d+:\d+\)?$/m);
    }
  });

  it('F50 a file of 100 MB is refused without being read', async () => {
    folder.write('m.yml', 'name: Huge\n');
    truncateSync(`${folder.path}/m.yml`, 100 * MiB);
    const { exitCode, stderr } = await folder.mission('validate', 'm.yml');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[too-large]');
    expect(stderr.length).toBeLessThan(1000);
  });

  it('F56 10,000 tasks with 50,000 edges are valid', { timeout: 120_000 }, async () => {
    const needs = (index: number): string =>
      [1, 7, 49, 343, 2401].map((distance) => `t${Math.max(0, index - distance)}`).join(', ');
    const tasks = Array.from({ length: 10_000 }, (_, index) =>
      index < 2402 ? `  t${index}: { run: x }` : `  t${index}: { run: x, needs: [${needs(index)}] }`,
    );
    folder.write('m.yml', `name: Large\ntasks:\n${tasks.join('\n')}\n`);
    expect(await folder.mission('validate', 'm.yml')).toMatchObject({ exitCode: 0 });
  });
});

it.skipIf(process.platform === 'win32')(
  'F25 malformed or oversized outputs fail their task, with file, line and reason',
  async () => {
    const run = await runMission(
      folder,
      `name: Outputs
tasks:
  bad: { run: 'printf "evil\\n::set-output name=x::y\\n" >> "$MISSION_OUTPUT"' }
  huge: { run: 'head -c 10485760 /dev/zero >> "$MISSION_OUTPUT"' }
  good: { run: 'echo "fine=yes" >> "$MISSION_OUTPUT"' }
  after: { needs: bad, run: 'echo "must not run"' }
  again: { run: 'if [ "$MISSION_ATTEMPT" = 1 ]; then echo "no sign"; else echo "a=1"; fi >> "$MISSION_OUTPUT"', retry: 2 }
`,
    );
    expect(run.task('bad')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('line 1: expected NAME='),
    });
    expect(run.task('huge').status).toBe('failed');
    expect(run.task('good').status).toBe('succeeded');
    expect(run.task('after').status).toBe('skipped');
    expect(run.task('again')).toMatchObject({ status: 'succeeded', outputs: { a: '1' } });
    expect(run.task('bad').outputs).toEqual({});
    expect(run.task('huge').outputs).toEqual({});
    expect(run.task('good').outputs).toEqual({ fine: 'yes' });
    expect(folder.read('.mission/tasks/bad.md')).toContain('line 1: expected NAME=VALUE');
    expect(folder.read('.mission/tasks/huge.md')).toContain('found 10485760');
    expect(existsSync(`${folder.path}/.mission/tasks/good.md`)).toBe(true);
  },
);
