#!/usr/bin/env node
import { keepCompiled } from './terminal/compile-cache.ts';

const hasKept = keepCompiled(process.env, process.platform);
const load = () => import('./terminal/command-line.ts');
const { runCommandLine } = await (hasKept ? (await import('./terminal/load-compiled.ts')).loadCompiled(load) : load());
process.exitCode = await runCommandLine(process.argv.slice(2));
