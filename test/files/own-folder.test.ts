import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOwnFolder } from '../../src/files/own-folder.ts';

let base: string;
let top: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'own-folder-'));
  top = join(base, 'workspace', 'run');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('makeOwnFolder', () => {
  it('makes a folder and its missing parents, and keeps existing content', () => {
    makeOwnFolder(top, join(top, 'logs'));
    writeFileSync(join(top, 'logs', 'a.log'), '');
    makeOwnFolder(top, join(top, 'logs'));
    makeOwnFolder(top, top);
    expect(readdirSync(join(top, 'logs'))).toEqual(['a.log']);
  });

  it('removes a file in the place of the folder or of a parent', () => {
    mkdirSync(join(base, 'workspace'));
    writeFileSync(top, 'x');
    makeOwnFolder(top, join(top, 'logs'));
    rmSync(join(top, 'logs'), { recursive: true });
    writeFileSync(join(top, 'logs'), 'x');
    makeOwnFolder(top, join(top, 'logs', 'inner'));
    expect(lstatSync(join(top, 'logs', 'inner')).isDirectory()).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('removes a link, but not its target', () => {
    const elsewhere = join(base, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'precious'), '');
    mkdirSync(join(base, 'workspace'));
    symlinkSync(elsewhere, top);
    makeOwnFolder(top, join(top, 'logs'));
    expect(lstatSync(top).isDirectory()).toBe(true);
    expect(readdirSync(elsewhere)).toEqual(['precious']);
    // A parent of the run's folder may be a link, such as the workspace of a runner.
    symlinkSync(join(base, 'workspace'), join(base, 'link'));
    makeOwnFolder(join(base, 'link', 'run'), join(base, 'link', 'run', 'tasks'));
    expect(readdirSync(top).sort()).toEqual(['logs', 'tasks']);
  });

  it('gives the error of the system if it cannot be made', () => {
    writeFileSync(join(base, 'workspace'), 'a file above the run');
    expect(() => makeOwnFolder(top, top)).toThrow(/ENOTDIR|ENOENT|EEXIST/);
  });
});
