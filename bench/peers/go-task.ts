import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedVersion } from './installed-version.ts';
import type { Peer } from './peer.ts';
import { pythonProgram } from './python-package.ts';

export const goTask: Peer = {
  name: 'Task',
  kind: 'native',
  source: 'npm run bench -- --install',
  version: () => installedVersion(program()),
  prepare: ({ jobs, atOnce }, folder) => {
    // Its built-in shell starts no process for `:`. `sh -c` makes it start one for every job, as all other peers do.
    const tasks = jobs.map(
      ({ id, needs, run }) => `  ${id}: { deps: [${needs}], cmds: [${JSON.stringify(`sh -c ${quoted(run)}`)}] }\n`,
    );
    const all = `  all: { deps: [${jobs.map(({ id }) => id)}] }\n`;
    writeFileSync(
      join(folder, 'Taskfile.yml'),
      `version: '3'\nrun: once\nsilent: true\ntasks:\n${all}${tasks.join('')}`,
    );
    return { program: program(), arguments: ['--concurrency', String(atOnce), 'all'] };
  },
};

function quoted(command: string): string {
  return `'${command.replaceAll("'", "'\\''")}'`;
}

/** The program that `--install` installed, or else the one in PATH. */
function program(): string {
  const own = pythonProgram('task');
  return existsSync(own) ? own : 'task';
}
