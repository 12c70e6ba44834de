import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { type ArtifactServer, type ServerOptions, startArtifactServer } from './artifact-server.ts';
import { type EndedStep, type Job, newJob, runStep } from './step.ts';

const MISSION = `name: Parts
tasks:
  build:
    artifacts: [dist/**]
    run: |
      echo build >> "$RAN"
      mkdir -p dist && echo 'echo app' > dist/app && chmod 755 dist/app
      echo "time=$(date +%N)" >> "$MISSION_OUTPUT"
  lint: { artifacts: [], run: 'echo lint >> "$RAN"; test -e "$LINT" || test ! -e "$STRICT"' }
tests:
  pack:
    needs: build
    artifacts: [pack]
    run: 'echo pack >> "$RAN"; mkdir pack; cp dist/app pack/tool; chmod 700 pack/tool; ln -s tool pack/link'
  style: { artifacts: [], run: 'echo style >> "$RAN"' }
  docs: { run: 'echo docs >> "$RAN"' }
  unit: { needs: pack, run: 'echo unit >> "$RAN"; pack/link; test -e "$GO"' }
`;
const PLAN = '1: build, lint\n2: pack, style, docs, unit\n';

let outside: string;
let server: ArtifactServer;
let jobs: Job[];
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'part-attempts-'));
  jobs = [];
});
afterEach(async () => {
  await server.close();
  for (const job of jobs) job.remove();
  rmSync(outside, { recursive: true, force: true });
});

async function serve(options: ServerOptions = {}): Promise<void> {
  server = await startArtifactServer({}, [], options);
}

/** Ids of the tasks that ran since the last call. */
function ran(): readonly string[] {
  const path = join(outside, 'ran');
  const ids = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  rmSync(path, { force: true });
  return ids.sort();
}

interface Change {
  readonly mission?: string;
  readonly plan?: string;
  readonly inputs?: Record<string, string>;
  readonly environment?: Record<string, string>;
}

const variables = () => ({
  RAN: join(outside, 'ran'),
  GO: join(outside, 'go'),
  STRICT: join(outside, 'strict'),
  LINT: join(outside, 'lint'),
});

/** A job on a new runner: each attempt has an empty workspace. */
async function part(number: number, attempt: number, change: Change = {}): Promise<EndedStep> {
  const { mission = MISSION, plan = PLAN, inputs = {}, environment = {} } = change;
  const job = newJob();
  jobs.push(job);
  job.write('mission.yml', mission);
  return runStep(job, 'action', {
    inputs: { mission: 'mission.yml', gate: 'off', part: `${number}/2`, plan, ...inputs },
    environment: { ...server.attempt(attempt), ...variables(), GITHUB_SHA: 'c0ffee', ...environment },
  });
}

function allow(name: 'go' | 'strict' | 'lint'): void {
  writeFileSync(join(outside, name), '');
}

const everything = ['docs', 'pack', 'style', 'unit'];

async function failFirst(): Promise<void> {
  expect((await part(1, 1)).exitCode).toBe(0);
  expect((await part(2, 1)).exitCode).toBe(1);
  expect(ran()).toEqual(['build', ...everything, 'lint'].sort());
}

describe('a part that is re-run', { timeout: 60_000 }, () => {
  test('F450 keeps what succeeded and left its files in its archive, with modes and links, and runs the rest', async () => {
    await serve({ lies: true });
    await failFirst();
    allow('go');
    const again = await part(2, 2);
    expect(again.exitCode, again.log).toBe(0);
    expect(again.messages('notice')).toEqual([]);
    expect(ran()).toEqual(['docs', 'unit']);
    const { workspace = '' } = jobs.at(-1) ?? {};
    expect(statSync(join(workspace, 'pack/tool')).mode & 0o777).toBe(0o700);
    expect(lstatSync(join(workspace, 'pack/link')).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(workspace, 'pack/link'))).toBe('tool');
    expect(again.outputs).toMatchObject({ result: 'succeeded', succeeded: '4' });
    const file = JSON.parse(server.artifacts.get('mission-Parts-2of2-attempt2')?.get('part.json')?.toString() ?? '{}');
    expect(file).toMatchObject({ part: 2, attempt: 2, result: 'succeeded' });
    expect(Object.keys(file.files)).toEqual(expect.arrayContaining(['files/pack/pack/tool', 'files/pack/pack/link']));
  });

  test('F450 a third attempt continues the second', async () => {
    await serve({ lies: true });
    await failFirst();
    await part(2, 2);
    ran();
    allow('go');
    const third = await part(2, 3);
    expect(third.exitCode, third.log).toBe(0);
    expect(ran()).toEqual(['docs', 'unit']);
  });

  test('F451 what depends on a task that another part has run again runs again too', async () => {
    await serve();
    await failFirst();
    allow('go');
    // The part that succeeded starts from the beginning: its build is another one.
    const first = await part(1, 2);
    expect(first.messages('notice')).toEqual([expect.stringContaining('the part succeeded in the earlier attempt')]);
    ran();
    const again = await part(2, 2);
    expect(again.exitCode, again.log).toBe(0);
    expect(again.log).toContain('pack runs again: it needs build, which part 1 has not kept');
    expect(ran()).toEqual(['docs', 'pack', 'unit']);
  });

  test('F451 a part that succeeded keeps everything if the part before it was continued and kept what it needs', async () => {
    await serve();
    allow('strict');
    allow('go');
    expect((await part(1, 1)).exitCode).toBe(1);
    expect((await part(2, 1)).exitCode).toBe(0);
    ran();
    allow('lint');
    expect((await part(1, 2)).exitCode).toBe(0);
    expect(ran()).toEqual(['lint']);
    const second = await part(2, 2);
    expect(second.exitCode, second.log).toBe(0);
    // Tasks without `artifacts`.
    expect(ran()).toEqual(['docs', 'unit']);
  });

  test.each<[string, Change, string]>([
    ['commit', { environment: { GITHUB_SHA: 'beef' } }, 'the earlier attempt is of commit c0ffee'],
    ['workflow run', { environment: { GITHUB_RUN_ID: '78' } }, 'the earlier attempt is of workflow run 77'],
  ])('F452 starts from the beginning with a notice if the earlier attempt is of another %s', async (_, change, why) => {
    await serve();
    await failFirst();
    allow('go');
    const again = await part(2, 2, change);
    expect(again.exitCode, again.log).toBe(0);
    expect(again.messages('notice')).toEqual([expect.stringContaining(why)]);
    expect(ran()).toEqual(everything);
  });

  test('F452 starts from the beginning with a notice if the mission has changed', async () => {
    await serve();
    await failFirst();
    allow('go');
    const mission = MISSION.replace('echo docs', 'echo other; echo docs');
    // The part before it has the new plan too.
    await part(1, 2, { mission });
    ran();
    const again = await part(2, 2, { mission });
    expect(again.exitCode, again.log).toBe(0);
    expect(again.messages('notice')).toEqual([expect.stringContaining('the plan or the mission has changed')]);
    expect(ran()).toEqual(everything);
  });

  test('F452 starts from the beginning with a notice if its archive is damaged, and no older attempt counts instead', async () => {
    await serve();
    await failFirst();
    await part(2, 2);
    ran();
    server.damage('mission-Parts-2of2-attempt2');
    allow('go');
    const again = await part(2, 3);
    expect(again.exitCode, again.log).toBe(0);
    expect(again.messages('notice')).toEqual([
      expect.stringContaining('the artifact of the newest earlier attempt cannot be read'),
    ]);
    expect(ran()).toEqual(everything);
  });

  test('F452 starts from the beginning with a notice if the service hides the first attempt', async () => {
    await serve({ scope: 'attempt' });
    await failFirst();
    const again = await part(1, 2);
    expect(again.exitCode).toBe(0);
    expect(again.messages('notice')).toEqual([
      expect.stringContaining('this attempt sees no artifact of an earlier one'),
    ]);
  });

  test('runs everything without a word with `resume: off`', async () => {
    await serve();
    await failFirst();
    allow('go');
    const again = await part(2, 2, { inputs: { resume: 'off' } });
    expect(again.exitCode).toBe(0);
    expect(again.messages('notice')).toEqual([]);
    expect(ran()).toEqual(everything);
  });
});

describe('mission resume PART.zip', { timeout: 60_000 }, () => {
  let folder: Folder;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => folder.remove());

  async function onLaptop(): Promise<void> {
    await serve();
    await failFirst();
    folder.write('mission.yml', MISSION);
    writeFileSync(join(folder.path, 'part.zip'), server.archive('mission-Parts-2of2-attempt1'));
    allow('go');
  }

  test('F453 continues the part on another machine, with the ends and outputs of tasks of other parts', async () => {
    await onLaptop();
    folder.write('dist/app', 'echo app\n');
    const { exitCode, stdout, stderr } = await folder.start(['resume', 'part.zip', '--log', 'none'], {
      env: variables(),
    }).ended;
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain('2 kept, 2 to run');
    expect(ran()).toEqual(['docs', 'unit']);
    expect(lstatSync(join(folder.path, 'pack/link')).isSymbolicLink()).toBe(true);
    const report = JSON.parse(folder.read('.mission/mission.json'));
    expect(report).toMatchObject({ result: 'succeeded', part: { number: 2, of: 2 } });
  });

  test('F453 files of another part that a task needs are asked for, and nothing runs without them', async () => {
    await onLaptop();
    const mission = MISSION.replace('mkdir pack;', 'mkdir pack; true;');
    folder.write('mission.yml', mission);
    const { exitCode, stderr } = await folder.start(['resume', 'part.zip', '--log', 'none'], { env: variables() })
      .ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain('found none for dist/** of build (part 1); download the artifact of part 1');
    expect(stderr).toContain('mission-Parts-1of2-attempt1.zip, leave it beside the zip file of part 2');
    expect(ran()).toEqual([]);
  });

  test.each(['mission-Parts-1of2-attempt1.zip', 'mission-Parts-1of2-attempt1 (1).zip'])(
    'F629 files of another part are taken from its artifact beside the zip file: %s',
    async (name) => {
      await onLaptop();
      folder.write('mission.yml', MISSION.replace('mkdir pack;', 'mkdir pack; true;'));
      writeFileSync(join(folder.path, name), server.archive('mission-Parts-1of2-attempt1'));
      const { exitCode, stdout, stderr } = await folder.start(['resume', 'part.zip', '--log', 'none'], {
        env: variables(),
      }).ended;
      expect(stderr).toContain(`took the files of build (part 1) from ${name}`);
      expect(exitCode, stdout + stderr).toBe(0);
      expect(ran()).toEqual(['docs', 'pack', 'unit']);
      expect(statSync(join(folder.path, 'dist/app')).mode & 0o777).toBe(0o755);
    },
  );

  test('F629 files of another part are taken from its artifact as a folder, and no file is replaced', async () => {
    await onLaptop();
    folder.write(
      'mission.yml',
      MISSION.replace('mkdir pack;', 'mkdir pack; true;').replace('[dist/**]', '["dist/**", "other/**"]'),
    );
    folder.write('dist/app', 'mine');
    const name = 'mission-Parts-1of2-attempt1';
    mkdirSync(join(folder.path, name));
    for (const [file, content] of server.artifacts.get(name) ?? [])
      writeFileSync(join(folder.path, name, file), content);
    const { stderr } = await folder.start(['resume', 'part.zip', '--log', 'none'], { env: variables() }).ended;
    expect(stderr).toContain(`took the files of build (part 1) from ${name}\n`);
    expect(stderr).toContain('found none for other/** of build (part 1)');
    expect(folder.read('dist/app')).toBe('mine');
  });

  test('F629 an artifact that was changed, or that is of another attempt, is not used', async () => {
    await onLaptop();
    folder.write('mission.yml', MISSION.replace('mkdir pack;', 'mkdir pack; true;'));
    const beside = join(folder.path, 'mission-Parts-1of2-attempt1.zip');
    writeFileSync(beside, server.archive('mission-Parts-1of2-attempt1').subarray(0, -40));
    const resume = () => folder.start(['resume', 'part.zip', '--log', 'none'], { env: variables() }).ended;
    expect((await resume()).stderr).toMatch(/found none for dist.*; expected .*mission-Parts-1of2-attempt1\.zip/);
    rmSync(beside);
    expect((await part(1, 2)).exitCode).toBe(0);
    expect(ran()).toEqual(['build', 'lint']);
    writeFileSync(join(folder.path, 'mission-Parts-1of2-attempt2.zip'), server.archive('mission-Parts-1of2-attempt2'));
    const { exitCode, stderr } = await resume();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('mission-Parts-1of2-attempt2.zip cannot be used: build ended otherwise in it');
    expect(existsSync(join(folder.path, 'dist'))).toBe(false);
    expect(ran()).toEqual([]);
  });
});
