import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAct, newRepository, type Repository, startAct } from './act-run.ts';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { fileAppears, processesWith } from './step.ts';

// Linux only, because leftover processes are looked up in /proc.
const act = process.platform === 'linux' ? findAct() : undefined;
if (act === undefined)
  console.warn('act is not installed, so the action is not tested in workflows; see tools-requirements.txt');

test.runIf(process.platform === 'linux' && process.env.CI !== undefined)('act is installed if CI is set', () => {
  expect(act).toBeDefined();
});

describe.skipIf(act === undefined)('the action in workflows, run by act', { timeout: 90_000 }, () => {
  let repository: Repository;
  let server: ArtifactServer;
  beforeEach(async () => {
    repository = newRepository();
    server = await startArtifactServer();
  });
  afterEach(async () => {
    await server.close();
    repository.remove();
  });

  function start(event: string, workflow: string, environment: Record<string, string> = server.environment) {
    const payload = join(repository.outside, 'event.json');
    writeFileSync(payload, JSON.stringify({ pull_request: { head: { ref: 'feature' }, base: { ref: 'main' } } }));
    return startAct(act ?? '', repository, event, workflow, environment, ['--eventpath', payload]);
  }

  test('a mission on a pull request succeeds, and a later step reads its outputs and report', async () => {
    const { exitCode, log } = await start('pull_request', 'gate.yml').ended;
    expect(log).toContain('Job succeeded');
    expect(exitCode).toBe(0);
    expect(log).toContain('read=succeeded succeeded=2 artifact=1001 head=feature base=main');
    expect(log).toContain('report-is-there');
    expect([...(server.artifacts.get('mission-Pass-gate')?.keys() ?? [])]).toContain('final-report.md');
    expect(log).toMatch(/Summary - .*[\s\S]*The mission succeeded/);
  });

  test('a mission that fails stops the job, and only its own errors are annotated', async () => {
    const { exitCode, log } = await start('pull_request', 'gate-fails.yml').ended;
    expect(exitCode).toBe(1);
    expect(log).toContain('Job failed');
    expect(log).toContain('outcome=failure read=failed failed=1');
    expect(log).not.toContain('not-reached\n');
    expect(log).toContain('The mission failed');
    // act marks annotations: those of the failed test and of the verdict, and none that the test printed.
    expect(log.split('\n').filter((line) => line.includes('❗'))).toEqual([
      expect.stringContaining('::error title=L3.1 Check'),
      expect.stringContaining('::error::❌ The mission failed'),
    ]);
    expect(server.artifacts.size).toBe(2);
  });

  test('F485 F486 in the log of act, each task is printed once when it ends, and a failure is open below its reason', async () => {
    const { log } = await start('pull_request', 'gate-fails.yml').ended;
    // Without the name of the job and the marks of act.
    const lines = log.split('\n').map((line) => line.replace(/^\[[^\]]*\] *(?:\| ?|❓ *|⚙ *)?/, ''));
    const at = (pattern: RegExp): readonly number[] =>
      lines.flatMap((line, index) => (pattern.test(line) ? [index] : []));
    // Once as a line, and never again outside of annotations and the summary of the job.
    const [group = -1, ...others] = at(/^::group:: *\d:\d\d\.\d {2}✔ L2\.1 Work succeeded in /);
    expect(others).toEqual([]);
    expect(lines.slice(group, group + 5).map((line) => line.replace(/[\da-f-]{36}/, 'TOKEN'))).toEqual([
      lines[group],
      '::stop-commands::TOKEN',
      'worked',
      '::TOKEN::',
      '::endgroup::',
    ]);
    const [failure = -1, ...again] = at(/^ *\d:\d\d\.\d {2}✘ L3\.1 Check failed in .*it exited with code 3/);
    expect(again).toEqual([]);
    expect(lines.slice(failure + 2, failure + 4)).toEqual([
      '\u200b::error::not from us',
      'no ##\u200b[error]this neither',
    ]);
    expect(lines.indexOf('What failed:')).toBeGreaterThan(failure);
    expect(at(/^::group::1 annotation$/)).toHaveLength(1);
  });

  test('in a matrix, each job has its own artifact', async () => {
    const { exitCode, log } = await start('schedule', 'nightly.yml').ended;
    expect(exitCode).toBe(0);
    expect(log.match(/Job succeeded/g)).toHaveLength(2);
    expect([...server.artifacts.keys()].sort()).toEqual([
      'mission-Pass-nightly',
      'mission-Pass-nightly-2',
      'mission-Pass-nightly-2.html',
      'mission-Pass-nightly.html',
    ]);
  });

  test('runs inside a composite action', async () => {
    const { exitCode, log } = await start('push', 'composite.yml').ended;
    expect(exitCode).toBe(0);
    expect(log).toContain('read=succeeded');
    expect(server.artifacts.size).toBe(2);
  });

  test('F42 without an artifact service, one notice appears and the verdict does not change', async () => {
    const { exitCode, log } = await start('push', 'composite.yml', {}).ended;
    expect(exitCode).toBe(0);
    expect(log.match(/This runner has no artifact service/g)).toHaveLength(1);
  });

  test('F15 if main is killed, post stops its processes, writes the reports and uploads them', async () => {
    const marker = join(repository.outside, 'marker');
    const run = start('push', 'interrupted.yml', { ...server.environment, MARKER: marker });
    await fileAppears(marker);
    expect(processesWith(`MARKER=${marker}`).length).toBeGreaterThan(1);
    run.process.kill('SIGINT');
    const { log } = await run.ended;
    expect(log).toContain('The main step was killed');
    expect(processesWith(`MARKER=${marker}`)).toEqual([]);
    const files = server.artifacts.get('mission-Endless-endless');
    expect(files?.get('final-report.md')?.toString()).toContain('cancelled');
    expect(files?.get('logs/L2.2.log')?.toString()).toContain('at work');
    expect(files?.get('events.jsonl')?.toString()).toContain('"mission-ended"');
  });
});
