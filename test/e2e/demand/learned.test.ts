import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../../src/history/line.ts';
import { type Folder, newFolder } from '../command-line.ts';
import { readEvents, runMission } from '../run-in.ts';

const MB = 1024 ** 2;

/** Fills 200 MB, waits for a second, and fails unless the file `works` exists. */
const EAT = `import { existsSync } from 'node:fs';
const full = Buffer.alloc(${200 * MB}, 1);
setTimeout(() => process.exit(full[0] === 1 && existsSync('works') ? 0 : 1), 1000);
`;

const missionWith = (rules: string): string => `name: Learned
admission: { ${rules} }
tasks:
  eat:
    run: node eat.mjs
`;

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  folder.write('works', '');
  folder.write('eat.mjs', EAT);
});
afterEach(() => folder.remove());

function demandOfNewestOpening() {
  const opening = readEvents(folder)
    .toReversed()
    .find((event) => event.type === 'mission-started' || event.type === 'resumed');
  if (opening?.type !== 'mission-started' && opening?.type !== 'resumed') throw new Error('expected an opening');
  return opening.predictions?.eat;
}

describe.skipIf(process.platform !== 'linux')('demand that is learned from history', () => {
  const run = (rules = 'sample: 250ms') => runMission(folder, missionWith(rules), '--history', 'runs.jsonl');

  it('F215 is in the journal of the second run, and not with `admission.learn: false`', async () => {
    expect((await run()).exitCode).toBe(0);
    const line: HistoryLine = JSON.parse(folder.read('runs.jsonl'));
    expect(line.machine).toMatchObject({ platform: 'linux', architecture: process.arch });
    expect(demandOfNewestOpening()).toBeUndefined();
    await run();
    expect(demandOfNewestOpening()?.demand).toMatchObject({ memory: line.peakMemory, runs: 1 });
    expect(demandOfNewestOpening()?.demand?.memory).toBeGreaterThan(200 * MB);
    expect(demandOfNewestOpening()?.demand?.cpus).toBeGreaterThan(0);
    await run('sample: 250ms, learn: false');
    expect(demandOfNewestOpening()).toMatchObject({ runs: 2 });
    expect(demandOfNewestOpening()?.demand).toBeUndefined();
  });

  it('F219 is kept by a run that is resumed, and raised to what its attempts used', async () => {
    await run();
    folder.write('runs.jsonl', folder.read('runs.jsonl').replace(/"peakMemory":\d+/, `"peakMemory":${MB}`));
    rmSync(join(folder.path, 'works'));
    expect((await run()).exitCode).toBe(1);
    expect(demandOfNewestOpening()?.demand?.memory).toBe(MB);
    folder.write('works', '');
    const { exitCode, stderr } = await folder.mission('resume', '.mission', '--log', 'none');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(readEvents(folder).some(({ type }) => type === 'resumed')).toBe(true);
    expect(demandOfNewestOpening()?.demand?.memory).toBeGreaterThan(200 * MB);
  });
});
