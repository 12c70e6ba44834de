import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { redactFile } from '../../src/process/redact-file.ts';
import { createSecrets } from '../../src/process/secrets.ts';
import { followLog } from '../../src/terminal/follow-log.ts';

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
  const followed = followLog(log, secrets, (lines) => shown.push(...lines));
  return { followed, mask: () => redactFile(log, secrets.redactor()) };
}

describe('followLog', () => {
  it('shows whole lines as they come, and the last one at the end', () => {
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

  it('lets a very long line go in parts', () => {
    const { followed } = follow();
    writeFileSync(log, 'x'.repeat(200_000));
    followed.look();
    expect(shown.length).toBeGreaterThan(0);
    followed.end();
    expect(shown.join('')).toBe('x'.repeat(200_000));
  });

  it('F26 shows no secret, however it was written', () => {
    const { followed } = follow(KEY);
    writeFileSync(log, `with ${KEY.slice(0, 4)}`);
    followed.look();
    appendFileSync(log, `${KEY.slice(4)} in it\nand more\n`);
    followed.look();
    followed.end();
    expect(shown).toEqual(['with *** in it', 'and more']);
  });

  it('F26 goes on in one piece where a log is replaced by its masked copy', async () => {
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

  it('shows a log that was replaced before anybody looked', async () => {
    const { followed, mask } = follow(KEY);
    writeFileSync(log, `one ${KEY}\n`);
    await mask();
    followed.end();
    expect(shown).toEqual(['one ***']);
  });

  it('shows nothing of a log that is gone', () => {
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
