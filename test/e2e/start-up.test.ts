import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cli, type Folder, newFolder } from './command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

/** Prints what is loaded when the process ends. */
const loaded = `process.on('exit', () => process.stderr.write(process.moduleLoadList.join('\\n')))`;

it('loads nothing of the network, which alone would take a fifth of the start', async () => {
  folder.write('m.yml', 'name: X\ntasks: { L2.1: { run: "true" } }\n');
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(loaded)}` };
  const { exitCode, stderr } = await folder.start(['run', 'm.yml', '--log', 'none'], { env }).ended;
  expect(exitCode).toBe(0);
  expect(stderr).toContain('NativeModule fs');
  expect(stderr).not.toMatch(/NativeModule (?:internal\/deps\/undici|https?$|_http_client)/m);
  // Neither of these for one digest or one look at a clock.
  expect(stderr).not.toMatch(/NativeModule (?:crypto|perf_hooks)$/m);
});

it('has the large libraries in chunks that nothing imports at the start', () => {
  const chunks = join(dirname(cli), 'chunks');
  const large = ['artifact.js', 'lib.js', 'read-results.js'];
  expect(readdirSync(chunks)).toEqual(expect.arrayContaining(large));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    const text = readFileSync(path, 'utf8');
    for (const [, name = ''] of text.matchAll(/^import .*from "(\.[^"]+)";$/gm)) visit(join(dirname(path), name));
  };
  for (const path of [cli, ...['command-line.js', 'run-command.js'].map((name) => join(chunks, name))]) visit(path);
  const names = [...reached].map((path) => path.slice(chunks.length + 1));
  // Each further file is looked up, read and linked at every start.
  expect(names.length).toBeLessThan(8);
  expect(names).toContain('mission.js');
  expect(large.filter((name) => names.includes(name))).toEqual([]);
});
