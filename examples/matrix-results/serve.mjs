import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { loadVariant } from './load-variant.mjs';

/** Answers `/TEXT` with the slug of the text. The port is free, and its number is written to a file for the tests. */
const table = process.env.TABLE;
const slug = await loadVariant('esm', table);
const server = createServer((request, response) => response.end(slug(decodeURIComponent(request.url.slice(1)))));
server.listen(0, '127.0.0.1', () => {
  mkdirSync('scratch/ports', { recursive: true });
  writeFileSync(`scratch/ports/${table}`, String(server.address().port));
  console.log(`serving ${table}`);
});
