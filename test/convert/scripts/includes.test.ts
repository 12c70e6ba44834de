import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseYamlNodes } from '../../../src/convert/json/from-yaml.ts';
import { includesOf } from '../../../src/convert/taskfile/includes.ts';
import { readTaskfile } from '../../../src/convert/taskfile/read-taskfile.ts';

type Files = Readonly<Record<string, string>>;

/** Names and aliases of the tasks of included files, and the notes. */
function read(files: Files) {
  const text = files['Taskfile.yml'] ?? '';
  const parsed = parseYamlNodes({ path: 'Taskfile.yml', text });
  if (parsed.type !== 'parsed') throw new Error('expected YAML');
  const { tasks, notes } = includesOf(parsed.root, 'Taskfile.yml', new Map(Object.entries(files)));
  return { names: [...tasks.keys()].sort(), notes: notes.map(({ place, text: why }) => `${place.file}: ${why}`) };
}

/** What Task itself lists. Undefined without Task. */
function listed(files: Files): readonly string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'includes-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { stdout, status } = spawnSync('task', ['--list-all', '--json'], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) return undefined;
    const { tasks }: { tasks: readonly { name: string; aliases: readonly string[] }[] } = JSON.parse(stdout);
    return tasks.flatMap(({ name, aliases }) => [name, ...aliases]).sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const hasTask = listed({ 'Taskfile.yml': 'version: "3"\ntasks: { a: echo }\n' })?.join() === 'a';

const trees: Readonly<Record<string, Files>> = {
  'namespaces, aliases and default tasks': {
    'Taskfile.yml': 'version: "3"\nincludes: { web: { taskfile: ./web, aliases: [w, www] } }\n',
    'web/Taskfile.yml': `version: "3"
includes: { api: { taskfile: ./api, aliases: [a] }, lib: ../lib.yml }
tasks: { default: echo, lib: echo, lint: { cmds: [echo], aliases: [l] } }
`,
    'web/api/Taskfile.yml': 'version: "3"\ntasks: { default: echo, gen: { cmds: [echo], aliases: [g] } }\n',
    'lib.yml': 'version: "3"\ntasks: { default: echo }\n',
  },
  'flatten, excludes and internal': {
    'Taskfile.yml': `version: "3"
includes:
  one: { taskfile: ./one, flatten: true, excludes: [hidden, 'deep:left'] }
  two: { taskfile: ./two.yml, internal: true }
`,
    'one/Taskfile.dist.yaml': `version: "3"
includes: { deep: ../deep.yml, flat: { taskfile: ../flat.yml, flatten: true, aliases: [f] } }
tasks: { shown: { cmds: [echo], aliases: [s] }, hidden: { cmds: [echo], aliases: [h] }, own: { internal: true, cmds: [echo] } }
`,
    'deep.yml': 'version: "3"\ntasks: { default: echo, left: echo, kept: echo }\n',
    'flat.yml': 'version: "3"\ntasks: { from-flat: echo }\n',
    'two.yml': 'version: "3"\nincludes: { deep: ./deep.yml }\ntasks: { x: echo }\n',
  },
  'paths with variables, and a file that is optional': {
    'Taskfile.yml':
      'version: "3"\nvars: { DIR: web }\nincludes: { a: "./{{.DIR}}", b: { taskfile: ./b.yml, optional: true } }\n',
    'web/taskfile.yml':
      'version: "3"\nvars: { NAME: other }\nincludes: { c: "./{{.NAME}}.yml", d: "./{{.NAME}}.yml" }\n',
    'web/other.yml': 'version: "3"\ntasks: { x: echo }\n',
  },
};

describe('includes of Taskfiles', () => {
  test('have names by all namespaces above them', () => {
    const { names, notes } = read(trees['namespaces, aliases and default tasks'] ?? {});
    expect(names).toEqual(
      expect.arrayContaining(['web', 'web:api', 'web:api:g', 'www:a:gen', 'w:lib', 'web:lib:default']),
    );
    expect(notes).toEqual([
      'Taskfile.yml: only the tasks of the included file that are named here are known; give that file too if this mission needs others',
    ]);
  });

  test.skipIf(!hasTask).each(Object.keys(trees))('have the names that Task lists: %s', (name) => {
    const files = trees[name] ?? {};
    expect(read(files).names).toEqual(listed(files));
  });

  test('in a circle end with a note, and so do a file that is missing and one that is no YAML', () => {
    const { names, notes } = read({
      'Taskfile.yml':
        'includes: { a: ./a.yml, self: ./Taskfile.yml, lost: ./lost.yml, bad: ./bad.yml, up: ../up.yml }\n',
      'a.yml': 'includes: { b: ./b.yml }\ntasks: { x: echo }\n',
      'b.yml': 'includes: { a: ./a.yml }\ntasks: { y: echo }\n',
      'bad.yml': 'tasks: [\n',
    });
    expect(names).toEqual(['a:b:y', 'a:x']);
    expect(notes.slice(1)).toEqual([
      'b.yml: includes a.yml in a circle, so Task refuses this Taskfile',
      'Taskfile.yml: includes Taskfile.yml in a circle, so Task refuses this Taskfile',
      'Taskfile.yml: has no file that can be read, so Task refuses this Taskfile: write the file, or `optional: true`',
      'Taskfile.yml: cannot be read: bad.yml is no YAML file with tasks',
      'Taskfile.yml: is not read, because it is outside of this folder or computed by Task',
    ]);
  });

  test('that double the names at each level end with a note', () => {
    const levels = Array.from({ length: 40 }, (_, level): readonly [string, string] => [
      level === 0 ? 'Taskfile.yml' : `${level}.yml`,
      `includes: { a: ./${level + 1}.yml, b: ./${level + 1}.yml }\ntasks: { x: echo }\n`,
    ]);
    const { notes } = read({ ...Object.fromEntries(levels), '40.yml': 'tasks: { x: echo }\n' });
    expect(notes).toContainEqual(expect.stringContaining('more than 20000 names of tasks'));
  });

  test('a chain of a thousand files ends with a note', () => {
    const files = Array.from({ length: 1000 }, (_, level): readonly [string, string] => [
      level === 0 ? 'Taskfile.yml' : `${level}.yml`,
      `includes: { a: ./${level + 1}.yml }\n`,
    ]);
    expect(read(Object.fromEntries(files)).notes).toContainEqual(
      expect.stringContaining('more than 100 files include each other'),
    );
  });

  test('a task that calls one of the main file shares a lock with it', () => {
    const files = {
      'Taskfile.yml': 'includes: { a: ./a.yml }\ntasks: { build: make, test: { cmds: [{ task: "a:b:test" }] } }\n',
      'a.yml': 'includes: { b: ./b.yml }\ntasks: { build: make }\n',
      'b.yml': 'tasks: { test: { deps: ["::build"], cmds: [jest] } }\n',
    };
    const reading = readTaskfile({ path: 'Taskfile.yml', text: files['Taskfile.yml'] }, new Map(Object.entries(files)));
    const notes = reading.type === 'read' ? reading.draft.entries.flatMap((entry) => entry.notes) : [];
    expect(notes.map(({ text }) => text)).toContain('runs `build` again, which is an entry too');
  });
});
