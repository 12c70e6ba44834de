import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Removes the documents that are written at the end of a run: while the run is resumed, they would show an outdated result. */
export function withdrawResults(dir: string): void {
  for (const name of ['final-report.md', 'report.html', 'mission.json', 'junit.xml'])
    rmSync(join(dir, name), { recursive: true, force: true });
}
