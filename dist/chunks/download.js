import { pa as errorText } from "./mission.js";
import { t as extractPart } from "./part-zip.js";
import { o as partArtifactPrefix, s as partInName } from "./part-file.js";
import { t as withinLimit } from "./within-limit.js";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

// src/github/fleet/download.ts
/** Milliseconds for all downloads of a part together. */
const limit = 9e5;
/**
* Downloads all attempts of these parts in this workflow run. An artifact that cannot be downloaded does not stop those after it: its folder
* stays empty, so that it counts as unreadable, and no older attempt counts instead. A part without an artifact is no error here: what has to
* be there is checked when the parts are taken over. Never rejects.
*
* @returns a clause for each artifact that could not be downloaded, with the reason
*/
async function downloadParts(request) {
	const problems = [];
	try {
		await withinLimit(() => downloadAll(request, problems), limit, new AbortController().signal);
	} catch (error) {
		const numbers = request.numbers.join(", ");
		problems.push(`not all artifacts of the parts ${numbers} could be downloaded: ${errorText(error)}`);
	}
	return problems;
}
async function downloadAll({ mission, numbers, into }, problems) {
	const { DefaultArtifactClient } = await import("./artifact.js");
	const client = new DefaultArtifactClient();
	const { artifacts } = await client.listArtifacts();
	const prefix = partArtifactPrefix(mission);
	mkdirSync(into, { recursive: true });
	for (const { name, id, digest } of artifacts) {
		const number = name.startsWith(prefix) ? partInName(name) : void 0;
		if (number === void 0 || !numbers.includes(number)) continue;
		const folder = join(into, existsSync(join(into, name)) ? `${id}-${name}` : name);
		const path = mkdtempSync(join(into, ".download-"));
		try {
			mkdirSync(folder, { recursive: true });
			const expected = digest === void 0 ? {} : { expectedHash: digest };
			const { digestMismatch } = await client.downloadArtifact(id, {
				path,
				skipDecompress: true,
				...expected
			});
			if (digestMismatch === true) throw new Error("its digest is not the one that the service lists");
			const [file = ""] = readdirSync(path);
			const refusal = await extractPart(join(path, file), folder);
			if (refusal !== void 0) throw new Error(refusal.message.replaceAll(`${path}/`, ""));
		} catch (error) {
			problems.push(`the artifact ${name} could not be downloaded: ${errorText(error)}`);
		} finally {
			rmSync(path, {
				recursive: true,
				force: true
			});
		}
	}
	return true;
}

export { downloadParts as t };