import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stopLeftovers } from '../../src/process/stop-leftovers.ts';
import { bench, isAlive, untilWritten } from './step-harness.ts';

const runner = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', 'run-and-wait.ts');

describe.skipIf(process.platform !== 'linux')('after our violent end (Linux only: needs /proc)', () => {
  it('F15 finds, asks and then kills what still carries the mark', { timeout: 60_000 }, async () => {
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
