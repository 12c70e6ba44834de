import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recoverRun } from '../../src/run/resume/recover.ts';
import { isAlive, until, untilWritten } from '../process/step-harness.ts';
import { type Folder, newFolder } from './command-line.ts';
import { readEvents, runMission } from './run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return address.port;
}

describe('services', () => {
  it('are ready by http, tcp, log or command before their tasks start, and are stopped afterwards', async () => {
    const [web, tcp] = [await freePort(), await freePort()];
    folder.write(
      'server.cjs',
      "require('node:http').createServer((q, a) => a.end('hello')).listen(process.argv[2], '127.0.0.1')",
    );
    folder.write('get.cjs', 'fetch(process.argv[2]).then((a) => a.text()).then(console.log)');
    const node = `"${process.execPath}"`;
    const run = await runMission(
      folder,
      `name: Services
tasks:
  build: { run: touch built }
  gone: { needs: [get, later], run: 'while kill -0 "$(cat web.pid)" 2>/dev/null; do sleep 0.02; done' }
tests:
  get: { needs: build, services: [web, tcp], run: '${node} get.cjs http://127.0.0.1:${web}' }
  later: { needs: build, services: [logs, command, plain], run: test -e ready }
services:
  web:
    run: 'echo $$ > web.pid; exec ${node} server.cjs ${web}'
    ready: { http: "http://127.0.0.1:${web}/", timeout: 60s, interval: 20ms }
  tcp:
    run: 'exec ${node} server.cjs ${tcp}'
    ready: { tcp: "127.0.0.1:${tcp}", timeout: 60s, interval: 20ms }
  logs: { run: 'echo "now listening"; exec sleep 1000', ready: { log: "listening$", timeout: 60s } }
  command: { run: 'touch ready; exec sleep 1000', ready: { command: test -e ready, timeout: 60s, interval: 20ms } }
  plain: { run: exec sleep 1000 }
`,
    );
    expect(run.stderr).toBe('');
    expect(run.statuses).toEqual({ build: 'succeeded', gone: 'succeeded', get: 'succeeded', later: 'succeeded' });
    expect(run.stdout).toContain('get │ hello');
    const exited = run.events.flatMap((event) =>
      event.type === 'service-exited' ? [`${event.id} ${event.signal}`] : [],
    );
    expect(exited.sort()).toEqual(['command', 'logs', 'plain', 'tcp', 'web'].map((id) => `${id} SIGTERM`));
  });

  it('that do not become ready fail the waiting tasks, with the last result of the check', async () => {
    const run = await runMission(
      folder,
      `name: Never
tasks:
  work: { run: "true" }
tests:
  t: { needs: work, services: [api], run: touch ran }
services:
  api: { run: exec sleep 1000, ready: { command: exit 3, timeout: 3s, interval: 20ms } }
`,
    );
    expect(run.exitCode).toBe(1);
    expect(run.task('t')).toMatchObject({
      status: 'failed',
      reason: 'service api: it was not ready after 3 s: exit code 3',
    });
    expect(folder.has('ran')).toBe(false);
    expect(run.events.some((event) => event.type === 'service-exited')).toBe(true);
  });

  it('that exit fail the tasks that use them, and those that start later', async () => {
    const run = await runMission(
      folder,
      `name: Dies
tasks:
  first: { services: [api], continue-on-error: true, run: 'kill "$(cat pid)"; while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.02; done' }
tests:
  second: { needs: first, services: [api], run: touch ran }
services:
  api: { run: 'echo $$ > pid; touch up; exec sleep 1000', ready: { command: test -e up, timeout: 60s, interval: 20ms } }
`,
    );
    expect(run.task('first')).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^service api: it was ended by SIGTERM .*; the task itself exited with 0$/),
    });
    expect(run.task('second')).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^service api: it was ended by SIGTERM/),
    });
    expect(folder.has('ran')).toBe(false);
  });

  it('that cannot be started fail the waiting tasks', async () => {
    const run = await runMission(
      folder,
      `name: No folder
tasks:
  t: { services: [api], run: touch ran }
services:
  api: { run: "true", working-directory: nowhere }
`,
    );
    expect(run.task('t').reason).toContain('service api: working-directory "nowhere"');
  });

  it('are stopped if the mission is interrupted', async () => {
    folder.write(
      'm.yml',
      `name: Interrupted
tasks:
  t: { services: [api], run: 'touch running; exec sleep 1000' }
services:
  api: { run: 'echo $$ > pid; exec sleep 1000' }
`,
    );
    const started = folder.start(['run', 'm.yml', '--gate', 'off']);
    await until(() => folder.has('running'));
    const pid = Number(await untilWritten(`${folder.path}/pid`));
    started.process.kill('SIGINT');
    expect((await started.ended).exitCode).toBe(130);
    expect(isAlive(pid)).toBe(false);
    expect(readEvents(folder).at(-1)).toMatchObject({ type: 'mission-ended', result: 'cancelled' });
  });

  it.skipIf(process.platform !== 'linux')(
    'F15 F26 of a killed run are stopped and reported, and their logs contain no secrets',
    async () => {
      folder.write(
        'm.yml',
        `name: Killed
secrets: [API_KEY, INNER]
tasks:
  t: { services: [api], run: 'echo "with $API_KEY"; touch running; exec sleep 1000' }
services:
  api: { run: 'echo "key $API_KEY"; echo $$ > pid; exec sleep 1000' }
`,
      );
      const env = { API_KEY: 'sw0rdfish-42' };
      const started = folder.start(['run', 'm.yml', '--gate', 'off'], { env });
      await until(() => folder.has('running'));
      const pid = Number(await untilWritten(`${folder.path}/pid`));
      started.process.kill('SIGKILL');
      await started.ended;
      const { report } = await recoverRun(`${folder.path}/.mission`, { ...process.env, ...env });
      expect(report.result).toBe('cancelled');
      expect(isAlive(pid)).toBe(false);
      const events = readEvents(folder);
      expect(events.some((event) => event.type === 'service-exited' && event.id === 'api')).toBe(true);
      expect(events.at(-1)?.type).toBe('mission-ended');
      expect(folder.read('.mission/logs/t.log')).toBe('with ***\n');
      expect(folder.read('.mission/logs/api.log')).toBe('key ***\n');
      expect(folder.read('.mission/events.jsonl')).not.toContain('sw0rdfish-42');
    },
  );
});
