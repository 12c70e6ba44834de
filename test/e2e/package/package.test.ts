import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The package as users get it from npm: packed, then run by npx in a folder that has nothing else. */

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const manifest: { readonly version: string } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
const archive = `mission-runner-${manifest.version}.tgz`;

const MISSION = `name: Packed
tasks:
  L2.1: { run: echo built > built.txt }
tests:
  L3.1: { needs: L2.1, run: test -f built.txt }
`;

/** Two versions of Node are 330 MB of files. */
const TIMEOUT = 180_000;

let folder: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'mission-package-')));
  const nodes = join(folder, 'nodes');
  mkdirSync(nodes);
  for (const name of ['package.json', 'package-lock.json']) {
    cpSync(fileURLToPath(new URL(`nodes/${name}`, import.meta.url)), join(nodes, name));
  }
  const installed = await npm(['ci', '--no-audit', '--no-fund', '--ignore-scripts'], nodes, process.env);
  expect(installed).toMatchObject({ exitCode: 0 });
  const packed = await npm(['pack', '--ignore-scripts', '--pack-destination', folder], repository, cleanEnvironment());
  expect(packed).toMatchObject({ exitCode: 0 });
}, TIMEOUT);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

it('contains what users run and read, and nothing else', () => {
  const { stdout } = spawnSync('tar', ['-tzf', join(folder, archive)], { encoding: 'utf8' });
  const names = stdout.split('\n').filter((name) => name !== '');
  const top = new Set(names.map((name) => name.split('/').slice(1, 2).join()));
  expect([...top].sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', 'schema']);
  expect(names).toContain('package/dist/THIRD-PARTY-NOTICES.txt');
  expect(names).toContain('package/schema/mission.schema.json');
  const built = readdirSync(join(repository, 'dist', 'chunks')).map((name) => `package/dist/chunks/${name}`);
  expect(names.filter((name) => name.startsWith('package/dist/chunks/')).sort()).toEqual(built.sort());
});

/** npm has builds of the older versions for Linux. */
const MAJORS = process.platform === 'linux' ? [20, 22, 24] : [24];

describe.each(MAJORS)('with Node %i', (major) => {
  it('runs a mission by npx, in an empty folder and without any network', { timeout: TIMEOUT }, async () => {
    const work = join(folder, `work-${major}`);
    mkdirSync(work);
    writeFileSync(join(work, 'mission.yml'), MISSION);
    const env = { ...cleanEnvironment(nodeFolder(major)), npm_config_cache: join(folder, `cache-${major}`) };
    const node = spawnSync('node', ['--version'], { env, encoding: 'utf8' });
    expect(node.stdout).toMatch(new RegExp(`^v${major}\\.`));

    // Both names of the program: the first one as the documents have it, the second one as npx finds it in the registry.
    const packed = ['--yes', '--offline', '--package', join(folder, archive)];
    const version = await npx([...packed, 'mission-runner', '--version'], work, env);
    expect(version).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(manifest.version) });

    const run = await npx([...packed, 'mission', 'run', 'mission.yml', '--gate', 'off'], work, env);
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('all succeeded') });
    expect(readFileSync(join(work, 'built.txt'), 'utf8')).toBe('built\n');
    expect(readdirSync(work).sort()).toEqual(['.mission', 'built.txt', 'mission.yml']);
    const { machine } = JSON.parse(readFileSync(join(work, '.mission', 'mission.json'), 'utf8'));
    expect(machine.node).toMatch(new RegExp(`^v${major}\\.`));
  });

  it('says how to call it again, because npx leaves no program in PATH', { timeout: TIMEOUT }, async () => {
    const work = join(folder, `first-${major}`);
    mkdirSync(work);
    const env = { ...cleanEnvironment(nodeFolder(major)), npm_config_cache: join(folder, `cache-${major}`) };
    const packed = ['--yes', '--offline', '--package', join(folder, archive)];
    const first = await npx([...packed, 'mission-runner', 'init'], work, env);
    expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('npx mission-runner run mission.yml') });
    expect(await npx([...packed, 'mission-runner', 'validate', 'mission.yml'], work, env)).toMatchObject({
      exitCode: 0,
    });
  });
});

/** The folder with a program `node` of this major version. */
function nodeFolder(major: number): string {
  if (process.version.startsWith(`v${major}.`)) return dirname(process.execPath);
  return join(folder, 'nodes', 'node_modules', `node${major}-${process.platform}-${process.arch}`, 'bin');
}

/** A user's environment: npm hands its own settings to what it runs, and these tests run below npm. */
function cleanEnvironment(first?: string): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const path = [...(first === undefined ? [] : [first]), process.env.PATH ?? ''].join(delimiter);
  return { ...Object.fromEntries(entries), PATH: path };
}

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function npm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return runProgram('npm', args, cwd, env);
}

function npx(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return runProgram('npx', args, cwd, env);
}

function runProgram(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (data: Buffer) => {
      output[stream] += data.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}
