import { type DeclaredId, declaredIds } from '../mission/declared-ids.ts';
import { readMissionFile } from '../run/load-mission.ts';
import { missionFilesOf } from '../run/mission-files/included-files.ts';
import { hideToken } from './github-reports.ts';
import { type Input, inputTable, isGiven, readInput, readInputs } from './inputs.ts';
import { locateMission } from './locate-mission.ts';
import { publishNotice } from './publish-notice.ts';
import { reportStatuses } from './statuses/report-statuses.ts';

/** Milliseconds for the statuses. What is left is sent by `post`. */
const LIMIT = 10_000;

/**
 * Reports an error for each task of a mission that was refused before it could run, so that no required status stays pending, and no success of an earlier
 * run on the same commit stands. Ends soon, and never rejects. A part and a plan send nothing, because the job with `merge` reports for all of them.
 *
 * @param why a sentence
 */
export async function reportRefusal(why: string, environment: NodeJS.ProcessEnv): Promise<void> {
  // Each input by itself: the mistake may be in another one.
  const read = <Value>(input: Input<Value>): Value | undefined => {
    const parsed = readInput(input, environment);
    return 'value' in parsed ? parsed.value : undefined;
  };
  const token = read(inputTable.token) ?? '';
  hideToken(token, environment);
  const choice = read(inputTable.statuses) ?? 'none';
  const prefix = read(inputTable.statusPrefix);
  // Without valid inputs, a job with `merge` knows nothing of its parts, whose results stand. With an invalid mission file, none of them has run.
  if (read(inputTable.merge) !== false && 'mistakes' in readInputs(environment)) return;
  if (choice === 'none' || prefix === undefined || ['part', 'runners'].some((name) => isGiven(name, environment)))
    return;
  const declared = idsOf(read(inputTable.mission) ?? '', read(inputTable.workingDirectory) ?? '.');
  if (declared.length === 0) {
    const text = 'No id of the mission can be read, so no commit status is sent. A required one stays pending.';
    return publishNotice(text, 'Commit statuses not sent');
  }
  const statuses = reportStatuses({ declared, choice, prefix, token, environment, whyBroken: why });
  publishNotice(statuses.notice, 'Tasks without a commit status');
  statuses.breakOff(why);
  publishNotice(await statuses.finish(LIMIT, new AbortController().signal), 'Commit statuses not sent');
}

/** Empty if the file cannot be read. */
function idsOf(mission: string, workingDirectory: string): readonly DeclaredId[] {
  const workspace = process.cwd();
  const located = locateMission(mission, workingDirectory, workspace);
  if ('mistakes' in located) return [];
  const { file } = located.place;
  const read = readMissionFile(file);
  return read.type === 'text' ? declaredIds(read.text, file, missionFilesOf(file, workspace)) : [];
}
