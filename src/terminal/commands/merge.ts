import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { readNamedText } from '../../files/read-named-file.ts';
import { plainVerdict } from '../../report/analysis/bounds/verdict.ts';
import { pastedPath } from '../../report/text/pasted-path.ts';
import { absentText, fleetNotes } from '../../report/words/fleet-text.ts';
import { mergeParts, plannedParts } from '../../run/fleet/merge/merge-parts.ts';
import { limitHeapForDocuments } from '../../run/limit-heap.ts';
import { printUntrusted, printUntrustedError } from '../output/print.ts';
import { parse, UsageError } from './arguments/arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Folder for the merged reports without `--dir`. */
const FOLDER = 'mission-merged';

/** `mission merge DIR…` */
export async function mergeCommand(argv: readonly string[]): Promise<ExitCode> {
  limitHeapForDocuments();
  const { values, positionals } = parse(argv, {
    dir: { type: 'string' },
    plan: { type: 'string' },
    history: { type: 'string' },
  });
  if (positionals.length === 0)
    throw new UsageError('expected the folder of at least one part, found none; name the folder with all artifacts');
  for (const dir of positionals) {
    if (!existsSync(dir)) throw new UsageError(`expected a folder with parts at ${dir}, found none`);
  }
  const dir = values.dir ?? FOLDER;
  const outcome = await mergeParts({
    dirs: positionals.map((each) => resolve(each)),
    dir: resolve(dir),
    plan: values.plan === undefined ? undefined : planText(values.plan),
    ...(values.history === undefined ? {} : { history: resolve(values.history) }),
  });
  if (outcome.type === 'refused') throw new UsageError(outcome.message);
  const { report, problems } = outcome;
  const { fleet } = report;
  for (const absent of fleet?.absent ?? [])
    printUntrustedError(`mission: ${fleet === undefined ? '' : absentText(fleet, absent)}\n`);
  for (const note of fleet === undefined ? [] : fleetNotes(fleet)) printUntrustedError(`mission: ${note}\n`);
  for (const problem of problems) printUntrustedError(`mission: ${problem}\n`);
  printUntrusted(`${plainVerdict(report)}\n`);
  printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
  if (problems.length > 0) return EXIT.broken;
  return report.result === 'succeeded' ? EXIT.succeeded : EXIT.failed;
}

function planText(path: string): string {
  let text: string;
  try {
    text = path === '-' ? readFileSync(0, 'utf8') : readNamedText(path);
  } catch (error) {
    throw new UsageError(`expected the text of a plan at ${path}, found ${errorText(error)}`);
  }
  if (plannedParts(text).length === 0)
    throw new UsageError(`expected the text of a plan at ${path}, such as \`1: build, lint\`, found no part`);
  return text;
}
