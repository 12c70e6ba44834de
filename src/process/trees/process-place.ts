import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Identifies where pids are valid: the boot of the machine and the pid namespace, of which each container usually has its
 * own. Undefined if the system has no such thing.
 */
export function processPlace(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}
