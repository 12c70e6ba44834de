import { sanitizeOutput } from '../../base/sanitize.ts';

/** Programs that run a script: only its name says what they do. */
const INTERPRETERS = /^(?:node|deno|bun|python[\d.]*|ruby|perl|php|bash|sh|dash|zsh|pwsh)$/;

/**
 * What a process is called: its program, with the script where an interpreter runs one, such as `node vitest.js`. Other
 * arguments are left out. `name` is the kernel's, for those without a command line.
 */
export function programName(commandLine: string | undefined, name: string): string {
  const [path = '', script = ''] = (commandLine ?? '').split('\0');
  // A process that has written a title over its command line leaves no path that could be cut.
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
