import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readTail } from '../../src/files/read-tail.ts';
import { readRedactedStart, readRedactedTail } from '../../src/secrets/read-redacted.ts';
import { createRedactor } from '../../src/secrets/redact.ts';
import { fc } from '../suite/fast-check.ts';

const secret = 'hunter2secret';
const { redactor } = createRedactor([{ name: 'SECRET', value: secret }]);

function fileWith(text: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'mission read '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.log');
  writeFileSync(path, text);
  return path;
}

function tailOf(path: string, limit: number): string {
  const tail = readRedactedTail(path, limit, redactor);
  return tail.type === 'read' ? tail.text : tail.type;
}

function startOf(path: string, limit: number): string {
  const start = readRedactedStart(path, limit, redactor);
  return start.type === 'read' ? start.bytes.toString() : start.type;
}

test('F670 no part of a secret is read at the border of the end of a log, wherever the border is', () => {
  const before = 'x'.repeat(200_000);
  const path = fileWith(`${before}${secret}after`);
  for (let limit = 0; limit <= secret.length + 10; limit++) {
    const rest = tailOf(path, limit).replace(/^x*(\*\*\*)?/, '');
    expect([limit, rest, 'after'.endsWith(rest) && rest.length >= Math.min(5, limit)]).toEqual([limit, rest, true]);
  }
});

test('F670 no part of a secret is read at the border of the start of a report, wherever the border is', () => {
  const path = fileWith(`before${secret}${'x'.repeat(200_000)}`);
  for (let limit = 0; limit <= secret.length + 10; limit++) {
    const text = startOf(path, limit);
    const whole = limit < 6 + secret.length ? 'before' : `before***${'x'.repeat(limit - 6 - secret.length)}`;
    expect([limit, text]).toEqual([limit, whole.slice(0, limit)]);
  }
});

test('F670 what is read of a log is the same whether its file was redacted or not', () => {
  const piece = fc.oneof(fc.constant(secret), fc.constant('\n'), fc.string({ maxLength: 20 }), fc.constant('é€'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(400), (pieces, limit) => {
      const text = pieces.join('');
      const path = fileWith(text);
      const shown = tailOf(path, limit);
      const redacted = redactor.redactText(text);
      expect(redacted.endsWith(shown.replace(/^\ufffd+/, ''))).toBe(true);
      expect(shown).not.toContain(secret);
      if (Buffer.byteLength(text) <= limit) expect(shown).toBe(redacted);
    }),
    { numRuns: 200 },
  );
});

test('without secrets, and for anything but a regular file, the result is that of a plain read', () => {
  const none = createRedactor([]).redactor;
  const path = fileWith(`one\ntwo ${secret}\n`);
  expect(readRedactedTail(path, 10, none)).toEqual(readTail(path, 10));
  expect(readRedactedStart(path, 3, none)).toMatchObject({ type: 'read', size: 22 });
  expect(readRedactedTail(path, 100, redactor)).toEqual({
    type: 'read',
    text: 'one\ntwo ***\n',
    beheaded: false,
    size: 22,
  });
  const link = `${path}.link`;
  symlinkSync(path, link);
  for (const read of [readRedactedTail, readRedactedStart]) {
    expect(read(`${path}.missing`, 10, redactor)).toEqual({ type: 'absent' });
    expect(read(link, 10, redactor)).toMatchObject({ type: 'unreadable' });
  }
});
