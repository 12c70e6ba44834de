import { describe, expect, test } from 'vitest';
import { drawDiagnostics } from '../../../src/mission/diagnostics/draw.ts';
import { joinPath, shownPath } from '../../../src/mission/include/include-path.ts';
import { type Edit, renameInTemplate, writtenOffset } from '../../../src/mission/include/rename-references.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { readMission } from '../../../src/mission/read.ts';
import { fc } from '../../suite/fast-check.ts';
import { readFiles, type Texts } from './files.ts';

function valid(texts: Texts): Mission {
  const { mission, diagnostics } = readFiles(texts);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (mission === undefined) throw new Error('expected a mission');
  return mission;
}

const database = `name: Database
env: { PORT: "5432" }
secrets: PASSWORD
defaults: { timeout: 5m, tests: { env: { KIND: test } } }
services:
  server: { run: ./serve.sh, ready: { tcp: "5432" } }
tasks:
  setup: { run: ./setup.sh, services: server }
  legs: { run: ./leg.sh, matrix: { v: [1, 2] }, needs: setup }
tests:
  check:
    needs: [setup, legs (1)]
    supports: setup
    if: tasks.setup.result == 'success' && !running('setup') && tasks['build'].status == 'succeeded'
    env: { URL: "http://\${{ tasks.setup.outputs.host }}/\${{ tasks['legs'].outputs.x }}" }
    run: ./check.sh
`;

describe('F346: a mission of several files', () => {
  test('has `env`, `env-file` and `secrets` of the main file in all of them, and those of the own file win', () => {
    const { tasks, services } = valid({
      'main.yml':
        'name: Main\ninclude: [{ file: common.yml, as: c }]\nenv: { A: main, B: main, C: main }\nsecrets: TOKEN\ndefaults: { env: { D: main }, timeout: 1m }\ntasks: { build: make }\n',
      'common.yml':
        'env: { A: common }\nsecrets: KEY\ndefaults: { env: { B: default } }\ninclude: [deep.yml]\ntasks: { lint: { run: lint, env: { C: own } } }\n',
      'deep.yml': 'services: { db: { run: ./db, ready: { log: x } } }\ntests: { deep: run }\n',
    });
    const parts = tasks.map(({ id, env, secrets, timeout }) => ({ id, env, secrets, timeout }));
    expect(parts).toEqual([
      { id: 'build', env: { A: 'main', B: 'main', C: 'main', D: 'main' }, secrets: ['TOKEN'], timeout: 60_000 },
      { id: 'c.lint', env: { A: 'common', B: 'default', C: 'own' }, secrets: ['TOKEN', 'KEY'], timeout: undefined },
      { id: 'c.deep', env: { A: 'main', B: 'main', C: 'main' }, secrets: ['TOKEN'], timeout: undefined },
    ]);
    expect(services[0]).toMatchObject({ env: { A: 'main', B: 'main', C: 'main' }, secrets: ['TOKEN'] });
  });

  test('has the entries of all of them, each with the defaults of its file', () => {
    const { tasks, services, name } = valid({
      'main.yml': 'name: Main\ninclude: [common.yml]\nenv: { A: main }\ntasks: { build: make }\n',
      'common.yml': 'env: { A: common }\ndefaults: { timeout: 1m }\ntests: { lint: { run: lint, needs: build } }\n',
    });
    expect(name).toBe('Main');
    expect(services).toEqual([]);
    expect(tasks).toMatchObject([
      { id: 'build', env: { A: 'main' }, line: 4 },
      {
        id: 'lint',
        env: { A: 'common' },
        timeout: 60_000,
        needs: ['build'],
        line: 3,
        included: { file: 'common.yml' },
      },
    ]);
    expect(tasks[0]).not.toHaveProperty('included');
  });

  test('names the entries of a file with `as` in full, also in expressions', () => {
    const { tasks, services } = valid({
      'main.yml': `name: Main
include: [{ file: parts/db.yml, as: db }]
tasks: { build: { run: make, needs: db.setup, services: db.server } }
tests: { all: { run: test, needs: "db.legs (2)", if: "tasks['db.setup'].result == 'success'" } }
`,
      'parts/db.yml': database,
    });
    expect(services).toMatchObject([{ id: 'db.server', included: { file: 'parts/db.yml', prefix: 'db.' } }]);
    const byId = new Map(tasks.map((task) => [task.id, task]));
    expect([...byId.keys()]).toEqual(['build', 'db.setup', 'db.legs (1)', 'db.legs (2)', 'all', 'db.check']);
    expect(byId.get('db.setup')).toMatchObject({
      services: ['db.server'],
      env: { PORT: '5432' },
      secrets: ['PASSWORD'],
      timeout: 300_000,
    });
    expect(byId.get('build')).toMatchObject({ services: ['db.server'], env: {}, secrets: [] });
    expect(byId.get('db.check')).toMatchObject({
      needs: ['db.setup', 'db.legs (1)'],
      supports: 'db.setup',
      if: "tasks['db.setup'].result == 'success' && !running('db.setup') && tasks['build'].status == 'succeeded'",
      env: {
        KIND: 'test',
        URL: `http://\${{ tasks['db.setup'].outputs.host }}/\${{ tasks['db.legs'].outputs.x }}`,
      },
    });
  });

  test('reads a file once for each prefix, and a file of a file from its own folder', () => {
    const { tasks } = valid({
      'main.yml': 'name: M\ninclude: [a/a.yml, { file: a/b.yml, as: x }, { file: a/b.yml, as: y }]\n',
      'a/a.yml': 'include: [b.yml, ../c.yml]\ntasks: { one: make }\n',
      'a/b.yml': 'include: [{ file: ../c.yml, as: deep }]\ntasks: { two: { run: make, needs: deep.three } }\n',
      'c.yml': 'tasks: { three: make }\n',
    });
    const needs = Object.fromEntries(tasks.map((task) => [task.id, task.needs]));
    expect(needs).toEqual({
      one: [],
      two: ['deep.three'],
      'x.two': ['x.deep.three'],
      'y.two': ['y.deep.three'],
      three: [],
      'deep.three': [],
      'x.deep.three': [],
      'y.deep.three': [],
    });
  });

  test('is the same as one file with everything in it', () => {
    const parts = ['tasks: { a: make, b: { run: make, needs: a } }\n', 'tests: { c: { run: check, needs: [a, b] } }\n'];
    const joined = valid({
      'main.yml': 'name: M\ninclude: [one.yml, two.yml]\n',
      'one.yml': parts[0] ?? '',
      'two.yml': parts[1] ?? '',
    });
    const single = readMission(`name: M\n${parts.join('')}`, 'm.yml').mission;
    const bare = ({ tasks }: Mission) => tasks.map(({ line: _, included: __, ...task }) => task);
    expect(single).toBeDefined();
    if (single !== undefined) expect(bare(joined)).toEqual(bare(single));
  });
});

describe('F347: findings in included files', () => {
  test('are at their place in their file, and quote its lines', () => {
    const texts = {
      'main.yml': `name: M
include: [{ file: db.yml, as: db }, gone.yml, /etc/passwd, "c:\\\\x.yml", { file: same.yml }, { as: x }, { file: db.yml, as: "a b" }]
tasks:
  build: { run: make, needs: db.setpu }
  same: make
`,
      'db.yml': `tasks:
  setup: { run: make, nedes: other }
  second: { run: make, needs: setpu }
tests:
  check: { run: check, needs: setup, if: tasks.missing.result == 'x' && inputs.nope == tasks.setup.stauts }
admission: { load: 50 }
`,
      'same.yml':
        'tasks:\n  same: make\n  again: { run: "", needs: [again2] }\n  again2: { run: make, needs: again }\n',
    };
    const { mission, diagnostics, included } = readFiles(texts, 'ci/main.yml');
    expect(mission).toBeUndefined();
    const drawn = drawDiagnostics(diagnostics, texts['main.yml'], {
      color: false,
      included: new Map(included.map(({ file, text }) => [file, text])),
    });
    expect(drawn).toMatchSnapshot();
  });

  test('show a cycle of files with its chain', () => {
    const { diagnostics } = readFiles({
      'main.yml': 'name: M\ninclude: [a.yml]\ntasks: { t: make }\n',
      'a.yml': 'include: [b/b.yml]\n',
      'b/b.yml': 'include:\n  - ../a.yml\n',
    });
    expect(diagnostics).toMatchObject([
      {
        file: 'b/b.yml',
        line: 2,
        column: 5,
        code: 'include-cycle',
        message: 'the files include each other: `a.yml` → `b/b.yml` → `a.yml`',
      },
    ]);
    const itself = readFiles({ 'main.yml': 'name: M\ninclude: [main.yml]\ntasks: { t: make }\n' });
    expect(itself.diagnostics).toMatchObject([{ code: 'include-cycle', line: 2 }]);
  });

  test('name the right file, whatever is wrong in whichever file', () => {
    const mistakes = [
      '{ run: make, nedes: x }',
      '{ run: "" }',
      '{ run: make, needs: gone }',
      '[make]',
      '{ run: make, if: "a ==" }',
    ];
    const body = fc.array(fc.option(fc.constantFrom(...mistakes), { freq: 2, nil: 'make' }), {
      minLength: 1,
      maxLength: 4,
    });
    const as = fc.constantFrom(undefined, 'db', 'x.y');
    fc.assert(
      fc.property(fc.array(fc.tuple(body, as), { minLength: 1, maxLength: 4 }), (files) => {
        const texts: Record<string, string> = {};
        const wrong: string[] = [];
        const includes = files.map(([tasks, prefix], index) => {
          const file = `f${index}.yml`;
          texts[file] = `tasks:\n${tasks.map((task, at) => `  t${index}-${at}: ${task}\n`).join('')}`;
          for (const [at, task] of tasks.entries()) if (task !== 'make') wrong.push(`${file}:${at + 2}`);
          return prefix === undefined ? file : `{ file: ${file}, as: ${prefix} }`;
        });
        texts['main.yml'] = `name: M\ninclude: [${includes.join(', ')}]\ntasks: { main: make }\n`;
        const found = readFiles(texts).diagnostics.map(({ file, line }) => `${file}:${line}`);
        expect([...new Set(found)].sort()).toEqual(wrong.sort());
      }),
    );
  });

  test('that are too many are cut short', () => {
    const many: Record<string, string> = { 'main.yml': 'name: M\ninclude: [f0.yml]\ntasks: { t: make }\n' };
    for (let index = 0; index < 200; index += 1) many[`f${index}.yml`] = `include: [f${index + 1}.yml]\n`;
    expect(readFiles(many).diagnostics).toMatchObject([{ code: 'include-limit' }]);
    const large = { 'main.yml': 'name: M\ninclude: [a.yml, b.yml]\ntasks: { t: make }\n' };
    const text = `# ${'x'.repeat(1_100_000)}\ntasks: {}\n`;
    expect(readFiles({ ...large, 'a.yml': text, 'b.yml': text }).diagnostics).toMatchObject([
      { code: 'include-limit' },
    ]);
  });

  test('are findings when no files can be read', () => {
    const { diagnostics } = readMission('name: M\ninclude: [a.yml]\ntasks: { t: make }\n', 'm.yml');
    expect(diagnostics).toMatchObject([{ code: 'include-unreadable', line: 2, column: 11 }]);
  });
});

describe('references with full ids', () => {
  test('each offset in the new text has one in the text as written, in the same order', () => {
    const piece = fc.constantFrom(
      'a ',
      `\${{ tasks.x.result }}`,
      `\${{ tasks['x'].outputs.y }}`,
      `\${{ env.A }}`,
      `\${{ running('z') || tasks.x.status == 'x' }}`,
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
        (written) => {
          const { text, edits } = renameInTemplate(written, (id) => (id === 'x' ? 'prefix.x' : id));
          const starts = [...text].map((_, offset) => writtenOffset(offset, edits, 'start'));
          expect(starts).toEqual([...starts].sort((a, b) => a - b));
          const kept = (edit: readonly Edit[], offset: number) =>
            edit.every(({ to }) => offset < to.start || offset >= to.end);
          for (const [offset, start] of starts.entries()) {
            if (kept(edits, offset)) expect(written[start]).toBe(text[offset]);
          }
          for (const { from, to } of edits) {
            expect(written.slice(from.start, from.end)).toMatch(/^(?:\.x|'x')$/);
            expect(text.slice(to.start, to.end)).toMatch(/^\[?'prefix\.x'\]?$/);
          }
        },
      ),
    );
  });

  test.each([
    ['', 'a.yml', 'a.yml'],
    ['ci', './a.yml', 'ci/a.yml'],
    ['ci/x', '../../a.yml', 'a.yml'],
    ['ci', '../../a.yml', '../a.yml'],
    ['/ci', '../a.yml', '/a.yml'],
    ['..', '../a/./b.yml', '../../a/b.yml'],
  ])('%j and %j are %j', (folder, path, expected) => {
    expect(joinPath(folder, path)).toBe(expected);
  });

  test.each([
    ['m.yml', 'a.yml', 'a.yml'],
    ['/x/m.yml', '../a.yml', '/a.yml'],
    ['C:\\x\\m.yml', 'y/a.yml', 'C:/x/y/a.yml'],
    ['ci/m.yml', '../a.yml', 'a.yml'],
  ])('%j that includes %j shows it as %j', (main, path, expected) => {
    expect(shownPath(main, path)).toBe(expected);
  });
});
