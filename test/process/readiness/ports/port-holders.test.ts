import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findPortHolders } from '../../../../src/process/readiness/ports/port-holders.ts';
import { createProcessSystem } from '../../../../src/process/trees/create-process-system.ts';

const system = createProcessSystem(process.platform);

async function listen(): Promise<{ port: number; close: () => Promise<unknown> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => new Promise((resolve) => server.close(resolve));
  onTestFinished(() => void close());
  return { port: (server.address() as AddressInfo).port, close };
}

describe('findPortHolders', () => {
  it.skipIf(process.platform !== 'linux')('names the process on Linux', async () => {
    const { port, close } = await listen();
    const asked = [{ port, addresses: ['127.0.0.1'] }];
    expect(await findPortHolders(asked, system, 'linux')).toMatchObject([{ port, process: { pid: process.pid } }]);
    await close();
    expect(await findPortHolders(asked, system, 'linux')).toEqual([]);
  });

  it('F185 finds a holder by a connection on other systems, without its process', async () => {
    const { port, close } = await listen();
    const asked = [{ port, addresses: [] }];
    expect(await findPortHolders(asked, system, 'darwin')).toEqual([{ port, process: undefined }]);
    await close();
    expect(await findPortHolders(asked, system, 'darwin')).toEqual([]);
  });

  it('finds nothing without a port', async () => {
    expect(await findPortHolders([], system, process.platform)).toEqual([]);
  });
});
