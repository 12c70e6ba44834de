#!/usr/bin/env node
import { loadProgram } from './terminal/load-program.ts';

loadProgram(process.argv[2]);
import('./terminal/command-line.ts')
  .then(({ runCommandLine }) => runCommandLine(process.argv.slice(2)))
  .then((code) => {
    process.exitCode = code;
  });
