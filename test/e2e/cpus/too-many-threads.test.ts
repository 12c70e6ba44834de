import { availableParallelism } from 'node:os';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

it.skipIf(process.platform !== 'linux')(
  'F242 a task that starts too many threads is named in log and reports, without a budget that would change nothing',
  async () => {
    // Threads of one process, which only /proc/PID/task shows.
    const threads = availableParallelism() + 4;
    folder.write(
      'spin.mjs',
      `import { Worker } from 'node:worker_threads';
const end = Date.now() + 3500;
for (let index = 0; index < ${threads}; index++) new Worker('for (const end = ' + end + '; Date.now() < end;);', { eval: true });
`,
    );
    const run = await runMission(
      folder,
      `name: Threads\nadmission: { sample: 500ms }\ntasks:\n  spin: { run: '"${process.execPath}" spin.mjs' }\n`,
    );
    expect(run.exitCode, run.stdout).toBe(0);
    const sentence =
      /spin had (\d+) threads that could run at the same time, for more than a second, on [\d.]+ CPUs?$/m;
    expect(Number(sentence.exec(run.stdout)?.[1])).toBeGreaterThan(availableParallelism());
    const json = JSON.parse(folder.read('.mission/mission.json'));
    expect(json.tooManyThreads).toMatchObject([{ id: 'spin', active: 1 }]);
    expect(folder.read('.mission/final-report.md')).toContain('spin had ');
    expect(folder.read('.mission/final-report.md')).not.toMatch(/^\+.*cpus: \d+/m);
  },
);
