import { readFileSync } from 'node:fs';
import type { PageAssets } from '../../report/html/page.ts';

/** Beside the entry of the bundle, above its chunks; when the sources run as they are, in dist/. */
const places = ['./', '../', '../../../dist/'];

/** What the build made for `report.html`; undefined where it is not found or cannot be read. */
export function readPageAssets(): PageAssets | undefined {
  for (const place of places) {
    try {
      const script = read(`${place}page.js`);
      const style = read(`${place}page.css`);
      const digests: { script: string; style: string } = JSON.parse(read(`${place}page.json`));
      return { script, style, scriptDigest: digests.script, styleDigest: digests.style };
    } catch {
      // Not here.
    }
  }
  return undefined;
}

/** Browsers take the digest of the text with line feeds alone, whatever a checkout made of them. */
function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll('\r\n', '\n');
}
