import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readZip } from './read-zip.ts';

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

/** What a job sees: the artifacts of all attempts of its run, or those of its own attempt. Services have done both. */
export type Scope = 'run' | 'attempt';

export interface ServerOptions {
  /** `run` if absent. Only within one scope must the names of artifacts differ. */
  readonly scope?: Scope;
  /** True: lists come in an order, with ids and times, from which nothing can be concluded. */
  readonly lies?: boolean;
}

export interface ArtifactServer {
  /** The variables that the runner would set for the step. */
  readonly environment: ServiceVariables;
  /** The same for a job of a later attempt of the run, with the number of the attempt. */
  attempt(number: number): ServiceVariables;
  /** Uploaded and finalized artifacts of all attempts by name, with their files. */
  readonly artifacts: ReadonlyMap<string, ReadonlyMap<string, Buffer>>;
  /** Names of the requests so far, such as `CreateArtifact`. */
  readonly requests: readonly string[];
  /** Bodies of the requests that create artifacts. */
  readonly created: readonly Record<string, unknown>[];
  /** An artifact as it was uploaded; empty if there is none. */
  archive(name: string): Buffer;
  /** Adds an artifact with this archive to the first attempt, whatever the archive is. */
  put(name: string, archive: Buffer): void;
  /** Overwrites the files in an artifact's archive. */
  damage(name: string): void;
  /** Settles when a request of this kind has arrived. */
  arrived(request: string): Promise<void>;
  close(): Promise<void>;
}

/** `ACTIONS_RESULTS_URL` and `ACTIONS_RUNTIME_TOKEN`, for a later attempt also `GITHUB_RUN_ATTEMPT`. */
export type ServiceVariables = Readonly<Record<string, string>>;

/** An artifact that has been created. Its content is there once the upload has ended. */
interface Stored {
  readonly name: string;
  readonly attempt: number;
  readonly id: string;
  /** ISO 8601. */
  readonly created: string;
  readonly blocks: Map<string, Buffer>;
  blob: Buffer;
  isFinal: boolean;
}

/** Long, because a runner masks the signature everywhere in the log. */
const signature = 'c2lnbmF0dXJlLW9mLXRoZS10ZXN0LXNlcnZlcg';

/** An artifact service in memory, with the protocol of GitHub's toolkit. Artifacts with the names in `taken` exist already. */
export async function startArtifactServer(
  faults: Faults = {},
  taken: readonly string[] = [],
  { scope = 'run', lies = false }: ServerOptions = {},
): Promise<ArtifactServer> {
  const left = {
    create: [...(faults.create ?? [])],
    blob: [...(faults.blob ?? [])],
    finalize: [...(faults.finalize ?? [])],
  };
  const stored: Stored[] = [];
  const artifacts = new Map<string, Map<string, Buffer>>();
  const requests: string[] = [];
  const created: Record<string, unknown>[] = [];
  const waiting: { readonly request: string; readonly resolve: () => void }[] = [];
  const sockets = new Set<Socket>();

  /** What a job of this attempt sees. */
  const visible = (attempt: number): readonly Stored[] =>
    stored.filter((each) => scope === 'run' || each.attempt === attempt);

  const store = (name: string, attempt: number): Stored => {
    const number = stored.length;
    // A service that lies gives later artifacts smaller ids and earlier times.
    const id = String(lies ? 9000 - number : 1001 + number);
    const time = Date.UTC(2026, 0, 2) + (lies ? -1 : 1) * number * 60_000;
    const made = { name, attempt, id, created: new Date(time).toISOString() };
    const artifact = { ...made, blocks: new Map<string, Buffer>(), blob: Buffer.alloc(0), isFinal: false };
    stored.push(artifact);
    return artifact;
  };

  const finalize = (artifact: Stored): string => {
    artifact.isFinal = true;
    const { name, blob } = artifact;
    // Content that is not an archive is a single file under the artifact's name.
    artifacts.set(name, isArchive(blob) ? readZip(blob) : new Map([[name, blob]]));
    return artifact.id;
  };

  const urlOf = (artifact: Stored): string => {
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/blob/${stored.indexOf(artifact)}?sig=${signature}`;
  };

  /** Status and JSON of a call to the service. */
  const answerTo = (method: string, call: Record<string, unknown>, attempt: number): readonly [number, unknown] => {
    const seen = visible(attempt);
    const named = seen.find(({ name }) => name === call.name);
    switch (method) {
      case 'CreateArtifact': {
        const name = String(call.name);
        if (named !== undefined || taken.includes(name)) return [409, { code: 'already_exists', msg: 'name is taken' }];
        return [200, { ok: true, signed_upload_url: urlOf(store(name, attempt)) }];
      }
      case 'FinalizeArtifact':
        if (named === undefined) return [404, { msg: 'no such artifact' }];
        return [200, { ok: true, artifact_id: finalize(named) }];
      case 'ListArtifacts': {
        const found = seen.filter(
          ({ isFinal, name, id }) => isFinal && matches(call.name_filter, name) && matches(call.id_filter, id),
        );
        const shown = lies ? found.toReversed() : found;
        return [200, { artifacts: shown.map((each) => listed(each)) }];
      }
      case 'GetSignedArtifactURL': {
        // The job's id in the list says of which attempt it is, because names may repeat.
        const wanted = seen.find((each) => each.name === call.name && jobOf(each) === call.workflow_job_run_backend_id);
        return wanted?.isFinal === true ? [200, { signed_url: urlOf(wanted) }] : [404, { msg: 'no such artifact' }];
      }
      default:
        return [404, { msg: `unknown method ${method}` }];
    }
  };

  const serveBlob = (url: URL, verb: string, body: Buffer, response: ServerResponse): void => {
    const artifact = stored[Number(url.pathname.slice('/blob/'.length))];
    if (artifact === undefined) return void response.writeHead(404).end();
    if (verb === 'GET') {
      const type = isArchive(artifact.blob) ? 'application/zip' : 'application/octet-stream';
      const file = `${artifact.name}${isArchive(artifact.blob) ? '.zip' : ''}`;
      const disposition = `attachment; filename="${encodeURIComponent(file)}"`;
      response.writeHead(200, { 'content-type': type, 'content-disposition': disposition }).end(artifact.blob);
      return;
    }
    const { blocks } = artifact;
    if (url.searchParams.get('comp') === 'block') blocks.set(url.searchParams.get('blockid') ?? '', body);
    else if (url.searchParams.get('comp') === 'blocklist') {
      const order = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map((match) => match[1] ?? '');
      artifact.blob = Buffer.concat(order.map((id) => blocks.get(id) ?? Buffer.alloc(0)));
    } else artifact.blob = body;
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
    const reads = ['ListArtifacts', 'GetSignedArtifactURL'].includes(method) || request.method === 'GET';
    const fault = reads ? undefined : queue.shift();
    const attempt = attemptOf(request.headers.authorization);
    if (fault !== undefined && method === 'FinalizeArtifact' && faults.finalizeAnyway === true)
      answerTo(method, call, attempt);
    if (fault === 'hang') return;
    if (fault === 'reset') request.socket.destroy();
    else if (fault === 'not-json') response.writeHead(200).end('<html>');
    else if (fault !== undefined) sendJson(response, fault, { msg: 'as the test wants it' });
    else if (method === 'blob') serveBlob(url, request.method ?? '', body, response);
    else sendJson(response, ...answerTo(method, call, attempt));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const variables = (attempt: number): ServiceVariables => ({
    ACTIONS_RESULTS_URL: `http://127.0.0.1:${port}/`,
    ACTIONS_RUNTIME_TOKEN: runtimeToken(attempt),
  });
  return {
    environment: variables(1),
    attempt: (number) => ({ ...variables(number), GITHUB_RUN_ATTEMPT: String(number) }),
    artifacts,
    requests,
    created,
    archive: (name) => stored.find((each) => each.name === name)?.blob ?? Buffer.alloc(0),
    put: (name, blob) => {
      const artifact = store(name, 1);
      artifact.blob = blob;
      artifact.isFinal = true;
    },
    damage: (name) => {
      for (const { blob } of stored.filter((each) => each.name === name)) blob.fill(0x55, 60, directoryOf(blob));
    },
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

/** Where the list of files begins that ends an archive. Everything before it is damaged: the files are in any order, and only some are read. */
function directoryOf(blob: Buffer): number {
  return isArchive(blob) ? Math.min(blob.readUInt32LE(blob.length - 6), blob.length) : blob.length >> 1;
}

function isArchive(blob: Buffer): boolean {
  return blob.subarray(0, 2).toString() === 'PK';
}

function matches(filter: unknown, value: string): boolean {
  return filter === undefined || filter === value;
}

function jobOf({ attempt }: Stored): string {
  return `job-${attempt}`;
}

function listed(artifact: Stored): Record<string, string> {
  const { id, name, created, blob } = artifact;
  return {
    workflow_run_backend_id: 'run',
    workflow_job_run_backend_id: jobOf(artifact),
    database_id: id,
    name,
    size: String(blob.length),
    created_at: created,
  };
}

/** The attempt in the scope of a token of `runtimeToken`. */
function attemptOf(authorization = ''): number {
  const [, claims = ''] = authorization.split('.');
  return Number(/job-(\d+)/.exec(Buffer.from(claims, 'base64url').toString())?.[1] ?? 1);
}

/** The client reads the scope and leaves the signature to the service. */
function runtimeToken(attempt: number): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ scp: `Actions.Results:run:job-${attempt}` })}.${signature}`;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
