import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** Accounts by email address, sessions by the value of the cookie. */
const accounts = new Map();
const sessions = new Map();

/** Creates an account and returns its first session. Undefined if the address is taken or invalid, or the password is too short. */
export function createAccount(email, password) {
  if (accounts.has(email) || !/^\S+@\S+$/.test(email) || password.length < 8) return undefined;
  const salt = randomBytes(16);
  accounts.set(email, { salt, hash: scryptSync(password, salt, 32) });
  return newSession(email);
}

/** Returns a new session. Undefined if the address or the password is wrong. */
export function login(email, password) {
  const account = accounts.get(email);
  if (account === undefined) return undefined;
  return timingSafeEqual(scryptSync(password, account.salt, 32), account.hash) ? newSession(email) : undefined;
}

/** The email address of the account that sent this request. */
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
