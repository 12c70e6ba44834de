/** All settings, from the environment. Durations in milliseconds, sizes in bytes. */
export function readConfig(environment) {
  const apiKey = environment.API_KEY;
  if (!apiKey) throw new Error('API_KEY is not set: the control center needs the key that its callers must send.');
  const number = (name, otherwise) => {
    const value = environment[name] === undefined ? otherwise : Number(environment[name]);
    if (!Number.isFinite(value) || value < 0) throw new Error(`${name} must be a number, not ${environment[name]}.`);
    return value;
  };
  return {
    apiKey,
    port: number('PORT', 8080),
    dataFolder: environment.DATA_FOLDER ?? 'data',
    /** Requests that one client may send in one window. */
    rateLimit: number('RATE_LIMIT', 600),
    rateWindow: number('RATE_WINDOW', 10_000),
    /** Wrong keys in a row before a client is locked out; the first lockout lasts this long, each further one twice as long. */
    lockoutAttempts: number('LOCKOUT_ATTEMPTS', 5),
    lockoutFirst: number('LOCKOUT_FIRST', 30_000),
    ticketLife: number('TICKET_LIFE', 10_000),
    bodyLimit: number('BODY_LIMIT', 64 * 1024),
    requestTimeout: number('REQUEST_TIMEOUT', 10_000),
    /** How often the live feed sends an update, and how often it pings the other side. */
    feedInterval: number('FEED_INTERVAL', 1_000),
    heartbeat: number('HEARTBEAT', 15_000),
  };
}
