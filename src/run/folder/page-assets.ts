import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageAssets } from '../../report/html/page.ts';

/** Relative to the chunks of the bundle, to its entry, and to this file when the sources are run directly. */
const places = ['..', '.', '../../../dist'];

/** The script and the style of `report.html` from the build; undefined if they are missing or cannot be read. */
export function readPageAssets(): PageAssets | undefined {
  for (const place of places) {
    const folder = join(import.meta.dirname, place);
    try {
      const script = read(folder, 'page.js');
      const style = read(folder, 'page.css').toString();
      const digests: { script: string; style: string } = JSON.parse(read(folder, 'page.json').toString());
      return { script, style, scriptDigest: digests.script, styleDigest: digests.style };
    } catch {
      // Not here.
    }
  }
  return undefined;
}

/** Browsers compute the digest of an inline script with LF line ends, but git may check files out with CRLF. */
function read(folder: string, name: string): Buffer {
  const bytes = readFileSync(join(folder, name));
  return bytes.includes('\r\n') ? Buffer.from(bytes.toString().replaceAll('\r\n', '\n')) : bytes;
}
