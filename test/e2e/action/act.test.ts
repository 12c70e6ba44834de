import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAct, newRepository, type Repository, startAct } from './act-run.ts';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { fileAppears, processesWith } from './step.ts';

// Host mode is the same everywhere; what a run leaves behind is looked up in /proc.
const act = process.platform === 'linux' ? findAct() : undefined;
if (act === undefined) console.warn('act is not here: the action is not tested in workflows (tools-requirements.txt)');

test.runIf(process.platform === 'linux' && process.env.CI !== undefined)('act is there where CI is set', () => {
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

  test('a gate on a pull request that passes; a later step reads outputs and report', async () => {
    const { exitCode, log } = await start('pull_request', 'gate.yml').ended;
    expect(log).toContain('Job succeeded');
    expect(exitCode).toBe(0);
    expect(log).toContain('read=succeeded succeeded=2 artifact=1001 head=feature base=main');
    expect(log).toContain('report-is-there');
    expect([...(server.artifacts.get('mission-Pass-gate')?.keys() ?? [])]).toContain('final-report.md');
    expect(log).toMatch(/Summary - .*[\s\S]*The mission succeeded/);
  });

  test('a gate that fails stops the job, and F23 only with our own errors', async () => {
    const { exitCode, log } = await start('pull_request', 'gate-fails.yml').ended;
    expect(exitCode).toBe(1);
    expect(log).toContain('Job failed');
    expect(log).toContain('outcome=failure read=failed failed=1');
    expect(log).not.toContain('not-reached\n');
    expect(log).toContain('The mission failed');
    // act marks what it takes for an annotation: the failed test's and the verdict, nothing that the test printed.
    expect(log.split('\n').filter((line) => line.includes('❗'))).toEqual([
      expect.stringContaining('::error title=L3.1 Check'),
      expect.stringContaining('::error::❌ The mission failed'),
    ]);
    expect(server.artifacts.size).toBe(2);
  });

  test('nightly, in a matrix: both legs keep their reports', async () => {
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

  test('inside a composite action', async () => {
    const { exitCode, log } = await start('push', 'composite.yml').ended;
    expect(exitCode).toBe(0);
    expect(log).toContain('read=succeeded');
    expect(server.artifacts.size).toBe(2);
  });

  test('F42 without an artifact service: one notice, the verdict stands', async () => {
    const { exitCode, log } = await start('push', 'composite.yml', {}).ended;
    expect(exitCode).toBe(0);
    expect(log.match(/This runner offers no artifact service/g)).toHaveLength(1);
  });

  test('F15 interrupted: main is killed, post stops the leftovers, reports and uploads', async () => {
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
