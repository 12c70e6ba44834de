// Every link leads to a page of the edition.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

let broken = 0;
for (const page of readdirSync('dist')) {
  for (const [, target] of readFileSync(`dist/${page}`, 'utf8').matchAll(/href="([^"]+)"/g)) {
    if (existsSync(`dist/${target}`)) continue;
    console.error(`error: dist/${page} links to ${target}, which does not exist`);
    broken += 1;
  }
}
process.exitCode = broken === 0 ? 0 : 1;
