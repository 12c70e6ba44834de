import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ASSETS } from '../bench/endpoints.mjs';
import { expect, expectStatus } from '../bench/expect.mjs';
import { atRate } from '../bench/measure.mjs';
import { withService } from '../bench/service.mjs';

export const title = 'Front end compressed and cached';

const PACKED = { 'accept-encoding': 'gzip' };

export async function check(service) {
  let plainBytes = 0;
  let packedBytes = 0;
  for (const path of ASSETS) {
    const plain = await service.request('GET', path);
    const packed = await service.request('GET', path, { headers: PACKED });
    expectStatus(plain, 200, `GET ${path}`);
    expect(
      packed.headers['content-encoding'] === 'gzip',
      `GET ${path}: not compressed although the request accepts gzip.`,
    );
    expect(gunzipSync(packed.bytes).equals(plain.bytes), `GET ${path}: compressed and plain differ.`);
    const again = await service.request('GET', path, { headers: { 'if-none-match': plain.headers.etag ?? '' } });
    expectStatus(again, 304, `GET ${path} with the ETag of the cached file`);
    plainBytes += plain.bytes.length;
    packedBytes += packed.bytes.length;
  }
  expect(
    packedBytes < plainBytes * 0.7,
    `Front end: expected less than 70 % of ${plainBytes} bytes when compressed, got ${packedBytes}.`,
  );
  return `first visit: ${packedBytes} bytes instead of ${plainBytes}; second visit: none`;
}

/** Also checks under a steady flow of visits that a changed file is sent again. */
export function prove(bench) {
  return bench.withOwnFiles((own) =>
    withService({ folder: own.service, data: own.data }, async (service) => {
      const figures = await check(service);
      const tag = (await service.request('GET', '/style.css')).headers.etag;
      const visits = await atRate(120, 120, (index) => {
        if (index === 60) appendFileSync(join(own.service, 'public', 'style.css'), '/* changed */\n');
        return service.request('GET', '/style.css', { headers: { ...PACKED, 'if-none-match': tag } });
      });
      const changed = visits.findIndex(({ status }) => status === 200);
      const known = visits.slice(0, 50).every(({ status }) => status === 304);
      expect(known, 'GET /style.css: sent again although it has not changed.');
      expect(changed >= 50 && changed <= 90, 'GET /style.css: a changed file was not sent.');
      return `${figures}; a changed file is sent to the next visitor`;
    }),
  );
}
