import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLedger } from './ledger.mjs';
import { openScratch, original } from './scratch.mjs';
import { withService } from './service.mjs';

/** The tools for proofs and tests: the scratch copy, its ledger, and running services. */
export function createBench() {
  const scratch = openScratch();
  return {
    scratch,
    ledger: createLedger(scratch),
    /** Runs the scratch copy. Settings are those of service/lib/config.mjs, under the names of its environment variables. */
    withCopy: (settings, use) => withService({ folder: scratch.service, data: scratch.data, ...settings }, use),
    /** Runs the broken service, for the figures before the fix. */
    withOriginal: (settings, use) => withService({ folder: original, data: scratch.data, ...settings }, use),
    /** The events that a service must return. */
    readEvents: ({ data }) => JSON.parse(readFileSync(join(data, 'events.json'), 'utf8')),
    /** A separate folder for a proof that has to change files: `{ service, data }`, copied in their current state. */
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
