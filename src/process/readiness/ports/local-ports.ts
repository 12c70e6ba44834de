import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ready } from '../../../mission/model/mission.ts';
import { parseTcpAddress } from '../ready.ts';

/** A port of this machine at which the readiness of a service is checked. */
export interface LocalPort {
  readonly port: number;
  /** IP addresses of the host name, without brackets; empty: every address of this machine. */
  readonly addresses: readonly string[];
}

/** In a command: `localhost:8080`, `http://127.0.0.1:8080/`, `[::1]:8080`, `nc -z localhost 8080`. */
const inCommand =
  /(?<![\w.-])(localhost|127(?:\.\d{1,3}){1,3}|0\.0\.0\.0|\[::(?:1|ffff:127[\d.]+)?\])(?::|\s+)(\d{1,5})(?![\w.])/gi;

/** A file name by which bash opens a connection. */
const inBash = /\/dev\/tcp\/([\w.:-]+)\/(\d{1,5})(?!\w)/g;

/**
 * The ports of this machine that `ready` checks; empty if it checks another machine or no port. For a command, these are the
 * ports that its text names.
 *
 * @param variables those of the command, which its text may use for a host or a port
 */
export function localPortsOf(
  ready: Ready,
  variables: Readonly<Record<string, string | undefined>> = {},
): readonly LocalPort[] {
  if (ready.http !== undefined || ready.tcp !== undefined) {
    const asked = askedPort(ready);
    return asked === undefined ? [] : localPort(asked.host, asked.port);
  }
  const text = expanded(ready.command ?? '', variables);
  return [inCommand, inBash].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, host = '', port]) => localPort(host, Number(port))),
  );
}

/**
 * The same for a host name that only the system can resolve: one in /etc/hosts may be this machine. Empty if it is another
 * machine, is not known, or is not resolved within a second. Never rejects.
 */
export async function resolvePorts(ready: Pick<Ready, 'http' | 'tcp'>): Promise<readonly LocalPort[]> {
  const asked = namedPort(ready);
  if (asked === undefined) return [];
  const { lookup } = await import('node:dns/promises');
  const known = lookup(asked.host, { all: true }).catch(() => []);
  const late = pause(longestLookup, [], { ref: false });
  const found = await Promise.race([known, late]);
  return found.flatMap(({ address }) => localPort(address, asked.port));
}

/** Milliseconds. */
const longestLookup = 1000;

/** The host and port of `ready`, if the host is a name that only the system can resolve. */
export function namedPort(ready: Pick<Ready, 'http' | 'tcp'>): HostAndPort | undefined {
  const asked = askedPort(ready);
  return asked === undefined || isIP(plain(asked.host)) !== 0 || localPort(asked.host, asked.port).length > 0
    ? undefined
    : asked;
}

interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

function askedPort({ http, tcp }: Pick<Ready, 'http' | 'tcp'>): HostAndPort | undefined {
  if (tcp !== undefined) return parseTcpAddress(tcp);
  if (http === undefined || !URL.canParse(http)) return undefined;
  const { hostname: host, port, protocol } = new URL(http);
  return { host, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}

/** With the variables in place of `$NAME`, `${NAME}`, `${NAME:-default}` and `%NAME%`. Others stay. */
function expanded(text: string, variables: Readonly<Record<string, string | undefined>>): string {
  return text.replace(
    /\$(\w+)|\$\{(\w+)(?::?-([^}]*))?\}|%(\w+)%/g,
    (written, short?: string, braced?: string, otherwise?: string, percent?: string) =>
      variables[short ?? braced ?? percent ?? ''] || (otherwise ?? written),
  );
}

function plain(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}

function localPort(written: string, port: number): readonly LocalPort[] {
  const host = withoutMapping(plain(written).replace(/\.$/, ''));
  if (host === 'localhost' || host.endsWith('.localhost')) return [{ port, addresses: ['127.0.0.1', '::1'] }];
  if (host === '0.0.0.0' || host === '::' || host === hostname().toLowerCase()) return [{ port, addresses: [] }];
  if (isIP(host) === 0) return [];
  const isLoopback = host === '::1' || /^127\./.test(host);
  return isLoopback || ownAddresses().includes(host) ? [{ port, addresses: [host] }] : [];
}

/** `::ffff:127.0.0.1` and `::ffff:7f00:1` are the IPv4 address 127.0.0.1, and so is `127.1`. */
function withoutMapping(host: string): string {
  const [, dotted, high, low] = /^::ffff:(?:([\d.]+)|([\da-f]{1,4}):([\da-f]{1,4}))$/.exec(host) ?? [];
  if (dotted !== undefined) return dotted;
  if (high !== undefined && low !== undefined) {
    return [high, low]
      .map((word) => Number.parseInt(word, 16))
      .flatMap((word) => [word >> 8, word & 255])
      .join('.');
  }
  return /^127(?:\.\d{1,3}){1,2}$/.test(host) ? new URL(`http://${host}`).hostname : host;
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((found) => (found ?? []).map(({ address }) => address));
}
