import { spawn, spawnSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../process/step-harness.ts';
import { cli, newFolder } from './command-line.ts';

/** A namespace of process numbers of its own, as each container has, with the same files. */
const ISOLATED = ['--user', '--map-root-user', '--pid', '--fork', '--mount-proc', '--kill-child'];

function canIsolate(): boolean {
  return process.platform === 'linux' && spawnSync('unshare', [...ISOLATED, 'true']).status === 0;
}

test.skipIf(!canIsolate())(
  'F147 two runs in two namespaces of process numbers: the second one is refused',
  async () => {
    const folder = newFolder();
    onTestFinished(folder.remove);
    folder.write('m.yml', 'name: Two\ntasks: { a: { run: "echo x >> n; until [ -e end ]; do sleep 0.02; done" } }\n');
    // Below a shell, so that the runner is not process 1, which has the same pid in both.
    const run = () =>
      spawn('unshare', [...ISOLATED, 'sh', '-c', `"${process.execPath}" "${cli}" run m.yml; exit $?`], {
        cwd: folder.path,
      });
    const ended = (child: ReturnType<typeof run>) =>
      new Promise<string>((resolve) => {
        let text = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
        child.on('close', (code) => resolve(`${text}exit code ${code}`));
      });
    const first = ended(run());
    await until(() => folder.has('n'));
    expect(await ended(run())).toMatch(
      /found a running mission of another container or machine in[\s\S]*exit code [1-9]/,
    );
    folder.write('end', '');
    expect(await first).toContain('exit code 0');
    expect(folder.read('n')).toBe('x\n');
    // The run has ended, so the next container does not have to wait.
    expect(await ended(run())).toContain('exit code 0');
    expect(folder.read('n')).toBe('x\nx\n');
  },
);
