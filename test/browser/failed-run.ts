import type { Event, LeftBehind } from '../../src/schedule/events/event.ts';
import { buildMission, GIB, service, task, test } from '../build-mission.ts';
import { type Behaviour, playMission } from './play-mission.ts';

const steps = (...names: string[]) => names.map((name) => ({ name, run: `make ${name.toLowerCase()}` }));

const mission = buildMission({
  name: 'Release of the shop',
  admission: { workers: { caution: 3, limit: 4 }, recheck: 2000 },
  services: [
    service('api', {
      name: 'Shop API',
      run: 'node server.js',
      ready: { log: 'listening', timeout: 10_000, interval: 250 },
    }),
    service('mail', {
      name: 'Mail catcher',
      run: 'mail',
      ready: { tcp: '127.0.0.1:2525', timeout: 10_000, interval: 250 },
    }),
  ],
  tasks: [
    task('build', {
      name: 'Build',
      description: 'Compiles every workspace and runs its unit tests',
      scope: ['shop', 'admin'],
      load: 40,
      expect: 8000,
      steps: steps('Compile', 'Unit'),
      retry: { attempts: 3, delay: 2000, backoff: 2, on: ['failure', 'timeout'] },
    }),
    task('site', { name: 'Static site', load: 40, timeout: 9000, expect: 6000 }),
    task('assets', { name: 'Images and fonts', load: 30, expect: 4000 }),
    task('docs', { name: 'Handbook', continueOnError: true, expect: 3000 }),
    task('migrate', { name: 'Migration', locks: ['database'], memory: 2 * GIB, expect: 7000 }),
    task('seed', { name: 'Test data', locks: ['database'], expect: 2000 }),
    test('contract', {
      name: 'Contract tester',
      needs: ['build'],
      supports: 'site',
      services: ['api'],
      load: 10,
      expect: 5000,
      description: 'Every endpoint answers as the contract says',
      results: 'test-results/contract.xml',
    }),
    test('mailing', { name: 'Mail tester', needs: ['seed'], services: ['mail'], load: 5 }),
    test('pages', { name: 'Page tester', needs: ['assets'], load: 10, expect: 3000 }),
    test('browser', { name: 'Browser tester', needs: ['site'], load: 20 }),
    test('spelling', { name: 'Spelling tester', needs: ['docs'], supports: 'assets', deploy: 'if-running', load: 5 }),
    test('import', { name: 'Import tester', needs: ['seed'], memory: 3 * GIB, load: 10, expect: 4000 }),
    test('end', { name: 'Final integration tester', needs: 'tasks' }),
  ],
});

const said = (logTail: string): LeftBehind => ({ logTail, logBytes: logTail.length });

const behaviours: Record<string, readonly Behaviour[]> = {
  build: [
    { lasts: 1500, exitCode: 2, left: said('src/cart.ts:12:3: error: Property total is missing\n') },
    { lasts: 1600, exitCode: 1, left: said('not ok 7 - closes the port\n') },
    { lasts: 2500, left: said('212 tests passed\n'), uses: { cpus: 1.5, memory: 700e6 } },
  ],
  site: [
    {
      lasts: 60_000,
      left: { ...said('rendering 4,120 pages\nwaiting for the image service …\n'), logBytes: 64e6, logCut: 3e9 },
    },
  ],
  assets: [{ lasts: 3000, uses: { cpus: 1, memory: 220e6 } }],
  docs: [{ lasts: 4000, exitCode: 1, left: said('dead link: /guide/returns\n') }],
  migrate: [{ lasts: 5200, uses: { cpus: 0.5, memory: 1.6 * GIB } }],
  seed: [{ lasts: 1500 }],
  contract: [
    {
      lasts: 3200,
      exitCode: 1,
      left: {
        ...said('GET /orders 200\nGET /orders/1 200\nPOST /orders 500\n2 of 48 failed\n'),
        outputs: { endpoints: '48' },
        report:
          '# Contract\n\n46 of 48 endpoints answer as promised.\n\n| endpoint | expected | found |\n| --- | --- | --- |\n| POST /orders | 201 | 500 |\n',
        results: {
          tests: 48,
          failed: 2,
          skipped: 1,
          failures: [
            { name: 'orders › creates an order', message: 'expected 201, got 500\n  at orders.test.ts:31' },
            { name: 'orders › rejects an empty cart', message: 'expected 422, got 500' },
          ],
        },
      },
    },
  ],
  pages: [{ lasts: 2200 }],
  import: [{ lasts: 2400, uses: { cpus: 0.8, memory: 2.5 * GIB } }],
};

/**
 * A failed run with every kind of event: three attempts, a timeout, an allowed failure, tests that are skipped or not
 * needed, a service that never becomes ready, and a wait for each reason.
 */
export function failedRun(): Event[] {
  return playMission(mission, {
    behave: (id, attempt) => behaviours[id]?.[attempt - 1] ?? { lasts: 1000 },
    cpu: (at) => (at < 2500 ? 52 : at < 6500 ? 88 : at < 8000 ? 64 : at < 9500 ? 70 : 41),
    memory: (at) => (at < 6500 ? 48 : at < 8500 ? 79 : 44),
    service: (id) => (id === 'api' ? 1800 : 'not ready within 10 s: nothing accepts connections at 127.0.0.1:2525'),
  });
}
