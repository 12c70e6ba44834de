import { Lr as freeSpace, bt as refused, pa as errorText } from "./mission.js";
import { t as openArchive } from "./open-archive.js";
import { i as largestPartFile, n as PART_TAR, t as PART_FILE } from "./part-file.js";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

// src/run/fleet/artifacts/part-zip.ts
/** Bytes that stay free on the disk. */
const reserve = 64 * 1024 ** 2;
/**
* Extracts `part.json` and `part.tar` from the zip file of an artifact, and nothing else that it may have. `part.json` is written last. Never
* rejects.
*
* @param folder is made; neither of the two files may be in it
* @param room bytes that may be written
* @returns why the zip file cannot be used; then neither file is in the folder
*/
async function extractPart(zip, folder, room) {
	const opened = await openArchive(zip);
	if (opened.type === "refused") return opened;
	const { archive } = opened;
	const files = [PART_TAR, PART_FILE];
	try {
		const missing = [PART_FILE, PART_TAR].find((name) => !archive.sizes.has(name));
		if (missing !== void 0) return refused(`expected the artifact of a part at ${zip}, found no ${missing} in it`);
		const described = archive.sizes.get("part.json") ?? 0;
		if (described > largestPartFile) return refused(`expected a ${PART_FILE} of at most ${largestPartFile} bytes in ${zip}, found ${described}`);
		mkdirSync(folder, { recursive: true });
		const bytes = files.reduce((sum, name) => sum + (archive.sizes.get(name) ?? 0), 0);
		const free = room ?? (freeSpace(folder) ?? Number.POSITIVE_INFINITY) - reserve;
		if (bytes > free) return refused(`expected at most ${free} bytes in ${zip}, which the disk has space for, found ${bytes}`);
		for (const name of files) await archive.extract(name, join(folder, name), 384);
		return;
	} catch (error) {
		for (const name of files) rmSync(join(folder, name), { force: true });
		return refused(`expected the artifact of a part at ${zip}, found that ${errorText(error)}`);
	} finally {
		archive.close();
	}
}

export { extractPart as t };