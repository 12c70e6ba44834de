import type { Event } from '../../src/schedule/events/event.ts';
import { service } from '../build-mission.ts';
import { JournalBuilder, machine, mission, task } from './journal-builder.ts';

const http = { http: 'http://127.0.0.1:8080/health', timeout: 10_000, interval: 250 };

function retriedMission() {
  return mission(
    [
      task('L2.1', {
        name: 'Build',
        load: 20,
        cpus: 2,
        timeout: 5000,
        retry: { attempts: 3, delay: 10_000, backoff: 2, on: ['failure', 'timeout', 'out-of-memory'] },
        locks: ['database'],
        secrets: ['API_KEY'],
        priority: 5,
        steps: [
          { name: 'Compile', run: 'make' },
          { name: 'Unit tests', run: 'make test' },
        ],
        results: 'test-results/unit.xml',
      }),
      task('L2.2', { name: 'Documentation', paths: ['docs/**'] }),
      task('L2.3', { name: 'Migration', locks: ['database'], memory: 2 * 1024 ** 3 }),
      task('L3.1 (chrome, 24)', {
        name: 'API Tester (chrome, 24)',
        needs: ['L2.1'],
        services: ['api'],
        matrix: { browser: 'chrome', node: 24 },
        results: 'test-results/api-*.xml',
      }),
      task('L3.2', { name: 'Watcher', supports: 'L2.1', deploy: 'while-running' }),
      task('L3.3', { name: 'Data Tester', needs: ['L2.1'], services: ['api', 'db'] }),
      task('L3.4', { name: 'Schema Tester', needs: ['L2.3'] }),
      task('L3.5', { name: 'Rollback Tester', needsAny: ['L2.3', 'L2.1'], if: "tasks['L2.1'].status == 'failed'" }),
    ],
    {
      services: [
        service('api', { name: 'The API', run: 'node server.js', ready: http }),
        service('db', { run: 'postgres', ready: { tcp: '127.0.0.1:5432', timeout: 10_000, interval: 250 } }),
        service('cache'),
      ],
    },
  );
}

/**
 * One task succeeds at its third attempt, one runs out of memory, one test is stopped with the task that it supports, one
 * waits for a service, the service of one fails; test cases fail.
 */
export function retriedJournal(): Event[] {
  const builder = new JournalBuilder(retriedMission(), machine, {
    type: 'known',
    base: 'origin/main',
    files: ['src/a.ts', 'src/b.ts'],
  });
  builder.end('L2.2', 'skipped', 'no changed file matches docs/**');
  builder.trigger('L2.1').trigger('L2.3').trigger('L3.2').check().admit('L2.1').admit('L3.2');
  builder.defer(['L2.3'], 'lock', 'lock database is held by L2.1');
  firstTwoAttempts(builder);
  builder
    .at(38_000)
    .sample(30, 40, { 'L2.1': { cpuSeconds: 6, memory: 3e8 } })
    .relaunch('L2.1', 3);
  builder.at(40_000).exit('L2.1', 0, { exitCode: 0 }).advance('L2.1', 1);
  const unit = { tests: 10, failed: 0, skipped: 1, failures: [] };
  builder.at(42_000).exit('L2.1', 1, { exitCode: 0 }, { logTail: 'ok\n', logBytes: 900, results: unit });
  builder.end('L2.1', 'succeeded').stopping('L3.2', 'not-needed');
  servicesAndTests(builder);
  return builder.finish('failed');
}

function firstTwoAttempts(builder: JournalBuilder): void {
  builder.at(3000).exit('L2.1', 0, { exitCode: 0 }).advance('L2.1', 1);
  builder.at(4000).sample(40, 50, { 'L2.1': { cpuSeconds: 3, memory: 2e8 } });
  builder.at(5000).stopping('L2.1', 'timeout');
  builder.at(5100).exit('L2.1', 1, { signal: 'SIGTERM' }, { logTail: 'waiting for a port …\n', logBytes: 22 });
  builder.retry('L2.1', 1, 'timeout', 'stopped after its timeout of 5 s', 10_000).check().admit('L2.3');
  builder.at(8000).sample(50, 84, { 'L2.3': { cpuSeconds: 2, memory: 3 * 1024 ** 3 } });
  builder.at(9000).add({
    type: 'step-exited',
    at: 9000,
    id: 'L2.3',
    step: 0,
    signal: 'SIGKILL',
    outOfMemory: true,
    left: { logTail: 'loading 12,000,000 rows\n', logBytes: 24 },
  });
  builder.end('L2.3', 'failed', 'it was ended by SIGKILL: out of memory, by the kernel’s own count', 0);
  builder.end('L3.4', 'skipped', 'L2.3 failed').end('L3.5', 'skipped', 'its condition is false');
  builder.at(15_100).relaunch('L2.1', 2).at(17_000).exit('L2.1', 0, { exitCode: 0 }).advance('L2.1', 1);
  builder.at(18_000).exit(
    'L2.1',
    1,
    { exitCode: 1 },
    {
      logTail: 'not ok 7 - closes the port\n',
      logBytes: 800,
      causes: [{ line: 9, text: 'Error: listen EADDRINUSE: address already in use' }],
      results: {
        tests: 10,
        failed: 1,
        skipped: 1,
        failures: [
          { name: 'server › closes the port', message: 'expected 0 open ports, got 1\n  at server.test.ts:7' },
        ],
      },
    },
  );
  builder.retry('L2.1', 2, 'failure', 'step 2 “Unit tests” exited with code 1', 20_000);
}

function servicesAndTests(builder: JournalBuilder): void {
  const tester = 'L3.1 (chrome, 24)';
  builder.trigger(tester, 'L2.1').add({ type: 'service-starting', at: 42_000, id: 'api', by: tester });
  builder.trigger('L3.3', 'L2.1').add({ type: 'service-starting', at: 42_000, id: 'db', by: 'L3.3' }).check();
  builder.defer([tester, 'L3.3'], 'service', 'service api is not ready yet');
  builder.add({ type: 'service-started', at: 42_010, id: 'api', pid: 5001 });
  builder.add({ type: 'service-started', at: 42_015, id: 'db', pid: 5002 });
  builder.at(42_300).exit('L3.2', 0, { signal: 'SIGTERM' }, { logTail: 'watching\n', logBytes: 9 });
  builder.end('L3.2', 'not-needed', 'stopped when L2.1 had ended');
  builder.at(43_200).add({ type: 'service-ready', at: 43_200, id: 'api' }).check().admit(tester);
  const message = 'not ready within 10 s: nothing accepts connections at 127.0.0.1:5432';
  builder.at(52_000).add({ type: 'service-failed', at: 52_000, id: 'db', message, running: true });
  builder.end('L3.3', 'failed', `service db: ${message}`);
  const logTail = 'could not bind to port 5432: address in use\n';
  builder.add({ type: 'service-exited', at: 52_100, id: 'db', signal: 'SIGTERM', logTail });
  builder.at(60_000).exit(
    tester,
    0,
    { exitCode: 1 },
    {
      logTail: '3 of 212 failed\n',
      logBytes: 40_000,
      results: {
        tests: 212,
        failed: 3,
        skipped: 1,
        failures: [
          {
            name: 'users › rejects a missing key',
            message: 'expected 403, got 200',
            file: 'api/users.test.ts',
            line: 31,
            time: 120,
          },
          { name: 'users › rejects a wrong key', message: '' },
        ],
        cases: [
          { name: 'users › lists users', time: 12.5 },
          { name: 'users › exports users', skipped: true },
        ],
      },
    },
  );
  builder.end(tester, 'failed', 'it exited with code 1', 0);
  builder.add({ type: 'service-stopping', at: 60_000, id: 'api' });
  builder.at(60_200).add({ type: 'service-exited', at: 60_200, id: 'api', exitCode: 0, logTail: 'listening\nbye\n' });
}
