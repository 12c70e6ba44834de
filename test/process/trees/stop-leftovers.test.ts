import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ProcessRow, ProcessSystem } from '../../../src/process/trees/process-system.ts';
import { stopLeftovers } from '../../../src/process/trees/stop-leftovers.ts';
import { bench, isAlive, untilWritten } from '../step-harness.ts';

const runner = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', 'run-and-wait.ts');

describe.skipIf(process.platform !== 'linux')('after the runner was killed (Linux only: needs /proc)', () => {
  it('F15 finds the processes with the mark, sends TERM and then KILL', { timeout: 60_000 }, async () => {
    const { dir, root, run, file } = bench();
    const child = spawn(process.execPath, [runner, dir, root, run], { stdio: 'ignore' });
    const polite = Number(await untilWritten(file('polite')));
    const deaf = Number(await untilWritten(file('deaf')));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect([polite, deaf].map(isAlive)).toEqual([true, true]);

    expect(await stopLeftovers({ run: 'another run', grace: 100 })).toEqual([]);
    const found = await stopLeftovers({ run, grace: 500 });
    expect(found.map((left) => left.pid)).toEqual(expect.arrayContaining([polite, deaf]));
    expect(await untilWritten(file('asked'))).toBe('asked');
    expect([polite, deaf].map(isAlive)).toEqual([false, false]);
    expect(await stopLeftovers({ run, grace: 500 })).toEqual([]);
  });
});

describe('at the end of the own run', () => {
  const row = (pid: number, start?: string): ProcessRow => ({
    pid,
    parent: 1,
    group: pid,
    session: pid,
    ...(start === undefined ? {} : { start }),
  });
  const ourselves = process.pid;
  const [older, younger] = [ourselves + 1, ourselves + 2];

  /** Every process but the own one carries the mark. */
  function systemOf(starts: readonly (string | undefined)[]): { system: ProcessSystem; asked: number[] } {
    let rows = [ourselves, older, younger].map((pid, index) => row(pid, starts[index]));
    const asked: number[] = [];
    const system: ProcessSystem = {
      list: () => rows,
      markOf: (pid) => {
        asked.push(pid);
        return pid === ourselves ? undefined : { run: 'ours', id: 'L2.1' };
      },
      commandOf: String,
      groupExists: () => false,
      signalGroup: () => {},
      signalOne: ({ pid }) => {
        rows = rows.filter((other) => other.pid !== pid);
      },
    };
    return { system, asked };
  }

  it('does not read the environment of processes older than the own one', async () => {
    const { system, asked } = systemOf(['500', '99', '1000']);
    const found = await stopLeftovers({ run: 'ours', grace: 0, system, own: true });
    expect(found.map(({ pid }) => pid)).toEqual([younger]);
    expect(asked).not.toContain(older);
  });

  it.each([[[undefined, undefined, undefined]], [['Mon 9:00', 'Mon 8:00', 'Mon 10:00']]])(
    'looks at all where starts cannot be compared: %j',
    async (starts) => {
      const { system } = systemOf(starts);
      const found = await stopLeftovers({ run: 'ours', grace: 0, system, own: true });
      expect(found.map(({ pid }) => pid)).toEqual([older, younger]);
    },
  );
});
