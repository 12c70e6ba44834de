import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { readRun, runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

describe('F331: `resume: again` with real processes', () => {
  it('runs the task in every resume, and repeats nothing that needs it', async () => {
    const text = `name: Fill
tasks:
  fill: { resume: again, run: echo fill >> ran }
  read: { needs: fill, run: echo read >> ran }
  late: { needs: fill, run: 'echo late >> ran; test -e go' }
`;
    const first = await runMission(folder, text);
    expect(first.statuses).toEqual({ fill: 'succeeded', read: 'succeeded', late: 'failed' });
    folder.write('ran', '');
    const failed = await folder.mission('resume', '.mission');
    expect(failed.exitCode).toBe(1);
    expect(folder.read('ran')).toBe('fill\nlate\n');
    folder.write('go', '');
    const resumed = readRun(folder, await folder.mission('resume', '.mission'));
    expect(resumed.exitCode).toBe(0);
    expect(folder.read('ran')).toBe('fill\nlate\nfill\nlate\n');
    const over = await folder.mission('resume', '.mission');
    expect(folder.read('ran'), over.stdout).toBe('fill\nlate\nfill\nlate\n');
  });
});
