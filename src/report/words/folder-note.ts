import type { RunReport, TaskReport } from '../model/run.ts';

/** What stands before and after the folder in the note. */
export const FOLDER_NOTE = {
  before: 'Its log names the folder of Mission Runner (',
  after: '): exclude it from the tool that reads it, or choose a folder outside of the project with --dir.',
} as const;

/**
 * The folder of the run, as a path from the root, if the log of a task names it: a linter, formatter or test runner has probably walked
 * into it. Undefined without such a line, and if the commands of the task use the folder themselves.
 */
export function folderInLog({ folder }: RunReport, { left, steps }: TaskReport): string | undefined {
  if (folder === undefined) return undefined;
  if (steps.some(({ run }) => run.includes('MISSION_DIR') || run.includes(folder))) return undefined;
  const texts = [...(left?.causes ?? []).map(({ text }) => text), left?.logTail ?? ''];
  return texts.some((text) => namesFolder(text.replaceAll('\\', '/'), folder)) ? folder : undefined;
}

/** True for `.mission/report.html` and `/project/.mission/report.html`, false for `my.mission/report.html`. */
function namesFolder(text: string, folder: string): boolean {
  const path = `${folder}/`;
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    if (at === 0 || !/[\w.-]/.test(text.charAt(at - 1))) return true;
  }
  return false;
}
