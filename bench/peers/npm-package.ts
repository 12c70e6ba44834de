import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder into which `npm run bench -- --install` installs the peers from npm. */
export const packagesFolder = join(import.meta.dirname, 'node_modules');

/** Version of an installed package. Undefined if it is not installed. */
export function packageVersion(name: string): string | undefined {
  const manifest = join(packagesFolder, name, 'package.json');
  return existsSync(manifest) ? String(JSON.parse(readFileSync(manifest, 'utf8')).version) : undefined;
}

/** Absolute path of a file in an installed package. */
export function packageFile(name: string, path: string): string {
  return join(packagesFolder, name, path);
}
