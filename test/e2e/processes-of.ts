import { readdirSync, readFileSync } from 'node:fs';

/** The running processes with this text in their environment, as `PID COMMAND`; Linux only. */
export function processesOf(text: string): readonly string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      if (!readFileSync(`/proc/${name}/environ`, 'latin1').includes(text)) return [];
      // A zombie has ended.
      if (readFileSync(`/proc/${name}/stat`, 'latin1').includes(') Z ')) return [];
      return [`${name} ${readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ')}`];
    } catch {
      // The process has ended in the meantime.
      return [];
    }
  });
}
