import { readdirSync, readFileSync } from 'node:fs';

/** What runs with this text in its environment, as `PID COMMAND`; seen from outside, only where /proc tells. */
export function processesOf(text: string): readonly string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      if (!readFileSync(`/proc/${name}/environ`, 'latin1').includes(text)) return [];
      // A zombie does nothing any more.
      if (readFileSync(`/proc/${name}/stat`, 'latin1').includes(') Z ')) return [];
      return [`${name} ${readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ')}`];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}
