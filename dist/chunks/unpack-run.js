const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_mission = require("./mission.js");
const require_reopen = require("./reopen.js");
const require_file_list = require("./file-list.js");
const require_make_links = require("./make-links.js");
const require_open_archive = require("./open-archive.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/archive/relocate-journal.ts
function relocateJournal(journal, here) {
	const lines = journal.slice(0, journal.lastIndexOf("\n") + 1).split("\n").slice(0, -1);
	const events = [];
	for (const [index, line] of lines.entries()) {
		const event = parseLine(line);
		if (event === void 0) return require_mission.refused(`expected an event in line ${index + 1} of its journal, found ${JSON.stringify(line.slice(0, 60))}`);
		events.push(event);
	}
	const [started] = events;
	if (started?.type !== "mission-started" || typeof started.root !== "string") return require_mission.refused("expected the event mission-started first in its journal, found another one");
	const opened = events.filter((event) => event.type === "mission-started" || event.type === "resumed");
	const { from = started.root } = started;
	const way = pathFrom(from, started.root);
	if (way === void 0) return require_mission.refused(`expected that the mission worked below the folder in which it was started, ${from}, found ${started.root}`);
	const root = (0, node_path.resolve)(here, way);
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
function missionFile(from, file) {
	const path = pathFrom(from, file) ?? file.split("\\").join("/");
	return node_path.posix.isAbsolute(path) || node_path.posix.normalize(path).startsWith("..") ? node_path.posix.basename(path) : path;
}
function pathFrom(from, path) {
	const style = /^(?:[A-Za-z]:|\\\\)/.test(from) ? node_path.win32 : node_path.posix;
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
var unpack_run_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({
	readRunArchive: () => readRunArchive,
	unpackRun: () => unpackRun
});
const longestJournal = 400 * 1024 ** 2;
const reserve = 64 * 1024 ** 2;
async function readRunArchive(file, here) {
	const opened = await require_open_archive.openArchive(file);
	if (opened.type === "refused") return opened;
	const { archive } = opened;
	const refuse = (message) => {
		archive.close();
		return require_mission.refused(`${file}: ${message}; nothing was unpacked`);
	};
	const size = archive.sizes.get(require_mission.JOURNAL);
	if (size === void 0) return refuse(withoutJournal(archive));
	if (size > longestJournal) return refuse(`expected a journal of at most ${longestJournal} bytes, found ${size}`);
	try {
		const journal = relocateJournal((await archive.read(require_mission.JOURNAL)).toString("utf8"), here);
		if (journal.type === "refused") return refuse(journal.message);
		return {
			type: "read",
			archive,
			journal,
			listed: (archive.sizes.get("files.json") ?? longestJournal) < longestJournal ? require_file_list.parseFileList((await archive.read(require_file_list.FILE_LIST)).toString("utf8")) : /* @__PURE__ */ new Map()
		};
	} catch (error) {
		return refuse(`expected the archive of a run, found that ${require_mission.errorText$1(error)}`);
	}
}
function withoutJournal({ sizes }) {
	const found = [...sizes.keys()].slice(0, 3).join(", ");
	const other = [...sizes.keys()].some((path) => path.endsWith(".html")) ? " (this is the page alone: download the artifact with all reports and logs)" : "";
	return `expected ${require_mission.JOURNAL}, the journal of a run, found ${found === "" ? "no file" : found}${other}`;
}
async function unpackRun({ archive, journal, listed, links = /* @__PURE__ */ new Map() }, dir) {
	const { root } = journal;
	if (!(0, node_fs.existsSync)(root)) return require_mission.refused(`expected the folder in which the mission works at ${root}, found none; start in the top folder of the repository`);
	const mark = require_mission.newMark();
	const inUse = require_mission.takeFolder(dir, root, mark);
	if (inUse !== void 0) return inUse;
	const bytes = [...archive.sizes.values()].reduce((sum, size) => sum + size, 0);
	const free = require_mission.freeSpace(dir);
	if (free !== void 0 && bytes + reserve > free) return require_mission.noRoom(dir, `${free} bytes free, ${bytes + reserve} needed`);
	for (const path of archive.sizes.keys()) {
		if (/^logs\/[^/]+\.log$/.test(path)) await unpackFile(archive, path, dir, 420);
		const file = listed.get(path);
		if (!path.startsWith("files/") || file === void 0) continue;
		if (await unpackFile(archive, path, dir, file.mode) !== file.sha256) (0, node_fs.rmSync)((0, node_path.join)(dir, path), { force: true });
	}
	try {
		require_make_links.makeLinks(dir, links);
		if (!require_mission.writeNewFile((0, node_path.join)(dir, "events.jsonl"), journal.text)) return require_mission.noRoom(dir, `${require_mission.JOURNAL} is there already`);
	} catch (error) {
		return require_mission.noRoom(dir, require_mission.errorText$1(error));
	}
	const reopened = require_reopen.readLocked(dir, mark, []);
	return reopened.type === "refused" ? reopened : {
		type: "unpacked",
		run: reopened.run
	};
}
async function unpackFile(archive, path, dir, mode) {
	const target = (0, node_path.join)(dir, path);
	try {
		require_mission.makeFolder((0, node_path.dirname)(target));
		return await archive.extract(path, target, mode);
	} catch {
		(0, node_fs.rmSync)(target, {
			recursive: true,
			force: true
		});
		return;
	}
}

Object.defineProperty(exports, "longestJournal", {
  enumerable: true,
  get: function () {
    return longestJournal;
  }
});
Object.defineProperty(exports, "readRunArchive", {
  enumerable: true,
  get: function () {
    return readRunArchive;
  }
});
Object.defineProperty(exports, "relocateJournal", {
  enumerable: true,
  get: function () {
    return relocateJournal;
  }
});
Object.defineProperty(exports, "unpackRun", {
  enumerable: true,
  get: function () {
    return unpackRun;
  }
});
Object.defineProperty(exports, "unpack_run_exports", {
  enumerable: true,
  get: function () {
    return unpack_run_exports;
  }
});