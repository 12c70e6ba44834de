import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as library from 'yaml';
import { withPlainProperties } from '../../scripts/yaml-with-plain-properties.ts';

type Library = typeof library;

const REPLACED = /(?:parse\/parser|nodes\/(?:Node|Pair|Collection))\.js$/;

/** The library as the bundle has it. */
function bundled(): Library {
  const modules = new Map<string, object>();
  const load = (path: string): object => {
    const known = modules.get(path);
    if (known !== undefined) return known;
    const exports = {};
    modules.set(path, exports);
    const source = readFileSync(path, 'utf8');
    const requireFrom = createRequire(path);
    const find = (id: string): unknown => (id.startsWith('.') ? load(join(dirname(path), id)) : requireFrom(id));
    new Function('require', 'exports', REPLACED.test(path) ? withPlainProperties(source) : source)(find, exports);
    return exports;
  };
  return load(createRequire(import.meta.url).resolve('yaml')) as Library;
}

const plain = bundled();

/** All that the library finds in a text: tokens, nodes with their ranges, values and problems. */
function read(
  text: string,
  { Parser, Composer, isNode, isPair, isCollection, isScalar, isMap, isSeq }: Library,
): unknown {
  const tokens = [...new Parser().parse(text)];
  const describe = (node: unknown): unknown => {
    if (isPair(node)) return { key: describe(node.key), value: describe(node.value) };
    if (!isNode(node)) return node;
    const { range, tag, comment, commentBefore, spaceBefore } = node;
    const kind = { isScalar: isScalar(node), isMap: isMap(node), isSeq: isSeq(node) };
    const content = isCollection(node)
      ? { items: node.items.map(describe), flow: node.flow }
      : Object.fromEntries(Object.entries(node));
    return { ...kind, ...content, range, tag, comment, commentBefore, spaceBefore };
  };
  const documents = [
    ...new Composer({ version: '1.2', schema: 'core', stringKeys: true }).compose(tokens, true, text.length),
  ];
  return {
    tokens,
    documents: documents.map(({ contents, errors, warnings, range }) => ({
      contents: describe(contents),
      problems: [...errors, ...warnings].map(({ code, message, pos }) => ({ code, message, pos })),
      range,
    })),
  };
}

test('the bundled library finds the same in every mission of the tests', () => {
  const golden = new URL('golden/', import.meta.url);
  const files = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const text = readFileSync(new URL(file, golden), 'utf8');
    expect(read(text, plain), file).toEqual(read(text, library));
  }
});

test('the bundled library finds the same in any text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b: ',
      '- ',
      '? ',
      ': ',
      ', ',
      '{',
      '}',
      '[',
      ']',
      '\n',
      '\n  ',
      '\r\n',
      '\t',
      ' ',
      '#c',
      ' #',
      '---',
      '...',
    ],
    ...[
      '"',
      "'",
      '\\',
      '|',
      '>-',
      '|2+',
      '&x ',
      '*x',
      '!t ',
      '!!map ',
      '!!str ',
      '1.5',
      '~',
      '[a, b]: ',
      '{a: [b, c]}',
    ],
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (any) => {
      expect(read(any, plain)).toEqual(read(any, library));
    }),
    { numRuns: 3000 },
  );
});

test('a library that is written in another way fails the build', () => {
  expect(() => withPlainProperties('class Parser {\n}\n')).toThrow('found another source');
  expect(() => withPlainProperties('delete it.key;\nObject.assign(it, other);\n')).toThrow('found another source');
});
