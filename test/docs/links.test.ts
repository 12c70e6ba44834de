import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { anchorOf, documentPaths, proseOf, readText, root, sections } from './markdown.ts';

const paths = documentPaths();

test('the documents are found', () => {
  expect(paths).toEqual(expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/action.md']));
});

test.each(paths)('%s: the target of every relative link exists', (path) => {
  const targets = [...proseOf(readText(path)).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  const broken = targets.filter((target) => !/^[a-z]+:/.test(target) && !resolves(path, target));
  expect(broken).toEqual([]);
});

test.each(['CONTRIBUTING.md', 'docs/dependencies.md'])('%s: every path of the repository in code exists', (path) => {
  const named = [...readText(path).matchAll(/`((?:src|test|docs|dist|schema|examples|scripts|bench)\/[^`*]*)`/g)];
  const paths = named.map((match) => (match[1] ?? '').replace(/(?:SUBJECT|NAME).*$/, ''));
  expect(paths.length).toBeGreaterThan(2);
  expect(paths.filter((each) => !existsSync(join(root, each)))).toEqual([]);
});

function resolves(from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : join(dirname(from), file);
  if (!existsSync(join(root, path))) return false;
  if (anchor === undefined) return true;
  return sections(readText(path)).some(({ heading }) => anchorOf(heading) === anchor);
}
