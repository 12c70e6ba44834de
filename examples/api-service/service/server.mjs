import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { answerApi } from './api.mjs';
import { BookingError, createBookings } from './bookings.mjs';
import { sendMail } from './send-mail.mjs';
import { answerPage } from './site.mjs';

/** The booking service: pages for visitors and a JSON API for programs. All data is in memory. */
const events = JSON.parse(readFileSync(join(process.env.MISSION_DIR, 'catalogue.json'), 'utf8'));
const bookings = createBookings(events);

/** Books, and confirms by mail if the booking has an email address. */
async function book(request) {
  const booking = bookings.book(request);
  if (booking.email !== undefined) {
    const { title } = bookings.event(booking.event);
    const text = `Your booking ${booking.id}: ${booking.seats} for "${title}".`;
    await sendMail({ to: booking.email, subject: `Booking ${booking.id}`, text });
  }
  return booking;
}

const server = createServer(async (request, response) => {
  try {
    const url = new URL(request.url, 'http://127.0.0.1');
    const exchange = { request, response, path: url.pathname, bookings, book };
    if (url.pathname === '/health') response.end('healthy\n');
    else if (url.pathname.startsWith('/api/')) await answerApi(exchange);
    else await answerPage(exchange);
  } catch (error) {
    const status = error instanceof BookingError ? error.status : 500;
    if (status === 500) console.error(error);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: status === 500 ? 'internal error' : error.message }));
  }
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log(`serving ${events.length} events`));
