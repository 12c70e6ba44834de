import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { missingService, type UploadOutcome, uploadDocuments } from '../../src/github/service/upload.ts';
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

describe('uploadDocuments with the real client and a fake service', () => {
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

  test('the artifact contains the files under their paths', async () => {
    await serve();
    expect(await upload()).toEqual({ type: 'uploaded', name: 'reports', id: 1001 });
    const files = server.artifacts.get('reports');
    expect([...(files?.keys() ?? [])].sort()).toEqual(['final-report.md', 'logs/L2.1.log']);
    expect(files?.get('logs/L2.1.log')?.toString()).toBe('out\n');
  });

  test('the next name is tried if one exists', async () => {
    await serve({}, ['reports', 'reports-2']);
    expect(await upload()).toEqual({ type: 'uploaded', name: 'reports-x', id: 1001 });
  });

  test('fails with the conflict if all names exist', async () => {
    await serve({}, ['reports', 'reports-2', 'reports-x']);
    expect(await upload()).toMatchObject({ type: 'failed', why: expect.stringContaining('(409)') });
  });

  test('F41 retries after one 5xx', async () => {
    await serve({ create: [503] });
    expect(await upload()).toMatchObject({ type: 'uploaded' });
    expect(server.requests.filter((request) => request === 'CreateArtifact')).toHaveLength(2);
  });

  test('F41 stops at the limit if every response is 5xx', async () => {
    await serve({ create: Array.from({ length: 100 }, () => 500) });
    expect(await upload(500)).toEqual({ type: 'failed', why: 'not finished within 0.5 s' });
  });

  test('F41 stops at the limit if the service does not respond', async () => {
    await serve({ create: ['hang'] });
    expect(await upload(300)).toEqual({ type: 'failed', why: 'not finished within 0.3 s' });
  });

  test('F41 fails if the connection is reset', async () => {
    await serve({ create: ['reset'] });
    expect(await upload()).toMatchObject({ type: 'failed', why: expect.stringContaining('ECONNRESET') });
  });

  test('F41 fails on a conflict if the artifact was not finalized', async () => {
    await serve({ finalize: [409] });
    expect(await upload()).toMatchObject({ type: 'failed' });
    expect(server.requests).toContain('ListArtifacts');
  });

  test('F41 succeeds on a conflict if the response to the first request was lost', async () => {
    await serve({ finalize: [409], finalizeAnyway: true });
    expect(await upload()).toEqual({ type: 'uploaded', name: 'reports', id: 1001 });
  });

  test('F40 an abort ends the upload immediately', async () => {
    await serve({ blob: ['hang'] });
    const controller = new AbortController();
    const outcome = upload(60_000, controller.signal);
    await server.arrived('blob');
    controller.abort();
    expect(await outcome).toEqual({ type: 'cut' });
  });

  test('sends no request if it was aborted before the start', async () => {
    await serve();
    expect(await upload(1000, AbortSignal.abort())).toEqual({ type: 'cut' });
    expect(server.requests).toEqual([]);
  });

  test('fails without throwing if a file is missing', async () => {
    await serve();
    rmSync(join(dir, 'final-report.md'));
    expect(await upload()).toMatchObject({ type: 'failed', why: expect.stringContaining('final-report.md') });
  });
});

test('F42 missingService recognizes runners without an artifact service', () => {
  const service = { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'http://127.0.0.1/' };
  expect(missingService({})).toContain('no artifact service');
  expect(missingService({ ...service, ACTIONS_RUNTIME_TOKEN: '' })).toContain('no artifact service');
  expect(missingService({ ...service, GITHUB_SERVER_URL: 'https://code.example.com' })).toContain('code.example.com');
  expect(missingService(service)).toBeUndefined();
  expect(missingService({ ...service, GITHUB_SERVER_URL: 'https://octo.ghe.com' })).toBeUndefined();
});
