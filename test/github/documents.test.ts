import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listDocuments } from '../../src/github/documents.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'documents-'));
  for (const folder of ['tasks', 'logs']) mkdirSync(join(dir, folder));
});
afterEach(() => rmSync(dir, { recursive: true }));

function found(): readonly string[] {
  return listDocuments(dir).files.map((path) => relative(dir, path).replaceAll('\\', '/'));
}

test('lists the documents and nothing else that a task wrote next to them', () => {
  const documents = [
    'events.jsonl',
    'final-report.md',
    'mission.json',
    'tasks/L2.1.md',
    'logs/L2.1.log',
    'logs/L3.1.log',
  ];
  for (const name of [...documents, 'run.json', 'scratch.bin', 'tasks/data.bin', 'logs/core.1'])
    writeFileSync(join(dir, name), 'x');
  mkdirSync(join(dir, 'junit.xml'));
  expect(found()).toEqual(documents);
});

test.skipIf(process.platform === 'win32')('does not follow links and leaves out names that the service rejects', () => {
  const elsewhere = join(dir, 'elsewhere.md');
  writeFileSync(elsewhere, 'secret');
  symlinkSync(elsewhere, join(dir, 'final-report.md'));
  symlinkSync(elsewhere, join(dir, 'tasks', 'L2.1.md'));
  writeFileSync(join(dir, 'logs', 'a:b.log'), 'x');
  expect(found()).toEqual([]);
  rmSync(join(dir, 'logs'), { recursive: true });
  symlinkSync('/etc', join(dir, 'logs'));
  expect(found()).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'lists the files that tasks keep, at any depth, unless secrets may be in them',
  () => {
    mkdirSync(join(dir, 'files/a/deep'), { recursive: true });
    for (const name of ['x.txt', 'deep/y.txt', 'deep/a:b.txt']) writeFileSync(join(dir, 'files/a', name), 'x');
    symlinkSync('/etc', join(dir, 'files/a/link'));
    expect(found()).toEqual(['files/a/deep/y.txt', 'files/a/x.txt']);
    expect(listDocuments(dir).rejected).toEqual([join(dir, 'files/a/deep/a:b.txt')]);
    expect(listDocuments(dir, false).files).toEqual([]);
  },
);

test('an empty or missing folder has no documents', () => {
  expect(listDocuments(join(dir, 'none'))).toEqual({ files: [], unreadable: [], rejected: [] });
});
