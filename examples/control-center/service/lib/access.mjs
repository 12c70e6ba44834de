import { HttpError } from './answer.mjs';
import { sameKey } from './compare-keys.mjs';

/** Throws unless the caller may use the API. Only wrong keys count towards the lockout, missing keys do not. */
export function checkAccess(center, request) {
  if (request.method === 'GET') return;
  const { lockout, config } = center;
  const locked = lockout.remaining(request);
  if (locked > 0) throw new HttpError(429, 'Too many wrong keys.', locked);
  const key = request.headers['x-api-key'] ?? new URLSearchParams(request.url.split('?')[1]).get('key') ?? undefined;
  if (key !== undefined && sameKey(key, config.apiKey)) {
    lockout.forgive(request);
    return;
  }
  if (key !== undefined) lockout.wrongKey(request);
  throw new HttpError(403, 'This needs the API key, in the header x-api-key.');
}
