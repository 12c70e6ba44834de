// Makes an index of all words, and a program that looks a word up in it.
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const index = {};
for (const file of readdirSync('words').sort()) {
  for (const line of readFileSync(`words/${file}`, 'utf8').trim().split('\n')) {
    const [word, translation] = line.split(' = ');
    index[word] = translation;
  }
}

const program = `#!/usr/bin/env node
const { readFileSync } = require('node:fs');
const index = JSON.parse(readFileSync(__dirname + '/index.json', 'utf8'));
const found = index[process.argv[2]];
if (found === undefined) process.exit(1);
console.log(found);
`;

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
writeFileSync('dist/index.json', `${JSON.stringify(index, null, 2)}\n`);
writeFileSync('dist/look-up', program, { mode: 0o755 });
// The folder belongs to a project with ES modules, and the program is none.
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');
const words = Object.keys(index).length;
appendFileSync(process.env.MISSION_OUTPUT, `words=${words}\n`);
console.log(`${words} words`);
