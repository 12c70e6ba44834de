import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '../process/step-harness.ts';
import { smallDisk } from '../small-disk.ts';
import { cli, type Folder, newFolder } from './command-line.ts';
import { runMission } from './run-in.ts';

const MiB = 1024 ** 2;

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

describe.skipIf(process.platform === 'win32')('F21 a log that passes its limit', () => {
  it('F21 is cut with a mark, and every report mentions it; the task is not affected', async () => {
    const run = await runMission(
      folder,
      `name: Loud
log-limit: 1MB
tasks:
  loud: { run: 'seq 1 1000000; exit 7' }
  quiet: { run: 'seq 1 1000' }
`,
      '--log',
      'prefixed',
    );
    expect(run.exitCode).toBe(1);
    expect(run.statuses).toEqual({ loud: 'failed', quiet: 'succeeded' });
    expect(run.task('loud')).toMatchObject({ exitCode: 7, logCut: expect.any(Number) });
    expect(run.task('quiet')).not.toHaveProperty('logCut');
    const log = folder.read('.mission/logs/loud.log');
    expect(log.length).toBeLessThanOrEqual(MiB);
    expect(log).toMatch(/^1\n2\n3\n/);
    expect(log).toMatch(/\n\[mission: \d MB were cut out of this log: its limit is 1 MB\]\n/);
    expect(log).toMatch(/\n999999\n1000000\n$/);
    expect(folder.read('.mission/logs/quiet.log')).toMatch(/^1\n(?:\d+\n){998}1000\n$/);
    const said = 'the log of loud has reached its limit of 1 MB';
    expect(run.stdout).toContain(said);
    expect(folder.read('.mission/final-report.md')).toContain(said);
    expect(folder.read('.mission/final-report.md')).toContain('its log, with a part cut out');
    expect(folder.read('.mission/tasks/loud.md')).toMatch(
      /; [\d.]+ MiB more were cut out of its middle; its last lines:/,
    );
    // The output shown during the run has only whole lines, even if the log was cut in the meantime.
    const shown = run.stdout.split('\n').filter((line) => line.startsWith('loud │ '));
    expect(shown.filter((line) => !/^loud │ (?:\d+|\[mission: .+\])$/.test(line))).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('F30 the disk of the logs', () => {
  it('F30 does not fill up: the loud task and the journal continue, and the report mentions it', {
    timeout: 60_000,
  }, async ({ skip }) => {
    const disk = smallDisk(16, skip);
    const room = 'until [ "$(($(stat -f -c "%a * %S" "$MISSION_DIR")))" -gt 2000000 ]; do sleep 0.05; done';
    folder.write(
      'm.yml',
      `name: Loud
tasks:
  loud: { run: 'for i in $(seq 30); do ${room}; seq -f "$i %0100g" 10000; done' }
  after: { needs: loud, run: 'echo after' }
`,
    );
    const { exitCode, stdout } = await folder.mission('run', 'm.yml', '--gate', 'off', '--dir', join(disk, 'run'));
    expect(exitCode).toBe(0);
    const said = 'the disk of the logs is nearly full';
    expect(stdout).toContain(said);
    const report = join(disk, 'run', 'final-report.md');
    expect(await text(spawn('cat', [report]).stdout)).toContain(said);
  });
});

describe.skipIf(process.platform === 'win32')('F31 the disk of the journal', () => {
  /** A task that fills the disk, then a chain of tasks. The events of the first few may still fit into the last block. */
  const mission = (fill: string): string => `name: Full
tasks:
  long: { run: 'echo $$ > long.pid; until test -e filled; do sleep 0.05; done; exec sleep 600' }
  t0: { run: 'until test -e long.pid; do sleep 0.05; done; ${fill}; touch filled' }
${Array.from({ length: 40 }, (_, index) => `  t${index + 1}: { needs: t${index}, run: 'touch ran${index + 1}' }`).join('\n')}
`;

  const complaint = (what: string): RegExp =>
    new RegExp(
      `^mission: the journal could not be written: ${what}.*; no further task was started and running tasks were stopped; `,
    );

  it('F31 when it is full, nothing more starts, running tasks are stopped, and the exit code is 3', async ({
    skip,
  }) => {
    if (process.platform !== 'linux') skip('small disks are made of memory on Linux only');
    const dir = join(smallDisk(1, skip), 'run');
    folder.write('m.yml', mission(`head -c 2000000 /dev/zero > "$MISSION_DIR/filler" || true`));
    const { exitCode, stderr } = await folder.mission('run', 'm.yml', '--gate', 'off', '--log', 'none', '--dir', dir);
    expect(stderr).toMatch(complaint('ENOSPC'));
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(3);
    expect(folder.has('ran40')).toBe(false);
    expect(isAlive(Number(folder.read('long.pid')))).toBe(false);
    // With free space again, every document can be made from the journal.
    rmSync(join(dir, 'filler'));
    expect((await folder.mission('report', dir)).exitCode).toBe(0);
    expect(statSync(join(dir, 'final-report.md')).size).toBeGreaterThan(500);
  });

  it('F31 if it is full from the start, a run and a resume report it and start nothing', async ({ skip }) => {
    if (process.platform !== 'linux') skip('small disks are made of memory on Linux only');
    const disk = smallDisk(1, skip);
    const dir = join(disk, 'run');
    const fill = `head -c 2000000 /dev/zero > '${disk}/filler' || true`;
    folder.write('m.yml', `name: Full\ntasks:\n  fails: { run: "touch began; ${fill}; exit 1" }\n`);
    expect((await folder.mission('run', 'm.yml', '--log', 'none', '--dir', dir)).exitCode).toBeGreaterThan(0);
    rmSync(join(folder.path, 'began'));
    const identity = existsSync(join(dir, 'run.json'));
    const commands = [
      ['run', 'm.yml', '--dir', dir],
      ['run', 'm.yml', '--dir', join(disk, 'other')],
      ['resume', dir],
    ];
    for (const command of commands) {
      const { exitCode, stderr } = await folder.mission(...command);
      expect(stderr).toMatch(
        /^mission: expected (?:to write to the folder of the run at|a folder for reports at) .+ENOSPC.+\n/,
      );
      expect(stderr).not.toContain('    at ');
      expect(exitCode).toBe(2);
    }
    expect(folder.has('began')).toBe(false);
    expect(existsSync(join(dir, 'run.json'))).toBe(identity);
  });

  it('F31 a limit on the size of files has the same effect', async () => {
    folder.write('m.yml', mission('true'));
    const command = `ulimit -f 24; exec "${process.execPath}" "${cli}" run m.yml --gate off --log none`;
    const child = spawn('bash', ['-c', command], { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
    const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect(stderr).toMatch(complaint('EFBIG'));
    expect(exitCode).toBe(3);
    expect(folder.has('ran40')).toBe(false);
    expect(isAlive(Number(folder.read('long.pid')))).toBe(false);
  });
});
