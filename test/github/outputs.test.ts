import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outputsOf } from '../../src/github/outputs.ts';
import { endedReport } from './ended-report.ts';

test('the counts add up to all tasks and tests, and figures are plain numbers', () => {
  const report = endedReport([
    { id: 'L2.1', status: 'succeeded' },
    { id: 'L2.2', status: 'failed' },
    { id: 'L2.3', status: 'timed-out' },
    { id: 'L2.4', status: 'cancelled' },
    { id: 'L3.1', kind: 'test', status: 'succeeded' },
    { id: 'L3.2', kind: 'test', status: 'not-needed' },
    { id: 'L3.3', kind: 'test', status: 'skipped' },
  ]);
  expect(outputsOf(report, '/run')).toEqual({
    result: 'failed',
    succeeded: '2',
    failed: '3',
    skipped: '2',
    duration: '3.0',
    // Fork-join: the tasks at once, then the tests at once.
    'saved-percent': '23.8',
    'report-path': join('/run', 'final-report.md'),
    dir: '/run',
  });
});

test('a report without a result counts as failed', () => {
  const report = endedReport([{ id: 'L2.1', status: 'succeeded' }]);
  delete report.result;
  expect(outputsOf(report, '/run')).toMatchObject({ result: 'failed' });
});
