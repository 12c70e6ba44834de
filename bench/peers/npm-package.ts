import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where `npm run bench -- --install` puts the peers that come from npm. */
export const packagesFolder = join(import.meta.dirname, 'node_modules');

/** Undefined where it is not installed. */
export function packageVersion(name: string): string | undefined {
  const manifest = join(packagesFolder, name, 'package.json');
  return existsSync(manifest) ? String(JSON.parse(readFileSync(manifest, 'utf8')).version) : undefined;
}

/** A file of an installed package. */
export function packageFile(name: string, path: string): string {
  return join(packagesFolder, name, path);
}
