// Loaded into a process before its own code (`node --import`). On exit, writes the resources that the process itself has
// used, without its children, to the file in BENCH_USAGE.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.BENCH_USAGE;
// Otherwise the tasks of a measured run would write to the same file.
delete process.env.BENCH_USAGE;

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, peakMemory: peak(maxRSS) }));
});

/** Bytes. The kernel's `maxRSS` may be inherited from the process that started this one; VmHWM never is. */
function peak(maxRSS) {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return maxRSS * 1024;
  }
}
