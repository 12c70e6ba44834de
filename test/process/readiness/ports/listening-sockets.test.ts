import { describe, expect, it } from 'vitest';
import { parseListeningSockets, serves } from '../../../../src/process/readiness/ports/listening-sockets.ts';

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                   ';
const rest = '00000000:00000000 00:00000000 00000000     0        0';

function row(local: string, state: string, inode: string): string {
  return `   0: ${local} 00000000:0000 ${state} ${rest} ${inode} 1 0000000000000000 100 0 0 10 0`;
}

describe('parseListeningSockets', () => {
  it('returns only sockets that listen, with their addresses', () => {
    const table = [
      head,
      row('0100007F:1F90', '0A', '11'),
      row('00000000:0050', '0A', '12'),
      // TIME_WAIT and ESTABLISHED do not listen.
      row('0100007F:1F90', '06', '0'),
      row('0100007F:1F91', '01', '13'),
      row('00000000000000000000000001000000:1F90', '0A', '14'),
      row('00000000000000000000000000000000:1F92', '0A', '15'),
      row('0000000000000000FFFF00000100007F:1F93', '0A', '16'),
      'nonsense',
      '',
    ].join('\n');
    expect(parseListeningSockets(table)).toEqual([
      { address: '127.0.0.1', port: 8080, inode: '11' },
      { address: '0.0.0.0', port: 80, inode: '12' },
      { address: '0000:0000:0000:0000:0000:0000:0000:0001', port: 8080, inode: '14' },
      { address: '0000:0000:0000:0000:0000:0000:0000:0000', port: 8082, inode: '15' },
      { address: '127.0.0.1', port: 8083, inode: '16' },
    ]);
  });
});

describe('serves', () => {
  const anywhere = '0000:0000:0000:0000:0000:0000:0000:0000';
  const loopback6 = '0000:0000:0000:0000:0000:0000:0000:0001';

  it.each([
    ['127.0.0.1', ['127.0.0.1'], true],
    ['127.0.0.1', ['127.0.0.1', '::1'], true],
    [loopback6, ['127.0.0.1', '::1'], true],
    [loopback6, ['127.0.0.1'], false],
    ['127.0.0.2', ['127.0.0.1'], false],
    ['0.0.0.0', ['127.0.0.1'], true],
    [anywhere, ['127.0.0.1'], true],
    [loopback6, ['0:0::1'], true],
    ['10.1.2.3', [], true],
  ])('at %s serves a client of %j: %s', (address, addresses, expected) => {
    expect(serves({ address, port: 80, inode: '1' }, { port: 80, addresses })).toBe(expected);
  });

  it('is false for another port', () => {
    expect(serves({ address: '0.0.0.0', port: 80, inode: '1' }, { port: 81, addresses: [] })).toBe(false);
  });
});
