import type { LocalPort } from './local-ports.ts';

/** A TCP socket that accepts connections, so neither one in TIME_WAIT nor one of a client. */
export interface ListeningSocket {
  /** IPv4 as `127.0.0.1`; IPv6 as eight groups of four hexadecimal digits; an IPv4-mapped IPv6 address as IPv4. */
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

const LISTEN = '0A';

/** The listening sockets of `/proc/net/tcp` or `/proc/net/tcp6`; see proc(5). Lines that cannot be parsed are left out. */
export function parseListeningSockets(table: string): readonly ListeningSocket[] {
  return table.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [, local = '', , state] = fields;
    const inode = fields[9];
    const [address = '', port = ''] = local.split(':');
    if (state !== LISTEN || inode === undefined || !/^(?:[0-9A-F]{8}|[0-9A-F]{32})$/.test(address)) return [];
    return [{ address: readableAddress(address), port: Number.parseInt(port, 16), inode }];
  });
}

/** True if a client that connects to this port of this machine may reach the socket. */
export function serves({ address, port }: ListeningSocket, asked: LocalPort): boolean {
  if (port !== asked.port) return false;
  if (asked.addresses.length === 0 || isWildcard(address)) return true;
  return asked.addresses.some((wanted) => expanded(wanted) === address);
}

function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || /^[0:]+$/.test(address);
}

/** The kernel writes each 32-bit word in the byte order of the machine, which is little-endian wherever Node.js runs. */
function readableAddress(hexadecimal: string): string {
  const words = hexadecimal.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse());
  const isMapped = bytes.length === 16 && bytes.slice(0, 12).join('') === '00000000000000000000ffff'.toUpperCase();
  if (bytes.length === 4 || isMapped) {
    return bytes
      .slice(-4)
      .map((byte) => Number.parseInt(byte, 16))
      .join('.');
  }
  return (bytes.join('').toLowerCase().match(/.{4}/g) ?? []).join(':');
}

/** An IPv6 address with all of its eight groups; an IPv4 address as it is. */
function expanded(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const groupsOf = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].map((group) => group.toLowerCase().padStart(4, '0')).join(':');
}
