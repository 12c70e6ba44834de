// Loaded into a process before its own code (`node --import`). On exit, writes the resources that the process itself has
// used, with its spawner processes and without its other children, to the file in BENCH_USAGE.
import { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.BENCH_USAGE;
// Otherwise the tasks of a measured run would write to the same file.
delete process.env.BENCH_USAGE;

// By pid, milliseconds. Spawners end before this process does, so their time is read just before they end. Reading it at intervals would
// cost more than what is measured.
const spawners = new Map();
const { spawn } = ChildProcess.prototype;
ChildProcess.prototype.spawn = function (options) {
  const result = spawn.call(this, options);
  if (options.args.some((word) => /[\\/]spawner\.js$/.test(word))) {
    spawners.set(this.pid, 0);
    for (const way of ['disconnect', 'kill']) {
      const end = this[way];
      this[way] = (...words) => {
        readSpawners();
        return end.apply(this, words);
      };
    }
  }
  return result;
};

function readSpawners() {
  for (const pid of spawners.keys()) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      // In ticks of 10 ms: user and system.
      spawners.set(pid, 10 * (Number(fields[11]) + Number(fields[12])));
    } catch {
      // It has ended.
    }
  }
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const ofSpawners = [...spawners.values()].reduce((sum, used) => sum + used, 0);
  const cpu = (userCPUTime + systemCPUTime) / 1000 + ofSpawners;
  writeFileSync(file, JSON.stringify({ cpu, peakMemory: peak(maxRSS) }));
});

/** Bytes. The kernel's `maxRSS` may be inherited from the process that started this one; VmHWM never is. */
function peak(maxRSS) {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return maxRSS * 1024;
  }
}
