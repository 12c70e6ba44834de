import type { Diagnostic } from '../../mission/diagnostics/diagnostic.ts';
import { diagnosticsJson } from '../../mission/diagnostics/draw.ts';
import { readMission } from '../../mission/read.ts';
import { readMissionFile } from '../../run/load-mission.ts';
import { missionFilesOf } from '../../run/mission-files/included-files.ts';
import { print, printUntrusted } from '../output/print.ts';
import { printDiagnostics } from '../output/print-diagnostics.ts';
import { parse, UsageError } from './arguments/arguments.ts';
import { missionFile } from './arguments/mission-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** `mission validate FILE…` */
export function validateCommand(argv: readonly string[]): ExitCode {
  const { values, positionals } = parse(argv, { json: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError('expected one or more mission files, found none');
  const found: Diagnostic[] = [];
  for (const file of positionals.map(missionFile)) {
    const content = readMissionFile(file);
    if (content.type === 'refused') throw new UsageError(content.message);
    const { diagnostics, included } = readMission(content.text, file, { files: missionFilesOf(file, process.cwd()) });
    found.push(...diagnostics);
    if (values.json !== true) {
      printDiagnostics(diagnostics, content.text, included);
      if (diagnostics.length === 0) printUntrusted(`${file}: valid\n`);
    }
  }
  if (values.json === true) print(diagnosticsJson(found));
  return found.some(({ severity }) => severity === 'error') ? EXIT.invalid : EXIT.succeeded;
}
