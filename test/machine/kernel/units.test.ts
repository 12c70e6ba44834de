import { describe, expect, test } from 'vitest';
import { parseAuxiliaryVector, readKernelUnits } from '../../../src/machine/kernel/units.ts';
import { filesOf } from '../machines.ts';

describe('kernel units', () => {
  const vector = (...entries: readonly (readonly [number, number])[]) => {
    const view = new DataView(new ArrayBuffer(entries.length * 16));
    entries.forEach(([type, value], index) => {
      view.setBigUint64(index * 16, BigInt(type), true);
      view.setBigUint64(index * 16 + 8, BigInt(value), true);
    });
    return new Uint8Array(view.buffer);
  };
  test('page size and ticks from the auxiliary vector', () => {
    expect(parseAuxiliaryVector(vector([33, 1], [6, 65536], [17, 250], [0, 0]), 8, 'LE')).toEqual({
      pageSize: 65536,
      ticksPerSecond: 250,
    });
  });
  test('big-endian, 32-bit words', () => {
    expect(parseAuxiliaryVector(new Uint8Array([0, 0, 0, 6, 0, 0, 64, 0]), 4, 'BE').pageSize).toBe(16384);
  });
  test('the usual values replace impossible ones', () => {
    const usual = { pageSize: 4096, ticksPerSecond: 100 };
    expect(parseAuxiliaryVector(vector([6, 5000], [17, 0]), 8, 'LE')).toEqual(usual);
    expect(parseAuxiliaryVector(new Uint8Array(7), 8, 'LE')).toEqual(usual);
    expect(readKernelUnits(filesOf({}))).toEqual(usual);
  });
});
