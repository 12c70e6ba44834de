import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonFolder, pythonProgram } from './python-package.ts';

/**
 * Installs the peers from npm and PyPI below this folder, in the versions of package-lock.json and requirements.txt. A
 * failed installation is reported on standard error, and the table then lists the peer as not measured.
 */
export function installPeers(): void {
  const here = import.meta.dirname;
  attempt('npm', ['ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund']);
  attempt('python3', ['-m', 'venv', pythonFolder]);
  attempt(pythonProgram('pip'), ['install', '--quiet', '--requirement', join(here, 'requirements.txt')]);
}

function attempt(program: string, words: readonly string[]): void {
  console.error(`installing: ${program} ${words.join(' ')}`);
  try {
    execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (error) {
    console.error(`not installed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
