// A gate without anything around it, as the reference for how fast one can react: runs COUNT times the given command, and starts one
// when the CPU use of the machine in a window of 100 ms is below LIMIT percent. A window begins at every end and whenever the last
// one is over, so none is older than that. A start counts as one CPU until a window has seen it.
//
//   reference-gate.mjs COUNT LIMIT PROGRAM [ARGUMENT...]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const [count, limit] = process.argv.slice(2, 4).map(Number);
const [program, ...args] = process.argv.slice(4);
const WINDOW = 100;
const ONE_CPU = 100 / availableParallelism();
let started = 0;
let timer;

/** Ticks of all CPUs together, as /proc/stat counts them: user, nice, system, idle, iowait, and then what else is busy. */
function ticks() {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].trim().split(/\s+/).slice(1, 9).map(Number);
  const total = fields.reduce((sum, one) => sum + one, 0);
  return { total, busy: total - fields[3] - fields[4] };
}

function measure() {
  clearTimeout(timer);
  if (started === count) return;
  const before = ticks();
  timer = setTimeout(() => {
    const now = ticks();
    const used = (100 * (now.busy - before.busy)) / Math.max(1, now.total - before.total);
    for (let unseen = 0; started < count && used + unseen < limit; unseen += ONE_CPU) start();
    measure();
  }, WINDOW);
}

function start() {
  started += 1;
  spawn(program, args, { stdio: 'ignore' }).on('exit', (code) => {
    if (code !== 0) process.exitCode = 1;
    measure();
  });
}

measure();
