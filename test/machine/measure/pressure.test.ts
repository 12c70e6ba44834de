import { describe, expect, test } from 'vitest';
import { parsePressure, readGroupPressure, readMachinePressure } from '../../../src/machine/measure/pressure.ts';
import { filesOf } from '../machines.ts';

const some = 'some avg10=18.99 avg60=10.06 avg300=8.58 total=2284111948\n';
const full = 'full avg10=1.00 avg60=0.50 avg300=0.00 total=18082338\n';
const someRead = { avg10: 18.99, avg60: 10.06, avg300: 8.58 };

describe('parsePressure', () => {
  test('both lines', () => {
    expect(parsePressure(some + full)).toEqual({ some: someRead, full: { avg10: 1, avg60: 0.5, avg300: 0 } });
  });
  test('older kernels have no full line for cpu', () => {
    expect(parsePressure(some)).toEqual({ some: someRead });
  });
  test.each([undefined, '', 'full avg10=1', full, some.replace('18.99', '1.8.99'), some.replace('avg60', 'avg61')])(
    'no figure from %j',
    (text) => expect(parsePressure(text)).toBeUndefined(),
  );
});

describe('the sources of pressure', () => {
  const files = filesOf({
    '/proc/pressure/cpu': some,
    '/sys/fs/cgroup/job/memory.pressure': some + full,
    '/sys/fs/cgroup/io.pressure': some,
  });
  test('the machine, as far as its kernel records it', () => {
    expect(readMachinePressure(files)).toEqual({ cpu: { some: someRead } });
    expect(readMachinePressure(filesOf({}))).toBeUndefined();
  });
  test('the own group of version 2, not one above it', () => {
    const folders = ['/sys/fs/cgroup/job', '/sys/fs/cgroup'];
    expect(Object.keys(readGroupPressure(files, { version: 2, folders }) ?? {})).toEqual(['memory']);
    expect(readGroupPressure(files, { version: 1, folders })).toBeUndefined();
    expect(readGroupPressure(files, 'unseen')).toBeUndefined();
  });
});
