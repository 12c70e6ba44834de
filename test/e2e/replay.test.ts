import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from './command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

function recorded(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../report/fixtures/recorded/${name}.jsonl`, import.meta.url)), 'utf8');
}

describe('mission replay', () => {
  it('replays a run of this machine', async () => {
    folder.write(
      'm.yml',
      'name: X\nadmission: { workers: { caution: 1, limit: 1 } }\ntasks: { a: { run: sleep 0.4 }, b: { run: sleep 0.6 } }\n',
    );
    expect((await folder.mission('run', 'm.yml', '--gate', 'off')).exitCode).toBe(0);
    expect(folder.read('.mission/final-report.md')).toContain('**The workers limit cost the most time**');
    const before = folder.read('.mission/events.jsonl');
    const { exitCode, stdout, stderr } = await folder.mission('replay', '.mission', '--workers', '2', '--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    const { measured, same, asked } = JSON.parse(stdout);
    expect(measured.makespan).toBeGreaterThan(1_000);
    expect(same.makespan).toBeCloseTo(measured.makespan, 3);
    expect(asked.makespan).toBeLessThan(measured.makespan - 300);
    expect(folder.read('.mission/events.jsonl')).toBe(before);
  });

  it('replays a run of another machine with other limits', async () => {
    folder.write('run/events.jsonl', recorded('slots'));
    const { exitCode, stdout } = await folder.mission('replay', 'run', '--workers', '5', '--cpu', '90');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ +as it ran {2}same limits {2}--cpu 90 --workers 5$/m);
    expect(stdout).toMatch(/^ {2}takes +13\.9 s +13\.9 s +10\.7 s$/m);
  });

  it('predicts the run for a machine of another size', async () => {
    folder.write('run/events.jsonl', recorded('long'));
    const { exitCode, stdout } = await folder.mission('replay', 'run', '--cpus', '1', '--json');
    expect(exitCode).toBe(0);
    const { measured, asked } = JSON.parse(stdout);
    expect(asked.limits.cpus).toBe(1);
    expect(asked.makespan).toBeGreaterThan(measured.makespan);
    expect(asked.highest.cpu).toBeLessThanOrEqual(100);
  });

  it.each([
    [['replay'], 'expected a run in a default folder, found none'],
    [['replay', 'nowhere'], 'expected the journal of a run at nowhere'],
    [['replay', 'damaged'], 'damaged/events.jsonl:2: expected an event'],
    [['replay', 'open'], 'found a run that has not ended: it is still running, or was killed'],
    [['replay', 'stopped'], 'found a run that was interrupted'],
    [['replay', 'run', '--cpu', '101'], 'expected --cpu to be a number from 1 to 100, found "101"'],
    [['replay', 'run', '--workers', '0'], 'expected --workers to be a whole number of at least 1, found "0"'],
    [['replay', 'run', '--cpus', '0'], 'expected --cpus to be a number from 0.1 to 4096, found "0"'],
    [['replay', 'run', '--load', '60'], 'expected --load to be at least the 70 that c declares, found 60'],
    [
      ['replay', 'memory', '--memory', '20'],
      'with this --memory the mission could not start: expected a to request at most',
    ],
    [['replay', 'run', '--gate', 'off'], '--gate'],
  ])('exits 2 on %j', async (argv, message) => {
    const lines = recorded('load').trimEnd().split('\n');
    const interrupted = JSON.stringify({ type: 'interrupted', at: 1, signal: 'SIGINT' });
    folder.write('run/events.jsonl', recorded('load'));
    folder.write('memory/events.jsonl', recorded('memory'));
    folder.write('damaged/events.jsonl', `${lines[0]}\nnonsense\n`);
    folder.write('open/events.jsonl', `${lines.slice(0, -1).join('\n')}\n`);
    folder.write('stopped/events.jsonl', `${[lines[0], interrupted, ...lines.slice(1)].join('\n')}\n`);
    const { exitCode, stdout, stderr } = await folder.mission(...argv);
    expect(stderr).toContain(message);
    expect([exitCode, stdout]).toEqual([2, '']);
  });
});
