import type { Reader, SourceFile } from '../draft.ts';
import { readWorkflow } from '../github/read-workflow.ts';
import { readJustfile } from '../just/read-justfile.ts';
import { readMakeTargets } from '../make/read-makefile.ts';
import { readPackageJson } from '../npm/read-package.ts';
import { readTaskfile } from '../taskfile/read-taskfile.ts';
import { readTurbo } from '../turbo/read-turbo.ts';

/** Readers by the name of the file; the first that fits reads it. */
const READERS: readonly { readonly name: RegExp; readonly read: Reader }[] = [
  { name: /(^|[\\/])package\.json$/, read: readPackageJson },
  { name: /(^|[\\/])turbo\.jsonc?$/, read: readTurbo },
  { name: /(^|[\\/])[Tt]askfile(\.dist)?\.ya?ml$/, read: readTaskfile },
  { name: /(^|[\\/])\.?justfile$|\.just$/i, read: readJustfile },
  { name: /(^|[\\/])(GNU)?makefile$|\.mk$/i, read: readMakeTargets },
];

/** The reader of a file. A file of another name is read as a workflow, and so is a pipe. */
export function readerOf({ path }: SourceFile): Reader {
  const found = READERS.find(({ name }) => name.test(path))?.read;
  return found ?? (/\.ya?ml$/i.test(path) ? readWorkflow : readUnnamed);
}

/** What YAML does not accept in a file such as `tox.ini` would explain nothing. */
const readUnnamed: Reader = (file) => {
  const reading = readWorkflow(file);
  // A text with jobs is meant as a workflow, so that its mistake is of interest.
  if (reading.type !== 'unreadable' || /^jobs\s*:/m.test(file.text)) return reading;
  const at = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const message =
    'expected a workflow, package.json, turbo.json, Taskfile.yml, justfile or Makefile, found a file of another kind';
  const hint = 'write its commands into a mission: `mission init` writes a first one';
  const { path } = file;
  return {
    type: 'unreadable',
    diagnostics: [{ file: path, ...at, severity: 'error', code: 'unreadable-source', message, hint }],
  };
};
