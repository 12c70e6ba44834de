import { dirname } from 'node:path';
import { errorCode, errorText } from '../../../base/error-code.ts';
import { makeFolder } from '../../../files/make-folder.ts';
import { readNamedText } from '../../../files/read-named-file.ts';
import { writeFileAtomically } from '../../../files/write-atomically.ts';
import { type Kept, readKept } from '../../../fleet/workflow/read-kept.ts';
import { UsageError } from '../arguments/arguments.ts';

/** A workflow file that is there. */
export interface Existing {
  readonly text?: string;
  readonly kept?: Kept;
}

/** Empty if there is no file. Throws `UsageError` for a file that `mission workflow` has not made or that cannot be read. */
export function readExisting(path: string): Existing {
  const text = textOf(path);
  if (text === undefined) return {};
  const reading = readKept(text);
  switch (reading.type) {
    case 'kept':
      return { text, kept: reading.kept };
    case 'foreign': {
      const found = 'found another one, which was not changed';
      throw new UsageError(`expected ${path} to be a file that this command has made, ${found}; choose another name`);
    }
    case 'invalid':
      throw new UsageError(`expected ${path} to be a workflow, which is kept up to date: ${reading.message}`);
    default:
      return reading satisfies never;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readNamedText(path).replaceAll('\r\n', '\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (errorCode(error) === 'EISDIR') throw new UsageError(`expected --out to name a file, found the folder ${path}`);
    throw new UsageError(`expected a file that can be read at ${path}: ${errorText(error)}`);
  }
}

/** Makes the folders above it too. Throws `UsageError` if the file cannot be written. */
export function writeWorkflow(path: string, text: string): void {
  try {
    makeFolder(dirname(path));
    writeFileAtomically(path, text);
  } catch (error) {
    throw new UsageError(`expected a file that can be written at ${path}: ${errorText(error)}`);
  }
}
