import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../../base/error-code.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { missionJsonSchemaText } from '../../mission/schema/json-schema.ts';
import { pastedPath } from '../../report/text/pasted-path.ts';
import { printUntrusted } from '../output/print.ts';
import { parse, UsageError } from './arguments/arguments.ts';
import { commandName } from './command-name.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { FIRST_MISSION, SCHEMA_FILE } from './first-mission.ts';

/** `mission init [FILE]` */
export function initCommand(argv: readonly string[]): ExitCode {
  const { positionals } = parse(argv, {});
  const [file = 'mission.yml', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`expected at most one file to write, found ${positionals.join(' ')}`);
  const schema = join(dirname(file), SCHEMA_FILE);
  makeFolder(dirname(file));
  create(file, FIRST_MISSION);
  // An existing schema may be newer or of another origin.
  const kept = existsSync(schema);
  if (!kept) create(schema, missionJsonSchemaText());
  printUntrusted(`Wrote ${file}${kept ? '' : ` and ${schema}, with which editors complete and check the mission`}.\n`);
  const [mission, path] = [commandName(), pastedPath(file)];
  printUntrusted(`Run it:     ${mission} run ${path}\nPredict it: ${mission} plan ${path}\n`);
  return EXIT.succeeded;
}

function create(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    throw new UsageError(`expected no file at ${path}, found one, which was not changed; choose another name`);
  }
}
