// Replaces each page by its compressed form, as a web server would want it, and limits the size of each.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 400;
for (const page of readdirSync('dist')) {
  const bytes = gzipSync(readFileSync(`dist/${page}`));
  writeFileSync(`dist/${page}.gz`, bytes);
  rmSync(`dist/${page}`);
  console.log(`${page}.gz: ${bytes.length} bytes`);
  if (bytes.length <= limit) continue;
  console.error(`error: ${page}.gz has ${bytes.length} bytes, the limit is ${limit}`);
  process.exitCode = 1;
}
