import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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

  describe.skipIf(process.platform === 'win32')('that replaces an earlier file', () => {
    it('F640 keeps its mode', () => {
      const path = join(root, 'report.md');
      for (const mode of [0o600, 0o775]) {
        writeFileSync(path, 'before');
        chmodSync(path, mode);
        expect(writeDeliverable(root, 'report.md', 'text')).toBeUndefined();
        expect([lstatSync(path).mode & 0o7777, readFileSync(path, 'utf8')]).toEqual([mode, 'text']);
      }
      expect(readdirSync(root)).toEqual(['report.md']);
    });

    it('F640 keeps its other names', () => {
      writeFileSync(join(root, 'report.md'), 'before');
      linkSync(join(root, 'report.md'), join(root, 'other.md'));
      expect(writeDeliverable(root, 'report.md', 'text')).toBeUndefined();
      expect(readFileSync(join(root, 'other.md'), 'utf8')).toBe('text');
    });

    it('F640 is written even if its name is as long as a name may be', () => {
      const name = 'x'.repeat(255);
      for (const text of ['before', 'text']) expect(writeDeliverable(root, name, text)).toBeUndefined();
      expect(readFileSync(join(root, name), 'utf8')).toBe('text');
      expect(readdirSync(root)).toEqual([name]);
    });

    it('F640 does not cost the user a file or a folder with a similar name', () => {
      writeFileSync(join(root, 'report.md'), 'before');
      mkdirSync(join(root, 'report.md.partial'));
      writeFileSync(join(root, 'report.md.partial', 'precious'), '');
      expect(writeDeliverable(root, 'report.md', 'text')).toBeUndefined();
      expect(readFileSync(join(root, 'report.md'), 'utf8')).toBe('text');
      expect(readdirSync(join(root, 'report.md.partial'))).toEqual(['precious']);
    });
  });
});
