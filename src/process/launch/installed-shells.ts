import type { FindProgram } from './find-program.ts';
import { findShell } from './shell-command.ts';

/** The program for each value of `shell:` that can be used here, by name. */
export function installedShells(
  find: FindProgram,
  platform: NodeJS.Platform,
  path: string,
  workingDirectory: string,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of shellNames(platform)) {
    for (const { program } of findShell(name, platform)?.candidates ?? []) {
      const result = find(program, path, workingDirectory);
      if (result.type === 'found') found[name] ??= result.path;
    }
  }
  return found;
}

/** The values of `shell:` to look for. */
export function shellNames(platform: string): readonly string[] {
  return ['bash', 'sh', 'pwsh', 'python', ...(platform === 'win32' ? ['powershell', 'cmd'] : [])];
}
