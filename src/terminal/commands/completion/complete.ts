import type { Task } from '../../../mission/model/mission.ts';
import { readMission } from '../../../mission/read.ts';
import { readMissionFile } from '../../../run/load-mission.ts';
import { missionFilesOf } from '../../../run/mission-files/included-files.ts';
import { printUntrusted } from '../../output/print.ts';
import { UsageError } from '../arguments/arguments.ts';
import { missionFile } from '../arguments/mission-file.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type Candidate, candidates } from './candidates.ts';

/** `mission complete -- WORD…`: one line for each word that can stand in the place of the last one. */
export function completeCommand(argv: readonly string[]): ExitCode {
  const found = candidates(argv[0] === '--' ? argv.slice(1) : argv);
  if (found.type === 'shell') printUntrusted(`:${found.completes}\n`);
  if (found.type === 'words') printCandidates(found.words);
  if (found.type === 'ids') printCandidates(idsOf(found.file, found.before));
  return EXIT.succeeded;
}

/** A word with a line feed would be read as two. */
function printCandidates(words: readonly Candidate[]): void {
  for (const { word, text } of words) if (!/[\n\t]/.test(word)) printUntrusted(`${word}\t${text}\n`);
}

/** Ids and tags; none if the mission file cannot be read, has an error, or needs a command for the values of a matrix: a Tab runs nothing. */
function idsOf(given: string, before: string): readonly Candidate[] {
  const tasks = tasksOf(given);
  const tags = [...new Set(tasks.flatMap(({ tags: own = [] }) => own))];
  const ids = tasks.map(({ id, name }) => ({ word: `${before}${id}`, text: name === id ? '' : name }));
  return [...ids, ...tags.map((tag) => ({ word: `${before}#${tag}`, text: '' }))];
}

function tasksOf(given: string): readonly Task[] {
  try {
    const file = missionFile(given);
    const content = readMissionFile(file);
    if (content.type === 'refused') return [];
    return readMission(content.text, file, { files: missionFilesOf(file, process.cwd()) }).mission?.tasks ?? [];
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
