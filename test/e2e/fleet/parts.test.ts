import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Ended, type Folder, newFolder } from '../command-line.ts';

const MISSION = `name: Three parts
tasks:
  build:
    run: |
      mkdir -p dist/bin
      printf '#!/bin/sh\\necho built\\n' > dist/bin/tool
      chmod 755 dist/bin/tool
      ln -s bin/tool dist/link
      echo version=1.2 >> "$MISSION_OUTPUT"
    artifacts: [dist/**]
  broken:
    run: exit 3
    artifacts: []
tests:
  unit:
    needs: [build]
    env:
      VERSION: \${{ tasks.build.outputs.version }}
    run: |
      test "$(dist/link)" = built
      test "$VERSION" = 1.2
      echo fine > result.txt
    artifacts: [result.txt]
  after:
    needs: [broken]
    if: failure() && tasks.broken.status == 'failed'
    run: echo ran
  never:
    needs: [broken]
    run: exit 1
    artifacts: []
  last:
    needs: [unit, never]
    if: always() && tasks.never.status == 'skipped'
    run: test "$(cat result.txt)" = fine && test "$(dist/bin/tool)" = built
`;

const PLAN = '1: build, broken\n2: unit, after, never\n3: last\n';

/** A clone for each part, as on separate runners, and the folder of their artifacts. */
interface Fleet {
  readonly parts: string;
  readonly clones: readonly Folder[];
  run(number: number, env?: NodeJS.ProcessEnv): Promise<Ended>;
  remove(): void;
}

function newFleet(mission = MISSION, plan = PLAN): Fleet {
  const parts = realpathSync(mkdtempSync(join(tmpdir(), 'mission-parts-')));
  const of = plan.trim().split('\n').length;
  const clones = Array.from({ length: of }, () => {
    const clone = newFolder();
    clone.write('mission.yml', mission);
    clone.write('plan.txt', plan);
    execFileSync('git', ['init', '-q'], { cwd: clone.path });
    return clone;
  });
  return {
    parts,
    clones,
    run: (number, env = {}) => {
      const clone = clones[number - 1];
      if (clone === undefined) throw new Error(`no part ${number}`);
      const options = [
        '--part',
        `${number}/${of}`,
        '--plan',
        'plan.txt',
        '--parts-dir',
        parts,
        '--dir',
        'run',
        '--log',
        'none',
        '--gate',
        'off',
      ];
      return clone.start(['run', 'mission.yml', ...options], { env }).ended;
    },
    remove: () => {
      for (const clone of clones) clone.remove();
      rmSync(parts, { recursive: true, force: true });
    },
  };
}

function artifact(fleet: Fleet, part: number): string {
  return join(fleet.parts, `mission-Three-parts-${part}of3-attempt1`);
}

describe('three parts of a mission as separate processes in separate clones', () => {
  const fleet = newFleet();
  const ended: Ended[] = [];
  beforeAll(async () => {
    for (const number of [1, 2, 3]) ended.push(await fleet.run(number));
  });
  afterAll(() => fleet.remove());

  test('each has the result of its own tasks', () => {
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([1, 0, 0]);
    expect(ended[0]?.stdout).toContain('This is part 1 of 3.');
  });

  test('statuses, outputs, files, permissions and links reach the parts that need them', () => {
    const clone = fleet.clones[1];
    const report = JSON.parse(clone?.read('run/mission.json') ?? '');
    expect(report.tasks.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual([
      ['unit', 'succeeded'],
      ['after', 'succeeded'],
      ['never', 'skipped'],
    ]);
    expect(report.part).toMatchObject({ number: 2, of: 3, attempt: 1 });
    expect(report.elsewhere).toMatchObject([
      { id: 'build', part: 1, status: 'succeeded', outputs: { version: '1.2' }, neededBy: ['unit'] },
      { id: 'broken', part: 1, status: 'failed', neededBy: ['after', 'never'] },
    ]);
    const tool = join(clone?.path ?? '', 'dist/bin/tool');
    expect(statSync(tool).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(clone?.path ?? '', 'dist/link')).isSymbolicLink()).toBe(true);
  });

  test('the reports say which part it is, and which tasks ran elsewhere', () => {
    const report = fleet.clones[1]?.read('run/final-report.md') ?? '';
    expect(report).toMatch(/\| Part +\| 2 of 3 +\|/);
    expect(report).toContain('## Tasks of other parts');
    expect(report).toContain('- `broken`: part 1, failed (it exited with code 3)');
    expect(fleet.clones[1]?.read('run/report.html')).toContain('Tasks of other parts');
  });

  test('the journal alone gives the same report', async () => {
    const clone = fleet.clones[2];
    const before = clone?.read('run/mission.json');
    expect((await clone?.mission('report', 'run'))?.exitCode).toBe(0);
    expect(clone?.read('run/mission.json')).toBe(before);
  });

  test('each leaves one artifact with the digests of its files', () => {
    expect(readdirSync(fleet.parts).sort()).toEqual([1, 2, 3].map((part) => `mission-Three-parts-${part}of3-attempt1`));
    const file = JSON.parse(readFileSync(join(artifact(fleet, 1), 'part.json'), 'utf8'));
    expect(file).toMatchObject({ version: 1, mission: 'Three parts', part: 1, of: 3, attempt: 1, result: 'failed' });
    expect(Object.keys(file.files)).toEqual(expect.arrayContaining(['run/events.jsonl', 'files/build/dist/link']));
  });

  /** A copy of the artifacts of the first two parts, to which something has happened. */
  function damaged(): Fleet {
    const copy = newFleet();
    onTestFinished(copy.remove);
    for (const part of [1, 2]) cpSync(artifact(fleet, part), artifact(copy, part), { recursive: true });
    return copy;
  }

  test('F395 a missing part is an error that names it, and only tasks that need it are skipped', async () => {
    const at = damaged();
    rmSync(artifact(at, 1), { recursive: true });
    const { exitCode, stderr } = await at.run(2);
    expect(exitCode).toBe(1);
    const why = `expected part 1 of 3 in ${at.parts}, found none; it did not run, or its upload failed`;
    expect(stderr).toContain(`mission: ${why}; the tasks that need it are skipped`);
    const report = JSON.parse(at.clones[1]?.read('run/mission.json') ?? '');
    expect(report.elsewhere).toMatchObject([{ id: 'build', status: 'cancelled', reason: why }, { id: 'broken' }]);
    expect(report.tasks.map(({ status }: { status: string }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('F396 a part of another plan is an error that names both plans', async () => {
    const at = damaged();
    at.clones[1]?.write('mission.yml', MISSION.replace('echo ran', 'echo changed'));
    const { exitCode, stderr } = await at.run(2);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/part 1 is of another plan: expected [0-9a-f]{12}, found [0-9a-f]{12}/);
  });

  test('F397 an archive that was cut in the middle is an error that names the part, and none of its files reach the root', async () => {
    const at = damaged();
    truncateSync(join(artifact(at, 2), 'part.tar'), 5000);
    const { exitCode, stderr } = await at.run(3);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('part 2 of 3 cannot be used');
    expect(stderr).toContain('it was cut or changed');
    expect(existsSync(join(at.clones[2]?.path ?? '', 'result.txt'))).toBe(false);
    // Those of the part that is whole.
    expect(existsSync(join(at.clones[2]?.path ?? '', 'dist'))).toBe(true);
    expect(readdirSync(at.parts).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('of two attempts the newest counts, by what is written in it', async () => {
    const at = damaged();
    // The name claims another attempt than the file.
    const renamed = join(at.parts, 'mission-Three-parts-1of3-attempt9');
    cpSync(artifact(at, 1), renamed, { recursive: true });
    const file = JSON.parse(readFileSync(join(renamed, 'part.json'), 'utf8'));
    writeFileSync(join(renamed, 'part.json'), JSON.stringify({ ...file, attempt: 2 }));
    rmSync(join(artifact(at, 1), 'part.tar'));
    expect((await at.run(2)).exitCode).toBe(0);
  });
});

test('F398 a part that was killed leaves no artifact, and the parts that need it say so', async () => {
  const fleet = newFleet(MISSION.replace('exit 3', 'sleep 60'));
  onTestFinished(fleet.remove);
  const clone = fleet.clones[0];
  const options = [
    '--part',
    '1/3',
    '--plan',
    'plan.txt',
    '--parts-dir',
    fleet.parts,
    '--dir',
    'run',
    '--log',
    'none',
    '--gate',
    'off',
  ];
  const running = clone?.start(['run', 'mission.yml', ...options]);
  await running?.printed('build succeeded');
  running?.process.kill('SIGKILL');
  await running?.ended;
  await clone?.mission('report', 'run');
  expect(readdirSync(fleet.parts)).toEqual([]);
  expect((await fleet.run(2)).stderr).toContain('expected part 1 of 3');
});

test('F399 a file with a secret is not passed on: its task fails', async () => {
  const mission = `name: Three parts
secrets: [TOKEN]
tasks:
  build:
    run: echo "$TOKEN" > a.txt
    artifacts: [a.txt]
  next: { needs: [build], run: cat a.txt }
`;
  const fleet = newFleet(mission, '1: build\n2: next\n');
  onTestFinished(fleet.remove);
  const { exitCode, stdout } = await fleet.run(1, { TOKEN: 'hush-hush-9876' });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('a.txt could not be kept: it contains a secret');
  expect((await fleet.run(2, { TOKEN: 'hush-hush-9876' })).exitCode).toBe(0);
  expect(fleet.clones[1]?.has('a.txt')).toBe(false);
});

test('an output with a secret is not passed on, and a warning names it', async () => {
  const mission = `name: Three parts
secrets: [TOKEN]
tasks:
  build:
    run: printf 'token=%s\\nplain=1\\n' "$TOKEN" >> "$MISSION_OUTPUT"
    artifacts: []
  next:
    needs: [build]
    env: { T: "\${{ tasks.build.outputs.token }}", P: "\${{ tasks.build.outputs.plain }}" }
    run: test -z "$T" && test "$P" = 1
`;
  const fleet = newFleet(mission, '1: build\n2: next\n');
  onTestFinished(fleet.remove);
  const env = { TOKEN: 'hush-hush-9876' };
  expect((await fleet.run(1, env)).exitCode).toBe(0);
  expect((await fleet.run(2, env)).exitCode).toBe(0);
  expect(fleet.clones[1]?.read('run/final-report.md')).toContain('they contain a secret: token');
});

test.each([
  [
    ['--part', '4/3', '--plan', 'plan.txt', '--parts-dir', 'p'],
    'expected --part to be a part and the number of parts, such as 2/3, found "4/3"',
  ],
  [
    ['--part', '2/2', '--plan', 'plan.txt', '--parts-dir', 'p'],
    'expected a part of 3, because the plan has so many, found 2/2',
  ],
  [['--part', '1/3', '--parts-dir', 'p'], 'expected --plan FILE with --part'],
  [['--part', '1/3', '--plan', 'plan.txt'], 'expected --parts-dir DIR with --part'],
  [
    ['--part', '1/3', '--plan', 'plan.txt', '--parts-dir', 'p', '--only', 'build'],
    'expected --part without --only and --skip',
  ],
  [['--plan', 'plan.txt'], 'expected --part with --plan'],
])('wrong options are refused: %j', async (options, message) => {
  const fleet = newFleet();
  onTestFinished(fleet.remove);
  const ended = await fleet.clones[0]?.mission('run', 'mission.yml', ...options);
  expect(ended?.exitCode).toBe(2);
  expect(ended?.stderr).toContain(message);
});
