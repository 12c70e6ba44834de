import type { MemoryLimits } from '../../mission/model/mission.ts';
import type { Continued } from '../events/pause.ts';
import type { Pressure } from '../events/pressure.ts';

/**
 * Why a task was paused or evicted, as a clause with its figures: `memory of the container of 6 GiB was 96.2 %, critical is 95 %, while it
 * used 1.4 GiB`.
 */
export function pressureText({ constraint, memory, critical, used, grown }: Pressure): string {
  const what = constraint === undefined ? 'memory' : `memory of the ${constraint}`;
  const share =
    memory === undefined
      ? 'was critical'
      : memory < critical
        ? `was ${tenths(memory)} % and would soon have been full`
        : `was ${tenths(memory)} %, critical is ${tenths(critical)} %`;
  const growing = grown === undefined || grown <= 0 ? '' : ` and grew by ${bytesText(grown)}`;
  return `${what} ${share}${used === undefined ? '' : `, while it used ${bytesText(used)}${growing}`}`;
}

/** Why a paused task went on, as a clause. */
export function continuedText({ cause, memory }: Pick<Continued, 'cause' | 'memory'>, { limit }: MemoryLimits): string {
  switch (cause) {
    case 'memory':
      return memory === undefined
        ? 'memory was below its limit again'
        : `memory was ${tenths(memory)} %, below its limit of ${limit} %`;
    case 'alone':
      return 'nothing beside it could free memory';
    case 'exited':
      return 'its process had exited before the pause took effect';
    default:
      return cause satisfies never;
  }
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${tenths(bytes / 1024 ** power)} ${UNITS[power]}`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
