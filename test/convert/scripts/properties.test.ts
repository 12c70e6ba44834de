import { describe, expect, test } from 'vitest';
import type { Draft, Reading } from '../../../src/convert/draft.ts';
import { dumpPath } from '../../../src/convert/just/dump.ts';
import { readJustfile } from '../../../src/convert/just/read-justfile.ts';
import { readMakeTargets } from '../../../src/convert/make/read-makefile.ts';
import { readPackageJson } from '../../../src/convert/npm/read-package.ts';
import { readTaskfile } from '../../../src/convert/taskfile/read-taskfile.ts';
import { readTurbo } from '../../../src/convert/turbo/read-turbo.ts';
import { fc } from '../../suite/fast-check.ts';

/** Milliseconds, for a busy machine. */
const LIMIT = { timeout: 120_000 };

const NAMES = [
  'build',
  'build:css',
  'build:js',
  'build:watch',
  'test',
  'test:unit',
  'test:cov',
  'lint',
  'lint:fix',
  'lint:types',
  'clean',
  'ci',
  'all',
  'e2e',
  'dev',
  'start',
  'deploy',
  'format',
  'prebuild',
  'postbuild',
  'pretest',
  'verify',
  'docs',
  'install',
  'x',
  'sign-off',
]; // prettier-ignore

const name = fc.constantFrom(...NAMES);

const command = fc.oneof(
  fc.constantFrom(
    'tsc',
    'eslint .',
    'jest --ci',
    'vite',
    'node a.js > out',
    'rm -rf dist',
    'cd a && npm test',
    'echo "a" | cat',
    '',
  ),
  fc
    .tuple(
      fc.constantFrom('run-s', 'run-p', 'npm-run-all', 'run-p -c', 'run-s -l'),
      fc.array(name, { minLength: 1, maxLength: 3 }),
    )
    .map(([tool, names]) => `${tool} ${names.join(' ')}`),
  fc.constantFrom('run-p build:*', 'run-s "lint:*"', 'run-p test:* -- {1}', 'npm-run-all clean -p build:* -s test'),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.map((each) => `npm run ${each}`).join(' && ')),
  fc
    .array(name, { minLength: 1, maxLength: 3 })
    .map((names) => `concurrently ${names.map((each) => `"npm:${each}"`).join(' ')}`),
  name.map((each) => `npm run ${each} -- --flag`),
  name.map((each) => `npm run ${each} && jest`),
); // prettier-ignore

describe('each part of a file is an entry or is named by a note', () => {
  test('F471 scripts of package.json', LIMIT, () => {
    const scripts = fc.dictionary(name, command, { noNullPrototype: true });
    fc.assert(
      fc.property(scripts, fc.constantFrom('npm', 'yarn@4.0.0', 'pnpm@9.0.0', 'bun@1.0.0'), (all, packageManager) => {
        const devDependencies = { jest: '1', typescript: '1', eslint: '1' };
        const text = JSON.stringify({ packageManager, scripts: all, devDependencies }, null, 1);
        const draft = draftOf(readPackageJson({ path: 'package.json', text }, new Map()));
        expectSound(draft);
        expectNamed(
          draft,
          text,
          Object.keys(all).map((each) => `  "${each}": `),
        ); // prettier-ignore
      }),
      { numRuns: 200 },
    );
  });

  test('F471 targets of a Makefile', LIMIT, () => {
    const target = fc.constantFrom(
      ...NAMES.map((each) => each.replace(':', '-')),
      'bin/app',
      'main.o',
      'lib.a',
      '$(OUT)',
    );
    const recipe = fc.constantFrom(
      '',
      '\tgo test ./...',
      '\t$(MAKE) build',
      '\tcc -o $@ $<',
      '\t@true\n\tmake lint test',
      '\ttouch $@',
    );
    const rule = fc.tuple(
      target,
      fc.array(target, { maxLength: 3 }),
      recipe,
      fc.constantFrom(':', '::', ': |', ': A = 1\n#'),
    );
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 12 }), fc.array(target, { maxLength: 5 }), (rules, phony) => {
        const lines = rules.map(([each, needed, own, sign]) => `${each}${sign} ${needed.join(' ')}\n${own}`);
        const text = [`.PHONY: ${phony.join(' ')}`, ...lines, ''].join('\n');
        const draft = draftOf(readMakeTargets({ path: 'Makefile', text }));
        expectSound(draft);
        const shown = JSON.stringify(draft);
        for (const [each] of rules) expect(shown).toContain(each);
        expectNamed(
          draft,
          text,
          rules.filter(([each]) => !/[./$]/.test(each)).map(([each]) => `${each}:`),
        ); // prettier-ignore
      }),
      { numRuns: 200 },
    );
  });

  test('F471 tasks of a Taskfile', LIMIT, () => {
    const call = fc.oneof(
      command,
      name.map((task) => ({ task })),
      name.map((task) => ({ defer: `echo ${task}` })),
      name.map((task) => ({ task, vars: { A: '1' } })),
    ); // prettier-ignore
    const task = fc.record(
      {
        cmds: fc.array(call, { maxLength: 3 }),
        deps: fc.array(name, { maxLength: 2 }),
        internal: fc.boolean(),
        status: fc.constant(['test -f x']),
      },
      { requiredKeys: [] },
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.dictionary(name, task, { noNullPrototype: true }), (tasks) => {
        // JSON is YAML.
        const text = JSON.stringify({ version: '3', tasks }, null, 1);
        const draft = draftOf(readTaskfile({ path: 'Taskfile.yml', text }));
        expectSound(draft);
        expectNamed(
          draft,
          text,
          Object.keys(tasks).map((each) => `  "${each}": `),
        ); // prettier-ignore
      }),
      { numRuns: 150 },
    );
  });

  test('F471 recipes of a justfile', LIMIT, () => {
    const recipeName = fc.constantFrom(...NAMES.map((each) => each.replace(':', '-')));
    const dependency = fc.record({
      recipe: recipeName,
      arguments: fc.array(fc.constantFrom('a', 'b c'), { maxLength: 1 }),
    });
    const recipe = fc.record({
      body: fc.array(fc.constantFrom(['echo'], ['just build'], ['cargo test']), { maxLength: 2 }),
      dependencies: fc.array(dependency, { maxLength: 3 }),
      priors: fc.constantFrom(0, 1, 3),
      parameters: fc.constantFrom([], [{ kind: 'singular', default: null }], [{ kind: 'star', default: null }]),
      private: fc.boolean(),
      attributes: fc.constantFrom([], ['confirm'], [{ group: 'a' }]),
    });
    fc.assert(
      fc.property(fc.dictionary(recipeName, recipe, { noNullPrototype: true }), (recipes) => {
        const path = 'justfile';
        const text = Object.keys(recipes)
          .map((each) => `${each}:`)
          .join('\n'); // prettier-ignore
        const dump = JSON.stringify({ recipes, aliases: {} });
        const draft = draftOf(readJustfile({ path, text }, new Map([[dumpPath(path), dump]])));
        expectSound(draft);
        expectNamed(
          draft,
          text,
          Object.keys(recipes).map((each) => `${each}:`),
        ); // prettier-ignore
      }),
      { numRuns: 150 },
    );
  });

  test('F471 tasks of a turbo.json', LIMIT, () => {
    const folders = ['a', 'b', 'c'];
    const item = fc.oneof(
      name,
      name.map((each) => `^${each}`),
      name.map((each) => `a#${each}`),
      fc.constant('$CI'),
    ); // prettier-ignore
    const definition = fc.record(
      { dependsOn: fc.array(item, { maxLength: 3 }), persistent: fc.boolean(), cache: fc.boolean() },
      { requiredKeys: [] },
    );
    const pack = fc.record({
      scripts: fc.dictionary(name, command, { noNullPrototype: true }),
      dependencies: fc.subarray(folders),
    });
    fc.assert(
      fc.property(
        fc.dictionary(name, definition, { noNullPrototype: true }),
        fc.tuple(pack, pack, pack),
        (tasks, packs) => {
          const text = JSON.stringify({ tasks }, null, 1);
          const others = new Map(
            packs.map(({ scripts, dependencies }, index) => {
              const each = folders[index] ?? '';
              const own = Object.fromEntries(
                dependencies.filter((other) => other !== each).map((other) => [other, '*']),
              );
              return [`${each}/package.json`, JSON.stringify({ name: each, scripts, dependencies: own })];
            }),
          );
          const draft = draftOf(readTurbo({ path: 'turbo.json', text }, others));
          expectSound(draft);
          expectNamed(
            draft,
            text,
            Object.keys(tasks).map((each) => `  "${each}": `),
          ); // prettier-ignore
        },
      ),
      { numRuns: 150 },
    );
  });
});

test.each([
  ['package.json', (text: string) => readPackageJson({ path: 'package.json', text }, new Map())],
  ['Makefile', (text: string) => readMakeTargets({ path: 'Makefile', text })],
  ['turbo.json', (text: string) => readTurbo({ path: 'turbo.json', text }, new Map())],
  ['Taskfile.yml', (text: string) => readTaskfile({ path: 'Taskfile.yml', text })],
  [
    'a dump of just',
    (text: string) => readJustfile({ path: 'justfile', text: '' }, new Map([[dumpPath('justfile'), text]])),
  ],
])('no text makes the reader of %s throw', (_name, read) => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '\n',
    '\t',
    ' ',
    '#',
    '$(',
    ')',
    '=',
    '%',
    '\\',
    'a',
    'scripts',
    'tasks',
    '- ',
    '&x',
    '*x',
    '::',
    'recipes',
    '|',
    '// ',
    '/*',
  ); // prettier-ignore
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      expect(read(parts.join(''))).toHaveProperty('type');
    }),
    { numRuns: 150 },
  );
});

function draftOf(reading: Reading): Draft {
  if (reading.type === 'read') return reading.draft;
  throw new Error(`expected a draft, found ${JSON.stringify(reading.diagnostics)}`);
}

/** Ids are unique, needs are ids of the draft, and nothing waits for itself. */
function expectSound({ entries }: Draft): void {
  const ids = entries.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const done = new Set<string>();
  for (let left = entries; left.length > 0; ) {
    const ready = left.filter(({ needs }) => needs.every((need) => done.has(need)));
    expect(ready, `${left.map(({ id, needs }) => `${id} needs ${needs}`)}`).not.toEqual([]);
    for (const { id } of ready) done.add(id);
    left = left.filter(({ id }) => !done.has(id));
  }
  for (const { steps } of entries) expect(steps.length).toBeGreaterThan(0);
}

/** Each line that begins with one of the texts is the place of an entry or of a note. */
function expectNamed(draft: Draft, text: string, starts: readonly string[]): void {
  const notes = [...draft.notes, ...draft.before, ...draft.entries.flatMap((entry) => entry.notes)];
  const places = new Set([...draft.entries, ...notes].map(({ place }) => place.line));
  const lines = text.split('\n');
  for (const start of starts) {
    const line = lines.findIndex((each) => each.startsWith(start)) + 1;
    expect(places, `${start} in line ${line} of\n${text}`).toContain(line);
  }
}
