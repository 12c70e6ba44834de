import { showText } from '../diagnostics/show-text.ts';
import { type Checking, defaultsIn, textAt } from '../entries/checking.ts';
import { listSteps } from '../entries/list-steps.ts';
import type { Path } from '../yaml/source.ts';

/**
 * A call of make or ninja with a number of jobs of its own, on one line or on several that are joined by backslashes. Before the `j`
 * may stand letters of options without a value.
 */
const OWN_JOBS =
  /(?<![\w.-])(g?make|ninja)(?:[ \t]|\\\n)(?:[^\n;&|#\\]|\\.|\\\n)*?(?<=\s)(-[bBdehikLmnpqrRsStvw]*j\S*|--jobs\b\S*)/;

/** Both programs leave the jobserver if they are called with `-j`: the manual of GNU make, "Options/Recursion", and that of ninja, "GNU Jobserver support". */
export function checkJobserver({ draft, entries, source, report }: Checking): void {
  if (draft.admission?.jobserver !== true) return;
  for (const entry of entries) {
    const { path, draft: task, scope, kind } = entry;
    // With a value of its own, even an empty one, the task does not use the jobserver on purpose.
    if ([task, scope.draft, draft].some(({ env }) => env?.MAKEFLAGS !== undefined)) continue;
    const defaults = defaultsIn(scope).filter((each) => each.kind === undefined || each.kind === kind);
    if (defaults.some((each) => each.draft.env?.MAKEFLAGS !== undefined)) continue;
    const commands: readonly (readonly [Path, typeof task.run])[] = [
      [[...path, 'run'], task.run],
      ...listSteps(entry).map((step) => [[...step.path, 'run'], step.draft.run] as const),
    ];
    for (const [at, command] of commands) {
      if (command === undefined) continue;
      const [, program, option] = OWN_JOBS.exec(textAt(source, at, command)) ?? [];
      if (program === undefined || option === undefined) continue;
      const message = `\`${program}\` with ${showText(option)} does not use the jobserver: it starts as many jobs as the option says`;
      const hint = `remove the option: the jobserver of \`admission.jobserver\` decides how many jobs \`${program}\` runs`;
      report({ at: source.place(at), severity: 'warning', code: 'own-jobs', message, hint });
    }
  }
}
