import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the young generation of the heap small. A run makes much short-lived garbage and is never in a hurry, and the
 * default doubles that generation again and again: 120 MB instead of 93 MB at the peak of 1,000 tasks.
 */
export function saveMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
