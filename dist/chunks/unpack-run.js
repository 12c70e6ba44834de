import { Ir as makeFolder, Lr as freeSpace, bt as refused, gt as newMark, pa as errorText, pr as JOURNAL, vt as takeFolder, yt as noRoom } from "./mission.js";
import { t as readLocked } from "./reopen.js";
import { n as parseFileList, t as FILE_LIST } from "./file-list.js";
import { t as openArchive } from "./open-archive.js";
import { existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, posix, resolve, sep, win32 } from "node:path";

// src/run/archive/relocate-journal.ts
/**
* Replaces the folders of another machine in a journal. `here` takes the place of the folder in which the mission was started there, such as the top of
* the checkout. Workspaces are left out: their folders are elsewhere.
*
* @param journal as it was on the other machine; half a line at its end is left out
*/
function relocateJournal(journal, here) {
	const lines = journal.slice(0, journal.lastIndexOf("\n") + 1).split("\n").slice(0, -1);
	const events = [];
	for (const [index, line] of lines.entries()) {
		const event = parseLine(line);
		if (event === void 0) return refused(`expected an event in line ${index + 1} of its journal, found ${JSON.stringify(line.slice(0, 60))}`);
		events.push(event);
	}
	const [started] = events;
	if (started?.type !== "mission-started" || typeof started.root !== "string") return refused("expected the event mission-started first in its journal, found another one");
	const opened = events.filter((event) => event.type === "mission-started" || event.type === "resumed");
	const { from = started.root } = started;
	const way = pathFrom(from, started.root);
	if (way === void 0) return refused(`expected that the mission worked below the folder in which it was started, ${from}, found ${started.root}`);
	const root = resolve(here, way);
	const move = (event) => relocated(event, {
		from,
		root,
		here
	});
	const moved = events.map(move);
	const [first] = moved;
	const last = move(opened.at(-1) ?? started);
	if (first?.type !== "mission-started" || last.type !== "mission-started" && last.type !== "resumed") throw new Error("a relocated event has another type");
	return {
		type: "relocated",
		text: moved.map((event) => `${JSON.stringify(event)}\n`).join(""),
		root,
		started: first,
		opening: last
	};
}
function relocated(event, { from, root, here }) {
	switch (event.type) {
		case "mission-started": {
			const { folder: _, from: __, ...kept } = event;
			return {
				...kept,
				root,
				...root === here ? {} : { from: here },
				file: missionFile(from, event.file)
			};
		}
		case "resumed": {
			const { from: _, ...kept } = event;
			return {
				...kept,
				...root === here ? {} : { from: here },
				file: missionFile(from, event.file)
			};
		}
		case "step-started": {
			const { workspace: _, ...kept } = event;
			return kept;
		}
		default: return event;
	}
}
/** A journal of another machine must not name a mission file anywhere on this one: only its name is kept of a path that leads out. */
function missionFile(from, file) {
	const path = pathFrom(from, file) ?? file.split("\\").join("/");
	return posix.isAbsolute(path) || posix.normalize(path).startsWith("..") ? posix.basename(path) : path;
}
/** The way from one folder of the other machine to a path of it, with `/`; undefined if it leads out. A relative path stays as it is. */
function pathFrom(from, path) {
	const style = /^(?:[A-Za-z]:|\\\\)/.test(from) ? win32 : posix;
	if (!style.isAbsolute(path)) return path.split("\\").join("/");
	const way = style.relative(from, path);
	return way === ".." || way.startsWith(`..${style.sep}`) || style.isAbsolute(way) ? void 0 : way.split(style.sep).join("/") || ".";
}
function parseLine(line) {
	try {
		const value = JSON.parse(line);
		return typeof value === "object" && value !== null && "type" in value && "at" in value ? value : void 0;
	} catch {
		return;
	}
}

// src/run/archive/unpack-run.ts
/** Bytes of a journal: all of it is parsed at once. */
const longestJournal = 400 * 1024 ** 2;
/** Bytes that stay free on the disk. */
const reserve = 64 * 1024 ** 2;
/**
* Reads the archive of a run. The caller closes it.
*
* @param file path of a zip file
* @param here absolute folder that takes the place of the one in which the mission was started
*/
async function readRunArchive(file, here) {
	const opened = await openArchive(file);
	if (opened.type === "refused") return opened;
	const { archive } = opened;
	const refuse = (message) => {
		archive.close();
		return refused(`${file}: ${message}; nothing was unpacked`);
	};
	const size = archive.sizes.get(JOURNAL);
	if (size === void 0) return refuse(withoutJournal(archive));
	if (size > longestJournal) return refuse(`expected a journal of at most ${longestJournal} bytes, found ${size}`);
	try {
		const journal = relocateJournal((await archive.read(JOURNAL)).toString("utf8"), here);
		if (journal.type === "refused") return refuse(journal.message);
		return {
			type: "read",
			archive,
			journal,
			listed: (archive.sizes.get("files.json") ?? longestJournal) < longestJournal ? parseFileList((await archive.read(FILE_LIST)).toString("utf8")) : /* @__PURE__ */ new Map()
		};
	} catch (error) {
		return refuse(`expected the archive of a run, found that ${errorText(error)}`);
	}
}
function withoutJournal({ sizes }) {
	const found = [...sizes.keys()].slice(0, 3).join(", ");
	const other = [...sizes.keys()].some((path) => path.endsWith(".html")) ? " (this is the page alone: download the artifact with all reports and logs)" : "";
	return `expected ${JOURNAL}, the journal of a run, found ${found === "" ? "no file" : found}${other}`;
}
/** Unpacks a run into the folder of a new run, and reopens it there with its folder locked. Whole files of tasks only. */
async function unpackRun({ archive, journal, listed, links = /* @__PURE__ */ new Map() }, dir) {
	const { root } = journal;
	if (!existsSync(root)) return refused(`expected the folder in which the mission works at ${root}, found none; start in the top folder of the repository`);
	const mark = newMark();
	const inUse = takeFolder(dir, root, mark);
	if (inUse !== void 0) return inUse;
	const bytes = [...archive.sizes.values()].reduce((sum, size) => sum + size, 0);
	const free = freeSpace(dir);
	if (free !== void 0 && bytes + reserve > free) return noRoom(dir, `${free} bytes free, ${bytes + reserve} needed`);
	for (const path of archive.sizes.keys()) {
		if (/^logs\/[^/]+\.log$/.test(path)) await unpackFile(archive, path, dir, 420);
		const file = listed.get(path);
		if (!path.startsWith("files/") || file === void 0) continue;
		if (await unpackFile(archive, path, dir, file.mode) !== file.sha256) rmSync(join(dir, path), { force: true });
	}
	try {
		for (const [path, target] of links) {
			makeFolder(dirname(join(dir, path)));
			symlinkSync(target.split("/").join(sep), join(dir, path));
		}
		writeFileSync(join(dir, JOURNAL), journal.text, { flag: "wx" });
	} catch (error) {
		return noRoom(dir, errorText(error));
	}
	const reopened = readLocked(dir, mark, []);
	return reopened.type === "refused" ? reopened : {
		type: "unpacked",
		run: reopened.run
	};
}
/** The digest of the file; undefined if it is damaged or cannot be written. Then it is not there. */
async function unpackFile(archive, path, dir, mode) {
	const target = join(dir, path);
	try {
		makeFolder(dirname(target));
		return await archive.extract(path, target, mode);
	} catch {
		rmSync(target, {
			recursive: true,
			force: true
		});
		return;
	}
}

export { relocateJournal as i, readRunArchive as n, unpackRun as r, longestJournal as t };