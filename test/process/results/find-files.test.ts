import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findResultFiles } from '../../../src/process/results/find-files.ts';
import { createFolderListings, type FolderListings } from '../../../src/process/results/folder-listings.ts';

interface Tree {
  readonly root: string;
  write(...paths: readonly string[]): void;
  /** The files that a pattern finds, and the folders that were read for it. */
  find(pattern: string): { readonly files: readonly string[]; readonly read: readonly string[] };
}

function tree(...paths: readonly string[]): Tree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'mission find ')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (...more: readonly string[]): void => {
    for (const path of more) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
  };
  write(...paths);
  return {
    root,
    write,
    find: (pattern) => {
      const read: string[] = [];
      const listings = createFolderListings();
      const watched: FolderListings = {
        read: (folder) => {
          read.push(relative(root, folder).split(sep).join('/'));
          return listings.read(folder);
        },
      };
      return { files: findResultFiles(root, pattern, watched).files, read: read.sort() };
    },
  };
}

const repository = [
  '.git/objects/ab/cdef',
  '.venv/lib/test-results/no.xml',
  '.next/test-results/no.xml',
  'node_modules/a/test-results/no.xml',
  'packages/shop/node_modules/b/test-results/no.xml',
  'packages/shop/test-results/TEST-a.xml',
  'packages/shop/src/main.ts',
  'target/deep/er/test-results/TEST-b.xml',
  'test-results/TEST-c.xml',
];

test('F108 reads only folders in which something can match', () => {
  const { find } = tree(...repository);
  expect(find('packages/*/test-results/*.xml')).toEqual({
    files: ['packages/shop/test-results/TEST-a.xml'],
    read: ['packages', 'packages/shop', 'packages/shop/test-results'],
  });
  expect(find('*/shop/test-results/*.xml').read).toEqual([
    '',
    'packages',
    'packages/shop',
    'packages/shop/test-results',
    'target',
    'test-results',
  ]);
  expect(find('*.xml').read).toEqual(['']);
});

test('F108 skips hidden folders and node_modules, unless the pattern names them', () => {
  const { find } = tree(...repository);
  const { files, read } = find('**/test-results/*.xml');
  expect(files).toEqual([
    'packages/shop/test-results/TEST-a.xml',
    'target/deep/er/test-results/TEST-b.xml',
    'test-results/TEST-c.xml',
  ]);
  expect(read.filter((folder) => /(?:^|\/)(?:\.|node_modules)/.test(folder))).toEqual([]);
  expect(find('.venv/**/*.xml').files).toEqual(['.venv/lib/test-results/no.xml']);
  expect(find('**/.next/**/*.xml').files).toEqual(['.next/test-results/no.xml']);
  expect(find('.[nv]*/test-results/*.xml').files).toEqual(['.next/test-results/no.xml']);
  expect(find('packages/*/node_modules/*/test-results/*.xml').files).toEqual([
    'packages/shop/node_modules/b/test-results/no.xml',
  ]);
});

test.each([
  ['{packages/shop,target/deep/er}/test-results/*.xml', 2],
  ['{packages,target}/**/TEST-?.xml', 2],
  ['**', 4],
  ['**/*', 4],
  ['p*/**', 2],
  ['**/shop/**/*.xml', 1],
  ['**/test-results/TEST-[ab].xml', 2],
  ['*/*/test-results/!(no).xml', 1],
  ['+(packages|target)/*/test-results/*.xml', 1],
])('finds what %s means', (pattern, count) => {
  expect(tree(...repository).find(pattern).files).toHaveLength(count);
});

test('F108 a file among 60,000 build outputs is found', () => {
  const outputs = Array.from({ length: 1_000 }, (_, index) => `f${index}.js`);
  const folders: Readonly<Record<string, readonly string[]>> = {
    '': ['dist', 'packages'],
    dist: Array.from({ length: 60 }, (_, index) => `d${index}`),
    packages: ['shop'],
    'packages/shop': ['test-results'],
  };
  const { root } = tree();
  const wide: FolderListings = {
    read: (folder) => {
      const path = relative(root, folder).split(sep).join('/');
      if (path === 'packages/shop/test-results') return { files: ['TEST-a.xml'], folders: [], links: [] };
      return { files: path.startsWith('dist/') ? outputs : [], folders: folders[path] ?? [], links: [] };
    },
  };
  expect(findResultFiles(root, '**/test-results/*.xml', wide)).toEqual({
    files: ['packages/shop/test-results/TEST-a.xml'],
  });
});

test('a kept listing is used only while its folder has not changed', () => {
  const { root, write } = tree('a/one.xml');
  const folder = join(root, 'a');
  // As if an hour had passed, so that listings are settled.
  const listings = createFolderListings(() => Date.now() + 3_600_000);
  const first = listings.read(folder);
  expect(first).toEqual({ files: ['one.xml'], folders: [], links: [] });
  expect(listings.read(folder)).toBe(first);
  utimesSync(folder, 1, 1);
  write('a/two.xml', 'a/b/three.xml');
  const names = ({ files }: { readonly files: readonly string[] }) => [...files].sort();
  expect(names(listings.read(folder))).toEqual(['one.xml', 'two.xml']);
  rmSync(folder, { recursive: true });
  expect(listings.read(folder)).toEqual({ files: [], folders: [], links: [] });
  write('a/four.xml');
  expect(listings.read(folder).files).toEqual(['four.xml']);
});

test('a listing of a folder that has just changed is not kept', () => {
  const { root } = tree('a/one.xml');
  const listings = createFolderListings();
  expect(listings.read(join(root, 'a'))).not.toBe(listings.read(join(root, 'a')));
});

test('F108 an exceeded limit is reported, with what to do', () => {
  const { root } = tree();
  const many: FolderListings = {
    read: () => ({ files: Array.from({ length: 50_001 }, (_, index) => `${index}.xml`), folders: [], links: [] }),
  };
  expect(findResultFiles(root, '*.xml', many).problem).toBe(
    'expected at most 50000 files that match, found more; narrow the pattern',
  );
  const endless: FolderListings = {
    read: () => ({ files: Array.from({ length: 100_000 }, () => 'x'), folders: ['again'], links: [] }),
  };
  expect(findResultFiles(root, '**/*.xml', endless).problem).toBe(
    'expected at most 2000000 files to look at, found more; name a folder first',
  );
});
