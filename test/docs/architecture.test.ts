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
  expect([...named].sort()).toEqual(packagesOf(['src/cli.ts', 'src/action.ts', 'src/post.ts', 'src/page/page.ts']));
});

test('ARCHITECTURE.md gives the reason for every package in package.json, and for no other', () => {
  const manifest: Record<string, Record<string, string>> = JSON.parse(readText('package.json'));
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const [bundled, development] = section(document, 'Dependencies').split('For development:');
  const named = [...(development ?? '').matchAll(/`([@a-z][a-z/-]*)`/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !packages.includes(name))).toEqual([]);
  const reasons = new Set([...named, ...rowNames(bundled ?? '')]);
  // The types of a package need no reason of their own.
  expect(packages.filter((name) => !reasons.has(name) && !name.startsWith('@types/'))).toEqual([]);
});

test('every package is pinned by the lock file with a checksum, and comes from the registry that npm is told', () => {
  const lock: { packages: Record<string, { resolved?: string; integrity?: string }> } = JSON.parse(
    readText('package-lock.json'),
  );
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '');
  expect(installed.length).toBeGreaterThan(50);
  expect(
    installed.filter(([, { integrity }]) => !/^sha(?:512|1)-/.test(integrity ?? '')).map(([path]) => path),
  ).toEqual([]);
  expect(installed.flatMap(([, { resolved }]) => resolved ?? [])).toEqual([]);
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
