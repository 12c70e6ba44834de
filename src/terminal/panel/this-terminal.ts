import { readFileSync } from 'node:fs';
import { patientWriter } from './patient-writer.ts';
import type { Terminal } from './screen.ts';

/** Standard output, which must be a terminal. */
export function thisTerminal(environment: NodeJS.ProcessEnv): Terminal {
  return {
    ...patientWriter(),
    // A terminal that does not know its size says zero.
    size: () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 }),
    isOurs: isForeground,
    reflows: reflows(environment),
  };
}

/** Most do. Where they do not, what they cut off still takes one row a line. */
function reflows({ TERM = '', TMUX, XTERM_VERSION }: NodeJS.ProcessEnv): boolean {
  if (XTERM_VERSION !== undefined) return false;
  if (TERM.startsWith('screen')) return TMUX !== undefined;
  return TERM !== 'linux' && !TERM.startsWith('rxvt');
}

/** By the process group that the terminal's input goes to; yes where that is not told, as on macOS. */
function isForeground(): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    // The name of the program may hold blanks and brackets.
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return foreground === '-1' || foreground === group;
  } catch {
    return true;
  }
}
