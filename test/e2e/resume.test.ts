import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileStem } from '../../src/base/file-stem.ts';
import { type Ended, type Folder, newFolder } from './command-line.ts';
import { processesOf } from './processes-of.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const open = ['--gate', 'off', '--log', 'none'];

interface Entry {
  readonly id: string;
  readonly status: string;
  readonly kept?: boolean;
}

/** The status of each task by id, and whether it was kept. */
function statuses(): Record<string, string> {
  const { tasks }: { tasks: readonly Entry[] } = JSON.parse(folder.read('.mission/mission.json'));
  return Object.fromEntries(tasks.map(({ id, status, kept }) => [id, kept === true ? `${status}, kept` : status]));
}

/** Ids of the tasks that ran, in order. Each task of these missions writes its id. */
function ran(): readonly string[] {
  return folder.has('ran') ? folder.read('ran').trimEnd().split('\n') : [];
}

/** Waits for an effect of a child process; the timeout of the test is the limit. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Runs the mission until this file exists, then kills only the command line. */
async function killWhen(name: string, argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const run = folder.start(argv, { env });
  await until(() => folder.has(name));
  run.process.kill('SIGKILL');
  await run.ended;
}

function resume(...argv: readonly string[]): Promise<Ended> {
  return folder.mission('resume', '.mission', '--log', 'none', ...argv);
}

const chain = `name: Chain
tasks:
  A: { run: 'echo A >> ran; echo port=81 >> "$MISSION_OUTPUT"', deliverable: a.md }
  B:
    needs: A
    env: { PORT: "\${{ tasks['A'].outputs.port }}" }
    run: 'echo "B$PORT" >> ran; grep -q "\\"port\\": \\"81\\"" "$MISSION_CONTEXT"; touch b-runs; [ -e go ] || sleep 600'
  C: { needs: B, run: 'echo C >> ran' }
tests:
  T: { needs: tasks, run: 'echo T >> ran' }
`;

// Windows has no signals to send, and no /proc to look for leftovers.
describe.skipIf(process.platform !== 'linux')('mission resume', () => {
  it('F34 continues after kill -9: successful tasks are kept with their outputs, and no process of the killed run is left', async () => {
    folder.write('m.yml', chain);
    await killWhen('b-runs', ['run', 'm.yml', ...open]);
    const { mark } = JSON.parse(folder.read('.mission/run.json'));
    expect(processesOf(`MISSION_RUN=${mark}`)).not.toEqual([]);
    folder.write('go', '');
    const { exitCode, stdout, stderr } = await resume();
    expect(stderr).toMatch(/^mission: stopped \d+ process(es)? that the killed run had left$/m);
    expect(stdout).toContain('↻ resumed: 1 kept, 3 to run');
    expect(exitCode).toBe(0);
    expect(processesOf(`MISSION_RUN=${mark}`)).toEqual([]);
    expect(ran()).toEqual(['A', 'B81', 'B81', 'C', 'T']);
    expect(statuses()).toEqual({ A: 'succeeded, kept', B: 'succeeded', C: 'succeeded', T: 'succeeded' });
    const final = folder.read('.mission/final-report.md');
    expect(final).toContain('The mission succeeded');
    expect(final).toMatch(/\| Resumed +\| .* UTC, after .*: 1 kept, 3 to run/);
    expect(folder.read(`.mission/tasks/${fileStem('B')}.md`)).toContain('## Launched before the resume: 1 time');
    expect(folder.read(`.mission/tasks/${fileStem('A')}.md`)).toContain('had succeeded before the run was resumed');
  });

  it('F34 can be killed repeatedly, and continues each time', async () => {
    folder.write('m.yml', chain);
    await killWhen('b-runs', ['run', 'm.yml', ...open]);
    expect((await folder.mission('report', '.mission')).exitCode).toBe(0);
    expect(folder.has('.mission/mission.json')).toBe(true);
    for (let kill = 0; kill < 2; kill += 1) {
      rmSync(join(folder.path, 'b-runs'));
      await killWhen('b-runs', ['resume', '.mission']);
      // The report shows no end while the run continues.
      expect(folder.has('.mission/mission.json')).toBe(false);
    }
    folder.write('go', '');
    expect((await resume()).exitCode).toBe(0);
    expect(ran()).toEqual(['A', 'B81', 'B81', 'B81', 'B81', 'C', 'T']);
    expect(statuses()).toEqual({ A: 'succeeded, kept', B: 'succeeded', C: 'succeeded', T: 'succeeded' });
  });

  it('continues after an interruption, from another folder, and after the reports were written', async () => {
    folder.write('m.yml', chain);
    const run = folder.start(['run', 'm.yml', ...open]);
    await until(() => folder.has('b-runs'));
    run.process.kill('SIGINT');
    expect((await run.ended).exitCode).toBe(130);
    expect((await folder.mission('report', '.mission')).exitCode).toBe(0);
    folder.write('go', '');
    const elsewhere = newFolder();
    const { exitCode } = await elsewhere.mission('resume', join(folder.path, '.mission'));
    elsewhere.remove();
    expect(exitCode).toBe(0);
    expect(statuses()).toEqual({ A: 'succeeded, kept', B: 'succeeded', C: 'succeeded', T: 'succeeded' });
    const final = folder.read('.mission/final-report.md');
    expect(final).toContain('The mission succeeded');
    expect(final).toContain('Interrupted: SIGINT');
  });

  it('continues after a failure; a deliverable that a kept task wrote is not changed', async () => {
    const text = `name: Failing
tasks:
  A: { run: 'echo A >> ran; echo mine > a.md', deliverable: a.md }
  B: { run: 'echo B >> ran; [ -e go ]', services: [api] }
  C: { needs: B, run: 'echo C >> ran' }
services:
  api: { run: 'echo api >> ran; sleep 600' }
`;
    folder.write('m.yml', text);
    expect((await folder.mission('run', 'm.yml', ...open)).exitCode).toBe(1);
    expect(statuses()).toEqual({ A: 'succeeded', B: 'failed', C: 'skipped' });
    const again = await resume();
    expect(again.exitCode).toBe(1);
    expect(statuses()).toEqual({ A: 'succeeded, kept', B: 'failed', C: 'skipped' });
    folder.write('go', '');
    folder.write('ran', '');
    expect((await resume()).exitCode).toBe(0);
    expect(ran()).toEqual(['api', 'B', 'C']);
    expect(folder.read('a.md')).toBe('mine\n');
    expect(folder.read('.mission/final-report.md').match(/\| Resumed /g)).toHaveLength(2);
  });

  it('F35 runs again what changed and what depends on it; a new name alone changes nothing', async () => {
    folder.write('go', '');
    folder.write('m.yml', chain);
    expect((await folder.mission('run', 'm.yml', ...open)).exitCode).toBe(0);
    folder.write('m.yml', chain.replace('  B:\n', '  B:\n    name: Renamed\n    timeout: 5m\n'));
    const before = folder.read('.mission/events.jsonl');
    const nothing = await resume();
    expect(nothing).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Nothing is left to run.') });
    expect(folder.read('.mission/events.jsonl')).toBe(before);
    folder.write('ran', '');
    folder.write('m.yml', chain.replace('C: { needs: B, run:', 'C: { needs: B, env: { X: y }, run:'));
    const { exitCode, stdout } = await resume();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('↻ C runs again: its env changed in the mission file');
    expect(stdout).toContain('↻ T runs again: it needs C, which runs again because of a change');
    expect(ran()).toEqual(['C', 'T']);
    expect(folder.read('.mission/final-report.md')).toContain('## Succeeded earlier, run again');
  });

  it('F35 tasks that were removed from the file disappear, and new ones run', async () => {
    folder.write('m.yml', "name: X\ntasks: { A: { run: 'echo A >> ran' }, B: { run: 'exit 3' } }\n");
    expect((await folder.mission('run', 'm.yml', ...open)).exitCode).toBe(1);
    folder.write('m.yml', "name: X\ntasks: { A: { run: 'echo A >> ran' }, N: { needs: A, run: 'echo N >> ran' } }\n");
    expect((await resume()).exitCode).toBe(0);
    expect(statuses()).toEqual({ A: 'succeeded, kept', N: 'succeeded' });
    expect(ran()).toEqual(['A', 'N']);
  });

  it('runs the same selection with the same gate, without tasks that were removed from the file', async () => {
    const text =
      "name: X\ntasks: { A: { run: 'true' }, B: { needs: A, run: '[ -e go ]' }, C: { run: 'echo C >> ran' } }\n";
    folder.write('m.yml', text.replace(' C:', ' D: { run: "true" }, C:'));
    expect((await folder.mission('run', 'm.yml', '--skip', 'C,D', ...open)).exitCode).toBe(1);
    folder.write('go', '');
    folder.write('m.yml', text);
    const { exitCode, stdout } = await resume();
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining('the mission file no longer has D, which --only or'),
    ]);
    expect(statuses()).toEqual({ A: 'succeeded, kept', B: 'succeeded' });
    expect(ran()).toEqual([]);
    const events = folder.read('.mission/events.jsonl').trimEnd().split('\n');
    const resumed = events.map((line) => JSON.parse(line)).find(({ type }) => type === 'resumed');
    expect(resumed).toMatchObject({ skip: ['C', 'D'], gate: 'off', mission: { admission: { gate: 'off' } } });
  });

  it('says what to do if the mission file cannot be used', async () => {
    folder.write('m.yml', "name: X\ntasks: { A: { run: 'true' }, B: { run: '[ -e go ]' } }\n");
    await folder.mission('run', 'm.yml', ...open);
    const text = folder.read('m.yml');
    folder.write('go', '');
    folder.write('m.yml', 'name: X\ntasks: { A: { rum: 1 } }\n');
    expect(await resume()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('m.yml:2:') });
    folder.write('m.yml', 'name: Y\ntasks: { Z: { run: "true" } }\n');
    expect(await resume()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('none of its tasks') });
    writeFileSync(join(folder.path, 'moved.yml'), text);
    const log = `.mission/logs/${fileStem('A')}.log`;
    folder.write(log, 'kept');
    const gone = await folder.mission('resume', '.mission', '--mission', 'nowhere.yml');
    expect(gone).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('name it with --mission') });
    expect(await resume('--mission', 'moved.yml')).toMatchObject({ exitCode: 0 });
    expect(folder.read('.mission/final-report.md')).toContain('`moved.yml`');
    expect(folder.read(log)).toBe('kept');
    expect(await resume()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Nothing is left to run.') });
  });

  it('F33 refuses a journal that is corrupt in the middle, with the line', async () => {
    folder.write('m.yml', chain);
    await killWhen('b-runs', ['run', 'm.yml', ...open]);
    const path = join(folder.path, '.mission/events.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[3] = '{"type":"ended","at":1,"id":"B","status":"suc';
    writeFileSync(path, lines.join('\n'));
    const { exitCode, stderr } = await resume();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('events.jsonl:4: expected an event');
    expect(readFileSync(path, 'utf8')).toBe(lines.join('\n'));
  });

  it('F32 continues after half a line at the end', async () => {
    folder.write('m.yml', chain);
    await killWhen('b-runs', ['run', 'm.yml', ...open]);
    appendFileSync(join(folder.path, '.mission/events.jsonl'), '{"type":"ended","at":1,"id":"B","status":"succ');
    folder.write('go', '');
    expect((await resume()).exitCode).toBe(0);
    expect(ran()).toEqual(['A', 'B81', 'B81', 'C', 'T']);
  });

  it('F36 refuses the folder of a live run', async () => {
    folder.write('m.yml', chain);
    const run = folder.start(['run', 'm.yml', ...open]);
    await until(() => folder.has('b-runs'));
    const second = await resume();
    expect(second).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('found a running mission') });
    folder.write('go', '');
    run.process.kill('SIGINT');
    expect((await run.ended).exitCode).toBe(130);
  });

  it('F36 one of two simultaneous resumes continues, and the other is refused', async () => {
    folder.write('m.yml', chain);
    await killWhen('b-runs', ['run', 'm.yml', ...open]);
    folder.write('go', '');
    const both = await Promise.all([resume(), resume()]);
    expect(ran()).toEqual(['A', 'B81', 'B81', 'C', 'T']);
    // The second may start so late that nothing is left to run.
    const codes = both.map(({ exitCode }) => exitCode).sort();
    expect(codes[0]).toBe(0);
    const second = both.find(({ stdout }) => !stdout.includes('↻ resumed'));
    expect(`${second?.stdout}${second?.stderr}`).toMatch(
      /expected a folder that no run is using|Nothing is left to run/,
    );
  });

  it('does not run a task again because a secret has another value, and writes neither value to a file', async () => {
    const text = `name: Secret
secrets: [TOKEN]
tasks:
  A: { run: 'echo "A $TOKEN" >> ran; echo "$TOKEN"' }
  B: { needs: A, run: 'echo "B $TOKEN" >> ran; echo "$TOKEN"; touch b-runs; [ -e go ] || sleep 600' }
`;
    folder.write('m.yml', text);
    const logB = `logs/${fileStem('B')}.log`;
    const [old, fresh] = ['old-value-of-it', 'new-value-of-it'];
    await killWhen('b-runs', ['run', 'm.yml', ...open], { TOKEN: old });
    expect(folder.read(`.mission/${logB}`)).toContain(old);
    folder.write('go', '');
    const { exitCode } = await folder.start(['resume', '.mission'], { env: { TOKEN: fresh } }).ended;
    expect(exitCode).toBe(0);
    expect(ran()).toEqual([`A ${old}`, `B ${old}`, `B ${fresh}`]);
    for (const name of ['events.jsonl', `logs/${fileStem('A')}.log`, logB, 'final-report.md', 'mission.json']) {
      expect(folder.read(`.mission/${name}`)).not.toMatch(/(old|new)-value-of-it/);
    }
  });

  it('removes the log of a killed attempt if it may contain the old value of a changed secret', async () => {
    const text = `name: Secret
secrets: [TOKEN]
tasks:
  A: { run: 'true' }
  B: { needs: A, run: 'echo "$TOKEN"; touch b-runs; sleep 600' }
`;
    folder.write('m.yml', text);
    const log = `.mission/logs/${fileStem('B')}.log`;
    await killWhen('b-runs', ['run', 'm.yml', ...open], { TOKEN: 'old-value-of-it' });
    expect(folder.read(log)).toContain('old-value-of-it');
    folder.write('m.yml', text.replace("'true'", "'touch a-runs; sleep 600'"));
    await killWhen('a-runs', ['resume', '.mission'], { TOKEN: 'new-value-of-it' });
    expect(folder.has(log)).toBe(false);
    expect(folder.read('.mission/events.jsonl')).toContain('the log of B was removed');
    // Stops the task that the killed run left running.
    await folder.mission('report', '.mission');
  });
});

describe('mission resume --gate', () => {
  const gates = (): readonly unknown[] => {
    const events = folder
      .read('.mission/events.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    return events.flatMap(({ mission }) => (mission === undefined ? [] : [mission.admission.gate]));
  };

  it('is that of the run, or the one that is given, which later resumes have too', async () => {
    folder.write('m.yml', 'name: Gate\ntasks: { a: "false" }\n');
    await folder.mission('run', 'm.yml', '--log', 'none');
    await resume();
    await resume('--gate', 'off');
    await resume();
    expect(gates()).toEqual(['tests', 'tests', 'off', 'off']);
    const refused = await resume('--gate', 'of');
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('--gate');
  });
});
