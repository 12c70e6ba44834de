import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../../base/error-code.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { missionJsonSchemaText } from '../../mission/schema/json-schema.ts';
import { printUntrusted } from '../output/print.ts';
import { parse, UsageError } from './arguments.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { firstMission, SCHEMA_FILE } from './first-mission.ts';

/** `mission init [FILE]` */
export function initCommand(argv: readonly string[]): ExitCode {
  const { positionals } = parse(argv, {});
  const [file = 'mission.yml', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`expected at most one file to write, found ${positionals.join(' ')}`);
  const schema = join(dirname(file), SCHEMA_FILE);
  makeFolder(dirname(file));
  create(file, firstMission(file));
  // One that is there may be newer, or somebody else's.
  const kept = existsSync(schema);
  if (!kept) create(schema, missionJsonSchemaText());
  printUntrusted(`Wrote ${file}${kept ? '' : ` and ${schema}, with which editors complete and check it`}.\n`);
  printUntrusted(`Run it:             mission run ${file}\nSee what it will do: mission plan ${file}\n`);
  return EXIT.succeeded;
}

function create(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    throw new UsageError(`expected no file at ${path}, found one; it is left as it is: choose another name`);
  }
}
