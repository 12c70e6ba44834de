import { createLinuxProcesses } from './linux-processes.ts';
import { createListedProcesses } from './listed-processes.ts';
import type { ProcessSystem } from './process-system.ts';
import { createWindowsProcesses } from './windows-processes.ts';

/** The processes of this operating system. */
export function createProcessSystem(platform: NodeJS.Platform): ProcessSystem {
  switch (platform) {
    case 'linux':
      return createLinuxProcesses();
    case 'win32':
      return createWindowsProcesses();
    default:
      return createListedProcesses();
  }
}
