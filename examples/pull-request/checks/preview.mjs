import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fetches a page of the preview that the mission started. */
export function fetchPreview(path) {
  const { MISSION_DIR, PREVIEW_PASSWORD } = process.env;
  const headers = PREVIEW_PASSWORD ? { authorization: `Bearer ${PREVIEW_PASSWORD}` } : {};
  return fetch(new URL(path, readFileSync(join(MISSION_DIR, 'preview'), 'utf8')), { headers });
}
