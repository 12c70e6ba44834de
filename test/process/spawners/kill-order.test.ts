import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createKillOrder } from '../../../src/process/spawners/kill-order.ts';
import { bench, task, until } from '../step-harness.ts';

const OWN = '/proc/self/oom_score_adj';

function scoreFile(value: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mission score '));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'oom_score_adj');
  writeFileSync(file, value);
  return file;
}

describe('F140 the value that a child inherits', () => {
  test.each([
    ['0\n', 'task', '500'],
    ['0\n', 'service', '300'],
    ['-500\n', 'task', '0'],
    ['800\n', 'task', '1000'],
    ['1000\n', 'task', '1000'],
  ] as const)('from our own %j, for a %s, is %s', (own, role, inherited) => {
    const file = scoreFile(own);
    expect(createKillOrder('linux', file)(role, () => readFileSync(file, 'utf8').trim())).toBe(inherited);
    expect(readFileSync(file, 'utf8').trim()).toBe(own.trim());
  });

  test('is put back if the start throws', () => {
    const file = scoreFile('7');
    const start = () => {
      throw new Error('EAGAIN');
    };
    expect(() => createKillOrder('linux', file)('task', start)).toThrow('EAGAIN');
    expect(readFileSync(file, 'utf8').trim()).toBe('7');
  });

  test('is not changed if it cannot be read or written, or on other systems', () => {
    const file = scoreFile('0');
    const seen = () => readFileSync(file, 'utf8');
    expect(createKillOrder('linux', `${file}.missing`)('task', seen)).toBe('0');
    expect(createKillOrder('darwin', file)('task', seen)).toBe('0');
    writeFileSync(file, 'garbage');
    expect(createKillOrder('linux', file)('task', seen)).toBe('garbage');
    writeFileSync(file, '0');
    chmodSync(file, 0o444);
    if (process.getuid?.() !== 0) expect(createKillOrder('linux', file)('task', seen)).toBe('0');
  });
});

test.skipIf(process.platform !== 'linux')(
  'F140 tasks and services are killed for memory before the runner',
  async () => {
    const before = readFileSync(OWN, 'utf8');
    const above = (points: number) => Math.min(1000, Number(before) + points);
    const { step, service, log } = bench();
    // Every process that the task starts inherits the value, however early.
    expect(await step(task('cat /proc/self/oom_score_adj'))).toMatchObject({ exitCode: 0 });
    expect(Number(log('work').toString())).toBe(above(500));
    const outcomes = service({ run: 'exec cat /proc/self/oom_score_adj' });
    await until(() => outcomes.some(({ type }) => type === 'exited'));
    expect(Number(log('api').toString())).toBe(above(300));
    expect(readFileSync(OWN, 'utf8')).toBe(before);
  },
);
