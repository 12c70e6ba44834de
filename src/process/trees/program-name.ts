import { sanitizeOutput } from '../../base/sanitize.ts';

/** Programs that run a script: only the name of the script says what they do. */
const INTERPRETERS = /^(?:node|deno|bun|python[\d.]*|ruby|perl|php|bash|sh|dash|zsh|pwsh)$/;

/**
 * The display name of a process: its program, and the script that an interpreter runs, such as `node vitest.js`. Other
 * arguments are left out. `name` is the kernel's name, for processes without a command line.
 */
export function programName(commandLine: string | undefined, name: string): string {
  const [path = '', script = ''] = (commandLine ?? '').split('\0');
  // A process that has replaced its command line by a title leaves no path.
  if (path === '' || /\s/.test(path)) return oneLine(path === '' ? `[${name}]` : name);
  const program = lastPart(path);
  return oneLine(INTERPRETERS.test(program) && /^[^-]/.test(script) ? `${program} ${lastPart(script)}` : program);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function oneLine(text: string): string {
  return sanitizeOutput(text).replace(/\s+/g, ' ').slice(0, 60);
}
