import { execFileSync } from 'node:child_process';

/** Runs a program as root: directly, or through sudo without a password, as on a runner. Throws if it fails. */
export function asRoot(program: string, ...args: readonly string[]): void {
  const options = { stdio: 'pipe' } as const;
  if (process.getuid?.() === 0) execFileSync(program, args, options);
  else execFileSync('sudo', ['--non-interactive', program, ...args], options);
}
