/*
 * `mission init`: writes the first mission of a project, or turns what the project has into one (`--from`).
 *
 * `init.ts` reads the options. `first-mission.ts` is the mission without `--from`. `convert-files.ts` reads the files (`source-files.ts`), with
 * `beside.ts` what their readers look at besides, passes the texts to the core (`convert/assemble/convert.ts`), and prints or writes the
 * result. `costs.ts` computes what the jobs and the mission cost.
 *
 * Invariants:
 * - A file that exists is not changed.
 * - Without `--write`, standard output has only the mission, so that it can be redirected; everything else is on standard error.
 * - Foreign files are untrusted: what they have in names and texts cannot forge output, and what is no regular file is not read.
 * - Figures are predictions, and the assumptions are printed with them.
 *
 * Not here: what becomes of each construct (`convert`).
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorText } from '../../../base/error-code.ts';
import { makeFolder } from '../../../files/make-folder.ts';
import { removeQuietly } from '../../../files/remove-quietly.ts';
import { writeNewFile } from '../../../files/write-new-file.ts';
import { missionJsonSchemaText } from '../../../mission/schema/json-schema.ts';
import { pastedPath } from '../../../report/text/pasted-path.ts';
import { printUntrusted, printUntrustedError } from '../../output/print.ts';
import { parse, UsageError } from '../arguments/arguments.ts';
import { CPUS, numberOption } from '../arguments/number-option.ts';
import { commandName } from '../command-name.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { ConvertRequest } from './convert-files.ts';
import { FIRST_MISSION, SCHEMA_FILE } from './first-mission.ts';

const DEFAULT_FILE = 'mission.yml';

/** `mission init [FILE]`, and `mission init --from FILE…` */
export async function initCommand(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(withWrittenFile(argv), {
    from: { type: 'string', multiple: true },
    write: { type: 'string' },
    history: { type: 'string' },
    cpus: { type: 'string' },
  });
  const { from, history, write } = values;
  const cpus = numberOption('cpus', CPUS, values.cpus);
  if (from !== undefined) return convertTo({ paths: [...from, ...positionals], write, history, cpus });
  for (const name of ['write', 'history', 'cpus'] as const) {
    if (values[name] !== undefined) throw new UsageError(`expected --from FILE with --${name}, found no --from`);
  }
  const [file = DEFAULT_FILE, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`expected at most one file to write, found ${positionals.join(' ')}`);
  writeMissionFile(file, FIRST_MISSION);
  return EXIT.succeeded;
}

async function convertTo(request: ConvertRequest): Promise<ExitCode> {
  const { convertFiles } = await import('./convert-files.ts');
  const result = await convertFiles(request);
  if (result.type === 'refused') return EXIT.invalid;
  if (request.write === undefined) printUntrusted(result.text);
  else writeMissionFile(request.write, result.text);
  printUntrustedError(result.summary);
  return EXIT.succeeded;
}

/** `--write` may have no value. */
function withWrittenFile(argv: readonly string[]): readonly string[] {
  return argv.map((word, index) => {
    const next = argv[index + 1];
    return word === '--write' && (next === undefined || next.startsWith('-')) ? `--write=${DEFAULT_FILE}` : word;
  });
}

function writeMissionFile(file: string, text: string): void {
  const schema = join(dirname(file), SCHEMA_FILE);
  makeFolder(dirname(file));
  create(file, text);
  // An existing schema may be newer or of another origin.
  const kept = existsSync(schema);
  if (!kept) createOrUndo(schema, missionJsonSchemaText(), file);
  printUntrusted(`Wrote ${file}${kept ? '' : ` and ${schema}, with which editors complete and check the mission`}.\n`);
  const [mission, path] = [commandName(), pastedPath(file)];
  printUntrusted(`Run it:     ${mission} run ${path}\nPredict it: ${mission} plan ${path}\n`);
}

/** Without the schema, the next `init` must find a free name. */
function createOrUndo(path: string, text: string, before: string): void {
  try {
    create(path, text);
  } catch (error) {
    removeQuietly(before);
    throw error;
  }
}

function isWritten(path: string, text: string): boolean {
  try {
    return writeNewFile(path, text);
  } catch (error) {
    throw new UsageError(`expected to write ${path}, found ${errorText(error)}`);
  }
}

function create(path: string, text: string): void {
  if (!isWritten(path, text))
    throw new UsageError(`expected no file at ${path}, found one, which was not changed; choose another name`);
}
