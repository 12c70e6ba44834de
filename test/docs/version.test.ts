import { describe, expect, test } from 'vitest';
import { documentPaths, readText, sections } from './markdown.ts';

const manifest: { readonly version: string } = JSON.parse(readText('package.json'));
const [major = ''] = manifest.version.split('.');

/** The tags that `release.yml` makes for this version, or a commit. */
const REFERENCE = new RegExp(`^(?:v${major}|v${manifest.version.replaceAll('.', '\\.')}|[0-9a-f]{40})$`);

const uses = documentPaths().flatMap((path) =>
  [...readText(path).matchAll(/mission-runner@([\w.-]+)/g)].map((match) => ({ path, reference: match[1] ?? '' })),
);

describe('the version of the action in documents', () => {
  test('is in README.md, the guide and docs/action.md', () => {
    expect(uses.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'docs/guide.md', 'docs/action.md']),
    );
  });

  test.each(uses)('$path: $reference is a tag of the version in package.json', ({ reference }) => {
    expect(reference).toMatch(REFERENCE);
  });
});

test('CHANGELOG.md has a section for unreleased changes and then one for the version in package.json', () => {
  const headings = sections(readText('CHANGELOG.md')).flatMap(({ level, heading }) => (level === 2 ? [heading] : []));
  expect(headings.slice(0, 2)).toEqual([
    '[Unreleased]',
    expect.stringMatching(new RegExp(`^\\[${manifest.version}\\] - (?:\\d{4}-\\d\\d-\\d\\d|not yet released)$`)),
  ]);
});
