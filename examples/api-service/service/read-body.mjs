import { BookingError } from './bookings.mjs';

/** Bytes that a request may have. */
const LARGEST = 4096;

/** The body of a request of this media type, as text. */
export async function readBody(request, mediaType) {
  const found = (request.headers['content-type'] ?? '').split(';')[0].trim();
  if (found !== mediaType) throw new BookingError(415, `expected ${mediaType}, found ${found || 'none'}`);
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    // Read to its end all the same, so that who sends it gets the answer; kept is none of it.
    if (size <= LARGEST) parts.push(part);
  }
  if (size > LARGEST) throw new BookingError(413, `expected at most ${LARGEST} bytes`);
  return Buffer.concat(parts).toString('utf8');
}
