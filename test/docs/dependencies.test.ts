import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { readText, rowNames, section } from './markdown.ts';

const document = readText('docs/dependencies.md');
const bundled = rowNames(section(document, 'In the bundle')).filter((name) => name !== 'zod/mini');
const development = rowNames(section(document, 'For development'));

test('docs/dependencies.md gives the reason for every package that src imports, and for no other', () => {
  expect([...bundled].sort()).toEqual(packagesOf(['src/cli.ts', 'src/action.ts', 'src/post.ts', 'src/page/page.ts']));
});

test('docs/dependencies.md gives the reason for every package in package.json, and for no other', () => {
  const manifest: Record<string, Record<string, string>> = JSON.parse(readText('package.json'));
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(development.length).toBeGreaterThan(5);
  // The types of a package need no reason of their own.
  const expected = packages.filter((name) => !name.startsWith('@types/'));
  expect([...bundled, ...development].sort()).toEqual(expected.sort());
});

test('the lock file pins every package with a checksum and leaves the registry to the npm configuration', () => {
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

/** The packages that these files import, directly or through other files of `src`. */
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
