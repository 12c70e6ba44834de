/** How it is known that a service is ready: exactly one of four ways. */
export type ReadyCheck =
  /** Answers a GET with a status of 2xx or 3xx; redirects are not followed. */
  | { readonly type: 'http'; readonly url: string }
  /** Accepts a connection. */
  | { readonly type: 'tcp'; readonly host: string; readonly port: number }
  /** A line of its log matches this JavaScript pattern. */
  | { readonly type: 'log'; readonly pattern: string }
  /** A command ends with exit code 0. */
  | { readonly type: 'command'; readonly run: string };

/** A service's `ready:`. Milliseconds. */
export interface Ready {
  readonly check: ReadyCheck;
  /** Not ready after this long: it failed to start. */
  readonly timeout: number;
  /** Pause between the end of one try and the start of the next. */
  readonly interval: number;
}

/** Long enough for most services to start, short enough that a wrong port is noticed. */
export const usualReadyTimeout = 30_000;

/** Constant, so that a service that starts late is not noticed late; a try costs next to nothing. */
export const usualReadyInterval = 200;

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host:port`, `[IPv6]:port`, or a port alone, which means this machine.
 *
 * @returns undefined when it is none of them or the port is not from 1 to 65535.
 */
export function parseTcpAddress(written: string | number): TcpAddress | undefined {
  const match = /^(?:(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]/]+)):)?(\d{1,5})$/.exec(String(written));
  const port = Number(match?.[3]);
  if (match === null || port < 1 || port > 65_535) return undefined;
  return { host: match[1] ?? match[2] ?? 'localhost', port };
}
