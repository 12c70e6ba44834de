/**
 * Runs the benchmarks: measures what docs/performance.md promises about speed and size, and compares Mission Runner with
 * other tools that do the same work.
 *
 * A workload (`workloads/`) measures one subject and returns findings: figures, or a reason why a figure is missing. Most
 * workloads describe their work as a `Graph`. Each peer (`peers/`) translates the graph into its own language, and
 * `comparePeers` runs the peers in turns, so that all of them run under the same conditions. Every run has a new folder.
 * Folders are removed at the very end (see `withTemporaryFolders`).
 *
 * The table goes to standard output as Markdown, progress to standard error. Exit codes: 0 measured, 1 a figure exceeds
 * `--limit`, 2 wrong usage. `fuzz.ts`, `kill.ts` and `memory.ts` are programs of their own that check and do not compare.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { type Finding, isFigure, shareOfGoal } from './figure.ts';
import { figuresJson } from './figures-json.ts';
import { describeMachine, thisMachine } from './machine.ts';
import { type Options, readOptions, usage } from './options.ts';
import { installPeers } from './peers/install.ts';
import { type Section, table } from './table.ts';
import { type NewFolder, withTemporaryFolders } from './temporary-folder.ts';
import type { Bench } from './workload.ts';
import { allWorkloads } from './workloads/all-workloads.ts';

const options = optionsOrExplain();
if (options === undefined) process.exitCode = 2;
else await withTemporaryFolders((newFolder) => measure(options, newFolder), options.folder);

async function measure({ cli, quick, full, install, only, json, limit }: Options, newFolder: NewFolder): Promise<void> {
  if (install) installPeers();
  const machine = thisMachine();
  console.log(`${describeMachine(machine)}\n`);
  const bench: Bench = { cli, full, quick, runs: (many, few) => (quick ? few : many), newFolder };
  const sections: Section[] = [];
  for (const workload of allWorkloads) {
    if (only.length > 0 && !only.includes(workload.id)) continue;
    console.error(`measuring: ${workload.title}`);
    sections.push({ workload, findings: await workload.measure(bench) });
  }
  console.log(table(sections));
  if (json !== undefined) writeFileSync(json, figuresJson(machine, quick, sections));
  if (limit === undefined) return;
  const beyond = sections.flatMap(({ findings }) => findings.filter((finding) => isBeyond(finding, limit)));
  for (const { name } of beyond) console.error(`${name}: more than ${limit} times its goal`);
  if (beyond.length > 0) process.exitCode = 1;
}

function isBeyond(finding: Finding, limit: number): boolean {
  return isFigure(finding) && (shareOfGoal(finding) ?? 0) > limit;
}

function optionsOrExplain(): Options | undefined {
  try {
    const found = readOptions(process.argv.slice(2));
    if (!existsSync(found.cli)) throw new Error(`expected the bundle at ${found.cli}, found none; run npm run build`);
    return found;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return undefined;
  }
}
