import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DEVICES = 60;
const KINDS = ['temperature', 'pressure', 'vibration', 'power'];
const PLACES = ['Hall A', 'Hall B', 'Roof', 'Yard'];

/** Text that is in an answer only if something leaks. */
export const SECRET = 'this-must-never-leave-the-machine';
/** The name that an attacker would give to a device. */
export const HOSTILE_NAME = '<img src="x" onerror="alert(1)">';

/** Writes the files of the collector with this many events. The content is the same every time. */
export function writeData(folder, count) {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const random = createRandom(20_240_229);
  const devices = Array.from({ length: DEVICES }, (_, index) => ({
    id: `d-${index + 1}`,
    name: index === 2 ? HOSTILE_NAME : `Unit ${index + 1}`,
    place: PLACES[index % PLACES.length],
    state: index % 7 === 0 ? 'stopped' : 'running',
  }));
  const events = Array.from({ length: count }, (_, index) => {
    const value = Math.round(random() * 1000) / 10;
    return {
      id: index + 1,
      device: devices[Math.floor(random() * DEVICES)].id,
      kind: KINDS[Math.floor(random() * KINDS.length)],
      value,
      alert: value > 90,
      at: 1_700_000_000_000 + index * 1_000,
      note: index % 500 === 499 ? HOSTILE_NAME : `reading ${index + 1}`,
    };
  });
  writeFileSync(join(folder, 'devices.json'), JSON.stringify(devices));
  writeFileSync(join(folder, 'events.json'), JSON.stringify(events));
  writeFileSync(join(folder, 'logs', 'control.log'), 'started\nready\n');
  writeFileSync(join(folder, 'secrets.txt'), `${SECRET}\n`);
}

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator). */
export function createRandom(seed) {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
