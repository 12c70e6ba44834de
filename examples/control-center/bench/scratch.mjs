import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeData } from './data.mjs';

export const example = fileURLToPath(new URL('..', import.meta.url));
/** The broken service, as it lies in the example; never changed. */
export const original = join(example, 'service');

/**
 * The scratch copy of this mission run: `service`, `data` (a few events, for what is not
 * measured), `history` (as many as hurt) and `ledger` in one folder. Whoever comes first makes it. It
 * is prepared aside and renamed into place, so that the others see all of it or nothing.
 */
export function openScratch() {
  const missionFolder = process.env.MISSION_DIR;
  const root = missionFolder === undefined ? join(example, 'scratch') : join(resolve(missionFolder), 'scratch');
  const scratch = {
    root,
    service: join(root, 'service'),
    data: join(root, 'data'),
    history: join(root, 'history'),
    ledger: join(root, 'ledger'),
  };
  if (existsSync(root)) return scratch;
  const draft = `${root}.${process.pid}`;
  mkdirSync(join(draft, 'ledger'), { recursive: true });
  cpSync(original, join(draft, 'service'), { recursive: true });
  writeData(join(draft, 'data'), 2_000);
  writeData(join(draft, 'history'), 20_000);
  try {
    renameSync(draft, root);
  } catch (error) {
    // Somebody else was first: theirs is as good.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(root)) throw error;
  }
  return scratch;
}
