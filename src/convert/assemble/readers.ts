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

/** The reader of a file. A file of another name is read as a workflow. */
export function readerOf({ path }: SourceFile): Reader {
  return READERS.find(({ name }) => name.test(path))?.read ?? readWorkflow;
}
