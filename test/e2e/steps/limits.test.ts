import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '../../process/step-harness.ts';
import { type Folder, newFolder } from '../command-line.ts';
import { runMission } from '../run-in.ts';

const limit = { timeout: 60_000 };

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

describe.skipIf(process.platform === 'win32')('time limits of steps and finally with real processes', () => {
  it(
    'a step is stopped after its timeout, later steps with a condition run, and the task has timed out',
    limit,
    async () => {
      const run = await runMission(
        folder,
        `name: Step limit
tasks:
  work:
    steps:
      - { run: exec sleep 1000, timeout: 300ms }
      - { run: touch never }
      - { run: touch after, if: failure() }
  lenient:
    matrix: { part: [shop] }
    steps:
      - { run: exec sleep 1000, timeout: 300ms, continue-on-error: true, id: slow }
      - { run: 'echo "$HOW $PART" > seen', env: { HOW: "\${{ steps.slow.outcome }}", PART: "\${{ matrix.part }}" } }
`,
      );
      expect(run.statuses).toEqual({ work: 'timed-out', 'lenient (shop)': 'succeeded' });
      expect(run.task('work').reason).toBe('it was stopped after its timeout of 0.3 s');
      expect(existsSync(join(folder.path, 'never'))).toBe(false);
      expect(existsSync(join(folder.path, 'after'))).toBe(true);
      expect(folder.read('seen')).toBe('failure shop\n');
    },
  );

  it('F350: finally runs after the time-out of its task, and its service is still there', limit, async () => {
    const run = await runMission(
      folder,
      `name: Task limit
services:
  db:
    run: touch alive; trap 'rm alive; exit' TERM; while true; do sleep 0.1; done
    ready: { command: test -f alive }
tasks:
  work:
    services: db
    timeout: 500ms
    run: exec sleep 1000
    finally: [{ run: test -f alive && touch cleaned }]
`,
    );
    expect(run.statuses).toEqual({ work: 'timed-out' });
    expect(existsSync(join(folder.path, 'cleaned'))).toBe(true);
    expect(existsSync(join(folder.path, 'alive'))).toBe(false);
  });

  it('what a finally step leaves running is stopped and named', limit, async () => {
    const run = await runMission(
      folder,
      `name: Left behind
tasks:
  work:
    run: "true"
    finally: [{ run: "sleep 1000 & echo $! > left" }]
`,
    );
    expect(run.statuses).toEqual({ work: 'succeeded' });
    expect(isAlive(Number(folder.read('left')))).toBe(false);
    expect(folder.read('.mission/tasks/work.md')).toContain('`sleep 1000`');
  });
});
