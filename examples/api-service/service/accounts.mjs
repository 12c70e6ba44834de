import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** Accounts by address, sessions by the value of the cookie. */
const accounts = new Map();
const sessions = new Map();

/** A new account and its first session; undefined when the address is taken or useless. */
export function createAccount(email, password) {
  if (accounts.has(email) || !/^\S+@\S+$/.test(email) || password.length < 8) return undefined;
  const salt = randomBytes(16);
  accounts.set(email, { salt, hash: scryptSync(password, salt, 32) });
  return newSession(email);
}

/** A session; undefined when address and password do not belong together. */
export function login(email, password) {
  const account = accounts.get(email);
  if (account === undefined) return undefined;
  return timingSafeEqual(scryptSync(password, account.salt, 32), account.hash) ? newSession(email) : undefined;
}

/** The address of who sends this request. */
export function accountOf(request) {
  return sessions.get(sessionOf(request));
}

export function endSession(request) {
  sessions.delete(sessionOf(request));
}

function newSession(email) {
  const session = randomBytes(24).toString('base64url');
  sessions.set(session, email);
  return session;
}

function sessionOf(request) {
  return /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
}
