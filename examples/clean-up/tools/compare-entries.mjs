// Compares the restored guest book with the original.
import { deepStrictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';

const [before, after] = ['guest-book.json', `${process.env.TRIAL}/restored.json`].map((path) =>
  JSON.parse(readFileSync(path, 'utf8')),
);
deepStrictEqual(after, before);
console.log(`All ${after.length} entries were restored`);
