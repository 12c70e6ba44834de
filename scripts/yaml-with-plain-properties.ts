/**
 * Compiles definitions and deletions of properties away from the YAML library when Mission Runner is bundled.
 *
 * The parser deletes properties of each item of a list in brackets, after which V8 keeps the item in a hash table: several times as large and
 * slow as an object of a known shape. The constructors of nodes define the property that holds the type of the node, which takes a call of
 * the engine's runtime instead of one store. In the bundle, what was deleted is undefined, and what was defined is assigned. Nothing in the library, or
 * here, asks whether such a property exists or can be enumerated, and tests compare both forms. In a mission of 400 matrices with 100,000
 * values, a third of the time that reading the text takes is saved. A new version of the library that is written in another way fails the build.
 */
import type { Plugin } from 'rolldown';
import { rewriteYaml } from './rewrite-yaml.ts';

const FILES = /[\\/]yaml[\\/]dist[\\/](?:parse[\\/]parser|nodes[\\/](?:Node|Pair|Collection))\.js$/;

export function yamlWithPlainProperties(): Plugin {
  return rewriteYaml({
    name: 'yaml-with-plain-properties',
    files: FILES,
    count: 4,
    expected: 'a parser and three kinds of nodes',
    rewrite: withPlainProperties,
  });
}

const DELETED = /\bdelete (\w+\.\w+);/g;

/** Two properties that are added to an item at once. */
const ADDED = /Object\.assign\((\w+), \{ key: (\w+), sep: ([^{}]+) \}\);/g;

const DEFINED = /Object\.defineProperty\(this, (?:(identity\.NODE_TYPE)|'(\w+)'), \{\s*value: ([\w.]+)[^{}]*\}\);/g;

/** The source of the parser or of a node, with assignments only. Throws if it has none of what is replaced, or if anything would be left. */
export function withPlainProperties(source: string): string {
  const plain = source
    .replace(DELETED, '$1 = undefined;')
    .replace(ADDED, '{ $1.key = $2; $1.sep = $3; }')
    .replace(DEFINED, (_, type: string | undefined, name: string | undefined, value: string) =>
      type === undefined ? `this.${name} = ${value};` : `this[${type}] = ${value};`,
    );
  if (plain === source || /\bdelete\b |\bObject\.(?:assign|defineProperty)\(/.test(plain)) {
    throw new Error(
      `expected the YAML library's parser or nodes, found another source: correct ${import.meta.filename}, or leave it out of rolldown.config.ts`,
    );
  }
  return plain;
}
