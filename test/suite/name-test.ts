import { beforeEach } from 'vitest';
import { testVariable } from './suite-mark.ts';

// Vitest's setup file: each process inherits the name of the test that started it, so that a leftover can be traced.
beforeEach(({ task }) => {
  process.env[testVariable] = task.fullName.replaceAll('\0', '');
});
