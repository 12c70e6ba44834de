import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeData } from './data.mjs';

export const example = fileURLToPath(new URL('..', import.meta.url));
/** The broken service of the example. It is never changed. */
export const original = join(example, 'service');

/**
 * The scratch copy of this mission run: one folder with `service`, `data` (few events, for checks that measure no times),
 * `history` (enough events to make the broken service slow) and `ledger`. The first task creates it. It is prepared in a
 * separate folder and then renamed, so that the other tasks never see a part of it.
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
    // Another task was first. Its copy is identical.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(root)) throw error;
  }
  return scratch;
}
