import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import { type Checking, defaultsIn, type Entry, textAt } from '../entries/checking.ts';
import { listSteps } from '../entries/list-steps.ts';
import type { Text } from '../schema/fields.ts';
import type { Path } from '../yaml/source.ts';

/** Shells that look like a misspelt known name, but are not. */
const OTHER_SHELLS = ['zsh', 'fish', 'dash', 'ksh', 'csh', 'tcsh', 'nu', 'perl', 'ruby', 'node'];
const SHELLS = ['bash', 'sh', 'pwsh', 'powershell', 'cmd', 'python'];

/** Each task has exactly one of `run` and `steps`, and every command can be passed to a shell. */
export function checkCommands(checking: Checking): void {
  for (const { path, draft } of checking.scopes.flatMap(defaultsIn)) {
    checkShell([...path, 'shell'], draft.shell, checking);
  }
  for (const { path, draft } of checking.services) {
    checkRun([...path, 'run'], draft.run, checking);
    const { setup } = draft;
    if (typeof setup === 'object') checkRun([...path, 'setup', 'run'], setup.run, checking);
    else checkRun([...path, 'setup'], setup, checking);
    checkShell([...path, 'shell'], draft.shell, checking);
  }
  for (const entry of checking.entries) {
    checkRunOrSteps(entry, checking);
    checkRun([...entry.path, 'run'], entry.draft.run, checking);
    for (const { path, draft: step } of listSteps(entry)) {
      checkRun([...path, 'run'], step.run, checking);
      checkShell([...path, 'shell'], step.shell, checking);
    }
    checkShell([...entry.path, 'shell'], entry.draft.shell, checking);
  }
}

function checkRunOrSteps(entry: Entry, { source, report }: Checking): void {
  const { path } = entry;
  const hasRun = entry.draft.run !== undefined || source.has([...path, 'run']);
  const hasSteps = entry.draft.steps !== undefined || source.has([...path, 'steps']);
  if (hasRun && hasSteps) {
    const run = source.keyPlace([...path, 'run']);
    const steps = source.keyPlace([...path, 'steps']);
    const runIsFirst = run.line < steps.line || (run.line === steps.line && run.column < steps.column);
    const [first, second] = runIsFirst ? [run, steps] : [steps, run];
    const related = [{ line: first.line, column: first.column, file: first.file, message: 'the other one' }];
    const message = `${nameOf(entry)} has both \`run\` and \`steps\``;
    report({ at: second, code: 'run-and-steps', message, hint: 'make the command of `run` a step', related });
  } else if (!hasRun && !hasSteps && source.isMapping(path)) {
    // An entry that is not a mapping was reported already.
    const message = `${nameOf(entry)} has nothing to do: expected \`run\` or \`steps\``;
    report({ at: source.keyPlace(path), code: 'no-command', message, hint: 'add `run:` with its command' });
  }
  for (const key of ['steps', 'finally'] as const) {
    if (entry.draft[key]?.length !== 0) continue;
    const message = `the \`${key}\` of ${nameOf(entry)} are empty: expected at least one`;
    const hint = key === 'steps' ? 'add a step, or use `run`' : 'add a step, or remove the key';
    report({ at: source.place([...path, key]), code: 'no-steps', message, hint });
  }
}

function nameOf({ kind, id }: Entry): string {
  return `the ${kind} ${showText(id)}`;
}

function checkRun(path: Path, value: Text | undefined, { source, report }: Checking): void {
  if (value === undefined) return;
  const command = textAt(source, path, value);
  const key = `\`${String(path.at(-1))}\``;
  if (command.trim() === '') {
    const message = `${key}: expected a command, found an empty text`;
    report({ at: source.place(path), code: 'empty-command', message, hint: 'write the command to run' });
  }
  if (!command.includes('${{')) return;
  report({
    at: source.place(path),
    code: 'expression',
    message: `${key} contains \`\${{\`: expressions are never evaluated in commands, so that no output can become code`,
    hint: 'put the value into `env` and use the environment variable in the command',
  });
}

function checkShell(path: Path, value: Text | undefined, { source, report }: Checking): void {
  if (value === undefined) return;
  const shell = textAt(source, path, value);
  if (SHELLS.includes(shell) || shell.includes('{0}')) return;
  const near = OTHER_SHELLS.includes(shell) ? undefined : suggest(shell, SHELLS);
  report({
    at: source.place(path),
    code: 'unknown-shell',
    message: `\`shell\`: expected ${SHELLS.join(', ')} or a template with \`{0}\`, found ${showText(shell)}`,
    hint:
      near === undefined
        ? `write \`${shell.slice(0, 40)} {0}\` to run the script's file with it`
        : `did you mean \`${near}\`?`,
  });
}
