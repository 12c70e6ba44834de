import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy } from './example-copy.ts';

const limit = { timeout: 60_000 };

let example: ExampleCopy;
beforeEach(() => {
  example = copyExample('clean-up');
});
afterEach(() => example.remove());

describe('the clean-up mission', () => {
  it('restores the backup, goes on after the size has grown, and leaves nothing behind', limit, async () => {
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(0);
    expect(run.statuses()).toEqual({ rehearsal: 'succeeded', left: 'succeeded' });
    const report = run.report('rehearsal');
    expect(report).toMatch(/Compare the size with the last one +\| ❌ failed, continued/);
    expect(report).toMatch(/Say what to look at +\| ✅ succeeded/);
    expect(report).toMatch(/finally: Keep the backup that failed +\| ⏭️ skipped/);
    expect(existsSync(run.row('rehearsal').outputs.folder ?? '/')).toBe(false);
  });

  it('keeps the backup that could not be restored, and still removes the folder', limit, async () => {
    example.alter('tools/restore.cjs', '.filter(Boolean)', '.filter(Boolean).slice(1)');
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(1);
    expect(run.statuses()).toEqual({ rehearsal: 'failed', left: 'succeeded' });
    expect(run.report('rehearsal')).toMatch(/finally: Keep the backup that failed +\| ✅ succeeded/);
    expect(existsSync(run.row('rehearsal').outputs.folder ?? '/')).toBe(false);
  });
});
