/** One of four ways to check whether a service is ready. */
export type ReadyCheck =
  /** The service answers a GET request with a status of 2xx or 3xx; redirects are not followed. */
  | { readonly type: 'http'; readonly url: string }
  /** The service accepts a connection. */
  | { readonly type: 'tcp'; readonly host: string; readonly port: number }
  /** A line of the service's log matches this JavaScript pattern. */
  | { readonly type: 'log'; readonly pattern: string }
  /** A command ends with exit code 0. */
  | { readonly type: 'command'; readonly run: string };

/** The key `ready` of a service. Milliseconds. */
export interface Ready {
  readonly check: ReadyCheck;
  /** A service that is not ready after this time has failed to start. */
  readonly timeout: number;
  /** Pause between the end of one try and the start of the next. */
  readonly interval: number;
}

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Parses `host:port`, `[IPv6]:port`, or only a port of this machine.
 *
 * @returns undefined for any other text or a port outside of 1 to 65535.
 */
export function parseTcpAddress(written: string | number): TcpAddress | undefined {
  const match = /^(?:(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]/]+)):)?(\d{1,5})$/.exec(String(written));
  const port = Number(match?.[3]);
  if (match === null || port < 1 || port > 65_535) return undefined;
  return { host: match[1] ?? match[2] ?? 'localhost', port };
}
