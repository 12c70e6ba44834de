import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../graph.ts';
import { packageFile, packageVersion } from './npm-package.ts';
import type { Peer } from './peer.ts';

/** One package for each job, as in a real workspace. lage requires the files to be committed. */
export const lage: Peer = {
  name: 'lage',
  kind: 'node',
  startsNpm: true,
  source: 'npm run bench -- --install',
  version: () => packageVersion('lage'),
  prepare: ({ jobs, atOnce }, folder) => {
    const write = (path: string, content: unknown) => writeFileSync(join(folder, path), JSON.stringify(content));
    write('package.json', { name: 'work', private: true, workspaces: ['packages/*'] });
    write('package-lock.json', { name: 'work', lockfileVersion: 3, packages: { '': { name: 'work' } } });
    const config = { npmClient: 'npm', pipeline: { job: { cache: false, dependsOn: ['^job'] } } };
    writeFileSync(join(folder, 'lage.config.js'), `module.exports = ${JSON.stringify(config)};\n`);
    for (const job of jobs) {
      mkdirSync(join(folder, 'packages', job.id), { recursive: true });
      write(`packages/${job.id}/package.json`, manifestOf(job));
    }
    commitAll(folder);
    const program = packageFile('lage', 'dist/lage.js');
    const options = ['--concurrency', String(atOnce), '--no-cache', '--log-level', 'error'];
    return { program: process.execPath, arguments: [program, 'run', 'job', ...options] };
  },
};

function manifestOf({ id, needs, run }: Job): object {
  const dependencies = Object.fromEntries(needs.map((need) => [need, '1.0.0']));
  return { name: id, version: '1.0.0', scripts: { job: run }, dependencies };
}

function commitAll(folder: string): void {
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
  for (const words of [
    ['init', '-q'],
    ['add', '-A'],
    [...identity, 'commit', '-qm', 'work'],
  ]) {
    execFileSync('git', words, { cwd: folder, stdio: 'ignore' });
  }
}
