import { expect, it } from 'vitest';
import { keptSource } from '../../../src/run/secrecy/mission-source.ts';
import { createRedactor } from '../../../src/secrets/redact.ts';
import { service } from '../../build-mission.ts';
import { mission, task } from '../../report/journal-builder.ts';

const { redactor } = createRedactor([{ name: 'KEY', value: 'hunter2secret' }]);
const { redactor: idle } = createRedactor([]);

it('the text is kept as it is, with secrets redacted', () => {
  const text = 'name: X # hunter2secret\n';
  expect(keptSource(text, mission([task('a')]), idle)).toBe(text);
  expect(keptSource(text, mission([task('a', { secrets: ['KEY'] })]), redactor)).toBe('name: X # ***\n');
});

it('a text that is too large is not kept', () => {
  expect(keptSource('x'.repeat(256_000), mission([task('a')]), idle)).toBeDefined();
  expect(keptSource('x'.repeat(256_001), mission([task('a')]), idle)).toBeUndefined();
});

it('a text that holds the value of a secret is not kept: YAML may spell it in other ways', () => {
  const literal = { secrets: ['KEY'], env: { KEY: 'hunter2secret' } };
  expect(keptSource('x', mission([task('a', literal)]), redactor)).toBeUndefined();
  expect(keptSource('x', mission([task('a')], { services: [service('db', literal)] }), redactor)).toBeUndefined();
  const elsewhere = mission([task('a', { steps: [{ run: 'curl -H hunter2secret' }], secrets: ['KEY'] })]);
  expect(keptSource('run: "curl -H \\x68unter2secret"', elsewhere, redactor)).toBeUndefined();
  const written = { secrets: ['OTHER'], env: { OTHER: `${'${{'} format('{0}-x', env.A) }}` } };
  expect(keptSource('x', mission([task('a', written)]), idle)).toBeUndefined();
  const template = { secrets: ['KEY'], env: { KEY: `${'${{'} env.OTHER }}`, PLAIN: 'x' } };
  expect(keptSource('x', mission([task('a', template)]), redactor)).toBe('x');
});
