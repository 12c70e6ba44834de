import { t as packPart } from "./pack2.js";
import { n as PART_TAR, t as PART_FILE } from "./part-file.js";
import { n as uploadDocuments } from "./upload.js";
import { join } from "node:path";

// src/github/fleet/upload-part.ts
/** Packs and uploads what a part leaves. Never rejects. */
async function uploadPart(request) {
	const { dir, environment, retentionDays, withLogs, limit, signal } = request;
	const commit = environment.GITHUB_SHA || void 0;
	const packed = await packPart({
		dir,
		into: `${dir}-parts`,
		commit,
		withLogs
	});
	if (packed.type === "failed") return {
		type: "failed",
		why: packed.message
	};
	const { name, folder } = packed;
	const retention = retentionDays === void 0 ? {} : { retentionDays };
	return uploadDocuments({
		names: [name, `${name}-again`],
		files: [join(folder, PART_FILE), join(folder, PART_TAR)],
		dir: folder,
		limit,
		signal,
		...retention
	});
}

export { uploadPart };