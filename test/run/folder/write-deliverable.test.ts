import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDeliverable } from '../../../src/run/folder/write-deliverable.ts';

let base = '';
let root = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'mission-deliverable-'));
  root = join(base, 'workspace');
  mkdirSync(root);
  mkdirSync(join(base, 'outside'));
});
afterEach(() => rmSync(base, { recursive: true }));

describe('a deliverable', () => {
  it('is written, with its parent folders', () => {
    expect(writeDeliverable(root, 'a/b/report.md', 'text')).toBeUndefined();
    expect(readFileSync(join(root, 'a/b/report.md'), 'utf8')).toBe('text');
    expect(writeDeliverable(root, 'a/b/report.md', 'newer')).toBeUndefined();
    expect(readFileSync(join(root, 'a/b/report.md'), 'utf8')).toBe('newer');
  });

  it('F55 never leaves the workspace, not even through links', () => {
    symlinkSync(join(base, 'outside'), join(root, 'way-out'), 'junction');
    expect(writeDeliverable(root, 'way-out/report.md', 'text')).toContain('found that it leads out of it');
    expect(writeDeliverable(root, 'way-out/deeper/report.md', 'text')).toContain('found that it leads out of it');
    expect(writeDeliverable(root, '../outside/report.md', 'text')).toContain('found that it leads out of it');
    expect(existsSync(join(base, 'outside', 'report.md'))).toBe(false);
    expect(existsSync(join(base, 'outside', 'deeper'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('F55 does not follow a link in the place of the file', () => {
    const target = join(base, 'outside', 'target.md');
    writeFileSync(target, 'precious');
    symlinkSync(target, join(root, 'report.md'));
    expect(writeDeliverable(root, 'report.md', 'text')).toContain('symbolic link');
    expect(readFileSync(target, 'utf8')).toBe('precious');
    expect(lstatSync(join(root, 'report.md')).isSymbolicLink()).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('does not block on a named pipe', () => {
    execFileSync('mkfifo', [join(root, 'pipe.md')]);
    expect(writeDeliverable(root, 'pipe.md', 'text')).toContain('found something else');
  });

  it('returns why it cannot be written', () => {
    mkdirSync(join(root, 'folder.md'));
    expect(writeDeliverable(root, 'folder.md', 'text')).toContain('found something else');
    writeFileSync(join(root, 'file'), '');
    expect(writeDeliverable(root, 'file/report.md', 'text')).toContain('could not be written');
  });
});
