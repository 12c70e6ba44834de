import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { checkPatterns } from '../../../src/mission/checks/patterns.ts';
import { pathMatcher } from '../../../src/mission/paths/match.ts';
import { fc } from '../../suite/fast-check.ts';

function matches(patterns: string | readonly string[], path: string): boolean {
  return pathMatcher(typeof patterns === 'string' ? [patterns] : patterns)(path);
}

describe("the table of GitHub's documentation", () => {
  it.each<[string | string[], string[], string[]]>([
    ['*', ['README.md', 'server.rb', '.gitignore'], ['docs/README.md']],
    ['*.jsx?', ['page.js', 'page.jsx'], ['page.j', 'page.jsxx', 'page.jsy', 'a/page.js']],
    ['**', ['all/the/files.md', 'a', '.github/x.yml'], []],
    ['*.js', ['app.js', 'index.js', '.js'], ['js/index.js', 'app.jsx', 'app_js']],
    ['**.js', ['index.js', 'js/index.js', 'src/js/app.js'], ['index.ts']],
    ['docs/*', ['docs/README.md', 'docs/file.txt'], ['docs/a/b.md', 'docs', 'x/docs/a']],
    ['docs/**', ['docs/README.md', 'docs/mona/octocat.txt'], ['docs', 'docsx/a']],
    ['docs/**/*.md', ['docs/README.md', 'docs/mona/hello-world.md', 'docs/a/markdown/file.md'], ['docs/a.txt', 'a.md']],
    ['**/docs/**', ['docs/hello.md', 'dir/docs/my-file.txt', 'space/docs/plan/space.doc'], ['mydocs/a', 'docs']],
    ['**/README.md', ['README.md', 'js/README.md'], ['js/MYREADME.md']],
    ['**/*src/**', ['a/src/app.js', 'my-src/code/js/app.js'], ['srcs/a']],
    ['**/*-post.md', ['my-post.md', 'path/their-post.md'], ['post.md']],
    ['**/migrate-*.sql', ['migrate-10909.sql', 'db/migrate-v1.0.sql', 'db/sept/migrate-v1.sql'], ['db/migrate.sql']],
    [['*.md', '!README.md'], ['hello.md'], ['README.md', 'docs/hello.md']],
    [['*.md', '!README.md', 'README*'], ['hello.md', 'README.md', 'README.doc'], ['docs/README.md']],
    ['[CB]at', ['Cat', 'Bat'], ['cat', 'Rat', '[CB]at']],
    ['[1-2]00', ['100', '200'], ['300', '1-00']],
    ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1..1', 'v1.0']],
  ])('%j', (patterns, yes, no) => {
    expect(yes.filter((path) => !matches(patterns, path))).toEqual([]);
    expect(no.filter((path) => matches(patterns, path))).toEqual([]);
  });
});

describe('further rules', () => {
  it.each<[string, string, boolean]>([
    ['a.b', 'axb', false],
    ['src/**', 'src/日本/ü.ts', true],
    ['src/??x', 'src/??x', false],
    ['\\[id\\]/*', '[id]/page.ts', true],
    ['\\+page.svelte', '+page.svelte', true],
    ['routes/[id]/x', 'routes/i/x', true],
    ['a[', 'a[', true],
    ['a[]', 'a[]', true],
    ['[*]', '*', true],
    ['[*]', 'a', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a**b', 'a/x/b', true],
    ['a***b', 'a/x/b', true],
    ['{a,b}', 'a', false],
    ['(a|b)', 'a', false],
    ['SRC/*', 'src/a', false],
    ['', '', true],
    ['!', '', false],
    ['a\\', 'a\\', true],
  ])('%j on %j: %j', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  it('without a pattern, or with negative ones only, nothing matches', () => {
    expect(matches([], 'a')).toBe(false);
    expect(matches(['!b'], 'a')).toBe(false);
  });

  it('the last pattern that matches decides', () => {
    const patterns = ['**', '!docs/**', 'docs/important/**'];
    expect(matches(patterns, 'src/a')).toBe(true);
    expect(matches(patterns, 'docs/a')).toBe(false);
    expect(matches(patterns, 'docs/important/a')).toBe(true);
  });

  it('a pattern that is exponential for backtracking matchers takes linear time', () => {
    const pattern = `${'**a'.repeat(40)}b`;
    expect(matches(pattern, 'a'.repeat(5_000))).toBe(false);
    expect(matches(pattern, `${'a'.repeat(5_000)}b`)).toBe(true);
  });

  it('agrees with picomatch on patterns with the same meaning in both', () => {
    const segment = fc
      .array(fc.constantFrom('a', 'b', '.', '-', '*', '[ab]'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('').replace(/\*+/g, '*'))
      .filter((text) => !/^\.+$/.test(text));
    const pattern = fc
      .array(fc.oneof(segment, segment, fc.constant('**')), { minLength: 1, maxLength: 4 })
      // For picomatch, a pattern that ends in `**` matches the folder itself, but a folder is not a file.
      .map((parts) => (parts.at(-1) === '**' ? [...parts, '*.a'] : parts).join('/'));
    const name = fc.stringMatching(/^[ab.-]{1,4}$/).filter((text) => !/^\.+$/.test(text));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    // Picomatch's short cut for `*.*` requires a character after the dot, its full parser does not.
    const options = { dot: true, nobrace: true, noextglob: true, nonegate: true, posix: false, fastpaths: false };
    fc.assert(
      fc.property(pattern, path, (glob, file) => {
        expect([glob, file, matches(glob, file)]).toEqual([glob, file, picomatch(glob, options)(file)]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws or hangs on any input', () => {
    const anything = fc.string({ unit: fc.constantFrom('a', '/', '*', '?', '+', '[', ']', '-', '!', '\\', '{', '😀') });
    fc.assert(
      fc.property(fc.array(anything), anything, (patterns, path) => typeof matches(patterns, path) === 'boolean'),
    );
    fc.assert(fc.property(fc.array(anything), (patterns) => Array.isArray(checkPatterns(patterns))));
  });
});

describe('findings about patterns', () => {
  it.each<[string, string, string]>([
    ['./src/**', './', "expected a path from the repository's root, found `./src/**`"],
    ['/src', '/', "expected a path from the repository's root, found `/src`"],
    ['!../x', '../', "expected a path from the repository's root, found `!../x`"],
    ['src/', '/', 'expected a pattern of files, found `src/`'],
    ['*.{js,ts}', '{js,ts}', 'expected a pattern without braces, found `*.{js,ts}`'],
    ['src/+page.svelte', '+', 'expected a character to repeat, found `src/+page.svelte`'],
    ['?.md', '?', 'expected a character to repeat, found `?.md`'],
    ['a[b', '[', 'expected a closing `]`, found `a[b`'],
  ])('%j: the range is %j', (pattern, range, message) => {
    const found = checkPatterns(['**', pattern]);
    expect(found).toMatchObject([{ index: 1, code: 'path-pattern', message }]);
    expect(pattern.slice(found[0]?.start, found[0]?.end)).toBe(range);
    expect(found[0]?.hint).not.toBe('');
  });

  it('an empty one, and a list of negative ones', () => {
    expect(checkPatterns(['**', ''])).toMatchObject([{ index: 1, message: 'expected a pattern, found ``' }]);
    expect(checkPatterns(['!a', '!b'])).toMatchObject([
      { index: 0, message: 'expected at least one pattern without `!`, found none: nothing would ever match' },
    ]);
  });

  it('ordinary ones have none', () => {
    const ordinary = [
      '**',
      'src/**/*.ts',
      '*.jsx?',
      'v[0-9]+',
      '!docs/**',
      '\\+page',
      '.github/**',
      '..a',
      '\\{a,b}',
      'a\\[b',
    ];
    expect(checkPatterns(ordinary)).toEqual([]);
  });
});
