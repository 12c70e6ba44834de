// The edition has a page for each of its recipes, and no other.
import { readdirSync } from 'node:fs';
import { recipes } from './recipes.mjs';

const edition = process.argv[2];
const expected = recipes()
  .filter(({ editions }) => editions.includes(edition))
  .map(({ name }) => `${name}.html`)
  .sort();
const found = readdirSync('dist').sort();
if (expected.join() !== found.join()) {
  console.error(`error: expected ${expected.join(', ')} in the ${edition} edition, found ${found.join(', ')}`);
  process.exitCode = 1;
}
