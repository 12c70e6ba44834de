import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Lexer, Parser } from 'yaml';
import { withoutGenerators } from '../../scripts/yaml-without-generators.ts';
import { fc } from '../suite/fast-check.ts';
import { anyYaml, forEachMission } from './yaml-texts.ts';

const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('.', `file://${require.resolve('yaml')}`));

interface Direct {
  readonly Lexer: typeof Lexer;
  readonly Parser: typeof Parser;
}

/** The lexer and the parser as the bundle has them. */
function direct(): Direct {
  const load = (name: string, known: object): object => {
    const path = `${folder}parse/${name}.js`;
    const exports = {};
    const requireFrom = createRequire(path);
    const find = (id: string): unknown => (id === './lexer.js' ? known : requireFrom(id));
    new Function('require', 'exports', withoutGenerators(readFileSync(path, 'utf8')))(find, exports);
    return exports;
  };
  const lexer = load('lexer', {});
  return { ...lexer, ...load('parser', lexer) } as Direct;
}

function read(text: string, { Lexer: AnyLexer, Parser: AnyParser }: Direct): unknown {
  const parser = new AnyParser();
  const lexemes = [...new AnyLexer().lex(text)];
  const tokens = [...lexemes.flatMap((lexeme) => [...parser.next(lexeme)]), ...parser.end()];
  return { lexemes, tokens, whole: [...new AnyParser().parse(text)] };
}

const library: Direct = { Lexer, Parser };
const bundled = direct();

test('the bundled lexer and parser find the same in every mission of the tests', () => {
  forEachMission((text, file) => {
    expect(read(text, bundled), file).toEqual(read(text, library));
  });
});

test('the bundled lexer and parser find the same in any text', () => {
  fc.assert(
    fc.property(anyYaml(), (text) => {
      expect(read(text, bundled)).toEqual(read(text, library));
    }),
    { numRuns: 3000 },
  );
});

test('a text that arrives in parts gives the same lexemes', () => {
  const parts = ['%YAML 1.2\n--', '-\na: {b', ': "c\n  d", e: [', '1, 2]}\nf: |\n  te', 'xt\n...\n'];
  const lex = ({ Lexer: AnyLexer }: Direct): readonly string[] => {
    const lexer = new AnyLexer();
    return [...parts.flatMap((part) => [...lexer.lex(part, true)]), ...lexer.lex('')];
  };
  expect(lex(bundled)).toEqual(lex(library));
});

test('a library that is written in another way fails the build', () => {
  expect(() =>
    withoutGenerators('class Lexer {\n    *lex(source) {\n        const x = yield source;\n    }\n}\n'),
  ).toThrow("expected the YAML library's lexer or parser, found another source");
  expect(() => withoutGenerators('class Lexer {\n}\n')).toThrow('found another source');
});
