/** Builds the bundle into a folder of its own and compares it with dist/, byte for byte. Exit code 1 if they differ. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const committed = 'dist';
const built = mkdtempSync(join(tmpdir(), 'mission-dist-'));
try {
  const { status } = spawnSync('rolldown', ['-c', '--dir', built, '--log-level', 'silent'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`expected the build to succeed, found exit code ${status}`);
  const differing = [...new Set([...files(committed), ...files(built)])].filter((name) => !same(name)).sort();
  for (const name of differing) console.error(`${committed}/${name} is not what src/ builds`);
  if (differing.length > 0) console.error('Run `npm run build` and commit dist/.');
  else console.log(`${committed} is what src/ builds: ${files(committed).length} files`);
  process.exitCode = differing.length > 0 ? 1 : 0;
} finally {
  rmSync(built, { recursive: true });
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function same(name: string): boolean {
  try {
    return readFileSync(join(committed, name)).equals(readFileSync(join(built, name)));
  } catch {
    return false;
  }
}
