import { ASSETS, ENDPOINTS, nameOf } from '../bench/endpoints.mjs';
import { expect } from '../bench/expect.mjs';
import { atRate } from '../bench/measure.mjs';

export const title = 'Security headers on every answer';

const DUE = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-resource-policy': /^same-origin$/,
};

export async function check(service) {
  const requests = REQUESTS;
  return expectHeaders(requests, await Promise.all(requests.map((request) => send(service, request))));
}

/** The same under a steady flow of requests. */
export function prove(bench) {
  return bench.withCopy({}, async (service) => {
    const requests = [...REQUESTS, ...REQUESTS, ...REQUESTS].filter(({ path }) => path !== '/api/summary');
    return expectHeaders(requests, await atRate(requests.length, 250, (index) => send(service, requests[index])));
  });
}

const REQUESTS = [
  ...ENDPOINTS.flatMap((endpoint) => [
    { ...endpoint, what: `${nameOf(endpoint)} with the key`, withKey: true },
    { ...endpoint, what: `${nameOf(endpoint)} without the key`, withKey: false },
  ]),
  ...[...ASSETS, '/missing.html', '/%'].map((path) => ({ method: 'GET', path, what: `GET ${path}`, withKey: false })),
  { method: 'GET', path: '/api/missing', what: 'GET /api/missing', withKey: true },
  {
    method: 'POST',
    path: '/api/commands',
    body: '{',
    what: 'POST /api/commands with an incomplete body',
    withKey: true,
  },
];

function send(service, { method, path, body, withKey }) {
  return withKey ? service.call(method, path, { body }) : service.request(method, path, { body });
}

function expectHeaders(requests, answers) {
  for (const [index, { headers, status }] of answers.entries()) {
    const { what } = requests[index];
    for (const [name, due] of Object.entries(DUE)) {
      const found = headers[name] ?? 'nothing';
      expect(due.test(found), `${what} (${status}): expected the header ${name} to be ${due}, found ${found}.`);
    }
    expect(headers['x-powered-by'] === undefined, `${what} (${status}): the header x-powered-by reveals the software.`);
  }
  return `${Object.keys(DUE).length} headers on ${answers.length} answers, errors included`;
}
