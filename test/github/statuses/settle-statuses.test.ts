import { describe, expect, test } from 'vitest';
import { unreported } from '../../../src/github/statuses/settle-statuses.ts';
import { chooseContexts } from '../../../src/report/statuses/contexts.ts';
import { endedReport } from '../ended-report.ts';

describe('unreported', () => {
  test('F682 each task of a part that did not report has a status, also in a mission of more than 100 tasks', () => {
    const declared = Array.from({ length: 130 }, (_, index) => ({ id: `t${index}`, kind: 'task' as const }));
    const report = endedReport(declared.slice(0, 110).map(({ id }) => ({ id, status: 'succeeded' })));
    const { contexts, notice } = chooseContexts(unreported(declared, report), 'all', 'mission', declared);
    expect(contexts.map(({ id }) => id)).toEqual(declared.slice(110).map(({ id }) => id));
    expect(notice).toBeUndefined();
  });

  test('without a report, all tasks are unreported', () => {
    expect(unreported([{ id: 'a' }, { id: 'b' }], undefined)).toHaveLength(2);
  });
});
