import { dirname } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import type { Service } from '../../mission/model/mission.ts';
import { logFile } from '../contract/task-files.ts';
import { openLog } from '../logs/open.ts';
import type { Launcher } from './launcher.ts';
import { prepareService } from './prepare-service.ts';
import { isPassing } from './spawn-failure.ts';
import { type Start, startProgram } from './start-program.ts';

/** Starts a service's process; see `startProgram`. */
export function startService(service: Service, launcher: Launcher, started: (start: Start) => void): () => void {
  const program = {
    role: 'service' as const,
    prepare: () => prepareService(service, launcher),
    openLog: () => openServiceLog(service.id, launcher),
  };
  return startProgram(program, launcher, started);
}

/** Like a task, a service runs without a log rather than not at all. */
function openServiceLog(id: string, launcher: Launcher): number | undefined {
  const log = logFile(launcher.dir, id);
  if (launcher.logs.isFull()) {
    launcher.degraded(`the log of ${id} cannot be written: no space left on its disk`);
    return undefined;
  }
  try {
    launcher.ensureFolder(dirname(log));
    return openLog(log, true);
  } catch (error) {
    if (isPassing(error)) throw error;
    launcher.degraded(`the log of ${id} cannot be written: ${errorText(error)}`);
    return undefined;
  }
}
