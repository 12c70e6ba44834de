import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import type { ProcessRow, ProcessSystem } from '../../trees/process-system.ts';
import { parseListeningSockets, serves } from './listening-sockets.ts';
import type { LocalPort } from './local-ports.ts';

/** Something that accepts connections at a port of this machine. */
export interface PortHolder {
  readonly port: number;
  /** Undefined if the system does not say which process it is, or if the process belongs to another user. */
  readonly process: ProcessRow | undefined;
}

/** Milliseconds; if this machine has not accepted a connection to itself by then, nothing listens. */
const soonEnough = 1000;

/**
 * Everything that accepts connections at one of these ports. On Linux the kernel's table says so, elsewhere an attempt to
 * connect. Never rejects; empty if nothing listens.
 */
export async function findPortHolders(
  ports: readonly LocalPort[],
  system: Pick<ProcessSystem, 'list'>,
  platform: NodeJS.Platform,
): Promise<readonly PortHolder[]> {
  if (ports.length === 0) return [];
  const tables = platform === 'linux' ? readTables() : undefined;
  if (tables !== undefined) return holdersIn(tables, ports, system);
  const isHeld = await Promise.all(ports.map(acceptsConnections));
  return ports.filter((_, index) => isHeld[index]).map(({ port }) => ({ port, process: undefined }));
}

function readTables(): string | undefined {
  const texts = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => {
    try {
      return [readFileSync(path, 'utf8')];
    } catch {
      // Without IPv6, the second file does not exist.
      return [];
    }
  });
  return texts.length === 0 ? undefined : texts.join('\n');
}

function holdersIn(
  tables: string,
  ports: readonly LocalPort[],
  system: Pick<ProcessSystem, 'list'>,
): readonly PortHolder[] {
  const sockets = parseListeningSockets(tables).filter((socket) => ports.some((port) => serves(socket, port)));
  if (sockets.length === 0) return [];
  const links = new Map(sockets.map(({ inode, port }) => [`socket:[${inode}]`, port]));
  const found = system.list().flatMap((row) => heldBy(row, links));
  const known = new Set(found.map(({ link }) => link));
  const unknown = [...links].filter(([link]) => !known.has(link));
  return [
    ...found.map(({ port, process }): PortHolder => ({ port, process })),
    ...unknown.map(([, port]): PortHolder => ({ port, process: undefined })),
  ];
}

function heldBy(
  process: ProcessRow,
  links: ReadonlyMap<string, number>,
): { readonly link: string; readonly port: number; readonly process: ProcessRow }[] {
  const folder = `/proc/${process.pid}/fd`;
  const held = new Set(openFiles(folder).filter((link) => links.has(link)));
  return [...held].map((link) => ({ link, port: links.get(link) ?? 0, process }));
}

/** Empty if the process has ended or belongs to another user. */
function openFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      try {
        return [readlinkSync(`${folder}/${name}`)];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

async function acceptsConnections({ port, addresses }: LocalPort): Promise<boolean> {
  const hosts = addresses.length === 0 ? ['127.0.0.1', '::1'] : addresses;
  const accepted = await Promise.all(hosts.map((host) => acceptsConnection(host, port)));
  return accepted.includes(true);
}

function acceptsConnection(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: soonEnough });
    const done = (accepted: boolean): void => {
      socket.destroy();
      resolve(accepted);
    };
    // If nothing listens at the port, a client can be connected to itself.
    socket.on('connect', () => done(socket.localPort !== socket.remotePort));
    socket.on('timeout', () => done(false));
    socket.on('error', () => done(false));
  });
}
