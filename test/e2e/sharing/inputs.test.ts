import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { filesWith, readEvents, runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const mission = `name: Deploy
inputs:
  target: { type: choice, options: [staging, production], required: true }
  dry: { type: boolean, default: true }
  count: { type: number, default: 2 }
tasks:
  ask:
    env: { TARGET: "\${{ inputs.target }}", KIND: "\${{ inputs.dry == true && inputs.count > 1 }}" }
    run: |
      echo "seen=$TARGET $KIND" >> "$MISSION_OUTPUT"
  deploy: { if: "!inputs.dry", run: touch deployed }
  system:
    env: { SEEN: "\${{ runner.os }}-\${{ runner.arch }}" }
    run: |
      test "$SEEN" = "Linux-X64" || test "$SEEN" = "macOS-ARM64" || test "$SEEN" = "Linux-ARM64"
tests:
  check: { needs: ask, run: test -e passes }
`;

describe('F341: inputs', () => {
  it('are read with their types, and are in the journal and the reports', async () => {
    folder.write('passes', '');
    const run = await runMission(folder, mission, '--input', 'target=staging', '--input', 'count=3');
    expect(run.task('ask').outputs).toEqual({ seen: 'staging true' });
    expect(run.statuses).toMatchObject({ deploy: 'skipped', system: 'succeeded', check: 'succeeded' });
    expect(run.events[0]).toMatchObject({
      inputs: { target: 'staging', count: '3' },
      mission: { inputs: { target: 'staging', dry: true, count: 3 } },
    });
    expect(folder.read('.mission/final-report.md')).toContain('`target=staging`, `dry=true`, `count=3`');
    expect(JSON.parse(folder.read('.mission/mission.json')).inputs).toEqual({ target: 'staging', dry: true, count: 3 });
    expect(folder.read('.mission/report.html')).toContain('target=staging, dry=true, count=3');
  });

  it.each(['run', 'plan'])('that are wrong are refused by `%s`, and nothing is run', async (command) => {
    folder.write('m.yml', mission);
    const ended = await folder.mission(command, 'm.yml', '--input', 'traget=x', '--input', 'dry=maybe');
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('found `traget`; did you mean `target`?');
    expect(ended.stderr).toContain('give one with --input target=VALUE');
    expect(ended.stderr).toContain('expected the input `dry` to be `true` or `false`, found `maybe`');
    expect(folder.has('.mission')).toBe(false);
    const unnamed = await folder.mission(command, 'm.yml', '--input', 'staging');
    expect(unnamed).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('expected --input NAME=VALUE') });
  });

  it('decide what a plan runs', async () => {
    folder.write('m.yml', mission);
    const started = async (...more: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await folder.mission('plan', 'm.yml', '--json', '--input', 'target=staging', ...more);
      const { events } = JSON.parse(stdout) as { events: readonly { id: string; what: string }[] };
      return events.filter(({ what }) => what === 'started').map(({ id }) => id);
    };
    expect(await started()).not.toContain('deploy');
    expect(await started('--input', 'dry=false')).toContain('deploy');
  });
});

describe('F342: a resumed run', () => {
  it('has the inputs of the run, and refuses others', async () => {
    expect((await runMission(folder, mission, '--input', 'target=production')).exitCode).toBe(1);
    const other = await folder.mission('resume', '.mission', '--input', 'target=staging');
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain('expected the input target to be "production", as in the run that is resumed');
    folder.write('passes', '');
    const resumed = await folder.mission('resume', '.mission', '--input', 'target=production');
    expect(resumed).toMatchObject({ exitCode: 0 });
    const opening = readEvents(folder).find(({ type }) => type === 'resumed');
    expect(opening).toMatchObject({ inputs: { target: 'production' }, kept: ['ask', 'system'] });
  });

  it('runs what reads an input again if its default changed, and takes values for new inputs', async () => {
    await runMission(folder, mission, '--input', 'target=production');
    folder.write('passes', '');
    const changed = mission.replace('default: 2', 'default: 1').replace('tasks:', '  who: { required: true }\ntasks:');
    folder.write('m.yml', changed);
    const missing = await folder.mission('resume', '.mission');
    expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('a value for the input `who`') });
    expect(await folder.mission('resume', '.mission', '--input', 'who=me')).toMatchObject({ exitCode: 0 });
    const opening = readEvents(folder).find(({ type }) => type === 'resumed');
    expect(opening).toMatchObject({ inputs: { target: 'production', who: 'me' }, kept: ['system'] });
  });

  it('asks again for an input that is a secret, which no file of the run contains', async () => {
    const text = `name: Secret
secrets: TOKEN
inputs: { key: { required: true } }
tasks: { a: { run: test -e passes, env: { KEY: "\${{ inputs.key }}" } } }
`;
    folder.write('m.yml', text);
    const env = { TOKEN: 'hunter2-hunter2' };
    const argv = ['run', 'm.yml', '--gate', 'off', '--input', `key=${env.TOKEN}`];
    await folder.start(argv, { env }).ended;
    expect(filesWith(`${folder.path}/.mission`, env.TOKEN)).toEqual([]);
    folder.write('passes', '');
    const refused = await folder.start(['resume', '.mission'], { env }).ended;
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('give it again with --input key=VALUE'),
    });
    const again = await folder.start(['resume', '.mission', '--input', `key=${env.TOKEN}`], { env }).ended;
    expect(again).toMatchObject({ exitCode: 0 });
    expect(filesWith(`${folder.path}/.mission`, env.TOKEN)).toEqual([]);
  });
});
