import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Ready } from '../../src/mission/model/mission.ts';
import type { ServiceOutcome } from '../../src/ports/ports.ts';
import { bench, isAlive, until, untilWritten } from './step-harness.ts';

const soon = { timeout: 60_000, interval: 10 };

function types(outcomes: readonly ServiceOutcome[]): readonly string[] {
  return outcomes.map(({ type }) => type);
}

/** A port at which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return address.port;
}

const listen = `exec "$NODE" -e "require('http').createServer((q, a) => a.end('ok')).listen(process.env.PORT, '127.0.0.1')"`;

describe.skipIf(process.platform === 'win32')('services', () => {
  it('starts with its own mark under the rules of a task, and is ready at once without `ready`', async () => {
    const environment = { ...process.env, GITHUB_ENV: 'ours', MISSION_TASK: 'outer', MISSION_LEVEL: '3' };
    const { service, run, dir, processes, file } = bench({ environment });
    const outcomes = service({
      run: 'echo up; env > seen.partial; mv seen.partial seen; exec sleep 1000',
      env: { OWN: 'mine', MISSION_TASK: 'forged' },
    });
    expect(outcomes).toEqual([]);
    const seen = (await untilWritten(file('seen')))
      .split('\n')
      .filter((line) => /^(MISSION|OWN|GITHUB_ENV)/.test(line));
    expect(seen.sort()).toEqual([
      `MISSION_DIR=${dir}`,
      'MISSION_FILE_NAME=api',
      `MISSION_RUN=${run}`,
      'MISSION_SERVICE=api',
      'OWN=mine',
    ]);
    expect(types(outcomes)).toEqual(['started', 'ready']);
    processes.terminateService('api');
    await until(() => outcomes.length === 3);
    expect(outcomes[2]).toEqual({ type: 'exited', signal: 'SIGTERM', logTail: 'up' });
  });

  it.each<[string, (port: number) => Partial<Ready>]>([
    ['http', (port) => ({ http: `http://127.0.0.1:${port}/` })],
    ['tcp', (port) => ({ tcp: `127.0.0.1:${port}` })],
    [
      'command',
      (port) => ({
        command: `"$NODE" -e "require('net').connect(${port}, '127.0.0.1').on('connect', () => process.exit(0))"`,
      }),
    ],
  ])('is ready when %s says so', async (_, ready) => {
    const port = await freePort();
    const { service, processes } = bench();
    const env = { PORT: String(port), NODE: process.execPath };
    const outcomes = service({ run: listen, env, ready: { ...soon, ...ready(port) } });
    await until(() => outcomes.length >= 2);
    expect(types(outcomes)).toEqual(['started', 'ready']);
    processes.terminateService('api');
    await until(() => outcomes.length >= 3);
    expect(types(outcomes)).toEqual(['started', 'ready', 'exited']);
  });

  it('is ready if a line of its log matches', async () => {
    const { service, processes } = bench();
    const run = 'echo starting; echo "listening on 8080"; exec sleep 1000';
    const outcomes = service({ run, ready: { ...soon, log: '^listening on \\d+$' } });
    await until(() => outcomes.length >= 2);
    expect(types(outcomes)).toEqual(['started', 'ready']);
    processes.killService('api');
    await until(() => outcomes.length >= 3);
    expect(outcomes[2]).toMatchObject({ signal: 'SIGKILL', logTail: 'starting\nlistening on 8080' });
  });

  it('reports the last result if it is not ready in time, and runs until it is stopped', async () => {
    const { service, processes } = bench();
    const outcomes = service({ run: 'exec sleep 1000', ready: { timeout: 300, interval: 10, command: 'exit 3' } });
    await until(() => outcomes.length >= 2);
    expect(outcomes[1]).toEqual({
      type: 'failed',
      message: 'it was not ready after 0.3 s: exit code 3',
      running: true,
    });
    processes.terminateService('api');
    await until(() => outcomes.length >= 3);
    expect(types(outcomes)).toEqual(['started', 'failed', 'exited']);
  });

  it('is never ready after it has ended or while it is being stopped', async () => {
    const { service, processes } = bench();
    const ended = service({ run: 'echo broken >&2; exit 4', ready: { ...soon, command: 'false' } });
    await until(() => ended.length >= 2);
    expect(ended.slice(1)).toEqual([{ type: 'exited', exitCode: 4, logTail: 'broken' }]);
    const stopped = service({ run: 'exec sleep 1000', ready: { ...soon, command: 'test -e ready' } });
    await until(() => stopped.length >= 1);
    processes.terminateService('api');
    await until(() => stopped.length >= 2);
    expect(types(stopped)).toEqual(['started', 'exited']);
  });

  it('F329 is ready after its setup, which has its environment, its folder and its log', async () => {
    const { service, processes, file, read } = bench();
    const outcomes = service({
      run: 'echo up; touch up; exec sleep 1000',
      env: { WHO: 'seed' },
      ready: { ...soon, command: 'test -e up' },
      setup: {
        run: 'echo "filled by $WHO of $MISSION_SERVICE"; sleep 1000 & echo $! > left; touch filled',
        timeout: 60_000,
      },
    });
    await until(() => outcomes.length >= 2);
    expect(outcomes[1]).toEqual({ type: 'ready', setup: expect.any(Number) });
    expect(read('filled')).toBe('');
    // What the setup leaves running is stopped.
    await until(() => !isAlive(Number(read('left'))));
    processes.terminateService('api');
    await until(() => outcomes.length >= 3);
    expect(outcomes[2]).toMatchObject({ logTail: 'up\n▶ setup\nfilled by seed of api' });
    expect(file('left')).not.toBe('');
  });

  it('F330 fails with the exit code and the log of its setup, and runs until it is stopped', async () => {
    const { service, processes } = bench();
    const run = 'trap "echo shutting down; exit" TERM; echo error: of before; while true; do sleep 0.1; done';
    const setup = { run: 'echo seeding; echo "error: no table" >&2; exit 3', timeout: 60_000 };
    const outcomes = service({ run, ready: { ...soon, log: 'of before' }, setup });
    await until(() => outcomes.length >= 2);
    const message =
      'its setup exited with code 3; line 4 of its log: error: no table; see the end of its log logs/api.log';
    const causes = [{ line: 4, text: 'error: no table' }];
    const setupLog = { logTail: '▶ setup\nseeding\nerror: no table', causes };
    expect(outcomes[1]).toEqual({ type: 'failed', message, running: true, setupLog });
    processes.terminateService('api');
    await until(() => outcomes.length >= 3);
    expect(outcomes[2]).toMatchObject({ type: 'exited', logTail: expect.stringContaining('shutting down') });
  });

  it('F330 fails if its setup does not end in time or cannot be started, and stops it', async () => {
    const { service, processes, file } = bench();
    const slow = service({ run: 'exec sleep 1000', setup: { run: 'echo $$ > pid; exec sleep 1000', timeout: 700 } });
    const pid = Number(await untilWritten(file('pid')));
    await until(() => slow.length >= 2);
    expect(slow[1]).toMatchObject({
      type: 'failed',
      message: expect.stringContaining('its setup had not ended after 0.7 s'),
    });
    await until(() => !isAlive(pid));
    processes.terminateService('api');
    await until(() => slow.length >= 3);
  });

  it('F330 stops its setup when it is stopped or ends, and is not ready then', async () => {
    const { service, processes, file } = bench();
    const setup = { run: 'trap "" TERM; echo $$ > pid; while true; do sleep 0.1; done', timeout: 60_000 };
    const stopped = service({ run: 'exec sleep 1000', setup });
    const pid = Number(await untilWritten(file('pid')));
    processes.terminateService('api');
    await until(() => stopped.length >= 2);
    expect(types(stopped)).toEqual(['started', 'exited']);
    await until(() => !isAlive(pid));
    const ended = service({
      run: 'until test -e go; do sleep 0.02; done; exit 5',
      setup: { run: 'touch go; exec sleep 1000', timeout: 60_000 },
    });
    await until(() => ended.length >= 2);
    expect(ended[1]).toMatchObject({ type: 'exited', exitCode: 5 });
  });

  it('fails with a reason if it cannot be started', async () => {
    const { service } = bench();
    const outcomes = service({ run: ':', workingDirectory: 'nowhere' });
    await until(() => outcomes.length >= 1);
    expect(outcomes).toEqual([
      { type: 'failed', message: expect.stringContaining('working-directory "nowhere"'), running: false },
    ]);
  });

  it.skipIf(process.platform !== 'linux')('F05 is stopped with processes in other sessions', async () => {
    const { service, processes, file } = bench();
    const run = 'setsid bash -c \'trap "" HUP; echo $$ > hidden; exec sleep 1000\' & wait';
    const outcomes = service({ run });
    const hidden = Number(await untilWritten(file('hidden')));
    processes.terminateService('api');
    await until(() => types(outcomes).includes('exited'));
    expect(isAlive(hidden)).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('is found by its mark at the end of the run', async () => {
    const { service, processes, file } = bench();
    service({ run: 'echo $$ > pid; exec sleep 1000' });
    const pid = Number(await untilWritten(file('pid')));
    onTestFinished(() => processes.killService('api'));
    expect((await processes.sweep()).map((left) => left.pid)).toContain(pid);
    await until(() => !isAlive(pid));
  });
});
