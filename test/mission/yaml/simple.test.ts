import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLibrary } from '../../../src/mission/yaml/from-library.ts';
import { parseWithLibrary, parseYaml } from '../../../src/mission/yaml/parse.ts';
import type { YamlNode } from '../../../src/mission/yaml/simple/node.ts';
import { readSimple } from '../../../src/mission/yaml/simple/read-simple.ts';

const root = new URL('../../..', import.meta.url).pathname;

/** What a reader of the tree sees. The place of an empty value is never shown. */
function shown(node: YamlNode | null, isWithEnds: boolean): unknown {
  if (node === null) return 'empty';
  const { start, end } = node;
  const isBlock = node.kind !== 'scalar' && end === undefined;
  const place = isBlock || !isWithEnds ? [start] : [start, end];
  switch (node.kind) {
    case 'map':
      return { place, map: node.pairs.map(({ key, value }) => [shown(key, isWithEnds), shown(value, isWithEnds)]) };
    case 'list':
      return { place, list: node.items.map((item) => shown(item, isWithEnds)) };
    case 'scalar':
      return node.value === null && start === end ? 'empty' : { place, value: node.value, text: node.text };
    case 'alias':
      return { alias: node.source };
    default:
      return node satisfies never;
  }
}

/** The same with the places of `simple`, which knows no end of a block. */
function expectSame(text: string): boolean {
  const simple = readSimple(text);
  if (simple === undefined) return false;
  const problems: string[] = [];
  const library = parseWithLibrary(text, ({ message }) => problems.push(message));
  expect(problems).toEqual([]);
  if (library === undefined) throw new Error('the library reads nothing');
  const expected = withoutBlockEnds(fromLibrary(library.contents), simple);
  expect(shown(simple, true)).toEqual(shown(expected, true));
  return true;
}

function withoutBlockEnds(node: YamlNode, simple: YamlNode | null | undefined): YamlNode {
  const end = simple?.kind === node.kind ? simple.end : node.end;
  const same = simple?.kind === node.kind && end === undefined;
  if (node.kind === 'map') {
    const pairs = node.pairs.map(({ key, value }, index) => {
      const below = simple?.kind === 'map' ? simple.pairs[index]?.value : undefined;
      return { key, value: value === null ? null : withoutBlockEnds(value, below) };
    });
    return { ...node, end: same ? undefined : node.end, pairs };
  }
  if (node.kind === 'list') {
    const items = node.items.map((item, index) =>
      withoutBlockEnds(item, simple?.kind === 'list' ? simple.items[index] : undefined),
    );
    return { ...node, end: same ? undefined : node.end, items };
  }
  return node;
}

describe('the reader of simple YAML', () => {
  test('reads the missions of this repository as the library does, most of them without it', () => {
    const files = globSync(['**/*.yml', '**/*.yaml'], { cwd: root, exclude: ['node_modules/**', 'bench/peers/**'] });
    const simple = files.filter((file) => expectSame(readFileSync(`${root}/${file}`, 'utf8')));
    expect(files.length).toBeGreaterThan(100);
    expect(simple.length).toBeGreaterThan(0.5 * files.length);
  });

  test.each([
    ['a: 1\nb: -2\nc: 1.10\nd: true\ne: null\nf: ~\ng:\nh: 0x1F\n', false],
    ['a: 1\nb: -2\nc: 1.10\nd: true\ne: null\nf: ~\ng:\nh: 22:22\n', true],
    ["a: {b: c, d: [1, \"x y\", 'it''s'], e: {}}\n", true],
    ['a: [b,\n  c , d # no\n ]\n', false],
    ['a: [b,\n  c\n  , d\n  ]  # yes\nb: x # y\n', true],
    ['a:\n- b\n- c: d\n  e: f\n-   g\nh: i', true],
    ['a: |\n  one\n    two\n\n  three\n\n\nb: |-\n   x # y\n', true],
    ['a: |\n  one\n   \nb: c\n', false],
    ['"a b": "c\\n\\u00e9"\n\'d\': e#f\n', true],
    ['a: b\n  c\n', false],
    ['a:\n  b: c\n d: e\n', false],
    ['a: b: c\n', false],
    ['a: &x b\nc: *x\n', false],
    ['---\na: b\n', false],
    ['a: {b:c}\n', false],
    ['a: >\n  b\n', false],
    ['a: b\r\n', false],
    ['a:\tb\n', false],
    ['# only a comment\n', false],
    ['a: b\n---\nc: d\n', false],
    ['- a\n- b\n', false],
  ])('%j: %j', (text, isSimple) => {
    expect(expectSame(text)).toBe(isSimple);
  });

  test('never reads a text otherwise than the library, for random texts of its characters', () => {
    const piece = fc.constantFrom(
      ...['a', 'b: ', 'c:', ' ', '  ', '\n', '\n  ', '\n    ', '- ', '-', ': ', ':', ',', ', ', '[', ']', '{', '}'],
      ...['"', "'", '"x"', "'y'", '#', ' # c', '|', '|\n', '|-\n', '1', '-1', '1.5', 'true', '\\', '~', '?', '&', '*'],
      ...[
        'k: v\n',
        'k:\n  ',
        'k: [a, b]\n',
        'k: {a: b}\n',
        '- k: v\n',
        'k: |\n  t\n',
        '...',
        '---',
        '!',
        '%',
        '@',
        'é',
      ],
    );
    const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => `k: ${pieces.join('')}`);
    let simple = 0;
    fc.assert(
      fc.property(texts, (text) => {
        simple += expectSame(text) ? 1 : 0;
      }),
      { numRuns: 3000 },
    );
    expect(simple).toBeGreaterThan(100);
  });

  test('never reads a mission otherwise after a random change', () => {
    const files = globSync('examples/*/mission.yml', { cwd: root }).map((file) =>
      readFileSync(`${root}/${file}`, 'utf8'),
    );
    const change = fc.record({
      file: fc.nat(files.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat(6),
      added: fc.constantFrom(
        '',
        ' ',
        '\n',
        ': ',
        '- ',
        '#',
        ' #',
        ',',
        '[',
        '}',
        '"',
        "'",
        '  x',
        'x: y\n',
        '|',
        '>',
        '\n  ',
      ),
    });
    let simple = 0;
    fc.assert(
      fc.property(change, ({ file, at, removed, added }) => {
        const text = files[file] ?? '';
        const position = Math.floor(at * text.length);
        simple += expectSame(text.slice(0, position) + added + text.slice(position + removed)) ? 1 : 0;
      }),
      { numRuns: 500 },
    );
    expect(simple).toBeGreaterThan(50);
  });

  test('asks the library for the end of a block', () => {
    const text = 'a:\n  b: c\n  # d\n\ne: f\n';
    const parsed = parseYaml(text, () => {});
    const block = parsed?.contents.kind === 'map' ? parsed.contents.pairs[0]?.value : undefined;
    expect(block?.end).toBeUndefined();
    expect(block === null || block === undefined ? undefined : parsed?.placeOf(block)).toEqual({
      line: 2,
      column: 3,
      endLine: 3,
      endColumn: 1,
    });
  });
});
