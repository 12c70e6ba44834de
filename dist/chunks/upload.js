import { pa as errorText } from "./mission.js";
import { t as withinLimit } from "./within-limit.js";

// src/github/service/upload.ts
/** A sentence that says why this job has no artifact service; `undefined` if it has one. */
function missingService(environment) {
	if (!environment.ACTIONS_RUNTIME_TOKEN || !environment.ACTIONS_RESULTS_URL) return "This runner has no artifact service.";
	const host = hostOf(environment.GITHUB_SERVER_URL || "https://github.com");
	return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost") ? void 0 : `GitHub Enterprise Server (${host}) does not support this version of artifacts.`;
}
function hostOf(url) {
	return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : url;
}
/** Uploads the files as one artifact. Never throws and ends at its limit: a failed upload does not change the result of the mission. */
async function uploadDocuments(request) {
	if (request.signal.aborted) return { type: "cut" };
	try {
		return await withinLimit(() => uploadUnderFreeName(request), request.limit, request.signal) ?? { type: "cut" };
	} catch (error) {
		return {
			type: "failed",
			why: errorText(error)
		};
	}
}
async function uploadUnderFreeName(request) {
	const { DefaultArtifactClient } = await import("./artifact.js");
	const client = new DefaultArtifactClient();
	let taken;
	for (const name of request.names) try {
		return {
			type: "uploaded",
			name,
			id: await uploadAs(name, client, request)
		};
	} catch (error) {
		if (!isConflict(error, "CreateArtifact")) throw error;
		taken = error;
	}
	throw taken;
}
async function uploadAs(name, client, request) {
	const { retentionDays, unzipped } = request;
	const options = {
		...retentionDays === void 0 ? {} : { retentionDays },
		...unzipped === void 0 ? {} : { skipArchive: unzipped }
	};
	try {
		const { id } = await client.uploadArtifact(name, [...request.files], request.dir, options);
		if (id === void 0) throw new Error("the service returned no artifact id");
		return id;
	} catch (error) {
		if (!isConflict(error, "FinalizeArtifact")) throw error;
		return (await client.getArtifact(name)).artifact.id;
	}
}
function isConflict(error, method) {
	return error instanceof Error && error.message.startsWith(`Failed to ${method}:`) && error.message.includes("(409)");
}

export { uploadDocuments as n, missingService as t };