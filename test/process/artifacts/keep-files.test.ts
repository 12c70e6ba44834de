import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CollectedArtifacts, keepFiles, mostBytes, mostFiles } from '../../../src/process/artifacts/keep-files.ts';
import { type KeptBefore, nothingKept } from '../../../src/process/artifacts/kept-before.ts';
import { createEnsureFolder } from '../../../src/process/contract/task-files.ts';
import { createRedactor } from '../../../src/secrets/redact.ts';

interface Place {
  readonly root: string;
  readonly target: string;
  write(name: string, text?: string): void;
  keep(
    patterns: readonly string[],
    options?: { exitedWell?: boolean; optional?: string; exact?: boolean; before?: KeptBefore },
  ): Promise<CollectedArtifacts>;
  kept(name: string): string | undefined;
}

function place(secrets: Parameters<typeof createRedactor>[0] = []): Place {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'mission-keep-')));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const root = join(home, 'root');
  const target = join(home, 'run/files/a');
  mkdirSync(root);
  return {
    root,
    target,
    write: (name, text = name) => {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    },
    keep: (patterns, { exitedWell = true, optional, exact = false, before = nothingKept() } = {}) =>
      keepFiles({
        ...{
          root,
          target,
          exitedWell,
          exact,
          before,
          folder: 'pkg',
          ensureFolder: createEnsureFolder(),
          redactor: createRedactor(secrets).redactor,
        },
        patterns: patterns.map((pattern, index) => ({ pattern, line: 10 + index })),
        ...(optional === undefined ? {} : { optional }),
      }),
    kept: (name) => (existsSync(join(target, name)) ? readFileSync(join(target, name), 'utf8') : undefined),
  };
}

describe('the files that a task keeps', () => {
  it('are those of a path, a folder and a pattern, each once, and those of an earlier attempt are gone', async () => {
    const at = place();
    mkdirSync(at.target, { recursive: true });
    writeFileSync(join(at.target, 'of-attempt-1'), 'x');
    for (const name of ['a.txt', 'dist/x.js', 'dist/deep/y.js', 'reports/1.xml', 'reports/1.log', '.hidden/z'])
      at.write(name);
    const { artifacts, artifactsProblem } = await at.keep(['a.txt', 'dist', 'dist/x.js', 'reports/*.xml', '.hidden/z']);
    expect(artifactsProblem).toBeUndefined();
    expect(artifacts?.files).toEqual(['.hidden/z', 'a.txt', 'dist/deep/y.js', 'dist/x.js', 'reports/1.xml']);
    expect(artifacts).toMatchObject({ count: 5, bytes: 9 + 5 + 14 + 9 + 13 });
    expect(at.kept('dist/deep/y.js')).toBe('dist/deep/y.js');
    expect(at.kept('of-attempt-1')).toBeUndefined();
  });

  it('F377: are copied again after `finally`: what it changes and adds is kept, and what it removes stays', async () => {
    const at = place();
    for (const name of ['out/a', 'out/b', 'out/c']) at.write(name);
    const before = nothingKept();
    const patterns = ['out', 'shop.log'];
    const first = await at.keep(patterns, { before });
    expect(first.artifactsProblem).toBe(
      'artifacts "shop.log" (line 11 of the mission file): expected at least one file, found none',
    );
    rmSync(join(at.root, 'out/a'));
    at.write('out/b', 'changed by finally');
    at.write('shop.log', 'collected');
    const second = await at.keep(patterns, { before });
    expect(second).toEqual({
      artifacts: { count: 4, bytes: 5 + 18 + 5 + 9, files: ['out/a', 'out/b', 'out/c', 'shop.log'] },
    });
    expect([at.kept('out/a'), at.kept('out/b'), at.kept('shop.log')]).toEqual([
      'out/a',
      'changed by finally',
      'collected',
    ]);
    rmSync(join(at.root, 'out'), { recursive: true });
    expect((await at.keep(patterns, { before })).artifacts?.count).toBe(4);
  });

  it('F295: fail a task that exited with 0 if an item matches nothing, with its line', async () => {
    const at = place();
    at.write('a.txt');
    expect((await at.keep(['a.txt', 'coverage/**'])).artifactsProblem).toBe(
      'artifacts "coverage/**" (line 11 of the mission file): expected at least one file, found none',
    );
    expect(await at.keep(['coverage/**'], { exitedWell: false })).toEqual({});
    at.write('pkg/coverage/index.html');
    expect((await at.keep(['coverage'])).artifactsProblem).toMatch(/found none; did you mean pkg\/coverage\?$/);
  });

  it('F295: never come from outside of the root, through a link or in its place', async () => {
    const at = place();
    writeFileSync(join(at.root, '../secret'), 'secret');
    mkdirSync(join(at.root, '../folder'));
    writeFileSync(join(at.root, '../folder/secret'), 'secret');
    symlinkSync('../secret', join(at.root, 'link'));
    symlinkSync('../folder', join(at.root, 'out'));
    at.write('real');
    const kept = await at.keep(['**', 'link', 'out/secret', 'out/**'], { exitedWell: false });
    expect(kept.artifacts?.files).toEqual(['real']);
    rmSync(at.root, { recursive: true });
    symlinkSync('folder', at.root);
    expect((await at.keep(['**'])).artifactsProblem).toContain('found that the task has replaced it');
    expect(at.kept('secret')).toBeUndefined();
  });

  it('F295: are limited in number and size, and a note says what was left out', async () => {
    const at = place();
    for (let index = 0; index <= mostFiles; index += 1) at.write(`many/${index}`, '');
    expect((await at.keep(['many'])).artifacts).toMatchObject({
      count: mostFiles,
      note: `1 of ${mostFiles + 1} files were not kept: a task keeps at most ${mostFiles} files`,
    });
    rmSync(join(at.root, 'many'), { recursive: true });
    at.write('a', 'a');
    at.write('huge', '');
    truncateSync(join(at.root, 'huge'), mostBytes);
    const { artifacts } = await at.keep(['**']);
    expect(artifacts?.files).toEqual(['a']);
    expect(artifacts?.note).toMatch(/^1 of 2 files were not kept: .*, and huge would be more$/);
  });

  it('F296: have no secret in the copy, and the file of the task does not change', async () => {
    const at = place([{ name: 'KEY', value: 'sw0rdfish-42' }]);
    at.write('config.json', '{"key":"sw0rdfish-42"}');
    expect((await at.keep(['config.json'])).artifacts?.count).toBe(1);
    expect(at.kept('config.json')).toBe('{"key":"***"}');
    expect(readFileSync(join(at.root, 'config.json'), 'utf8')).toContain('sw0rdfish-42');
  });

  it('F673 one whose path contains a secret is not kept, and a note says so', async () => {
    const at = place([{ name: 'KEY', value: 'sw0rdfish-42' }]);
    for (const path of ['out/a.txt', 'out/sw0rdfish-42.txt', 'out/sw0rdfish%2D42/b.txt']) at.write(path);
    const kept = await at.keep(['out']);
    expect(kept.artifacts).toMatchObject({
      ...{ count: 1, files: ['out/a.txt'] },
      note: '2 files were not kept: their paths contain a secret',
    });
    expect(kept).not.toHaveProperty('artifactsProblem');
    expect(readdirSync(join(at.target, 'out'))).toEqual(['a.txt']);
    expect(await at.keep(['out'], { exact: true })).toHaveProperty(
      'artifactsProblem',
      'artifacts: 2 files were not kept: their paths contain a secret, and tasks of other parts need all of them',
    );
  });

  it('include a deliverable that may be missing, without counting it', async () => {
    const at = place();
    at.write('report.md');
    expect(await at.keep([], { optional: 'report.md' })).toEqual({});
    expect(at.kept('report.md')).toBe('report.md');
    expect(await at.keep([], { optional: 'missing.md' })).toEqual({});
  });
});

describe('files that tasks on other runners use', () => {
  it('are kept with links that stay inside the root, and without others', async () => {
    const at = place();
    at.write('dist/bin/tool');
    symlinkSync('bin/tool', join(at.root, 'dist/inside'));
    symlinkSync(join(at.root, 'dist/bin'), join(at.root, 'dist/absolute'));
    symlinkSync('/etc', join(at.root, 'dist/outside'));
    const { artifacts } = await at.keep(['dist/**'], { exact: true });
    expect(artifacts?.files).toEqual(['dist/absolute', 'dist/bin/tool', 'dist/inside']);
    expect(readlinkSync(join(at.target, 'dist/inside'))).toBe('bin/tool');
    expect(readlinkSync(join(at.target, 'dist/absolute'))).toBe('bin');
  });

  it('F399 are not kept if they contain a secret, which is a problem', async () => {
    const at = place([{ name: 'TOKEN', value: 'hush-hush-9876' }]);
    at.write('a.txt', 'x hush-hush-9876 y');
    at.write('b.txt', 'plain');
    const kept = await at.keep(['*.txt'], { exact: true });
    expect(kept.artifacts?.files).toEqual(['b.txt']);
    expect(kept.artifactsProblem).toContain('a.txt could not be kept: it contains a secret');
    expect(at.kept('a.txt')).toBeUndefined();
  });
});
