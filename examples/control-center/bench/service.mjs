import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { connectLive } from './websocket-client.mjs';

const START_LIMIT = 15_000;
const REQUEST_LIMIT = 20_000;
/** Generous limits, so that only the limit under test can be reached. */
const OUT_OF_THE_WAY = { RATE_LIMIT: 1e9, LOCKOUT_ATTEMPTS: 1e9, FEED_INTERVAL: 3_600_000, HEARTBEAT: 3_600_000 };

/** Starts a control center from `folder` on a free port, runs `use` with it, and always stops it. */
export async function withService({ folder, data, port = 0, key = randomBytes(16).toString('hex'), ...settings }, use) {
  const environment = { ...OUT_OF_THE_WAY, ...settings, API_KEY: key, PORT: port, DATA_FOLDER: data };
  const stdio = ['ignore', 'pipe', 'pipe', 'ipc'];
  const child = fork(join(folder, 'server.mjs'), { env: asTexts(environment), execArgv: [], stdio });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-4_000);
    });
  }
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill();
    await exited;
  };
  const agent = new Agent({ keepAlive: true });
  try {
    const service = createClient(await started(child, () => output), key, agent);
    return await use({ ...service, data, stop, alive: () => child.exitCode === null });
  } finally {
    agent.destroy();
    await stop();
  }
}

/** Windows cannot start a process without some system variables. */
function asTexts(environment) {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMPDIR'].filter((name) => process.env[name] !== undefined);
  const texts = Object.entries(environment).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries([...kept.map((name) => [name, process.env[name]]), ...texts]);
}

function started(child, output) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`The control center did not start: ${why}\n${output()}`));
    const timer = setTimeout(() => fail(`no sign of life within ${START_LIMIT} ms.`), START_LIMIT);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it exited with code ${code}.`));
    child.once('message', ({ port }) => {
      clearTimeout(timer);
      resolve(port);
    });
  });
}

function createClient(port, key, agent) {
  /**
   * Paths go out exactly as given. `body` is sent as JSON unless it is text; `fresh` takes a connection of its own,
   * `chunked` does not tell the body's length beforehand.
   */
  const request = (method, path, { headers = {}, body, fresh = false, chunked = false } = {}) =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const sent = text === undefined || chunked ? headers : { 'content-length': Buffer.byteLength(text), ...headers };
      const options = { host: '127.0.0.1', port, method, path, headers: sent, agent: fresh ? false : agent };
      const outgoing = httpRequest(options, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const bytes = Buffer.concat(chunks);
          const answer = {
            status: response.statusCode,
            headers: response.headers,
            bytes,
            text: bytes.toString('utf8'),
          };
          resolve({ ...answer, json: () => JSON.parse(answer.text), time: performance.now() - begun });
        });
      });
      outgoing.setTimeout(REQUEST_LIMIT, () => outgoing.destroy(new Error(`${method} ${path}: no answer.`)));
      outgoing.once('error', reject);
      outgoing.end(text);
    });
  /** With the key. */
  const call = (method, path, options = {}) =>
    request(method, path, { ...options, headers: { 'x-api-key': key, ...options.headers } });
  return {
    key,
    port,
    origin: `http://127.0.0.1:${port}`,
    request,
    call,
    get: (path, options) => call('GET', path, options),
    ticket: async () => (await call('POST', '/api/tickets')).json().ticket,
    live: (ticket, options) => connectLive(port, ticket === undefined ? '/live' : `/live?ticket=${ticket}`, options),
  };
}
