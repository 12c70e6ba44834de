#!/usr/bin/env node
import { loadProgram } from './terminal/load-program.ts';

// Mission Runner itself failed (commands/exit-codes.ts), until the command returns: if it waits for something that no longer keeps the
// process alive, Node would exit with 0, as if the mission had succeeded.
process.exitCode = 3;
loadProgram(process.argv.slice(2));
import('./terminal/command-line.ts')
  .then(({ runCommandLine }) => runCommandLine(process.argv.slice(2)))
  .then((code) => {
    process.exitCode = code;
    // By itself, Node would first free the whole heap piece by piece, which takes it 3 ms. A slow reader still gets all output.
    // In one more turn of the event loop, spawners that have ended are waited for: otherwise, their CPU time and that of their tasks would be missing in
    // what `time` prints.
    if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) setImmediate(() => process.exit());
  });
