import http from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { probeHttp } from '../../../src/process/readiness/probe-http.ts';
import { probeTcp } from '../../../src/process/readiness/probe-tcp.ts';

const never = new AbortController().signal;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A port at which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function serve(answer: http.RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(http.createServer(answer))}/health`;
}

/** Handles that keep this process alive, except those of the test itself. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap' || name === 'TCPConnectWrap')
    .length;
}

test.each([200, 204, 299, 301, 302, 399])('http: status %i is ready', async (status) => {
  const requests: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(status, { location: '/elsewhere' }).end();
  });
  expect(await probeHttp(url)(never)).toEqual({ type: 'ready' });
  expect(requests).toEqual(['GET /health']);
});

test.each([400, 403, 404, 500, 503])('http: status %i is not', async (status) => {
  const url = await serve((_, response) => response.writeHead(status).end('not yet'));
  expect(await probeHttp(url)(never)).toEqual({ type: 'not-ready', detail: `status ${status}` });
});

test('http: an endless page is not read', async () => {
  let closed: () => void = () => {};
  const hungUp = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const url = await serve((_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(1000)), 1);
    response.on('error', () => {});
    response.on('close', () => {
      clearInterval(timer);
      closed();
    });
  });
  expect(await probeHttp(url)(never)).toEqual({ type: 'ready' });
  await hungUp;
});

test('http: nothing listens', async () => {
  const port = await freePort();
  expect(await probeHttp(`http://127.0.0.1:${port}/`)(never)).toEqual({
    type: 'not-ready',
    detail: 'connection refused',
  });
  expect(await probeHttp(`http://localhost:${port}/`)(never)).toEqual({
    type: 'not-ready',
    detail: 'connection refused',
  });
});

test('http: the connection is closed without an answer', async () => {
  const port = await listen(createServer((socket) => socket.destroy()));
  expect(await probeHttp(`http://127.0.0.1:${port}/`)(never)).toEqual({
    type: 'not-ready',
    detail: 'connection closed without an answer',
  });
});

test('http: a server that does not speak HTTP', async () => {
  const port = await listen(createServer((socket) => socket.end('220 mail ready\r\n')));
  expect(await probeHttp(`http://127.0.0.1:${port}/`)(never)).toMatchObject({
    type: 'not-ready',
    detail: expect.stringContaining('an answer that is not HTTP'),
  });
});

test('https: a server without TLS is not ready', async () => {
  const url = await serve((_, response) => response.end());
  const seen = await probeHttp(url.replace('http:', 'https:'))(never);
  expect(seen.type).toBe('not-ready');
});

test.each(['ftp://127.0.0.1/', 'health', ''])('http: %j is not a URL of HTTP', async (url) => {
  expect(await probeHttp(url)(never)).toMatchObject({ type: 'not-ready', detail: expect.stringContaining('URL') });
});

test('http: a try ends at its timeout if the server never answers', async () => {
  let asked: () => void = () => {};
  const request = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const url = await serve(() => asked());
  const before = openSockets();
  const controller = new AbortController();
  const seen = probeHttp(url)(controller.signal);
  await request;
  controller.abort();
  expect(await seen).toEqual({ type: 'not-ready', detail: 'no answer in time' });
  // The test itself holds the server's end of the connection.
  expect(openSockets()).toBeLessThanOrEqual(before + 1);
});

test('tcp: ready if something listens, refused if not', async () => {
  const port = await listen(createServer());
  expect(await probeTcp({ host: '127.0.0.1', port })(never)).toEqual({ type: 'ready' });
  expect(await probeTcp({ host: 'localhost', port })(never)).toEqual({ type: 'ready' });
  expect(await probeTcp({ host: '127.0.0.1', port: await freePort() })(never)).toEqual({
    type: 'not-ready',
    detail: 'connection refused',
  });
});

test('tcp and http: aborted before the start', async () => {
  const cut = AbortSignal.abort();
  const port = await listen(createServer());
  expect(await probeTcp({ host: '127.0.0.1', port })(cut)).toMatchObject({ type: 'not-ready' });
  expect(await probeHttp(`http://127.0.0.1:${port}/`)(cut)).toMatchObject({ type: 'not-ready' });
});
