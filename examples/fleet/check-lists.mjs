// Each list of words is in alphabetical order, and no word is in it twice.
import { readdirSync, readFileSync } from 'node:fs';

for (const file of readdirSync('words')) {
  const words = readFileSync(`words/${file}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' = ')[0]);
  const wrong = words.find((word, at) => at > 0 && word <= words[at - 1]);
  if (wrong !== undefined) {
    console.error(`words/${file}: "${wrong}" is not after the word before it`);
    process.exitCode = 1;
  }
}
