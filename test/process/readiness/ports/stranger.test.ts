import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Ready } from '../../../../src/mission/model/mission.ts';
import { bench, until } from '../../step-harness.ts';

const times = { timeout: 20_000, interval: 10 };
const server = `require('http').createServer((q, a) => a.end('ok')).listen({ port: Number(process.env.PORT), host: process.env.HOST, reusePort: process.env.SHARED === 'yes' }, function () { console.log(this.address().port) })`;
const serve = 'exec "$NODE" -e "$SERVER"';

/** A server that listens before the service is started; resolves with its port. */
async function oldServer(
  host: string,
  more: Record<string, string> = {},
): Promise<{ port: number; child: ChildProcess }> {
  const env = { ...process.env, PORT: '0', HOST: host, ...more };
  const child = spawn(process.execPath, ['-e', server], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return { port: Number(String(line)), child };
}

async function start(port: number, ready: Partial<Ready>, host = '127.0.0.1', more: Record<string, string> = {}) {
  const { service } = bench();
  const env = { NODE: process.execPath, SERVER: server, PORT: String(port), HOST: host, ...more };
  const outcomes = service({ run: serve, env, ready: { ...times, ...ready } });
  await until(() => outcomes.some(({ type }) => type === 'ready' || type === 'failed' || type === 'exited'));
  return outcomes;
}

describe.skipIf(process.platform !== 'linux')(
  'F185 a server that already listens at the port does not make a service ready',
  () => {
    it.each<[string, string, (port: number) => Partial<Ready>]>([
      ['http', '127.0.0.1', (port) => ({ http: `http://127.0.0.1:${port}/` })],
      ['tcp', '127.0.0.1', (port) => ({ tcp: `127.0.0.1:${port}` })],
      ['a command that names the port', '127.0.0.1', (port) => ({ command: `true # http://localhost:${port}/` })],
      ['localhost, held at every address', '0.0.0.0', (port) => ({ tcp: `localhost:${port}` })],
      ['localhost, held at ::1 only', '::1', (port) => ({ tcp: `localhost:${port}` })],
    ])('F185 checked by %s', async (_, host, ready) => {
      const { port, child } = await oldServer(host);
      const outcomes = await start(port, ready(port));
      expect(outcomes).toEqual([
        {
          type: 'failed',
          running: false,
          message: expect.stringMatching(
            `^expected port ${port} to be free before the service starts: port ${port} is in use by process ${child.pid} \\(.*node.*\\); stop that process`,
          ),
        },
      ]);
    });

    it('F185 with a port shared by SO_REUSEPORT', async () => {
      const { port } = await oldServer('127.0.0.1', { SHARED: 'yes' });
      const outcomes = await start(port, { tcp: `127.0.0.1:${port}` }, '127.0.0.1', { SHARED: 'yes' });
      expect(outcomes).toMatchObject([{ type: 'failed', running: false }]);
    });

    it('but another address of the same port is no obstacle', async () => {
      const { port } = await oldServer('127.0.0.2');
      const outcomes = await start(port, { tcp: `127.0.0.1:${port}` });
      expect(outcomes.map(({ type }) => type)).toEqual(['started', 'ready']);
    });

    it('but a connection in TIME_WAIT at the port is no obstacle', async () => {
      const { port, child } = await oldServer('127.0.0.1');
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      // The side that closes the connection first keeps the port in TIME_WAIT.
      child.kill('SIGKILL');
      await Promise.all([once(child, 'exit'), once(socket, 'close').catch(() => {})]);
      const outcomes = await start(port, { tcp: `127.0.0.1:${port}` });
      expect(outcomes.map(({ type }) => type)).toEqual(['started', 'ready']);
    });
  },
);

describe.skipIf(process.platform === 'win32')('a service that is stopped while its port is checked', () => {
  it('F185 is not started', async () => {
    const { service, processes } = bench();
    const outcomes = service({ run: 'exec sleep 1000', ready: { ...times, tcp: '127.0.0.1:9' } });
    processes.terminateService('api');
    await until(() => outcomes.length > 0);
    expect(outcomes).toEqual([
      { type: 'failed', running: false, message: 'it was stopped before it could be started' },
    ]);
  });
});
