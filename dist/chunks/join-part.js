import { n as endGroup, u as startGroup } from "./core.js";
import { t as takeOver } from "./take-over.js";
import { t as downloadParts } from "./download.js";
import { mkdirSync } from "node:fs";

// src/github/fleet/join-part.ts
/** Downloads the artifacts of the parts that have to end first, and takes over what they have left. Never rejects. */
async function joinPart({ part, own, root, dir, environment }) {
	const partsDir = `${dir}-parts`;
	mkdirSync(partsDir, { recursive: true });
	if (part.before.length > 0) {
		startGroup("Downloading the artifacts of other parts");
		const problem = await downloadParts({
			mission: part.mission.name,
			numbers: part.before,
			into: partsDir
		});
		endGroup();
		if (problem !== void 0) return {
			type: "refused",
			message: problem
		};
	}
	return takeOver({
		part,
		own,
		partsDir,
		root,
		environment
	});
}

export { joinPart };