import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Within which process numbers mean something: the boot of the machine and the namespace of process numbers, of which
 * each container usually has its own. Undefined where the system has no such thing.
 */
export function processPlace(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}
