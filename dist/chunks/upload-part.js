const require_core = require("./core.js");
const require_pack = require("./pack.js");
const require_part_file = require("./part-file.js");
const require_publish_part = require("./publish-part.js");
let node_path = require("node:path");

// src/github/fleet/upload-part.ts
async function uploadPart(request) {
	const { dir, environment, retentionDays, withLogs, secrets, limit, signal } = request;
	const commit = environment.GITHUB_SHA || void 0;
	const packed = await require_pack.packPart({
		dir,
		into: `${dir}-parts`,
		commit,
		withLogs,
		redactor: secrets.redactor(),
		problem: (message) => require_core.warning(`A file is not in the artifact of this part: ${message}.`)
	});
	if (packed.type === "failed") return {
		type: "failed",
		why: packed.message
	};
	const { name, folder } = packed;
	const retention = retentionDays === void 0 ? {} : { retentionDays };
	return require_publish_part.uploadDocuments({
		names: [name, `${name}-again`],
		files: [(0, node_path.join)(folder, require_part_file.PART_FILE), (0, node_path.join)(folder, require_part_file.PART_TAR)],
		dir: folder,
		limit,
		signal,
		...retention
	});
}

exports.uploadPart = uploadPart;