import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as library from 'yaml';
import { withPlainProperties } from '../../scripts/yaml-with-plain-properties.ts';
import { withoutGenerators } from '../../scripts/yaml-without-generators.ts';
import { fc } from '../suite/fast-check.ts';
import { anyYaml, forEachMission } from './yaml-texts.ts';

type Library = typeof library;

const REPLACED = /(?:parse\/parser|nodes\/(?:Node|Pair|Collection))\.js$/;

/** Without generators in the bundle, before that. */
const DIRECT = /parse\/(?:lexer|parser)\.js$/;

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
    const direct = DIRECT.test(path) ? withoutGenerators(source) : source;
    new Function('require', 'exports', REPLACED.test(path) ? withPlainProperties(direct) : direct)(find, exports);
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
  forEachMission((text, file) => {
    expect(read(text, plain), file).toEqual(read(text, library));
  });
});

test('the bundled library finds the same in any text', () => {
  fc.assert(
    fc.property(anyYaml(), (text) => {
      expect(read(text, plain)).toEqual(read(text, library));
    }),
    { numRuns: 3000 },
  );
});

test('a library that is written in another way fails the build', () => {
  expect(() => withPlainProperties('class Parser {\n}\n')).toThrow('found another source');
  expect(() => withPlainProperties('delete it.key;\nObject.assign(it, other);\n')).toThrow('found another source');
});
