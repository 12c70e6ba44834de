// Writes the pages of one edition to dist, which is emptied first: two builds in one folder would lose each other's pages.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { recipes } from './recipes.mjs';

const edition = process.env.EDITION;
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
for (const { name, editions } of recipes()) {
  if (!editions.includes(edition)) continue;
  const [head, ...lines] = readFileSync(`recipes/${name}.txt`, 'utf8').trimEnd().split('\n');
  const body = lines
    .join('\n')
    .replace(/Goes with (\w+)/g, (_, other) => `Goes with <a href="${other}.html">${other}</a>`);
  writeFileSync(`dist/${name}.html`, `<h1>${head.replace(/^\w+: /, '')}</h1>\n<p>${body}</p>\n`);
  console.log(`dist/${name}.html`);
}
