#!/usr/bin/env node
// Prints the guest book that a backup holds.
const { readFileSync } = require('node:fs');

const [path] = process.argv.slice(2);
const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
console.log(JSON.stringify(lines.map((line) => JSON.parse(line))));
