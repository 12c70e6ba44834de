import { createHash } from 'node:crypto';
import { BookingError } from './bookings.mjs';
import { readBody } from './read-body.mjs';

/** The JSON API. */
export async function answerApi(exchange) {
  const { request, response, path } = exchange;
  const [, , part, id] = path.split('/');
  const methods = routes.get(id === undefined ? part : `${part}/ID`);
  if (methods === undefined) throw new BookingError(404, 'path not found');
  const answer = methods[request.method];
  const allow = Object.keys(methods).join(', ');
  if (answer === undefined) send(response, 405, { error: `expected ${allow}` }, { allow });
  else await answer({ ...exchange, id });
}

const routes = new Map(
  Object.entries({
    events: {
      GET: ({ request, response, bookings }) => sendCacheable(request, response, bookings.events()),
    },
    'events/ID': {
      GET: ({ request, response, bookings, id }) => sendCacheable(request, response, bookings.event(id)),
    },
    totals: {
      GET: ({ response, bookings }) => send(response, 200, { sold: bookings.sold() }),
    },
    bookings: {
      async POST({ request, response, book }) {
        const booking = await book(parse(await readBody(request, 'application/json')));
        send(response, 201, booking, { location: `/api/bookings/${booking.id}` });
      },
    },
    'bookings/ID': {
      GET: ({ response, bookings, id }) => send(response, 200, bookings.find(id)),
      DELETE({ response, bookings, id }) {
        bookings.cancel(id);
        response.writeHead(204).end();
      },
    },
  }),
);

function parse(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // The error is thrown below, as for any other text.
  }
  throw new BookingError(400, 'expected a JSON object');
}

function sendCacheable(request, response, value) {
  const etag = `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else send(response, 200, value, { etag, 'cache-control': 'no-cache' });
}

function send(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}
