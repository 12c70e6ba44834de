import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { readText, root, rowNames, section } from './markdown.ts';

const document = readText('ARCHITECTURE.md');

test('ARCHITECTURE.md has a row for every folder of src, and no other', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...rowNames(section(document, 'Folders'))].sort()).toEqual(folders.map(({ name }) => `src/${name}/`).sort());
});

test('ARCHITECTURE.md gives the reason for every package that comes into the bundle, and for no other', () => {
  const named = rowNames(section(document, 'Dependencies')).filter((name) => name !== 'zod/mini');
  expect([...named].sort()).toEqual(packagesOf(['src/cli.ts', 'src/action.ts', 'src/post.ts']));
});

test('ARCHITECTURE.md names no package that is not in package.json', () => {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(readText('package.json'));
  const development = section(document, 'Dependencies').split('For development:')[1] ?? '';
  const named = [...development.matchAll(/`([@a-z][a-z/-]*)`/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in devDependencies))).toEqual([]);
});

/** The packages that are imported by these files and by all that they import. */
function packagesOf(entries: readonly string[]): readonly string[] {
  const files = new Set(entries);
  const packages = new Set<string>();
  for (const file of files) {
    for (const [, name = ''] of readText(file).matchAll(/(?:from |import\()'([^']+)'/g)) {
      if (name.endsWith('.ts')) files.add(posix.join(posix.dirname(file), name));
      else if (!/^(?:node:|\.)/.test(name)) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    }
  }
  return [...packages].sort();
}
