import { fileStem } from '../../base/file-stem.ts';
import { levelOf, type Task } from '../../mission/model/mission.ts';
import type { RunReport } from '../../report/model/run.ts';
import type { State } from '../../schedule/state/state.ts';

/**
 * Content of the MISSION_CONTEXT file: `{ task, level, needs: { <id>: Fact }, supports?: { id, …Fact } }`. A Fact is
 * `{ status, outputs, report }`: outputs are not redacted, and `report` is relative to MISSION_DIR; a task that ran in another part has none.
 */
export function taskContext(report: RunReport, { outputs }: Pick<State, 'outputs'>, task: Task): string {
  const facts = (id: string) => {
    const other = report.tasks.get(id) ?? report.elsewhere?.find((task) => task.id === id);
    return {
      status: other?.status ?? 'pending',
      outputs: outputs.get(id) ?? {},
      ...(report.tasks.has(id) ? { report: `tasks/${fileStem(id)}.md` } : {}),
    };
  };
  const needs = Object.fromEntries([...task.needs, ...task.needsAny].map((id) => [id, facts(id)]));
  const supports = task.supports === undefined ? {} : { supports: { id: task.supports, ...facts(task.supports) } };
  return `${JSON.stringify({ task: task.id, level: levelOf(task.kind), needs, ...supports }, null, 2)}\n`;
}
