import { connect } from 'node:net';
import { expect, expectStatus } from '../bench/expect.mjs';

export const title = 'Limits on size and time of a request';

const BODY_LIMIT = 16 * 1024;

export function check(_service, bench) {
  return observe(bench, 250);
}

/** With a timeout that is long enough for requests that are merely slow. */
export function prove(bench) {
  return observe(bench, 350);
}

function observe(bench, timeout) {
  return bench.withCopy({ BODY_LIMIT, REQUEST_TIMEOUT: timeout }, async (service) => {
    const large = JSON.stringify({ device: 'x'.repeat(BODY_LIMIT) });
    const path = '/api/commands';
    expectStatus(await service.call('POST', path, { body: large }), 413, `POST ${path} with ${large.length} bytes`);
    const inChunks = await service.call('POST', path, { body: large, chunked: true });
    expectStatus(inChunks, 413, `POST ${path} with ${large.length} bytes in chunks`);
    const small = { device: 'd-7', action: 'stop' };
    expectStatus(await service.call('POST', path, { body: small }), 200, `POST ${path} of normal size`);

    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nX-Api-Key: ${service.key}\r\n`;
    const [withoutEnd, withoutBody] = await Promise.all([
      untilClosed(service.port, head, timeout),
      untilClosed(service.port, `${head}Content-Length: 40\r\n\r\n{`, timeout),
    ]);
    expectClosed(withoutEnd, timeout, 'A request whose headers do not end');
    expectClosed(withoutBody, timeout, 'A request whose body does not come');
    expectStatus(await service.get('/api/status'), 200, 'GET /api/status afterwards');
    return `413 above ${BODY_LIMIT} bytes; slow requests closed after ${withoutEnd.time} and ${withoutBody.time} ms, limit ${timeout} ms`;
  });
}

function expectClosed({ time, text }, timeout, what) {
  expect(time !== undefined, `${what}: the connection is still open long after ${timeout} ms.`);
  expect(time >= timeout - 2, `${what}: closed after ${time} ms, before its ${timeout} ms were over.`);
  expect(text.includes(' 408 '), `${what}: expected status 408, found "${text.split('\r\n')[0]}".`);
}

/** The text received before the other side closed, and the milliseconds until then. `time` is undefined if it did not close. */
function untilClosed(port, start, timeout) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(start));
    const timer = setTimeout(() => {
      socket.destroy();
      resolve({ text });
    }, timeout + 2_500);
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve({ time: Math.round(performance.now() - begun), text });
    });
  });
}
