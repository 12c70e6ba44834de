const require_mission = require("./mission.js");

// node_modules/ansi-regex/index.js
const ST = String.raw`(?:\u001B\u005C|\u009C)`;
const stringControls = String.raw`\u0018\u001A\u001B\u0080-\u009F`;
const osc = String.raw`(?:\u001B\]|\u009D)[^\u0007${stringControls}]*(?:\u0007|${ST})`;
const controlString = String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${stringControls}]*${ST}`;
const pattern = `${String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${ST})?`}|${osc}|${controlString}|${String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`}|${String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`}`;
function ansiRegex({ onlyFirst = false } = {}) {
	return new RegExp(pattern, onlyFirst ? void 0 : "g");
}

// node_modules/strip-ansi/index.js
const regex = ansiRegex();
function stripAnsi(string) {
	if (typeof string !== "string") throw new TypeError(`Expected a \`string\`, got \`${typeof string}\``);
	if (!string.includes("\x1B") && !string.includes("\u009b")) return string;
	return string.replace(regex, "");
}

// node_modules/get-east-asian-width/lookup-data.js
const ambiguousMaximumCodePoint = 1114109;
const ambiguousRanges = [
	161,
	161,
	164,
	164,
	167,
	168,
	170,
	170,
	173,
	174,
	176,
	180,
	182,
	186,
	188,
	191,
	198,
	198,
	208,
	208,
	215,
	216,
	222,
	225,
	230,
	230,
	232,
	234,
	236,
	237,
	240,
	240,
	242,
	243,
	247,
	250,
	252,
	252,
	254,
	254,
	257,
	257,
	273,
	273,
	275,
	275,
	283,
	283,
	294,
	295,
	299,
	299,
	305,
	307,
	312,
	312,
	319,
	322,
	324,
	324,
	328,
	331,
	333,
	333,
	338,
	339,
	358,
	359,
	363,
	363,
	462,
	462,
	464,
	464,
	466,
	466,
	468,
	468,
	470,
	470,
	472,
	472,
	474,
	474,
	476,
	476,
	593,
	593,
	609,
	609,
	708,
	708,
	711,
	711,
	713,
	715,
	717,
	717,
	720,
	720,
	728,
	731,
	733,
	733,
	735,
	735,
	768,
	879,
	913,
	929,
	931,
	937,
	945,
	961,
	963,
	969,
	1025,
	1025,
	1040,
	1103,
	1105,
	1105,
	8208,
	8208,
	8211,
	8214,
	8216,
	8217,
	8220,
	8221,
	8224,
	8226,
	8228,
	8231,
	8240,
	8240,
	8242,
	8243,
	8245,
	8245,
	8251,
	8251,
	8254,
	8254,
	8308,
	8308,
	8319,
	8319,
	8321,
	8324,
	8364,
	8364,
	8451,
	8451,
	8453,
	8453,
	8457,
	8457,
	8467,
	8467,
	8470,
	8470,
	8481,
	8482,
	8486,
	8486,
	8491,
	8491,
	8531,
	8532,
	8539,
	8542,
	8544,
	8555,
	8560,
	8569,
	8585,
	8585,
	8592,
	8601,
	8632,
	8633,
	8658,
	8658,
	8660,
	8660,
	8679,
	8679,
	8704,
	8704,
	8706,
	8707,
	8711,
	8712,
	8715,
	8715,
	8719,
	8719,
	8721,
	8721,
	8725,
	8725,
	8730,
	8730,
	8733,
	8736,
	8739,
	8739,
	8741,
	8741,
	8743,
	8748,
	8750,
	8750,
	8756,
	8759,
	8764,
	8765,
	8776,
	8776,
	8780,
	8780,
	8786,
	8786,
	8800,
	8801,
	8804,
	8807,
	8810,
	8811,
	8814,
	8815,
	8834,
	8835,
	8838,
	8839,
	8853,
	8853,
	8857,
	8857,
	8869,
	8869,
	8895,
	8895,
	8978,
	8978,
	9312,
	9449,
	9451,
	9547,
	9552,
	9587,
	9600,
	9615,
	9618,
	9621,
	9632,
	9633,
	9635,
	9641,
	9650,
	9651,
	9654,
	9655,
	9660,
	9661,
	9664,
	9665,
	9670,
	9672,
	9675,
	9675,
	9678,
	9681,
	9698,
	9701,
	9711,
	9711,
	9733,
	9734,
	9737,
	9737,
	9742,
	9743,
	9756,
	9756,
	9758,
	9758,
	9792,
	9792,
	9794,
	9794,
	9824,
	9825,
	9827,
	9829,
	9831,
	9834,
	9836,
	9837,
	9839,
	9839,
	9886,
	9887,
	9919,
	9919,
	9926,
	9933,
	9935,
	9939,
	9941,
	9953,
	9955,
	9955,
	9960,
	9961,
	9963,
	9969,
	9972,
	9972,
	9974,
	9977,
	9979,
	9980,
	9982,
	9983,
	10045,
	10045,
	10102,
	10111,
	11094,
	11097,
	12872,
	12879,
	57344,
	63743,
	65024,
	65039,
	65533,
	65533,
	127232,
	127242,
	127248,
	127277,
	127280,
	127337,
	127344,
	127373,
	127375,
	127376,
	127387,
	127404,
	917760,
	917999,
	983040,
	1048573,
	1048576,
	1114109
];
const fullwidthMinimalCodePoint = 12288;
const fullwidthMaximumCodePoint = 65510;
const fullwidthRanges = [
	12288,
	12288,
	65281,
	65376,
	65504,
	65510
];
const wideMinimalCodePoint = 4352;
const wideMaximumCodePoint = 262141;
const wideRanges = [
	4352,
	4447,
	8986,
	8987,
	9001,
	9002,
	9193,
	9196,
	9200,
	9200,
	9203,
	9203,
	9725,
	9726,
	9748,
	9749,
	9776,
	9783,
	9800,
	9811,
	9855,
	9855,
	9866,
	9871,
	9875,
	9875,
	9889,
	9889,
	9898,
	9899,
	9917,
	9918,
	9924,
	9925,
	9934,
	9934,
	9940,
	9940,
	9962,
	9962,
	9970,
	9971,
	9973,
	9973,
	9978,
	9978,
	9981,
	9981,
	9989,
	9989,
	9994,
	9995,
	10024,
	10024,
	10060,
	10060,
	10062,
	10062,
	10067,
	10069,
	10071,
	10071,
	10133,
	10135,
	10160,
	10160,
	10175,
	10175,
	11035,
	11036,
	11088,
	11088,
	11093,
	11093,
	11904,
	11929,
	11931,
	12019,
	12032,
	12245,
	12272,
	12287,
	12289,
	12350,
	12353,
	12438,
	12441,
	12543,
	12549,
	12591,
	12593,
	12686,
	12688,
	12773,
	12783,
	12830,
	12832,
	12871,
	12880,
	42124,
	42128,
	42182,
	43360,
	43388,
	44032,
	55203,
	63744,
	64255,
	65040,
	65049,
	65072,
	65106,
	65108,
	65126,
	65128,
	65131,
	94176,
	94180,
	94192,
	94198,
	94208,
	101594,
	101631,
	101664,
	101760,
	101874,
	101888,
	102801,
	102816,
	102866,
	110576,
	110579,
	110581,
	110587,
	110589,
	110590,
	110592,
	110888,
	110898,
	110898,
	110928,
	110930,
	110933,
	110933,
	110948,
	110952,
	110960,
	111355,
	119552,
	119638,
	119648,
	119670,
	126980,
	126980,
	127183,
	127183,
	127374,
	127374,
	127377,
	127386,
	127406,
	127406,
	127488,
	127490,
	127504,
	127547,
	127552,
	127560,
	127568,
	127569,
	127584,
	127589,
	127744,
	127776,
	127789,
	127797,
	127799,
	127868,
	127870,
	127891,
	127904,
	127946,
	127951,
	127955,
	127968,
	127984,
	127988,
	127988,
	127992,
	128062,
	128064,
	128064,
	128066,
	128252,
	128255,
	128317,
	128331,
	128334,
	128336,
	128359,
	128378,
	128378,
	128405,
	128406,
	128420,
	128420,
	128507,
	128591,
	128640,
	128709,
	128716,
	128716,
	128720,
	128722,
	128725,
	128729,
	128732,
	128735,
	128747,
	128748,
	128756,
	128764,
	128986,
	128986,
	128992,
	129003,
	129008,
	129008,
	129292,
	129338,
	129340,
	129349,
	129351,
	129535,
	129648,
	129660,
	129664,
	129734,
	129736,
	129736,
	129740,
	129757,
	129759,
	129771,
	129775,
	129786,
	131072,
	196605,
	196608,
	262141
];

// node_modules/get-east-asian-width/utilities.js
const isInRange = (ranges, codePoint) => {
	let low = 0;
	let high = Math.floor(ranges.length / 2) - 1;
	while (low <= high) {
		const mid = Math.floor((low + high) / 2);
		const i = mid * 2;
		if (codePoint < ranges[i]) high = mid - 1;
		else if (codePoint > ranges[i + 1]) low = mid + 1;
		else return true;
	}
	return false;
};

// node_modules/get-east-asian-width/lookup.js
const commonCjkCodePoint = 19968;
const [wideFastPathStart, wideFastPathEnd] = /* #__PURE__ */ findWideFastPathRange(wideRanges);
function findWideFastPathRange(ranges) {
	let fastPathStart = ranges[0];
	let fastPathEnd = ranges[1];
	for (let index = 0; index < ranges.length; index += 2) {
		const start = ranges[index];
		const end = ranges[index + 1];
		if (commonCjkCodePoint >= start && commonCjkCodePoint <= end) return [start, end];
		if (end - start > fastPathEnd - fastPathStart) {
			fastPathStart = start;
			fastPathEnd = end;
		}
	}
	return [fastPathStart, fastPathEnd];
}
const isAmbiguous = (codePoint) => {
	if (codePoint < 161 || codePoint > 1114109) return false;
	return isInRange(ambiguousRanges, codePoint);
};
const isFullwidth = (codePoint) => {
	if (codePoint < 12288 || codePoint > 65510) return false;
	return isInRange(fullwidthRanges, codePoint);
};
const isWide = (codePoint) => {
	if (codePoint >= wideFastPathStart && codePoint <= wideFastPathEnd) return true;
	if (codePoint < 4352 || codePoint > 262141) return false;
	return isInRange(wideRanges, codePoint);
};

// node_modules/get-east-asian-width/index.js
function validate(codePoint) {
	if (!Number.isSafeInteger(codePoint)) throw new TypeError(`Expected a code point, got \`${typeof codePoint}\`.`);
}
function eastAsianWidth(codePoint, { ambiguousAsWide = false } = {}) {
	validate(codePoint);
	if (isFullwidth(codePoint) || isWide(codePoint) || ambiguousAsWide && isAmbiguous(codePoint)) return 2;
	return 1;
}

// node_modules/string-width/index.js
const segmenter$1 = new Intl.Segmenter();
const visibleCharacterRegex = /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/v;
const spacingMarkRegex = /\p{Spacing_Mark}/v;
const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;
const unqualifiedKeycapRegex = /^[\d#*]\u20E3$/;
const extendedPictographicRegex = /\p{Extended_Pictographic}/gu;
function isDoubleWidthNonRgiEmojiSequence(segment) {
	if (segment.length > 50) return false;
	if (unqualifiedKeycapRegex.test(segment)) return true;
	if (segment.includes("\u200d")) {
		const pictographics = segment.match(extendedPictographicRegex);
		return pictographics !== null && pictographics.length >= 2;
	}
	return false;
}
function baseVisible(segment) {
	const index = segment.search(visibleCharacterRegex);
	return index === -1 ? void 0 : segment.slice(index);
}
function isHangulLeadingJamo(codePoint) {
	return codePoint >= 4352 && codePoint <= 4447 || codePoint >= 43360 && codePoint <= 43388;
}
function isHangulVowelJamo(codePoint) {
	return codePoint >= 4448 && codePoint <= 4519 || codePoint >= 55216 && codePoint <= 55238;
}
function isHangulTrailingJamo(codePoint) {
	return codePoint >= 4520 && codePoint <= 4607 || codePoint >= 55243 && codePoint <= 55291;
}
function isHangulJamo(codePoint) {
	return isHangulLeadingJamo(codePoint) || isHangulVowelJamo(codePoint) || isHangulTrailingJamo(codePoint);
}
function hangulClusterWidth(visibleSegment, eastAsianWidthOptions) {
	const codePoints = [];
	for (const character of visibleSegment) {
		if (!visibleCharacterRegex.test(character)) continue;
		codePoints.push(character.codePointAt(0));
	}
	if (codePoints.length === 0) return;
	let width = 0;
	for (let index = 0; index < codePoints.length; index++) {
		const codePoint = codePoints[index];
		if (!isHangulJamo(codePoint)) {
			if (width === 0) return;
			for (let remaining = index; remaining < codePoints.length; remaining++) width += eastAsianWidth(codePoints[remaining], eastAsianWidthOptions);
			return width;
		}
		if (isHangulLeadingJamo(codePoint) && isHangulVowelJamo(codePoints[index + 1])) {
			width += 2;
			index += isHangulTrailingJamo(codePoints[index + 2]) ? 2 : 1;
			continue;
		}
		width += eastAsianWidth(codePoint, eastAsianWidthOptions);
	}
	return width;
}
function trailingWidth(visibleSegment, eastAsianWidthOptions) {
	let extra = 0;
	let first = true;
	for (const character of visibleSegment) {
		if (first) {
			first = false;
			continue;
		}
		if (spacingMarkRegex.test(character) || character >= "\uff00" && character <= "\uffef") extra += eastAsianWidth(character.codePointAt(0), eastAsianWidthOptions);
	}
	return extra;
}
function stringWidth(input, options = {}) {
	if (typeof input !== "string" || input.length === 0) return 0;
	const { ambiguousIsNarrow = true, countAnsiEscapeCodes = false } = options;
	let string = input;
	if (!countAnsiEscapeCodes && (string.includes("\x1B") || string.includes("\u009b"))) string = stripAnsi(string);
	if (string.length === 0) return 0;
	if (/^[\u0020-\u007E]*$/.test(string)) return string.length;
	let width = 0;
	const eastAsianWidthOptions = { ambiguousAsWide: !ambiguousIsNarrow };
	for (const { segment } of segmenter$1.segment(string)) {
		const visibleSegment = baseVisible(segment);
		if (visibleSegment === void 0) continue;
		if (rgiEmojiRegex.test(segment) || isDoubleWidthNonRgiEmojiSequence(segment)) {
			width += 2;
			continue;
		}
		const hangulWidth = hangulClusterWidth(visibleSegment, eastAsianWidthOptions);
		if (hangulWidth !== void 0) {
			width += hangulWidth;
			continue;
		}
		const codePoint = visibleSegment.codePointAt(0);
		width += eastAsianWidth(codePoint, eastAsianWidthOptions);
		width += trailingWidth(visibleSegment, eastAsianWidthOptions);
	}
	return width;
}

// src/terminal/panel/text-width.ts
const ellipsis = "\u2026";
const ascii = /^[ -~]*$/;
const narrow = /^[ -~\u2500\u2588\u2591\u25b6\u25a0\u23f8\u21bb\u25c6\u2714\u2718\u2013\u00b7\u2265\u2026]*$/;
let segmenter;
function segmentsOf(text) {
	segmenter ??= new Intl.Segmenter();
	return segmenter.segment(text);
}
const measured = /* @__PURE__ */ new Map();
const MEASURED = 2e3;
function widthOf(text) {
	if (narrow.test(text)) return text.length;
	const known = measured.get(text);
	if (known !== void 0) return known;
	const width = stringWidth(text);
	if (measured.size >= MEASURED) measured.clear();
	measured.set(text, width);
	return width;
}
function cutTo(text, columns) {
	if (columns <= 0) return "";
	const bounded = text.length > columns * 16 ? text.slice(0, columns * 16) : text;
	if (bounded.length === text.length && widthOf(text) <= columns) return text;
	if (ascii.test(bounded)) return bounded.slice(0, columns - 1) + ellipsis;
	let cut = "";
	let width = 0;
	for (const { segment } of segmentsOf(bounded)) {
		width += widthOf(segment);
		if (width > columns - 1) break;
		cut += segment;
	}
	return cut + ellipsis;
}
function fitTo(text, columns) {
	const cut = cutTo(text, columns);
	return cut + " ".repeat(Math.max(0, columns - widthOf(cut)));
}
function rowsOf(text, columns) {
	if (columns < 2 || widthOf(text) <= columns) return 1;
	let rows = 1;
	let at = 0;
	for (const { segment } of segmentsOf(text)) {
		const width = widthOf(segment);
		if (at + width > columns) {
			rows += 1;
			at = 0;
		}
		at += width;
	}
	return rows;
}

// src/terminal/panel/styled-line.ts
function span(text, tone) {
	return tone === void 0 ? { text } : {
		text,
		tone
	};
}
function cutLine(line, columns) {
	let left = columns;
	const cut = [];
	for (const piece of line) {
		const width = widthOf(piece.text);
		if (width > left) {
			cut.push({
				...piece,
				text: cutTo(piece.text, left)
			});
			return cut;
		}
		cut.push(piece);
		left -= width;
	}
	return cut;
}
function trimLine(line) {
	const end = line.findLastIndex(({ text }) => text.trimEnd() !== "");
	return line.slice(0, end + 1).map((piece, index) => index === end ? {
		...piece,
		text: piece.text.trimEnd()
	} : piece);
}
function lineWidth(line) {
	return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}
function plainText(line) {
	return line.map(({ text }) => text).join("");
}
function paintLine(line, color) {
	return line.map(({ text, tone }) => color && tone !== void 0 ? require_mission.paint(text, tone) : text).join("");
}

// src/terminal/panel/failed-lines.ts
function failedLines(report, most) {
	const failed = [...report.tasks.values()].filter(({ status }) => require_mission.hasFailed(status));
	if (most < 1 || failed.length === 0) return [];
	const shown = failed.toSorted((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
	if (shown.length <= most) return shown.map(failedLine);
	const first = shown.slice(0, most - 1);
	return [...first.map(failedLine), [span("\u2718 ", "red"), span(require_mission.plural(shown.length - first.length, "more", "more"))]];
}
function failedLine(task) {
	const reason = require_mission.sanitizeLine(task.reason ?? "");
	return [
		span("\u2718 ", "red"),
		span(`${require_mission.sanitizeLine(require_mission.titleOf(task.task))} ${require_mission.statusPhrase(task)}`),
		span(reason === "" ? "" : `: ${reason}`, "dim")
	];
}

// src/terminal/panel/figures.ts
function secondsText(milliseconds) {
	const seconds = Math.max(0, Math.floor(milliseconds / 1e3));
	return seconds === 0 ? "0 s" : require_mission.formatDuration(seconds * 1e3);
}
function clockText(milliseconds) {
	const seconds = Math.max(0, Math.floor(milliseconds / 1e3));
	const two = (value) => String(value).padStart(2, "0");
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	const rest = two(seconds % 60);
	return hours === 0 ? `${minutes}:${rest}` : `${hours}:${two(minutes)}:${rest}`;
}
function filledCells(value, whole, length) {
	if (!(value > 0) || !(whole > 0)) return 0;
	if (value >= whole) return length;
	return Math.min(length - 1, Math.max(1, Math.round(length * value / whole)));
}

// src/terminal/panel/head-lines.ts
function titleLine(report, now, remaining, width) {
	const facts = factsThatFit(report, now, remaining, width);
	const left = width - widthOf(facts) - 7;
	const name = cutTo(require_mission.sanitizeLine(report.mission.name), Math.max(0, left));
	if (left < 4) return [span(facts)];
	const rule = "\u2500".repeat(Math.max(1, left - widthOf(name) + 1));
	return [
		span("\u2500 ", "dim"),
		span(name, "strong"),
		span(` ${rule} `, "dim"),
		span(facts),
		span(" \u2500", "dim")
	];
}
function factsThatFit(report, now, remaining, width) {
	const clock = clockText(now);
	if (report.interruptions.length > 0) {
		const hint = `${clock} \u00b7 stopping; again to kill`;
		return width >= 60 ? `${clock} \u00b7 stopping everything; another Ctrl-C kills at once` : hint;
	}
	if (remaining === void 0) return clock;
	if (remaining < 1e3) return `${clock} \u00b7 later than expected`;
	const time = secondsText(remaining);
	return width >= 56 ? `${clock} \u00b7 at least ${time} to go` : `${clock} \u00b7 \u2265 ${time} to go`;
}
function gaugeLine(report, reading, width) {
	const { cpu, memory, workers } = report.mission.admission;
	const { active } = report.load;
	const { cpu: cpuNow, memory: memoryNow } = reading ?? {};
	const band = require_mission.bandNow(report, reading);
	const gauges = [
		{
			name: "CPU",
			short: "CPU ",
			value: cpuNow,
			whole: 100,
			text: percentText(cpuNow),
			limits: cpu
		},
		{
			name: "memory",
			short: "mem ",
			value: memoryNow,
			whole: 100,
			text: percentText(memoryNow),
			limits: memory
		},
		{
			name: "workers",
			short: "",
			value: active,
			whole: workers.limit,
			text: `${active} of ${workers.limit}`,
			limits: workers
		}
	];
	const lineOf = (length) => [...gauges.flatMap((gauge) => [...gaugeSpans(gauge, length), span("  ")]), span(band, BANDS[band])];
	const containers = containersOf(reading);
	const fits = [...containers.length === 0 ? [] : [10, 6].map((length) => [...lineOf(length), ...containers]), ...[
		10,
		6,
		0
	].map(lineOf)].find((line) => lineWidth(line) <= width);
	if (fits !== void 0) return fits;
	return [span(band, BANDS[band]), span(` ${gauges.map(({ short, text }) => `${short}${text}`).join(" ")}`)];
}
function containersOf({ constraints = [] } = {}) {
	const cpu = require_mission.mostUsed(constraints, (each) => each.cpu)?.name;
	const memory = require_mission.mostUsed(constraints, (each) => each.memory)?.name;
	const isContainer = (name) => name !== void 0 && name !== "machine";
	const names = cpu === memory ? [cpu].filter(isContainer) : [...isContainer(cpu) ? [`CPU of ${cpu}`] : [], ...isContainer(memory) ? [`memory of ${memory}`] : []];
	return names.length === 0 ? [] : [span(`  ${require_mission.sanitizeLine(names.join(", "))}`, "dim")];
}
function gaugeSpans({ name, value = 0, whole, text, limits }, length) {
	const tone = value >= limits.limit ? "red" : value >= limits.caution ? "yellow" : "green";
	const filled = filledCells(value, whole, length);
	return [
		span(`${name} `, "dim"),
		...length === 0 ? [] : [
			span("\u2588".repeat(filled), tone),
			span("\u2591".repeat(length - filled), "dim"),
			span(" ")
		],
		span(name === "workers" ? text : text.padStart(5), length === 0 ? tone : void 0)
	];
}
function percentText(value) {
	return value === void 0 ? "\u2013" : `${Math.floor(value)} %`;
}
const BANDS = {
	GREEN: "green",
	YELLOW: "yellow",
	RED: "red"
};
function countsLine(report, width) {
	const { counts } = report;
	const paused = [...report.tasks.values()].filter((task) => task.status === "running" && require_mission.isPaused(task)).length;
	const present = [
		[
			"\u2714",
			counts.succeeded,
			"succeeded",
			"green"
		],
		[
			"\u2718",
			counts.failed + counts["timed-out"],
			"failed",
			"red"
		],
		[
			"\u2013",
			counts.cancelled,
			"cancelled",
			"dim"
		],
		[
			"\u2013",
			counts.skipped + counts["not-needed"],
			"skipped",
			"dim"
		],
		[
			"\u25b6",
			counts.running + counts.stopping - paused,
			"running",
			"cyan"
		],
		[
			"\u23f8",
			paused,
			"paused",
			"yellow"
		],
		[
			"\u23f8",
			counts.waiting + counts.backoff,
			"waiting",
			"yellow"
		],
		[
			"\u00b7",
			counts.pending,
			"to come",
			"dim"
		]
	].filter(([, count]) => count > 0);
	const line = (words) => present.flatMap(([mark, count, word, tone]) => [span(mark, tone), span(` ${count}${words ? ` ${word}` : ""}  `)]);
	const long = line(true);
	return lineWidth(long) <= width ? long : line(false);
}

// src/terminal/panel/running-lines.ts
function runningTasks(report) {
	return [...report.tasks.values()].filter(({ status }) => status === "running" || status === "stopping").sort((one, other) => startOf(one) - startOf(other));
}
function runningLines(report, tasks, now, forecast, load, width) {
	const rows = tasks.map((task) => rowOf(report, task, now, forecast.expected(task.task.id), load));
	const columns = chooseColumns(rows, width);
	return rows.map((row) => drawRow(row, columns));
}
function rowOf(report, task, now, expected, load) {
	const attempt = task.attemptList.at(-1);
	const paused = attempt === void 0 ? 0 : require_mission.pausedTime({ duration: now }, attempt);
	const elapsed = Math.max(0, now - startOf(task) - paused);
	const use = load.use.get(task.task.id);
	const short = secondsText(elapsed);
	const about = require_mission.knownTime(task.task, report.predictions) === void 0 ? "~" : "";
	const isStopping = task.status === "stopping";
	const isWaiting = require_mission.isPaused(task);
	return {
		mark: isStopping ? "\u25a0" : isWaiting ? "\u23f8" : "\u25b6",
		tone: isStopping || isWaiting ? "yellow" : "cyan",
		title: require_mission.sanitizeLine(require_mission.titleOf(task.task)) + progress(task),
		elapsed,
		expected,
		time: expected === void 0 ? short : `${short} of ${about}${secondsText(expected)}`,
		short,
		cpu: use?.cpu === void 0 ? "" : `${Math.round(100 * use.cpu / Math.max(1, report.machine.cpus))} %`,
		memory: use === void 0 ? "" : require_mission.formatBytes(use.memory)
	};
}
function startOf(task) {
	return task.attemptList.at(-1)?.started ?? task.since;
}
function progress(task) {
	const step = task.steps.findIndex(({ status }) => status === "running");
	const facts = [
		...require_mission.isPaused(task) ? ["paused: memory is critical"] : [],
		...task.attempts > 1 ? [`attempt ${task.attempts} of ${require_mission.attemptLimit(task)}`] : [],
		...task.steps.length > 1 && step >= 0 ? [`step ${step + 1} of ${task.steps.length}`] : []
	];
	return facts.length === 0 ? "" : ` (${facts.join(", ")})`;
}
const enoughTitle = 20;
function chooseColumns(rows, width) {
	const widest = (text) => Math.max(0, ...rows.map((row) => widthOf(text(row))));
	const [title, time, short] = [
		widest((row) => row.title),
		widest((row) => row.time),
		widest((row) => row.short)
	];
	const isMeasured = rows.some(({ memory }) => memory !== "");
	const cpu = isMeasured ? Math.max(5, widest(({ cpu }) => cpu)) : 0;
	const memory = isMeasured ? Math.max(9, widest(({ memory }) => memory)) : 0;
	const bar = rows.some(({ expected }) => expected !== void 0) ? 10 : 0;
	const sets = [
		{
			bar,
			time,
			isShort: false,
			cpu,
			memory
		},
		{
			bar,
			time,
			isShort: false,
			cpu,
			memory: 0
		},
		{
			bar: Math.min(8, bar),
			time,
			isShort: false,
			cpu: 0,
			memory: 0
		},
		{
			bar: Math.min(6, bar),
			time: short,
			isShort: true,
			cpu: 0,
			memory: 0
		},
		{
			bar: 0,
			time: short,
			isShort: true,
			cpu: 0,
			memory: 0
		}
	];
	for (const set of sets) {
		const besideTitle = [
			set.bar,
			set.time,
			set.cpu,
			set.memory
		].filter((column) => column > 0);
		const free = width - 2 - besideTitle.reduce((sum, column) => sum + column + 2, 0);
		if (free >= Math.min(title, enoughTitle)) return {
			...set,
			title: Math.min(free, Math.max(title, enoughTitle))
		};
	}
	return {
		title: Math.max(0, width - 2),
		bar: 0,
		time: 0,
		isShort: true,
		cpu: 0,
		memory: 0
	};
}
function drawRow(row, columns) {
	const gap = span("  ");
	return [
		span(`${row.mark} `, row.tone),
		span(fitTo(row.title, columns.title)),
		...columns.bar === 0 ? [] : [gap, ...barSpans(row, columns.bar)],
		...columns.time === 0 ? [] : [gap, span((columns.isShort ? row.short : row.time).padEnd(columns.time))],
		...columns.cpu === 0 ? [] : [gap, span(row.cpu.padStart(columns.cpu), "dim")],
		...columns.memory === 0 ? [] : [gap, span(row.memory.padStart(columns.memory), "dim")]
	];
}
function barSpans({ elapsed, expected }, length) {
	if (expected === void 0) return [span(" ".repeat(length))];
	const filled = filledCells(elapsed, expected, length);
	return [span("\u2588".repeat(filled), elapsed > expected ? "yellow" : "cyan"), span("\u2591".repeat(length - filled), "dim")];
}

// src/terminal/panel/waiting-lines.ts
const named = 4;
function waitingLines(report, now, width) {
	const byReason = /* @__PURE__ */ new Map();
	const backoff = [];
	for (const task of report.tasks.values()) {
		if (task.status === "backoff") backoff.push(task);
		const reason = task.status === "waiting" ? task.deferral?.decision.reason : void 0;
		if (reason === void 0) continue;
		const sameReason = byReason.get(reason);
		if (sameReason === void 0) byReason.set(reason, [task]);
		else sameReason.push(task);
	}
	return [
		...[...byReason].map(([reason, tasks]) => deferredLine(reason, tasks, now, width)),
		...backoff.length === 0 ? [] : [backoffLine(backoff, now, width)],
		...serviceLine(report)
	];
}
function deferredLine(reason, tasks, now, width) {
	const detail = require_mission.sanitizeLine(tasks[0]?.deferral?.decision.detail ?? "");
	const since = ({ deferral }) => secondsText(now - (deferral?.since ?? now));
	return longestThatFits(width, (count) => [
		span("\u23f8 ", "yellow"),
		span(`for ${require_mission.waitWord(reason)}: ${some(tasks, count, since)}`),
		span(detail === "" ? "" : ` \u00b7 ${detail}`, "dim")
	]);
}
function backoffLine(tasks, now, width) {
	const next = (task) => {
		const attempt = task.attempts + 1;
		const left = (task.attemptList.at(-1)?.retry?.until ?? now) - now;
		return `attempt ${attempt} of ${Math.max(attempt, require_mission.attemptLimit(task))} in ${secondsText(left + 999)}`;
	};
	return longestThatFits(width, (count) => [span("\u21bb ", "yellow"), span(some(tasks, count, next))]);
}
function longestThatFits(width, line) {
	for (let count = named; count > 1; count -= 1) if (lineWidth(line(count)) <= width) return line(count);
	return line(1);
}
function some(tasks, count, fact) {
	const shown = tasks.slice(0, count).map((task) => `${require_mission.sanitizeLine(task.task.id)} (${fact(task)})`);
	const more = tasks.length - shown.length;
	return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
function serviceLine(report) {
	const active = [...report.services.values()].filter(({ status }) => status !== "idle" && status !== "stopped");
	if (active.length === 0) return [];
	return [[span("\u25c6 ", "cyan"), span(active.map(({ service, status }) => `${require_mission.sanitizeLine(service.id)} ${status}`).join(", "))]];
}

// src/terminal/panel/lines.ts
const MOST_FAILED = 5;
function panelLines({ report, now, forecast, load }, { columns, rows }) {
	if (report.started === "" || report.finished) return [];
	const width = Math.max(1, columns - 1);
	const height = Math.min(rows - 1, Math.max(3, Math.floor(rows * 2 / 3)));
	const head = [
		titleLine(report, now, forecast.remaining(report, now), width),
		gaugeLine(report, load.newest, width),
		countsLine(report, width)
	];
	const tasks = runningTasks(report);
	const waiting = waitingLines(report, now, width);
	const below = Math.max(0, height - head.length);
	const failed = failedLines(report, Math.min(MOST_FAILED, Math.floor(below / 4)));
	const free = below - failed.length;
	const forWaiting = tasks.length + waiting.length <= free ? waiting.length : Math.min(waiting.length, Math.floor(free / 3));
	const forRunning = Math.min(tasks.length, free - forWaiting);
	const shown = forRunning < tasks.length ? forRunning - 1 : forRunning;
	return [
		...head,
		...failed,
		...runningLines(report, tasks.slice(0, Math.max(0, shown)), now, forecast, load, width),
		...forRunning > Math.max(0, shown) ? [more(tasks.length - shown, "running")] : [],
		...waiting.slice(0, forWaiting)
	].slice(0, Math.max(0, height)).map((line) => trimLine(cutLine(line, width)));
}
function more(count, what) {
	return [span(`  and ${count} more ${what}`, "dim")];
}

// src/terminal/panel/draw.ts
function drawPanel(view, size) {
	return panelLines(view, size).map((line) => ({
		painted: paintLine(line, true),
		rowsAt: (columns) => rowsOf(plainText(line), columns)
	}));
}

exports.drawPanel = drawPanel;