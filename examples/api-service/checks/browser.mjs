import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freeSeats, openBrowser } from './client.mjs';
import { appendReport, output } from './mission.mjs';

/** Follows a visitor from the front page to the confirmation mail. */
const email = 'ada@example.com';
const password = 'correct horse';
const browser = openBrowser();

const front = await browser.visit('/');
assert.equal(front.path, '/login', 'visitors without a session are sent to the login page');
const refused = await browser.submit('/login', { email, password });
assert.equal(refused.status, 401, 'logging in needs an account');
assert.equal(browser.cookies.size, 0, 'a refused login sets no cookie');

const entered = await browser.submit('/signup', { email, password });
assert.equal(entered.path, '/', 'signing up leads to the events');
assert.match(entered.text, /ada@example\.com/);
appendReport(process.env.RUSH === 'true' ? '- The rush was still going on.' : '- The rush was over.');
appendReport('- Visitors without a session are sent to the login page. Signing up leads to the events.');

const free = await freeSeats('concert');
const booked = await browser.submit('/bookings', { event: 'concert', seats: '2' });
output('booked', 2);
assert.match(booked.path, /^\/bookings\/[\w-]+$/, 'a booking has a page of its own');
assert.match(booked.text, /2 for Concert in the Town Hall/);
assert.equal(await freeSeats('concert'), free - 2);
assert.match((await browser.visit('/')).text, new RegExp(`Concert in the Town Hall: ${free - 2} free`));
appendReport(`- Two seats booked with the form: ${free} free before, ${free - 2} after.`);

const mail = readFileSync(join(process.env.MISSION_DIR, 'mail', `${email}.eml`), 'utf8');
assert.match(mail, /^From: seats@example\.com$/m);
assert.ok(mail.includes(booked.path.split('/').at(-1)), 'the mail names the booking');
appendReport('- The confirmation mail arrived and names the booking.');

const other = openBrowser();
await other.submit('/signup', { email: 'bob@example.com', password: 'battery staple' });
assert.equal((await other.visit(booked.path)).status, 404, 'other accounts cannot see the booking');
const left = await browser.submit('/logout', {});
assert.equal(left.path, '/login');
assert.equal(browser.cookies.size, 0, 'logging out removes the cookie');
assert.equal((await browser.visit(booked.path)).status, 404);
appendReport('- Other accounts cannot see the booking, and neither can its owner after logging out.');
