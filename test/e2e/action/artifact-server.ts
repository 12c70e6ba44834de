import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inflateRawSync } from 'node:zlib';

/** Replaces the response to a request. A number is an HTTP status; `hang` never responds. */
export type Fault = number | 'reset' | 'hang' | 'not-json';

/** Each request of a kind consumes one fault; once they are used up, requests succeed. */
export interface Faults {
  readonly create?: readonly Fault[];
  readonly blob?: readonly Fault[];
  readonly finalize?: readonly Fault[];
  /** True: a finalize request with a fault still takes effect, and only its response is lost. */
  readonly finalizeAnyway?: boolean;
}

export interface ArtifactServer {
  /** The variables that the runner would set for the step. */
  readonly environment: { readonly ACTIONS_RESULTS_URL: string; readonly ACTIONS_RUNTIME_TOKEN: string };
  /** Uploaded and finalized artifacts by name, with their files. */
  readonly artifacts: ReadonlyMap<string, ReadonlyMap<string, Buffer>>;
  /** Names of the requests so far, such as `CreateArtifact`. */
  readonly requests: readonly string[];
  /** Bodies of the requests that create artifacts. */
  readonly created: readonly Record<string, unknown>[];
  /** Settles when a request of this kind has arrived. */
  arrived(request: string): Promise<void>;
  close(): Promise<void>;
}

/** Long, because a runner masks the signature everywhere in the log. */
const signature = 'c2lnbmF0dXJlLW9mLXRoZS10ZXN0LXNlcnZlcg';

/** An artifact service in memory, with the protocol of GitHub's toolkit. Artifacts with the names in `taken` exist already. */
export async function startArtifactServer(faults: Faults = {}, taken: readonly string[] = []): Promise<ArtifactServer> {
  const left = {
    create: [...(faults.create ?? [])],
    blob: [...(faults.blob ?? [])],
    finalize: [...(faults.finalize ?? [])],
  };
  const names = new Set(taken);
  const blocks = new Map<string, Map<string, Buffer>>();
  const blobs = new Map<string, Buffer>();
  const artifacts = new Map<string, Map<string, Buffer>>();
  const ids = new Map<string, string>();
  const requests: string[] = [];
  const created: Record<string, unknown>[] = [];
  const waiting: { readonly request: string; readonly resolve: () => void }[] = [];
  const sockets = new Set<Socket>();

  const finalize = (name: string): string => {
    const blob = blobs.get(name) ?? Buffer.alloc(0);
    // Content that is not an archive is a single file under the artifact's name.
    artifacts.set(name, blob.subarray(0, 2).toString() === 'PK' ? readZip(blob) : new Map([[name, blob]]));
    const id = String(1000 + artifacts.size);
    ids.set(name, id);
    return id;
  };

  /** Status and JSON of a call to the service. */
  const answerTo = (method: string, name: string, filter: unknown): readonly [number, unknown] => {
    switch (method) {
      case 'CreateArtifact': {
        if (names.has(name)) return [409, { code: 'already_exists', msg: 'name is taken' }];
        names.add(name);
        const { port } = server.address() as AddressInfo;
        const url = `http://127.0.0.1:${port}/blob/${encodeURIComponent(name)}?sig=${signature}`;
        return [200, { ok: true, signed_upload_url: url }];
      }
      case 'FinalizeArtifact':
        return [200, { ok: true, artifact_id: finalize(name) }];
      case 'ListArtifacts': {
        const origin = { workflow_run_backend_id: 'run', workflow_job_run_backend_id: 'job', size: '1' };
        const found = [...ids].filter(([known]) => filter === undefined || known === filter);
        return [200, { artifacts: found.map(([known, id]) => ({ ...origin, database_id: id, name: known })) }];
      }
      default:
        return [404, { msg: `unknown method ${method}` }];
    }
  };

  const putBlob = (url: URL, body: Buffer, response: ServerResponse): void => {
    const name = decodeURIComponent(url.pathname.slice('/blob/'.length));
    const parts = blocks.get(name) ?? new Map<string, Buffer>();
    blocks.set(name, parts);
    if (url.searchParams.get('comp') === 'block') parts.set(url.searchParams.get('blockid') ?? '', body);
    else if (url.searchParams.get('comp') === 'blocklist') {
      const order = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map((match) => match[1] ?? '');
      blobs.set(name, Buffer.concat(order.map((id) => parts.get(id) ?? Buffer.alloc(0))));
    } else blobs.set(name, body);
    response.writeHead(201).end();
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = url.pathname.startsWith('/blob/') ? 'blob' : url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
    requests.push(method);
    for (const waiter of waiting.filter((candidate) => candidate.request === method)) waiter.resolve();
    const body = await readBody(request);
    const call = method === 'blob' ? {} : (JSON.parse(body.toString()) as Record<string, unknown>);
    if (method === 'CreateArtifact') created.push(call);
    const queue = method === 'blob' ? left.blob : method === 'CreateArtifact' ? left.create : left.finalize;
    const fault = method === 'ListArtifacts' ? undefined : queue.shift();
    if (fault !== undefined && method === 'FinalizeArtifact' && faults.finalizeAnyway === true)
      finalize(String(call.name));
    if (fault === 'hang') return;
    if (fault === 'reset') request.socket.destroy();
    else if (fault === 'not-json') response.writeHead(200).end('<html>');
    else if (fault !== undefined) sendJson(response, fault, { msg: 'as the test wants it' });
    else if (method === 'blob') putBlob(url, body, response);
    else sendJson(response, ...answerTo(method, String(call.name), call.name_filter));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: { ACTIONS_RESULTS_URL: `http://127.0.0.1:${port}/`, ACTIONS_RUNTIME_TOKEN: runtimeToken() },
    artifacts,
    requests,
    created,
    arrived: (request) =>
      requests.includes(request)
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.push({ request, resolve })),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The client reads the scope and leaves the signature to the service. */
function runtimeToken(): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ scp: 'Actions.Results:run:job' })}.${signature}`;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** Names and contents from the central directory: only it has the sizes of streamed entries. */
function readZip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const header = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const data = zip.subarray(start, start + size);
    files.set(name, method === 0 ? data : inflateRawSync(data));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}
