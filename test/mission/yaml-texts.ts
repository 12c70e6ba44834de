import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { fc } from '../suite/fast-check.ts';

const golden = new URL('golden/', import.meta.url);

/** Calls back with the name and the text of each mission file of the tests. */
export function forEachMission(check: (text: string, file: string) => void): void {
  const files = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) check(readFileSync(new URL(file, golden), 'utf8'), file);
}

const structure = ['a', 'b: ', '- ', '? ', ': ', ', ', '{', '}', '[', ']', '[a, b]: ', '{a: [b, c]}'];
const space = ['\n', '\n  ', '\r\n', '\t', ' ', '#c', ' #', '%YAML 1.2', '---', '...'];
const scalars = ['"', "'", '\\', '|', '>-', '|2+', '1.5', '~', '\uFEFF', '\0', '@', '`', 'é'];
const properties = ['&x ', '*x', '!t ', '!<u> ', '!!map ', '!!str '];

/** Texts of pieces of YAML, few of which are valid, and any others. */
export function anyYaml(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...structure, ...space, ...scalars, ...properties);
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  return fc.oneof(text, fc.string());
}
