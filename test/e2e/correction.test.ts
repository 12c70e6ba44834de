import { applyPatch } from 'diff';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMission } from '../../src/mission/read.ts';
import { type Folder, newFolder } from './command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const source = `name: Guessed
tasks:
  asleep: { memory: 1GB, expect: 1m, run: sleep 1.5 } # far too much
`;

it.skipIf(process.platform !== 'linux')(
  'the final report has a patch that corrects the mission file, and `mission report` writes the same patch',
  async () => {
    folder.write('m.yml', source);
    const { exitCode, stderr } = await folder.mission('run', 'm.yml', '--log', 'none');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const report = folder.read('.mission/final-report.md');
    const [, patch = ''] = /```diff\n(.*?)\n```/s.exec(report) ?? [];
    const corrected = applyPatch(source, `${patch}\n`);
    if (corrected === false) throw new Error(`does not apply:\n${report}`);
    const [task] = readMission(corrected, 'm.yml').mission?.tasks ?? [];
    expect(task?.memory).toBeLessThan(200 * 1024 ** 2);
    // The machine may be slow.
    expect(task?.expect).toBeGreaterThanOrEqual(1500);
    expect(task?.expect).toBeLessThan(48_000);
    expect(corrected.endsWith(', run: sleep 1.5 } # far too much\n')).toBe(true);
    folder.write('m.yml', 'gone');
    folder.write('.mission/final-report.md', 'gone');
    expect((await folder.mission('report', '.mission')).exitCode).toBe(0);
    expect(folder.read('.mission/final-report.md')).toBe(report);
  },
);
