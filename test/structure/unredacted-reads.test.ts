import { expect, test } from 'vitest';
import { importsOf, readSources } from './imports.ts';

/** What reads a file that a task may have written without redacting it. Logs and reports are read with `src/secrets/read-redacted.ts`. */
const READERS = ['src/files/read-part.ts', 'src/files/read-tail.ts', 'src/files/read-pieces.ts'];

/** The files that may use them, and what keeps secrets out of what they return. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/files/read-tail.ts': 'is one of them',
  'src/secrets/read-redacted.ts': 'redacts what it reads',
  'src/process/collect/read-causes.ts': 'redacts each piece before it is cut into lines',
  'src/process/collect/read-outputs.ts': 'values for other tasks; messages that quote them are redacted',
  'src/process/collect/read-variables.ts': 'values for later steps; messages that quote them are redacted',
  'src/process/results/read.ts': 'redacted in the event of the end (src/run/secrecy/redact-left-behind.ts)',
  'src/run/fleet/find-parts.ts': 'part.json of another part',
  'src/run/fleet/merge/collect-parts.ts': 'part.json of another part',
  'src/run/folder/run-folder.ts': 'the first bytes of the journal, and the identity of the run',
  'src/run/folder/writing.ts': 'a document of the run, to compare it',
  'src/run/history/read-text.ts': 'the history',
  'src/run/spawner-count.ts': 'a file of the system',
  'src/terminal/commands/fleet/used-action.ts': 'a workflow file',
};

test('F670 only files that are listed with a reason read what tasks have written without redaction', () => {
  const sources = readSources();
  const found = [...sources].filter(([path, text]) => importsOf(path, text).some((name) => READERS.includes(name)));
  expect(found.map(([path]) => path).sort()).toEqual(Object.keys(ALLOWED).sort());
});
