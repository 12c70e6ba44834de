import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLedger } from './ledger.mjs';
import { openScratch, original } from './scratch.mjs';
import { withService } from './service.mjs';

/** What proofs and tests work with. */
export function createBench() {
  const scratch = openScratch();
  return {
    scratch,
    ledger: createLedger(scratch),
    /** The scratch copy, running; settings are those of service/lib/config.mjs, as in its environment. */
    withCopy: (settings, use) => withService({ folder: scratch.service, data: scratch.data, ...settings }, use),
    /** The broken service as it was, running: for the figures before. */
    withOriginal: (settings, use) => withService({ folder: original, data: scratch.data, ...settings }, use),
    /** The events that a service has to tell about. */
    readEvents: ({ data }) => JSON.parse(readFileSync(join(data, 'events.json'), 'utf8')),
    /** A folder of its own for a proof that has to change files: `{ service, data }`, copied as they are now. */
    async withOwnFiles(use) {
      const folder = mkdtempSync(join(scratch.root, 'own-'));
      try {
        for (const part of ['service', 'data']) cpSync(scratch[part], join(folder, part), { recursive: true });
        return await use({ service: join(folder, 'service'), data: join(folder, 'data') });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
