/**
 * Runs the tests of public projects, each in its own way and as a mission, and prints the times as Markdown tables.
 *
 * A project is a folder: `fetch.sh` fetches its sources from a package registry, `own.sh` runs its tests as the project
 * does, and `mission.yml` runs the same tests. Nothing of a project is in this repository. Sources are fetched once, into
 * a cache outside of it, and after that each project is run once in its own way, so that no measured run is the first.
 * Then each round runs it four times in turn: own way, mission, mission with the history of that run, mission without
 * the gate. Everything runs on two CPUs.
 *
 *   npm run bench:projects -- [--rounds 3] [--only IDS] [--json FILE] [--dist DIR]
 *
 * Tables go to standard output, progress to standard error. Exit codes: 0 measured, 2 wrong usage.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../figure.ts';
import { figuresJson } from '../figures-json.ts';
import { describeMachine, thisMachine } from '../machine.ts';
import { type Section, table } from '../table.ts';
import { type NewFolder, withTemporaryFolders } from '../temporary-folder.ts';
import { figuresOf } from './figures.ts';
import { allProjects, type Project } from './project.ts';
import { oneRound, ownWay, type Round } from './round.ts';
import { sourcesOf } from './sources.ts';
import { timedRun } from './timed-run.ts';

interface Options {
  readonly projects: readonly Project[];
  readonly rounds: number;
  readonly cli: string;
  readonly json: string | undefined;
}

const options = optionsOrExplain(process.argv.slice(2));
if (options === undefined) process.exitCode = 2;
else await withTemporaryFolders((newFolder) => measure(options, newFolder));

async function measure(asked: Options, newFolder: NewFolder): Promise<void> {
  const machine = thisMachine();
  console.log(`${describeMachine(machine)}\n`);
  const sections: Section[] = [];
  for (const project of asked.projects) {
    const findings = await findingsOf(project, asked, newFolder);
    sections.push({ workload: { ...project, measure: async () => findings }, findings });
  }
  console.log(table(sections));
  if (asked.json !== undefined) writeFileSync(asked.json, figuresJson(machine, false, sections));
}

async function findingsOf(project: Project, asked: Options, newFolder: NewFolder): Promise<readonly Finding[]> {
  const sources = sourcesOf(project);
  if ('reason' in sources) return [{ name: project.id, reason: sources.reason }];
  console.error(`warming up: ${project.id}`);
  await timedRun(ownWay(project), sources.folder, newFolder());
  const rounds: Round[] = [];
  for (let round = 1; round <= asked.rounds; round++) {
    console.error(`measuring: ${project.id}, round ${round} of ${asked.rounds}`);
    rounds.push(await oneRound(project, sources.folder, asked.cli, newFolder));
  }
  return figuresOf(rounds);
}

function optionsOrExplain(argv: readonly string[]): Options | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...argv], options: { rounds: text, only: text, json: text, dist: text } });
    const rounds = Number(values.rounds ?? 3);
    if (!Number.isInteger(rounds) || rounds < 1)
      throw new Error(`expected a count after --rounds, found ${values.rounds}`);
    const ids = values.only?.split(',') ?? allProjects.map(({ id }) => id);
    const unknown = ids.find((wanted) => allProjects.every(({ id }) => id !== wanted));
    if (unknown !== undefined) throw new Error(`expected known projects after --only, found ${unknown}`);
    const cli = resolve(values.dist ?? 'dist', 'cli.js');
    if (!existsSync(cli)) throw new Error(`expected the bundle at ${cli}, found none; run npm run build`);
    return { projects: allProjects.filter(({ id }) => ids.includes(id)), rounds, cli, json: values.json };
  } catch (error) {
    const known = allProjects.map(({ id }) => id).join(', ');
    console.error(`${error instanceof Error ? error.message : String(error)}\nProjects: ${known}`);
    return undefined;
  }
}
