import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ArtifactServer, type ServerOptions, startArtifactServer } from './artifact-server.ts';

// The client itself reads the variables of this process.
let before: NodeJS.ProcessEnv;
let folder: string;
let server: ArtifactServer | undefined;
beforeEach(() => {
  before = { ...process.env };
  folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
});
afterEach(async () => {
  await server?.close();
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: ServerOptions): Promise<DefaultArtifactClient> {
  server = await startArtifactServer({}, [], options);
  Object.assign(process.env, server.environment, { GITHUB_SERVER_URL: 'https://github.com' });
  return new DefaultArtifactClient();
}

/** Continues as a job of a later attempt of the same run. */
function asAttempt(number: number): void {
  Object.assign(process.env, server?.attempt(number));
}

async function upload(client: DefaultArtifactClient, name: string, text: string): Promise<number | undefined> {
  const file = join(folder, 'content.txt');
  writeFileSync(file, text);
  return (await client.uploadArtifact(name, [file], folder)).id;
}

async function download(client: DefaultArtifactClient, id: number): Promise<string> {
  const path = mkdtempSync(join(folder, 'download-'));
  await client.downloadArtifact(id, { path });
  return readFileSync(join(path, 'content.txt'), 'utf8');
}

async function namesIn(client: DefaultArtifactClient): Promise<readonly string[]> {
  return (await client.listArtifacts()).artifacts.map(({ name }) => name);
}

test('an artifact is listed and downloaded with the client of the toolkit', async () => {
  const client = await start({});
  const id = await upload(client, 'first', 'one');
  await upload(client, 'second', 'two');
  expect(await namesIn(client)).toEqual(['first', 'second']);
  expect(await download(client, id ?? 0)).toBe('one');
});

test('an archive is downloaded as it is', async () => {
  const client = await start({});
  const id = await upload(client, 'first', 'one');
  const path = mkdtempSync(join(folder, 'raw-'));
  await client.downloadArtifact(id ?? 0, { path, skipDecompress: true });
  const [name = ''] = readdirSync(path);
  expect(name).toBe('first.zip');
  expect(readFileSync(join(path, name)).subarray(0, 2).toString()).toBe('PK');
});

test('if artifacts belong to the run, a second attempt sees those of the first, and a name is taken', async () => {
  const client = await start({ scope: 'run' });
  const id = await upload(client, 'part', 'one');
  asAttempt(2);
  expect(await namesIn(client)).toEqual(['part']);
  expect(await download(client, id ?? 0)).toBe('one');
  await expect(upload(client, 'part', 'two')).rejects.toThrow(/\(409\)/);
});

test('if artifacts belong to an attempt, a second attempt sees only its own, and a name is free', async () => {
  const client = await start({ scope: 'attempt' });
  const first = await upload(client, 'part', 'one');
  asAttempt(2);
  expect(await namesIn(client)).toEqual([]);
  await expect(download(client, first ?? 0)).rejects.toThrow(/No artifacts found/);
  const second = await upload(client, 'part', 'two');
  expect(await download(client, second ?? 0)).toBe('two');
});

test('a service that lies gives a later artifact an earlier time and a smaller id', async () => {
  const client = await start({ lies: true });
  const first = await upload(client, 'first', 'one');
  const second = await upload(client, 'second', 'two');
  expect(second).toBeLessThan(first ?? 0);
  const { artifacts } = await client.listArtifacts();
  expect(artifacts.map(({ name }) => name)).toEqual(['second', 'first']);
  const [later, earlier] = artifacts;
  expect(later?.createdAt?.getTime()).toBeLessThan(earlier?.createdAt?.getTime() ?? 0);
  expect(await download(client, second ?? 0)).toBe('two');
});
