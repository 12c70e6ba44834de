import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { appendReport } from './report.mjs';

/** Asks the server of one alphabet for the slug of a text. */
const texts = { latin: ['Crème Brûlée', 'creme-brulee'], greek: ['Η θάλασσα', 'i-thalassa'] };
const table = process.env.TABLE;
const [text, expected] = texts[table];
const port = readFileSync(`scratch/ports/${table}`, 'utf8');
const response = await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(text)}`);
assert.equal(await response.text(), expected);
appendReport(`The server for ${table} answers \`${expected}\` for "${text}".`);
