import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

/**
 * Counts calls of the synchronous functions of `fs` with the path of a file of a task, and files of tasks that are opened to be made, and prints
 * them when the process ends. Other files, such as the master report, are written as often as time allows.
 */
const counting = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  let calls = 0;
  const made = new Set();
  const { O_CREAT } = fs.constants;
  const makes = (flags) => (typeof flags === 'number' ? (flags & O_CREAT) !== 0 : /[wa]/.test(flags));
  for (const name of Object.keys(fs).filter((each) => each.endsWith('Sync') && fs[each] !== undefined)) {
    const original = fs[name];
    fs[name] = (...words) => {
      const [path, flags] = words;
      if (typeof path === 'string' && /[/]t[0-9]+[.-][^/]*$/.test(path)) {
        calls += 1;
        if (name === 'writeFileSync' || (name === 'openSync' && makes(flags))) made.add(path);
      }
      return original(...words);
    };
    if (original.native !== undefined) fs[name].native = original.native;
  }
  syncBuiltinESMExports();
  process.on('exit', () => process.stderr.write(JSON.stringify({ calls, made: made.size })));
`;

interface Counted {
  readonly calls: number;
  readonly made: number;
  readonly left: number;
}

async function counted(tasks: number): Promise<Counted> {
  const ids = Array.from({ length: tasks }, (_, index) => `  t${index}: { run: ":" }`);
  folder.write('m.yml', `name: X\ntasks:\n${ids.join('\n')}\n`);
  folder.write('count.mjs', counting);
  const env = { NODE_OPTIONS: `--import=${join(folder.path, 'count.mjs')}` };
  const { exitCode, stderr } = await folder.start(['run', 'm.yml', '--log', 'none', '--dir', 'run'], { env }).ended;
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const files = readdirSync(join(folder.path, 'run'), { recursive: true, withFileTypes: true });
  return { ...JSON.parse(stderr), left: files.filter((each) => each.isFile()).length };
}

it('F444 a task makes at most seven files and leaves two: its log and its report', async () => {
  const [few, many] = [await counted(5), await counted(45)];
  const each = (name: keyof Counted): number => (many[name] - few[name]) / 40;
  expect(each('left')).toBe(2);
  // Its script, four files for what it exchanges with the runner, its log and its report.
  expect(each('made')).toBe(7);
  // Each costs 5 µs of CPU, and more on a disk.
  expect(each('calls')).toBeLessThanOrEqual(25);
}, 120_000);
