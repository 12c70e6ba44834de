import { endianness } from 'node:os';
import type { Files } from './files.ts';

/** The units of the figures in /proc/PID/stat. */
export interface KernelUnits {
  /** Bytes. */
  readonly pageSize: number;
  readonly ticksPerSecond: number;
}

const PAGE_SIZE_ENTRY = 6;
const CLOCK_TICK_ENTRY = 17;
const USUAL: KernelUnits = { pageSize: 4096, ticksPerSecond: 100 };

/** Reads the units of this kernel from the auxiliary vector of this process; the usual ones if it cannot be read. */
export function readKernelUnits(files: Files): KernelUnits {
  const vector = files.head('/proc/self/auxv');
  const wide = !['arm', 'ia32', 'mips', 'mipsel'].includes(process.arch);
  return vector === undefined ? USUAL : parseAuxiliaryVector(vector, wide ? 8 : 4, endianness());
}

/** Reads pairs of machine words, type and value (getauxval(3)); implausible values are replaced by the usual ones. */
export function parseAuxiliaryVector(vector: Uint8Array, wordSize: 4 | 8, endianness: 'LE' | 'BE'): KernelUnits {
  const view = new DataView(vector.buffer, vector.byteOffset, vector.byteLength);
  const little = endianness === 'LE';
  const word = (offset: number): number =>
    wordSize === 8 ? Number(view.getBigUint64(offset, little)) : view.getUint32(offset, little);
  let { pageSize, ticksPerSecond } = USUAL;
  for (let offset = 0; offset + 2 * wordSize <= vector.byteLength; offset += 2 * wordSize) {
    const value = word(offset + wordSize);
    switch (word(offset)) {
      case PAGE_SIZE_ENTRY:
        pageSize = [12, 13, 14, 15, 16].some((power) => value === 2 ** power) ? value : pageSize;
        break;
      case CLOCK_TICK_ENTRY:
        ticksPerSecond = value > 0 && value <= 10_000 ? value : ticksPerSecond;
        break;
    }
  }
  return { pageSize, ticksPerSecond };
}
