import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Folder, newFolder, type Started } from '../command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
let started: Started | undefined;
afterEach(async () => {
  // If a test has failed, its run waits for this file.
  folder.write('go', '');
  await started?.ended;
  started = undefined;
  folder.remove();
});

function start(): Started {
  const run = folder.start(['run', 'm.yml', '--dir', 'out', '--gate', 'off'], {});
  started = run;
  return run;
}

const MISSION = `name: Release
tasks:
  quick: { run: exit 3, continue-on-error: true }
  long: { locks: database, priority: 1, run: "touch started; while [ ! -e go ]; do sleep 0.05; done", expect: 1h }
  other: { run: "while [ ! -e go ]; do sleep 0.05; done" }
  held: { locks: database, run: "true", expect: 1s }
tests:
  last: { needs: [long, held], run: "true", expect: 1s }
`;

it('shows what has failed, what runs and what waits while a run goes on, and how it ended', async () => {
  folder.write('m.yml', MISSION);
  const run = start();
  await run.printed('held waits for');
  await run.printed('quick failed');

  const text = await folder.mission('status', 'out');
  expect(text).toMatchObject({ exitCode: 0, stderr: '' });
  expect(text.stdout).toMatch(/^Release: running for .+, at least (?:1h|59m).* to go$/m);
  expect(text.stdout).toContain('5 tasks and tests: 1 failed, 2 running, 1 waiting, 1 to come');
  expect(text.stdout).toMatch(/^✘ quick failed \(allowed\): .*3/m);
  expect(text.stdout).toMatch(/^▶ long runs for .+ of about 1h/m);
  expect(text.stdout).toMatch(/^⏸ held waits for .*database/m);

  const json = await folder.mission('status', 'out', '--json');
  const state = JSON.parse(json.stdout);
  expect(state).toMatchObject({ state: 'running', name: 'Release', dir: 'out' });
  expect(state.remaining).toBeGreaterThan(3_000_000);
  const byId = Object.fromEntries(state.tasks.map((task: { id: string }) => [task.id, task]));
  expect(byId.long).toMatchObject({ status: 'running', kind: 'task', expected: 3_600_000, attempts: 1 });
  expect(byId.held).toMatchObject({ status: 'waiting', waitsFor: expect.stringContaining('database') });
  expect(byId.quick).toMatchObject({ status: 'failed', reason: expect.any(String) });
  expect(byId.last).not.toHaveProperty('waitsFor');

  folder.write('go', '');
  await run.ended;
  const after = await folder.mission('status', 'out');
  expect(after.exitCode).toBe(0);
  expect(after.stdout).toMatch(/^Release: ✅ The mission succeeded/m);
  expect(JSON.parse((await folder.mission('status', 'out', '--json')).stdout).state).toBe('succeeded');
});

it('says that a run was killed, and exits with 3; a failed run gives 1', async () => {
  folder.write('m.yml', MISSION);
  const run = start();
  await run.printed('long');
  run.process.kill('SIGKILL');
  await run.ended;
  const killed = await folder.mission('status', 'out');
  expect(killed.exitCode).toBe(3);
  expect(killed.stdout).toMatch(/^Release: killed after .+; `mission resume` continues it$/m);
  folder.write('go', '');
  await folder.mission('report', 'out');

  folder.write('f.yml', 'name: F\ntasks: { a: { run: exit 1 } }\n');
  await folder.mission('run', 'f.yml', '--dir', 'failed');
  expect((await folder.mission('status', 'failed')).exitCode).toBe(1);
});

it('is an error for a folder without a run', async () => {
  const ended = await folder.mission('status', 'nothing');
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toContain('See: ');
});
