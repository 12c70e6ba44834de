import { expect, test } from 'vitest';
import { service } from '../../build-mission.ts';
import { codes, read } from '../read-valid.ts';

test('a service of one command has all defaults', () => {
  const { services, tasks } = read('name: S\nservices: { db: { run: serve } }\ntasks: { a: { run: a, services: db } }');
  expect(services).toEqual([service('db', { run: 'serve', line: 2 })]);
  expect(tasks[0]?.services).toEqual(['db']);
});

test('every key of a service is read', () => {
  const { services } = read(
    `name: S
env: { A: mission, B: mission }
secrets: [COMMON]
defaults: { shell: sh, working-directory: src, timeout: 1m, tests: { shell: python } }
services:
  api:
    name: The API
    run: node api.js
    env: { B: service }
    secrets: OWN
    ready: { http: "http://127.0.0.1:8080/health" }
  db: { run: serve, ready: { tcp: "localhost:5432", timeout: 1m, interval: 50ms }, shell: bash, working-directory: db }
  log: { run: serve, ready: { log: "^ready (in|after) \\\\d+ ms$" } }
  ask: { run: serve, ready: { command: ./ask.sh } }
tasks: { a: { run: a, services: [api, db, log, ask] } }
`,
  );
  expect(services[0]).toEqual({
    id: 'api',
    name: 'The API',
    run: 'node api.js',
    ready: { http: 'http://127.0.0.1:8080/health', timeout: 30_000, interval: 200 },
    shell: 'sh',
    workingDirectory: 'src',
    env: { A: 'mission', B: 'service' },
    secrets: ['COMMON', 'OWN'],
    line: 6,
  });
  expect(services[1]).toMatchObject({
    ready: { tcp: 'localhost:5432', timeout: 60_000, interval: 50 },
    shell: 'bash',
    workingDirectory: 'db',
  });
  expect(services[2]?.ready).toMatchObject({ log: '^ready (in|after) \\d+ ms$' });
  expect(services[3]?.ready).toMatchObject({ command: './ask.sh' });
});

test.each([
  ['http', 'http://127.0.0.1:8080', true],
  ['http', 'https://[::1]/health?x=1', true],
  ['http', 'ftp://127.0.0.1', false],
  ['http', '127.0.0.1:8080', false],
  ['http', 'http://', false],
  ['tcp', '127.0.0.1:80', true],
  ['tcp', 'db.example:65535', true],
  ['tcp', '[::1]:80', true],
  ['tcp', '5432', true],
  ['tcp', '0', false],
  ['tcp', '::1:80', false],
  ['tcp', 'localhost:0', false],
  ['tcp', 'localhost:65536', false],
  ['tcp', 'localhost', false],
  ['tcp', ':80', false],
  ['tcp', 'http://localhost:80', false],
])('ready when %s %s: %s', (sign, value, valid) => {
  const text = `name: S\nservices: { s: { run: s, ready: { ${sign}: "${value}" } } }\ntasks: { a: { run: a, services: s } }`;
  if (valid) expect(read(text).services[0]?.ready).toMatchObject({ [sign]: value });
  else expect(codes(text)).toEqual(['ready-value']);
});
