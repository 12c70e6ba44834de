const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_mission = require("./mission.js");
const require_find_files = require("./find-files.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_url = require("node:url");
let node_timers_promises = require("node:timers/promises");

// src/base/written-colours.ts
const WRITTEN_COLOUR = /(?:#x1B|&#27;|&#x1B;)\[[\d;]{0,20}[A-Za-z]|\[(?:\d{1,3};)*(?:0|1|2|22|3\d|4\d|9[0-7])m(?!\])/gi;
function withoutColours(text) {
	return require_mission.sanitizeText(text).replace(WRITTEN_COLOUR, "");
}

// src/process/results/attempts.ts
const mostFailing = 2e3;
const mostPassed = 1e5;
function createAttempts() {
	const failing = /* @__PURE__ */ new Map();
	const passed = /* @__PURE__ */ new Set();
	let overflow = false;
	return {
		passed: (key) => {
			const entry = failing.get(key);
			if (entry !== void 0) entry.passes++;
			else if (passed.size < mostPassed) passed.add(hash(key));
			else overflow = true;
		},
		skipped: (key) => {
			const entry = failing.get(key);
			if (entry !== void 0) entry.several = true;
		},
		failed: (key, failure) => {
			const entry = failing.get(key);
			if (entry !== void 0) {
				if (entry.passes > 0) entry.several = true;
				entry.failures.push(failure);
			} else if (!overflow && failing.size < mostFailing) failing.set(key, {
				failures: [failure],
				passes: 0,
				several: passed.has(hash(key))
			});
		},
		retried: () => [...failing.values()].filter(({ passes, several }) => passes === 1 && !several),
		failedAgain: () => [...failing.values()].filter(({ failures, passes }) => passes === 0 && failures.length > 1)
	};
}
function hash(text) {
	let value = 2166136261;
	for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
	return value;
}

// src/process/results/junit-frames.ts
const otherElement = { kind: "other" };
function noteProperty({ name = "", value }, of) {
	if (of?.kind !== "case" || value === void 0) return;
	if (/^(?:file|filename|filepath)$/i.test(name)) of.properties.file ??= value;
	if (/^line(?:no|number)?$/i.test(name)) of.properties.line ??= value;
}
const withoutResults = [
	"properties",
	"system-out",
	"system-err",
	"skipped",
	"rerunfailure",
	"rerunerror"
];
function frameOf(name, attributes, parent, newSuite) {
	if (parent?.kind === "wrapper") return frameOf(name, attributes, parent.around, newSuite);
	if (parent === void 0 || parent.kind === "suite") switch (name) {
		case "testsuites":
		case "testsuite": return newSuite(attributes);
		case "testcase": return parent === void 0 ? otherElement : {
			kind: "case",
			suite: parent,
			attributes,
			properties: {},
			skipped: false,
			excused: false
		};
		case "failure":
		case "error": return parent === void 0 ? otherElement : {
			kind: "finding",
			flaky: false,
			of: parent,
			attributes,
			text: ""
		};
		default: return wrapperOf(name, parent);
	}
	if (parent.kind !== "case") return otherElement;
	switch (name) {
		case "testsuites":
		case "testsuite": return newSuite(attributes);
		case "testcase": return {
			kind: "case",
			suite: parent.suite,
			attributes,
			properties: {},
			skipped: false,
			excused: false
		};
		case "failure":
		case "error": return {
			kind: "finding",
			flaky: false,
			of: parent,
			attributes,
			text: ""
		};
		case "flakyfailure":
		case "flakyerror": return {
			kind: "finding",
			flaky: true,
			of: parent,
			attributes,
			text: ""
		};
		case "skipped":
			parent.skipped = true;
			if (attributes.type === "todo") parent.excused = true;
			return otherElement;
		default: return wrapperOf(name, parent);
	}
}
function wrapperOf(name, parent) {
	return parent === void 0 || withoutResults.includes(name) ? otherElement : {
		kind: "wrapper",
		around: parent
	};
}
function suiteOf(attributes, number, failedBefore) {
	const name = attributes.name?.trim() ?? "";
	return {
		kind: "suite",
		name,
		number,
		declared: Math.max(countOf(attributes.failures) + countOf(attributes.errors), countOf(attributes.failed)),
		failedBefore,
		file: attributes.file,
		namesRepeat: /^(?:(?:jest|vitest) tests|mocha tests)$/i.test(name) || "assertions" in attributes
	};
}
function countOf(attribute) {
	const count = Number(attribute);
	return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

// src/process/results/sources/place.ts
const longestPath = 1e3;
function placeOf(file, line) {
	const path = file?.trim() ?? "";
	if (path === "" || path.length > longestPath || /^\.\w+$|[\0\n]/.test(path)) return void 0;
	const number = Number(line);
	return {
		file: path,
		...Number.isSafeInteger(number) && number > 0 ? { line: number } : {}
	};
}
function placeInFrame(text) {
	const found = /(?:^|[\s(])((?:file:\/\/)?(?:[A-Za-z]:)?[^\s():]+):(\d{1,7})(?::\d{1,7})?\)?\s*$/.exec(text.trim());
	if (found === null || isLibrary(found[1] ?? "")) return void 0;
	return placeOf(found[1], found[2]);
}
function hintedPlace(comment) {
	const found = /\bin test file (.+), line (\d{1,7})\)?$/.exec(comment) ?? /^at (\S+) line (\d{1,7})\.?$/.exec(comment.trim());
	return found === null ? void 0 : placeOf(found[1], found[2]);
}
const library = /(?:^|[\\/])(?:node_modules|site-packages|dist-packages|vendor|\.venv|\.cargo|\.rustup|pkg[\\/]mod)[\\/]|^(?:node:|\/usr\/|\/rustc\/|<)/;
function isLibrary(path) {
	return library.test(path);
}

// src/process/results/sources/failure-places.ts
const mostLines$1 = 500;
const mostPlaces = 16;
function failurePlaces(source) {
	const places = candidates(source).slice(0, mostPlaces);
	const sure = places.find(({ isSure }) => isSure);
	const bare = places.map(withoutMark);
	return sure === void 0 ? { places: bare } : {
		place: withoutMark(sure),
		places: bare
	};
}
function withoutMark({ isSure: _isSure, ...place }) {
	return place;
}
function candidates({ file, line, suiteFile, suite, group, detail }) {
	const place = placeOf(file, suite === "pytest" ? nextOf(line) : line) ?? placeOf(suiteFile, void 0) ?? (group === suite && sourceFile.test(suite) ? placeOf(suite, void 0) : void 0);
	const found = placesIn(detail, group);
	if (place === void 0) return found;
	const named = {
		...place,
		isSure: true
	};
	if (place.line !== void 0) return [named, ...found];
	const same = found.filter((each) => isSameFile(each.file, place.file));
	return [
		...same.map((each) => ({
			...each,
			isSure: true
		})),
		...found.filter((each) => !same.includes(each)),
		named
	];
}
const sourceFile = /\.[cm]?[jt]sx?$/;
function nextOf(line) {
	return line === void 0 || !/^\d{1,7}$/.test(line) ? void 0 : String(Number(line) + 1);
}
function isSameFile(found, named) {
	const [one, other] = [found.replaceAll("\\", "/"), named.replaceAll("\\", "/").replace(/^\.\//, "")];
	return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}
function placesIn(detail, group) {
	const reversed = [];
	const frames = [];
	const titles = [];
	for (const line of detail.split("\n", mostLines$1)) {
		const python = placeInPython(line);
		const go = python === void 0 ? goLogLine.exec(line) : null;
		const place = python ?? (go === null ? void 0 : placeOf(go[1], go[2])) ?? placeInFrame(line) ?? hintedPlace(line);
		const found = place ?? placeInText(line);
		if (found === void 0 || isLibrary(found.file)) continue;
		const candidate = {
			...found,
			isSure: place !== void 0 && !lastPart.test(place.file)
		};
		if (python !== void 0 || go !== null) reversed.unshift(...inPackage(candidate, group));
		else if (title.test(line)) titles.push(candidate);
		else if (isOfClass(line, group)) frames.unshift(candidate);
		else frames.push(candidate);
	}
	return [
		...reversed,
		...frames,
		...titles
	];
}
const lastPart = /^[^\\/]+\.(?:java|kt|scala|groovy)$/;
function placeInPython(line) {
	const found = /^([^\s:]+\.py):(\d{1,7}): /.exec(`${line} `) ?? /^\s*File "([^"]+)", line (\d{1,7})/.exec(line);
	return found === null ? void 0 : placeOf(found[1], found[2]);
}
const goLogLine = /^ {4,}([\w.-]+\.go):(\d{1,7}):/;
const title = /^\s*(?:\[[^\]]*\] \u203a )?\S+:\d+:\d+ \u203a /;
function placeInText(line) {
	const found = /(?:^|[\s('"`])((?:file:\/\/)?(?:[A-Za-z]:)?[^\s()'"`:;,<>|]+\.[A-Za-z]\w{0,7}):(\d{1,7})(?!\w)/.exec(line);
	return found === null ? void 0 : placeOf(found[1], found[2]);
}
function inPackage(place, group) {
	if (!place.file.endsWith(".go") || !group.includes("/")) return [place];
	const parts = group.split("/").slice(-8);
	return [...parts.map((_, index) => [...parts.slice(index), place.file].join("/")).map((file) => ({
		...place,
		file,
		isSure: false
	})), place];
}
function isOfClass(line, group) {
	return /^[\w$]+(?:\.[\w$]+)+$/.test(group) && line.includes(` ${group}.`);
}

// src/process/results/sources/failure-reason.ts
const mostLines = 200;
const longestValue = 80;
function failureReason({ message, type, detail, name, group }) {
	const said = message.trim();
	const [attribute = "", ...rest] = saysNothing(said) ? [] : said.split("\n");
	const lines = detail.split("\n", mostLines);
	const head = withoutComment(attribute.trim()) || headOf(lines, name, group) || said || type.trim() || "no message";
	const first = compared(head, lines);
	if (first !== head) return first;
	const next = head.endsWith(":") ? rest.findIndex((line) => line.trim() !== "") : -1;
	return [next < 0 ? head : `${head} ${rest[next]?.trim()}`, ...rest.slice(next + 1)].join("\n");
}
function saysNothing(message) {
	return /^(?:failed|failure|error|test failure with exit code \d+)?$/i.test(message) || panicPlace.test(message);
}
const panicPlace = /^thread '.*' (?:\(\d+\) )?panicked at [^\s']+:\d+(?::\d+)?:?$/;
const framing = /^(?:=== (?:RUN|PAUSE|CONT|NAME)\b|--- FAIL: |\s*at |stack backtrace:|assert\(received\)$|\s*$)/;
function headOf(lines, name, group) {
	const panic = lines.find((line) => /^panic: ./.test(line));
	if (panic !== void 0) return panic.replace(/ \[recovered.*$/, "");
	const logged = lines.findLast((line) => goLog.test(line));
	if (logged !== void 0) return logged.replace(goLog, "").trim() || testifyError(lines);
	const title = lines.indexOf("Message:");
	if (title >= 0) return (lines[title + 1] ?? "").trim();
	const line = lines.find((each) => !framing.test(each) && !panicPlace.test(each.trim()) && !isTitle(each, name, group));
	return /^(?:Error: )?thrown: "(.+?)"?$/.exec((line ?? "").trim())?.[1] ?? withoutComment((line ?? "").trim()).replace(/^(?:Error|AssertionError): (?=.)/, "");
}
const goLog = /^ {4,}[\w.-]+\.go:\d+: ?/;
function testifyError(lines) {
	const at = lines.findIndex((line) => /^\s*Error:\s/.test(line));
	if (at < 0) return "";
	const head = (lines[at] ?? "").replace(/^\s*Error:/, "").trim();
	const next = (lines[at + 1] ?? "").trim();
	return head.endsWith(":") && !/^(?:expected|actual) *:/.test(next) ? `${head} ${next}` : head.replace(/:$/, "");
}
function isTitle(line, name, group) {
	return / \u203a .*\u2500{3}/.test(line) || group !== "" && line.trim().startsWith(`${group}::${name}`);
}
function withoutComment(line) {
	return line.replace(/ \/\/ [\w. ]+ equality$/, "");
}
function compared(head, lines) {
	const [matcher] = /(?<=^expect\(.*\)\.)(?:(?:not|resolves|rejects)\.)*to\w+/.exec(head) ?? [];
	const [wanted, found] = [labelled(lines, "Expected"), labelled(lines, "Received")];
	if (matcher !== void 0) {
		const values = wanted === void 0 || found === void 0 ? onlyDifference(lines) : {
			wanted,
			found
		};
		if (values !== void 0) return `expected ${values.wanted}, received ${values.found} (${matcher})`;
		const next = lines.find((line) => /^Received [a-z]/.test(line.trim()))?.trim();
		return next === void 0 ? head : `${next} (${matcher})`;
	}
	const [left, right] = [labelled(lines, "left"), labelled(lines, "right")];
	if (/^assertion `.*` failed/.test(head) && left !== void 0 && right !== void 0) return `${head}: left ${left}, right ${right}`;
	const [expected, actual] = [labelled(lines, "expected"), labelled(lines, "actual")];
	if (/^Not equal/.test(head) && expected !== void 0 && actual !== void 0) return `${head}: expected ${expected}, actual ${actual}`;
	return head;
}
function onlyDifference(lines) {
	const start = lines.findIndex((line) => /^\s*- Expected +- 1$/.test(line));
	if (start < 0 || !/^\s*\+ Received +\+ 1$/.test(lines[start + 1] ?? "")) return void 0;
	const [, wanted] = findLine(lines.slice(start + 2), /^\s*- +(.+?),?$/) ?? [];
	const [, found] = findLine(lines.slice(start + 2), /^\s*\+ +(.+?),?$/) ?? [];
	return wanted === void 0 || found === void 0 ? void 0 : {
		wanted: shortened(wanted),
		found: shortened(found)
	};
}
function findLine(lines, pattern) {
	for (const line of lines) {
		const found = pattern.exec(line);
		if (found !== null) return found;
	}
}
function labelled(lines, label) {
	const value = findLine(lines, new RegExp(`^\\s*${label}\\s*: (.+)$`))?.[1]?.trim();
	return value === void 0 ? void 0 : shortened(value);
}
function shortened(value) {
	return value.length <= longestValue ? value : `${value.slice(0, 79).replace(/[\ud800-\udbff]$/, "")}\u2026`;
}

// src/process/results/test-results.ts
const mostFailures = 50;
const mostCases = 200;
const mostNames = 12e3;
const longestName = 200;
const longestText = 16384;
const longestRead = 16385;
const noResults = {
	tests: 0,
	failed: 0,
	skipped: 0,
	flaky: 0,
	failures: [],
	flakyTests: [],
	cases: []
};
function addResults(one, other) {
	return {
		tests: one.tests + other.tests,
		failed: one.failed + other.failed,
		skipped: one.skipped + other.skipped,
		flaky: one.flaky + other.flaky,
		failures: [...one.failures, ...other.failures].slice(0, 50),
		flakyTests: [...one.flakyTests, ...other.flakyTests].slice(0, 50),
		cases: firstCases([...one.cases, ...other.cases])
	};
}
function caseOf(name, time, skipped) {
	return {
		name: cutText(name, longestName),
		...time === void 0 ? {} : { time },
		...skipped ? { skipped: true } : {}
	};
}
function firstCases(cases) {
	let left = mostNames;
	const kept = [];
	for (const each of cases) {
		left -= each.name.length;
		if (left < 0 || kept.length >= 200) break;
		kept.push(each);
	}
	return kept;
}
function timeOf(written, unit) {
	const number = Number(written?.trim().replaceAll(",", "") || NaN);
	if (!Number.isFinite(number) || number < 0) return void 0;
	return Math.round(number * (unit === "s" ? 1e6 : 1e3)) / 1e3;
}
function cutText(text, most) {
	return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}\u2026`;
}

// src/process/results/tally.ts
const mostTexts = 2 * 50;
const unlisted = {
	name: "",
	message: ""
};
function createTally() {
	const failures = [];
	const flakyTests = [];
	const cases = [];
	const retried = /* @__PURE__ */ new Set();
	let flaky = 0;
	const addFlaky = (failure) => {
		flaky++;
		if (failure.name !== "" && flakyTests.length < 50) flakyTests.push(failure);
	};
	const tally = {
		tests: 0,
		failed: 0,
		skipped: 0,
		excused: 0,
		fail: (name, message, facts) => {
			tally.failed++;
			if (failures.length >= mostTexts) return { ...unlisted };
			const failure = shown(name, message, facts);
			failures.push(failure);
			return failure;
		},
		list: (name, time, skipped) => {
			if (cases.length < 200) cases.push(caseOf(name, time, skipped));
		},
		listAll: (listed) => {
			cases.push(...listed.slice(0, Math.max(0, 200 - cases.length)));
		},
		retry: (attempts) => {
			const [first] = attempts;
			if (first === void 0) return;
			tally.tests -= attempts.length;
			tally.failed -= attempts.length;
			for (const failure of attempts) retried.add(failure);
			addFlaky(first);
		},
		failAgain: (attempts) => {
			const earlier = attempts.slice(0, -1);
			tally.tests -= earlier.length;
			tally.failed -= earlier.length;
			for (const failure of earlier) retried.add(failure);
		},
		flaky: (name, message, facts) => addFlaky(shown(name, message, facts)),
		results: () => ({
			tests: Math.max(tally.tests, tally.failed + tally.skipped),
			failed: tally.failed,
			skipped: tally.skipped,
			flaky,
			failures: failures.filter((failure) => !retried.has(failure)).slice(0, 50),
			flakyTests,
			cases: firstCases(cases)
		})
	};
	return tally;
}
function shown(name, message, { place, places = [], time } = {}) {
	const candidates = places.length > 0 || place === void 0 ? places : [place];
	return {
		name: cutText(name, 16384) || "unnamed test",
		message: cutText(message, 16384) || "no message",
		...place,
		...candidates.length === 0 ? {} : { places: candidates },
		...time === void 0 ? {} : { time }
	};
}

// node_modules/sax/lib/sax.js
var require_sax = /* @__PURE__ */ require_rolldown_runtime.__commonJSMin(((exports, module, this$1) => {
	(function(sax) {
		sax.parser = function(strict, opt) {
			return new SAXParser(strict, opt);
		};
		sax.SAXParser = SAXParser;
		sax.SAXStream = SAXStream;
		sax.createStream = createStream;
		sax.MAX_BUFFER_LENGTH = 65536;
		var buffers = [
			"comment",
			"sgmlDecl",
			"textNode",
			"tagName",
			"doctype",
			"procInstName",
			"procInstBody",
			"entity",
			"attribName",
			"attribValue",
			"cdata",
			"script"
		];
		sax.EVENTS = [
			"text",
			"processinginstruction",
			"sgmldeclaration",
			"doctype",
			"comment",
			"opentagstart",
			"attribute",
			"opentag",
			"closetag",
			"opencdata",
			"cdata",
			"closecdata",
			"error",
			"end",
			"ready",
			"script",
			"opennamespace",
			"closenamespace"
		];
		function SAXParser(strict, opt) {
			if (!(this instanceof SAXParser)) return new SAXParser(strict, opt);
			var parser = this;
			clearBuffers(parser);
			parser.q = parser.c = "";
			parser.bufferCheckPosition = sax.MAX_BUFFER_LENGTH;
			parser.encoding = null;
			parser.opt = opt || {};
			parser.opt.lowercase = parser.opt.lowercase || parser.opt.lowercasetags;
			parser.looseCase = parser.opt.lowercase ? "toLowerCase" : "toUpperCase";
			parser.opt.maxEntityCount = parser.opt.maxEntityCount || 512;
			parser.opt.maxEntityDepth = parser.opt.maxEntityDepth || 4;
			parser.entityCount = parser.entityDepth = 0;
			parser.tags = [];
			parser.closed = parser.closedRoot = parser.sawRoot = false;
			parser.tag = parser.error = null;
			parser.strict = !!strict;
			parser.noscript = !!(strict || parser.opt.noscript);
			parser.state = S.BEGIN;
			parser.strictEntities = parser.opt.strictEntities;
			parser.ENTITIES = parser.strictEntities ? Object.create(sax.XML_ENTITIES) : Object.create(sax.ENTITIES);
			parser.attribList = [];
			if (parser.opt.xmlns) parser.ns = Object.create(rootNS);
			if (parser.opt.unquotedAttributeValues === void 0) parser.opt.unquotedAttributeValues = !strict;
			parser.trackPosition = parser.opt.position !== false;
			if (parser.trackPosition) parser.position = parser.line = parser.column = 0;
			emit(parser, "onready");
		}
		if (!Object.create) Object.create = function(o) {
			function F() {}
			F.prototype = o;
			return new F();
		};
		if (!Object.keys) Object.keys = function(o) {
			var a = [];
			for (var i in o) if (o.hasOwnProperty(i)) a.push(i);
			return a;
		};
		function checkBufferLength(parser) {
			var maxAllowed = Math.max(sax.MAX_BUFFER_LENGTH, 10);
			var maxActual = 0;
			for (var i = 0, l = buffers.length; i < l; i++) {
				var len = parser[buffers[i]].length;
				if (len > maxAllowed) switch (buffers[i]) {
					case "textNode":
						closeText(parser);
						break;
					case "cdata":
						emitNode(parser, "oncdata", parser.cdata);
						parser.cdata = "";
						break;
					case "script":
						emitNode(parser, "onscript", parser.script);
						parser.script = "";
						break;
					default: error(parser, "Max buffer length exceeded: " + buffers[i]);
				}
				maxActual = Math.max(maxActual, len);
			}
			parser.bufferCheckPosition = sax.MAX_BUFFER_LENGTH - maxActual + parser.position;
		}
		function clearBuffers(parser) {
			for (var i = 0, l = buffers.length; i < l; i++) parser[buffers[i]] = "";
		}
		function flushBuffers(parser) {
			closeText(parser);
			if (parser.cdata !== "") {
				emitNode(parser, "oncdata", parser.cdata);
				parser.cdata = "";
			}
			if (parser.script !== "") {
				emitNode(parser, "onscript", parser.script);
				parser.script = "";
			}
		}
		SAXParser.prototype = {
			end: function() {
				end(this);
			},
			write,
			resume: function() {
				this.error = null;
				return this;
			},
			close: function() {
				return this.write(null);
			},
			flush: function() {
				flushBuffers(this);
			}
		};
		var Stream;
		try {
			Stream = require("stream").Stream;
		} catch (ex) {
			Stream = function() {};
		}
		if (!Stream) Stream = function() {};
		var streamWraps = sax.EVENTS.filter(function(ev) {
			return ev !== "error" && ev !== "end";
		});
		function createStream(strict, opt) {
			return new SAXStream(strict, opt);
		}
		function determineBufferEncoding(data, isEnd) {
			if (data.length >= 2) {
				if (data[0] === 255 && data[1] === 254) return "utf-16le";
				if (data[0] === 254 && data[1] === 255) return "utf-16be";
			}
			if (data.length >= 3 && data[0] === 239 && data[1] === 187 && data[2] === 191) return "utf8";
			if (data.length >= 4) {
				if (data[0] === 60 && data[1] === 0 && data[2] === 63 && data[3] === 0) return "utf-16le";
				if (data[0] === 0 && data[1] === 60 && data[2] === 0 && data[3] === 63) return "utf-16be";
				return "utf8";
			}
			return isEnd ? "utf8" : null;
		}
		function SAXStream(strict, opt) {
			if (!(this instanceof SAXStream)) return new SAXStream(strict, opt);
			Stream.apply(this);
			this._parser = new SAXParser(strict, opt);
			this.writable = true;
			this.readable = true;
			var me = this;
			this._parser.onend = function() {
				me.emit("end");
			};
			this._parser.onerror = function(er) {
				me.emit("error", er);
				me._parser.error = null;
			};
			this._decoder = null;
			this._decoderBuffer = null;
			streamWraps.forEach(function(ev) {
				Object.defineProperty(me, "on" + ev, {
					get: function() {
						return me._parser["on" + ev];
					},
					set: function(h) {
						if (!h) {
							me.removeAllListeners(ev);
							me._parser["on" + ev] = h;
							return h;
						}
						me.on(ev, h);
					},
					enumerable: true,
					configurable: false
				});
			});
		}
		SAXStream.prototype = Object.create(Stream.prototype, { constructor: { value: SAXStream } });
		SAXStream.prototype._decodeBuffer = function(data, isEnd) {
			if (this._decoderBuffer) {
				data = Buffer.concat([this._decoderBuffer, data]);
				this._decoderBuffer = null;
			}
			if (!this._decoder) {
				var encoding = determineBufferEncoding(data, isEnd);
				if (!encoding) {
					this._decoderBuffer = data;
					return "";
				}
				this._parser.encoding = encoding;
				this._decoder = new TextDecoder(encoding);
			}
			return this._decoder.decode(data, { stream: !isEnd });
		};
		SAXStream.prototype.write = function(data) {
			if (typeof Buffer === "function" && typeof Buffer.isBuffer === "function" && Buffer.isBuffer(data)) data = this._decodeBuffer(data, false);
			else if (this._decoderBuffer) {
				var remaining = this._decodeBuffer(Buffer.alloc(0), true);
				if (remaining) {
					this._parser.write(remaining);
					this.emit("data", remaining);
				}
			}
			this._parser.write(data.toString());
			this.emit("data", data);
			return true;
		};
		SAXStream.prototype.end = function(chunk) {
			if (chunk && chunk.length) this.write(chunk);
			if (this._decoderBuffer) {
				var finalChunk = this._decodeBuffer(Buffer.alloc(0), true);
				if (finalChunk) {
					this._parser.write(finalChunk);
					this.emit("data", finalChunk);
				}
			} else if (this._decoder) {
				var remaining = this._decoder.decode();
				if (remaining) {
					this._parser.write(remaining);
					this.emit("data", remaining);
				}
			}
			this._parser.end();
			return true;
		};
		SAXStream.prototype.on = function(ev, handler) {
			var me = this;
			if (!me._parser["on" + ev] && streamWraps.indexOf(ev) !== -1) me._parser["on" + ev] = function() {
				var args = arguments.length === 1 ? [arguments[0]] : Array.apply(null, arguments);
				args.splice(0, 0, ev);
				me.emit.apply(me, args);
			};
			return Stream.prototype.on.call(me, ev, handler);
		};
		var CDATAre = /^\[CDATA\[$/i;
		var DOCTYPEre = /^DOCTYPE$/i;
		var XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
		var XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
		var rootNS = {
			xml: XML_NAMESPACE,
			xmlns: XMLNS_NAMESPACE
		};
		var nameStart = /[:_A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD]/;
		var nameBody = /[:_A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u00B7\u0300-\u036F\u203F-\u2040.\d-]/;
		var entityStart = /[#:_A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD]/;
		var entityBody = /[#:_A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u00B7\u0300-\u036F\u203F-\u2040.\d-]/;
		function isWhitespace(c) {
			return c === " " || c === "\n" || c === "\r" || c === "	";
		}
		function isQuote(c) {
			return c === "\"" || c === "'";
		}
		function isAttribEnd(c) {
			return c === ">" || isWhitespace(c);
		}
		function isMatch(regex, c) {
			return regex.test(c);
		}
		function notMatch(regex, c) {
			return !isMatch(regex, c);
		}
		var S = 0;
		sax.STATE = {
			BEGIN: S++,
			BEGIN_WHITESPACE: S++,
			TEXT: S++,
			TEXT_ENTITY: S++,
			OPEN_WAKA: S++,
			SGML_DECL: S++,
			SGML_DECL_QUOTED: S++,
			DOCTYPE: S++,
			DOCTYPE_QUOTED: S++,
			DOCTYPE_DTD: S++,
			DOCTYPE_DTD_QUOTED: S++,
			COMMENT_STARTING: S++,
			COMMENT: S++,
			COMMENT_ENDING: S++,
			COMMENT_ENDED: S++,
			CDATA: S++,
			CDATA_ENDING: S++,
			CDATA_ENDING_2: S++,
			PROC_INST: S++,
			PROC_INST_BODY: S++,
			PROC_INST_ENDING: S++,
			OPEN_TAG: S++,
			OPEN_TAG_SLASH: S++,
			ATTRIB: S++,
			ATTRIB_NAME: S++,
			ATTRIB_NAME_SAW_WHITE: S++,
			ATTRIB_VALUE: S++,
			ATTRIB_VALUE_QUOTED: S++,
			ATTRIB_VALUE_CLOSED: S++,
			ATTRIB_VALUE_UNQUOTED: S++,
			ATTRIB_VALUE_ENTITY_Q: S++,
			ATTRIB_VALUE_ENTITY_U: S++,
			CLOSE_TAG: S++,
			CLOSE_TAG_SAW_WHITE: S++,
			SCRIPT: S++,
			SCRIPT_ENDING: S++
		};
		sax.XML_ENTITIES = Object.assign(Object.create(null), {
			amp: "&",
			gt: ">",
			lt: "<",
			quot: "\"",
			apos: "'"
		});
		sax.ENTITIES = Object.assign(Object.create(null), {
			amp: "&",
			gt: ">",
			lt: "<",
			quot: "\"",
			apos: "'",
			AElig: 198,
			Aacute: 193,
			Acirc: 194,
			Agrave: 192,
			Aring: 197,
			Atilde: 195,
			Auml: 196,
			Ccedil: 199,
			ETH: 208,
			Eacute: 201,
			Ecirc: 202,
			Egrave: 200,
			Euml: 203,
			Iacute: 205,
			Icirc: 206,
			Igrave: 204,
			Iuml: 207,
			Ntilde: 209,
			Oacute: 211,
			Ocirc: 212,
			Ograve: 210,
			Oslash: 216,
			Otilde: 213,
			Ouml: 214,
			THORN: 222,
			Uacute: 218,
			Ucirc: 219,
			Ugrave: 217,
			Uuml: 220,
			Yacute: 221,
			aacute: 225,
			acirc: 226,
			aelig: 230,
			agrave: 224,
			aring: 229,
			atilde: 227,
			auml: 228,
			ccedil: 231,
			eacute: 233,
			ecirc: 234,
			egrave: 232,
			eth: 240,
			euml: 235,
			iacute: 237,
			icirc: 238,
			igrave: 236,
			iuml: 239,
			ntilde: 241,
			oacute: 243,
			ocirc: 244,
			ograve: 242,
			oslash: 248,
			otilde: 245,
			ouml: 246,
			szlig: 223,
			thorn: 254,
			uacute: 250,
			ucirc: 251,
			ugrave: 249,
			uuml: 252,
			yacute: 253,
			yuml: 255,
			copy: 169,
			reg: 174,
			nbsp: 160,
			iexcl: 161,
			cent: 162,
			pound: 163,
			curren: 164,
			yen: 165,
			brvbar: 166,
			sect: 167,
			uml: 168,
			ordf: 170,
			laquo: 171,
			not: 172,
			shy: 173,
			macr: 175,
			deg: 176,
			plusmn: 177,
			sup1: 185,
			sup2: 178,
			sup3: 179,
			acute: 180,
			micro: 181,
			para: 182,
			middot: 183,
			cedil: 184,
			ordm: 186,
			raquo: 187,
			frac14: 188,
			frac12: 189,
			frac34: 190,
			iquest: 191,
			times: 215,
			divide: 247,
			OElig: 338,
			oelig: 339,
			Scaron: 352,
			scaron: 353,
			Yuml: 376,
			fnof: 402,
			circ: 710,
			tilde: 732,
			Alpha: 913,
			Beta: 914,
			Gamma: 915,
			Delta: 916,
			Epsilon: 917,
			Zeta: 918,
			Eta: 919,
			Theta: 920,
			Iota: 921,
			Kappa: 922,
			Lambda: 923,
			Mu: 924,
			Nu: 925,
			Xi: 926,
			Omicron: 927,
			Pi: 928,
			Rho: 929,
			Sigma: 931,
			Tau: 932,
			Upsilon: 933,
			Phi: 934,
			Chi: 935,
			Psi: 936,
			Omega: 937,
			alpha: 945,
			beta: 946,
			gamma: 947,
			delta: 948,
			epsilon: 949,
			zeta: 950,
			eta: 951,
			theta: 952,
			iota: 953,
			kappa: 954,
			lambda: 955,
			mu: 956,
			nu: 957,
			xi: 958,
			omicron: 959,
			pi: 960,
			rho: 961,
			sigmaf: 962,
			sigma: 963,
			tau: 964,
			upsilon: 965,
			phi: 966,
			chi: 967,
			psi: 968,
			omega: 969,
			thetasym: 977,
			upsih: 978,
			piv: 982,
			ensp: 8194,
			emsp: 8195,
			thinsp: 8201,
			zwnj: 8204,
			zwj: 8205,
			lrm: 8206,
			rlm: 8207,
			ndash: 8211,
			mdash: 8212,
			lsquo: 8216,
			rsquo: 8217,
			sbquo: 8218,
			ldquo: 8220,
			rdquo: 8221,
			bdquo: 8222,
			dagger: 8224,
			Dagger: 8225,
			bull: 8226,
			hellip: 8230,
			permil: 8240,
			prime: 8242,
			Prime: 8243,
			lsaquo: 8249,
			rsaquo: 8250,
			oline: 8254,
			frasl: 8260,
			euro: 8364,
			image: 8465,
			weierp: 8472,
			real: 8476,
			trade: 8482,
			alefsym: 8501,
			larr: 8592,
			uarr: 8593,
			rarr: 8594,
			darr: 8595,
			harr: 8596,
			crarr: 8629,
			lArr: 8656,
			uArr: 8657,
			rArr: 8658,
			dArr: 8659,
			hArr: 8660,
			forall: 8704,
			part: 8706,
			exist: 8707,
			empty: 8709,
			nabla: 8711,
			isin: 8712,
			notin: 8713,
			ni: 8715,
			prod: 8719,
			sum: 8721,
			minus: 8722,
			lowast: 8727,
			radic: 8730,
			prop: 8733,
			infin: 8734,
			ang: 8736,
			and: 8743,
			or: 8744,
			cap: 8745,
			cup: 8746,
			int: 8747,
			there4: 8756,
			sim: 8764,
			cong: 8773,
			asymp: 8776,
			ne: 8800,
			equiv: 8801,
			le: 8804,
			ge: 8805,
			sub: 8834,
			sup: 8835,
			nsub: 8836,
			sube: 8838,
			supe: 8839,
			oplus: 8853,
			otimes: 8855,
			perp: 8869,
			sdot: 8901,
			lceil: 8968,
			rceil: 8969,
			lfloor: 8970,
			rfloor: 8971,
			lang: 9001,
			rang: 9002,
			loz: 9674,
			spades: 9824,
			clubs: 9827,
			hearts: 9829,
			diams: 9830
		});
		Object.keys(sax.ENTITIES).forEach(function(key) {
			var e = sax.ENTITIES[key];
			var s = typeof e === "number" ? String.fromCharCode(e) : e;
			sax.ENTITIES[key] = s;
		});
		for (var s in sax.STATE) sax.STATE[sax.STATE[s]] = s;
		S = sax.STATE;
		function emit(parser, event, data) {
			parser[event] && parser[event](data);
		}
		function getDeclaredEncoding(body) {
			var match = body && body.match(/(?:^|\s)encoding\s*=\s*(['"])([^'"]+)\1/i);
			return match ? match[2] : null;
		}
		function normalizeEncodingName(encoding) {
			if (!encoding) return null;
			return encoding.toLowerCase().replace(/[^a-z0-9]/g, "");
		}
		function encodingsMatch(detectedEncoding, declaredEncoding) {
			const detected = normalizeEncodingName(detectedEncoding);
			const declared = normalizeEncodingName(declaredEncoding);
			if (!detected || !declared) return true;
			if (declared === "utf16") return detected === "utf16le" || detected === "utf16be";
			return detected === declared;
		}
		function validateXmlDeclarationEncoding(parser, data) {
			if (!parser.strict || !parser.encoding || !data || data.name !== "xml") return;
			var declaredEncoding = getDeclaredEncoding(data.body);
			if (declaredEncoding && !encodingsMatch(parser.encoding, declaredEncoding)) strictFail(parser, "XML declaration encoding " + declaredEncoding + " does not match detected stream encoding " + parser.encoding.toUpperCase());
		}
		function emitNode(parser, nodeType, data) {
			if (parser.textNode) closeText(parser);
			emit(parser, nodeType, data);
		}
		function closeText(parser) {
			parser.textNode = textopts(parser.opt, parser.textNode);
			if (parser.textNode) emit(parser, "ontext", parser.textNode);
			parser.textNode = "";
		}
		function textopts(opt, text) {
			if (opt.trim) text = text.trim();
			if (opt.normalize) text = text.replace(/\s+/g, " ");
			return text;
		}
		function error(parser, er) {
			closeText(parser);
			if (parser.trackPosition) er += "\nLine: " + parser.line + "\nColumn: " + parser.column + "\nChar: " + parser.c;
			er = new Error(er);
			parser.error = er;
			emit(parser, "onerror", er);
			return parser;
		}
		function end(parser) {
			if (parser.sawRoot && !parser.closedRoot) strictFail(parser, "Unclosed root tag");
			if (parser.state !== S.BEGIN && parser.state !== S.BEGIN_WHITESPACE && parser.state !== S.TEXT) error(parser, "Unexpected end");
			closeText(parser);
			parser.c = "";
			parser.closed = true;
			emit(parser, "onend");
			SAXParser.call(parser, parser.strict, parser.opt);
			return parser;
		}
		function strictFail(parser, message) {
			if (typeof parser !== "object" || !(parser instanceof SAXParser)) throw new Error("bad call to strictFail");
			if (parser.strict) error(parser, message);
		}
		function newTag(parser) {
			if (!parser.strict) parser.tagName = parser.tagName[parser.looseCase]();
			var parent = parser.tags[parser.tags.length - 1] || parser;
			var tag = parser.tag = {
				name: parser.tagName,
				attributes: {}
			};
			if (parser.opt.xmlns) tag.ns = parent.ns;
			parser.attribList.length = 0;
			emitNode(parser, "onopentagstart", tag);
		}
		function qname(name, attribute) {
			var qualName = name.indexOf(":") < 0 ? ["", name] : name.split(":");
			var prefix = qualName[0];
			var local = qualName[1];
			if (attribute && name === "xmlns") {
				prefix = "xmlns";
				local = "";
			}
			return {
				prefix,
				local
			};
		}
		function attrib(parser) {
			if (!parser.strict) parser.attribName = parser.attribName[parser.looseCase]();
			if (parser.attribList.indexOf(parser.attribName) !== -1 || parser.tag.attributes.hasOwnProperty(parser.attribName)) {
				parser.attribName = parser.attribValue = "";
				return;
			}
			if (parser.opt.xmlns) {
				var qn = qname(parser.attribName, true);
				var prefix = qn.prefix;
				var local = qn.local;
				if (prefix === "xmlns") {
					if (local === "xml" && parser.attribValue !== XML_NAMESPACE) strictFail(parser, "xml: prefix must be bound to " + XML_NAMESPACE + "\nActual: " + parser.attribValue);
					else if (local === "xmlns" && parser.attribValue !== XMLNS_NAMESPACE) strictFail(parser, "xmlns: prefix must be bound to " + XMLNS_NAMESPACE + "\nActual: " + parser.attribValue);
					else {
						var tag = parser.tag;
						var parent = parser.tags[parser.tags.length - 1] || parser;
						if (tag.ns === parent.ns) tag.ns = Object.create(parent.ns);
						tag.ns[local] = parser.attribValue;
					}
				}
				parser.attribList.push([parser.attribName, parser.attribValue]);
			} else {
				parser.tag.attributes[parser.attribName] = parser.attribValue;
				emitNode(parser, "onattribute", {
					name: parser.attribName,
					value: parser.attribValue
				});
			}
			parser.attribName = parser.attribValue = "";
		}
		function openTag(parser, selfClosing) {
			if (parser.opt.xmlns) {
				var tag = parser.tag;
				var qn = qname(parser.tagName);
				tag.prefix = qn.prefix;
				tag.local = qn.local;
				tag.uri = tag.ns[qn.prefix] || "";
				if (tag.prefix && !tag.uri) {
					strictFail(parser, "Unbound namespace prefix: " + JSON.stringify(parser.tagName));
					tag.uri = qn.prefix;
				}
				var parent = parser.tags[parser.tags.length - 1] || parser;
				if (tag.ns && parent.ns !== tag.ns) Object.keys(tag.ns).forEach(function(p) {
					emitNode(parser, "onopennamespace", {
						prefix: p,
						uri: tag.ns[p]
					});
				});
				for (var i = 0, l = parser.attribList.length; i < l; i++) {
					var nv = parser.attribList[i];
					var name = nv[0];
					var value = nv[1];
					var qualName = qname(name, true);
					var prefix = qualName.prefix;
					var local = qualName.local;
					var uri = prefix === "" ? "" : tag.ns[prefix] || "";
					var a = {
						name,
						value,
						prefix,
						local,
						uri
					};
					if (prefix && prefix !== "xmlns" && !uri) {
						strictFail(parser, "Unbound namespace prefix: " + JSON.stringify(prefix));
						a.uri = prefix;
					}
					parser.tag.attributes[name] = a;
					emitNode(parser, "onattribute", a);
				}
				parser.attribList.length = 0;
			}
			parser.tag.isSelfClosing = !!selfClosing;
			parser.sawRoot = true;
			parser.tags.push(parser.tag);
			emitNode(parser, "onopentag", parser.tag);
			if (!selfClosing) {
				if (!parser.noscript && parser.tagName.toLowerCase() === "script") parser.state = S.SCRIPT;
				else parser.state = S.TEXT;
				parser.tag = null;
				parser.tagName = "";
			}
			parser.attribName = parser.attribValue = "";
			parser.attribList.length = 0;
		}
		function closeTag(parser) {
			if (!parser.tagName) {
				strictFail(parser, "Weird empty close tag.");
				parser.textNode += "</>";
				parser.state = S.TEXT;
				return;
			}
			if (parser.script) {
				if (parser.tagName !== "script") {
					parser.script += "</" + parser.tagName + ">";
					parser.tagName = "";
					parser.state = S.SCRIPT;
					return;
				}
				emitNode(parser, "onscript", parser.script);
				parser.script = "";
			}
			var t = parser.tags.length;
			var tagName = parser.tagName;
			if (!parser.strict) tagName = tagName[parser.looseCase]();
			var closeTo = tagName;
			while (t--) if (parser.tags[t].name !== closeTo) strictFail(parser, "Unexpected close tag");
			else break;
			if (t < 0) {
				strictFail(parser, "Unmatched closing tag: " + parser.tagName);
				parser.textNode += "</" + parser.tagName + ">";
				parser.state = S.TEXT;
				return;
			}
			parser.tagName = tagName;
			var s = parser.tags.length;
			while (s-- > t) {
				var tag = parser.tag = parser.tags.pop();
				parser.tagName = parser.tag.name;
				emitNode(parser, "onclosetag", parser.tagName);
				var x = {};
				for (var i in tag.ns) x[i] = tag.ns[i];
				var parent = parser.tags[parser.tags.length - 1] || parser;
				if (parser.opt.xmlns && tag.ns !== parent.ns) Object.keys(tag.ns).forEach(function(p) {
					var n = tag.ns[p];
					emitNode(parser, "onclosenamespace", {
						prefix: p,
						uri: n
					});
				});
			}
			if (t === 0) parser.closedRoot = true;
			parser.tagName = parser.attribValue = parser.attribName = "";
			parser.attribList.length = 0;
			parser.state = S.TEXT;
		}
		function parseEntity(parser) {
			var entity = parser.entity;
			var entityLC = entity.toLowerCase();
			var num;
			var numStr = "";
			if (parser.ENTITIES[entity]) return parser.ENTITIES[entity];
			if (parser.ENTITIES[entityLC]) return parser.ENTITIES[entityLC];
			entity = entityLC;
			if (entity.charAt(0) === "#") {
				if (entity.charAt(1) === "x") {
					entity = entity.slice(2);
					num = parseInt(entity, 16);
					numStr = num.toString(16);
				} else {
					entity = entity.slice(1);
					num = parseInt(entity, 10);
					numStr = num.toString(10);
				}
			}
			entity = entity.replace(/^0+/, "");
			if (isNaN(num) || numStr.toLowerCase() !== entity || num < 0 || num > 1114111 || !isXmlChar(num)) {
				strictFail(parser, "Invalid character entity");
				return "&" + parser.entity + ";";
			}
			return String.fromCodePoint(num);
		}
		function isXmlChar(num) {
			return num === 9 || num === 10 || num === 13 || num >= 32 && num <= 55295 || num >= 57344 && num <= 65533 || num >= 65536 && num <= 1114111;
		}
		function beginWhiteSpace(parser, c) {
			if (c === "<") {
				parser.state = S.OPEN_WAKA;
				parser.startTagPosition = parser.position;
			} else if (!isWhitespace(c)) {
				strictFail(parser, "Non-whitespace before first tag.");
				parser.textNode = c;
				parser.state = S.TEXT;
			}
		}
		function charAt(chunk, i) {
			var result = "";
			if (i < chunk.length) result = chunk.charAt(i);
			return result;
		}
		function write(chunk) {
			var parser = this;
			if (this.error) throw this.error;
			if (parser.closed) return error(parser, "Cannot write after close. Assign an onready handler.");
			if (chunk === null) return end(parser);
			if (typeof chunk === "object") chunk = chunk.toString();
			var i = 0;
			var c = "";
			while (true) {
				c = charAt(chunk, i++);
				parser.c = c;
				if (!c) break;
				if (parser.trackPosition) {
					parser.position++;
					if (c === "\n") {
						parser.line++;
						parser.column = 0;
					} else parser.column++;
				}
				switch (parser.state) {
					case S.BEGIN:
						parser.state = S.BEGIN_WHITESPACE;
						if (c === "\ufeff") continue;
						beginWhiteSpace(parser, c);
						continue;
					case S.BEGIN_WHITESPACE:
						beginWhiteSpace(parser, c);
						continue;
					case S.TEXT:
						if (parser.sawRoot && !parser.closedRoot) {
							var starti = i - 1;
							while (c && c !== "<" && c !== "&") {
								c = charAt(chunk, i++);
								if (c && parser.trackPosition) {
									parser.position++;
									if (c === "\n") {
										parser.line++;
										parser.column = 0;
									} else parser.column++;
								}
							}
							parser.textNode += chunk.substring(starti, i - 1);
						}
						if (c === "<" && !(parser.sawRoot && parser.closedRoot && !parser.strict)) {
							parser.state = S.OPEN_WAKA;
							parser.startTagPosition = parser.position;
						} else {
							if (!isWhitespace(c) && (!parser.sawRoot || parser.closedRoot)) strictFail(parser, "Text data outside of root node.");
							if (c === "&") parser.state = S.TEXT_ENTITY;
							else parser.textNode += c;
						}
						continue;
					case S.SCRIPT:
						if (c === "<") parser.state = S.SCRIPT_ENDING;
						else parser.script += c;
						continue;
					case S.SCRIPT_ENDING:
						if (c === "/") parser.state = S.CLOSE_TAG;
						else {
							parser.script += "<" + c;
							parser.state = S.SCRIPT;
						}
						continue;
					case S.OPEN_WAKA:
						if (c === "!") {
							parser.state = S.SGML_DECL;
							parser.sgmlDecl = "";
						} else if (isWhitespace(c)) {} else if (isMatch(nameStart, c)) {
							parser.state = S.OPEN_TAG;
							parser.tagName = c;
						} else if (c === "/") {
							parser.state = S.CLOSE_TAG;
							parser.tagName = "";
						} else if (c === "?") {
							parser.state = S.PROC_INST;
							parser.procInstName = parser.procInstBody = "";
						} else {
							strictFail(parser, "Unencoded <");
							if (parser.startTagPosition + 1 < parser.position) {
								var pad = parser.position - parser.startTagPosition;
								c = new Array(pad).join(" ") + c;
							}
							parser.textNode += "<" + c;
							parser.state = S.TEXT;
						}
						continue;
					case S.SGML_DECL:
						if (parser.sgmlDecl + c === "--") {
							parser.state = S.COMMENT;
							parser.comment = "";
							parser.sgmlDecl = "";
							continue;
						}
						if (parser.doctype && parser.doctype !== true && parser.sgmlDecl) {
							parser.state = S.DOCTYPE_DTD;
							parser.doctype += "<!" + parser.sgmlDecl + c;
							parser.sgmlDecl = "";
						} else if (CDATAre.test(parser.sgmlDecl + c)) {
							emitNode(parser, "onopencdata");
							parser.state = S.CDATA;
							parser.sgmlDecl = "";
							parser.cdata = "";
						} else if (DOCTYPEre.test(parser.sgmlDecl + c)) {
							parser.state = S.DOCTYPE;
							if (parser.doctype || parser.sawRoot) strictFail(parser, "Inappropriately located doctype declaration");
							parser.doctype = "";
							parser.sgmlDecl = "";
						} else if (c === ">") {
							emitNode(parser, "onsgmldeclaration", parser.sgmlDecl);
							parser.sgmlDecl = "";
							parser.state = S.TEXT;
						} else if (isQuote(c)) {
							parser.state = S.SGML_DECL_QUOTED;
							parser.sgmlDecl += c;
						} else parser.sgmlDecl += c;
						continue;
					case S.SGML_DECL_QUOTED:
						if (c === parser.q) {
							parser.state = S.SGML_DECL;
							parser.q = "";
						}
						parser.sgmlDecl += c;
						continue;
					case S.DOCTYPE:
						if (c === ">") {
							parser.state = S.TEXT;
							emitNode(parser, "ondoctype", parser.doctype);
							parser.doctype = true;
						} else {
							parser.doctype += c;
							if (c === "[") parser.state = S.DOCTYPE_DTD;
							else if (isQuote(c)) {
								parser.state = S.DOCTYPE_QUOTED;
								parser.q = c;
							}
						}
						continue;
					case S.DOCTYPE_QUOTED:
						parser.doctype += c;
						if (c === parser.q) {
							parser.q = "";
							parser.state = S.DOCTYPE;
						}
						continue;
					case S.DOCTYPE_DTD:
						if (c === "]") {
							parser.doctype += c;
							parser.state = S.DOCTYPE;
						} else if (c === "<") {
							parser.state = S.OPEN_WAKA;
							parser.startTagPosition = parser.position;
						} else if (isQuote(c)) {
							parser.doctype += c;
							parser.state = S.DOCTYPE_DTD_QUOTED;
							parser.q = c;
						} else parser.doctype += c;
						continue;
					case S.DOCTYPE_DTD_QUOTED:
						parser.doctype += c;
						if (c === parser.q) {
							parser.state = S.DOCTYPE_DTD;
							parser.q = "";
						}
						continue;
					case S.COMMENT:
						if (c === "-") parser.state = S.COMMENT_ENDING;
						else parser.comment += c;
						continue;
					case S.COMMENT_ENDING:
						if (c === "-") {
							parser.state = S.COMMENT_ENDED;
							parser.comment = textopts(parser.opt, parser.comment);
							if (parser.comment) emitNode(parser, "oncomment", parser.comment);
							parser.comment = "";
						} else {
							parser.comment += "-" + c;
							parser.state = S.COMMENT;
						}
						continue;
					case S.COMMENT_ENDED:
						if (c !== ">") {
							strictFail(parser, "Malformed comment");
							parser.comment += "--" + c;
							parser.state = S.COMMENT;
						} else if (parser.doctype && parser.doctype !== true) parser.state = S.DOCTYPE_DTD;
						else parser.state = S.TEXT;
						continue;
					case S.CDATA:
						var starti = i - 1;
						while (c && c !== "]") {
							c = charAt(chunk, i++);
							if (c && parser.trackPosition) {
								parser.position++;
								if (c === "\n") {
									parser.line++;
									parser.column = 0;
								} else parser.column++;
							}
						}
						parser.cdata += chunk.substring(starti, i - 1);
						if (c === "]") parser.state = S.CDATA_ENDING;
						continue;
					case S.CDATA_ENDING:
						if (c === "]") parser.state = S.CDATA_ENDING_2;
						else {
							parser.cdata += "]" + c;
							parser.state = S.CDATA;
						}
						continue;
					case S.CDATA_ENDING_2:
						if (c === ">") {
							if (parser.cdata) emitNode(parser, "oncdata", parser.cdata);
							emitNode(parser, "onclosecdata");
							parser.cdata = "";
							parser.state = S.TEXT;
						} else if (c === "]") parser.cdata += "]";
						else {
							parser.cdata += "]]" + c;
							parser.state = S.CDATA;
						}
						continue;
					case S.PROC_INST:
						if (c === "?") parser.state = S.PROC_INST_ENDING;
						else if (isWhitespace(c)) parser.state = S.PROC_INST_BODY;
						else parser.procInstName += c;
						continue;
					case S.PROC_INST_BODY:
						if (!parser.procInstBody && isWhitespace(c)) continue;
						else if (c === "?") parser.state = S.PROC_INST_ENDING;
						else parser.procInstBody += c;
						continue;
					case S.PROC_INST_ENDING:
						if (c === ">") {
							const procInstEndData = {
								name: parser.procInstName,
								body: parser.procInstBody
							};
							validateXmlDeclarationEncoding(parser, procInstEndData);
							emitNode(parser, "onprocessinginstruction", procInstEndData);
							parser.procInstName = parser.procInstBody = "";
							parser.state = S.TEXT;
						} else {
							parser.procInstBody += "?" + c;
							parser.state = S.PROC_INST_BODY;
						}
						continue;
					case S.OPEN_TAG:
						if (isMatch(nameBody, c)) parser.tagName += c;
						else {
							newTag(parser);
							if (c === ">") openTag(parser);
							else if (c === "/") parser.state = S.OPEN_TAG_SLASH;
							else {
								if (!isWhitespace(c)) strictFail(parser, "Invalid character in tag name");
								parser.state = S.ATTRIB;
							}
						}
						continue;
					case S.OPEN_TAG_SLASH:
						if (c === ">") {
							openTag(parser, true);
							closeTag(parser);
						} else {
							strictFail(parser, "Forward-slash in opening tag not followed by >");
							parser.state = S.ATTRIB;
						}
						continue;
					case S.ATTRIB:
						if (isWhitespace(c)) continue;
						else if (c === ">") openTag(parser);
						else if (c === "/") parser.state = S.OPEN_TAG_SLASH;
						else if (isMatch(nameStart, c)) {
							parser.attribName = c;
							parser.attribValue = "";
							parser.state = S.ATTRIB_NAME;
						} else strictFail(parser, "Invalid attribute name");
						continue;
					case S.ATTRIB_NAME:
						if (c === "=") parser.state = S.ATTRIB_VALUE;
						else if (c === ">") {
							strictFail(parser, "Attribute without value");
							parser.attribValue = parser.attribName;
							attrib(parser);
							openTag(parser);
						} else if (isWhitespace(c)) parser.state = S.ATTRIB_NAME_SAW_WHITE;
						else if (isMatch(nameBody, c)) parser.attribName += c;
						else strictFail(parser, "Invalid attribute name");
						continue;
					case S.ATTRIB_NAME_SAW_WHITE:
						if (c === "=") parser.state = S.ATTRIB_VALUE;
						else if (isWhitespace(c)) continue;
						else {
							strictFail(parser, "Attribute without value");
							parser.tag.attributes[parser.attribName] = "";
							parser.attribValue = "";
							emitNode(parser, "onattribute", {
								name: parser.attribName,
								value: ""
							});
							parser.attribName = "";
							if (c === ">") openTag(parser);
							else if (isMatch(nameStart, c)) {
								parser.attribName = c;
								parser.state = S.ATTRIB_NAME;
							} else {
								strictFail(parser, "Invalid attribute name");
								parser.state = S.ATTRIB;
							}
						}
						continue;
					case S.ATTRIB_VALUE:
						if (isWhitespace(c)) continue;
						else if (isQuote(c)) {
							parser.q = c;
							parser.state = S.ATTRIB_VALUE_QUOTED;
						} else {
							if (!parser.opt.unquotedAttributeValues) error(parser, "Unquoted attribute value");
							parser.state = S.ATTRIB_VALUE_UNQUOTED;
							parser.attribValue = c;
						}
						continue;
					case S.ATTRIB_VALUE_QUOTED:
						if (c !== parser.q) {
							if (c === "&") parser.state = S.ATTRIB_VALUE_ENTITY_Q;
							else parser.attribValue += c;
							continue;
						}
						attrib(parser);
						parser.q = "";
						parser.state = S.ATTRIB_VALUE_CLOSED;
						continue;
					case S.ATTRIB_VALUE_CLOSED:
						if (isWhitespace(c)) parser.state = S.ATTRIB;
						else if (c === ">") openTag(parser);
						else if (c === "/") parser.state = S.OPEN_TAG_SLASH;
						else if (isMatch(nameStart, c)) {
							strictFail(parser, "No whitespace between attributes");
							parser.attribName = c;
							parser.attribValue = "";
							parser.state = S.ATTRIB_NAME;
						} else strictFail(parser, "Invalid attribute name");
						continue;
					case S.ATTRIB_VALUE_UNQUOTED:
						if (!isAttribEnd(c)) {
							if (c === "&") parser.state = S.ATTRIB_VALUE_ENTITY_U;
							else parser.attribValue += c;
							continue;
						}
						attrib(parser);
						if (c === ">") openTag(parser);
						else parser.state = S.ATTRIB;
						continue;
					case S.CLOSE_TAG:
						if (!parser.tagName) {
							if (isWhitespace(c)) continue;
							else if (notMatch(nameStart, c)) {
								if (parser.script) {
									parser.script += "</" + c;
									parser.state = S.SCRIPT;
								} else strictFail(parser, "Invalid tagname in closing tag.");
							} else parser.tagName = c;
						} else if (c === ">") closeTag(parser);
						else if (isMatch(nameBody, c)) parser.tagName += c;
						else if (parser.script) {
							parser.script += "</" + parser.tagName + c;
							parser.tagName = "";
							parser.state = S.SCRIPT;
						} else {
							if (!isWhitespace(c)) strictFail(parser, "Invalid tagname in closing tag");
							parser.state = S.CLOSE_TAG_SAW_WHITE;
						}
						continue;
					case S.CLOSE_TAG_SAW_WHITE:
						if (isWhitespace(c)) continue;
						if (c === ">") closeTag(parser);
						else strictFail(parser, "Invalid characters in closing tag");
						continue;
					case S.TEXT_ENTITY:
					case S.ATTRIB_VALUE_ENTITY_Q:
					case S.ATTRIB_VALUE_ENTITY_U:
						var returnState;
						var buffer;
						switch (parser.state) {
							case S.TEXT_ENTITY:
								returnState = S.TEXT;
								buffer = "textNode";
								break;
							case S.ATTRIB_VALUE_ENTITY_Q:
								returnState = S.ATTRIB_VALUE_QUOTED;
								buffer = "attribValue";
								break;
							case S.ATTRIB_VALUE_ENTITY_U:
								returnState = S.ATTRIB_VALUE_UNQUOTED;
								buffer = "attribValue";
						}
						if (c === ";") {
							var parsedEntity = parseEntity(parser);
							if (parser.opt.unparsedEntities && !Object.values(sax.XML_ENTITIES).includes(parsedEntity)) {
								if ((parser.entityCount += 1) > parser.opt.maxEntityCount) error(parser, "Parsed entity count exceeds max entity count");
								if ((parser.entityDepth += 1) > parser.opt.maxEntityDepth) error(parser, "Parsed entity depth exceeds max entity depth");
								parser.entity = "";
								parser.state = returnState;
								parser.write(parsedEntity);
								parser.entityDepth -= 1;
							} else {
								parser[buffer] += parsedEntity;
								parser.entity = "";
								parser.state = returnState;
							}
						} else if (isMatch(parser.entity.length ? entityBody : entityStart, c)) parser.entity += c;
						else {
							strictFail(parser, "Invalid character in entity name");
							parser[buffer] += "&" + parser.entity + c;
							parser.entity = "";
							parser.state = returnState;
						}
						continue;
					default: throw new Error(parser, "Unknown state: " + parser.state);
				}
			}
			if (parser.position >= parser.bufferCheckPosition) checkBufferLength(parser);
			return parser;
		}
		/* istanbul ignore next */
		if (!String.fromCodePoint) (function() {
			var stringFromCharCode = String.fromCharCode;
			var floor = Math.floor;
			var fromCodePoint = function() {
				var MAX_SIZE = 16384;
				var codeUnits = [];
				var highSurrogate;
				var lowSurrogate;
				var index = -1;
				var length = arguments.length;
				if (!length) return "";
				var result = "";
				while (++index < length) {
					var codePoint = Number(arguments[index]);
					if (!isFinite(codePoint) || codePoint < 0 || codePoint > 1114111 || floor(codePoint) !== codePoint) throw RangeError("Invalid code point: " + codePoint);
					if (codePoint <= 65535) codeUnits.push(codePoint);
					else {
						codePoint -= 65536;
						highSurrogate = (codePoint >> 10) + 55296;
						lowSurrogate = codePoint % 1024 + 56320;
						codeUnits.push(highSurrogate, lowSurrogate);
					}
					if (index + 1 === length || codeUnits.length > MAX_SIZE) {
						result += stringFromCharCode.apply(null, codeUnits);
						codeUnits.length = 0;
					}
				}
				return result;
			};
			/* istanbul ignore next */
			if (Object.defineProperty) Object.defineProperty(String, "fromCodePoint", {
				value: fromCodePoint,
				configurable: true,
				writable: true
			});
			else String.fromCodePoint = fromCodePoint;
		})();
	})(typeof exports === "undefined" ? this$1.sax = {} : exports);
}));

// src/process/results/xml-stream.ts
var import_sax = /* @__PURE__ */ require_rolldown_runtime.__toESM(require_sax(), 1);
const deepest$1 = 1e3;
function createXmlStream(handlers) {
	const parser = import_sax.default.parser(true, { strictEntities: true });
	let problem;
	let depth = 0;
	let roots = 0;
	parser.onerror = (error) => {
		parser.resume();
		if (isHarmless(error) || cutBuffer(parser, error)) return;
		problem ??= `expected well-formed XML, found a mistake in line ${parser.line + 1} (${reasonOf(error)})`;
	};
	parser.onopentag = ({ name, attributes }) => {
		if (problem !== void 0) return;
		if (depth === 0) roots++;
		depth++;
		if (depth > deepest$1) problem = `expected at most ${deepest$1} elements inside of each other, found more`;
		else handlers.open(localName(name), attributes);
	};
	parser.onclosetag = () => {
		if (problem !== void 0) return;
		depth--;
		handlers.close();
	};
	const onText = (text) => {
		if (problem === void 0 && depth > 0) handlers.text(text);
	};
	parser.ontext = onText;
	parser.oncdata = onText;
	const guarded = (work) => {
		if (problem !== void 0) return;
		try {
			work();
		} catch {
			problem ??= `expected XML, found what could not be read in line ${parser.line + 1}`;
		}
	};
	return {
		write: (text) => guarded(() => parser.write(text)),
		end: () => {
			guarded(() => parser.close());
			if (problem === void 0 && roots !== 1) problem = `expected XML with one root element, found ${roots}`;
			return problem;
		}
	};
}
function isHarmless(error) {
	return /^Invalid character (?:entity|in entity name)/.test(error.message);
}
function cutBuffer(parser, error) {
	const buffer = /^Max buffer length exceeded: (\w+)/.exec(error.message)?.[1];
	switch (buffer) {
		case "attribValue":
			parser.attribValue = parser.attribValue.slice(0, longestRead);
			return true;
		case "comment":
		case "procInstBody":
			parser[buffer] = "";
			return true;
		case "doctype":
		case "sgmlDecl":
			parser[buffer] = " ";
			return true;
		default: return false;
	}
}
function reasonOf(error) {
	return error.message.split(/[:\n]/, 1)[0] ?? "";
}
function localName(name) {
	return name.slice(name.indexOf(":") + 1);
}

// src/process/results/junit-parser.ts
function createJunitParser(siblings = noSiblings) {
	const tally = createTally();
	const attempts = createAttempts();
	const open = [];
	let problem;
	const document = {
		tally,
		attempts,
		siblings,
		suites: 0,
		namesRepeat: false,
		isGo: false,
		nested: []
	};
	const newSuite = (attributes) => {
		const suite = suiteOf(attributes, document.suites++, tally.failed + tally.excused);
		document.namesRepeat ||= suite.namesRepeat;
		return suite;
	};
	const stream = createXmlStream({
		open: (written, attributes) => {
			const name = written.toLowerCase();
			if (open.length === 0 && name !== "testsuites" && name !== "testsuite") problem = `expected JUnit XML with <testsuites> or <testsuite> at its root, found <${cutText(written, 60)}>`;
			if (name === "property") {
				if (attributes.name === "go.version") document.isGo = true;
				noteProperty(attributes, open.at(-2));
			}
			open.push(problem === void 0 ? frameOf(name, attributes, open.at(-1), newSuite) : otherElement);
		},
		text: (text) => {
			const frame = open.at(-1);
			if (frame?.kind !== "finding" || frame.text.length > 16384) return;
			frame.text += text.slice(0, longestRead - frame.text.length);
		},
		close: () => closed(open.pop(), document)
	});
	return {
		write: (text) => stream.write(text),
		end: () => {
			const broken = stream.end() ?? problem;
			if (broken !== void 0) return {
				type: "problem",
				message: broken
			};
			const retried = attempts.retried();
			for (const { failures } of retried) tally.retry(failures);
			for (const { failures } of document.isGo ? attempts.failedAgain() : []) tally.failAgain(failures);
			const passed = new Set(retried.flatMap(({ failures }) => failures));
			for (const { suite, group, name, failure } of document.nested) if (!passed.has(failure)) siblings.failed(suite, group, name, failure);
			return {
				type: "results",
				results: tally.results()
			};
		}
	};
}
const noSiblings = {
	failed: () => {},
	passed: () => {}
};
function closed(frame, document) {
	switch (frame?.kind) {
		case "suite":
			suiteClosed(frame, document.tally);
			break;
		case "case":
			caseClosed(frame, document);
			break;
		case "finding":
			findingClosed(frame, document.tally);
			break;
		case "wrapper":
		case "other":
		case void 0:
	}
}
function suiteClosed({ name, declared, failedBefore }, tally) {
	if (tally.failed + tally.excused > failedBefore || declared === 0) return;
	tally.fail(name || "unnamed suite", `the file declares ${declared} failed here and lists none of them`);
	tally.failed += declared - 1;
}
function findingClosed({ flaky, of, attributes, text }, tally) {
	const detail = withoutColours(cutText(text, longestText)).trim();
	const { name = "", classname = "" } = of.kind === "case" ? of.attributes : {};
	const said = withoutColours(attributes.message ?? "");
	const message = failureReason({
		message: said,
		type: attributes.type ?? "",
		detail,
		name,
		group: classname
	});
	if (of.kind === "suite") tally.fail(of.name || "unnamed suite", message);
	else if (flaky) of.flaky ??= message;
	else {
		of.failure ??= message;
		of.detail ??= detail;
	}
}
function caseClosed(test, { tally, attempts, siblings, namesRepeat, nested }) {
	const { suite, attributes } = test;
	const name = attributes.name?.trim() ?? "";
	const group = attributes.classname?.trim() ?? "";
	const key = [
		suite.number,
		group,
		name,
		attributes.file,
		attributes.line,
		attributes.id
	].join("\0");
	const mayRepeat = name !== "" && !namesRepeat;
	const time = timeOf(attributes.time, "s");
	tally.tests++;
	if (test.excused && test.failure !== void 0) tally.excused++;
	const message = test.excused ? void 0 : test.failure ?? failedByStatus(attributes);
	if (message !== void 0) {
		const failure = tally.fail(shownName(name, group), message, {
			...placesOf(test),
			time
		});
		if (mayRepeat) attempts.failed(key, failure);
		if (suite.name === group) siblings.failed(group, group, name, failure);
		else if (suite.name.startsWith(`${group}$`)) nested.push({
			suite: suite.name,
			group,
			name,
			failure
		});
		return;
	}
	if (test.skipped || isSkipped(attributes)) {
		tally.skipped++;
		tally.list(shownName(name, group), time, true);
		attempts.skipped(key);
		return;
	}
	tally.list(shownName(name, group), time, false);
	attempts.passed(key);
	siblings.passed(suite.name, group, name);
	if (test.flaky !== void 0) tally.flaky(shownName(name, group), test.flaky, {
		...placesOf(test),
		time
	});
}
function placesOf({ suite, attributes, properties, detail = "" }) {
	return failurePlaces({
		file: attributes.file ?? properties.file,
		line: attributes.line ?? attributes.lineno ?? properties.line,
		suiteFile: suite.file,
		suite: suite.name,
		group: attributes.classname?.trim() ?? "",
		detail
	});
}
function failedByStatus({ status = "", result = "", outcome = "", success = "" }) {
	const found = [
		status,
		result,
		outcome
	].find((word) => failedStatus.test(word.trim()));
	if (found !== void 0) return `its status is "${found.trim()}"`;
	return /^false$/i.test(success.trim()) ? "it was not a success" : void 0;
}
const failedStatus = /^(?:fail|failed|failure|(?:\w+_)?error|errored|broken|timed?[ _-]?out|abort|aborted|cancell?ed|crash|crashed|undefined|unsuccessful)$/i;
function isSkipped({ status = "", result = "" }) {
	return /^(?:skipped|disabled|notrun)$/i.test(status.trim()) || /^(?:skipped|suppressed)$/i.test(result.trim());
}
function shownName(name, group) {
	if (name === "") return group || "unnamed test";
	return group === "" || name.startsWith(group) ? name : `${group} > ${name}`;
}

// src/process/results/tap-level.ts
const mostAhead = 1e5;
function openLevel(buffered) {
	return {
		tests: 0,
		failed: 0,
		skipped: 0,
		cancelled: 0,
		failures: [],
		cases: [],
		points: 0,
		buffered,
		next: 1,
		ahead: /* @__PURE__ */ new Set()
	};
}
function addFailure(counts, name, message, facts = {}) {
	counts.failed++;
	if (counts.failures.length >= 50) return;
	counts.failures.push({
		name: name.slice(0, longestRead),
		message: message.slice(0, longestRead),
		facts
	});
}
function addCase(counts, name, time, skipped) {
	if (counts.cases.length < 200) counts.cases.push(caseOf(name, time, skipped));
}
function takeNumber(level, number = level.next) {
	if (number < level.next || level.ahead.has(number)) {
		const first = level.plan?.start ?? 1;
		level.fault ??= number < first ? `the number ${number} is not in the plan` : `the number ${number} appears twice`;
		return;
	}
	if (number > level.next) {
		if (level.ahead.size < mostAhead) level.ahead.add(number);
		return;
	}
	do
		level.next++;
	while (level.ahead.delete(level.next));
}
function checkPlan(level, isRoot) {
	const { plan, points } = level;
	if (plan === void 0) {
		if (isRoot && points > 0) addFailure(level, "plan", "expected a plan such as 1..3, found none: the file may end too early");
		return;
	}
	const planned = Math.max(0, plan.end - plan.start + 1);
	const fault = `expected ${planned} test ${planned === 1 ? "point" : "points"}, found ${points}`;
	if (points < planned) addFailure(level, "plan", fault);
	else if (points > planned) level.fault ??= fault;
	else if (isRoot && points === 0 && plan.reason !== "") {
		level.tests++;
		level.skipped++;
	}
	if (level.ahead.size > 0 && (plan.start === 1 || !plan.atEnd)) level.fault ??= `the number ${level.next} is missing`;
}
function addCounts(level, child, name) {
	level.tests += child.tests;
	level.failed += child.failed;
	level.skipped += child.skipped;
	level.cancelled += child.cancelled;
	const below = (inner) => name === "" ? inner : `${name} \u203a ${inner}`;
	for (const { name: inner, time, skipped } of child.cases) addCase(level, below(inner), time, skipped === true);
	for (const failure of child.failures) {
		if (level.failures.length >= 50) return;
		level.failures.push({
			...failure,
			name: below(failure.name)
		});
	}
}

// src/process/results/tap-message.ts
var import_dist = require_mission.require_dist();
function tapMessage(block) {
	const values = mappingOf(parseBlock(block));
	const error = values.get("error");
	const said = textOf(values.get("message")) ?? textOf(error) ?? textOf(mappingOf(error).get("message"));
	if (said !== void 0) return said;
	const [expected, found] = [textOf(values.get("expected")), textOf(values.get("actual"))];
	if (expected !== void 0 && found !== void 0) return `expected ${expected}, found ${found}`;
	return textOf(values.get("name"));
}
function tapPlace(block) {
	if (!/^ *(?:location|at|file) *:/m.test(block)) return void 0;
	const values = mappingOf(parseBlock(block));
	const at = values.get("at");
	const nested = mappingOf(at);
	return placeInFrame(textOf(values.get("location")) ?? "") ?? placeInFrame(textOf(at) ?? "") ?? placeOf(textOf(nested.get("fileName") ?? nested.get("file")), textOf(nested.get("lineNumber") ?? nested.get("line"))) ?? placeOf(textOf(values.get("file")), textOf(values.get("line")));
}
function tapTime(block) {
	return timeOf(/^ *duration_ms: *'?([\d.]+)'? *$/m.exec(block)?.[1], "ms");
}
function tapFailureType(block) {
	return /^ *failureType: *'?(\w+)'? *$/m.exec(block)?.[1];
}
function parseBlock(block) {
	try {
		return (0, import_dist.parse)(block, {
			schema: "failsafe",
			logLevel: "silent",
			maxAliasCount: 0,
			mapAsMap: true
		});
	} catch {
		return;
	}
}
function mappingOf(value) {
	return value instanceof Map ? value : /* @__PURE__ */ new Map();
}
function textOf(value) {
	return typeof value === "string" && value.trim() !== "" ? value.trim() : void 0;
}

// src/process/results/settle-point.ts
function settlePoint(level) {
	const { point } = level;
	if (point === void 0) return;
	delete level.point;
	const { child } = point;
	if (child === void 0 || child.tests === 0 && child.failed === 0) {
		settleLeaf(level, point);
		return;
	}
	if (point.excused) {
		level.tests += child.tests;
		level.skipped += child.skipped + child.failed;
		for (const { name, time, skipped } of child.cases) addCase(level, `${point.name} \u203a ${name}`, time, skipped === true);
		return;
	}
	addCounts(level, child, point.name);
	if (!point.ok) settleFailedParent(level, point, child);
}
function settleLeaf(level, point) {
	if (point.child !== void 0 && point.ok && !point.excused) return;
	level.tests++;
	if (point.ok || point.excused) addCase(level, point.name, timeOfPoint(point), point.excused);
	if (point.excused) level.skipped++;
	else if (!point.ok) {
		if (tapFailureType(point.block) === "cancelledByParent") level.cancelled++;
		addFailure(level, point.name, messageOf(point), factsOf(point));
	}
}
function settleFailedParent(level, point, child) {
	if (child.failed === 0) {
		level.tests++;
		addFailure(level, point.name, messageOf(point), factsOf(point));
		return;
	}
	const type = tapFailureType(point.block);
	if (type === void 0 || type === "subtestsFailed") return;
	if (child.failed > child.cancelled) {
		level.tests++;
		addFailure(level, point.name, messageOf(point), factsOf(point));
		return;
	}
	const first = level.failures.length - child.failures.length;
	for (const failure of level.failures.slice(Math.max(0, first))) failure.message = `${failure.message} (${point.name}: ${messageOf(point)})`;
}
function messageOf(point) {
	return tapMessage(point.block) ?? point.hint ?? "not ok";
}
function factsOf(point) {
	return {
		place: tapPlace(point.block) ?? point.place,
		time: timeOfPoint(point)
	};
}
function timeOfPoint(point) {
	return point.time ?? tapTime(point.block);
}

// src/process/results/tap-block.ts
const longestBlock = 16384;
const opensQuote = /^ *[\w-]+: *"(?:[^"\\]|\\.)*$/;
const closesQuote = /(?:^|[^\\])(?:\\\\)*"\s*$/;
function createTapBlock(suspect) {
	let yaml;
	let isQuoted = false;
	let quotesFailure = false;
	function end() {
		if (yaml !== void 0 && quotesFailure) suspect("a block of diagnostics with a failed test in it does not end");
		yaml = void 0;
	}
	return {
		open: (indentation) => {
			yaml = indentation;
			quotesFailure = false;
		},
		end,
		take: (line, point) => {
			if (yaml === void 0) return false;
			if (isQuoted) isQuoted = !closesQuote.test(line);
			else if (line.trimEnd() === `${yaml}...`) {
				yaml = void 0;
				return true;
			} else if (!line.startsWith(yaml) && line.trim() !== "") {
				end();
				return false;
			} else isQuoted = opensQuote.test(line);
			if (/^\s*not ok\b/.test(line)) quotesFailure = true;
			if (point !== void 0 && point.block.length + line.length < longestBlock) point.block += `${line.slice(yaml.length)}\n`;
			return true;
		}
	};
}

// src/process/results/tap-levels.ts
function createTapLevels() {
	const root = openLevel(false);
	const levels = [root];
	let suspicion;
	const innermost = () => levels.at(-1) ?? root;
	function suspect(fault) {
		suspicion ??= fault;
	}
	function close(byBrace) {
		const level = levels.pop();
		const parent = levels.at(-1);
		if (level === void 0 || parent === void 0) return;
		endLevel(level, false);
		if (level.buffered && !byBrace) suspect("a subtest in braces does not end");
		if (level.buffered && parent.point !== void 0) {
			parent.point.child = level;
			parent.point.opens = false;
		} else {
			if (parent.ended !== void 0) addCounts(parent, parent.ended, "");
			parent.ended = level;
		}
	}
	function endLevel(level, isRoot) {
		settlePoint(level);
		if (level.ended !== void 0) {
			addCounts(level, level.ended, "");
			delete level.ended;
		}
		checkPlan(level, isRoot);
		if (level.fault !== void 0) suspect(level.fault);
	}
	return {
		root,
		innermost,
		depth: () => levels.length - 1,
		moveTo: (depth) => {
			while (levels.length - 1 > depth) close(false);
			while (levels.length - 1 < depth) {
				const level = innermost();
				const buffered = level.point?.opens === true;
				if (!buffered) settlePoint(level);
				levels.push(openLevel(buffered));
			}
			return innermost();
		},
		closeBrace: (depth) => {
			while (levels.length - 2 > depth) close(false);
			if (levels.length - 2 === depth && innermost().buffered) close(true);
		},
		suspect,
		end: (bailOut, place) => {
			const isInside = levels.length > 1 && bailOut === void 0;
			while (levels.length > 1) close(bailOut !== void 0);
			if (isInside) suspect("the file ends inside of a subtest");
			if (bailOut === void 0) {
				endLevel(root, true);
				if (place === "later" && root.plan === void 0 && root.points === 0) suspect("a later document has neither a plan nor a test");
			} else {
				settlePoint(root);
				if (root.ended !== void 0) addCounts(root, root.ended, "");
				addFailure(root, "Bail out!", bailOut);
			}
			if (suspicion !== void 0 && root.failed === 0) addFailure(root, "protocol", suspicion);
			return root;
		}
	};
}

// src/process/results/tap-line.ts
function parseTapLine(text) {
	const point = /^(not )?ok(?: +(\d{1,15})(?= |$))?(?: +(.*))?$/.exec(text);
	if (point !== null) return parsePoint(point);
	const plan = /^(\d{1,15})\.\.(\d{1,15})(?:\s+#\s*(.*)|\s*)$/.exec(text);
	if (plan !== null) return {
		type: "plan",
		start: Number(plan[1]),
		end: Number(plan[2]),
		reason: plan[3]?.trim() ?? ""
	};
	const bailOut = /^bail out!(.*)$/i.exec(text);
	if (bailOut !== null) return {
		type: "bail-out",
		reason: unescaped(bailOut[1] ?? "").trim()
	};
	if (/^TAP version \d+\s*$/i.test(text)) return { type: "version" };
	if (text.startsWith("#")) return {
		type: "comment",
		text: text.slice(1).trim()
	};
	if (/^\}\s*$/.test(text)) return { type: "close" };
	return /^\{\s*$/.test(text) ? { type: "open" } : { type: "output" };
}
function parsePoint(point) {
	const [, not, number, rest = ""] = point;
	const opens = /(?:^|\s)\{\s*$/.test(rest);
	const text = opens ? rest.replace(/\{\s*$/, "") : rest;
	const directive = /(?:^|\s)#\s*(?:(todo)|skip(?:ped|ping|s)?)(?![\w-])/i.exec(text);
	const described = text.slice(0, directive?.index);
	const timed = /(?:^|\s)#\s*time=([\d.]+)(m?s)\s*$/.exec(described);
	const time = timeOf(timed?.[1], timed?.[2] === "s" ? "s" : "ms");
	const name = described.slice(0, timed?.index).replace(/^- ?/, "");
	return {
		type: "point",
		ok: not === void 0,
		...number === void 0 ? {} : { number: Number(number) },
		name: unescaped(name).trim(),
		...time === void 0 ? {} : { time },
		...directive === null ? {} : { directive: directive[1] === void 0 ? "skip" : "todo" },
		opens
	};
}
function unescaped(text) {
	return text.replace(/\\([\\#])/g, "$1");
}

// src/process/results/tap-parser.ts
const longestLine = 65536;
const deepest = 100;
function createTapParser() {
	const tally = createTally();
	let document = createDocument("first");
	let seen = false;
	let line = "";
	const finish = () => {
		const counts = document.end();
		tally.tests += counts.tests;
		tally.skipped += counts.skipped;
		for (const { name, message, facts } of counts.failures) tally.fail(name, message, facts);
		tally.listAll(counts.cases);
		tally.failed += counts.failed - counts.failures.length;
	};
	const push = (raw) => {
		const text = require_mission.sanitizeOutput(raw);
		const answer = document.push(text);
		if (answer === "output") return;
		seen = true;
		if (answer === "taken") return;
		finish();
		document = createDocument("later");
		document.push(text);
	};
	return {
		write: (text) => {
			let start = 0;
			for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
				push(joined(line, text.slice(start, end)));
				line = "";
				start = end + 1;
			}
			line = joined(line, text.slice(start));
		},
		end: () => {
			if (line !== "") push(line);
			if (!seen) return {
				type: "problem",
				message: "expected JUnit XML or TAP, found neither a root element nor a line of TAP"
			};
			finish();
			return {
				type: "results",
				results: tally.results()
			};
		}
	};
}
function joined(line, more) {
	const room = longestLine - line.length;
	return more.length <= room ? line + more : line + more.slice(0, Math.max(0, room));
}
const summary = /^(?:Subtest\b|(?:tests|suites|pass|fail|ok|cancelled|skip|skipped|todo|duration_ms|time=)[\s\d:=])/i;
function createDocument(place) {
	const levels = createTapLevels();
	const { root } = levels;
	const block = createTapBlock(levels.suspect);
	let bailOut;
	let empty = true;
	function takeMisplaced(line, indent) {
		if (line.type === "bail-out") bailOut ??= line.reason || "no reason given";
		else if (line.type === "point" && !line.ok && line.directive === void 0) levels.suspect(`a failed test ("${line.name}") is indented by ${indent} characters, which fits no subtest`);
	}
	function takePlan(line, depth) {
		const level = levels.moveTo(depth);
		settlePoint(level);
		if (level.plan !== void 0) levels.suspect("a second plan");
		else {
			level.plan = {
				start: line.start,
				end: line.end,
				reason: line.reason,
				atEnd: level.points > 0
			};
			if (level.points === 0 && line.start > 1) level.next = line.start;
		}
	}
	function isNext(line, depth) {
		if (depth > 0 || empty) return false;
		if (line.type === "version") return true;
		return line.type === "plan" && root.plan !== void 0 || line.type === "point" && root.plan?.atEnd === true;
	}
	return {
		push: (raw) => {
			if (block.take(raw, levels.innermost().point)) return "taken";
			const text = raw.trimStart();
			const indent = raw.length - text.length;
			if (/^---\s*$/.test(text) && levels.innermost().point !== void 0 && indent > 4 * levels.depth()) {
				block.open(raw.slice(0, indent));
				return "taken";
			}
			const depth = /^ *$/.test(raw.slice(0, indent)) ? indent / 4 : NaN;
			const line = parseTapLine(text);
			if (line.type === "comment" || line.type === "output" && indent > 0) takeHint(levels.innermost().point, line.type === "comment" ? line.text : text.trim());
			if (line.type === "output" || line.type === "comment") return "output";
			if (!Number.isInteger(depth) || depth > deepest) {
				takeMisplaced(line, indent);
				return "output";
			}
			if (isNext(line, depth)) return "next";
			if (line.type !== "open" && line.type !== "close") empty = false;
			if (bailOut !== void 0) return "taken";
			switch (line.type) {
				case "version": break;
				case "point":
					takePoint(levels.moveTo(depth), line);
					break;
				case "plan":
					takePlan(line, depth);
					break;
				case "bail-out":
					bailOut = line.reason || "no reason given";
					break;
				case "open":
					if (depth === levels.depth()) {
						const { point } = levels.innermost();
						if (point !== void 0) point.opens = true;
					}
					return empty ? "output" : "taken";
				case "close":
					levels.closeBrace(depth);
					return empty ? "output" : "taken";
			}
			return "taken";
		},
		end: () => {
			block.end();
			return levels.end(bailOut, place);
		}
	};
}
function takeHint(point, text) {
	if (point === void 0 || point.ok || point.block !== "" || text === "" || summary.test(text)) return;
	point.hint ??= text;
	const place = hintedPlace(text);
	if (place !== void 0) point.place ??= place;
}
function takePoint(level, line) {
	settlePoint(level);
	takeNumber(level, line.number);
	level.points++;
	const point = {
		ok: line.ok,
		name: line.name || `test ${line.number ?? level.points}`,
		excused: line.directive !== void 0,
		opens: line.opens,
		block: "",
		...line.time === void 0 ? {} : { time: line.time },
		...level.ended === void 0 ? {} : { child: level.ended }
	};
	delete level.ended;
	level.point = point;
}

// src/process/results/file-parser.ts
function createFileParser(siblings) {
	let parser;
	let blank = "";
	return {
		write: (text) => {
			if (parser !== void 0) {
				parser.write(text);
				return;
			}
			const start = text.search(/[^\s\ufeff]/);
			if (start < 0) blank = lastLine(blank + text).slice(-longestIndent);
			else {
				parser = text[start] === "<" ? createJunitParser(siblings) : createTapParser();
				parser.write(lastLine(blank + text.slice(0, start)) + text.slice(start));
			}
		},
		end: () => parser?.end() ?? empty
	};
}
const longestIndent = 1e3;
function lastLine(text) {
	return text.slice(text.lastIndexOf("\n") + 1);
}
const emptyFile = "expected JUnit XML or TAP, found an empty file";
const empty = {
	type: "problem",
	message: emptyFile
};

// src/process/results/nested-retries.ts
const mostEntries = 1e3;
function createNestedRetries() {
	const entries = /* @__PURE__ */ new Map();
	return {
		of: (folder) => ({
			failed: (suite, group, name, failure) => {
				const key = [
					folder,
					group,
					name
				].join("\0");
				const entry = entries.get(key);
				if (entry !== void 0) entry.failures++;
				else if (isNested(suite, group) && entries.size < mostEntries) entries.set(key, {
					failure,
					failures: 1,
					passes: 0
				});
			},
			passed: (suite, group, name) => {
				const entry = suite === group ? entries.get([
					folder,
					group,
					name
				].join("\0")) : void 0;
				if (entry !== void 0) entry.passes++;
			}
		}),
		settle: (results) => {
			const retried = [...entries.values()].filter(({ failures, passes }) => failures === 1 && passes === 1);
			const failures = retried.map(({ failure }) => failure);
			return {
				tests: results.tests - retried.length,
				failed: results.failed - retried.length,
				skipped: results.skipped,
				flaky: results.flaky + retried.length,
				failures: results.failures.filter((failure) => !failures.includes(failure)),
				cases: results.cases,
				flakyTests: [...results.flakyTests, ...failures.filter(({ name }) => name !== "")]
			};
		}
	};
}
function isNested(suite, group) {
	return group !== "" && suite.startsWith(`${group}$`);
}

// src/process/results/sources/relative-places.ts
const mostSearches = 5;
function createPlacer({ root, folders, search = () => [] }) {
	const known = /* @__PURE__ */ new Map();
	const roots = [root, realPath(root)];
	let searches = 0;
	const insideOf = (written) => {
		if (!known.has(written)) known.set(written, fileInside(written, roots, folders));
		return known.get(written);
	};
	const searched = ({ file, line }) => {
		const path = file.replaceAll("\\", "/").replace(/^\.\//, "");
		if (searches >= mostSearches || (0, node_path.isAbsolute)(path) || path.startsWith("../") || path.includes(":")) return void 0;
		searches++;
		const [found, second] = search(path);
		known.set(file, second === void 0 ? found : void 0);
		return found === void 0 || second !== void 0 ? void 0 : placed(found, line);
	};
	return ({ places, ...failure }) => {
		for (const { file, line } of places ?? []) {
			const inside = insideOf(file);
			if (inside !== void 0) return {
				...withoutPlace(failure),
				...placed(inside, line)
			};
		}
		const [best] = places ?? [];
		const found = best === void 0 ? void 0 : searched(best);
		if (found !== void 0) return {
			...withoutPlace(failure),
			...found
		};
		if (failure.file === void 0) return failure;
		return {
			...failure,
			file: relativePath(failure.file, roots, folders)
		};
	};
}
function withoutPlace({ file: _file, line: _line, ...failure }) {
	return failure;
}
function placed(file, line) {
	return {
		file,
		...line === void 0 ? {} : { line }
	};
}
function fileInside(written, roots, folders) {
	const path = relativePath(written, roots, folders);
	const [root = ""] = roots;
	return (0, node_path.isAbsolute)(path) || isOutside(path) || isLibrary(path) || !isFile((0, node_path.join)(root, path)) ? void 0 : path;
}
function relativePath(written, roots, folders) {
	const path = written.startsWith("file://") ? pathOfUrl(written) : written;
	if ((0, node_path.isAbsolute)(path)) return (roots.map((root) => (0, node_path.relative)(root, path)).find((near) => !isOutside(near)) ?? path).replaceAll("\\", "/");
	const [root = ""] = roots;
	const known = folders.map((folder) => (0, node_path.relative)(root, (0, node_path.join)(root, folder, path))).find((each) => !isOutside(each) && isFile((0, node_path.join)(root, each))) ?? (0, node_path.relative)(root, (0, node_path.join)(root, path));
	return (isOutside(known) ? path : known).replaceAll("\\", "/");
}
function isOutside(near) {
	return near === "" || near === ".." || /^\.\.[\\/]/.test(near) || (0, node_path.isAbsolute)(near);
}
function pathOfUrl(url) {
	try {
		return (0, node_url.fileURLToPath)(url);
	} catch {
		return url;
	}
}
function realPath(path) {
	try {
		return (0, node_fs.realpathSync)(path);
	} catch {
		return path;
	}
}
function isFile(path) {
	return require_mission.lookThrough(path)?.isFile() === true;
}

// src/process/results/text-decoder.ts
function createFileDecoder(start) {
	const decoder = new TextDecoder(encodingOf(start));
	return { decode: (bytes, last) => decoder.decode(bytes, { stream: !last }) };
}
function encodingOf(bytes) {
	const [one, two] = bytes;
	if (one === 255 && two === 254) return "utf-16le";
	if (one === 254 && two === 255) return "utf-16be";
	if (two === 0 && one !== 0) return "utf-16le";
	if (one === 0 && two !== 0 && two !== void 0) return "utf-16be";
	const text = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
	const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(text)?.[1];
	return declared === void 0 || /^utf-?16/i.test(declared) || !isKnown(declared) ? "utf-8" : declared;
}
function isKnown(encoding) {
	try {
		new TextDecoder(encoding);
		return true;
	} catch {
		return false;
	}
}

// src/process/results/read.ts
const mostBytes = 1024 ** 3;
const mostFolders = 12;
const pieceSize = 65536;
function surveyResults(root, written) {
	return new Map(require_find_files.findResultFiles(root, written).files.map((file) => [file, require_mission.deliverableState(root, file)]));
}
function readResults(root, written, before, options = {}) {
	const read = turn.then(() => readNow(root, written, before, options));
	turn = read.then(() => {});
	return read;
}
let turn = Promise.resolve();
async function readNow(root, written, before, { isWanted = () => true, folders: ran = [], allowsEmpty = false }) {
	const found = require_find_files.findResultFiles(root, written);
	const problems = found.problem === void 0 ? [] : [about(written, found.problem)];
	const fresh = found.files.filter((file) => require_mission.wasWritten(before.get(file) ?? "absent", require_mission.deliverableState(root, file)));
	if (fresh.length === 0 && problems.length === 0 && !allowsEmpty) problems.push(about(written, whyNothing(root, written, found.files)));
	const nested = createNestedRetries();
	let results = noResults;
	let left = mostBytes;
	for (const file of fresh) {
		if (!isWanted()) {
			problems.push(about(written, "the mission ended before all files were read"));
			break;
		}
		const { size, parsed } = await readOne((0, node_path.resolve)(root, file), left, nested.of((0, node_path.dirname)(file)), isWanted);
		left -= size;
		if (allowsEmpty && parsed.type === "problem" && parsed.message === "expected JUnit XML or TAP, found an empty file") continue;
		if (parsed.type === "results") results = addResults(results, parsed.results);
		else problems.push(about(file, parsed.message));
	}
	results = nested.settle(results);
	if (results.tests === 0 && problems.length === 0 && !allowsEmpty) problems.push(about(written, noTests(fresh.length)));
	const folders = [.../* @__PURE__ */ new Set([
		...ran,
		".",
		...fresh.map((file) => (0, node_path.dirname)(file))
	])].slice(0, mostFolders);
	const place = createPlacer({
		root,
		folders,
		search: (path) => require_find_files.searchSources(root, path)
	});
	const { failures, flakyTests } = results;
	return {
		results: {
			...results,
			failures: failures.map(place),
			flakyTests: flakyTests.map(place)
		},
		problems
	};
}
function about(path, message) {
	return `results "${path}": ${message}`;
}
function whyNothing(root, written, files) {
	const [file] = files;
	if (file === void 0) return `expected a file written by this task, found none that matches${didYouMean(root, written)}`;
	const outside = require_mission.whyOutside(root, file);
	if (outside !== void 0) return `expected a file inside of ${root}, found ${outside}`;
	return require_mission.deliverableState(root, file) === "absent" ? `expected a file written by this task, found none (links are not followed)${didYouMean(root, written)}` : "expected a file written by this task, found one from before it started, unchanged since";
}
function didYouMean(root, written) {
	const near = require_find_files.suggestResultFile(root, written);
	return near === void 0 ? "" : `; did you mean ${near}?`;
}
function noTests(files) {
	return `expected at least one test case, found none in ${files === 1 ? "the file" : `${files} files`} that this task wrote`;
}
async function readOne(path, room, siblings, isWanted) {
	const pieces = require_mission.openPieces(path, pieceSize);
	if (pieces.type === "unreadable") return {
		size: 0,
		parsed: problem(`it could not be read: ${pieces.message}`)
	};
	const { size } = pieces;
	try {
		if (size > room) return {
			size: 0,
			parsed: problem(`expected at most ${mostBytes} bytes in all files of a task, found more`)
		};
		const parser = createFileParser(siblings);
		let piece = pieces.next();
		const decoder = createFileDecoder(piece);
		for (; piece.length > 0; piece = pieces.next()) {
			parser.write(decoder.decode(piece, false));
			await (0, node_timers_promises.setImmediate)();
			if (!isWanted()) return {
				size,
				parsed: problem("the mission ended before it was read")
			};
		}
		parser.write(decoder.decode(piece, true));
		return {
			size,
			parsed: parser.end()
		};
	} catch (error) {
		return {
			size,
			parsed: problem(`it could not be read: ${require_mission.errorText$1(error)}`)
		};
	} finally {
		pieces.close();
	}
}
function problem(message) {
	return {
		type: "problem",
		message
	};
}

exports.mostBytes = mostBytes;
exports.readResults = readResults;
exports.surveyResults = surveyResults;