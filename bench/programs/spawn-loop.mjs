// The minimum that Node can do: starts the same shell COUNT times, AT_ONCE at a time, with output to a file for each, and checks the exit
// codes.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const [count, atOnce, command] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
let started = 0;

function next() {
  if (started === count) return;
  started += 1;
  const log = openSync(`${started}.log`, 'a');
  spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command], { stdio: ['ignore', log, log] }).on(
    'exit',
    (code) => {
      if (code !== 0) process.exitCode = 1;
      next();
    },
  );
  closeSync(log);
}

for (let index = 0; index < atOnce; index++) next();
