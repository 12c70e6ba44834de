// Each word of the lists is in the index, and the build has counted as many.
import { readdirSync, readFileSync } from 'node:fs';

const index = JSON.parse(readFileSync('dist/index.json', 'utf8'));
const lines = readdirSync('words').flatMap((file) => readFileSync(`words/${file}`, 'utf8').trim().split('\n'));
for (const line of lines) {
  const [word, translation] = line.split(' = ');
  if (index[word] === translation) continue;
  console.error(`expected "${word}" to be "${translation}", found "${index[word]}"`);
  process.exitCode = 1;
}
if (Number(process.env.WORDS) !== lines.length) {
  console.error(`expected ${lines.length} words, found that the build has counted ${process.env.WORDS}`);
  process.exitCode = 1;
}
