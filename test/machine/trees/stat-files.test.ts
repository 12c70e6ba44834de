import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseProcessStat } from '../../../src/machine/trees/process-stat.ts';
import { openStatFiles } from '../../../src/machine/trees/stat-files.ts';

describe.skipIf(process.platform !== 'linux')('stat files that stay open', () => {
  test('show the newest state of a process, and nothing once it has ended', async () => {
    const stats = openStatFiles();
    const child = spawn('bash', ['-c', 'read; echo; for ((i = 0; i < 300000; i++)); do :; done; echo; read'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const pid = child.pid ?? 0;
    const ticks = (): number => parseProcessStat(pid, stats.read(pid) ?? new Uint8Array())?.ticks ?? Number.NaN;
    const before = ticks();
    child.stdin.write('\n');
    await once(child.stdout, 'data');
    await once(child.stdout, 'data');
    expect(ticks()).toBeGreaterThan(before);
    child.stdin.end();
    await once(child, 'exit');
    expect(stats.read(pid)).toBeUndefined();
  });
  test('are limited in number, and closed for processes that are not looked at again', () => {
    const stats = openStatFiles();
    const openFiles = (): number => readdirSync('/proc/self/fd').length;
    const before = openFiles();
    stats.read(process.pid);
    stats.read(process.ppid);
    expect(openFiles()).toBe(before + 2);
    stats.close(process.pid);
    stats.close(process.ppid);
    stats.close(1e7);
    expect(stats.read(1e7)).toBeUndefined();
    expect(openFiles()).toBe(before);
  });
});
