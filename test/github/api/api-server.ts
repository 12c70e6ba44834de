import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Replaces the answer to a request. A number is an HTTP status with GitHub's message for it. */
export type ApiFault =
  | number
  | 'reset'
  | 'hang'
  | 'not-json'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly message?: string };

export interface ApiServerOptions {
  /** Each request consumes one fault; undefined lets a request succeed. Once they are used up, requests succeed. */
  readonly faults?: readonly (ApiFault | undefined)[];
  /** The fault of every request that `faults` does not cover. */
  readonly always?: ApiFault;
  /** Milliseconds until each answer. */
  readonly slowness?: number;
  /** Comments that exist, oldest first. */
  readonly comments?: readonly StoredComment[];
  /** The token that is accepted. */
  readonly token?: string;
}

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
  readonly author_association: string;
}

export interface SentStatusRequest {
  readonly sha: string;
  readonly state: string;
  readonly description: string;
  readonly context: string;
  readonly target_url: string;
}

export interface ApiServer {
  /** GITHUB_API_URL. */
  readonly url: string;
  /** Accepted statuses, in order. */
  readonly statuses: readonly SentStatusRequest[];
  readonly comments: readonly StoredComment[];
  /** Method and path of each request, also of those that failed. */
  readonly requests: readonly string[];
  /** Monotonic times of their arrival, milliseconds. */
  readonly times: readonly number[];
  /** The last state of each context. */
  states(): Readonly<Record<string, string>>;
  /** The states of one context, in order. */
  statesOf(context: string): readonly string[];
  /** Settles when so many requests have arrived. */
  arrived(count: number): Promise<void>;
  /** Settles when a status of this context has been accepted. */
  reported(context: string): Promise<void>;
  close(): Promise<void>;
}

export const TOKEN = 'ghs_0123456789abcdefTheTokenOfTheTests';

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Resource not accessible by integration',
  404: 'Not Found',
  422: 'Validation Failed',
};

/** GitHub's REST API in memory: statuses of commits and comments of pull requests, with its rules for what it accepts. */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const { always, slowness = 0, token = TOKEN } = options;
  const faults = [...(options.faults ?? [])];
  const statuses: SentStatusRequest[] = [];
  const comments: StoredComment[] = [...(options.comments ?? [])];
  const requests: string[] = [];
  const times: number[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const expected: { readonly context: string; readonly resolve: () => void }[] = [];
  const sockets = new Set<Socket>();

  const answerTo = (method: string, url: URL, body: unknown): readonly [number, unknown] => {
    const [, owner, name, what, ...rest] = url.pathname.slice(1).split('/');
    if (`${owner}/${name}` !== 'octo/repo') return [404, { message: 'Not Found' }];
    if (what === 'statuses' && method === 'POST') {
      const status = { sha: rest[0] ?? '', ...(body as Omit<SentStatusRequest, 'sha'>) };
      const why = reasonToReject(status);
      if (why !== undefined) return [422, { message: 'Validation Failed', errors: [{ message: why }] }];
      statuses.push(status);
      for (const { resolve } of expected.filter(({ context }) => context === status.context)) resolve();
      return [201, { id: statuses.length }];
    }
    if (what === 'issues' && rest[0] === 'comments' && method === 'PATCH') {
      const found = comments.find(({ id }) => String(id) === rest[1]);
      if (found === undefined) return [404, { message: 'Not Found' }];
      found.body = (body as { readonly body: string }).body;
      return [200, found];
    }
    if (what === 'issues' && rest[1] === 'comments' && method === 'POST') {
      const bot = { login: 'github-actions[bot]', type: 'Bot' };
      const text = (body as { readonly body: string }).body;
      if (text.length > 65_536)
        return [422, { message: 'Validation Failed', errors: [{ message: 'body is too long' }] }];
      const comment = { id: 100 + comments.length, body: text, user: bot, author_association: 'NONE' };
      comments.push(comment);
      return [201, comment];
    }
    if (what === 'issues' && rest[1] === 'comments') {
      const page = Number(url.searchParams.get('page') ?? 1);
      const size = Number(url.searchParams.get('per_page') ?? 30);
      return [200, comments.slice((page - 1) * size, page * size)];
    }
    return [404, { message: 'Not Found' }];
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? '';
    requests.push(`${method} ${url.pathname}`);
    times.push(Number(process.hrtime.bigint()) / 1e6);
    for (const waiter of waiting.filter(({ count }) => requests.length >= count)) waiter.resolve();
    const body = await readBody(request);
    const fault = faults.length > 0 ? faults.shift() : always;
    if (slowness > 0) await new Promise((resolve) => setTimeout(resolve, slowness));
    if (fault !== undefined) return fail(fault, request, response);
    if (request.headers.authorization !== `Bearer ${token}`) return send(response, 401, { message: 'Bad credentials' });
    send(response, ...answerTo(method, url, body === '' ? undefined : JSON.parse(body)));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    statuses,
    comments,
    requests,
    times,
    states: () => Object.fromEntries(statuses.map(({ context, state }) => [context, state])),
    statesOf: (wanted) => statuses.filter(({ context }) => context === wanted).map(({ state }) => state),
    arrived: (count) =>
      requests.length >= count ? Promise.resolve() : new Promise((resolve) => void waiting.push({ count, resolve })),
    reported: (context) =>
      statuses.some((status) => status.context === context)
        ? Promise.resolve()
        : new Promise((resolve) => void expected.push({ context, resolve })),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** What GitHub rejects with 422. */
function reasonToReject({ state, description, context, sha }: SentStatusRequest): string | undefined {
  if (!/^[0-9a-f]{40}$/.test(sha)) return `No commit found for SHA: ${sha}`;
  if (!['pending', 'success', 'failure', 'error'].includes(state)) return 'State is not included in the list';
  if (description.length > 140) return 'description is too long (maximum is 140 characters)';
  if (/[\u{10000}-\u{10ffff}]/u.test(description)) return "description doesn't accept 4-byte Unicode";
  return context.length > 255 ? 'context is too long (maximum is 255 characters)' : undefined;
}

function fail(fault: ApiFault, request: IncomingMessage, response: ServerResponse): void {
  if (fault === 'hang') return;
  if (fault === 'reset') request.socket.destroy();
  else if (fault === 'not-json') response.writeHead(200).end('<html>');
  else if (typeof fault === 'number') send(response, fault, { message: MESSAGES[fault] ?? 'as the test wants it' });
  else send(response, fault.status, { message: fault.message ?? MESSAGES[fault.status] ?? '' }, fault.headers);
}

function send(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
