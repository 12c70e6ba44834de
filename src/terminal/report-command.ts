import { renderFolder } from '../run/render-folder.ts';
import { isAlive, readIdentity } from '../run/run-folder.ts';
import { onlyPositional, parse, UsageError } from './arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { print, printError } from './print.ts';

/** `mission report DIR` */
export function reportCommand(argv: readonly string[]): ExitCode {
  const { positionals } = parse(argv, {});
  const dir = onlyPositional(positionals, 'the folder of one run');
  const rendered = renderFolder(dir);
  if (rendered.type === 'unreadable') throw new UsageError(rendered.message);
  for (const problem of rendered.problems) printError(`mission: ${problem}\n`);
  if (!rendered.report.finished && !runs(dir)) {
    printError('mission: this run was killed before its end: what ran then stands there as still running\n');
  }
  print(`Reports: ${dir}/final-report.md\n`);
  return rendered.problems.length === 0 ? EXIT.succeeded : EXIT.broken;
}

function runs(dir: string): boolean {
  const identity = readIdentity(dir);
  return identity !== undefined && isAlive(identity);
}
