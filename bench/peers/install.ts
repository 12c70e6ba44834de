import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonFolder, pythonProgram } from './python-package.ts';

/**
 * Installs, below this folder, the peers that come from npm and PyPI, in the versions that are written down here. What
 * cannot be installed is said on standard error and is missing from the table.
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
