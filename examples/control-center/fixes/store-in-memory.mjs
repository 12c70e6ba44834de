import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../bench/compare.mjs';
import { expect, expectStatus } from '../bench/expect.mjs';
import { withService } from '../bench/service.mjs';

export const title = 'Files read once, not on every request';

const PATH = '/api/devices/d-7';
const SPEED_UP = 5;

export async function check(service, bench) {
  const { sentence } = await compare(bench, service, PATH, { before: 5, after: 25, perSecond: 100, due: SPEED_UP });
  return sentence;
}

/** Faster and still up to date: changes by the collector are visible. */
export async function prove(bench) {
  const measured = await bench.withCopy({ data: bench.scratch.history }, (service) =>
    compare(bench, service, PATH, { before: 10, after: 40, perSecond: 100, due: SPEED_UP }),
  );
  await bench.withOwnFiles((own) =>
    withService({ folder: own.service, data: own.data }, async (service) => {
      const file = join(own.data, 'events.json');
      expectStatus(await service.get(PATH), 200, `GET ${PATH}`);
      const events = JSON.parse(readFileSync(file, 'utf8'));
      events.push({
        id: events.length + 1,
        device: 'd-7',
        kind: 'power',
        value: 1,
        alert: false,
        at: 0,
        note: 'just now',
      });
      writeFileSync(file, JSON.stringify(events));
      const recent = (await service.get(PATH)).json().recent;
      expect(recent.at(-1).note === 'just now', `GET ${PATH}: a new event in events.json does not appear.`);
      appendFileSync(file, '\n');
      expectStatus(await service.get(PATH), 200, `GET ${PATH} after the file grew by a line break`);
    }),
  );
  return `${measured.sentence}; a new event appears at once`;
}
