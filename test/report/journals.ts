import type { Event } from '../../src/schedule/events/event.ts';
import type { Usage } from '../../src/schedule/events/reading.ts';
import { service } from '../build-mission.ts';
import { JournalBuilder, minute, mission, task } from './journal-builder.ts';

const tasks = ['L2.2.1', 'L2.2.2', 'L2.2.3', 'L2.2.4'];

function controlCenter() {
  const named = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `${name} ${index + 1}`, run: `./fix/${index + 1}.sh` }));
  return mission(
    [
      task('L2.2.1', {
        name: 'Critical Security',
        load: 25,
        expect: 230 * minute,
        steps: named('Endpoint group', 6),
        scope: ['API endpoints', 'front end'],
      }),
      task('L2.2.2', { name: 'Performance', load: 25, expect: 200 * minute, steps: named('Query', 5) }),
      task('L2.2.3', { name: 'UX and Frontend', load: 25, expect: 140 * minute, steps: named('Page', 4) }),
      task('L2.2.4', {
        name: 'Security Hardening',
        load: 25,
        memory: 1024 ** 3,
        expect: 110 * minute,
        steps: named('Header', 3),
      }),
      task('L3.2.4.1', {
        name: 'Authentication Tester',
        needs: ['L2.2.4'],
        supports: 'L2.2.1',
        load: 5,
        expect: 30 * minute,
        description: 'Every endpoint answers 403 without the key, 200 with it',
        scope: ['API endpoints', 'front end'],
        deliverable: 'agent-reports/L3.2.4.1_AUTH_TEST_REPORT.md',
      }),
      task('L3.2.3.1', {
        name: 'Performance Validator',
        needs: ['L2.2.3'],
        supports: 'L2.2.2',
        load: 7,
        expect: 45 * minute,
      }),
      task('L3.2.2.1', {
        name: 'Security Integration Tester',
        needs: ['L2.2.2'],
        supports: 'L2.2.1',
        deploy: 'if-running',
        load: 5,
        expect: 30 * minute,
      }),
      task('L3.ALL.1', { name: 'Final Integration Tester', needs: tasks, expect: 60 * minute }),
    ],
    {
      name: 'Control Center Comprehensive Fix',
      goal: 'Maximize efficiency while maintaining system performance',
    },
  );
}

/** A run exactly as planned: 290 minutes, 26.6 % less than staged. */
export function successfulJournal(): Event[] {
  const builder = new JournalBuilder(controlCenter());
  for (const id of tasks) builder.trigger(id);
  builder.check();
  for (const id of tasks) builder.admit(id);
  // Each worker keeps about a fifth of the four CPUs busy.
  const usage = (at: number, ids: readonly string[]): Record<string, Usage> =>
    Object.fromEntries(
      ids.map((id, index) => [
        id,
        { cpuSeconds: at * 60 * (0.8 - index / 10), memory: (300 + 40 * index) * 1024 ** 2 },
      ]),
    );
  for (const at of [10, 50, 109]) builder.at(at * minute).sample(55 + at / 20, 40, usage(at, tasks));
  builder
    .at(110 * minute)
    .succeed('L2.2.4')
    .launch('L3.2.4.1', 'L2.2.4');
  builder
    .at(139 * minute)
    .sample(63, 38, { ...usage(139, tasks.slice(0, 3)), 'L3.2.4.1': { cpuSeconds: 310, memory: 2 ** 27 } });
  builder
    .at(140 * minute)
    .succeed('L2.2.3')
    .succeed('L3.2.4.1', {
      logTail: 'GET /health 200\nGET /api/users 403\n42 endpoints checked\n',
      logBytes: 1312,
      outputs: { endpoints: '42', 'slowest-endpoint': '/api/report|export' },
      report: '# Authentication\n\n42 endpoints, **all closed** without the key.\n\n```http\nGET /api/users\n',
    });
  builder
    .launch('L3.2.3.1', 'L2.2.3')
    .at(180 * minute)
    .sample(45, 36, usage(180, tasks.slice(0, 2)));
  builder.at(185 * minute).succeed('L3.2.3.1');
  builder
    .at(200 * minute)
    .succeed('L2.2.2')
    .launch('L3.2.2.1', 'L2.2.2');
  builder.at(229 * minute).sample(26, 30, usage(229, tasks.slice(0, 1)));
  builder
    .at(230 * minute)
    .succeed('L2.2.1')
    .succeed('L3.2.2.1')
    .launch('L3.ALL.1', 'L2.2.1');
  builder.at(289 * minute).sample(20, 30, { 'L3.ALL.1': { cpuSeconds: 1400, memory: 2 ** 28 } });
  return builder
    .at(290 * minute)
    .succeed('L3.ALL.1')
    .finish('succeeded');
}

/** One test fails, one task times out, their dependents are skipped, one is not needed, one failure is allowed. */
export function failedJournal(): Event[] {
  const builder = new JournalBuilder(
    mission([
      task('api', {
        name: 'API',
        steps: [
          { name: 'Build', run: 'make api' },
          { name: 'Lint', run: 'make lint' },
        ],
      }),
      task('web', { name: 'Web', timeout: 20_000 }),
      task('docs', { name: 'Documentation', continueOnError: true, steps: [{ run: 'make docs\nmake links' }] }),
      task('L3.api', { name: 'Contract Tester', needs: ['api'], supports: 'web' }),
      task('L3.web', { name: 'Browser Tester', needs: ['web'] }),
      task('L3.docs', { name: 'Spelling Tester', needs: ['docs'], supports: 'api', deploy: 'if-running' }),
      task('L3.all', { name: 'Final Tester', needs: ['api', 'web', 'docs'] }),
    ]),
  );
  for (const id of ['api', 'web', 'docs']) builder.trigger(id);
  builder.check().admit('api').admit('web').admit('docs');
  builder.at(1000).sample(50, 40).at(4200).exit('api', 0, { exitCode: 0 }).advance('api', 1);
  builder.at(6350).exit('api', 1, { exitCode: 0 }, { logTail: '2 files linted', logBytes: 14 }).end('api', 'succeeded');
  builder.trigger('L3.api', 'api').check().admit('L3.api');
  builder.at(7000).exit(
    'docs',
    0,
    { exitCode: 2 },
    {
      logTail: 'dead link: /guide\n',
      logBytes: 18,
      causes: [
        { line: 3, text: 'error: no page /guide' },
        { line: 212, text: 'error: no page /start' },
      ],
    },
  );
  builder.end('docs', 'failed', 'exit code 2', 0).trigger('L3.docs', 'docs');
  builder.end('L3.docs', 'not-needed', 'api has ended');
  builder.at(9120).exit(
    'L3.api',
    0,
    { exitCode: 1 },
    {
      logTail: 'ok 1 - lists users\nnot ok 2 - rejects a missing key\n  expected 403, got 200\n',
      logBytes: 80,
      causes: [{ line: 40, text: 'not ok 2 - rejects a missing key' }],
    },
  );
  builder.end('L3.api', 'failed', 'exit code 1', 0);
  builder.at(20_000).stopping('web', 'timeout');
  builder.at(22_500).add({ type: 'killing', at: 22_500, id: 'web' });
  builder.add({
    type: 'step-exited',
    at: 22_510,
    id: 'web',
    step: 0,
    signal: 'SIGKILL',
    leftovers: [{ pid: 4711, command: 'node server.js --port 8080' }],
    left: { logTail: 'waiting for the compiler …', logBytes: 28 },
  });
  builder.at(22_510).end('web', 'timed-out', 'ran longer than its timeout of 20 s', 0);
  builder.end('L3.web', 'skipped', 'needs web, which timed out').end('L3.all', 'skipped', 'needs web, which timed out');
  builder.add({ type: 'degraded', at: 22_510, message: 'logs/web.log could not be written: no space left on device' });
  return builder.finish('failed');
}

/** Interrupted twice while one task runs, one waits and one is pending. */
export function cancelledJournal(): Event[] {
  const builder = new JournalBuilder(
    mission([
      task('build'),
      task('lint'),
      task('L3.unit', { needs: ['lint'] }),
      task('L3.end', { needs: ['build', 'lint'] }),
    ]),
  );
  builder.trigger('build').trigger('lint').check().admit('build').admit('lint');
  builder.at(2000).succeed('lint').sample(90, 50).trigger('L3.unit', 'lint').check();
  builder.defer(['L3.unit'], 'cpu', 'CPU 90 %, limit 75 %');
  builder.at(5000).add({ type: 'interrupted', at: 5000, signal: 'SIGINT' }).stopping('build', 'interrupted');
  builder.end('L3.unit', 'cancelled', 'interrupted by SIGINT').end('L3.end', 'cancelled', 'interrupted by SIGINT');
  builder
    .at(5600)
    .add({ type: 'interrupted', at: 5600, signal: 'SIGINT' })
    .add({ type: 'killing', at: 5600, id: 'build' });
  builder.at(5640).exit('build', 0, { signal: 'SIGKILL' }, { logTail: '', logBytes: 0 });
  return builder.end('build', 'cancelled', 'interrupted by SIGINT').finish('cancelled');
}

/** A busy machine: counted deferrals for changing reasons, and one forced launch. */
export function gatedJournal(): Event[] {
  const builder = new JournalBuilder(
    mission([
      task('work', { load: 40 }),
      task('L3.a', { needs: ['work'], load: 10, memory: 512 * 1024 ** 2 }),
      task('L3.b', { needs: ['work'], load: 10 }),
    ]),
  );
  builder.launch('work').at(10_000).succeed('work').sample(81, 60);
  builder.trigger('L3.a', 'work').trigger('L3.b', 'work').check();
  builder.defer(['L3.a', 'L3.b'], 'cpu', 'CPU 81 %, limit 75 %');
  builder.at(15_000).sample(82, 60).check();
  builder.at(20_000).sample(70, 88).check().defer(['L3.a', 'L3.b'], 'memory', 'memory 88 %, limit 85 %');
  builder.at(25_000).check().at(30_000).check();
  builder.at(610_000).check().admit('L3.a', { forced: true });
  builder
    .at(615_000)
    .sample(55, 66, { 'L3.a': { cpuSeconds: 4, memory: 600 * 1024 ** 2 } })
    .check()
    .admit('L3.b');
  return builder.at(640_000).succeed('L3.a').succeed('L3.b').finish('succeeded');
}

export const hostile = {
  name: '<script>alert(1)</script> | `x` [a](javascript:alert(1)) @octocat #123 *b* \u202eevil\u202c ]]> :::',
  log: '<script>alert(2)</script>\n```\n# Not ours\n]]>\u001b[31mred\u001b[0m\u0000\u0008\n</system-out>\n~~~~',
  report:
    '# Big\n<script>alert(3)</script>\n\nTitle\n=====\n\n`<b>` and <img src=x onerror=alert(4)>\n\n' +
    '- ```\n<iframe>\n\n| `a | <u> ` |\n\n```js\n<kept as="code">\n',
  reason: 'exit code 1\n::error::gotcha | <b>bold</b>',
};

/** Every untrusted text is hostile. */
export function hostileJournal(): Event[] {
  const builder = new JournalBuilder(
    mission(
      [
        task('section', {
          name: hostile.name,
          description: hostile.name,
          scope: [hostile.name],
          steps: [{ name: hostile.name, run: 'echo "<b>" | cat' }, { run: '```\nevil' }],
          deliverable: '../<x>|`.md',
          results: hostile.name,
          retry: { attempts: 2, delay: 0, backoff: 1, on: ['failure'] },
          locks: [hostile.name],
          secrets: [hostile.name],
          paths: [hostile.name],
          if: hostile.name,
          matrix: { [hostile.name]: hostile.name },
          services: ['graph'],
        }),
        task('L3.click', { name: 'click :done, crit;%%{init}%%', needs: ['section'], supports: 'section' }),
      ],
      {
        name: hostile.name,
        goal: hostile.name,
        description: hostile.name,
        scope: [hostile.name],
        services: [service('graph', { name: hostile.name })],
      },
    ),
    {
      cpus: 0.5,
      memory: 1,
      platform: '<p>',
      architecture: '|',
      hostname: '"&<',
      node: '`',
      processor: hostile.name,
      source: 'none',
      notes: [hostile.name],
    },
    { type: 'unknown', why: hostile.name },
  );
  const failure = { name: hostile.name, message: hostile.log, file: hostile.name, line: 1 };
  const results = { tests: 3, failed: 2, skipped: 0, failures: [failure, failure], cases: [{ name: hostile.name }] };
  builder.add({ type: 'service-starting', at: 0, id: 'graph', by: 'section' });
  const causes = [{ line: 1, text: hostile.log }];
  const left = { logTail: hostile.log, logBytes: 9, causes, results };
  builder.launch('section').at(500).exit('section', 0, { exitCode: 1 }, left);
  builder.retry('section', 1, 'failure', hostile.reason, 0).relaunch('section', 2);
  builder.add({ type: 'service-failed', at: 500, id: 'graph', message: hostile.reason, running: true });
  builder.add({ type: 'service-exited', at: 600, id: 'graph', signal: hostile.name, logTail: hostile.log });
  builder.at(1000).exit('section', 0, { exitCode: 0 }).advance('section', 1);
  builder.at(2000).exit(
    'section',
    1,
    { exitCode: 1 },
    {
      logTail: hostile.log,
      logBytes: 99,
      causes: [...causes, { line: 2, text: hostile.name }],
      report: hostile.report,
      outputs: { '<a>|': hostile.name, ['__proto__']: 'x' },
      outputsRejected: hostile.reason,
      wroteDeliverable: true,
      results,
      resultsProblem: hostile.reason,
    },
  );
  builder.end('section', 'failed', hostile.reason, 1);
  builder.end('L3.click', 'skipped', hostile.reason);
  builder.add({ type: 'degraded', at: 2000, message: hostile.reason });
  builder.add({ type: 'interrupted', at: 2000, signal: hostile.name });
  return builder.finish('failed');
}

/** Many tasks with different log tails, some of which fail. */
export function largeJournal(count: number, tail = 'a line of output\n'): Event[] {
  const ids = Array.from({ length: count }, (_, index) => `${index % 3 === 2 ? 'L3' : 'L2'}.${index}`);
  const builder = new JournalBuilder(
    mission(
      ids.map((id, index) =>
        task(id, { name: `Part ${index}`, load: 1, ...(index % 3 === 2 ? { needs: [`L2.${index - 1}`] } : {}) }),
      ),
    ),
  );
  ids.forEach((id, index) => {
    builder.add({ type: 'triggered', at: index * 10, id }).add({ type: 'checked', at: index * 10 });
    const view = { cpu: 50, memory: 40, active: 3, unseen: 0, reserved: 0, load: 3, band: 'GREEN' } as const;
    builder.add({ type: 'admitted', at: index * 10, id, attempt: 1, forced: false, view });
    builder.add({ type: 'step-started', at: index * 10, id, step: 0, pid: index + 2 });
  });
  ids.forEach((id, index) => {
    const at = count * 10 + index * 7;
    const failed = index % 10 === 9;
    const left = { logTail: tail, logBytes: tail.length };
    builder.add({ type: 'step-exited', at, id, step: 0, exitCode: failed ? 1 : 0, left });
    if (failed) builder.add({ type: 'ended', at, id, status: 'failed', reason: 'exit code 1', failedStep: 0 });
    else builder.add({ type: 'ended', at, id, status: 'succeeded' });
    if (index % 5 === 0) {
      const reading = { from: at - 100, to: at, cpu: index % 100, memory: 40 };
      builder.add({ type: 'sampled', at, reading });
    }
  });
  return builder.at(count * 20).finish('failed');
}
