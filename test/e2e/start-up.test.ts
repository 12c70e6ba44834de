import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cli, type Folder, newFolder } from './command-line.ts';
import { hangingModule } from './failures/hanging-module.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

/** Prints the names of the loaded modules when the process ends. */
const loaded = `process.on('exit', () => process.stderr.write(process.moduleLoadList.join('\\n')))`;

it('loads no network modules, which alone would take a fifth of the time', async () => {
  folder.write('m.yml', 'name: X\ntasks: { L2.1: { run: "true" } }\n');
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(loaded)}` };
  const { exitCode, stderr } = await folder.start(['run', 'm.yml', '--log', 'none'], { env }).ended;
  expect(exitCode).toBe(0);
  expect(stderr).toContain('NativeModule fs');
  expect(stderr).not.toMatch(/NativeModule (?:internal\/deps\/undici|https?$|_http_client)/m);
  // A digest of one text and the time of a clock need neither of these.
  expect(stderr).not.toMatch(/NativeModule (?:crypto|perf_hooks)$/m);
});

it('contains only ASCII characters, so that V8 keeps each chunk with one byte for each character', () => {
  const chunks = [dirname(cli), join(dirname(cli), 'chunks')].flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (/(?<!page)\.js$/.test(name) ? [join(folder, name)] : [])),
  );
  expect(chunks.length).toBeGreaterThan(50);
  for (const path of chunks) expect(readFileSync(path, 'latin1'), path).not.toMatch(/[^\0-\x7f]/);
});

it('reads no namespace of a module of Node, which would load everything that the module loads lazily', () => {
  const program = readFileSync(join(dirname(cli), 'chunks', 'mission.js'), 'latin1');
  expect(program).toMatch(/^let node_fs = require\("node:fs"\);$/m);
  expect(program).not.toMatch(/^\w+ = .*__toESM\(/m);
});

it('requires one large chunk at the start: the code of a run, without the libraries that only some runs need', () => {
  const chunks = join(dirname(cli), 'chunks');
  const large = readdirSync(chunks).filter((name) => statSync(join(chunks, name)).size > 100_000);
  expect(large.length).toBeGreaterThanOrEqual(4);
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    const text = readFileSync(path, 'utf8');
    for (const [, name = ''] of text.matchAll(/^(?:const|let) \w+ = require\("(\.[^"]+)"\);$/gm))
      visit(join(dirname(path), name));
  };
  for (const path of [cli, join(chunks, 'mission.js')]) visit(path);
  const names = [...reached].map((path) => path.slice(chunks.length + 1));
  // Node finds, reads and links each further file at every start.
  expect(names.length).toBeLessThan(4);
  expect(large.filter((name) => names.includes(name))).toEqual(['mission.js']);
});

it('F566 ends with code 3 if nothing is left that could finish the command', async () => {
  folder.write('hang.cjs', hangingModule('listCommand'));
  const env = { NODE_OPTIONS: `--require=${join(folder.path, 'hang.cjs')}` };
  const { exitCode } = await folder.start(['list', 'm.yml'], { env }).ended;
  expect(exitCode).toBe(3);
});

it.skipIf(process.platform === 'win32')('F567 ends with code 2 if the mission file is a link to itself', async () => {
  symlinkSync('m.yml', join(folder.path, 'm.yml'));
  const { exitCode, stderr } = await folder.mission('run', 'm.yml');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('ELOOP');
});

it.skipIf(process.platform === 'win32')(
  'prints everything to a reader that begins late, more than a pipe can hold',
  () => {
    const ids = Array.from({ length: 4_000 }, (_, index) => `a-task-with-a-long-id-${index}`);
    folder.write('m.yml', `name: X\ntasks:\n${ids.map((id) => `  ${id}: ':'\n`).join('')}`);
    const printed = execFileSync('sh', ['-c', `"${process.execPath}" "${cli}" list m.yml | { sleep 1; cat; }`], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    expect(printed.length).toBeGreaterThan(100_000);
    expect(printed).toContain(ids.at(-1));
  },
);

it.skipIf(process.platform !== 'linux')('leaves no process if a large mission file has an error', async () => {
  const tasks = Array.from({ length: 60 }, (_, index) => `  t${index}: ':'\n`).join('');
  folder.write('m.yml', `name: X\ntasks:\n${tasks}  broken: { runs: ':' }\n`);
  const variable = `IN_TEST_${process.pid}=1`;
  const [name = '', value = ''] = variable.split('=');
  const { exitCode, stderr } = await folder.start(['run', 'm.yml'], { env: { [name]: value } }).ended;
  expect(exitCode).toBe(2);
  expect(stderr).toContain('runs');
  await expect.poll(() => processesWith(variable), { timeout: 10_000 }).toEqual([]);
});

function processesWith(variable: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(variable);
    } catch {
      return false;
    }
  });
}
