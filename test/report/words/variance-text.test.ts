import { expect, it } from 'vitest';
import { varianceText } from '../../../src/report/words/variance-text.ts';

it('a variance has its unit, and the deviation that can be compared with the mean', () => {
  expect(varianceText(413.6)).toBe('variance 413.6 %² (standard deviation 20.3 %)');
  expect(varianceText(0)).toBe('variance 0');
});
