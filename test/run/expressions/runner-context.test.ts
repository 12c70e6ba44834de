import { expect, test } from 'vitest';
import { runnerContext } from '../../../src/run/expressions/runner-context.ts';

test.each([
  ['linux', 'x64', 'Linux', 'X64'],
  ['darwin', 'arm64', 'macOS', 'ARM64'],
  ['win32', 'ia32', 'Windows', 'X86'],
  ['linux', 'arm', 'Linux', 'ARM'],
  ['freebsd', 'riscv64', 'freebsd', 'RISCV64'],
])('F345: on %s with %s, `runner` says %s and %s, as on a runner', (platform, arch, os, spelling) => {
  const context = runnerContext({}, { platform, arch });
  expect(context).toMatchObject({ os, arch: spelling });
  expect(context.temp).not.toBe('');
  expect(context.name).not.toBe('');
  expect(Object.keys(context)).toEqual(['os', 'arch', 'temp', 'name']);
});

test('F345: the variables of a runner win', () => {
  const environment = {
    RUNNER_OS: 'Windows',
    RUNNER_ARCH: 'ARM64',
    RUNNER_TEMP: 'D:\\t',
    RUNNER_ENVIRONMENT: 'self-hosted',
  };
  expect(runnerContext(environment, { platform: 'linux', arch: 'x64' })).toMatchObject({
    os: 'Windows',
    arch: 'ARM64',
    temp: 'D:\\t',
    environment: 'self-hosted',
  });
});
