import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { PRICES, shown } from '../shop/price.mjs';

const { MISSION_DIR, PREVIEW_PASSWORD } = process.env;

/** Serves the site with this change. `{{tea}}` in a page is replaced by the price of tea. */
const server = createServer((request, response) => {
  if (PREVIEW_PASSWORD && request.headers.authorization !== `Bearer ${PREVIEW_PASSWORD}`) {
    response.writeHead(401).end('The preview needs a password.\n');
    return;
  }
  const name = request.url === '/' ? '/index' : request.url;
  let page;
  try {
    if (!/^\/[a-z]+$/.test(name)) throw new Error('expected the name of a page');
    page = readFileSync(new URL(`pages${name}.html`, import.meta.url), 'utf8');
  } catch {
    response.writeHead(404).end('Page not found.\n');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page.replace(/\{\{(\w+)\}\}/g, (_, goods) => shown(PRICES[goods])));
});

server.listen(0, process.env.PREVIEW_HOST ?? '127.0.0.1', () => {
  writeFileSync(join(MISSION_DIR, 'preview'), `http://127.0.0.1:${server.address().port}`);
});
