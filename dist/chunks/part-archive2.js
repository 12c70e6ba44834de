import { bt as refused, pa as errorText, pr as JOURNAL } from "./mission.js";
import { t as openArchive } from "./open-archive.js";
import { i as relocateJournal, r as unpackRun, t as longestJournal } from "./unpack-run.js";
import { c as readPartText, n as PART_TAR, t as PART_FILE } from "./part-file.js";
import { n as unpackPart } from "./unpack2.js";
import { t as extractPart } from "./part-zip.js";
import { chmodSync, constants, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";

// src/run/fleet/artifacts/part-archive.ts
/**
* Reads the run in the zip file of a part's artifact, as `readRunArchive` does for a whole mission. The caller closes it, which removes what was
* unpacked. Never rejects.
*
* @returns undefined if the zip file is not that of a part
*/
async function readPartArchive(zip, here) {
	const opened = await openArchive(zip);
	if (opened.type === "refused") return void 0;
	const isPart = opened.archive.sizes.has(PART_FILE);
	opened.archive.close();
	if (!isPart) return void 0;
	const staging = mkdtempSync(join(tmpdir(), "mission-part-"));
	const remove = () => rmSync(staging, {
		recursive: true,
		force: true
	});
	const refuse = (message) => {
		remove();
		return refused(message);
	};
	const refusal = await extractPart(zip, staging);
	if (refusal !== void 0) return refuse(`${refusal.message}; nothing was unpacked`);
	const described = readPartText(readFileSync(join(staging, PART_FILE), "utf8"));
	if (described.type === "invalid") return refuse(`${zip}: expected a ${PART_FILE}, found ${described.found}`);
	try {
		const read = await readPart(join(staging, PART_TAR), described.file, {
			here,
			staging: join(staging, "content")
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
		return refuse(`${zip}: expected the archive of a part, found ${errorText(error)}; nothing was unpacked`);
	}
}
/**
* Unpacks the run of a part into the folder of a new run, and reopens it there with its folder locked. All digests are checked first. Never
* rejects.
*
* @param here absolute folder that takes the place of the one in which the mission was started
* @param dir folder of the new run
* @param staging absolute folder for what is unpacked; is made, and removed
*/
async function reopenPart({ file, tar }, { here, dir, staging }) {
	try {
		const read = await readPart(tar, file, {
			here,
			staging
		});
		if ("message" in read) return read;
		return await unpackRun(read, dir);
	} catch (error) {
		return refused(`expected the archive of part ${file.part}, found ${errorText(error)}`);
	} finally {
		rmSync(staging, {
			recursive: true,
			force: true
		});
	}
}
/** Throws if the archive is damaged. */
async function readPart(tar, file, { here, staging }) {
	mkdirSync(staging, { recursive: true });
	const { entries } = await unpackPart(tar, file, staging);
	const journal = entries.find(({ path }) => path === `run/${JOURNAL}`);
	if (journal === void 0) return refused(`expected ${JOURNAL} in the archive of part ${file.part}, found none`);
	if (journal.size > longestJournal) return refused(`expected a journal of at most ${longestJournal} bytes, found ${journal.size}`);
	const relocated = relocateJournal(readFileSync(join(staging, "run", JOURNAL), "utf8"), here);
	if (relocated.type === "refused") return relocated;
	const { part } = relocated.opening;
	if (part?.number !== file.part || part.digest !== file.plan) return refused(`expected the journal of part ${file.part} of its plan, found that of another run`);
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
/** What was unpacked, with the paths of the archive of a whole run. */
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
		read: async (path) => readFileSync(join(staging, sourceOf(path))),
		extract: async (path, target, mode) => {
			const from = sourceOf(path);
			copyFileSync(join(staging, from), target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
			chmodSync(target, mode);
			return files[from] ?? createHash("sha256").update(readFileSync(target)).digest("hex");
		},
		close: () => void 0
	};
}

export { reopenPart as n, readPartArchive as t };