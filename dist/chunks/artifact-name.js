// src/github/service/artifact-name.ts
/** Characters of a generated name. The service accepts longer ones, but browsers and file systems may not. */
const maximumLength = 100;
/** Made from the names of the mission and the job. Valid as the name of an artifact and of a file. */
function defaultArtifactName(mission, environment) {
	return nameIn(environment.GITHUB_RUN_ATTEMPT ?? "1", mission, environment);
}
/** The names without suffix that the artifacts of all earlier attempts of this job have. */
function earlierNames(mission, environment, given) {
	if (given !== void 0) return [given];
	const attempt = Number(environment.GITHUB_RUN_ATTEMPT || "1");
	return Array.from({ length: attempt - 1 }, (_, index) => nameIn(String(index + 1), mission, environment));
}
/** Whether an artifact has one of these names, with or without a suffix of `artifactNames`. */
function hasName(artifact, names) {
	return names.some((name) => artifact.startsWith(name) && /^(?:-[23]|-[0-9a-f]{8})?$/.test(artifact.slice(name.length)));
}
function nameIn(attempt, mission, environment) {
	return [...[
		"mission",
		mission,
		environment.GITHUB_JOB ?? "",
		attempt === "1" ? "" : `attempt-${attempt}`
	].map((part) => part.replace(/[^\p{L}\p{N}._]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "")).filter((part) => part !== "").join("-")].slice(0, maximumLength).join("");
}
/**
* Names to try in order. The jobs of a matrix have the same mission and job name, and an artifact cannot be overwritten.
* The last name is unique.
*/
function artifactNames(name, unique) {
	return [
		name,
		`${name}-2`,
		`${name}-3`,
		`${name}-${unique}`
	];
}

export { hasName as i, defaultArtifactName as n, earlierNames as r, artifactNames as t };