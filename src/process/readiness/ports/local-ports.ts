import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import type { Ready } from '../../../mission/model/mission.ts';
import { parseTcpAddress } from '../ready.ts';

/** A port of this machine at which the readiness of a service is checked. */
export interface LocalPort {
  readonly port: number;
  /** IP addresses of the host name, without brackets; empty: every address of this machine. */
  readonly addresses: readonly string[];
}

/** In a command: `localhost:8080`, `http://127.0.0.1:8080/`, `[::1]:8080`, `nc -z localhost 8080`. */
const inCommand = /(?<![\w.-])(localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])(?::|\s+)(\d{1,5})(?![\w.])/g;

/**
 * The ports of this machine that `ready` checks; empty if it checks another machine or no port. For a command, these are the
 * ports that its text names.
 */
export function localPortsOf({ http, tcp, command }: Ready): readonly LocalPort[] {
  if (http !== undefined) return URL.canParse(http) ? portOfUrl(new URL(http)) : [];
  if (tcp !== undefined) {
    const address = parseTcpAddress(tcp);
    return address === undefined ? [] : localPort(address.host, address.port);
  }
  return [...(command ?? '').matchAll(inCommand)].flatMap(([, host = '', port]) => localPort(host, Number(port)));
}

function portOfUrl({ hostname: host, port, protocol }: URL): readonly LocalPort[] {
  const usual = protocol === 'https:' ? 443 : 80;
  return localPort(host, port === '' ? usual : Number(port));
}

function localPort(written: string, port: number): readonly LocalPort[] {
  const host = written.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost')) return [{ port, addresses: ['127.0.0.1', '::1'] }];
  if (host === '0.0.0.0' || host === '::' || host === hostname().toLowerCase()) return [{ port, addresses: [] }];
  if (isIP(host) === 0) return [];
  const isLoopback = host === '::1' || /^127\./.test(host);
  return isLoopback || ownAddresses().includes(host) ? [{ port, addresses: [host] }] : [];
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((found) => (found ?? []).map(({ address }) => address));
}
