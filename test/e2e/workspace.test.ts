import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from './command-line.ts';
import { readRun } from './run-in.ts';

let folder: Folder;
let elsewhere = '';
beforeEach(() => {
  folder = newFolder();
  elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  mkdirSync(join(elsewhere, 'target'));
});
afterEach(() => {
  folder.remove();
  rmSync(elsewhere, { recursive: true, force: true });
});

/** When `breaks` breaks something, `slow` has written an output and continues to write. */
function mission(breaks: string): string {
  return `name: Workspace
tasks:
  before: { run: echo "made=before" >> "$MISSION_OUTPUT" }
  slow:
    run: |
      echo "one=1" >> "$MISSION_OUTPUT"
      : > "$ELSEWHERE/slow-runs"
      until test -e "$ELSEWHERE/broken"; do sleep 0.05; done
      echo "two=2" >> "$MISSION_OUTPUT"
      echo "A section of slow" > "$MISSION_REPORT"
      test -e "$MISSION_CONTEXT"
  breaks:
    needs: before
    run: |
      until test -e "$ELSEWHERE/slow-runs"; do sleep 0.05; done
      ${breaks}
      : > "$ELSEWHERE/broken"
tests:
  after:
    needs: [breaks, slow, before]
    if: tasks.slow.outputs.one == '1' && tasks.slow.outputs.two == '2' && tasks.before.outputs.made == 'before'
    deliverable: docs/after.md
    run: |
      echo "after went on"
      grep -q '"two": "2"' "$MISSION_CONTEXT"
`;
}

async function run(breaks: string) {
  folder.write('m.yml', mission(breaks));
  execFileSync('git', ['init', '--quiet'], { cwd: folder.path });
  execFileSync('git', ['add', 'm.yml'], { cwd: folder.path });
  const argv = ['run', 'm.yml', '--dir', '.mission', '--gate', 'off', '--log', 'none'];
  const ended = await folder.start(argv, { env: { ELSEWHERE: elsewhere } }).ended;
  return readRun(folder, ended);
}

const SUCCESS = { before: 'succeeded', slow: 'succeeded', breaks: 'succeeded', after: 'succeeded' };
const FOLDER_LOST = "a task has removed or replaced the run's folder";
const JOURNAL_GONE = 'a task has removed or replaced the journal: it is written again';

describe.skipIf(process.platform === 'win32')('F175 a task that', () => {
  it.each([
    ['cleans the workspace', 'git clean -fdxq'],
    ["removes the run's folder", 'rm -rf .mission'],
    ["moves the run's folder", 'mv .mission "$ELSEWHERE/moved"'],
    ['puts a file in its place', 'rm -rf .mission; echo x > .mission'],
    ['puts a link in its place', 'rm -rf .mission; ln -s "$ELSEWHERE/target" .mission'],
    ['puts a link that leads nowhere in its place', 'rm -rf .mission; ln -s "$ELSEWHERE/nowhere" .mission'],
  ])('%s does not affect the other tasks, and every document is written', async (_, breaks) => {
    const { exitCode, statuses, stdout } = await run(breaks);
    expect(statuses).toEqual(SUCCESS);
    expect(exitCode).toBe(0);
    expect(stdout.split(FOLDER_LOST)).toHaveLength(2);
    expect(stdout).toContain(JOURNAL_GONE);
    const report = folder.read('.mission/final-report.md');
    expect(report).toContain(FOLDER_LOST);
    expect(report).toContain(JOURNAL_GONE);
    expect(folder.read('.mission/tasks/slow.md')).toContain('A section of slow');
    expect(folder.read('.mission/logs/after.log')).toContain('after went on');
    expect(folder.read('docs/after.md')).toContain('after');
    expect(readdirSync(join(elsewhere, 'target'))).toEqual([]);
    // The journal is complete: every document can be made from it again.
    await folder.mission('report', '.mission');
    expect(folder.read('.mission/final-report.md')).toBe(report);
    const status = execFileSync('git', ['status', '--porcelain'], { cwd: folder.path, encoding: 'utf8' });
    expect(status).not.toContain('.mission');
  });

  it.each([
    ['the logs', 'rm -rf .mission/logs; echo x > .mission/logs'],
    ['the reports', 'rm -rf .mission/tasks; ln -s "$ELSEWHERE/target" .mission/tasks'],
    ['the lock', 'rm .mission/run.json; mkdir .mission/run.json'],
    ['the master report', 'rm -f .mission/master-report.md; mkdir -p .mission/master-report.md/x'],
  ])('replaces %s does not affect the other tasks', async (_, breaks) => {
    const { statuses } = await run(breaks);
    expect(statuses).toEqual(SUCCESS);
    expect(folder.read('.mission/logs/after.log')).toContain('after went on');
    expect(folder.read('.mission/tasks/slow.md')).toContain('A section of slow');
    expect(folder.read('.mission/master-report.md')).toContain('succeeded');
    expect(readdirSync(join(elsewhere, 'target'))).toEqual([]);
  });

  it.each([
    ['removes', 'rm .mission/events.jsonl', JOURNAL_GONE],
    ['replaces', 'rm .mission/events.jsonl; mkdir -p .mission/events.jsonl/x', JOURNAL_GONE],
    [
      'empties',
      ': > .mission/events.jsonl',
      'a task has changed the journal: it cannot be used to rebuild the reports',
    ],
    ['adds to', 'echo x >> .mission/events.jsonl', 'a task has changed the journal'],
  ])('%s the journal does not affect the other tasks, and the report says so', async (_, breaks, note) => {
    folder.write('m.yml', mission(breaks));
    const argv = ['run', 'm.yml', '--dir', '.mission', '--gate', 'off', '--log', 'none'];
    const { exitCode, stdout } = await folder.start(argv, { env: { ELSEWHERE: elsewhere } }).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain(note);
    expect(folder.read('.mission/final-report.md')).toContain(note);
    if (note !== JOURNAL_GONE) return;
    expect(readFileSync(join(folder.path, '.mission/events.jsonl'), 'utf8')).toContain('"type":"mission-ended"');
  });
});

describe.skipIf(process.platform === 'win32')('F190 a task that removes all temporary files', () => {
  it('fails those whose outputs it removes, and no other', async () => {
    const wait = 'until test -e "$ELSEWHERE/broken"; do sleep 0.05; done';
    folder.write(
      'm.yml',
      `name: Temporary files
tasks:
  slow:
    steps:
      - run: |
          echo "one=1" >> "$MISSION_OUTPUT"
          : > "$ELSEWHERE/slow-runs"
          ${wait}
      - run: echo "two=2" >> "$MISSION_OUTPUT"
  silent: { run: '${wait}' }
  breaks:
    run: |
      until test -e "$ELSEWHERE/slow-runs"; do sleep 0.05; done
      rm -rf "\${TMPDIR:?}"/*
      : > "$ELSEWHERE/broken"
tests:
  after: { needs: slow, env: { ONE: "\${{ tasks.slow.outputs.one }}" }, run: test "$ONE" = 1 }
`,
    );
    const temporary = join(elsewhere, 'temporary');
    mkdirSync(temporary);
    const argv = ['run', 'm.yml', '--dir', '.mission', '--gate', 'off', '--log', 'none'];
    const env = { ELSEWHERE: elsewhere, TMPDIR: temporary };
    const { exitCode, statuses, stdout } = readRun(folder, await folder.start(argv, { env }).ended);
    expect(statuses).toEqual({
      slow: 'failed',
      silent: 'succeeded',
      breaks: 'succeeded',
      after: 'skipped',
    });
    expect(stdout).toContain('MISSION_OUTPUT was rejected: its folder was removed while the task ran');
    expect(exitCode).toBe(1);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')("F175 a link that the user has made for the run's folder", () => {
  it('is followed', async () => {
    execFileSync('ln', ['-s', join(elsewhere, 'target'), join(folder.path, '.mission')]);
    const { statuses, stdout } = await run(':');
    expect(statuses).toEqual(SUCCESS);
    expect(stdout).not.toContain(FOLDER_LOST);
    expect(readdirSync(join(elsewhere, 'target'))).toContain('final-report.md');
  });
});
