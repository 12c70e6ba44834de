import { Li as errorText } from "./mission.js";
import { a as partArtifactPrefix, o as partInName } from "./part-file.js";
import { t as withinLimit } from "./within-limit.js";
import { join } from "node:path";

// src/github/fleet/download.ts
/** Milliseconds for all downloads of a part together. */
const limit = 9e5;
/**
* Downloads all attempts of these parts in this workflow run. A part without an artifact is no error here: what has to be there is checked
* when the parts are taken over. Never rejects.
*
* @returns why an artifact could not be downloaded: a sentence; undefined if all were
*/
async function downloadParts(request) {
	try {
		await withinLimit(() => downloadAll(request), limit, new AbortController().signal);
		return;
	} catch (error) {
		return `the artifacts of the parts ${request.numbers.join(", ")}, which this part needs, could not be downloaded: ${errorText(error)}`;
	}
}
async function downloadAll({ mission, numbers, into }) {
	const { DefaultArtifactClient } = await import("./artifact.js");
	const client = new DefaultArtifactClient();
	const { artifacts } = await client.listArtifacts();
	const prefix = partArtifactPrefix(mission);
	for (const { name, id, digest } of artifacts) {
		const number = name.startsWith(prefix) ? partInName(name) : void 0;
		if (number === void 0 || !numbers.includes(number)) continue;
		const expected = digest === void 0 ? {} : { expectedHash: digest };
		const { digestMismatch } = await client.downloadArtifact(id, {
			path: join(into, name),
			...expected
		});
		if (digestMismatch === true) throw new Error(`the artifact ${name} has another digest than the service says`);
	}
	return true;
}

export { downloadParts as t };