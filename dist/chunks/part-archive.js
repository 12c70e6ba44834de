const require_mission = require("./mission.js");
const require_open_archive = require("./open-archive.js");
const require_unpack_run = require("./unpack-run.js");
const require_part_file = require("./part-file.js");
const require_unpack = require("./unpack.js");
const require_part_zip = require("./part-zip.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");
let node_crypto = require("node:crypto");

// src/run/fleet/artifacts/part-archive.ts
async function readPartArchive(zip, here) {
	const opened = await require_open_archive.openArchive(zip);
	if (opened.type === "refused") return void 0;
	const isPart = opened.archive.sizes.has(require_part_file.PART_FILE);
	opened.archive.close();
	if (!isPart) return void 0;
	let staging;
	try {
		staging = (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_os.tmpdir)(), "mission-part-"));
	} catch (error) {
		return require_mission.refused(`expected a folder for temporary files to unpack ${zip}, found ${require_mission.errorText$1(error)}; set TMPDIR to one`);
	}
	const remove = () => (0, node_fs.rmSync)(staging, {
		recursive: true,
		force: true
	});
	const refuse = (message) => {
		remove();
		return require_mission.refused(message);
	};
	const refusal = await require_part_zip.extractPart(zip, staging);
	if (refusal !== void 0) return refuse(`${refusal.message}; nothing was unpacked`);
	const described = require_part_file.readPartText((0, node_fs.readFileSync)((0, node_path.join)(staging, require_part_file.PART_FILE), "utf8"));
	if (described.type === "invalid") return refuse(`${zip}: expected a ${require_part_file.PART_FILE}, found ${described.found}`);
	try {
		const read = await readPart((0, node_path.join)(staging, require_part_file.PART_TAR), described.file, {
			here,
			staging: (0, node_path.join)(staging, "content")
		});
		if ("message" in read) return refuse(`${zip}: ${read.message}; nothing was unpacked`);
		return {
			...read,
			archive: {
				...read.archive,
				close: remove
			}
		};
	} catch (error) {
		return refuse(`${zip}: expected the archive of a part, found ${require_mission.errorText$1(error)}; nothing was unpacked`);
	}
}
async function reopenPart({ file, tar }, { here, dir, staging }) {
	try {
		const read = await readPart(tar, file, {
			here,
			staging
		});
		if ("message" in read) return read;
		return await require_unpack_run.unpackRun(read, dir);
	} catch (error) {
		return require_mission.refused(`expected the archive of part ${file.part}, found ${require_mission.errorText$1(error)}`);
	} finally {
		(0, node_fs.rmSync)(staging, {
			recursive: true,
			force: true
		});
	}
}
async function readPart(tar, file, { here, staging }) {
	(0, node_fs.mkdirSync)(staging, { recursive: true });
	const { entries } = await require_unpack.unpackPart(tar, file, staging);
	const journal = entries.find(({ path }) => path === `run/${require_mission.JOURNAL}`);
	if (journal === void 0) return require_mission.refused(`expected ${require_mission.JOURNAL} in the archive of part ${file.part}, found none`);
	if (journal.size > require_unpack_run.longestJournal) return require_mission.refused(`expected a journal of at most ${require_unpack_run.longestJournal} bytes, found ${journal.size}`);
	const relocated = require_unpack_run.relocateJournal((0, node_fs.readFileSync)((0, node_path.join)(staging, "run", require_mission.JOURNAL), "utf8"), here);
	if (relocated.type === "refused") return relocated;
	const { part } = relocated.opening;
	if (part?.number !== file.part || part.digest !== file.plan) return require_mission.refused(`expected the journal of part ${file.part} of its plan, found that of another run`);
	const archive = unpackedArchive(entries, file, staging);
	const ofTasks = entries.filter(({ path }) => path.startsWith("files/"));
	const listed = ofTasks.filter(({ kind }) => kind === "file").map(({ path, mode }) => [path, {
		sha256: file.files[path] ?? "",
		mode
	}]);
	const links = ofTasks.filter(({ kind }) => kind === "link").map(({ path, target }) => [path, target]);
	return {
		type: "read",
		archive,
		journal: relocated,
		listed: new Map(listed),
		links: new Map(links)
	};
}
function unpackedArchive(entries, { files }, staging) {
	const sources = new Map(entries.flatMap(({ path, kind, size }) => kind === "file" ? [[path.replace(/^run\//, ""), {
		from: path,
		size
	}]] : []));
	const sourceOf = (path) => {
		const source = sources.get(path);
		if (source === void 0) throw new Error(`expected ${path} in the archive, found no such file`);
		return source.from;
	};
	return {
		sizes: new Map([...sources].map(([path, { size }]) => [path, size])),
		read: async (path) => (0, node_fs.readFileSync)((0, node_path.join)(staging, sourceOf(path))),
		extract: async (path, target, mode) => {
			const from = sourceOf(path);
			(0, node_fs.copyFileSync)((0, node_path.join)(staging, from), target, node_fs.constants.COPYFILE_EXCL | node_fs.constants.COPYFILE_FICLONE);
			(0, node_fs.chmodSync)(target, mode);
			return files[from] ?? (0, node_crypto.createHash)("sha256").update((0, node_fs.readFileSync)(target)).digest("hex");
		},
		close: () => void 0
	};
}

exports.readPartArchive = readPartArchive;
exports.reopenPart = reopenPart;