import { listEntries } from './entries/list-entries.ts';
import { expandShortForms } from './entries/short-forms.ts';
import type { MissionFiles } from './include/included-file.ts';
import { joinFiles } from './include/join-files.ts';
import { readIncluded } from './include/read-included.ts';
import type { Task } from './model/mission.ts';
import { checkShape } from './schema/check-shape.ts';
import { type ParsedYaml, parseYaml } from './yaml/parse.ts';
import { readTree } from './yaml/read-tree.ts';
import { recoverYaml } from './yaml/recover.ts';

/** What ids of a mission consist of (`checks/ids.ts`), with the values of a matrix in parentheses. */
const ID = /^[A-Za-z0-9._:-]+(?: \([\x20-\x7e]+\))?$/;

export type DeclaredId = Pick<Task, 'id' | 'kind'>;

/**
 * The ids of the tasks and tests that a mission file declares, each once, as far as they can be read although the file may have errors. For reports
 * about a mission that does not run; `readMission` says what is wrong with it. Ids that only the command of a matrix prints are missing.
 *
 * @param file as the user named it
 */
export function declaredIds(text: string, file: string, files: MissionFiles): readonly DeclaredId[] {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parsed = parseYaml(plain, ignore);
  const found = new Map<string, DeclaredId>();
  for (const each of parsed === undefined ? recoverYaml(plain) : [parsed]) {
    for (const entry of idsIn(each, file, files)) if (!found.has(entry.id)) found.set(entry.id, entry);
  }
  return [...found.values()];
}

function idsIn(parsed: ParsedYaml, file: string, files: MissionFiles): readonly DeclaredId[] {
  const tree = readTree(parsed, ignore);
  if (tree === undefined) return [];
  const main = expandShortForms(checkShape(tree.value, tree.source, ignore), tree.source);
  const included = readIncluded(main.draft, main.source, file, files, ignore);
  const joined = joinFiles(main.draft, main.source, included.files, ignore);
  const { entries } = listEntries(joined, ignore, () => undefined);
  const ids = entries.flatMap(({ id, kind, matrix }) =>
    matrix === undefined ? [{ id, kind }] : matrix.map((combination) => ({ id: combination.id, kind })),
  );
  return ids.filter(({ id }) => ID.test(id));
}

function ignore(): void {}
