import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Header } from 'tar';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeZip } from '../../run/archive/make-zip.ts';
import { type Folder, newFolder } from '../command-line.ts';

const MISSION = `name: Merged
tasks:
  build:
    run: mkdir dist && echo built | tee dist/app.txt && echo version=1.2 >> "$MISSION_OUTPUT"
    artifacts: [dist/**]
    deliverable: docs/build.md
  lint: { run: echo clean, artifacts: [] }
tests:
  unit:
    needs: [build]
    env: { VERSION: "\${{ tasks.build.outputs.version }}" }
    run: test "$(cat dist/app.txt)" = built && test "$VERSION" = 1.2 && echo "unit of $VERSION"
  api: { needs: [build], run: grep built dist/app.txt }
  e2e: { needs: [build], run: grep built dist/app.txt }
`;
const PLAN = '1: build, lint\n2: unit, api\n3: e2e\n';
const OF = [1, 2, 3];

interface Document {
  readonly result: string;
  readonly started: string;
  readonly tasks: readonly {
    readonly id: string;
    readonly status: string;
    readonly part: number;
    readonly started: number;
    readonly ended: number;
    readonly outputs: Readonly<Record<string, string>>;
  }[];
  readonly fleet: { readonly absent?: readonly { readonly part: number; readonly why: string }[] };
}

const parts = realpathSync(mkdtempSync(join(tmpdir(), 'mission-merge-')));
let work: Folder;

beforeAll(async () => {
  for (const part of OF) {
    const clone = newFolder();
    clone.write('mission.yml', MISSION);
    clone.write('plan.txt', PLAN);
    execFileSync('git', ['init', '-q'], { cwd: clone.path });
    const options = [
      '--part',
      `${part}/3`,
      '--plan',
      'plan.txt',
      '--parts-dir',
      parts,
      '--dir',
      'run',
      '--log',
      'none',
    ];
    const ended = await clone.mission('run', 'mission.yml', ...options, '--gate', 'off');
    expect([ended.exitCode, ended.stderr]).toEqual([0, '']);
    clone.remove();
  }
});
afterAll(() => rmSync(parts, { recursive: true, force: true }));

beforeEach(() => {
  work = newFolder();
  cpSync(parts, join(work.path, 'parts'), { recursive: true });
  work.write('plan.txt', PLAN);
  return () => work.remove();
});

function document(dir = 'mission-merged'): Document {
  return JSON.parse(work.read(`${dir}/mission.json`)) as Document;
}

function artifact(part: number): string {
  return join(work.path, 'parts', `mission-Merged-${part}of3-attempt1`);
}

test('three parts become one report, with the logs and kept files of all of them', async () => {
  // A file beside the artifacts is none of them.
  work.write('parts/notes.txt', 'by hand\n');
  const ended = await work.mission('merge', 'parts', '--plan', 'plan.txt');
  expect([ended.exitCode, ended.stderr]).toEqual([0, '']);
  expect(ended.stdout).toContain('The mission succeeded in');
  expect(ended.stdout).toContain('on 3 runners');
  expect(ended.stdout).toContain('Reports: mission-merged/final-report.md');
  const { tasks, result } = document();
  expect(result).toBe('succeeded');
  expect(tasks.map(({ id, part, status }) => [id, part, status])).toEqual([
    ['build', 1, 'succeeded'],
    ['lint', 1, 'succeeded'],
    ['unit', 2, 'succeeded'],
    ['api', 2, 'succeeded'],
    ['e2e', 3, 'succeeded'],
  ]);
  const [build, , unit] = tasks;
  expect(build?.outputs).toEqual({ version: '1.2' });
  expect(unit?.started).toBeGreaterThanOrEqual(build?.ended ?? Number.POSITIVE_INFINITY);
  expect(work.read('mission-merged/logs/unit.log')).toBe('unit of 1.2\n');
  expect(work.read('mission-merged/files/build/dist/app.txt')).toBe('built\n');
  expect(work.read('mission-merged/report.html')).toContain('<h2 id="runners-heading">Runners</h2>');
  expect(readdirSync(join(work.path, 'mission-merged')).filter((name) => name.startsWith('.'))).toEqual([]);
  // Deliverables belong to the runners.
  expect(existsSync(join(work.path, 'docs'))).toBe(false);
});

test('merging again gives the same, from folders in another order, and adds nothing to the history', async () => {
  const history = ['--history', 'history.jsonl'];
  expect((await work.mission('merge', 'parts', ...history)).exitCode).toBe(0);
  const [first, lines] = [work.read('mission-merged/mission.json'), work.read('history.jsonl')];
  expect(
    lines
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { task: string }).task),
  ).toEqual(['build', 'lint', 'unit', 'api', 'e2e']);
  const folders = [...OF].reverse().map(artifact);
  expect((await work.mission('merge', ...folders, 'parts', ...history)).exitCode).toBe(0);
  expect(work.read('mission-merged/mission.json')).toBe(first);
  expect(work.read('history.jsonl')).toBe(lines);
});

test('artifacts that were unpacked are merged like archives', async () => {
  for (const part of OF) {
    execFileSync('tar', ['-xf', 'part.tar'], { cwd: artifact(part) });
    rmSync(join(artifact(part), 'part.tar'));
  }
  expect((await work.mission('merge', 'parts')).exitCode).toBe(0);
  expect(document().tasks).toHaveLength(5);
  expect(work.read('mission-merged/files/build/dist/app.txt')).toBe('built\n');
});

test('F410 a part whose archive was cut is named, the others are merged, and the exit code is 1', async () => {
  truncateSync(join(artifact(3), 'part.tar'), 700);
  const ended = await work.mission('merge', 'parts', '--plan', 'plan.txt', '--dir', 'out');
  expect(ended.exitCode).toBe(1);
  expect(ended.stderr).toContain('mission: part 3 of 3 cannot be read: expected its archive, found');
  expect(document('out').tasks).toHaveLength(4);
  expect(document('out').fleet.absent?.map(({ part }) => part)).toEqual([3]);
  expect(work.read('out/final-report.md')).toContain('Its tasks: e2e.');
});

test('F410 a part without part.json cannot be read', async () => {
  rmSync(join(artifact(2), 'part.json'));
  const ended = await work.mission('merge', 'parts');
  expect(ended.exitCode).toBe(1);
  expect(ended.stderr).toContain('part 2 of 3 cannot be read: expected a part.json, found none');
});

test('F628 a folder that cannot be made is refused', async () => {
  work.write('file', '');
  const { exitCode, stderr } = await work.mission('merge', 'parts', '--dir', 'file/merged');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /expected a folder for the merged reports at .*merged, found ENOTDIR.*choose another folder with --dir/,
  );
});

test('F411 an unpacked part whose journal was changed is not merged', async () => {
  execFileSync('tar', ['-xf', 'part.tar'], { cwd: artifact(2) });
  rmSync(join(artifact(2), 'part.tar'));
  writeFileSync(join(artifact(2), 'run/events.jsonl'), readFileSync(join(artifact(1), 'part.json')));
  const ended = await work.mission('merge', 'parts');
  expect(ended.exitCode).toBe(1);
  expect(ended.stderr).toContain('part 2 of 3 cannot be read: expected the journal with the digest');
});

test.each([
  ['a path that leads out', '../../out', 'File'],
  ['an absolute path', '/tmp/mission-out', 'File'],
  ['a link that leads out', 'files/e2e/out', 'SymbolicLink'],
  ['a hard link', 'files/e2e/out', 'Link'],
] as const)('F455 a part whose archive has %s is not merged, and nothing of it is written', async (_, path, type) => {
  const header = Buffer.alloc(512);
  new Header({ path, type, mode: 0o644, size: 0, ...(type === 'File' ? {} : { linkpath: '../../../out' }) }).encode(
    header,
    0,
  );
  const bytes = Buffer.concat([header, Buffer.alloc(1024)]);
  const tar = createHash('sha256').update(bytes).digest('hex');
  const file = JSON.parse(readFileSync(join(artifact(3), 'part.json'), 'utf8'));
  writeFileSync(join(artifact(3), 'part.tar'), bytes);
  writeFileSync(join(artifact(3), 'part.json'), JSON.stringify({ ...file, tar }));
  const ended = await work.mission('merge', 'parts');
  expect(ended.exitCode).toBe(1);
  expect(ended.stderr).toContain('part 3 of 3 cannot be read: expected its archive, found ');
  expect(document().tasks).toHaveLength(4);
  expect(readdirSync(work.path).sort()).toEqual(['mission-merged', 'parts', 'plan.txt']);
  expect(existsSync('/tmp/mission-out')).toBe(false);
});

/** The artifacts as a browser saves them. */
function asZips(): void {
  for (const part of OF) {
    const entries = ['part.json', 'part.tar'].map((name) => ({
      name,
      content: readFileSync(join(artifact(part), name), 'latin1'),
    }));
    rmSync(artifact(part), { recursive: true });
    writeFileSync(`${artifact(part)}.zip`, makeZip(entries, 'latin1'));
  }
}

test('zip files of parts are merged as a browser saves them, in a folder or one by one', async () => {
  asZips();
  expect((await work.mission('merge', 'parts', '--plan', 'plan.txt')).exitCode).toBe(0);
  expect(document().tasks).toHaveLength(5);
  expect(work.read('mission-merged/files/build/dist/app.txt')).toBe('built\n');
  const names = OF.map((part) => `${artifact(part)}.zip`);
  expect((await work.mission('merge', ...names, '--dir', 'again')).exitCode).toBe(0);
  expect(document('again')).toEqual(document());
});

test('F454 a zip file that was cut is named, and the others are merged', async () => {
  asZips();
  truncateSync(`${artifact(3)}.zip`, 300);
  const ended = await work.mission('merge', 'parts');
  expect(ended.exitCode).toBe(1);
  expect(ended.stderr).toContain('part 3 of 3 cannot be read: expected a zip file at mission-Merged-3of3-attempt1.zip');
  expect(document().tasks).toHaveLength(4);
});

test('F412 the folder of a run is never overwritten', async () => {
  mkdirSync(join(work.path, 'run'));
  work.write('run/events.jsonl', '');
  const ended = await work.mission('merge', 'parts', '--dir', 'run');
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toContain('expected a folder for the merged reports, found the folder of a run');
  expect(readdirSync(join(work.path, 'run'))).toEqual(['events.jsonl']);
});

test('a folder that is not there, and a plan without parts, are mistakes of the command line', async () => {
  const missing = await work.mission('merge', 'nothing');
  expect([missing.exitCode, missing.stderr]).toEqual([
    2,
    expect.stringContaining('expected a folder with parts at nothing'),
  ]);
  work.write('empty.txt', 'no plan\n');
  expect((await work.mission('merge', 'parts', '--plan', 'empty.txt')).exitCode).toBe(2);
  expect((await work.mission('merge')).stderr).toContain('expected the folder of at least one part');
});
