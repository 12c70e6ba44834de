import { expect, test } from 'vitest';
import { parseTcpAddress } from '../../../src/process/readiness/ready.ts';

test.each([
  [8080, { host: 'localhost', port: 8080 }],
  ['8080', { host: 'localhost', port: 8080 }],
  ['127.0.0.1:1', { host: '127.0.0.1', port: 1 }],
  ['db.example:65535', { host: 'db.example', port: 65_535 }],
  ['[::1]:80', { host: '::1', port: 80 }],
])('%s', (written, address) => {
  expect(parseTcpAddress(written)).toEqual(address);
});

test.each([
  '',
  'host',
  'host:',
  ':80',
  0,
  -1,
  1.5,
  65_536,
  'host:0',
  'host:70000',
  '::1:80',
  'a b:80',
  'http://a:80',
  '80 ',
])('%j is no address', (written) => {
  expect(parseTcpAddress(written)).toBeUndefined();
});
