// Loaded into a process before its own code (`node --import`): notes what that process itself has used, children not
// counted, at the last moment that its own code can run. BENCH_USAGE names the file.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.BENCH_USAGE;
// Tasks of a measured run must not write into the same file.
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
