import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { recoverRun } from '../../../src/run/resume/recover.ts';
import { type Folder, newFolder } from '../command-line.ts';
import { processesOf } from '../processes-of.ts';
import { type Cut, checkCut, checkDocuments, falseSuccesses, startedAgain } from './check-story.ts';
import { countLines, killAt, type Moment } from './kill-at.ts';
import { killMission, LEDGER } from './kill-mission.ts';
import { randomNumbers } from './random.ts';

/** A run that was killed and resumed, and killed again, until it ended by itself. */
export interface Story {
  readonly kills: number;
  /** How many of the kills came before there was an event to resume from. */
  readonly early: number;
  /** How many resumes came after the reports had been written from the journal of the killed run. */
  readonly recovered: number;
  /** A sentence for each check that failed. */
  readonly problems: readonly string[];
}

/** The next kill comes within this many of the 450 events of a whole run, so that most runs are killed several times. */
const EVENTS = 200;
/** Milliseconds in which a command line starts or resumes. */
const START = 300;

/** Runs one story. @param most the maximum number of kills */
export async function runStory(seed: number, most: number): Promise<Story> {
  const random = randomNumbers(seed);
  const folder = newFolder();
  const mark = `KILL_STORY=${seed}-${process.pid}-${Math.round(performance.now())}`;
  folder.write('m.yml', killMission());
  const dir = join(folder.path, '.mission');
  const journal = join(dir, 'events.jsonl');
  const env = Object.fromEntries([mark.split('=')]);
  const problems: string[] = [];
  const cuts: Cut[] = [];
  let [kills, early, recovered] = [0, 0, 0];
  for (;;) {
    const argv = cuts.length === 0 ? ['run', 'm.yml', '--gate', 'off'] : ['resume', '.mission'];
    const run = folder.start([...argv, '--log', 'none'], { env });
    const moment: Moment =
      kills >= most ? { type: 'time', wait: Number.POSITIVE_INFINITY } : nextMoment(random, countLines(journal));
    const { killed, end } = await killAt(run, journal, moment);
    const lines = ledgerOf(folder);
    const { problems: found, cut } = checkCut(dir, lines);
    problems.push(...found);
    if (!killed) {
      if (end.exitCode !== 0) problems.push(`expected exit code 0, found ${end.exitCode}: ${end.stdout}${end.stderr}`);
      break;
    }
    kills += 1;
    if (cut === undefined) early += 1;
    else cuts.push(cut);
    // As if the system had written only a part of the last line.
    if (cut !== undefined && random() < 0.2) appendFileSync(journal, '{"type":"ended","at":1,"id":"L2.1","status":"su');
    if (cut !== undefined && random() < 0.2) {
      await recoverRun(dir, process.env);
      recovered += 1;
      problems.push(...checkDocuments(dir));
    }
    if (problems.length > 0) break;
  }
  const ledger = ledgerOf(folder);
  problems.push(...startedAgain(cuts, ledger), ...checkDocuments(dir), ...endings(folder, ledger));
  for (const left of processesOf(mark)) problems.push(`still running: ${left}`);
  if (problems.length === 0) folder.remove();
  else problems.push(`the files are in ${folder.path}`);
  return { kills, early, recovered, problems };
}

function nextMoment(random: () => number, from: number): Moment {
  if (random() < 0.2) return { type: 'time', wait: Math.floor(random() * START) };
  return { type: 'event', count: from + 1 + Math.floor(random() * EVENTS) };
}

function ledgerOf(folder: Folder): readonly string[] {
  return folder.has(LEDGER) ? folder.read(LEDGER).split('\n').slice(0, -1) : [];
}

function endings(folder: Folder, ledger: readonly string[]): readonly string[] {
  if (!folder.has('.mission/mission.json')) return ['mission.json is missing'];
  const { result, tasks }: { result?: string; tasks: readonly { id: string; status: string }[] } = JSON.parse(
    folder.read('.mission/mission.json'),
  );
  const bad = tasks.filter(({ status }) => status !== 'succeeded' && status !== 'not-needed');
  const succeeded = tasks.filter(({ status }) => status === 'succeeded').map(({ id }) => id);
  return [
    ...(result === 'succeeded' ? [] : [`expected the mission to succeed, found ${result}`]),
    ...bad.map(({ id, status }) => `${id} ${status}`),
    ...falseSuccesses(succeeded, ledger),
  ];
}
