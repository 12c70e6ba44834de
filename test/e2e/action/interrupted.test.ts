import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { type EndedStep, fileAppears, type Job, newJob, processesWith, runStep, startStep, stateOf } from './step.ts';

/** One task has ended, one runs forever with a child that escaped its group, and one waits. */
const endless = `name: Endless
tasks:
  L2.1: { run: echo done }
  L2.2:
    needs: L2.1
    run: |
      echo at work
      setsid sleep 600 &
      touch started
      sleep 600
tests:
  L3.1: { needs: L2.2, run: echo never }
`;

const passing = 'name: Pass\ntasks:\n  L2.1: { run: echo worked }\n';

let job: Job;
let server: ArtifactServer;
beforeEach(async () => {
  job = newJob();
  server = await startArtifactServer();
  job.write('mission.yml', endless);
});
afterEach(async () => {
  await server.close();
  job.remove();
});

function start() {
  return startStep(job, 'action', { inputs: { mission: 'mission.yml', gate: 'off' }, environment: server.environment });
}

function post(main: EndedStep): Promise<EndedStep> {
  return runStep(job, 'post', { environment: { ...server.environment, ...stateOf(main) } });
}

/** Titles of the groups with the output of tasks. */
function groupsOf({ commands }: EndedStep): readonly string[] {
  const groups = commands.filter(({ name }) => name === 'group').map(({ message }) => message);
  return groups.filter((title) => title !== 'Uploading the reports');
}

/** Processes of the run, found by its mark in their environment. */
function leftovers(dir: string): readonly string[] {
  const { mark } = JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8')) as { readonly mark: string };
  return processesWith(`MISSION_RUN=${mark}`);
}

// Windows has no signals, and leftover processes are looked up in /proc.
describe.skipIf(process.platform !== 'linux')('an action that is stopped', { timeout: 120_000 }, () => {
  test('on SIGINT, everything is stopped and reported, and post uploads', async () => {
    const step = start();
    await fileAppears(join(job.workspace, 'started'));
    step.process.kill('SIGINT');
    const main = await step.ended;
    expect(main).toMatchObject({ exitCode: 1, signal: null });
    expect(main.outputs).toMatchObject({ result: 'cancelled', succeeded: '1' });
    expect(main.messages('error')).toEqual([expect.stringMatching(/cancelled.*SIGINT/)]);
    expect(main.summary).toContain('cancelled');
    expect(groupsOf(main)).toEqual([
      expect.stringContaining('L2.1 succeeded'),
      expect.stringContaining('L2.2 cancelled'),
    ]);
    const { dir = '' } = main.outputs;
    expect(readFileSync(join(dir, 'final-report.md'), 'utf8')).toContain('cancelled');
    expect(leftovers(dir)).toEqual([]);
    expect(server.requests).toEqual([]);
    const after = await post(main);
    expect(groupsOf(after)).toEqual([]);
    expect(after).toMatchObject({ exitCode: 0, summary: expect.stringContaining('artifacts/1001') });
    expect(after.messages('warning')).toEqual([]);
    expect(server.artifacts.get('mission-Endless-gate')?.get('logs/L2.2.log')?.toString()).toContain('at work');
  });

  test('F15 F485 after SIGKILL, post stops the remaining processes, writes the reports from the journal, uploads them, and post prints only the rest', async () => {
    const step = start();
    await fileAppears(join(job.workspace, 'started'));
    step.process.kill('SIGKILL');
    const main = await step.ended;
    expect(main).toMatchObject({ signal: 'SIGKILL', outputs: {}, summary: '' });
    const { dir = '' } = main.state;
    expect(leftovers(dir)).not.toEqual([]);
    const after = await post(main);
    expect(after.exitCode).toBe(0);
    expect(after.messages('warning')).toEqual([]);
    expect(leftovers(dir)).toEqual([]);
    // Each is printed once: the main step was killed before it could print the second.
    expect(groupsOf(main)).toEqual([expect.stringContaining('L2.1 succeeded')]);
    expect(main.log).toMatch(/::stop-commands::.*\ndone\n::/);
    expect(groupsOf(after)).toEqual([expect.stringContaining('L2.2: cancelled')]);
    expect(after.log).toMatch(/::stop-commands::.*\nat work\n::/);
    expect(after.summary).toContain('cancelled');
    const files = server.artifacts.get('mission-Endless-gate');
    expect(files?.get('final-report.md')?.toString()).toContain('cancelled');
    expect(files?.get('events.jsonl')?.toString()).toContain('"mission-ended"');
    const mission = JSON.parse(files?.get('mission.json')?.toString() ?? '') as {
      readonly result: string;
      readonly tasks: readonly { readonly id: string; readonly status: string }[];
    };
    expect(mission.result).toBe('cancelled');
    expect(Object.fromEntries(mission.tasks.map(({ id, status }) => [id, status]))).toMatchObject({
      'L2.1': 'succeeded',
      'L2.2': 'cancelled',
    });
  });

  test('F40 on SIGINT during the upload, main succeeds and post uploads under the next free name', async () => {
    job.write('mission.yml', passing);
    await server.close();
    server = await startArtifactServer({ blob: ['hang'] });
    const step = start();
    await server.arrived('blob');
    step.process.kill('SIGINT');
    const main = await step.ended;
    expect(main).toMatchObject({ exitCode: 0, signal: null, outputs: { result: 'succeeded' } });
    expect(server.artifacts.size).toBe(0);
    const after = await post(main);
    // The upload that was cut off has the id before.
    expect(after).toMatchObject({ exitCode: 0, summary: expect.stringContaining('artifacts/1002') });
    expect([...server.artifacts.keys()]).toEqual(['mission-Pass-gate-2', 'mission-Pass-gate-2.html']);
  });

  test('if the journal cannot be read, post stops the processes, warns, and uploads the files', async () => {
    const step = start();
    await fileAppears(join(job.workspace, 'started'));
    step.process.kill('SIGKILL');
    const main = await step.ended;
    const { dir = '' } = main.state;
    writeFileSync(join(dir, 'events.jsonl'), 'no journal\n'.repeat(3));
    const after = await post(main);
    expect(leftovers(dir)).toEqual([]);
    expect(after.exitCode).toBe(0);
    expect(after.messages('warning')).toEqual([expect.stringContaining('could not be completed')]);
    expect([...(server.artifacts.get('mission-gate')?.keys() ?? [])]).toContain('events.jsonl');
  });

  test('F684 if a task has replaced the journal by a named pipe, post stops the processes, warns, and uploads the files', async () => {
    const step = start();
    await fileAppears(join(job.workspace, 'started'));
    step.process.kill('SIGKILL');
    const main = await step.ended;
    const { dir = '' } = main.state;
    const journal = join(dir, 'events.jsonl');
    rmSync(journal);
    execFileSync('mkfifo', [journal]);
    const after = await post(main);
    expect(leftovers(dir)).toEqual([]);
    expect(after.exitCode).toBe(0);
    expect(after.messages('warning')).toEqual([expect.stringContaining('something that is no regular file')]);
    expect([...(server.artifacts.get('mission-gate')?.keys() ?? [])]).toContain('logs/L2.2.log');
  });
});
