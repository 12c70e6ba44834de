import { randomUUID } from 'node:crypto';

/** A request that cannot be fulfilled, with the HTTP status of the answer. */
export class BookingError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Events, and how many of their seats are sold. */
export function createBookings(events) {
  const sold = new Map(events.map(({ id }) => [id, 0]));
  const known = new Map();

  function event(id) {
    const found = events.find((candidate) => candidate.id === id);
    if (found === undefined) throw new BookingError(404, `there is no event ${id}`);
    return { ...found, free: found.seats - sold.get(id) };
  }

  function find(id) {
    const booking = known.get(id);
    if (booking === undefined) throw new BookingError(404, 'there is no such booking');
    return booking;
  }

  return {
    event,
    find,
    events: () => events.map(({ id }) => event(id)),
    sold: () => Object.fromEntries(sold),
    book({ event: id, seats, email }) {
      if (!Number.isInteger(seats) || seats < 1 || seats > 6) {
        throw new BookingError(400, 'expected seats to be a whole number from 1 to 6');
      }
      const { free } = event(id);
      if (seats > free) throw new BookingError(409, `expected at least ${seats} free seats, found ${free}`);
      sold.set(id, sold.get(id) + seats);
      const booking = { id: randomUUID(), event: id, seats, email };
      known.set(booking.id, booking);
      return booking;
    },
    cancel(id) {
      const booking = find(id);
      known.delete(id);
      sold.set(booking.event, sold.get(booking.event) - booking.seats);
    },
  };
}
