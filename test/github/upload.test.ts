import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { missingService, type UploadOutcome, uploadDocuments } from '../../src/github/upload.ts';
import { type ArtifactServer, type Faults, startArtifactServer } from '../e2e/action/artifact-server.ts';

let dir: string;
let server: ArtifactServer;

async function serve(faults: Faults = {}, taken: readonly string[] = []): Promise<void> {
  server = await startArtifactServer(faults, taken);
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
  vi.stubEnv('GITHUB_SERVER_URL', 'https://github.com');
}

function upload(limit = 20_000, signal = new AbortController().signal): Promise<UploadOutcome> {
  const files = [join(dir, 'final-report.md'), join(dir, 'logs', 'L2.1.log')];
  return uploadDocuments({ names: ['reports', 'reports-2', 'reports-x'], files, dir, limit, signal });
}

describe('uploadDocuments, the real client against the protocol', () => {
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'upload-'));
    mkdirSync(join(dir, 'logs'));
    writeFileSync(join(dir, 'final-report.md'), '# Report\n');
    writeFileSync(join(dir, 'logs', 'L2.1.log'), 'out\n');
    // The client prints its progress to standard output.
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await server.close();
    rmSync(dir, { recursive: true });
  });

  test('the artifact holds the files under their paths', async () => {
    await serve();
    expect(await upload()).toEqual({ type: 'uploaded', name: 'reports', id: 1001 });
    const files = server.artifacts.get('reports');
    expect([...(files?.keys() ?? [])].sort()).toEqual(['final-report.md', 'logs/L2.1.log']);
    expect(files?.get('logs/L2.1.log')?.toString()).toBe('out\n');
  });

  test('a name that is taken gives way to the next', async () => {
    await serve({}, ['reports', 'reports-2']);
    expect(await upload()).toEqual({ type: 'uploaded', name: 'reports-x', id: 1001 });
  });

  test('all names taken is a failure that says so', async () => {
    await serve({}, ['reports', 'reports-2', 'reports-x']);
    expect(await upload()).toMatchObject({ type: 'failed', why: expect.stringContaining('(409)') });
  });

  test('F41 one 5xx is retried', async () => {
    await serve({ create: [503] });
    expect(await upload()).toMatchObject({ type: 'uploaded' });
    expect(server.requests.filter((request) => request === 'CreateArtifact')).toHaveLength(2);
  });

  test('F41 5xx for ever ends at the limit', async () => {
    await serve({ create: Array.from({ length: 100 }, () => 500) });
    expect(await upload(500)).toEqual({ type: 'failed', why: 'not done within 0.5 s' });
  });

  test('F41 a service that never answers ends at the limit', async () => {
    await serve({ create: ['hang'] });
    expect(await upload(300)).toEqual({ type: 'failed', why: 'not done within 0.3 s' });
  });

  test('F41 a reset connection is a failure', async () => {
    await serve({ create: ['reset'] });
    expect(await upload()).toMatchObject({ type: 'failed', why: expect.stringContaining('ECONNRESET') });
  });

  test('F41 a conflict on finalize of something that is not there is a failure', async () => {
    await serve({ finalize: [409] });
    expect(await upload()).toMatchObject({ type: 'failed' });
    expect(server.requests).toContain('ListArtifacts');
  });

  test('F41 a conflict on finalize because our first answer was lost is a success', async () => {
    await serve({ finalize: [409], finalizeAnyway: true });
    expect(await upload()).toEqual({ type: 'uploaded', name: 'reports', id: 1001 });
  });

  test('F40 an abort in the middle cuts at once', async () => {
    await serve({ blob: ['hang'] });
    const controller = new AbortController();
    const outcome = upload(60_000, controller.signal);
    await server.arrived('blob');
    controller.abort();
    expect(await outcome).toEqual({ type: 'cut' });
  });

  test('aborted before the start: nothing is asked', async () => {
    await serve();
    expect(await upload(1000, AbortSignal.abort())).toEqual({ type: 'cut' });
    expect(server.requests).toEqual([]);
  });

  test('a file that is gone is a failure, not a crash', async () => {
    await serve();
    rmSync(join(dir, 'final-report.md'));
    expect(await upload()).toMatchObject({ type: 'failed', why: expect.stringContaining('final-report.md') });
  });
});

test('F42 missingService recognises runners without artifacts', () => {
  const service = { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'http://127.0.0.1/' };
  expect(missingService({})).toContain('no artifact service');
  expect(missingService({ ...service, ACTIONS_RUNTIME_TOKEN: '' })).toContain('no artifact service');
  expect(missingService({ ...service, GITHUB_SERVER_URL: 'https://code.example.com' })).toContain('code.example.com');
  expect(missingService(service)).toBeUndefined();
  expect(missingService({ ...service, GITHUB_SERVER_URL: 'https://octo.ghe.com' })).toBeUndefined();
});
