import { createHash } from 'node:crypto';
import type { Mission, Task } from '../../mission/model/mission.ts';

/** By task id: a hash of the commands, the shell and the working directory; 12 hexadecimal digits. */
export function commandFingerprints(mission: Mission): ReadonlyMap<string, string> {
  return new Map(mission.tasks.map((task) => [task.id, fingerprint(task)]));
}

function fingerprint({ steps, shell, workingDirectory }: Task): string {
  const commands = JSON.stringify([steps.map(({ run }) => run), shell ?? '', workingDirectory]);
  return createHash('sha256').update(commands).digest('hex').slice(0, 12);
}
