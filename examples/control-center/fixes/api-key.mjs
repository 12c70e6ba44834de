import { ENDPOINTS, nameOf } from '../bench/endpoints.mjs';
import { expect, expectStatus } from '../bench/expect.mjs';
import { atRate } from '../bench/measure.mjs';

export const title = 'API key on every endpoint';

const PER_SECOND = 150;

export async function check(service) {
  for (const endpoint of ENDPOINTS) {
    const { method, path, body } = endpoint;
    expectStatus(await service.request(method, path, { body }), 403, `${nameOf(endpoint)} without the key`);
    const wrong = { body, headers: { 'x-api-key': 'wrong' } };
    expectStatus(await service.request(method, path, wrong), 403, `${nameOf(endpoint)} with a wrong key`);
    expectStatus(await service.call(method, path, { body }), 200, `${nameOf(endpoint)} with the key`);
  }
  expectStatus(await service.request('GET', '/api/nothing-here'), 403, 'an unknown endpoint without the key');
  const inAddress = await service.request('GET', `/api/status?key=${service.key}`);
  expectStatus(inAddress, 403, 'GET /api/status with the key in the address');
  return `${ENDPOINTS.length} endpoints: 403 without, 200 with the key`;
}

/** Tries every endpoint with values that almost match the key. */
export function prove(bench) {
  return bench.withCopy({}, async (service) => {
    await check(service);
    const attempts = ENDPOINTS.flatMap((endpoint) => [
      ...nearlyKeys(service.key).map((headers) => ({ ...endpoint, headers })),
      ...['HEAD', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => ({ path: endpoint.path, method, headers: {} })),
    ]);
    const answers = await atRate(attempts.length, PER_SECOND, (index) => {
      const { method, path, headers, body } = attempts[index];
      return service.request(method, path, { headers, body });
    });
    for (const [index, answer] of answers.entries()) {
      const { method, path, headers } = attempts[index];
      expectStatus(answer, 403, `${method} ${path} with ${JSON.stringify(headers)}`);
      expect(!answer.text.includes(service.key), `${method} ${path}: the refusal contains the key.`);
    }
    return `${attempts.length} requests with no key or a wrong one, all refused`;
  });
}

function nearlyKeys(key) {
  const inHeader = ['', key.slice(0, -1), `${key}0`, key.toUpperCase(), [...key].reverse().join(''), `${key}${key}`];
  return [
    ...[...inHeader, 'null', 'undefined', 'true', '*', `${key},${key}`].map((value) => ({ 'x-api-key': value })),
    { authorization: `Bearer ${key}` },
    { cookie: `x-api-key=${key}` },
    { 'x-apikey': key },
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-http-method-override': 'GET' },
  ];
}
