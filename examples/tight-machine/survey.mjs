import { appendFileSync } from 'node:fs';

/** Squares of 10 m on each side of the map. */
const SIDE = Number(process.env.KILOMETRES) * 100;
const seed = [...process.env.ISLAND].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1000;

/** Metres above the sea, row by row, so that memory grows while the map is computed. */
const heights = [];
for (let y = 0; y < SIDE; y++) {
  const row = new Float32Array(SIDE);
  for (let x = 0; x < SIDE; x++) {
    const [u, v] = [x / SIDE - 0.5, y / SIDE - 0.5];
    row[x] = 900 - 5000 * (u * u + v * v) + 300 * Math.sin(u * 23 + seed) * Math.cos(v * 19 - seed);
  }
  heights.push(row);
}

let land = 0;
let peak = -Infinity;
for (const row of heights) {
  for (const height of row) {
    if (height > 0) land += 1;
    if (height > peak) peak = height;
  }
}
const outputs = { land: Math.round((100 * land) / SIDE ** 2), peak: Math.round(peak) };
appendFileSync(process.env.MISSION_OUTPUT, `land=${outputs.land}\npeak=${outputs.peak}\n`);
