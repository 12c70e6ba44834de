import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createRedactor } from '../../src/secrets/redact.ts';
import { redactFile } from '../../src/secrets/redact-file.ts';
import { redactFiles, redactWritten } from '../../src/secrets/redact-files.ts';
import { runWithoutRoot } from '../without-root.ts';

const secret = 'hunter2secret';
const { redactor } = createRedactor([{ name: 'SECRET', value: secret }]);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mission redact '));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('F26 a log whose only secret lies across a border of what is read at once', async () => {
  const path = join(folder(), 'a.log');
  const border = 2 * 64 * 1024;
  // In a form of which no part is a form by itself, so that a part must not be released too early.
  const value = 'ä'.repeat(5);
  const form = encodeURIComponent(value);
  const { redactor: strict } = createRedactor([{ name: 'SECRET', value }]);
  for (let before = 0; before <= form.length; before++) {
    const start = 'x'.repeat(border - before);
    writeFileSync(path, `${start}${form}y`);
    expect(await redactFile(path, strict), `${before} bytes before the border`).toEqual({ type: 'redacted' });
    expect(readFileSync(path, 'utf8') === `${start}***y`).toBe(true);
  }
});

test('F26 a log with a secret at every border of what is read at once', async () => {
  const path = join(folder(), 'a.log');
  const piece = 64 * 1024;
  const bytes = Buffer.alloc(4 * piece + 100, 'x');
  const places = [0, piece - 5, 2 * piece - secret.length, 3 * piece, bytes.length - secret.length];
  for (const place of places) bytes.write(secret, place);
  writeFileSync(path, bytes);
  expect(await redactFile(path, redactor)).toEqual({ type: 'redacted' });
  const result = readFileSync(path, 'latin1');
  expect(result).not.toContain(secret);
  expect(result).toBe(bytes.toString('latin1').replaceAll(secret, '***'));
});

test('F26 bytes that are not text and the permissions are not changed', async () => {
  const path = join(folder(), 'a.log');
  const noise = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 37) % 256));
  writeFileSync(path, Buffer.concat([noise, Buffer.from(secret), noise]));
  chmodSync(path, 0o640);
  expect(await redactFile(path, redactor)).toEqual({ type: 'redacted' });
  expect(readFileSync(path)).toEqual(Buffer.concat([noise, Buffer.from('***'), noise]));
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o640);
});

test('a file without a secret is not changed', async () => {
  const dir = folder();
  const path = join(dir, 'a.log');
  writeFileSync(path, 'nothing here');
  const before = statSync(path);
  expect(await redactFile(path, redactor)).toEqual({ type: 'clean' });
  expect(statSync(path).ino).toBe(before.ino);
  expect(statSync(path).ctimeMs).toBe(before.ctimeMs);
  expect(readdirSync(dir)).toEqual(['a.log']);
  writeFileSync(path, '');
  expect(await redactFile(path, redactor)).toEqual({ type: 'clean' });
  expect(await redactFile(join(dir, 'missing.log'), redactor)).toEqual({ type: 'clean' });
});

test('F26 a link in the place of the redacted copy is neither followed nor kept', async () => {
  const dir = folder();
  const path = join(dir, 'a.log');
  const victim = join(dir, 'victim');
  writeFileSync(path, secret);
  writeFileSync(victim, 'untouched');
  symlinkSync(victim, `${path}.redacting`);
  expect(await redactFile(path, redactor)).toEqual({ type: 'redacted' });
  expect(readFileSync(path, 'utf8')).toBe('***');
  expect(readFileSync(victim, 'utf8')).toBe('untouched');
  expect(readdirSync(dir).sort()).toEqual(['a.log', 'victim']);
});

test('F26 a file that cannot be redacted is a failure, not clean', async () => {
  const dir = folder();
  const elsewhere = join(dir, 'elsewhere');
  writeFileSync(elsewhere, secret);
  const link = join(dir, 'link.log');
  symlinkSync(elsewhere, link);
  mkdirSync(join(dir, 'folder.log'));
  for (const path of [link, join(dir, 'folder.log')]) {
    expect(await redactFile(path, redactor)).toEqual({
      type: 'failed',
      message: expect.stringContaining(`secrets could not be redacted in ${path}: `),
    });
  }
  expect(readFileSync(elsewhere, 'utf8')).toBe(secret);
});

test.skipIf(process.platform === 'win32')('a named pipe is not waited on', async () => {
  const pipe = join(folder(), 'pipe.log');
  execFileSync('mkfifo', [pipe]);
  expect(await redactFile(pipe, redactor)).toMatchObject({ type: 'failed' });
});

test('F26 memory stays flat for a large log', () => {
  const path = join(folder(), 'large.log');
  const script = fileURLToPath(new URL('fixtures/redact-large.ts', import.meta.url));
  const out = execFileSync(process.execPath, [script, path, '200'], { encoding: 'utf8' });
  const { result, growth, size, left } = JSON.parse(out);
  expect(result).toEqual({ type: 'redacted' });
  expect(left).toBe(false);
  expect(size).toBeGreaterThan(190 * 2 ** 20);
  expect(growth).toBeLessThan(60 * 2 ** 20);
});

test('F625 files below a file or a link to itself hold no secret, and cause no problem', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'logs'), 'a file of a task');
  symlinkSync('io', join(dir, 'io'));
  const problems: string[] = [];
  const problem = (message: string) => void problems.push(message);
  await redactWritten(dir, redactor, problem);
  await redactFiles([join(dir, 'logs/a.log')], redactor, problem);
  expect(problems).toEqual([]);
  await redactFiles([join(dir, 'io/1/a.output')], redactor, problem);
  expect(problems).toEqual([
    expect.stringMatching(/^secrets could not be redacted in .*; a\.output could not be removed either: /),
  ]);
});

test.skipIf(process.platform === 'win32').for([
  ['read-only', 0o500],
  ['unreadable', 0o000],
  ['without names', 0o300],
] as const)(
  'F650 logs in a folder that a task has made %s are redacted, and the folder is made usable again',
  ([, mode], { skip }) => {
    const script = fileURLToPath(new URL('fixtures/redact-in-closed-folder.ts', import.meta.url));
    const result = runWithoutRoot(script, { secret, mode }, skip);
    expect(result).toEqual({
      isClosed: true,
      problems: [],
      names: ['a.log', 'b.log'],
      texts: ['the secret is ***', 'the secret is ***'],
    });
  },
);

test('F651 a log whose redacted copy a task removes is not passed on', async () => {
  const path = join(folder(), 'a.log');
  writeFileSync(path, `the secret is ${secret}`);
  const stream = (): ReturnType<typeof redactor.stream> => {
    rmSync(`${path}.redacting`);
    return redactor.stream();
  };
  const removing = { ...redactor, active: redactor.active, look: redactor.look, stream };
  expect(await redactFile(path, removing)).toMatchObject({ type: 'failed' });
});
