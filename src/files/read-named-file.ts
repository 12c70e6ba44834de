import { readFileSync, statSync } from 'node:fs';

/**
 * Reads a whole file that the user names: also a named pipe or another stream, which ends when its writer does, but no device. Most devices, such as
 * `/dev/zero`, have no end, and a checkout can have a link to one. Throws the error of the file system, or one that says what was found.
 */
export function readNamedFile(path: string): Buffer {
  refuseDevice(path);
  return readFileSync(path);
}

/** The same as text in UTF-8. */
export function readNamedText(path: string): string {
  refuseDevice(path);
  return readFileSync(path, 'utf8');
}

function refuseDevice(path: string): void {
  const stat = statSync(path);
  // A terminal, or /dev/null as standard input, is a device that ends.
  const isStandardInput = path === '/dev/stdin' || path === '/proc/self/fd/0';
  if (!isStandardInput && (stat.isCharacterDevice() || stat.isBlockDevice())) throw new Error('a device');
}
