import { expect, test } from 'vitest';
import { taskAnnotations } from '../../../src/github/annotations/task-annotations.ts';
import { endedReport } from '../ended-report.ts';

test('a failure is an error at its line, with the reason and the end of the log', () => {
  const report = endedReport([
    { id: 'L2.1', status: 'succeeded' },
    {
      id: 'L2.2',
      name: 'Hardening',
      status: 'failed',
      reason: 'exit code 3',
      logTail: 'one\n\n::error::two\n',
      line: 14,
    },
  ]);
  expect(taskAnnotations(report, 'the report')).toEqual([
    {
      kind: 'error',
      title: 'L2.2 Hardening: failed',
      message: 'exit code 3\none\n\u200b::error::two',
      file: 'ci/mission.yml',
      line: 14,
    },
  ]);
});

test('lines of the log that look like the cause stand above its end, without those that are shown anyway', () => {
  const causes = [
    { line: 3, text: 'error: in the reason' },
    { line: 5, text: 'error: ::warning::two' },
    { line: 8, text: 'error: in the tail' },
  ];
  const [annotation] = taskAnnotations(
    endedReport([
      {
        id: 'L2.1',
        status: 'failed',
        reason: 'error: in the reason (line 3 of its log); it exited with code 1',
        logTail: 'error: in the tail\nbye\n',
        causes,
      },
    ]),
    'the report',
  );
  expect(annotation?.message.split('\n')).toEqual([
    'error: in the reason (line 3 of its log); it exited with code 1',
    'Line 5: error: ::warning::two',
    'error: in the tail',
    'bye',
  ]);
});

test('an allowed failure and a degraded run are warnings, and a cancelled task has no annotation', () => {
  const report = endedReport(
    [
      { id: 'L2.1', status: 'timed-out', continueOnError: true },
      { id: 'L2.2', status: 'cancelled' },
    ],
    [{ type: 'degraded', at: 3000, message: 'the log disk is full' }],
  );
  expect(taskAnnotations(report, 'the report')).toMatchObject([
    { kind: 'warning', title: 'L2.1: timed out', message: 'it timed out' },
    { kind: 'warning', title: 'The run was degraded', message: 'the log disk is full' },
  ]);
});

test('one error is reserved for the verdict after a hundred failures', () => {
  const report = endedReport(Array.from({ length: 100 }, (_, index) => ({ id: `L2.${index}`, status: 'failed' })));
  const annotations = taskAnnotations(report, 'the report');
  expect(annotations).toHaveLength(9);
  expect(annotations.at(-1)?.message).toBe('92 more like these: see the report.');
});
