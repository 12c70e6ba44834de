import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listRuns, MOST_RUNS, removeOldRuns } from '../../../src/run/places/list-runs.ts';
import { newRepository, write } from './repository.ts';

/** Writes a folder of a run whose journal was last written in this second of 2026. */
function writeRun(dir: string, second: number, identity = ''): void {
  write(join(dir, 'events.jsonl'), '{"type":"mission-started"}\n');
  if (identity !== '') write(join(dir, 'run.json'), identity);
  const time = Date.UTC(2026, 0, 1) / 1000 + second;
  utimesSync(join(dir, 'events.jsonl'), time, time);
}

test('lists the runs in default folders, newest first, also that of an earlier version', () => {
  const top = newRepository();
  expect(listRuns(top)).toEqual([]);
  writeRun(join(top, '.git/mission/ci'), 1);
  writeRun(join(top, '.git/mission/e2e--mission'), 3);
  writeRun(join(top, '.mission'), 2);
  write(join(top, '.git/mission/not-a-run/notes.txt'), 'mine');
  expect(listRuns(top).map(({ dir, isOld }) => [dir, isOld])).toEqual([
    ['.git/mission/e2e--mission', false],
    ['.mission', true],
    ['.git/mission/ci', false],
  ]);
});

test('F303 removes the oldest runs, but neither a run that is alive nor other folders', async () => {
  const top = newRepository();
  const parent = join(top, '.git/mission');
  const alive = JSON.stringify({ pid: process.pid, mark: 'alive' });
  for (let index = 0; index < MOST_RUNS + 3; index += 1)
    writeRun(join(parent, `m${index}`), index, index === 1 ? alive : '');
  write(join(parent, 'not-a-run/notes.txt'), 'mine');
  await removeOldRuns(parent, join(parent, 'm2'));
  const kept = listRuns(top).map(({ dir }) => dir.slice('.git/mission/'.length));
  // Of the 22 other runs, 19 are kept, and the one that is alive.
  expect(kept).toHaveLength(MOST_RUNS + 1);
  expect(kept).not.toContain('m0');
  expect(kept).not.toContain('m3');
  expect(kept).toEqual(expect.arrayContaining(['m1', 'm2', 'm4']));
  expect(existsSync(join(parent, 'not-a-run/notes.txt'))).toBe(true);
});
