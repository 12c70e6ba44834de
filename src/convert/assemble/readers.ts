import type { Reader, SourceFile } from '../draft.ts';
import { readWorkflow } from '../github/read-workflow.ts';

/** Readers by the name of the file; the first that fits reads it. */
const READERS: readonly { readonly name: RegExp; readonly read: Reader }[] = [];

/** The reader of a file. A YAML file of another name is read as a workflow. */
export function readerOf({ path }: SourceFile): Reader {
  return READERS.find(({ name }) => name.test(path))?.read ?? readWorkflow;
}
