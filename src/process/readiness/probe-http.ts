import type { ClientRequest } from 'node:http';
import { errorCode } from '../../base/error-code.ts';
import { describeNetworkProblem } from './network-problem.ts';
import { notReady, type Probe, ready, type Seen } from './probe.ts';

/**
 * Sends a GET request. The status decides. The body is not read, because it may be endless.
 *
 * @param url `http:` or `https:`; with any other URL the service is never ready
 */
export function probeHttp(url: string): Probe {
  return async (signal) => {
    const request = await send(url);
    if (request === undefined) return notReady('its URL is not one with http: or https:');
    return watch(request, signal);
  };
}

function watch(request: ClientRequest, signal: AbortSignal): Promise<Seen> {
  return new Promise((resolve) => {
    // The first result counts: closing the connection after an answer may look like an error.
    let seen: Seen | undefined;
    const cut = () => {
      seen ??= notReady('no answer in time');
      request.destroy();
    };
    request.on('response', (response) => {
      seen ??= judge(response.statusCode);
      response.on('error', () => {});
      response.destroy();
    });
    request.on('upgrade', (response, socket) => {
      seen ??= judge(response.statusCode);
      socket.destroy();
    });
    request.on('error', (error) => {
      seen ??= notReady(describe(error));
    });
    // Always the last event: nothing is open any more.
    request.on('close', () => {
      signal.removeEventListener('abort', cut);
      resolve(seen ?? notReady('connection closed without an answer'));
    });
    if (signal.aborted) cut();
    else signal.addEventListener('abort', cut);
    request.end();
  });
}

/** The modules are loaded here, because they take 35 ms to load, and most runs do not need them. */
async function send(url: string): Promise<ClientRequest | undefined> {
  if (!URL.canParse(url)) return undefined;
  // No agent: a connection that is kept would outlive the wait, and answer although nothing listens any more.
  const options = { agent: false, headers: { connection: 'close', accept: '*/*', 'user-agent': 'mission-runner' } };
  const target = new URL(url);
  switch (target.protocol) {
    case 'http:':
      return (await import('node:http')).request(target, options);
    case 'https:':
      return (await import('node:https')).request(target, options);
    default:
      return undefined;
  }
}

function judge(status = 0): Seen {
  return status >= 200 && status < 400 ? ready : notReady(`status ${status}`);
}

function describe(error: Error): string {
  const code = errorCode(error) ?? '';
  if (code.startsWith('HPE_')) return `an answer that is not HTTP (${code})`;
  if (code.startsWith('ERR_TLS') || code.includes('CERT') || code.includes('SIGNATURE')) {
    return `a certificate that is not trusted (${code}); name its authority in NODE_EXTRA_CA_CERTS or use \`tcp:\``;
  }
  return describeNetworkProblem(error);
}
