// The first three letters find a word.
import { readFileSync } from 'node:fs';

const words = Object.keys(JSON.parse(readFileSync('dist/index.json', 'utf8')));
for (const word of words) {
  const found = words.filter((other) => other.startsWith(word.slice(0, 3)));
  if (found.includes(word) && found.length <= 2) continue;
  console.error(`"${word.slice(0, 3)}" finds ${found.join(', ')}`);
  process.exitCode = 1;
}
