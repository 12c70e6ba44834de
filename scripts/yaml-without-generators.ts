/**
 * Compiles the generators of the YAML library's lexer and parser away when Mission Runner is bundled.
 *
 * Both are written as generators that call each other with `yield*`, four deep, and each of the 300,000 lexemes of a mission of 10,000 tasks
 * passes through all of them. In the bundle, the same methods call each other directly and collect what they would have yielded, in half the
 * time. `lex`, `next` and `end` then return arrays instead of generators, and both can be iterated. So all lexemes exist before the first is
 * parsed: for the largest text that is read, up to 100 MB. Nothing else of the library changes, and tests compare both forms. A new version of
 * the library that is written in another way fails the build.
 */
import type { Plugin } from 'rolldown';
import { rewriteYaml } from './rewrite-yaml.ts';

const FILES = /[\\/]yaml[\\/]dist[\\/]parse[\\/](?:lexer|parser)\.js$/;

export function yamlWithoutGenerators(): Plugin {
  return rewriteYaml({
    name: 'yaml-without-generators',
    files: FILES,
    count: 2,
    expected: 'a lexer and a parser',
    rewrite: withoutGenerators,
  });
}

/** Methods whose callers iterate over the result: they return all of it. */
const ENTRIES = /^ {4}\*(lex|next|end)\((.*)\) \{$/gm;

/** `parse` of the parser stays a generator. It is what the rest of the library calls. */
const PARSE = /^ {4}\*parse\(.*\) \{\n[\s\S]*?^ {4}\}\n/m;

/** The source of the lexer or the parser, with generators as plain methods. Throws if any would be left. */
export function withoutGenerators(source: string): string {
  const [parse = ''] = PARSE.exec(source) ?? [];
  const direct = source
    .replace(parse, '')
    // Here the library creates a generator without running it.
    .replace(/^ +this\.pushNewline\(\);\n/m, '')
    .replace(ENTRIES, (_, name: string, parameters: string) => {
      const values = parameters.replace(/ = \w+/g, '');
      return [
        `    ${name}(${parameters}) {`,
        '        const found = [];',
        '        this.found = found;',
        `        this.${name}All(${values});`,
        '        return found;',
        '    }',
        `    ${name}All(${parameters}) {`,
      ].join('\n');
    })
    .replace(/^ {4}\*(\w+\()/gm, '    $1')
    .replace(/\byield\* /g, '')
    .replace(/^( +)yield ([\s\S]*?);\n/gm, '$1this.found.push($2);\n')
    // Reading a variable of the environment for each lexeme takes longer than the lexeme.
    .replace('node_process.env.LOG_TOKENS', 'false');
  const left = /\byield\b|^ {4}\*|^function\s*\*|\.LOG_TOKENS/m.exec(direct);
  if (left !== null || !direct.includes('this.found.push(')) {
    throw new Error(
      `expected the YAML library's lexer or parser, found another source: correct ${import.meta.filename}, or leave it out of rolldown.config.ts`,
    );
  }
  // The class ends with the last line that is a brace alone.
  const end = direct.lastIndexOf('\n}\n') + 1;
  return `${direct.slice(0, end)}${parse}${direct.slice(end)}`;
}
