#!/usr/bin/env node
import { runCommandLine } from './terminal/command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
