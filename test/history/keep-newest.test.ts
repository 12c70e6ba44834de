import { expect, it } from 'vitest';
import { KEPT_LINES, keepNewest } from '../../src/history/keep-newest.ts';
import { printLine } from '../../src/history/line.ts';
import { type Entry, parseHistory } from '../../src/history/parse.ts';
import { line } from './lines.ts';

function entries(count: number, task: string): readonly Entry[] {
  const texts = Array.from({ length: count }, (_, duration) => `${printLine(line({ task, duration }))}\n`);
  return parseHistory(texts.join('')).entries;
}

it('keeps the newest lines of each task, in their order', () => {
  const kept = keepNewest([...entries(3 * KEPT_LINES, 'often'), ...entries(2, 'seldom')], 1e9);
  const often = kept.filter((entry) => entry.line.task === 'often').map((entry) => entry.line.duration);
  expect(often).toEqual(Array.from({ length: KEPT_LINES }, (_, index) => 2 * KEPT_LINES + index));
  expect(kept.slice(-2).map((entry) => entry.line.task)).toEqual(['seldom', 'seldom']);
});

it('keeps the lines that a prediction uses', () => {
  expect(KEPT_LINES).toBeGreaterThanOrEqual(40);
});

it('keeps at most the limit, the newest lines of all tasks', () => {
  const all = [...entries(10, 'a'), ...entries(10, 'b')];
  const room = all.slice(-12).reduce((sum, { text }) => sum + text.length + 1, 0);
  expect(keepNewest(all, room)).toEqual(all.slice(-12));
  expect(keepNewest(all, 0)).toEqual([]);
});
