import type { FindProgram } from './find-program.ts';
import { findShell } from './shell-command.ts';

/** Which of the values of `shell:` can be used here, with the program that would run: by name, absent when missing. */
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

/** The names that are worth looking for. */
export function shellNames(platform: string): readonly string[] {
  return ['bash', 'sh', 'pwsh', 'python', ...(platform === 'win32' ? ['powershell', 'cmd'] : [])];
}
