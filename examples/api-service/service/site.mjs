import { accountOf, createAccount, endSession, login } from './accounts.mjs';
import { BookingError } from './bookings.mjs';
import { readBody } from './read-body.mjs';

/** The pages: plain HTML with forms, a session in a cookie. */
export async function answerPage({ request, response, path, bookings, book }) {
  const email = accountOf(request);
  switch (`${request.method} ${path}`) {
    case 'GET /':
      if (email === undefined) return redirect(response, '/login');
      return page(response, 200, 'Events', eventList(bookings.events(), email));
    case 'GET /login':
      return page(response, 200, 'Log in', loginForm(''));
    case 'POST /signup':
    case 'POST /login': {
      const form = await readForm(request);
      const enter = path === '/signup' ? createAccount : login;
      const session = enter(form.get('email') ?? '', form.get('password') ?? '');
      if (session === undefined)
        return page(response, 401, 'Log in', loginForm('The login is wrong, or the address is taken.'));
      return redirect(response, '/', `session=${session}; Path=/; HttpOnly; SameSite=Lax`);
    }
    case 'POST /logout':
      endSession(request);
      return redirect(response, '/login', 'session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
    case 'POST /bookings': {
      if (email === undefined) return redirect(response, '/login');
      const form = await readForm(request);
      const booking = await book({ event: form.get('event'), seats: Number(form.get('seats')), email });
      return redirect(response, `/bookings/${booking.id}`);
    }
    default: {
      const [, id] = /^\/bookings\/([\w-]+)$/.exec(path) ?? [];
      if (request.method !== 'GET' || id === undefined) throw new BookingError(404, 'page not found');
      const booking = bookings.find(id);
      // The same answer as for an unknown booking, so that the existence of a booking stays hidden.
      if (booking.email !== email) throw new BookingError(404, 'there is no such booking');
      const { title } = bookings.event(booking.event);
      return page(
        response,
        200,
        'Booked',
        `<p>${booking.seats} for ${escapeHtml(title)}. A confirmation mail has been sent.</p>`,
      );
    }
  }
}

async function readForm(request) {
  return new URLSearchParams(await readBody(request, 'application/x-www-form-urlencoded'));
}

/** Status 303, because the next request is always a GET. */
function redirect(response, location, cookie) {
  response.writeHead(303, { location, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) }).end();
}

function page(response, status, title, body) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1>${body}</html>`);
}

function loginForm(message) {
  const fields = '<input name="email" type="email"><input name="password" type="password">';
  return `<p>${message}</p><form method="post" action="/login">${fields}<button>Log in</button></form>`;
}

function eventList(events, email) {
  const items = events.map(({ id, title, free }) => `<li id="${id}">${escapeHtml(title)}: ${free} free</li>`).join('');
  const form =
    '<form method="post" action="/bookings"><input name="event"><input name="seats"><button>Book</button></form>';
  return `<p>${escapeHtml(email)}</p><ul>${items}</ul>${form}`;
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
