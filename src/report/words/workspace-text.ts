import type { AttemptReport } from '../model/attempt.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { formatDuration } from '../text/format.ts';

/** Where a task works, how long it took to make that place, and whether it is still there; undefined for the root. */
export function workspaceText(
  report: RunReport,
  { task, attemptList }: TaskReport,
  code: (text: string) => string,
): string | undefined {
  const { workspace } = task;
  if (workspace === undefined) return undefined;
  const what = workspace === 'own' ? 'a checkout of its own' : `a copy of the workspace of ${code(workspace.from)}`;
  const made: AttemptReport['workspace'] = attemptList.at(-1)?.workspace;
  if (made === undefined) return what;
  const place = report.mission.keepWorkspaces === true ? `, kept in ${code(made.folder)}` : '';
  return `${what}, made in ${formatDuration(made.took)}${place}`;
}
