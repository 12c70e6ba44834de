import { expect, it } from 'vitest';
import { failureLines } from '../../../src/report/lines/failure-lines.ts';
import { service } from '../../build-mission.ts';
import { endedReport } from '../../github/ended-report.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';

it('names what failed, why, further lines of the log, and where the log is', () => {
  const report = endedReport([
    { id: 'a', status: 'succeeded' },
    {
      id: 'L3.web (chrome)',
      name: 'Browser Tester',
      status: 'failed',
      reason: 'error: no price (line 3 of its log); it exited with code 1',
      causes: [
        { line: 3, text: 'error: no price' },
        ...[5, 6, 7, 8].map((line) => ({ line, text: `error: number ${line}` })),
      ],
    },
    { id: 'docs', status: 'timed-out', continueOnError: true },
    { id: 'c', status: 'cancelled' },
  ]);
  expect(failureLines(report, '.mission')).toEqual([
    'What failed:',
    '  ✘ L3.web (chrome) Browser Tester failed: error: no price (line 3 of its log); it exited with code 1',
    '    line 5: error: number 5',
    '    line 6: error: number 6',
    '    line 7: error: number 7',
    expect.stringMatching(/^ {4}whole log: \.mission\/logs\/L3\.web@chrome.*\.log$/),
    '  ✘ docs timed out (allowed)',
    '    whole log: .mission/logs/docs.log',
  ]);
});

it('names five of many, and nothing after a success', () => {
  const many = endedReport(Array.from({ length: 8 }, (_, index) => ({ id: `t${index}`, status: 'failed' as const })));
  expect(failureLines(many, '.mission').at(-1)).toBe('  and 3 more');
  expect(failureLines(many, '.mission').filter((line) => line.includes('✘'))).toHaveLength(5);
  expect(failureLines(endedReport([{ id: 'a', status: 'succeeded' }]), '.mission')).toEqual([]);
});

it('shows the place, the message and the name of the failed test cases that the reason does not name, on one line each', () => {
  const failures = [
    { name: 'adds', message: 'expected 1\n  to be \u001b[31m2', file: 'api/a.test.ts', line: 7 },
    { name: 'removes', message: 'no price' },
  ];
  const reason = 'expected 1 (adds at api/a.test.ts:7), the first of 2 failed test cases; it exited with code 1';
  const unplaced = [{ name: 'adds', message: 'no price' }];
  const report = endedReport([
    { id: 'api', status: 'failed', reason, failures },
    { id: 'web', status: 'failed', failures: unplaced },
  ]);
  expect(failureLines(report, '.mission')).toEqual([
    'What failed:',
    `  ✘ api failed: ${reason}`,
    '    no price (removes)',
    '    whole log: .mission/logs/api.log',
    '  ✘ web failed',
    '    no price (adds)',
    '    whole log: .mission/logs/web.log',
  ]);
});

it('shows three more failed test cases, without their file in the name, and no lines of the log that repeat them', () => {
  const failures = [
    { name: 'src/a.test.ts > adds', message: 'no price.', file: 'web/src/a.test.ts', line: 7 },
    { name: 'src/a.test.ts > pays', message: 'expected 3, received 2', file: 'web/src/a.test.ts', line: 9 },
    { name: 'shop.TestTable/two', message: 'found 3', file: 'cart_test.go', line: 25 },
    { name: 'shop.TestTable', message: 'Failed' },
    { name: 'c', message: 'third' },
    { name: 'd', message: 'fourth' },
  ];
  const causes = [{ line: 3, text: '× pays 47ms' }];
  const reason = 'no price (adds at web/src/a.test.ts:7), the first of 6 failed test cases; it exited with code 1';
  const report = endedReport([{ id: 'unit', status: 'failed', reason, failures, causes }]);
  expect(failureLines(report, '.mission')).toEqual([
    'What failed:',
    `  ✘ unit failed: ${reason}`,
    '    web/src/a.test.ts:9: expected 3, received 2 (pays)',
    '    cart_test.go:25: found 3 (shop.TestTable/two)',
    '    third (c)',
    '    whole log: .mission/logs/unit.log',
  ]);
});

it('shows the last lines of a log in which nothing looks like the cause, without the one in the reason', () => {
  const lastLines = ['reading', 'prices', 'bad', 'NOTHING'].map((text, index) => ({ line: index + 4, text }));
  const reason = 'it exited with code 1; line 7, at the end of its log: NOTHING';
  const report = endedReport([{ id: 'a', status: 'failed', reason, lastLines }]);
  expect(failureLines(report, '.mission')).toEqual([
    'What failed:',
    `  ✘ a failed: ${reason}`,
    '    line 4: reading',
    '    line 5: prices',
    '    line 6: bad',
    '    whole log: .mission/logs/a.log',
  ]);
});

it('shows first which services failed, with the cause or the end of their logs, because their tasks have no log', () => {
  const names = ['api', 'db', 'cache'];
  const example = mission([task('a', { services: names })], { services: names.map((name) => service(name)) });
  const causes = [{ line: 3, text: 'error: no such table' }];
  const logTail = `1\n${'2'.repeat(8000)}\n\u001b[31mno daemon\n\nsee --help\n`;
  const report = foldAll([
    ...new JournalBuilder(example).events,
    { type: 'service-starting', at: 0, id: 'api', by: 'a' },
    {
      type: 'service-failed',
      at: 10,
      id: 'api',
      message: 'it exited with code 125 while it was needed',
      running: false,
    },
    { type: 'service-exited', at: 10, id: 'api', exitCode: 125, logTail },
    { type: 'service-starting', at: 0, id: 'db', by: 'a' },
    {
      type: 'service-failed',
      at: 10,
      id: 'db',
      message: 'its setup failed',
      running: true,
      setupLog: { logTail: '', causes },
    },
    { type: 'service-failed', at: 10, id: 'cache', message: 'expected a shell', running: false },
    { type: 'ended', at: 20, id: 'a', status: 'failed', reason: 'service api: it exited with code 125' },
  ]);
  expect(failureLines(report, '.mission')).toEqual([
    'What failed:',
    '  ✘ service api failed: it exited with code 125 while it was needed',
    `    log: ${'2'.repeat(299)}…`,
    '    log: no daemon',
    '    log: see --help',
    '    whole log: .mission/logs/api.log',
    '  ✘ service db failed: its setup failed',
    '    line 3: error: no such table',
    '    whole log: .mission/logs/db.log',
    '  ✘ service cache failed: expected a shell',
    '  ✘ a failed: service api: it exited with code 125',
  ]);
  expect(failureLines(report, '.mission', 2).at(-1)).toBe('  and 1 more');
});
