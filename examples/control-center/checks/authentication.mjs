import { ASSETS, ENDPOINTS, nameOf } from '../bench/endpoints.mjs';
import { expect, expectStatus } from '../bench/expect.mjs';
import { FIXES, loadFix } from '../bench/fixes.mjs';

export const fixes = ['api-key', 'constant-time', ...FIXES['L2.2.4']];

const WAYS = [
  { what: 'without the key', due: 403, headers: () => ({}) },
  { what: 'with a wrong key', due: 403, headers: () => ({ 'x-api-key': 'wrong' }) },
  { what: 'with the key', due: 200, headers: (key) => ({ 'x-api-key': key }) },
];

/** Every endpoint answers 403 without the key and 200 with it. The front end is public and contains no key. */
export function run(bench, findings) {
  return bench.withCopy({}, async (service) => {
    findings.heading('Endpoints');
    const rows = [];
    for (const endpoint of ENDPOINTS) {
      const row = [nameOf(endpoint)];
      for (const { what, due, headers } of WAYS) {
        const options = { body: endpoint.body, headers: headers(service.key) };
        const { status } = await service.request(endpoint.method, endpoint.path, options);
        await findings.verify('API', () => expectStatus({ status }, due, `${nameOf(endpoint)} ${what}`));
        row.push(status === due ? status : `**${status}**, expected ${due}`);
      }
      rows.push(row);
    }
    findings.table(['endpoint', ...WAYS.map(({ what }) => what)], rows);
    findings.output('endpoints', ENDPOINTS.length);

    findings.heading('Front end');
    await findings.verify('Front end', async () => {
      for (const path of ASSETS) {
        const answer = await service.request('GET', path);
        expectStatus(answer, 200, `GET ${path} without the key`);
        expect(!answer.text.includes(service.key), `GET ${path}: the answer contains the key.`);
      }
      findings.say(`${ASSETS.length} files of the front end are public, and none contains the key.`);
    });

    findings.heading('Keys');
    for (const name of ['api-key', 'constant-time']) {
      const { title, check } = await loadFix(name);
      const { ok, result } = await findings.verify(title, () => check(service, bench));
      findings.say(`${title}: ${ok ? `${result}.` : '**failed**'}`);
    }
  });
}
