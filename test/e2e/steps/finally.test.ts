import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { runMission } from '../run-in.ts';

const limit = { timeout: 60_000 };

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const HANGING = `name: Hanging
tasks:
  work:
    steps:
      - run: echo "X=made" >> "$MISSION_ENV"
      - run: echo begun > begun; trap '' TERM; while test ! -f released; do sleep 0.1; done
    finally:
      - run: echo "cleaned with $X" >> cleaned
`;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(20);
}

describe.skipIf(process.platform === 'win32')('finally with real processes', () => {
  it('F353: runs within the grace period after Ctrl-C, although the step ignores TERM', limit, async () => {
    folder.write('mission.yml', HANGING);
    const run = folder.start(['run', 'mission.yml']);
    await until(() => existsSync(join(folder.path, 'begun')));
    run.process.kill('SIGINT');
    expect((await run.ended).exitCode).toBe(130);
    expect(folder.read('cleaned')).toBe('cleaned with made\n');
  });

  it('F377: what `finally` collects after a failure is an artifact, and what it removes stays one', limit, async () => {
    const run = await runMission(
      folder,
      `name: Shop
tasks:
  shop:
    artifacts: [shop.log, out]
    run: mkdir out && echo made > out/a && exit 3
    finally:
      - { if: failure(), run: echo collected > shop.log }
      - run: rm -r out
  quiet:
    artifacts: never.log
    run: "true"
    finally: [{ run: "true" }]
`,
    );
    expect(run.statuses).toEqual({ shop: 'failed', quiet: 'failed' });
    expect(folder.read('.mission/files/shop/shop.log')).toBe('collected\n');
    expect(folder.read('.mission/files/shop/out/a')).toBe('made\n');
    expect(run.task('shop').reason).toMatch(/^it exited with code 3/);
    expect(run.task('quiet').reason).toMatch(/^artifacts "never.log" \(line 10 .*found none$/);
  });

  it('F359: a finally step finds its service after Ctrl-C, and the service ends after it', limit, async () => {
    folder.write(
      'mission.yml',
      `name: Database
services:
  db:
    run: touch alive; trap 'rm alive; exit' TERM; while true; do sleep 0.1; done
    ready: { command: test -f alive }
tasks:
  work:
    services: db
    run: echo begun > begun; while true; do sleep 0.1; done
    finally:
      - run: sleep 0.5; test -f alive && echo dropped > dropped
`,
    );
    const run = folder.start(['run', 'mission.yml']);
    await until(() => existsSync(join(folder.path, 'begun')));
    run.process.kill('SIGINT');
    expect((await run.ended).exitCode).toBe(130);
    expect(folder.read('dropped')).toBe('dropped\n');
    expect(existsSync(join(folder.path, 'alive'))).toBe(false);
  });

  it('F354: runs once after kill -9 and a resume, before the task runs again', limit, async () => {
    folder.write('mission.yml', HANGING);
    const run = folder.start(['run', 'mission.yml', '--dir', 'runs']);
    await until(() => existsSync(join(folder.path, 'begun')));
    run.process.kill('SIGKILL');
    await run.ended;
    expect(existsSync(join(folder.path, 'cleaned'))).toBe(false);
    folder.write('released', '');
    const resumed = await folder.mission('resume', 'runs');
    expect(resumed.exitCode, resumed.stdout).toBe(0);
    // One for the killed attempt, one for the attempt of the resumed run.
    expect(folder.read('cleaned')).toBe('cleaned with made\ncleaned with made\n');
  });

  it('F358: hands variables and folders to later steps, also through the names of workflows', limit, async () => {
    const run = await runMission(
      folder,
      `name: Values
tasks:
  work:
    env: { A: task }
    steps:
      - run: |
          mkdir -p tools
          printf '#!/bin/sh\\necho own program\\n' > tools/own
          chmod +x tools/own
          echo "$PWD/tools" >> "$GITHUB_PATH"
          printf 'A=step\\nB<<END\\ntwo\\nlines\\nEND\\n' >> "$GITHUB_ENV"
      - { id: bad, run: exit 3, continue-on-error: true }
      - { run: 'echo "$(own) $A $B $C" > seen', env: { C: "\${{ steps.bad.outcome }} \${{ env.A }}" }, shell: sh }
      - { run: touch skipped, if: steps.bad.outcome == 'success' }
  forbidden:
    steps:
      - run: echo "NODE_OPTIONS=--require ./x.js" >> "$MISSION_ENV"
      - run: touch never
      - { run: touch after, if: failure() }
`,
    );
    expect(run.statuses).toEqual({ work: 'succeeded', forbidden: 'failed' });
    expect(folder.read('seen')).toBe('own program step two\nlines failure step\n');
    expect(['skipped', 'never', 'after'].map((name) => existsSync(join(folder.path, name)))).toEqual([
      false,
      false,
      true,
    ]);
    expect(folder.read('.mission/final-report.md')).toContain('NODE_OPTIONS cannot be set for later steps');
  });
});
