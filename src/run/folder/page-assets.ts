import { readFileSync } from 'node:fs';
import type { PageAssets } from '../../report/html/page.ts';

/** Relative to the entry of the bundle, to its chunks, and to this file when the sources are run directly. */
const places = ['./', '../', '../../../dist/'];

/** The script and the style of `report.html` from the build; undefined if they are missing or cannot be read. */
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

/** Browsers compute the digest of an inline script with LF line ends, but git may check files out with CRLF. */
function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll('\r\n', '\n');
}
