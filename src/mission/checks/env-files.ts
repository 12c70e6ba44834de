import { showText } from '../diagnostics/show-text.ts';
import { type Checking, itemsAt } from '../entries/checking.ts';
import type { MissionDraft } from '../schema/mission.ts';
import type { Path } from '../yaml/source.ts';
import { checkInside } from './paths.ts';

/** Reads an env file; returns what was found instead if it cannot be read, such as "no such file". */
export type EnvFileReading = (path: string) => string | undefined;

/**
 * Env files lie inside the root, and can be read.
 *
 * @param read absent: whether they can be read is not checked
 */
export function checkEnvFiles(checking: Checking, read: EnvFileReading | undefined): void {
  const { scopes, entries, services } = checking;
  for (const { root, draft } of scopes) checkFiles([...root, 'env-file'], draft['env-file'], checking, read);
  for (const { path, draft } of [...entries, ...services]) {
    checkFiles([...path, 'env-file'], draft['env-file'], checking, read);
  }
}

function checkFiles(
  path: Path,
  value: MissionDraft['env-file'],
  checking: Checking,
  read: EnvFileReading | undefined,
): void {
  const { source, report } = checking;
  for (const item of itemsAt(source, path, value)) {
    const at = source.place(item.path);
    if (item.text.includes('${{')) {
      const message = '`env-file`: expected a path, found an expression, which is not evaluated here';
      report({ at, code: 'expression', message, hint: 'write the path itself' });
      continue;
    }
    if (checkInside(item.path, item.text, checking, 'env-file') === undefined) continue;
    const found = read?.(item.text);
    if (found === undefined) continue;
    const message = `\`env-file\`: expected a file with variables at ${showText(item.text)}, found ${found}`;
    report({ at, code: 'env-file-unreadable', message, hint: 'the path starts in the root of the mission' });
  }
}
