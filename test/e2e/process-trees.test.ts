import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, type Folder, newFolder, type Started } from './command-line.ts';

/**
 * No process may survive a mission, however the mission ends. These tests find processes by a number in their command
 * lines, and not by the groups, sessions and marks that the product itself uses.
 */

let folder: Folder;
let token: string;
beforeEach(() => {
  folder = newFolder();
  // Part of the duration of `sleep`, and different in each test.
  token = String(process.hrtime.bigint()).slice(-9);
});
afterEach(() => {
  for (const { pid } of alive()) process.kill(pid, 'SIGKILL');
  folder.remove();
});

interface Seen {
  readonly pid: number;
  readonly command: string;
}

/** All processes of this machine with the number in their command line, without zombies. */
function alive(): readonly Seen[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const dead = /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return command.includes(token) && !dead ? [{ pid, command }] : [];
    } catch {
      return [];
    }
  });
}

/** Each way to escape, as a line of bash that returns at once. `NAP` is a sleep with the number in its command line. */
const WAYS: Readonly<Record<string, string>> = {
  plain: 'NAP 1 &',
  stubborn: `bash -c 'trap "" TERM INT HUP; NAP 2; NAP 2' TOKEN &`,
  session: `setsid bash -c 'trap "" TERM; NAP 3; NAP 3' TOKEN &`,
  orphan: `bash -c '(NAP 4 &) &'`,
  nohup: 'nohup bash -c "NAP 5; NAP 5" TOKEN > /dev/null 2>&1 &',
  daemon: `setsid bash -c 'cd /; exec < /dev/null > /dev/null 2>&1; (setsid bash -c "NAP 6; NAP 6" TOKEN &)'`,
  stopped: `bash -c 'kill -STOP $$; NAP 7' TOKEN &`,
  disowned: 'NAP 8 & disown',
};

function script(ways: readonly string[], then: string): string {
  const lines = ways.map((way) =>
    WAYS[way]?.replace(/NAP (\d)/g, `sleep $1000000.${token}`).replaceAll('TOKEN', token),
  );
  return [...lines, 'touch ready', then].join('\n');
}

const ALL = Object.keys(WAYS);

function mission(tasks: Readonly<Record<string, string>>, more = '', keys = ''): string {
  const entries = Object.entries(tasks).map(
    ([id, run]) => `  ${id}:\n${keys}    shell: bash\n    run: |\n${run.replace(/^/gm, '      ')}\n`,
  );
  return `name: Trees\n${more}tasks:\n${entries.join('')}`;
}

function start(text: string): Started {
  folder.write('m.yml', text);
  return folder.start(['run', 'm.yml', '--gate', 'off', '--log', 'none']);
}

/** Waits until every way has been used; the timeout of the test is the limit. */
async function away(count = ALL.length): Promise<void> {
  const numbers = (): Set<string | undefined> =>
    new Set(alive().map(({ command }) => /^sleep (\d)000000\./.exec(command)?.[1]));
  // The stopped process never reaches its sleep.
  while (!folder.has('ready') || numbers().size < count - 1) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.skipIf(process.platform !== 'linux')(
  'F03 F05 no process survives a mission (Linux: needs /proc)',
  { timeout: 60_000 },
  () => {
    async function expectNothingLeft(ended: Promise<Ended>, exitCode: number): Promise<Ended> {
      const result = await ended;
      expect(alive()).toEqual([]);
      expect(`${result.exitCode} ${result.stderr}`).toMatch(new RegExp(`^${exitCode} `));
      return result;
    }

    it.each([
      ['ends well', ':', 0],
      ['fails', 'exit 3', 1],
    ])('whose task %s, and the reports name each leftover process', async (_, then, exitCode) => {
      const wait = `until test -e go; do sleep 0.02; done; ${then}`;
      const run = start(mission({ t: script(ALL, wait) }));
      await away();
      const before = alive().map(({ pid }) => pid);
      expect(before.length).toBeGreaterThanOrEqual(ALL.length);
      folder.write('go', '');
      await expectNothingLeft(run.ended, exitCode);
      const reports = `${folder.read('.mission/tasks/t.md')}\n${folder.read('.mission/final-report.md')}`;
      const unnamed = before.filter((pid) => !new RegExp(`process ${pid}\\b`).test(reports));
      expect(unnamed).toEqual([]);
      expect(reports).toContain(`sleep 3000000.${token}`);
    });

    it('F01 whose task reaches its timeout', async () => {
      const run = start(
        mission({ t: script(ALL, 'trap "" TERM; while :; do sleep 1; done') }, '', '    timeout: 3s\n'),
      );
      await expectNothingLeft(run.ended, 1);
      const [task] = JSON.parse(folder.read('.mission/mission.json')).tasks;
      expect(task.status).toBe('timed-out');
      // The timeout, and then the whole grace period of four seconds.
      expect(task.ended - task.started).toBeGreaterThanOrEqual(6_990);
    });

    it('that `fail-fast` stops', async () => {
      const run = start(
        mission({ t: script(ALL, 'wait'), bad: 'until test -e go; do sleep 0.02; done; exit 1' }, 'fail-fast: true\n'),
      );
      await away();
      folder.write('go', '');
      await expectNothingLeft(run.ended, 1);
    });

    it.each([
      'SIGINT',
      'SIGTERM',
      'SIGHUP',
      'SIGQUIT',
      'SIGABRT',
      'SIGALRM',
      'SIGVTALRM',
      'SIGUSR2',
      'SIGXCPU',
      'SIGSYS',
    ] as const)('F08 after %s', async (signal) => {
      const run = start(mission({ t: script(ALL, 'wait; sleep 1000') }));
      await away();
      run.process.kill(signal);
      await expectNothingLeft(run.ended, 130);
    });

    it('F06 after two SIGINT, which skip the grace period', async () => {
      const run = start(mission({ t: script(ALL, 'trap "" TERM; while :; do sleep 1; done') }));
      await away();
      run.process.kill('SIGINT');
      await run.printed('interrupted by SIGINT');
      run.process.kill('SIGINT');
      await expectNothingLeft(run.ended, 130);
      expect(folder.read('.mission/final-report.md')).toContain('cancelled');
      expect(folder.has('.mission/tasks/t.md')).toBe(true);
    });

    it('F06 after two SIGQUIT, the second in the grace period of the first', async () => {
      const run = start(mission({ t: script(ALL, 'trap "" TERM; while :; do sleep 1; done') }));
      await away();
      run.process.kill('SIGQUIT');
      await run.printed('interrupted by SIGQUIT');
      run.process.kill('SIGQUIT');
      await expectNothingLeft(run.ended, 130);
      expect(folder.read('.mission/final-report.md')).toContain('cancelled');
    });

    it('F07 after twelve signals at once while tasks are being started', async () => {
      const chain = Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [`t${index}`, script(['plain', 'session', 'orphan'], 'sleep 0.1')]),
      );
      const run = start(mission(chain, 'admission: { workers: { limit: 3 } }\n'));
      while (!folder.has('ready')) await new Promise((resolve) => setTimeout(resolve, 5));
      for (let round = 0; round < 12; round++) run.process.kill(round % 2 === 0 ? 'SIGINT' : 'SIGTERM');
      await expectNothingLeft(run.ended, 130);
    });

    it('F15 after kill -9 of the runner and `mission report`', async () => {
      const run = start(mission({ t: script(ALL, 'wait; sleep 1000') }));
      await away();
      run.process.kill('SIGKILL');
      await run.ended;
      expect(alive().length).toBeGreaterThanOrEqual(ALL.length);
      const { stderr } = await expectNothingLeft(folder.mission('report', '.mission'), 0);
      expect(stderr).toMatch(/^mission: stopped \d+ processes that the killed run had left$/m);
    });

    it('F09 after a fork bomb, which does not disturb the other tasks', async () => {
      const storm = `touch storming; for i in $(seq 20); do (while :; do (sleep 0.0${token} &) ; done) & done; wait`;
      const other = `until test -e storming; do sleep 0.02; done; for i in $(seq 20); do echo $i; done`;
      // Only the fork bomb has a timeout, because the other task can be slow on a busy machine.
      const run = start(mission({ storm, other }).replace('  storm:\n', '  storm:\n    timeout: 3s\n'));
      await expectNothingLeft(run.ended, 1);
      const statuses = JSON.parse(folder.read('.mission/mission.json')).tasks.map(
        ({ id, status }: { readonly id: string; readonly status: string }) => `${id} ${status}`,
      );
      expect(statuses).toEqual(['storm timed-out', 'other succeeded']);
    });
  },
);
