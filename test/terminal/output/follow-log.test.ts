import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { redactFile } from '../../../src/secrets/redact-file.ts';
import { createSecrets } from '../../../src/secrets/secrets.ts';
import { followLog } from '../../../src/terminal/output/follow-log.ts';

const KEY = 'sw0rdfish-42';

let log: string;
let shown: string[];
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'mission-follow-'));
  log = join(folder, 'a.log');
  shown = [];
  return () => rmSync(folder, { recursive: true, force: true });
});

function follow(secret?: string) {
  const secrets = createSecrets(false);
  secrets.learn(['KEY'], secret === undefined ? {} : { KEY: secret });
  const followed = followLog(log, secrets, {
    lines: (lines) => shown.push(...lines),
    note: (text) => shown.push(`[mission: ${text}]`),
  });
  return { followed, mask: () => redactFile(log, secrets.redactor()) };
}

describe('followLog', () => {
  it('shows whole lines as they arrive, and an unfinished last line at the end', () => {
    const { followed } = follow();
    followed.look();
    writeFileSync(log, 'one\ntw');
    followed.look();
    expect(shown).toEqual(['one']);
    appendFileSync(log, 'o\nthree');
    followed.look();
    expect(shown).toEqual(['one', 'two']);
    followed.end();
    expect(shown).toEqual(['one', 'two', 'three']);
  });

  it('shows a very long line in parts', () => {
    const { followed } = follow();
    writeFileSync(log, 'x'.repeat(200_000));
    followed.look();
    expect(shown.length).toBeGreaterThan(0);
    followed.end();
    expect(shown.join('')).toBe('x'.repeat(200_000));
  });

  it('F26 shows no secret, also if it arrives in parts', () => {
    const { followed } = follow(KEY);
    writeFileSync(log, `with ${KEY.slice(0, 4)}`);
    followed.look();
    appendFileSync(log, `${KEY.slice(4)} in it\nand more\n`);
    followed.look();
    followed.end();
    expect(shown).toEqual(['with *** in it', 'and more']);
  });

  it('F26 continues without a gap when a log is replaced by its redacted copy', async () => {
    const { followed, mask } = follow(KEY);
    writeFileSync(log, `one ${KEY}\n`);
    followed.look();
    appendFileSync(log, `two ${KEY} and ${KEY}\n`);
    await mask();
    appendFileSync(log, `three ${KEY}\n`);
    followed.look();
    appendFileSync(log, 'four\n');
    await mask();
    followed.end();
    expect(shown).toEqual(['one ***', 'two *** and ***', 'three ***', 'four']);
  });

  it('shows a log that was replaced before the first look', async () => {
    const { followed, mask } = follow(KEY);
    writeFileSync(log, `one ${KEY}\n`);
    await mask();
    followed.end();
    expect(shown).toEqual(['one ***']);
  });

  it('F21 continues at the end of a log whose middle was cut out, also in its redacted copy', async () => {
    const { followed, mask } = follow(KEY);
    writeFileSync(log, `${'old\n'.repeat(1000)}${KEY}\n`);
    followed.look();
    writeFileSync(log, `old\n${KEY}\nnewest\n`);
    followed.look();
    appendFileSync(log, `after ${KEY}\n`);
    followed.look();
    await mask();
    followed.look();
    appendFileSync(log, 'next\n');
    followed.end();
    expect(shown.slice(0, 1000)).toEqual(Array(1000).fill('old'));
    const [masked, note, ...rest] = shown.slice(1000);
    expect([masked, note]).toEqual(['***', '[mission: the middle of this log was cut out]']);
    expect(rest).toEqual(['after ***', 'next']);
  });

  it('F20 shows the end of a log that grows faster than it is read, and notes what is missing', () => {
    const { followed } = follow();
    const line = (number: number): string => `line ${String(number).padStart(10, '0')}`;
    const all = Array.from({ length: 1_000_000 }, (_, number) => line(number));
    writeFileSync(log, `${all.join('\n')}\n`);
    followed.look();
    expect(shown.join('\n').length).toBeLessThan(300 * 1024);
    expect(shown[0]).toMatch(/^\[mission: 15\d{6} bytes before this are in .*a\.log\]$/);
    expect(shown.at(-1)).toBe(line(999_999));
    expect(shown.slice(2)).toEqual(all.slice(-(shown.length - 2)));
    followed.end();
    expect(shown.at(-1)).toBe(line(999_999));
  });

  it.each(['a part that is not shown', 'a cut'])('F26 shows no beginning of a secret whose end is beyond %s', (how) => {
    const { followed } = follow(KEY);
    writeFileSync(log, `one\ntwo ${KEY.slice(0, 7)}`);
    followed.look();
    if (how === 'a cut') writeFileSync(log, 'x\n');
    else appendFileSync(log, `${KEY.slice(7)}\n${'x\n'.repeat(1_000_000)}`);
    followed.end();
    expect(shown.slice(0, 2)).toEqual(['one', 'two ***']);
    expect(shown[2]).toMatch(/^\[mission: /);
  });

  it('F21 F26 notices a cut also if the log has grown beyond the read position since', () => {
    const { followed } = follow(KEY);
    writeFileSync(log, `${'old\n'.repeat(100)}${KEY.slice(0, 7)}`);
    followed.look();
    writeFileSync(log, `${`${KEY}\n`.repeat(40)}newest\n`);
    followed.look();
    appendFileSync(log, 'after it\n');
    followed.end();
    expect(shown.slice(100)).toEqual(['***', '[mission: the middle of this log was cut out]', 'after it']);
    expect(shown.join('')).not.toMatch(/rdfi|h-42/);
  });

  it('F20 F26 redacts a secret at the edge of a skipped part, and continues in the redacted copy', async () => {
    const { followed, mask } = follow(KEY);
    for (let shift = 0; shift < KEY.length + 2; shift++) {
      writeFileSync(log, `${'.'.repeat(shift)}${`${KEY} `.repeat(200_000)}\n`);
      const { followed: fresh } = follow(KEY);
      shown.length = 0;
      fresh.look();
      fresh.end();
      expect(shown.length).toBeGreaterThan(1);
      expect(shown.slice(1).join('')).toMatch(/^ ?(?:\*\*\* )+$/);
    }
    followed.look();
    await mask();
    followed.look();
    shown.length = 0;
    appendFileSync(log, 'next\n');
    followed.end();
    expect(shown).toEqual(['next']);
  });

  it('shows nothing more of a log that was removed', () => {
    const { followed } = follow();
    writeFileSync(log, 'one\n');
    followed.look();
    renameSync(log, `${log}.away`);
    onTestFinished(() => rmSync(`${log}.away`, { force: true }));
    followed.look();
    followed.end();
    expect(shown).toEqual(['one']);
  });
});
