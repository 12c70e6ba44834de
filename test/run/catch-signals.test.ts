import { expect, it } from 'vitest';
import { catchSignals } from '../../src/run/catch-signals.ts';

it('passes on signals received before `passTo`, then later ones', () => {
  const before = process.listenerCount('SIGHUP');
  const signals = catchSignals();
  const received: string[] = [];
  process.emit('SIGHUP');
  process.emit('SIGHUP');
  signals.passTo((signal) => received.push(signal));
  expect(received).toEqual(['SIGHUP', 'SIGHUP']);
  process.emit('SIGTERM');
  expect(received).toEqual(['SIGHUP', 'SIGHUP', 'SIGTERM']);
  signals.release();
  expect(process.listenerCount('SIGHUP')).toBe(before);
});
