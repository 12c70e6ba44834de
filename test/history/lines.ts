import type { HistoryLine } from '../../src/history/line.ts';

/** A successful run of `work`, with these parts replaced. */
export function line(parts: Partial<HistoryLine> = {}): HistoryLine {
  return {
    mission: 'Test mission',
    run: '2026-11-23T03:28:00.000Z',
    task: 'work',
    status: 'succeeded',
    duration: 8_000,
    attempts: 1,
    commands: 'abc',
    ...parts,
  };
}
