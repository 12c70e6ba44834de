import { On as $constructor, _n as _isoDateTime, dn as int, fn as literal, gn as string, hn as record, ln as ZodMiniStringFormat, mn as optional, pn as object, un as _enum, vn as _positive, xn as $ZodISODateTime, yn as _regex } from "./mission.js";

// node_modules/zod/v4/mini/iso.js
const ZodMiniISODateTime = /*@__PURE__*/ $constructor("ZodMiniISODateTime", (inst, def) => {
	$ZodISODateTime.init(inst, def);
	ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function datetime(params) {
	return _isoDateTime(ZodMiniISODateTime, params);
}

// src/run/fleet/part-file.ts
/** Name of the description of a part in its artifact. */
const PART_FILE = "part.json";
/** Name of the archive of a part in its artifact. */
const PART_TAR = "part.tar";
/** Bytes. A part of 200,000 files has less. */
const largestPartFile = 64 * 1024 ** 2;
const digest = string().check(_regex(/^[0-9a-f]{64}$/));
const positive = int().check(_positive());
const shape = object({
	version: literal(1),
	mission: string(),
	plan: digest,
	part: positive,
	of: positive,
	attempt: positive,
	runId: optional(string()),
	runner: optional(string()),
	commit: optional(string()),
	result: _enum([
		"succeeded",
		"failed",
		"cancelled"
	]),
	written: datetime({ offset: true }),
	tar: digest,
	files: record(string(), digest)
});
/** Reads the text of a `part.json`. Never throws. */
function readPartText(text) {
	try {
		const parsed = shape.safeParse(JSON.parse(text));
		if (parsed.success) {
			const { part, of } = parsed.data;
			if (part > of) return {
				type: "invalid",
				found: `a ${PART_FILE} with part ${part} of ${of}`
			};
			return {
				type: "part",
				file: parsed.data
			};
		}
		const [issue] = parsed.error.issues;
		return {
			type: "invalid",
			found: `a ${PART_FILE} with an invalid \`${issue?.path.join(".") ?? ""}\``
		};
	} catch {
		return {
			type: "invalid",
			found: `a ${PART_FILE} that is no JSON`
		};
	}
}
/** Name of the artifact of a part, such as `mission-CI-2of4-attempt1`. The attempt is in it because a name can be taken only once in a run. */
function partArtifactName(mission, { part, of, attempt }) {
	return `${partArtifactPrefix(mission)}${part}of${of}-attempt${attempt}`;
}
/** What the names of all parts of a mission begin with. */
function partArtifactPrefix(mission) {
	return `mission-${[...mission.replace(/[^\p{L}\p{N}._]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "")].slice(0, 80).join("")}-`;
}
/** The number of the part that a name of an artifact gives; undefined if it is no such name. It only says where to look: the file decides. */
function partInName(name) {
	const number = nameOfPart.exec(name)?.[1];
	return number === void 0 ? void 0 : Number(number);
}
/** The attempt that a name of an artifact gives, for an artifact that cannot be read; 0 if it is no such name. */
function attemptInName(name) {
	return Number(nameOfPart.exec(name)?.[2] ?? 0);
}
const nameOfPart = /-(\d+)of\d+-attempt(\d+)(?:-again)?$/;

export { partArtifactName as a, readPartText as c, largestPartFile as i, PART_TAR as n, partArtifactPrefix as o, attemptInName as r, partInName as s, PART_FILE as t };