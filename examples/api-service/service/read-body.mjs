import { BookingError } from './bookings.mjs';

/** Maximum size of a request body, in bytes. */
const LARGEST = 4096;

/** The body of a request of this media type, as text. */
export async function readBody(request, mediaType) {
  const found = (request.headers['content-type'] ?? '').split(';')[0].trim();
  if (found !== mediaType) throw new BookingError(415, `expected ${mediaType}, found ${found || 'none'}`);
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    // A body that is too long is still read to its end, so that the client gets the answer, but it is not kept.
    if (size <= LARGEST) parts.push(part);
  }
  if (size > LARGEST) throw new BookingError(413, `expected at most ${LARGEST} bytes`);
  return Buffer.concat(parts).toString('utf8');
}
