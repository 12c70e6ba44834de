import { n as errorText, t as errorCode } from "./error-code.js";
import { t as JOURNAL } from "./journal.js";
import { a as parseNamedCount, o as findControlGroup, s as createFiles } from "./cgroup-files.js";
import { N as fileStem } from "./verdict.js";
import { a as taskEnvironment, i as serviceVariable, n as runVariable, o as taskVariable, r as serviceEnvironment, t as callerEnvironment } from "./task-environment.js";
import { i as begin, r as apply } from "./run-in-world.js";
import { i as createFindProgram, n as cleanBytes, r as cleanText, t as findShell } from "./shell-command.js";
import { n as carefulReading, t as readFilePart } from "./read-file-part.js";
import { n as staysInside, t as isInside } from "./inside-root.js";
import { n as wasWritten, t as deliverableState } from "./deliverable.js";
import { t as makeFolder } from "./make-folder.js";
import { accessSync, closeSync, constants, copyFileSync, fstatSync, ftruncateSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, realpathSync, renameSync, rmSync, statSync, statfsSync, writeFileSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { randomBytes } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { open, rename, rm } from "node:fs/promises";
import { execFileSync, spawn } from "node:child_process";
import vm from "node:vm";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/process/byte-search.ts
/**
* The search of Wu and Manber: a table says, for the two bytes at the end of a window as long as the shortest needle,
* how far the window may be moved at least. Its time does not grow with the number of needles, of which a key of many
* lines has dozens, and most bytes are never looked at.
*
* @param needles each of at least two bytes
*/
function createByteSearch(needles) {
	const window = needles.reduce((shortest, { length }) => Math.min(shortest, length), 255);
	const shifts = (/* @__PURE__ */ new Uint8Array(65536)).fill(window - 1);
	const buckets = /* @__PURE__ */ new Map();
	for (const needle of [...needles].sort((one, other) => other.length - one.length)) {
		for (let last = 1; last < window; last++) {
			const block = blockAt(needle, last);
			shifts[block] = Math.min(shifts[block] ?? 0, window - 1 - last);
		}
		const block = blockAt(needle, window - 1);
		const bucket = buckets.get(block);
		if (bucket === void 0) buckets.set(block, [needle]);
		else bucket.push(needle);
	}
	return {
		longest: needles.reduce((longest, { length }) => Math.max(longest, length), 0),
		each: (bytes, from, to, found) => {
			if (needles.length === 0) return;
			const end = Math.min(bytes.length, to + window - 1);
			let last = from + window - 1;
			while (last < end) {
				const block = blockAt(bytes, last);
				const shift = shifts[block] ?? 0;
				if (shift === 0) {
					const start = last - window + 1;
					const needle = buckets.get(block)?.find((candidate) => isAt(bytes, start, candidate));
					if (needle !== void 0) found(start, start + needle.length);
				}
				last += Math.max(1, shift);
			}
		}
	};
}
function blockAt(bytes, last) {
	return (bytes[last - 1] ?? 0) << 8 | (bytes[last] ?? 0);
}
function isAt(bytes, start, needle) {
	if (start + needle.length > bytes.length) return false;
	for (let index = 0; index < needle.length; index++) if (bytes[start + index] !== needle[index]) return false;
	return true;
}

// src/process/secret-forms.ts
/** Fewer characters than this are in so many words that masking them would make every report unreadable. */
const shortestSecret = 4;
/**
* The texts by which a secret may show up, as bytes: itself, each of its lines, and the usual encodings. None when its
* value is too short to be masked, not counting blanks at its ends.
*
* Encodings beyond these, such as hexadecimal, compressed or reversed, cannot be foreseen.
*/
function secretForms(value) {
	const whole = Buffer.from(value).toString();
	const trimmed = whole.trim();
	if ([...trimmed].length < 4) return [];
	const forms = [
		whole,
		trimmed,
		...lines(trimmed)
	];
	for (const text of /* @__PURE__ */ new Set([whole, trimmed])) forms.push(...escaped(text), ...base64(text), ...base64(`${text}\n`));
	return [...new Set(forms)].filter((form) => form.length >= 4).map((form) => Buffer.from(form));
}
/** Programs print a key of several lines line by line, indented or with other line ends. */
function lines(text) {
	return text.split(/[\r\n]+/).map((line) => line.trim()).filter((line) => [...line].length >= 4);
}
function escaped(text) {
	const url = encodeURIComponent(text);
	const urls = [
		url,
		url.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
		new URLSearchParams([["", text]]).toString().slice(1)
	];
	const json = JSON.stringify(text).slice(1, -1);
	return [
		...urls,
		...urls.map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
		json,
		json.replaceAll("/", "\\/"),
		json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
		text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
		text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll("'", "&#39;")
	];
}
/**
* Base64 alone, broken into lines of 64 or 76 characters as the usual programs do, and the part that is the same
* wherever the secret stands inside of a longer encoded text, such as `user:password`: three bytes become four
* characters, so there are three such parts, one for each place in a group of three.
*/
function base64(text) {
	const bytes = Buffer.from(text);
	const alone = bytes.toString("base64");
	const forms = [alone, alone.replace(/=+$/, "")];
	for (const width of [64, 76]) if (alone.length > width) forms.push(...alone.match(new RegExp(`.{1,${width}}`, "g")) ?? []);
	for (const before of [
		0,
		1,
		2
	]) {
		const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
		forms.push(shifted.toString("base64").slice(Math.ceil(before * 8 / 6), Math.floor(shifted.length * 8 / 6)));
	}
	return forms.flatMap((form) => [form, form.replaceAll("+", "-").replaceAll("/", "_")]);
}

// src/process/redact.ts
function createRedactor(secrets) {
	const problems = [];
	const forms = /* @__PURE__ */ new Map();
	for (const { name, value } of secrets) {
		const ofThis = secretForms(value);
		if (ofThis.length === 0) problems.push(tooShort(name, value));
		for (const form of ofThis) forms.set(form.toString("latin1"), form);
	}
	const needles = [...forms.values()];
	const search = createByteSearch(needles);
	return {
		redactor: {
			active: forms.size > 0,
			redactText: (text) => forms.size === 0 ? text : redactText(search, needles, text),
			stream: () => createStream(search, needles),
			outside: (bytes, at) => outside(search, bytes, at)
		},
		problems
	};
}
function tooShort(name, value) {
	return `secret ${name}: expected a value of at least ${4} characters besides blanks, found ${value === "" ? "an empty one" : "fewer"}; it cannot be masked, so use a longer value or take it off the list`;
}
/** Half a surrogate pair has no bytes in UTF-8; what lies between such halves is redacted piece by piece. */
function redactText(search, forms, text) {
	return text.split(/(\p{Surrogate})/u).map((piece, index) => index % 2 === 0 ? redactWellFormed(search, forms, piece) : piece).join("");
}
function redactWellFormed(search, forms, text) {
	const stream = createStream(search, forms);
	if (!text.endsWith(CUT)) {
		const whole = Buffer.concat([stream.push(Buffer.from(text)), stream.end()]);
		return stream.masked() ? whole.toString() : text;
	}
	const start = Buffer.concat([stream.push(Buffer.from(text.slice(0, -CUT.length))), stream.cut()]);
	return stream.masked() ? `${start}${CUT}` : text;
}
function outside(search, bytes, at) {
	const around = [];
	search.each(bytes, 0, at, (start, end) => around.push([start, end]));
	return around.reduceRight((place, [start, end]) => start < place && place < end ? start : place, at);
}
/** Where the first of these may begin that goes on behind the end; the end where none may. Very few bytes tell nothing. */
function beginningIn(bytes, forms) {
	for (let start = 0; start <= bytes.length - 4; start++) {
		const rest = bytes.subarray(start);
		if (forms.some((form) => form.length > rest.length && form.subarray(0, rest.length).equals(rest))) return start;
	}
	return bytes.length;
}
const mask = Buffer.from("***");
/** What texts end with that we have made shorter. */
const CUT = "…";
function createStream(search, forms) {
	let pending = Buffer.alloc(0);
	/** From the start of `pending`: how far it is masked already, by an occurrence that began before or in it. */
	let maskedTo = 0;
	let masked = false;
	/** Emits what begins before `decided`: all occurrences that begin there are wholly in `bytes`. */
	function advance(bytes, decided) {
		const parts = [];
		let shown = Math.min(maskedTo, decided);
		search.each(bytes, 0, decided, (start, end) => {
			if (start >= maskedTo) {
				parts.push(bytes.subarray(shown, start), mask);
				masked = true;
			}
			maskedTo = Math.max(maskedTo, end);
			shown = Math.min(maskedTo, decided);
		});
		const rest = bytes.subarray(shown, decided);
		pending = bytes.subarray(decided);
		maskedTo = Math.max(0, maskedTo - decided);
		return parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
	}
	return {
		push: (chunk) => {
			const bytes = Buffer.concat([pending, chunk]);
			return advance(bytes, Math.max(0, bytes.length - Math.max(0, search.longest - 1)));
		},
		end: () => advance(pending, pending.length),
		cut: () => {
			const rest = advance(pending, beginningIn(pending, forms));
			if (pending.length === 0 || maskedTo > 0) return rest;
			masked = true;
			return Buffer.concat([rest, mask]);
		},
		masked: () => masked
	};
}

// src/process/secrets.ts
/**
* @param ignoreCase true on Windows, where a variable is found under any spelling of its name
* @param learned told each value as soon as it is known; never an empty one
*/
function createSecrets(ignoreCase, learned = () => {}) {
	const known = /* @__PURE__ */ new Map();
	let { redactor } = createRedactor([]);
	const learn = (names, variables) => {
		const found = /* @__PURE__ */ new Map();
		for (const name of names) {
			const value = lookUp(name, variables, ignoreCase);
			if (value !== void 0 && value.trim() !== "" && !known.has(value)) found.set(value, {
				name,
				value
			});
		}
		if (found.size === 0) return [];
		for (const [value, secret] of found) {
			known.set(value, secret);
			learned(value);
		}
		redactor = createRedactor([...known.values()]).redactor;
		return createRedactor([...found.values()]).problems;
	};
	return {
		learn,
		redactor: () => redactor
	};
}
function lookUp(name, variables, ignoreCase) {
	if (Object.hasOwn(variables, name)) return variables[name];
	if (!ignoreCase) return void 0;
	const folded = name.toUpperCase();
	return Object.entries(variables).find(([other]) => other.toUpperCase() === folded)?.[1];
}

// src/process/redact-facts.ts
/** What an attempt left behind, without secrets: of all that goes to the journal, this is what programs have written. */
function redactLeftBehind(left, redactor) {
	if (!redactor.active) return left;
	const { redactText } = redactor;
	const { outputs, outputsRejected, report, results, resultsProblem } = left;
	return {
		...left,
		logTail: redactText(left.logTail),
		...outputs === void 0 ? {} : { outputs: redactEntries(outputs, redactor) },
		...outputsRejected === void 0 ? {} : { outputsRejected: redactText(outputsRejected) },
		...report === void 0 ? {} : { report: redactText(report) },
		...results === void 0 ? {} : { results: redactResults(results, redactor) },
		...resultsProblem === void 0 ? {} : { resultsProblem: redactText(resultsProblem) }
	};
}
/** Command lines may hold what they should not. */
function redactLeftovers(leftovers, { redactText }) {
	return leftovers.map(({ pid, command }) => ({
		pid,
		command: redactText(command)
	}));
}
function redactEntries(entries, { redactText }) {
	return Object.fromEntries(Object.entries(entries).map(([name, value]) => [redactText(name), redactText(value)]));
}
function redactResults(results, { redactText }) {
	const failures = results.failures.map(({ name, message }) => ({
		name: redactText(name),
		message: redactText(message)
	}));
	return {
		...results,
		failures
	};
}

// src/process/cut-log.ts
/** Bytes of the newest output that a cut leaves; less of a small log. */
const mostTail = 8388608;
const MARKER = "[mission: up to here ";
/** How far from its place a cut may move, to where a line ends. */
const reach = 65536;
/** Reading and writing, without following a link or waiting on a pipe that a task has put in the log's place. */
const careful$1 = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/**
* Cuts the middle out of a log that is longer than its limit: its first half stays, a line in the middle says what
* is missing, and then comes the newest part. Programs write to it meanwhile: they append, and what they write in the
* few microseconds between the last look and the cut is lost with the rest. Neither border lies within a secret, of
* which a half could not be masked any more.
*
* @returns undefined when there was nothing to cut. Throws file system errors.
*/
function cutLog(path, { limit, why, redactor, before }) {
	const file = openSync(path, careful$1);
	try {
		const stats = fstatSync(file);
		if (!stats.isFile() || stats.size <= limit) return void 0;
		const known = stillThere(file, before, stats);
		const wanted = Math.floor(limit / 2);
		const reused = known !== void 0 && known.head <= wanted;
		const head = reused ? known.head : lineBorder(file, wanted, redactor);
		const tail = Math.min(mostTail, Math.floor(limit / 8));
		const from = lineBorder(file, stats.size - tail, redactor);
		const total = (before?.total ?? 0) + from - head - (reused ? known.marker : 0);
		const marker = markerAt(file, head, total, why);
		writeSync(file, marker, 0, marker.length, head);
		const moved = moveToFront(file, from, head + marker.length, 2 * (tail + reach));
		const missed = fstatSync(file).size - moved.read;
		ftruncateSync(file, moved.written);
		return {
			total: total + missed,
			file: stats.ino,
			head,
			marker: marker.length
		};
	} finally {
		closeSync(file);
	}
}
function stillThere(file, cut, { ino, size }) {
	if (cut === void 0 || cut.file !== ino || size < cut.head + cut.marker) return void 0;
	const there = Buffer.alloc(cut.marker);
	readSync(file, there, 0, cut.marker, cut.head);
	return there.toString("utf8").trimStart().startsWith(MARKER) ? cut : void 0;
}
function markerAt(file, head, total, why) {
	const last = Buffer.alloc(1, "\n");
	if (head > 0) readSync(file, last, 0, 1, head - 1);
	const text = `${MARKER}${sizeText(total)} were cut out of this log: ${why}]`;
	return Buffer.from(`${last[0] === 10 ? "" : "\n"}${text}\n`);
}
/** In units as a mission file writes them. */
function sizeText(bytes) {
	const gigabytes = bytes / 1024 ** 3;
	return gigabytes < 1 ? `${Math.ceil(bytes / 1024 ** 2)} MB` : `${Number(gigabytes.toFixed(1))} GB`;
}
/** The end of the last line before `at`, or `at` itself in a long line; moved to before a secret that it would split. */
function lineBorder(file, at, redactor) {
	const start = Math.max(0, at - reach);
	const bytes = Buffer.alloc(2 * reach);
	const length = readSync(file, bytes, 0, bytes.length, start);
	const window = bytes.subarray(0, length);
	const lineEnd = window.lastIndexOf(10, at - start - 1) + 1;
	return start + redactor.outside(window, lineEnd === 0 ? at - start : lineEnd);
}
/** Moves what follows `from` to `to`, and what is appended meanwhile; a program that writes faster is not waited for. */
function moveToFront(file, from, to, most) {
	const buffer = Buffer.allocUnsafe(1048576);
	let read = from;
	let written = to;
	while (read - from < most) {
		const length = readSync(file, buffer, 0, buffer.length, read);
		if (length === 0) break;
		read += length;
		for (let done = 0; done < length;) done += writeSync(file, buffer, done, length - done, written + done);
		written += length;
	}
	return {
		read,
		written
	};
}

// src/process/free-space.ts
/** Bytes that may still be written to the disk of a folder; undefined where the system does not say. Never throws. */
function freeSpace(folder) {
	try {
		const { bavail, bfree, bsize, blocks } = statfsSync(folder);
		if (blocks === 0) return void 0;
		return bsize * (process.getuid?.() === 0 ? bfree : bavail);
	} catch {
		return;
	}
}

// src/process/task-files.ts
/** A folder for each attempt, so that what a stopped attempt still writes never reaches the next one's outputs. */
function taskFiles(dir, id, attempt) {
	const stem = fileStem(id);
	const exchange = join(dir, "io", String(attempt));
	return {
		log: logFile(dir, id),
		output: join(exchange, `${stem}.output`),
		report: join(exchange, `${stem}.report.md`),
		context: join(exchange, `${stem}.context.json`)
	};
}
/** Raw output of a task or service. */
function logFile(dir, id) {
	return join(dir, "logs", `${fileStem(id)}.log`);
}
/** @param purpose tells the scripts of one id apart, such as a step's number. */
function scriptFile(dir, id, purpose, extension) {
	return join(dir, "scripts", `${fileStem(id)}-${purpose}${extension}`);
}
function createEnsureFolder() {
	const made = /* @__PURE__ */ new Set();
	return (path) => {
		if (made.has(path)) return;
		mkdirSync(path, { recursive: true });
		made.add(path);
	};
}

// src/process/log-keeper.ts
/** What a log may hold unless the mission says otherwise, in bytes. */
const usualLogLimit = 1024 ** 3;
/** Milliseconds between two looks. */
const period = 500;
/** Bytes that are kept free on the disk of the logs; less of a small disk. */
const mostReserve = 512 * 1024 ** 2;
/** A smaller log is not what fills a disk, and neither is one of less than an eighth of the reserve. */
const smallest = 524288;
/** Less than this holds no log worth the name; the journal and the reports may still need it. */
const leastFree = 65536;
function createLogKeeper({ dir, limit, redactor, degraded }) {
	const logs = join(dir, "logs");
	const watched = /* @__PURE__ */ new Set();
	const cuts = /* @__PURE__ */ new Map();
	const told = /* @__PURE__ */ new Set();
	let timer;
	let reserve;
	const tellOnce = (about, message) => {
		if (told.has(about)) return;
		told.add(about);
		degraded(message);
	};
	const cut = (id, most, why) => {
		const path = logFile(dir, id);
		try {
			if (sizeOf$2(path) <= most) return false;
			const made = cutLog(path, {
				limit: most,
				why,
				redactor: redactor(),
				before: cuts.get(id)
			});
			if (made !== void 0) cuts.set(id, made);
			return made !== void 0;
		} catch (error) {
			tellOnce(`${id} cannot be cut`, `the log of ${id} is too long and could not be cut: ${errorText(error)}`);
			return false;
		}
	};
	const look = (id) => {
		if (cut(id, limit, `it may hold ${sizeText(limit)}`)) tellOnce(id, `the log of ${id} has passed ${sizeText(limit)}: from now on what is in its middle is cut out`);
	};
	const lookAtAll = () => {
		for (const id of watched) look(id);
		const left = freeSpace(logs);
		if (left === void 0 || reserve === void 0 || left >= reserve) return;
		tellOnce("disk", `the disk of the logs is nearly full, ${sizeText(left)} left: long logs lose their middle`);
		const least = Math.max(smallest, reserve / 8);
		for (const id of watched) cut(id, Math.max(least, sizeOf$2(logFile(dir, id)) / 2), "its disk was nearly full");
	};
	return {
		watch: (id) => {
			reserve ??= Math.min(mostReserve, (freeSpace(logs) ?? 0) / 4);
			watched.add(id);
			timer ??= setInterval(lookAtAll, period).unref();
			return () => {
				look(id);
				watched.delete(id);
				if (watched.size > 0) return;
				clearInterval(timer);
				timer = void 0;
			};
		},
		cutOf: (id) => cuts.get(id)?.total ?? 0,
		isFull: () => (freeSpace(logs) ?? Number.POSITIVE_INFINITY) < leastFree
	};
}
function sizeOf$2(path) {
	try {
		return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
	} catch {
		return 0;
	}
}

// src/process/redact-file.ts
const chunkBytes = 65536;
/**
* Masks secrets in a file of any size and content. It is looked through first, as most files hold none; only then it is
* written anew beside itself and put in its place, so that a reader sees the old file or the new one, never a half.
* What still has the old one open writes to that one, which is gone. Neither follows a symbolic link nor waits on a
* named pipe. Never throws.
*/
async function redactFile(path, redactor) {
	if (!redactor.active) return { type: "clean" };
	const partial = `${path}.redacting`;
	try {
		if (!await writeRedacted(path, partial, redactor)) return { type: "clean" };
		await rename(partial, path);
		return { type: "redacted" };
	} catch (error) {
		if (errorCode(error) === "ENOENT") return { type: "clean" };
		await rm(partial, {
			recursive: true,
			force: true
		}).catch(() => void 0);
		return {
			type: "failed",
			message: `secrets could not be masked in ${path}: ${errorText(error)}`
		};
	}
}
/** @returns false when there was nothing to mask; then nothing was written. The source is closed in any case. */
async function writeRedacted(path, partial, redactor) {
	const source = await open(path, carefulReading);
	try {
		const stats = await source.stat();
		if (!stats.isFile()) throw new Error("expected a regular file, found something else");
		if (!await holdsSecret(source, redactor)) return false;
		await writeCopy(source, partial, stats.mode & 511, redactor);
		return true;
	} finally {
		await source.close();
	}
}
async function holdsSecret(source, redactor) {
	const stream = redactor.stream();
	for await (const chunk of chunksOf(source)) {
		stream.push(chunk);
		if (stream.masked()) return true;
	}
	stream.end();
	return stream.masked();
}
async function writeCopy(source, partial, mode, redactor) {
	await rm(partial, {
		recursive: true,
		force: true
	});
	const target = await open(partial, "wx", 384);
	try {
		const stream = redactor.stream();
		for await (const chunk of chunksOf(source)) await writeAll(target, stream.push(chunk));
		await writeAll(target, stream.end());
		await target.chmod(mode);
	} finally {
		await target.close();
	}
}
/** From the start; one buffer for all, so that memory stays flat. Each chunk is valid until the next. */
async function* chunksOf(file) {
	const buffer = Buffer.allocUnsafe(chunkBytes);
	let position = 0;
	while (true) {
		const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
		if (bytesRead === 0) return;
		position += bytesRead;
		yield buffer.subarray(0, bytesRead);
	}
}
async function writeAll(file, bytes) {
	for (let written = 0; written < bytes.length;) written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
}

// src/process/mask-files.ts
/**
* Masks secrets in what programs have written, before anybody prints it or passes it on. A file in which that is not
* possible is removed: better no log than one that gives a secret away. Never rejects.
*/
async function maskFiles(paths, redactor, problem) {
	for (const path of paths) {
		const result = await redactFile(path, redactor);
		if (result.type !== "failed") continue;
		rmSync(path, {
			recursive: true,
			force: true
		});
		problem(`${result.message}; ${basename(path)} was removed`);
	}
}
/** The same for every log of a run. Throws what reading the folder throws. */
async function maskLogs(dir, redactor, problem) {
	if (!redactor.active) return;
	const logs = join(dir, "logs");
	await maskFiles(namesIn(logs).map((name) => join(logs, name)), redactor, problem);
}
function namesIn(folder) {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (errorCode(error) === "ENOENT") return [];
		throw error;
	}
}

// src/process/out-of-memory.ts
function createOutOfMemoryWatch(files = createFiles()) {
	const counter = findCounter(files);
	const mark = () => counter?.read();
	return {
		source: counter?.path,
		mark,
		happenedSince: (before) => {
			const now = before === void 0 ? void 0 : mark();
			return before !== void 0 && now !== void 0 && now > before;
		}
	};
}
/**
* Our own group comes first, for the machine's counter in /proc/vmstat also counts what happens to neighbours in other
* containers. Where the controller is not enabled for our group, version 2 charges and counts in the nearest one above.
*/
function findCounter(files) {
	const group = findControlGroup(files.text("/proc/self/cgroup") ?? "", files.text("/proc/self/mountinfo") ?? "", "memory");
	const places = typeof group === "string" ? [] : group.folders.map((folder) => `${folder}/${group.version === 2 ? "memory.events" : "memory.oom_control"}`);
	for (const path of [...places, "/proc/vmstat"]) {
		const read = () => parseKills(files.text(path));
		if (read() !== void 0) return {
			path,
			read
		};
	}
}
/**
* Kills in the text of memory.events (cgroup v2), memory.oom_control (v1) or /proc/vmstat: all write `oom_kill NUMBER`,
* since Linux 4.13. Version 2 also counts groups that were killed as a whole; both only grow, so their sum tells a change.
*/
function parseKills(text) {
	const processes = parseNamedCount(text, "oom_kill");
	return processes === void 0 ? void 0 : processes + (parseNamedCount(text, "oom_group_kill") ?? 0);
}

// src/process/one-line-command.ts
const longest$2 = 200;
/** A command line for a report; arguments may be separated by NUL, as Linux keeps them. */
function oneLineCommand(raw) {
	const text = cleanText(raw.replace(/[\0\n\r\t ]+/g, " ")).trim();
	return text.length <= longest$2 ? text : `${text.slice(0, longest$2)}…`;
}

// src/process/signal-process.ts
/** True when the group has members. One system call: it is asked at every step's end. */
function groupExists(group) {
	try {
		process.kill(-group, 0);
		return true;
	} catch (error) {
		return errorCode(error) === "EPERM";
	}
}
/** @param target a pid, or a group's number negated. Nothing to signal, or nothing allowed, is no failure. */
function signalProcess(target, signal) {
	if (!Number.isInteger(target) || Math.abs(target) <= 1) return;
	send$1(target, signal);
	if (signal === "SIGTERM") send$1(target, "SIGCONT");
}
function send$1(target, signal) {
	try {
		process.kill(target, signal);
	} catch {}
}

// src/process/linux-processes.ts
/** Linux tells everything in `/proc`; fields as in proc(5). */
function createLinuxProcesses() {
	return {
		list,
		markOf,
		commandOf: (pid) => oneLineCommand(read(`/proc/${pid}/cmdline`) || `[${nameOf(pid)}]`),
		groupExists,
		signalGroup: (group, signal) => signalProcess(-group, signal),
		signalOne: (row, signal) => {
			if (readRow(row.pid)?.start === row.start) signalProcess(row.pid, signal);
		}
	};
}
function list() {
	const rows = [];
	for (const name of pids()) {
		const row = readRow(name);
		if (row !== void 0) rows.push(row);
	}
	return rows;
}
function pids() {
	try {
		return readdirSync("/proc").map(Number).filter(Number.isInteger);
	} catch {
		return [];
	}
}
function readRow(pid) {
	return parseStat(pid, read(`/proc/${pid}/stat`));
}
/** The name in parentheses may itself hold spaces and parentheses, so fields count from the last one. */
function parseStat(pid, stat) {
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const [state, parent, group, session] = fields;
	const start = fields[19];
	if (state === void 0 || start === void 0 || state === "Z" || state === "X") return void 0;
	return {
		pid,
		parent: Number(parent),
		group: Number(group),
		session: Number(session),
		start
	};
}
function markOf(pid) {
	const environment = read(`/proc/${pid}/environ`);
	const run = variableIn(environment, runVariable);
	if (run === void 0) return void 0;
	return {
		run,
		id: variableIn(environment, "MISSION_TASK") ?? variableIn(environment, "MISSION_SERVICE") ?? ""
	};
}
function variableIn(environment, name) {
	const key = `${name}=`;
	let start = environment.startsWith(key) ? 0 : environment.indexOf(`\0${key}`) + 1;
	if (start === 0 && !environment.startsWith(key)) return void 0;
	start += key.length;
	const end = environment.indexOf("\0", start);
	return environment.slice(start, end < 0 ? void 0 : end);
}
function nameOf(pid) {
	return read(`/proc/${pid}/comm`).trim() || String(pid);
}
/** Empty when the process is gone or another user's. */
function read(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}

// src/process/listed-processes.ts
/**
* Unix systems without `/proc`, such as macOS: `ps` lists, environments of others cannot be read, so there are no marks.
* `ps` blocks for some milliseconds and is asked only when something has to be stopped or named.
*/
function createListedProcesses() {
	return {
		list: () => parseList(ps([
			"-A",
			"-o",
			"pid=,ppid=,pgid=,stat="
		])),
		markOf: () => void 0,
		commandOf: (pid) => oneLineCommand(ps([
			"-p",
			String(pid),
			"-o",
			"command="
		])) || `[${pid}]`,
		groupExists,
		signalGroup: (group, signal) => signalProcess(-group, signal),
		signalOne: (row, signal) => signalProcess(row.pid, signal)
	};
}
/** `ps` shows no session number that could be compared, so the group's stands for it. */
function parseList(text) {
	const rows = [];
	for (const line of text.split("\n")) {
		const [pid, parent, group, state] = line.trim().split(/\s+/);
		if (state === void 0 || state.startsWith("Z")) continue;
		rows.push({
			pid: Number(pid),
			parent: Number(parent),
			group: Number(group),
			session: Number(group)
		});
	}
	return rows;
}
function ps(args) {
	try {
		return execFileSync("ps", args, {
			encoding: "utf8",
			timeout: 5e3,
			stdio: [
				"ignore",
				"pipe",
				"ignore"
			]
		});
	} catch {
		return "";
	}
}

// src/process/windows-processes.ts
/**
* Windows has no process groups. `taskkill /T /F` ends a tree as long as its root lives; console programs do not answer
* the gentle form, so both signals force.
*/
function createWindowsProcesses() {
	return {
		list: () => [],
		markOf: () => void 0,
		commandOf: (pid) => `[${pid}]`,
		groupExists: () => false,
		signalGroup: (group) => endTree(group),
		signalOne: (row) => endTree(row.pid)
	};
}
function endTree(pid) {
	spawn("taskkill", [
		"/PID",
		String(pid),
		"/T",
		"/F"
	], {
		stdio: "ignore",
		windowsHide: true
	}).on("error", () => {});
}

// src/process/process-system.ts
function createProcessSystem(platform) {
	switch (platform) {
		case "linux": return createLinuxProcesses();
		case "win32": return createWindowsProcesses();
		default: return createListedProcesses();
	}
}

// src/process/read-log-tail.ts
const tailBytes = 8192;
/** More is read than kept: escape sequences and overwritten lines fall away. */
const tailRead = 32768;
/** The last lines of a log, cleaned, and its size in bytes. Never throws: what cannot be read is said in its place. */
function readLogTail(path) {
	const part = readFilePart(path, "end", tailRead);
	switch (part.type) {
		case "absent": return {
			logTail: "",
			logBytes: 0
		};
		case "unreadable": return {
			logTail: `(the log could not be read: ${part.message})`,
			logBytes: sizeOf$1(path)
		};
		case "read": return {
			logTail: tailOf(part.bytes, part.size > part.bytes.length),
			logBytes: part.size
		};
	}
}
function tailOf(bytes, cut) {
	const lines = cleanBytes(bytes, cut).replace(/\n+$/, "").split("\n");
	if (cut && lines.length > 1) lines.shift();
	return lastBytes(lines.slice(-50));
}
/** Whole lines as far as they fit; of a single line that does not fit, its end. */
function lastBytes(lines) {
	let first = lines.length;
	let size = -1;
	while (first > 0) {
		size += Buffer.byteLength(lines[first - 1] ?? "") + 1;
		if (size > tailBytes) break;
		first--;
	}
	if (first < lines.length) return lines.slice(first).join("\n");
	return cleanBytes(Buffer.from(lines.at(-1) ?? "").subarray(-8192), true);
}
function sizeOf$1(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
	} catch {
		return 0;
	}
}

// src/process/running.ts
/** Stops one that runs; gives up one that is still to be started. */
function stopRunning(entry, how) {
	if (entry === void 0) return;
	if (entry.tree === void 0) entry.forget();
	else how(entry.tree);
}

// src/process/own-file.ts
/** Not every system has these flags; there the constant is missing, whatever its type says. */
const careful = constants.O_CREAT | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/**
* Opens a file of the run's folder for writing, which a task may have replaced by anything: a link, also a hard one, leads
* to a file of others, and a named pipe would be waited on for ever. What is no file of our own is removed first.
*
* @param flags how it is opened, besides that it is made where it is missing
* @returns the descriptor; throws what the system says.
*/
function openOwnFile(path, flags) {
	const there = lstatSync(path, { throwIfNoEntry: false });
	if (there !== void 0 && !(there.isFile() && there.nlink === 1)) rmSync(path, {
		recursive: true,
		force: true
	});
	const file = openSync(path, flags | careful, 420);
	try {
		if (!fstatSync(file).isFile()) throw new Error(`expected a file or nothing at ${path}, found something else`);
		return file;
	} catch (error) {
		closeSync(file);
		throw error;
	}
}
/** Writes such a file as a whole. Throws what the system says. */
function writeOwnFile(path, text) {
	const file = openOwnFile(path, constants.O_WRONLY | constants.O_TRUNC);
	try {
		writeFileSync(file, text);
	} finally {
		closeSync(file);
	}
}

// src/process/open-log.ts
/**
* Opens a log for appending. Each write of every process that gets this descriptor lands at the end, whoever wrote last.
*
* @param fresh empties it: the folder may hold the log of an earlier run.
* @returns the descriptor; throws what the system says.
*/
function openLog(path, fresh) {
	const start = fresh ? constants.O_TRUNC : 0;
	return openOwnFile(path, constants.O_RDWR | constants.O_APPEND | start);
}
/** Writes a line between two steps, on a line of its own although the step before may have ended inside of one. */
function writeSeparator(log, line) {
	const { size } = fstatSync(log);
	const last = Buffer.alloc(1, "\n");
	if (size > 0) readSync(log, last, 0, 1, size - 1);
	writeSync(log, `${last[0] === 10 ? "" : "\n"}${line}\n`);
}

// src/process/working-directory.ts
/**
* Checked before each launch, for spawn answers a missing folder with the same ENOENT as a missing program. Not cached:
* an earlier task may make or remove the folder, and the check costs 0.02 ms.
*/
function checkWorkingDirectory(root, written) {
	const path = resolve(root, written);
	const refused = (found, todo) => ({
		type: "refused",
		message: `working-directory "${written}": expected a folder at ${path}, found ${found}; ${todo}`
	});
	try {
		const real = realpathSync.native(path);
		const realRoot = realpathSync.native(root);
		if (!isInside(realRoot, real)) return refused(`that it leads to ${real}, outside of ${realRoot}`, "choose a folder inside of it");
		if (!statSync(real).isDirectory()) return refused("a file", "name the folder that it lies in");
		return {
			type: "found",
			path: real
		};
	} catch (error) {
		switch (errorCode(error)) {
			case "ENOENT": return refused("nothing", "create it in an earlier task or correct the path");
			case "ENOTDIR": return refused("a file on the way", "correct the path");
			default: return refused(`an error (${errorText(error)})`, "make it readable");
		}
	}
}

// src/process/prepare-command.ts
function refused(message) {
	return {
		type: "refused",
		message
	};
}
/** Checks what a script needs and writes its file. Throws file system errors. */
function prepareCommand(script, place) {
	if (script.run.includes("\0")) return refused("its command holds a NUL character, which no shell accepts; remove it");
	const folder = checkWorkingDirectory(place.root, script.workingDirectory);
	if (folder.type === "refused") return folder;
	const shell = findShell(script.shell, place.platform);
	if (shell === void 0) return refused(`shell "${script.shell}": expected bash, sh, pwsh, powershell, cmd, python or a command that contains {0}, where the script's path goes`);
	const file = script.file(shell.extension);
	const command = chooseShell(script, shell, file, folder.path, place);
	if (command.type === "refused") return command;
	place.ensureFolder(dirname(file));
	writeOwnFile(file, shell.script(script.run));
	return command;
}
function chooseShell({ shell: written, environment }, shell, file, workingDirectory, place) {
	const path = environment.PATH ?? environment.Path ?? "";
	let blocked;
	for (const candidate of shell.candidates) {
		const found = place.findProgram(candidate.program, path, workingDirectory);
		if (found.type === "found") {
			const args = candidate.arguments(file);
			return {
				type: "ready",
				program: found.path,
				arguments: args,
				workingDirectory,
				environment,
				verbatim: shell.verbatim
			};
		}
		if (found.type === "not-executable") blocked ??= found.path;
	}
	const name = written === void 0 ? "the default shell" : `shell "${written}"`;
	if (blocked !== void 0) return refused(`${name}: expected a program that may be executed, found that ${blocked} may not; chmod +x it`);
	return refused(`${name}: expected the program ${shell.candidates.map((candidate) => candidate.program).join(" or ")}, found none in PATH (${path}); install it or choose another shell`);
}

// src/process/prepare-service.ts
/** Checks what a service needs and writes its script. Throws file system errors. */
function prepareService(service, place) {
	return prepareCommand(scriptOf(service, service.run, "service", place), place);
}
/** The same for the command that says whether it is ready: it runs as the service itself would. */
function prepareReadyCommand(service, run, place) {
	return prepareCommand(scriptOf(service, run, "ready", place), place);
}
function scriptOf(service, run, purpose, place) {
	const { id, env, shell, workingDirectory } = service;
	const facts = {
		run: place.run,
		id,
		dir: place.dir
	};
	return {
		run,
		shell,
		workingDirectory,
		environment: serviceEnvironment(place.environment, env, facts, place.platform === "win32"),
		file: (extension) => scriptFile(place.dir, id, purpose, extension)
	};
}

// src/process/spawn-failure.ts
/** True for errors that pass: no descriptors, processes or memory left at this moment. */
function isPassing(error) {
	switch (errorCode(error)) {
		case "EMFILE":
		case "ENFILE":
		case "EAGAIN":
		case "ENOMEM": return true;
		default: return false;
	}
}
/** Why a step did not start, in a sentence. */
function describeSpawnFailure(error, command) {
	if (command === void 0) return `its files could not be written: ${errorText(error)}`;
	const { program, environment, workingDirectory } = command;
	switch (errorCode(error)) {
		case "ENOENT": return `${program}: expected a program that can be started in ${workingDirectory}, found that one of them is gone`;
		case "EACCES": return `${program}: expected to be allowed to run it in ${workingDirectory}, found that one of them forbids it`;
		case "E2BIG": return `its environment is too long for this system: ${sizeOf(environment)}; pass large values in a file`;
		case "ERR_INVALID_ARG_VALUE": return `${nulOf(command)} holds a NUL character, which no program accepts; remove it`;
		case "EMFILE":
		case "ENFILE":
		case "EAGAIN":
		case "ENOMEM": return `the system had no descriptors, processes or memory left for it, several times (${errorText(error)})`;
		default: return `${program} could not be started: ${errorText(error)}`;
	}
}
function sizeOf(environment) {
	let total = 0;
	let largest = {
		name: "",
		size: -1
	};
	for (const [name, value] of Object.entries(environment)) {
		const size = Buffer.byteLength(name) + Buffer.byteLength(value) + 2;
		total += size;
		if (size > largest.size) largest = {
			name,
			size
		};
	}
	return `${total} bytes in all, of which ${largest.name} takes ${largest.size}`;
}
function nulOf(command) {
	const variable = Object.entries(command.environment).find(([name, value]) => `${name}${value}`.includes("\0"));
	return variable === void 0 ? "its command line" : `its environment variable ${JSON.stringify(variable[0])}`;
}

// src/process/start-program.ts
const usualRetries = [
	50,
	100,
	200,
	400,
	800
];
/**
* Starts a process, again and again while the system is short of something. Never throws.
*
* @param started called once; within this call when the first attempt decides it.
* @returns forgets a start that has not happened yet: `started` is then called with a failure that says so.
*/
function startProgram(program, launcher, started) {
	let cancelled = false;
	let timer;
	const attempt = (number) => {
		timer = void 0;
		trySpawn(program, launcher, (result) => {
			const pause = launcher.retries[number];
			if (result.type !== "short") started(result);
			else if (cancelled) started(stopped);
			else if (pause === void 0) started({
				type: "failed",
				message: result.message
			});
			else timer = setTimeout(attempt, pause, number + 1);
		});
	};
	attempt(0);
	return () => {
		cancelled = true;
		if (timer === void 0) return;
		clearTimeout(timer);
		timer = void 0;
		started(stopped);
	};
}
const stopped = {
	type: "failed",
	message: "it was stopped before its process could be started"
};
function trySpawn(program, launcher, done) {
	let command;
	const failed = (error) => ({
		type: isPassing(error) ? "short" : "failed",
		message: describeSpawnFailure(error, command)
	});
	let result;
	try {
		const prepared = program.prepare();
		if (prepared.type === "refused") result = {
			type: "failed",
			message: prepared.message
		};
		else {
			command = prepared;
			const child = spawnCommand(command, program, launcher);
			const { pid } = child;
			child.on("error", (error) => {
				if (pid === void 0) done(failed(error));
			});
			if (pid !== void 0) result = {
				type: "spawned",
				child,
				pid
			};
		}
	} catch (error) {
		result = failed(error);
	}
	if (result !== void 0) done(result);
}
function spawnCommand(command, program, launcher) {
	const log = program.openLog();
	try {
		return launcher.spawn(command.program, command.arguments, {
			cwd: command.workingDirectory,
			env: command.environment,
			detached: launcher.platform !== "win32",
			stdio: [
				"ignore",
				log ?? "ignore",
				log ?? "ignore"
			],
			windowsHide: true,
			windowsVerbatimArguments: command.verbatim
		});
	} finally {
		if (log !== void 0) closeSync(log);
	}
}
/** The real one. */
const spawnProcess = (program, args, options) => spawn(program, args, options);

// src/process/start-service.ts
/** Starts a service's process; see `startProgram`. */
function startService(service, launcher, started) {
	return startProgram({
		prepare: () => prepareService(service, launcher),
		openLog: () => openServiceLog(service.id, launcher)
	}, launcher, started);
}
/** As a task's: without a log rather than not at all. */
function openServiceLog(id, launcher) {
	const log = logFile(launcher.dir, id);
	if (launcher.logs.isFull()) {
		launcher.degraded(`the log of ${id} cannot be written: no space left on its disk`);
		return;
	}
	try {
		launcher.ensureFolder(dirname(log));
		return openLog(log, true);
	} catch (error) {
		if (isPassing(error)) throw error;
		launcher.degraded(`the log of ${id} cannot be written: ${errorText(error)}`);
		return;
	}
}

// src/process/use-of-child.ts
const noMeter = {
	started: () => {},
	exited: (_, settled) => settled(void 0)
};
/** Has a child measured from now on; must be called before it can have been waited for. Resolves soon after its exit. */
function useOf(child, pid, meter, id) {
	meter.started(pid, id);
	return new Promise((resolve) => {
		child.on("exit", () => meter.exited(pid, (usage) => resolve(usage === void 0 ? {} : { usage })));
	});
}
/** Starts what only asks a service: measured as well, or its time would pass for that of a task. */
function spawnHelper({ spawn, meter }) {
	return (program, args, options) => {
		const child = spawn(program, args, options);
		if (child.pid !== void 0) useOf(child, child.pid, meter);
		return child;
	};
}
/** Reads which task or service of this run a process was started for, as its environment says. */
function idInMark(run) {
	const system = createProcessSystem(process.platform);
	return (pid) => {
		const mark = system.markOf(pid);
		return mark?.run === run ? mark.id : void 0;
	};
}

// src/process/readiness/ready.ts
/**
* Reads `host:port`, `[IPv6]:port`, or a port alone, which means this machine.
*
* @returns undefined when it is none of them or the port is not from 1 to 65535.
*/
function parseTcpAddress(written) {
	const match = /^(?:(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]/]+)):)?(\d{1,5})$/.exec(String(written));
	const port = Number(match?.[3]);
	if (match === null || port < 1 || port > 65535) return void 0;
	return {
		host: match[1] ?? match[2] ?? "localhost",
		port
	};
}

// src/process/readiness/probe.ts
const ready = { type: "ready" };
function notReady(detail) {
	return {
		type: "not-ready",
		detail
	};
}

// src/process/readiness/probe-command.ts
/** Milliseconds that a killed command may take to be gone; the kernel can hold one in a disk or network call. */
const goneAfter = 1e3;
/** Runs the command, in the shell and environment that it was prepared for; exit code 0 means ready. Its output is dropped. */
function probeCommand(command, { spawn, system, platform }) {
	return (signal) => new Promise((resolve) => {
		if (signal.aborted) return resolve(notReady("not started"));
		let giveUp;
		let pid;
		const cut = () => {
			if (pid !== void 0) system.signalGroup(pid, "SIGKILL");
			giveUp = setTimeout(() => done(stillRunning), goneAfter);
		};
		const done = (seen) => {
			clearTimeout(giveUp);
			signal.removeEventListener("abort", cut);
			resolve(seen);
		};
		try {
			const child = spawn(command.program, command.arguments, {
				cwd: command.workingDirectory,
				env: command.environment,
				detached: platform !== "win32",
				stdio: "ignore",
				windowsHide: true,
				windowsVerbatimArguments: command.verbatim
			});
			pid = child.pid;
			child.on("error", (error) => {
				if (pid === void 0) done(notReady(describeSpawnFailure(error, command)));
			});
			child.on("exit", (code, by) => {
				if (pid !== void 0 && platform !== "win32") system.signalGroup(pid, "SIGKILL");
				done(signal.aborted ? stillRunning : judge$1(code, by));
			});
			signal.addEventListener("abort", cut);
		} catch (error) {
			done(notReady(describeSpawnFailure(error, command)));
		}
	});
}
const stillRunning = notReady("its command had not ended in time");
function judge$1(code, by) {
	if (code === 0) return ready;
	return notReady(code === null ? `its command was ended by ${by}` : `exit code ${code}`);
}

// src/process/readiness/network-problem.ts
/** What went wrong with a connection, as part of a sentence. */
function describeNetworkProblem(error) {
	const cause = error instanceof AggregateError ? error.errors.at(-1) ?? error : error;
	switch (errorCode(cause)) {
		case "ECONNREFUSED": return "connection refused";
		case "ECONNRESET":
		case "EPIPE": return "connection closed without an answer";
		case "ENOTFOUND": return "the host name is not known";
		case "EAI_AGAIN": return "the host name could not be looked up";
		case "ETIMEDOUT": return "no answer";
		case "EHOSTUNREACH":
		case "ENETUNREACH": return "the host cannot be reached";
		default: return errorText(cause);
	}
}

// src/process/readiness/probe-http.ts
/**
* Asks with a GET. The status decides; nothing of the body is read, for a health page may be endless.
*
* @param url `http:` or `https:`; anything else is never ready
*/
function probeHttp(url) {
	return async (signal) => {
		const request = await send(url);
		if (request === void 0) return notReady("its URL is not one with http: or https:");
		return watch(request, signal);
	};
}
function watch(request, signal) {
	return new Promise((resolve) => {
		let seen;
		const cut = () => {
			seen ??= notReady("no answer in time");
			request.destroy();
		};
		request.on("response", (response) => {
			seen ??= judge(response.statusCode);
			response.on("error", () => {});
			response.destroy();
		});
		request.on("upgrade", (response, socket) => {
			seen ??= judge(response.statusCode);
			socket.destroy();
		});
		request.on("error", (error) => {
			seen ??= notReady(describe(error));
		});
		request.on("close", () => {
			signal.removeEventListener("abort", cut);
			resolve(seen ?? notReady("connection closed without an answer"));
		});
		if (signal.aborted) cut();
		else signal.addEventListener("abort", cut);
		request.end();
	});
}
/** Loaded here: these modules bring all of the network with them, 35 ms that no other start has to pay for. */
async function send(url) {
	if (!URL.canParse(url)) return void 0;
	const options = {
		agent: false,
		headers: {
			connection: "close",
			accept: "*/*",
			"user-agent": "mission-runner"
		}
	};
	const target = new URL(url);
	switch (target.protocol) {
		case "http:": return (await import("node:http")).request(target, options);
		case "https:": return (await import("node:https")).request(target, options);
		default: return;
	}
}
function judge(status = 0) {
	return status >= 200 && status < 400 ? ready : notReady(`status ${status}`);
}
function describe(error) {
	const code = errorCode(error) ?? "";
	if (code.startsWith("HPE_")) return `an answer that is not HTTP (${code})`;
	if (code.startsWith("ERR_TLS") || code.includes("CERT") || code.includes("SIGNATURE")) return `a certificate that is not trusted (${code}); name its authority in NODE_EXTRA_CA_CERTS or use \`tcp:\``;
	return describeNetworkProblem(error);
}

// src/process/readiness/guarded-pattern.ts
/** Milliseconds that the lines given at once may take together; they usually take less than one. */
const patience = 500;
/** After so many calls that took too long the pattern is not tried any more, for each of them stops everything else. */
const chances = 3;
/**
* A pattern that can be tried on anything: some, such as `(a+)+$`, take years on a short line, during which nothing else
* in this process would happen. A script with a time limit is the only thing that Node stops in the middle of a match.
*
* @throws SyntaxError when it is no pattern
*/
function guardPattern(pattern) {
	const expression = new RegExp(pattern);
	const context = vm.createContext({
		expression,
		lines: []
	});
	const script = new vm.Script("lines.some((line) => expression.test(line))");
	let tooSlow = 0;
	return (lines) => {
		if (tooSlow >= chances) return "too-slow";
		context.lines = lines;
		try {
			return script.runInContext(context, { timeout: patience }) === true ? "matched" : "not-matched";
		} catch {
			tooSlow++;
			return "too-slow";
		}
	};
}

// src/process/readiness/line-splitter.ts
/** @param longest bytes of a line that are kept; what follows is skipped up to its end */
function createLineSplitter(longest) {
	let line = Buffer.alloc(0);
	const append = (bytes) => {
		const room = longest - line.length;
		if (room > 0 && bytes.length > 0) line = Buffer.concat([line, bytes.subarray(0, room)]);
	};
	return {
		push: (bytes) => {
			const lines = [];
			let start = 0;
			for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
				append(bytes.subarray(start, end));
				lines.push(line);
				line = Buffer.alloc(0);
				start = end + 1;
			}
			append(bytes.subarray(start));
			return lines;
		},
		unfinished: () => line
	};
}

// src/process/readiness/probe-log.ts
const pieceBytes = 65536;
const lineBytes = 4096;
/**
* Looks for the pattern in each line of a growing log, also in one without its line end yet; colours and other terminal
* codes are taken away first, and of a line only the first 4 KiB count. Reads on where the last try stopped.
*
* @param start byte to begin at: what an earlier start of the service wrote proves nothing
* @throws SyntaxError when the pattern is none
*/
function probeLog(path, pattern, start = 0) {
	let position = start;
	let splitter = createLineSplitter(lineBytes);
	const match = guardPattern(pattern);
	async function readOn(file, signal) {
		const stats = await file.stat();
		if (!stats.isFile()) return notReady("its log is not a regular file");
		if (stats.size < position) {
			position = 0;
			splitter = createLineSplitter(lineBytes);
		}
		const buffer = Buffer.allocUnsafe(pieceBytes);
		let slow = false;
		while (!signal.aborted) {
			const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
			if (bytesRead === 0) break;
			position += bytesRead;
			const lines = [...splitter.push(buffer.subarray(0, bytesRead)), splitter.unfinished()];
			const result = match(lines.map((line) => cleanBytes(line, false)));
			if (result === "matched") return ready;
			slow ||= result === "too-slow";
		}
		if (slow) return notReady(`matching ${pattern} against its log takes too long; write a simpler pattern`);
		return notReady(position === start ? "its log is empty" : `no line of its log matched ${pattern}`);
	}
	return async (signal) => {
		let file;
		try {
			file = await open(path, carefulReading);
			return await readOn(file, signal);
		} catch (error) {
			return notReady(errorCode(error) === "ENOENT" ? "it has no log yet" : `its log: ${errorText(error)}`);
		} finally {
			await file?.close();
		}
	};
}

// src/process/readiness/probe-tcp.ts
/** Connects and hangs up. */
function probeTcp({ host, port }) {
	return (signal) => new Promise((resolve) => {
		let seen;
		const socket = connect({
			host,
			port
		});
		const cut = () => {
			seen ??= notReady("no answer in time");
			socket.destroy();
		};
		socket.on("connect", () => {
			const itself = socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
			seen ??= itself ? notReady("connection refused") : ready;
			socket.destroy();
		});
		socket.on("error", (error) => {
			seen ??= notReady(describeNetworkProblem(error));
		});
		socket.on("close", () => {
			signal.removeEventListener("abort", cut);
			resolve(seen ?? notReady("connection closed"));
		});
		if (signal.aborted) cut();
		else signal.addEventListener("abort", cut);
	});
}

// src/process/readiness/system-timers.ts
/** The longest that setTimeout can wait; longer ones would ring at once. */
const longest$1 = 2 ** 31 - 1;
const systemTimers = {
	now: () => performance.now(),
	after: (delay, ring) => {
		const timer = setTimeout(ring, Math.min(longest$1, Math.ceil(delay)));
		return () => clearTimeout(timer);
	}
};

// src/process/readiness/wait-until-ready.ts
/** Asks again and again until the service is ready, the time is up or the wait is cancelled; at once for the first time. */
function waitUntilReady(probe, options) {
	const cancelled = new AbortController();
	return {
		promise: wait(probe, options, cancelled.signal),
		cancel: () => cancelled.abort()
	};
}
async function wait(probe, options, cancelled) {
	const { timers, timeout, interval, longestTry } = options;
	const began = timers.now();
	const left = () => timeout - (timers.now() - began);
	let last;
	while (left() > 0 && !cancelled.aborted) {
		const asked = timers.now();
		const { seen, cutOff } = await tryOnce(probe, Math.min(longestTry, left()), timers, cancelled);
		if (cancelled.aborted) break;
		if (seen.type === "ready") return {
			type: "ready",
			after: timers.now() - began
		};
		if (!cutOff || last === void 0 || timers.now() - asked >= Math.min(longestTry, 1e3)) last = seen;
		await pause(Math.min(interval, left()), timers, cancelled);
	}
	if (cancelled.aborted) return { type: "cancelled" };
	return {
		type: "timed-out",
		detail: last?.detail ?? "nothing was tried"
	};
}
async function tryOnce(probe, time, timers, cancelled) {
	const controller = new AbortController();
	const stop = () => controller.abort();
	const clear = timers.after(time, stop);
	cancelled.addEventListener("abort", stop);
	try {
		return {
			seen: await probe(controller.signal),
			cutOff: controller.signal.aborted
		};
	} catch (error) {
		return {
			seen: notReady(errorText(error)),
			cutOff: false
		};
	} finally {
		clear();
		cancelled.removeEventListener("abort", stop);
	}
}
function pause(time, timers, cancelled) {
	return new Promise((resolve) => {
		if (cancelled.aborted || time <= 0) return resolve();
		const done = () => {
			clear();
			cancelled.removeEventListener("abort", done);
			resolve();
		};
		const clear = timers.after(time, done);
		cancelled.addEventListener("abort", done);
	});
}

// src/process/readiness/wait-for-service.ts
/** Milliseconds; an answer that takes longer is not one that a test could work with. */
const longestTry = 5e3;
/** @throws SyntaxError when a log pattern is none, and what `prepare` throws. */
function waitForService(ready, service) {
	const { check, timeout, interval } = ready;
	return waitUntilReady(probeFor(check, service), {
		timeout,
		interval,
		longestTry: check.type === "command" ? timeout : longestTry,
		timers: systemTimers
	});
}
function probeFor(check, service) {
	switch (check.type) {
		case "http": return probeHttp(check.url);
		case "tcp": return probeTcp(check);
		case "log": return probeLog(service.log, check.pattern, service.logStart);
		case "command": {
			const prepared = service.prepare(check.run);
			if (prepared.type === "ready") return probeCommand(prepared, service.edges);
			return async () => notReady(prepared.message);
		}
	}
}

// src/process/watch-readiness.ts
/**
* Asks a service that has just been started until it is ready or its time is up; then calls back once, never before it
* has returned. Never throws.
*
* @returns ends the asking: then there is no call.
*/
function watchReadiness(service, { launcher, system }, answered) {
	const { ready } = service;
	let hushed = false;
	const answer = (readiness) => {
		if (!hushed) answered(readiness);
	};
	const later = (readiness) => queueMicrotask(() => answer(readiness));
	let cancel = () => {};
	if (ready === void 0) later({ type: "ready" });
	else try {
		const wait = waitForService({
			check: checkOf(ready),
			timeout: ready.timeout,
			interval: ready.interval
		}, {
			log: logFile(launcher.dir, service.id),
			logStart: 0,
			edges: {
				spawn: spawnHelper(launcher),
				system,
				platform: launcher.platform
			},
			prepare: (run) => prepareReadyCommand(service, run, launcher)
		});
		cancel = wait.cancel;
		wait.promise.then((outcome) => {
			if (outcome.type === "ready") answer({ type: "ready" });
			if (outcome.type === "timed-out") answer({
				type: "failed",
				message: late(ready, outcome.detail)
			});
		});
	} catch (error) {
		later({
			type: "failed",
			message: `it cannot be asked whether it is ready: ${errorText(error)}`
		});
	}
	return () => {
		hushed = true;
		cancel();
	};
}
function late(ready, detail) {
	return `it was not ready after ${ready.timeout / 1e3} s: ${detail}`;
}
/** Throws for what the reader of the mission file lets no one write. */
function checkOf({ http, tcp, log, command }) {
	if (http !== void 0) return {
		type: "http",
		url: http
	};
	if (log !== void 0) return {
		type: "log",
		pattern: log
	};
	if (command !== void 0) return {
		type: "command",
		run: command
	};
	const address = parseTcpAddress(tcp ?? "");
	if (address === void 0) throw new Error(`expected host:port, found ${JSON.stringify(tcp)}`);
	return {
		type: "tcp",
		...address
	};
}

// src/process/run-services.ts
/** Runs services: started and stopped as steps are, and asked whether they are ready in between. */
function createServices({ launcher, stopper, secrets, system }) {
	const running = /* @__PURE__ */ new Map();
	function start(service, report) {
		const { id } = service;
		const failed = (message) => {
			const text = secrets.redactor().redactText(message);
			queueMicrotask(() => report({
				type: "failed",
				message: text,
				running: false
			}));
		};
		if (running.has(id)) {
			failed(`${id} is running already`);
			return;
		}
		for (const variables of [launcher.environment, service.env]) for (const problem of secrets.learn(service.secrets, variables)) launcher.degraded(problem);
		const entry = {
			forget: () => {},
			hush: () => {}
		};
		running.set(id, entry);
		entry.forget = startService(service, launcher, (result) => {
			if (result.type === "spawned") return watch(service, entry, result.child, result.pid, report);
			running.delete(id);
			failed(result.message);
		});
	}
	function watch(service, entry, child, pid, report) {
		const { id } = service;
		const tree = {
			id,
			leader: pid,
			stopping: "no",
			known: []
		};
		entry.tree = tree;
		const unwatch = launcher.logs.watch(id);
		queueMicrotask(() => {
			report({
				type: "started",
				pid
			});
			if (tree.exited === void 0 && tree.stopping === "no") entry.hush = askWhetherReady(service, report);
		});
		const use = useOf(child, pid, launcher.meter, id);
		child.on("exit", (exitCode, signal) => {
			entry.hush();
			stopper.settle(tree, () => {
				running.delete(id);
				unwatch();
				Promise.all([use, logTail(id)]).then(([usage, tail]) => {
					report({
						type: "exited",
						...signal === null ? { exitCode: exitCode ?? 0 } : { signal },
						...usage,
						logTail: tail
					});
				});
			});
		});
	}
	function askWhetherReady(service, report) {
		return watchReadiness(service, {
			launcher,
			system
		}, (readiness) => {
			if (readiness.type === "ready") report({ type: "ready" });
			else report({
				type: "failed",
				message: secrets.redactor().redactText(readiness.message),
				running: true
			});
		});
	}
	async function logTail(id) {
		const log = logFile(launcher.dir, id);
		await maskFiles([log], secrets.redactor(), launcher.degraded);
		return secrets.redactor().redactText(readLogTail(log).logTail);
	}
	function stop(id, how) {
		const entry = running.get(id);
		entry?.hush();
		stopRunning(entry, how);
	}
	return {
		start,
		stop
	};
}

// src/process/read-outputs.ts
/** Bytes; the limit that GitHub sets to a job's outputs. */
const largest = 1048576;
/** Reads a task's MISSION_OUTPUT file. One malformed line rejects the whole file, as on the runner. Never throws. */
function readOutputs(path) {
	const part = readFilePart(path, "start", largest);
	switch (part.type) {
		case "absent": return { type: "none" };
		case "unreadable": return rejected(`the file could not be read: ${part.message}`);
		case "read":
			if (part.size > largest) return rejected(`expected at most ${largest} bytes, found ${part.size}`);
			return decode(part.bytes);
	}
}
function decode(bytes) {
	try {
		return parseOutputs(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch (error) {
		return rejected(`expected UTF-8 text (in Windows PowerShell: Out-File -Encoding utf8): ${errorText(error)}`);
	}
}
/**
* `NAME=VALUE` lines and `NAME<<DELIMITER` … `DELIMITER` blocks, as in GITHUB_OUTPUT. Empty lines are skipped; of two
* values for one name the last counts.
*/
function parseOutputs(text) {
	const values = /* @__PURE__ */ new Map();
	const lines = text.split(/\r?\n/);
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] ?? "";
		if (line === "") continue;
		const entry = /^(.*?)(=|<<)(.*)$/s.exec(line);
		const name = entry?.[1] ?? "";
		if (entry === null) return malformed(index, "NAME=VALUE or NAME<<DELIMITER", line);
		if (!allowedName.test(name) || name === "__proto__") return malformed(index, "a name of letters, digits, `_`, `-` and `.` that starts with a letter or `_`", line);
		if (entry[2] === "=") {
			values.set(name, entry[3] ?? "");
			continue;
		}
		const delimiter = entry[3] ?? "";
		if (delimiter === "") return malformed(index, "a delimiter after `<<`", line);
		const end = lines.indexOf(delimiter, index + 1);
		if (end < 0) return malformed(index, `a later line that is exactly ${quoted(delimiter)}, the end of this value`, line);
		values.set(name, lines.slice(index + 1, end).join("\n"));
		index = end;
	}
	return values.size === 0 ? { type: "none" } : {
		type: "outputs",
		values: Object.fromEntries(values)
	};
}
const allowedName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
function malformed(index, expected, line) {
	return rejected(`line ${index + 1}: expected ${expected}, found ${quoted(line)}`);
}
function rejected(why) {
	return {
		type: "rejected",
		message: `MISSION_OUTPUT was rejected: ${why}`
	};
}
/** As JSON, so that a message never contains control characters; short, for the line may hold anything. */
function quoted(text) {
	return JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 60)}…`);
}

// src/process/collect.ts
const reportBytes = 262144;
/**
* Reads what an attempt left behind. Never throws: what cannot be read is said in its place.
*
* @param before the deliverable's state before the task's first launch; undefined when it was never launched.
*/
function collectLeftBehind(task, root, files, before) {
	const outputs = readOutputs(files.output);
	const report = readReport(files.report);
	const written = task.deliverable !== void 0 && before !== void 0 && wasWritten(before, deliverableState(root, task.deliverable));
	return {
		...readLogTail(files.log),
		...outputs.type === "outputs" ? { outputs: outputs.values } : {},
		...outputs.type === "rejected" ? { outputsRejected: outputs.message } : {},
		...report === "" ? {} : { report },
		...written ? { wroteDeliverable: true } : {}
	};
}
function readReport(path) {
	const part = readFilePart(path, "start", reportBytes);
	switch (part.type) {
		case "absent": return "";
		case "unreadable": return `(MISSION_REPORT could not be read: ${part.message})`;
		case "read":
			if (part.size <= reportBytes) return cleanBytes(part.bytes, false);
			return `${cleanBytes(wholeLines(part.bytes), false)}\n(MISSION_REPORT was cut: ${part.size} bytes were written, the first ${reportBytes} are kept.)\n`;
	}
}
/** Without the last line, which is cut; all of it when there is only one, without half a character. */
function wholeLines(bytes) {
	const end = bytes.lastIndexOf(10);
	if (end >= 0) return bytes.subarray(0, end + 1);
	let last = bytes.length;
	while (last > 0 && ((bytes[last - 1] ?? 0) & 192) === 128) last--;
	return bytes.subarray(0, Math.max(0, last - 1));
}

// src/process/collect-results.ts
/**
* What a task's own tests gave. Results that cannot be read are a problem of a task that says it went well; one that
* failed has its reason already, and may not have come as far as writing them.
*/
function collectResults(question, reader) {
	const { root, written, before, exitedWell } = question;
	const { results, problems } = reader.readResults(root, written, before);
	const { tests, failed, skipped, failures } = results;
	const known = problems.length === 0 || tests > 0;
	const named = failures.map(({ name, message }) => ({
		name,
		message
	}));
	return {
		...known ? { results: {
			tests,
			failed,
			skipped,
			failures: named
		} } : {},
		...problems.length > 0 && exitedWell ? { resultsProblem: problems.join("; ") } : {}
	};
}

// src/process/prepare-step.ts
/** Checks what a step needs and writes the files that it reads. Throws file system errors. */
function prepareStep(launch, place) {
	const { task, step } = launch;
	if (task.deliverable !== void 0 && !staysInside(place.root, task.deliverable)) return refused(`deliverable "${task.deliverable}": expected a path inside of ${place.root}, found that it leads out of it`);
	const command = prepareCommand({
		run: task.steps[step]?.run ?? "",
		shell: task.shell,
		workingDirectory: task.workingDirectory,
		environment: environmentOf(launch, place),
		file: (extension) => scriptFile(place.dir, task.id, String(step + 1), extension)
	}, place);
	if (command.type === "ready") writeFiles(launch, place);
	return command;
}
function environmentOf({ task, attempt, env }, place) {
	const files = taskFiles(place.dir, task.id, attempt);
	const facts = {
		run: place.run,
		id: task.id,
		level: task.level,
		attempt,
		dir: place.dir,
		...files
	};
	return taskEnvironment(place.environment, env, facts, place.platform === "win32");
}
function writeFiles(launch, place) {
	const files = taskFiles(place.dir, launch.task.id, launch.attempt);
	for (const file of [files.log, files.context]) place.ensureFolder(dirname(file));
	if (launch.step === 0) for (const file of [files.output, files.report]) removeIfThere(file);
	writeOwnFile(files.context, launch.context);
}
/** Asked first, as that is cheaper at every launch; a task may have made anything of it, even a folder. */
function removeIfThere(path) {
	if (lstatSync(path, { throwIfNoEntry: false }) !== void 0) rmSync(path, {
		recursive: true,
		force: true
	});
}

// src/process/start-step.ts
/** Starts a step's process; see `startProgram`. */
function startStep(launch, launcher, started) {
	const announcement = { made: false };
	return startProgram({
		prepare: () => prepareStep(launch, launcher),
		openLog: () => openTaskLog(launch, launcher, announcement)
	}, launcher, started);
}
/** A task runs without a log rather than not at all; a shortage of descriptors is thrown, for it passes. */
function openTaskLog(launch, launcher, announcement) {
	const { task, attempt, step } = launch;
	let log;
	if (launcher.logs.isFull()) {
		launcher.degraded(`the log of ${task.id} cannot be written: no space left on its disk`);
		return;
	}
	try {
		const fresh = attempt === 1 && step === 0 && !announcement.made;
		log = openLog(logFile(launcher.dir, task.id), fresh);
		const separator = separatorOf(launch);
		if (separator !== void 0 && !announcement.made) writeSeparator(log, separator);
		announcement.made = true;
	} catch (error) {
		if (isPassing(error)) throw error;
		launcher.degraded(`the log of ${task.id} cannot be written: ${errorText(error)}`);
	}
	return log;
}
function separatorOf(launch) {
	const { task, attempt, step } = launch;
	const name = task.steps[step]?.name;
	const again = attempt > 1 && step === 0 ? `▶ attempt ${attempt}` : void 0;
	const named = name === void 0 ? void 0 : `▶ step ${step + 1}/${task.steps.length}: ${name}`;
	return again === void 0 ? named : named === void 0 ? again : `${again}\n${named}`;
}

// src/process/run-steps.ts
/** Runs the steps of tasks, each as a process tree of its own. */
function createSteps({ launcher, stopper, secrets, memory, results }) {
	const { dir, root, environment } = launcher;
	const running = /* @__PURE__ */ new Map();
	const attempts = /* @__PURE__ */ new Map();
	function start(launch, report) {
		const { task } = launch;
		const failed = (message) => {
			queueMicrotask(() => report({
				type: "spawn-failed",
				message: secrets.redactor().redactText(message)
			}));
		};
		if (running.has(task.id)) {
			failed(`${task.id} is running already`);
			return;
		}
		for (const variables of [environment, launch.env]) for (const problem of secrets.learn(task.secrets, variables)) launcher.degraded(problem);
		if (launch.step === 0 || !attempts.has(task.id)) attempts.set(task.id, beginAttempt(task));
		const entry = { forget: () => {} };
		running.set(task.id, entry);
		const mark = memory.mark();
		entry.forget = startStep(launch, launcher, (result) => {
			if (result.type === "spawned") return watch(launch, entry, result.child, result.pid, mark, report);
			running.delete(task.id);
			failed(result.message);
		});
	}
	function beginAttempt(task) {
		const before = attempts.get(task.id)?.deliverable;
		const deliverable = task.deliverable === void 0 ? void 0 : before ?? deliverableState(root, task.deliverable);
		const survey = task.results === void 0 ? void 0 : results?.surveyResults(root, task.results);
		return {
			...deliverable === void 0 ? {} : { deliverable },
			...survey === void 0 ? {} : { results: survey },
			exitedWell: false
		};
	}
	function watch(launch, entry, child, pid, mark, report) {
		const { id } = launch.task;
		const tree = {
			id,
			leader: pid,
			stopping: "no",
			known: []
		};
		entry.tree = tree;
		const unwatch = launcher.logs.watch(id);
		queueMicrotask(() => report({
			type: "started",
			pid
		}));
		const use = useOf(child, pid, launcher.meter, id);
		child.on("exit", (exitCode, signal) => {
			const outOfMemory = (signal === "SIGKILL" || exitCode === 137) && tree.stopping === "no" && memory.happenedSince(mark);
			stopper.settle(tree, (leftovers) => {
				running.delete(id);
				unwatch();
				const attempt = attempts.get(id);
				if (attempt !== void 0) attempt.exitedWell = exitCode === 0;
				Promise.all([use, maskAttempt(launch)]).then(([usage]) => report({
					type: "exited",
					...signal === null ? { exitCode: exitCode ?? 0 } : { signal },
					...outOfMemory ? { outOfMemory } : {},
					...usage,
					...leftBy(leftovers)
				}));
			});
		});
	}
	/** After each step: which one is the last is the schedule's to say, and nothing may be read before. */
	async function maskAttempt({ task, attempt }) {
		const { log, output, report } = taskFiles(dir, task.id, attempt);
		await maskFiles([
			log,
			output,
			report
		], secrets.redactor(), launcher.degraded);
	}
	function leftBy(leftovers) {
		return leftovers.length === 0 ? {} : { leftovers: redactLeftovers(leftovers, secrets.redactor()) };
	}
	function collect(task, number) {
		const attempt = attempts.get(task.id);
		const before = attempt?.results;
		const found = task.results === void 0 || before === void 0 || results === void 0 ? {} : collectResults({
			root,
			written: task.results,
			before,
			exitedWell: attempt?.exitedWell === true
		}, results);
		const left = collectLeftBehind(task, root, taskFiles(dir, task.id, number), attempt?.deliverable);
		const logCut = launcher.logs.cutOf(task.id);
		return redactLeftBehind({
			...left,
			...logCut === 0 ? {} : { logCut },
			...found
		}, secrets.redactor());
	}
	return {
		start,
		stop: (id, how) => stopRunning(running.get(id), how),
		collect
	};
}

// src/process/leftovers.ts
/** A fork storm leaves thousands; a report needs to know the kind. */
const most = 20;
function nameLeftovers(system, rows) {
	return rows.slice(0, most).map((row) => ({
		pid: row.pid,
		command: system.commandOf(row.pid)
	}));
}
/** What KILL did not end: another user's, or held by the kernel. */
function nameUnstoppable(system, rows) {
	return nameLeftovers(system, rows).map((left) => ({
		...left,
		command: `${left.command} (could not be killed)`
	}));
}

// src/process/step-tree.ts
/**
* Which processes belong to a tree: its group and session, what carries its mark, and everything below those. The last
* finds a child that left the group with an emptied environment, as long as its parent lives.
*/
function treeMembers(rows, seed) {
	const { leader } = seed;
	const reused = seed.leaderAlive !== true && rows.some((row) => row.pid === leader);
	const inGroup = (row) => !reused && leader !== void 0 && (row.group === leader || row.session === leader);
	const isKnown = (row) => row.start !== void 0 && seed.known?.some(({ pid, start }) => pid === row.pid && start === row.start) === true;
	const ours = (row) => inGroup(row) || isKnown(row) || seed.marked(row.pid);
	const members = /* @__PURE__ */ new Map();
	for (const row of rows) if (row.pid !== seed.except && ours(row)) members.set(row.pid, row);
	addDescendants(members, rows, seed.except);
	return [...members.values()];
}
function addDescendants(members, rows, except) {
	const children = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const siblings = children.get(row.parent);
		if (siblings === void 0) children.set(row.parent, [row]);
		else siblings.push(row);
	}
	const open = [...members.keys()];
	for (let pid = open.pop(); pid !== void 0; pid = open.pop()) for (const child of children.get(pid) ?? []) {
		if (child.pid === except || members.has(child.pid)) continue;
		members.set(child.pid, child);
		open.push(child.pid);
	}
}
/** True for the marks of one task or service in one run; without an id, for all of the run. */
function isMarked(mark, run, id) {
	return mark !== void 0 && mark.run === run && (id === void 0 || mark.id === id);
}

// src/process/stop-leftovers.ts
/** Milliseconds that killed processes are waited for. */
const gone = 1e3;
/**
* Stops everything that still carries the mark of a run, wherever it hides: at the mission's end what escaped its
* group, after our own violent end whatever still runs. Goes by the mark alone, never by a remembered pid, which may
* be another's by now.
*
* @returns what was found, by name; empty on systems that do not show the environment of processes. Never throws.
*/
async function stopLeftovers(options) {
	const system = options.system ?? createProcessSystem(process.platform);
	const found = members(system, options.run);
	if (found.length === 0) return [];
	const names = nameLeftovers(system, found);
	if (options.grace > 0) {
		for (const row of found) system.signalOne(row, "SIGTERM");
		if (await ended(system, options.run, options.grace, false)) return names;
	}
	if (await ended(system, options.run, gone, true)) return names;
	return [...names, ...nameUnstoppable(system, members(system, options.run))];
}
/** Looks until nothing is left or the time is over; with `kill`, kills at every look, for what is forked meanwhile. */
async function ended(system, run, patience, kill) {
	const end = performance.now() + patience;
	for (let pause = 5;; pause = Math.min(100, pause * 2)) {
		const rows = members(system, run);
		if (rows.length === 0) return true;
		if (kill) for (const row of rows) system.signalOne(row, "SIGKILL");
		if (performance.now() >= end) return false;
		await setTimeout$1(pause);
	}
}
function members(system, run) {
	const marked = (pid) => isMarked(system.markOf(pid), run);
	return treeMembers(system.list(), {
		marked,
		except: process.pid
	});
}

// src/process/snapshot.ts
/** Milliseconds; long enough that stopping many tasks at once reads `/proc` once, short enough to miss little. */
const shared = 25;
/** Where a look takes longer than that, on a machine full of processes, it serves for this many times as long. */
const timesItsCost = 4;
/** Milliseconds. */
const longest = 500;
/**
* @param now monotonic milliseconds
* @returns gives a snapshot that is at most a moment old and was not taken before that time
*/
function createSnapshots(system, now) {
	let last;
	return (notBefore) => {
		const at = now();
		if (last !== void 0 && last.at >= notBefore && at - last.at < lifeOf(last.snapshot.cost())) return last.snapshot;
		const snapshot = takeSnapshot(system, now);
		last = {
			at,
			snapshot
		};
		return snapshot;
	};
}
/** Stopping hundreds of tasks must not take a look for each of them, however long one takes. */
function lifeOf(cost) {
	return cost + Math.max(shared, Math.min(longest, timesItsCost * cost));
}
function takeSnapshot(system, now) {
	let cost = 0;
	const timed = (look) => {
		const began = now();
		const result = look();
		cost += now() - began;
		return result;
	};
	const marks = /* @__PURE__ */ new Map();
	return {
		rows: timed(system.list),
		markOf: (pid) => {
			if (!marks.has(pid)) marks.set(pid, timed(() => system.markOf(pid)));
			return marks.get(pid);
		},
		cost: () => cost
	};
}

// src/process/stop-tree.ts
const usualStopTimes = {
	tidy: 100,
	grace: 1e4,
	gone: 1e3
};
function createTreeStopper(system, run, times) {
	const now = () => performance.now();
	const snapshot = createSnapshots(system, now);
	/** A look from before its leader's exit would show a process of that number, and so a group that is somebody else's. */
	function members(tree, notBefore = tree.exited ?? 0) {
		const { rows, markOf } = snapshot(notBefore);
		const marked = (pid) => tree.stopping !== "no" && isMarked(markOf(pid), run, tree.id);
		return treeMembers(rows, {
			...tree,
			leaderAlive: tree.exited === void 0,
			marked,
			except: process.pid
		});
	}
	function signal(tree, rows, name) {
		if (tree.exited === void 0 || rows.some((row) => row.group === tree.leader)) system.signalGroup(tree.leader, name);
		for (const row of rows) if (row.group !== tree.leader) system.signalOne(row, name);
	}
	function settle(tree, settled) {
		const began = now();
		tree.exited = began;
		if (tree.stopping === "no" && !system.groupExists(tree.leader)) {
			settled([]);
			return;
		}
		let killed = tree.stopping === "killed" ? began : void 0;
		let leftovers = [];
		let pause = 5;
		const look = () => {
			const alive = members(tree);
			if (alive.length === 0) return settled(leftovers);
			const patience = tree.stopping === "terminated" ? times.grace : times.tidy;
			if (tree.stopping === "killed" || now() - began >= patience) {
				if (killed !== void 0 && now() - killed >= times.gone) return settled(nameUnstoppable(system, alive));
				if (killed === void 0) leftovers = nameLeftovers(system, members(tree, now()));
				killed ??= now();
				signal(tree, alive, "SIGKILL");
			}
			setTimeout(look, pause);
			pause = Math.min(100, pause * 2);
		};
		setImmediate(look);
	}
	return {
		terminate: (tree) => {
			if (tree.stopping !== "no") return;
			tree.stopping = "terminated";
			tree.known = members(tree);
			signal(tree, tree.known, "SIGTERM");
		},
		kill: (tree) => {
			if (tree.stopping === "killed") return;
			tree.stopping = "killed";
			if (tree.exited !== void 0) return;
			tree.known = members(tree);
			signal(tree, tree.known, "SIGKILL");
		},
		settle
	};
}

// src/process/processes.ts
/** Runs steps and services as real processes, each in a process group of its own. */
function createProcesses(options) {
	const { dir, root, run, results } = options;
	const platform = options.platform ?? process.platform;
	const secrets = options.secrets ?? createSecrets(platform === "win32");
	const degraded = (message) => options.degraded?.(secrets.redactor().redactText(message));
	const limit = options.logLimit ?? usualLogLimit;
	const launcher = {
		dir,
		root,
		run,
		platform,
		environment: callerEnvironment(options.environment),
		findProgram: createFindProgram(platform),
		ensureFolder: createEnsureFolder(),
		spawn: options.spawn ?? spawnProcess,
		meter: options.meter ?? noMeter,
		retries: options.retries ?? usualRetries,
		degraded,
		logs: createLogKeeper({
			dir,
			limit,
			redactor: secrets.redactor,
			degraded
		})
	};
	const system = createProcessSystem(platform);
	const stopper = createTreeStopper(system, run, options.times ?? usualStopTimes);
	const memory = options.memory ?? createOutOfMemoryWatch();
	const steps = createSteps({
		launcher,
		stopper,
		secrets,
		memory,
		results
	});
	const services = createServices({
		launcher,
		stopper,
		secrets,
		system
	});
	return {
		start: steps.start,
		terminate: (id) => steps.stop(id, stopper.terminate),
		kill: (id) => steps.stop(id, stopper.kill),
		collect: steps.collect,
		startService: services.start,
		terminateService: (id) => services.stop(id, stopper.terminate),
		killService: (id) => services.stop(id, stopper.kill),
		sweep: async () => {
			const escaped = await stopLeftovers({
				run,
				grace: 0,
				system
			});
			if (escaped.length > 0) await maskLogs(dir, secrets.redactor(), launcher.degraded);
			return redactLeftovers(escaped, secrets.redactor());
		}
	};
}

// src/schedule/begin-again.ts
/**
* The state in which a run is resumed: as at its beginning, in the mission as it is now, but for what is kept, which has
* ended with what it put out. `before` is the state that the journal had come to; it is left as it is.
*/
function beginAgain(before, event, anew = { mission: event.mission }) {
	const state = begin(anew.mission, event.machine, anew.conditions, event.predictions);
	state.idleSince = event.at;
	state.checkedAt = event.at;
	for (const id of event.kept) {
		apply(state, {
			type: "ended",
			at: event.at,
			id,
			status: "succeeded"
		});
		const old = before.tasks.get(id);
		const outputs = before.outputs.get(id);
		if (old?.phase === "ended") state.tasks.set(id, old);
		if (outputs !== void 0) state.outputs.set(id, outputs);
	}
	return state;
}

// src/process/process-start.ts
/** When a process started, as the kernel counts it; tells it from a later one of the same number. Undefined where unknown. */
function processStart(pid) {
	try {
		return parseStat(pid, readFileSync(`/proc/${pid}/stat`, "utf8"))?.start;
	} catch {
		return;
	}
}

// src/run/run-folder.ts
/** A folder that must not be used; expected, so that it is told and not thrown as a bug. */
var FolderRefused = class extends Error {};
const IDENTITY = "run.json";
/** Milliseconds after which a file that is being written is whole. */
const SETTLED = 2e3;
/** What a run leaves in its folder; anything else in it belongs to tasks of the run before. */
const KEPT_OUT_OF_GIT = "*\n";
/**
* Makes the folder ready for a new run: refuses one that another run is using or that holds something else, removes what
* the run before left, and takes it.
*/
function takeFolder(dir, root, mark) {
	makeRunFolder(dir);
	if (isInside(realpathSync(dir), realpathSync(root))) throw new FolderRefused(`expected a folder of its own, found ${dir}, in which the mission itself works; choose another folder with --dir`);
	const before = readIdentity(dir);
	if (before !== void 0) refuseAlive(before, dir, "wait for its end, or choose another folder with --dir");
	const present = readdirSync(dir);
	if (present.length > 0 && before === void 0 && !holdsJournal(dir)) throw new FolderRefused(`expected an empty folder or one of an earlier run, found other files (${present.slice(0, 3).join(", ")}) in ${dir}; choose another folder with --dir`);
	if (before !== void 0) release(dir, before, mark);
	else clearDamaged(dir);
	claim(dir, mark);
	for (const name of present) if (name !== IDENTITY) rmSync(join(dir, name), {
		recursive: true,
		force: true
	});
	rmSync(join(dir, stale(mark)), { force: true });
	for (const folder of ["logs", "tasks"]) mkdirSync(join(dir, folder));
	writeFileSync(join(dir, ".gitignore"), KEPT_OUT_OF_GIT);
}
/** Takes the folder of an earlier run as it is, to go on in it; refuses one that a run is using. */
function retakeFolder(dir, mark) {
	makeRunFolder(dir);
	const before = readIdentity(dir);
	if (before !== void 0) refuseAlive(before, dir, "wait for its end");
	if (before !== void 0) release(dir, before, mark);
	else clearDamaged(dir);
	claim(dir, mark);
	rmSync(join(dir, stale(mark)), { force: true });
}
/** A random name for a run: letters and digits. */
function newMark() {
	return randomBytes(8).toString("hex");
}
function refuseAlive(identity, dir, advice) {
	if (!isAlive(identity)) return;
	throw new FolderRefused(`expected a folder that no run is using, found a running mission (process ${identity.pid}) in ${dir}; ${advice}`);
}
function makeRunFolder(dir) {
	try {
		makeFolder(dir);
		accessSync(dir, constants.W_OK);
	} catch (error) {
		const found = errorText(error);
		throw new FolderRefused(`expected a folder for reports at ${dir}, found ${found}; choose another folder with --dir`);
	}
}
/** Somebody else's file may have the same name. */
function holdsJournal(dir) {
	const part = readFilePart(join(dir, JOURNAL), "start", 64);
	return part.type === "read" && part.bytes.toString("utf8").startsWith("{\"type\":\"mission-started\"");
}
function stale(mark) {
	return `${IDENTITY}.${mark}`;
}
/** Takes the identity of a dead run away; of two that try, one finds it. */
function release(dir, before, mark) {
	try {
		renameSync(join(dir, IDENTITY), join(dir, stale(mark)));
	} catch (error) {
		if (errorCode(error) !== "ENOENT") throw error;
		throw new FolderRefused(`expected a folder that no run is using, found one that has just started in ${dir}`);
	}
	if (readFileSync(join(dir, stale(mark)), "utf8").includes(before.mark)) return;
	renameSync(join(dir, stale(mark)), join(dir, IDENTITY));
	throw new FolderRefused(`expected a folder that no run is using, found one that has just started in ${dir}`);
}
/**
* Exclusive: of two runs that start at the same moment one is refused. The identity is written beside its place and then
* linked there, so that nobody ever sees half of one.
*/
function claim(dir, mark) {
	const start = processStart(process.pid);
	const identity = {
		pid: process.pid,
		mark,
		...start === void 0 ? {} : { start }
	};
	const partial = join(dir, `${IDENTITY}.${mark}.partial`);
	try {
		writeFileSync(partial, `${JSON.stringify(identity)}\n`, { flag: "wx" });
		linkOrCopy(partial, join(dir, IDENTITY));
	} catch (error) {
		if (errorCode(error) !== "EEXIST") throw error;
		throw new FolderRefused(`expected a folder that no run is using, found one that has just started in ${dir}`);
	} finally {
		rmSync(partial, { force: true });
	}
}
/** Throws EEXIST where there is one already. Not every file system knows hard links. */
function linkOrCopy(from, to) {
	try {
		linkSync(from, to);
	} catch (error) {
		if (errorCode(error) === "EEXIST") throw error;
		copyFileSync(from, to, constants.COPYFILE_EXCL);
	}
}
/** Takes away an identity that nobody can read: left by a run that died as it wrote it, or damaged by a task. */
function clearDamaged(dir) {
	const stats = lstatSync(join(dir, IDENTITY), { throwIfNoEntry: false });
	if (stats === void 0 || Math.abs(Date.now() - stats.mtimeMs) < SETTLED) return;
	rmSync(join(dir, IDENTITY), {
		recursive: true,
		force: true
	});
}
/** Who runs or ran in this folder; undefined when nobody says so. */
function readIdentity(dir) {
	try {
		const part = readFilePart(join(dir, IDENTITY), "start", 4096);
		if (part.type !== "read") return void 0;
		const value = JSON.parse(part.bytes.toString("utf8"));
		if (typeof value !== "object" || value === null || !("pid" in value) || !("mark" in value)) return void 0;
		return typeof value.pid === "number" && typeof value.mark === "string" ? value : void 0;
	} catch {
		return;
	}
}
/** True while the process that took the folder lives; a pid that was given to somebody else does not count. */
function isAlive(identity) {
	try {
		process.kill(identity.pid, 0);
	} catch (error) {
		if (errorCode(error) !== "EPERM") return false;
	}
	return identity.start === void 0 || processStart(identity.pid) === identity.start;
}

export { retakeFolder as a, createProcesses as c, readLogTail as d, maskLogs as f, createSecrets as h, readIdentity as i, stopLeftovers as l, redactEntries as m, isAlive as n, takeFolder as o, logFile as p, newMark as r, beginAgain as s, FolderRefused as t, idInMark as u };