import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cli, type Folder, newFolder } from './command-line.ts';

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

it('loads the modules of Node before the flag that is not theirs', () => {
  const textOf = (name: string): string => readFileSync(join(dirname(cli), 'chunks', name), 'utf8');
  const imported = [...textOf('mission.js').matchAll(/^import .*"node:([a-z_/]+)";$/gm)].map(([, name = '']) => name);
  const listed = /MODULES_OF_NODE = "([^"]*)"/.exec(textOf('load-compiled.js'))?.[1]?.split(' ') ?? [];
  expect(listed.sort()).toEqual([...new Set(imported)].sort());
});

it('imports one large chunk at the start: the code of a run, without the libraries that only some runs need', () => {
  const chunks = join(dirname(cli), 'chunks');
  const large = readdirSync(chunks).filter((name) => statSync(join(chunks, name)).size > 100_000);
  expect(large.length).toBeGreaterThanOrEqual(4);
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    const text = readFileSync(path, 'utf8');
    for (const [, name = ''] of text.matchAll(/^import .*from "(\.[^"]+)";$/gm)) visit(join(dirname(path), name));
  };
  // The command line loads the command `run` with a dynamic import.
  for (const path of [cli, ...['command-line.js', 'run.js'].map((name) => join(chunks, name))]) visit(path);
  const names = [...reached].map((path) => path.slice(chunks.length + 1));
  // Node finds, reads and links each further file at every start.
  expect(names.length).toBeLessThan(8);
  expect(large.filter((name) => names.includes(name))).toEqual(['mission.js']);
});
