import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTar } from '../../src/run/fleet/tar.ts';
import { virtualRun } from '../../src/simulate/virtual-run.ts';
import { ownUsage, type Usage } from '../own-usage.ts';
import { anyMachine, plainMission } from '../plain-mission.ts';
import { documentFigures } from '../usage-figures.ts';
import type { Bench, Workload } from '../workload.ts';

const PARTS = 20;
const TASKS = 10_000;
const DIGEST = createHash('sha256').update('plan').digest('hex');

/** Merges the artifacts of many parts into all documents. Includes the start of the process, and unpacking. */
export const merge: Workload = {
  id: 'merge',
  title: `merge of ${PARTS} parts with ${TASKS.toLocaleString('en')} tasks in total`,
  measure: async (bench) => {
    const folder = bench.newFolder();
    for (let part = 1; part <= PARTS; part += 1) await makePart(folder, part);
    const runs: Usage[] = [];
    for (let index = 0; index < bench.runs(5, 2); index += 1) runs.push(await mergeOnce(folder, bench));
    return documentFigures(runs);
  },
};

function mergeOnce(folder: string, bench: Bench): Promise<Usage> {
  const out = join(bench.newFolder(), 'merged');
  return ownUsage({ program: process.execPath, arguments: [bench.cli, 'merge', folder, '--dir', out] }, folder);
}

/** The artifact of a part whose tasks run four at a time, each with a log. */
async function makePart(folder: string, part: number): Promise<void> {
  const dir = join(folder, `mission-Benchmark-${part}of${PARTS}-attempt1`);
  const run = join(dir, '.run');
  mkdirSync(join(run, 'logs'), { recursive: true });
  const ids = Array.from({ length: TASKS / PARTS }, (_, index) => `task-${part}-${index}`);
  const journal = journalOf(ids, part);
  writeFileSync(join(run, 'events.jsonl'), journal);
  for (const id of ids) writeFileSync(join(run, 'logs', `${id}.log`), 'done\n');
  const paths = ['events.jsonl', ...ids.map((id) => `logs/${id}.log`)];
  const tar = join(dir, 'part.tar');
  await writeTar(
    tar,
    run,
    paths.map((path) => ({ from: path, path: `run/${path}` })),
  );
  const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const files = Object.fromEntries(
    paths.map((path) => [`run/${path}`, sha256(path === 'events.jsonl' ? journal : 'done\n')]),
  );
  const file = {
    version: 1,
    mission: 'Benchmark',
    plan: DIGEST,
    part,
    of: PARTS,
    attempt: 1,
    result: 'succeeded',
    written: '2026-01-01T01:00:00.000Z',
    tar: sha256(readFileSync(tar)),
    files,
  };
  writeFileSync(join(dir, 'part.json'), JSON.stringify(file));
  rmSync(run, { recursive: true });
}

/** As the runner of the part would have written it. */
function journalOf(ids: readonly string[], part: number): string {
  const opening = { number: part, of: PARTS, digest: DIGEST, attempt: 1 };
  const events = virtualRun(plainMission(ids.map((id) => ({ id, needs: [], run: ':' }))), anyMachine, 'open');
  const lines = events.map((event) =>
    JSON.stringify(
      event.type === 'mission-started' ? { ...event, started: '2026-01-01T00:00:00.000Z', part: opening } : event,
    ),
  );
  return `${lines.join('\n')}\n`;
}
