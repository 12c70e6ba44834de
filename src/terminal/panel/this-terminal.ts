import { readFileSync } from 'node:fs';
import { createNonBlockingWriter } from './non-blocking-writer.ts';
import type { Terminal } from './screen.ts';

/** Standard output, which must be a terminal. */
export function thisTerminal(environment: NodeJS.ProcessEnv): Terminal {
  return {
    ...createNonBlockingWriter(),
    // A terminal without a known size reports 0.
    size: () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 }),
    isForeground,
    reflows: reflows(environment),
  };
}

/** Most terminals wrap lines again. Those that do not cut them off, so that each line still takes one row. */
function reflows({ TERM = '', TMUX, XTERM_VERSION }: NodeJS.ProcessEnv): boolean {
  if (XTERM_VERSION !== undefined) return false;
  if (TERM.startsWith('screen')) return TMUX !== undefined;
  return TERM !== 'linux' && !TERM.startsWith('rxvt');
}

/** Whether the process is in the foreground process group of the terminal; true if the system does not say, as on macOS. */
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
