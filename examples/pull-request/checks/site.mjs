import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PRICES, shown } from '../shop/price.mjs';
import { appendReport, finish, root } from './mission.mjs';
import { fetchPreview } from './preview.mjs';

/** Follows every link, starting at the first page. */
const findings = [];
const pages = new Map([['/', '']]);
for (const [path] of pages) {
  const response = await fetchPreview(path);
  const text = await response.text();
  if (response.status !== 200) findings.push(`${path}: expected 200, found ${response.status}`);
  pages.set(path, text);
  for (const [, link] of text.matchAll(/href="([^"]+)"/g)) if (!pages.has(link)) pages.set(link, '');
}
const written = readdirSync(join(root, 'site', 'pages')).map((name) => `/${name.replace(/\.html$/, '')}`);
for (const page of written)
  if (page !== '/index' && !pages.has(page)) findings.push(`${page}: expected a link to this page, found none`);
for (const [goods, cents] of Object.entries(PRICES)) {
  const line = new RegExp(`<li id="${goods}">[^<]*`).exec(pages.get('/prices') ?? '')?.[0] ?? 'nothing';
  if (!line.endsWith(` ${shown(cents)}`))
    findings.push(`/prices: expected ${shown(cents)} for ${goods}, found ${line}`);
}
appendReport(`Reached ${pages.size} pages and compared ${Object.keys(PRICES).length} prices.`);
finish(findings);
