import { expect, it } from 'vitest';
import { failureLines } from '../../../src/report/lines/failure-lines.ts';
import { endedReport } from '../../github/ended-report.ts';

it('names what failed, why, further lines of the log, and where the log is', () => {
  const report = endedReport([
    { id: 'a', status: 'succeeded' },
    {
      id: 'L3.web (chrome)',
      name: 'Browser Tester',
      status: 'failed',
      reason: 'it exited with code 1; line 3 of its log: error: no price',
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
    '  ✘ L3.web (chrome) Browser Tester failed: it exited with code 1; line 3 of its log: error: no price',
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
