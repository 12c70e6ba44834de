import { join, resolve } from 'node:path';
import { tasksAfterChange } from '../../../fleet/part/changed-elsewhere.ts';
import { taskReads } from '../../../fleet/plan/task-reads.ts';
import type { Mission } from '../../../mission/model/mission.ts';
import type { TaskElsewhere } from '../../../schedule/events/elsewhere.ts';
import { planResume, type ResumePlan, succeededIn } from '../../../schedule/plan-resume.ts';
import { redactedOutputsIn } from '../../../schedule/redacted-outputs.ts';
import { tasksWithoutFiles } from '../../archive/archived-files.ts';
import type { PreparedRun } from '../../prepare.ts';
import type { EarlierRun } from '../../resume/reopen.ts';
import { keptWorkspaces } from '../../workspaces/kept-workspaces.ts';
import { candidatesIn, type FoundPart, isOutdated, newestFirst } from '../find-parts.ts';
import { PART_TAR, type PartFile } from '../part-file.ts';

/** The part that runs again. */
export interface PartAgain
  extends Pick<PartFile, 'mission' | 'plan' | 'part' | 'of' | 'attempt' | 'runId' | 'commit'> {}

export type FoundEarlierPart =
  | ({ readonly type: 'found' } & FoundPart)
  /** A clause: why no earlier attempt is continued. */
  | { readonly type: 'none'; readonly why: string };

/** Finds the newest earlier attempt of a part in a folder with its artifacts, by what is written in them. Never throws. */
export function findEarlierPart(dir: string, now: PartAgain): FoundEarlierPart {
  const candidates = candidatesIn(dir);
  const none = (why: string): FoundEarlierPart => ({ type: 'none', why });
  const earlier = candidates
    .flatMap(({ folder, file }) =>
      file?.part === now.part && file.mission === now.mission && file.attempt < now.attempt ? [{ folder, file }] : [],
    )
    .sort((one, other) => newestFirst(one.file, other.file));
  const [newest] = earlier;
  if (newest === undefined) {
    const unread = candidates.some(({ file }) => file === undefined);
    return none(
      unread ? 'the artifact of the earlier attempt cannot be read' : 'this attempt sees no artifact of an earlier one',
    );
  }
  const { file, folder } = newest;
  if (isOutdated(file, candidates)) return none('the artifact of the newest earlier attempt cannot be read');
  if (file.plan !== now.plan || file.of !== now.of)
    return none('the plan or the mission has changed since the earlier attempt');
  if (file.runId !== now.runId) return none(`the earlier attempt is of workflow run ${file.runId ?? 'none'}`);
  if (file.commit !== now.commit) return none(`the earlier attempt is of commit ${file.commit ?? 'none'}`);
  return { type: 'found', file, tar: join(folder, PART_TAR) };
}

export interface PartDecision {
  /** The whole mission, for what tasks read. */
  readonly mission: Mission;
  /** What this attempt takes over. */
  readonly elsewhere: readonly TaskElsewhere[];
  readonly prepared: PreparedRun;
  /** Folder of the run. */
  readonly dir: string;
}

/**
 * Decides which tasks of a part do not run again: those that succeeded, whose definitions are the same, whose files are in the archive, and that
 * depend on no task of another part that has run again.
 */
export function decidePart(
  run: EarlierRun,
  { mission, elsewhere, prepared: { shown }, dir }: PartDecision,
): ResumePlan {
  const { state, events, report } = run;
  const changed = tasksAfterChange(shown, taskReads(mission), report.elsewhere ?? [], elsewhere);
  const missing = new Map([...tasksWithoutFiles(run, shown, resolve(dir)), ...changed]);
  return planResume(state, shown, succeededIn(events), redactedOutputsIn(events), keptWorkspaces(events), missing);
}
