import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFilePart } from '../../../files/read-part.ts';

/** Bytes of a workflow that are read: GitHub refuses larger ones. */
const largest = 512 * 1024;

/** A step that uses this action, under whatever account, with a comment that may name the version. */
const step = /^[ \t-]*uses:[ \t]*(["']?)([\w.-]+\/mission-runner@[\w./-]+)\1[ \t]*(?:#[ \t]*([\w. -]+?))?[ \t]*$/gm;

/**
 * How other workflows of the repository name this action: the most frequent name and version, so that a new workflow needs no correction by hand.
 * Undefined if none uses it. Never throws.
 *
 * @param root absolute folder of the repository
 */
export function usedAction(root: string): string | undefined {
  const counts = new Map<string, number>();
  for (const path of workflowsIn(join(root, '.github', 'workflows'))) {
    const text = readFilePart(path, 'start', largest);
    if (text.type !== 'read') continue;
    for (const [, , name = '', version] of text.bytes.toString('utf8').matchAll(step)) {
      // The placeholder of the documents.
      if (name.startsWith('OWNER/')) continue;
      const action = version === undefined ? name : `${name} # ${version}`;
      counts.set(action, (counts.get(action) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1));
  return most?.[0];
}

function workflowsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
