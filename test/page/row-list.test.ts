import { describe, expect, it } from 'vitest';
import { listRows, type Row } from '../../src/page/rows/row-list.ts';
import { foldAll } from '../report/fold-all.ts';
import { gatedJournal, successfulJournal } from '../report/journals.ts';
import { pageData } from '../report/page-data.ts';
import { retriedJournal } from '../report/retried-journal.ts';

const successful = pageData(foldAll(successfulJournal()));
const retried = pageData(foldAll(retriedJournal()));
const gated = pageData(foldAll(gatedJournal()));

function names(rows: readonly Row[]): string[] {
  return rows.map((row): string => {
    switch (row.type) {
      case 'group':
        return `${row.title} ${row.count}`;
      case 'service':
        return row.service.id;
      case 'task':
        return row.task.id;
      default:
        return row satisfies never;
    }
  });
}

describe('the rows', () => {
  it('are grouped by kind, each in the order of the first launch', () => {
    expect(names(listRows(successful, { text: '', status: 'all' }))).toEqual([
      'Tasks 4',
      ...['L2.2.1', 'L2.2.2', 'L2.2.3', 'L2.2.4'],
      'Tests 4',
      ...['L3.2.4.1', 'L3.2.3.1', 'L3.2.2.1', 'L3.ALL.1'],
    ]);
    expect(names(listRows(retried, { text: '', status: 'all' })).some((name) => name.startsWith('Services '))).toBe(
      true,
    );
  });

  it('are filtered by id or name in any case, and a group without rows has no heading', () => {
    expect(names(listRows(successful, { text: ' PERFORMANCE v', status: 'all' }))).toEqual(['Tests 1', 'L3.2.3.1']);
    expect(listRows(successful, { text: 'no such', status: 'all' })).toEqual([]);
  });

  it('are filtered by status, and by filters that are no status', () => {
    const filtered = (data: typeof gated, status: string) => names(listRows(data, { text: '', status }));
    expect(filtered(successful, 'failed')).toEqual([]);
    expect(filtered(successful, 'critical')).toEqual(['Tasks 1', 'L2.2.1', 'Tests 1', 'L3.ALL.1']);
    expect(filtered(gated, 'held')).toEqual(['Tests 2', 'L3.a', 'L3.b']);
    expect(filtered(retried, 'retried')).toContain('L2.1');
    expect(filtered(retried, 'succeeded')).not.toContain('L2.3');
  });
});
