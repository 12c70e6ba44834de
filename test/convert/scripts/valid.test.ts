import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { convert } from '../../../src/convert/assemble/convert.ts';
import { readMission } from '../../../src/mission/read.ts';
import { fc } from '../../suite/fast-check.ts';

const root = join(import.meta.dirname, 'golden');

/** Shapes that cannot be read, or that have nothing to run. */
const REFUSED = ['not-json', 'not-yaml', 'just-is-missing', 'just-refuses-the-file', 'no-packages-given'];

const shapes = globSync('*/*/{package.json,Makefile,turbo.json,Taskfile.yml,justfile}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !(path.startsWith('turbo/') && path.endsWith('package.json')))
  .filter((path) => !REFUSED.some((name) => path.includes(`/${name}/`)))
  .sort();

test.each(shapes)('%s becomes a mission without findings', (path) => {
  const [kind = '', name = '', file = ''] = path.split('/');
  const folder = join(root, kind, name);
  const entries = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  );
  const others = new Map(paths.sort().map((each) => [each, readFileSync(join(folder, each), 'utf8')]));
  const result = convert([{ path: file, text: others.get(file) ?? '' }], others);
  expect(result).toMatchObject({ type: 'converted', repaired: 0 });
  const text = result.type === 'converted' ? result.text : '';
  expect(readMission(text, 'mission.yml').diagnostics).toEqual([]);
});

test('all shapes were tried', () => {
  expect(shapes.length).toBeGreaterThan(40);
});

const words = [
  'build',
  'test',
  'lint',
  'Test',
  'tasks',
  'ci',
  'e2e',
  'build it',
  'täst',
  '测试',
  'a/b',
  '-x',
  'x:y:z',
  '\u0024{{ x }}',
  "it's",
  '🚀 test',
  'test #1',
  'check\u0007',
];
const commands = [
  'jest',
  'echo "\u0024{{ a }}"',
  'run-p test lint',
  'npm run build && jest',
  'run-s build test',
  "echo 'a: b #c'",
  'node x.js\n',
  '\t',
  'echo \u001b[31m',
];

test('scripts with any name and command become a valid mission', { timeout: 120_000 }, () => {
  const scripts = fc.dictionary(fc.constantFrom(...words), fc.constantFrom(...commands), { noNullPrototype: true });
  fc.assert(
    fc.property(scripts, fc.constantFrom('package.json', 'a b/package.json', './x/package.json'), (all, path) => {
      const text = JSON.stringify({ name: 'x', scripts: all, devDependencies: { jest: '1' } });
      const result = convert([{ path, text }]);
      expect(['converted', 'empty']).toContain(result.type);
    }),
    { numRuns: 60 },
  );
});

test('targets with any name become a valid mission', { timeout: 120_000 }, () => {
  const names = [
    'build',
    'test',
    'lint',
    'tasks',
    'test-a',
    'täst',
    'x/test',
    'test.o',
    '$(A)',
    '%.o',
    'test@1',
    'check+1',
  ];
  const rule = fc.tuple(
    fc.constantFrom(...names),
    fc.subarray(names),
    fc.constantFrom('', '\techo $@', '\t$(MAKE) test', '\ttouch $@'),
  );
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 8 }), (rules) => {
      const text = rules.map(([name, needs, recipe]) => `${name}: ${needs.join(' ')}\n${recipe}\n`).join('');
      const result = convert([{ path: 'Makefile', text }]);
      expect(['converted', 'empty']).toContain(result.type);
    }),
    { numRuns: 60 },
  );
});
