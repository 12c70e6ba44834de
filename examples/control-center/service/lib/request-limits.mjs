import { HttpError } from './answer.mjs';

/** Options of the HTTP server. */
export function serverOptions(_config) {
  return { headersTimeout: 0, requestTimeout: 0 };
}

/** The request's JSON body; undefined if there is none. */
export async function readBody(request, _config) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (chunks.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, 'The body must be JSON.');
  }
}
