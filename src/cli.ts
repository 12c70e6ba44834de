#!/usr/bin/env node
import { keepCompiled } from './terminal/compile-cache.ts';

keepCompiled(process.env, process.platform);
const { runCommandLine } = await import('./terminal/command-line.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
