const require_mission = require("./mission.js");

// node_modules/zod/v4/mini/iso.js
const ZodMiniISODateTime = /*@__PURE__*/ require_mission.$constructor("ZodMiniISODateTime", (inst, def) => {
	require_mission.$ZodISODateTime.init(inst, def);
	require_mission.ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function datetime(params) {
	return require_mission._isoDateTime(ZodMiniISODateTime, params);
}

// src/run/fleet/part-file.ts
const PART_FILE = "part.json";
const PART_TAR = "part.tar";
const largestPartFile = 64 * 1024 ** 2;
const digest = require_mission.string().check(require_mission._regex(/^[0-9a-f]{64}$/));
const positive = require_mission.int().check(require_mission._positive());
const shape = require_mission.object({
	version: require_mission.literal(1),
	mission: require_mission.string(),
	plan: digest,
	part: positive,
	of: positive,
	attempt: positive,
	runId: require_mission.optional(require_mission.string()),
	runner: require_mission.optional(require_mission.string()),
	commit: require_mission.optional(require_mission.string()),
	result: require_mission._enum([
		"succeeded",
		"failed",
		"cancelled"
	]),
	written: datetime({ offset: true }),
	tar: digest,
	files: require_mission.record(require_mission.string(), digest)
});
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
function partArtifactName(mission, { part, of, attempt }) {
	return `${partArtifactPrefix(mission)}${part}of${of}-attempt${attempt}`;
}
function partArtifactPrefix(mission) {
	return `mission-${[...mission.replace(/[^\p{L}\p{N}._]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "")].slice(0, 80).join("")}-`;
}
function partInName(name) {
	const number = nameOfPart.exec(name)?.[1];
	return number === void 0 ? void 0 : Number(number);
}
function attemptInName(name) {
	return Number(nameOfPart.exec(name)?.[2] ?? 0);
}
const nameOfPart = /-(\d+)of\d+-attempt(\d+)(?:-again)?$/;

Object.defineProperty(exports, "PART_FILE", {
  enumerable: true,
  get: function () {
    return PART_FILE;
  }
});
Object.defineProperty(exports, "PART_TAR", {
  enumerable: true,
  get: function () {
    return PART_TAR;
  }
});
Object.defineProperty(exports, "attemptInName", {
  enumerable: true,
  get: function () {
    return attemptInName;
  }
});
Object.defineProperty(exports, "largestPartFile", {
  enumerable: true,
  get: function () {
    return largestPartFile;
  }
});
Object.defineProperty(exports, "partArtifactName", {
  enumerable: true,
  get: function () {
    return partArtifactName;
  }
});
Object.defineProperty(exports, "partArtifactPrefix", {
  enumerable: true,
  get: function () {
    return partArtifactPrefix;
  }
});
Object.defineProperty(exports, "partInName", {
  enumerable: true,
  get: function () {
    return partInName;
  }
});
Object.defineProperty(exports, "readPartText", {
  enumerable: true,
  get: function () {
    return readPartText;
  }
});