import { i as __toESM } from "./rolldown-runtime.js";
import { n as errorText, t as errorCode } from "./error-code.js";
import { t as require_dist } from "./dist.js";
import { n as parseYaml, r as matrixBase, t as readMission } from "./read-mission.js";
import { n as cleanText, t as cleanLine } from "./clean-text.js";
import { A as stepCount, B as markdownTarget, C as waitsText, D as meanActive, E as loadFigures, H as mermaidText, I as resumeSection, L as wallClock, M as troubled, N as fileStem, O as measuredLoad, P as resumeFacts, R as fencedBlock, S as waitWord, T as flakyIds, U as xmlText, V as markdownText, _ as taskFile, a as remarks, b as waitCell, c as usualText, d as durationCell$1, f as idCell, g as stepsCell, h as measuredLoadCell, i as verdictParts, j as timelineOf, k as measuredMeans, l as bytesCell, m as logFile, n as progress, o as usualOf, p as idsCell, r as verdict, s as usualOfAll, u as declaredLoadCell, v as taskLink, w as whyCell, y as triggerCell$1, z as markdownCode } from "./verdict.js";
import { a as listed, b as taskState, i as formatPercent, n as formatDuration, o as plural, r as formatOffset, s as trimmed, t as formatBytes, y as taskOf } from "./format.js";
import { v as parseSize } from "./mission-schema.js";
import { _ as waitedSoFar, a as hasEnded, c as statusMark, d as statusWord, f as attemptDuration, g as noWaits, h as durationOf$1, i as exitText, l as statusPhrase, m as deferralCount, o as hasFailed, p as busyTime, r as attemptText, t as attemptLimit, u as statusText } from "./status-text.js";
import { r as titleOf$1, t as predictionOf } from "./prediction.js";
import { t as runInWorld } from "./run-in-world.js";
import { n as staysInside } from "./inside-root.js";
import { t as makeFolder } from "./make-folder.js";
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join, posix, resolve } from "node:path";

// node_modules/diff/libesm/diff/base.js
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};

// node_modules/diff/libesm/diff/character.js
var CharacterDiff = class extends Diff {};
const characterDiff = new CharacterDiff();

// node_modules/diff/libesm/util/string.js
function longestCommonPrefix(str1, str2) {
	let i = 0;
	for (; i < str1.length && i < str2.length; i++) if (str1[i] != str2[i]) return str1.slice(0, i);
	return str1.slice(0, i);
}
function longestCommonSuffix(str1, str2) {
	let i;
	if (!str1 || !str2 || str1[str1.length - 1] != str2[str2.length - 1]) return "";
	for (i = 0; i < str1.length && i < str2.length; i++) if (str1[str1.length - (i + 1)] != str2[str2.length - (i + 1)]) return str1.slice(-i);
	return str1.slice(-i);
}
function replacePrefix(string, oldPrefix, newPrefix) {
	if (string.slice(0, oldPrefix.length) != oldPrefix) throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);
	return newPrefix + string.slice(oldPrefix.length);
}
function replaceSuffix(string, oldSuffix, newSuffix) {
	if (!oldSuffix) return string + newSuffix;
	if (string.slice(-oldSuffix.length) != oldSuffix) throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);
	return string.slice(0, -oldSuffix.length) + newSuffix;
}
function removePrefix(string, oldPrefix) {
	return replacePrefix(string, oldPrefix, "");
}
function removeSuffix(string, oldSuffix) {
	return replaceSuffix(string, oldSuffix, "");
}
function maximumOverlap(string1, string2) {
	return string2.slice(0, overlapCount(string1, string2));
}
function overlapCount(a, b) {
	let startA = 0;
	if (a.length > b.length) startA = a.length - b.length;
	let endB = b.length;
	if (a.length < b.length) endB = a.length;
	const map = Array(endB);
	let k = 0;
	map[0] = 0;
	for (let j = 1; j < endB; j++) {
		if (b[j] == b[k]) map[j] = map[k];
		else map[j] = k;
		while (k > 0 && b[j] != b[k]) k = map[k];
		if (b[j] == b[k]) k++;
	}
	k = 0;
	for (let i = startA; i < a.length; i++) {
		while (k > 0 && a[i] != b[k]) k = map[k];
		if (a[i] == b[k]) k++;
	}
	return k;
}
/**
* Split a string into segments using a word segmenter, merging consecutive
* segments if they are both whitespace segments. Whitespace segments can
* appear adjacent to one another for two reasons:
* - newlines always get their own segment
* - where a diacritic is attached to a whitespace character in the text, the
*   segment ends after the diacritic, so e.g. " \u0300 " becomes two segments.
* This function therefore runs the segmenter's .segment() method and then
* merges consecutive segments of whitespace into a single part.
*/
function segment(string, segmenter) {
	const parts = [];
	for (const segmentObj of Array.from(segmenter.segment(string))) {
		const segment = segmentObj.segment;
		if (parts.length && /\s/.test(parts[parts.length - 1]) && /\s/.test(segment)) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts;
}
function trailingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[1];
	let i;
	for (i = string.length - 1; i >= 0; i--) if (!string[i].match(/\s/)) break;
	return string.substring(i + 1);
}
function leadingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[0];
	const match = string.match(/^\s*/);
	return match ? match[0] : "";
}
function leadingAndTrailingWs(string, segmenter) {
	if (!segmenter) return [leadingWs(string), trailingWs(string)];
	if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
	const segments = segment(string, segmenter);
	const firstSeg = segments[0];
	const lastSeg = segments[segments.length - 1];
	return [/\s/.test(firstSeg) ? firstSeg : "", /\s/.test(lastSeg) ? lastSeg : ""];
}

// node_modules/diff/libesm/diff/word.js
const extendedWordChars = "a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}";
const tokenizeIncludingWhitespace = new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`, "ug");
var WordDiff = class extends Diff {
	equals(left, right, options) {
		if (options.ignoreCase) {
			left = left.toLowerCase();
			right = right.toLowerCase();
		}
		return left.trim() === right.trim();
	}
	tokenize(value, options = {}) {
		let parts;
		if (options.intlSegmenter) {
			const segmenter = options.intlSegmenter;
			if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
			parts = segment(value, segmenter);
		} else parts = value.match(tokenizeIncludingWhitespace) || [];
		const tokens = [];
		let prevPart = null;
		parts.forEach((part) => {
			if (/\s/.test(part)) {
				if (prevPart == null) tokens.push(part);
				else tokens.push(tokens.pop() + part);
			} else if (prevPart != null && /\s/.test(prevPart)) {
				if (tokens[tokens.length - 1] == prevPart) tokens.push(tokens.pop() + part);
				else tokens.push(prevPart + part);
			} else tokens.push(part);
			prevPart = part;
		});
		return tokens;
	}
	join(tokens) {
		return tokens.map((token, i) => {
			if (i == 0) return token;
			else return token.replace(/^\s+/, "");
		}).join("");
	}
	postProcess(changes, options) {
		if (!changes || options.oneChangePerToken) return changes;
		let lastKeep = null;
		let insertion = null;
		let deletion = null;
		changes.forEach((change) => {
			if (change.added) insertion = change;
			else if (change.removed) deletion = change;
			else {
				if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, change, options.intlSegmenter);
				lastKeep = change;
				insertion = null;
				deletion = null;
			}
		});
		if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, null, options.intlSegmenter);
		return changes;
	}
};
const wordDiff = new WordDiff();
function dedupeWhitespaceInChangeObjects(startKeep, deletion, insertion, endKeep, segmenter) {
	if (deletion && insertion) {
		const [oldWsPrefix, oldWsSuffix] = leadingAndTrailingWs(deletion.value, segmenter);
		const [newWsPrefix, newWsSuffix] = leadingAndTrailingWs(insertion.value, segmenter);
		if (startKeep) {
			const commonWsPrefix = longestCommonPrefix(oldWsPrefix, newWsPrefix);
			startKeep.value = replaceSuffix(startKeep.value, newWsPrefix, commonWsPrefix);
			deletion.value = removePrefix(deletion.value, commonWsPrefix);
			insertion.value = removePrefix(insertion.value, commonWsPrefix);
		}
		if (endKeep) {
			const commonWsSuffix = longestCommonSuffix(oldWsSuffix, newWsSuffix);
			endKeep.value = replacePrefix(endKeep.value, newWsSuffix, commonWsSuffix);
			deletion.value = removeSuffix(deletion.value, commonWsSuffix);
			insertion.value = removeSuffix(insertion.value, commonWsSuffix);
		}
	} else if (insertion) {
		if (startKeep) {
			const ws = leadingWs(insertion.value, segmenter);
			insertion.value = insertion.value.substring(ws.length);
		}
		if (endKeep) {
			const ws = leadingWs(endKeep.value, segmenter);
			endKeep.value = endKeep.value.substring(ws.length);
		}
	} else if (startKeep && endKeep) {
		const newWsFull = leadingWs(endKeep.value, segmenter), [delWsStart, delWsEnd] = leadingAndTrailingWs(deletion.value, segmenter);
		const newWsStart = longestCommonPrefix(newWsFull, delWsStart);
		deletion.value = removePrefix(deletion.value, newWsStart);
		const newWsEnd = longestCommonSuffix(removePrefix(newWsFull, newWsStart), delWsEnd);
		deletion.value = removeSuffix(deletion.value, newWsEnd);
		endKeep.value = replacePrefix(endKeep.value, newWsFull, newWsEnd);
		startKeep.value = replaceSuffix(startKeep.value, newWsFull, newWsFull.slice(0, newWsFull.length - newWsEnd.length));
	} else if (endKeep) {
		const endKeepWsPrefix = leadingWs(endKeep.value, segmenter);
		const deletionWsSuffix = trailingWs(deletion.value, segmenter);
		const overlap = maximumOverlap(deletionWsSuffix, endKeepWsPrefix);
		deletion.value = removeSuffix(deletion.value, overlap);
	} else if (startKeep) {
		const startKeepWsSuffix = trailingWs(startKeep.value, segmenter);
		const deletionWsPrefix = leadingWs(deletion.value, segmenter);
		const overlap = maximumOverlap(startKeepWsSuffix, deletionWsPrefix);
		deletion.value = removePrefix(deletion.value, overlap);
	}
}
var WordsWithSpaceDiff = class extends Diff {
	tokenize(value) {
		const regex = new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`, "ug");
		return value.match(regex) || [];
	}
};
const wordsWithSpaceDiff = new WordsWithSpaceDiff();

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	equals(left, right, options) {
		if (options.ignoreWhitespace) {
			if (!options.newlineIsToken || !left.includes("\n")) left = left.trim();
			if (!options.newlineIsToken || !right.includes("\n")) right = right.trim();
		} else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
			if (left.endsWith("\n")) left = left.slice(0, -1);
			if (right.endsWith("\n")) right = right.slice(0, -1);
		}
		return super.equals(left, right, options);
	}
};
const lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
	return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
	if (options.stripTrailingCr) value = value.replace(/\r\n/g, "\n");
	const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
	if (!linesAndNewlines[linesAndNewlines.length - 1]) linesAndNewlines.pop();
	for (let i = 0; i < linesAndNewlines.length; i++) {
		const line = linesAndNewlines[i];
		if (i % 2 && !options.newlineIsToken) retLines[retLines.length - 1] += line;
		else retLines.push(line);
	}
	return retLines;
}

// node_modules/diff/libesm/diff/sentence.js
function isSentenceEndPunct(char) {
	return char == "." || char == "!" || char == "?";
}
var SentenceDiff = class extends Diff {
	tokenize(value) {
		var _a;
		const result = [];
		let tokenStartI = 0;
		for (let i = 0; i < value.length; i++) {
			if (i == value.length - 1) {
				result.push(value.slice(tokenStartI));
				break;
			}
			if (isSentenceEndPunct(value[i]) && value[i + 1].match(/\s/)) {
				result.push(value.slice(tokenStartI, i + 1));
				i = tokenStartI = i + 1;
				while ((_a = value[i + 1]) === null || _a === void 0 ? void 0 : _a.match(/\s/)) i++;
				result.push(value.slice(tokenStartI, i + 1));
				tokenStartI = i + 1;
			}
		}
		return result;
	}
};
const sentenceDiff = new SentenceDiff();

// node_modules/diff/libesm/diff/css.js
var CssDiff = class extends Diff {
	tokenize(value) {
		return value.split(/([{}:;,]|\s+)/);
	}
};
const cssDiff = new CssDiff();

// node_modules/diff/libesm/diff/json.js
var JsonDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	get useLongestToken() {
		return true;
	}
	castInput(value, options) {
		const { undefinedReplacement, stringifyReplacer = (k, v) => typeof v === "undefined" ? undefinedReplacement : v } = options;
		return typeof value === "string" ? value : JSON.stringify(canonicalize(value, null, null, stringifyReplacer), null, "  ");
	}
	equals(left, right, options) {
		return super.equals(left.replace(/,([\r\n])/g, "$1"), right.replace(/,([\r\n])/g, "$1"), options);
	}
};
const jsonDiff = new JsonDiff();
function canonicalize(obj, stack, replacementStack, replacer, key) {
	stack = stack || [];
	replacementStack = replacementStack || [];
	if (replacer) obj = replacer(key === void 0 ? "" : key, obj);
	let i = 0;
	for (; i < stack.length; i += 1) if (stack[i] === obj) return replacementStack[i];
	let canonicalizedObj;
	if ("[object Array]" === Object.prototype.toString.call(obj)) {
		stack.push(obj);
		canonicalizedObj = new Array(obj.length);
		replacementStack.push(canonicalizedObj);
		for (i = 0; i < obj.length; i += 1) canonicalizedObj[i] = canonicalize(obj[i], stack, replacementStack, replacer, String(i));
		stack.pop();
		replacementStack.pop();
		return canonicalizedObj;
	}
	if (obj && obj.toJSON) obj = obj.toJSON();
	if (typeof obj === "object" && obj !== null) {
		stack.push(obj);
		canonicalizedObj = {};
		replacementStack.push(canonicalizedObj);
		const sortedKeys = [];
		let key;
		for (key in obj)
 /* istanbul ignore else */
		if (Object.prototype.hasOwnProperty.call(obj, key)) sortedKeys.push(key);
		sortedKeys.sort();
		for (i = 0; i < sortedKeys.length; i += 1) {
			key = sortedKeys[i];
			canonicalizedObj[key] = canonicalize(obj[key], stack, replacementStack, replacer, key);
		}
		stack.pop();
		replacementStack.pop();
	} else canonicalizedObj = obj;
	return canonicalizedObj;
}

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
const arrayDiff = new ArrayDiff();

// node_modules/diff/libesm/patch/create.js
/**
* Returns true if the filename contains characters that require C-style
* quoting (as used by Git and GNU diffutils in diff output).
*/
function needsQuoting(s) {
	for (let i = 0; i < s.length; i++) if (s[i] < " " || s[i] > "~" || s[i] === "\"" || s[i] === "\\") return true;
	return false;
}
/**
* C-style quotes a filename, encoding special characters as escape sequences
* and non-ASCII bytes as octal escapes. This is the inverse of
* `parseQuotedFileName` in parse.ts.
*
* Non-ASCII bytes are encoded as UTF-8 before being emitted as octal escapes.
* This matches the behaviour of both Git and GNU diffutils, which always emit
* UTF-8 octal escapes regardless of the underlying filesystem encoding (e.g.
* Git for Windows converts from NTFS's UTF-16 to UTF-8 internally).
*
* If the filename doesn't need quoting, returns it as-is.
*/
function quoteFileNameIfNeeded(s) {
	if (!needsQuoting(s)) return s;
	let result = "\"";
	const bytes = new TextEncoder().encode(s);
	let i = 0;
	while (i < bytes.length) {
		const b = bytes[i];
		if (b === 7) result += "\\a";
		else if (b === 8) result += "\\b";
		else if (b === 9) result += "\\t";
		else if (b === 10) result += "\\n";
		else if (b === 11) result += "\\v";
		else if (b === 12) result += "\\f";
		else if (b === 13) result += "\\r";
		else if (b === 34) result += "\\\"";
		else if (b === 92) result += "\\\\";
		else if (b >= 32 && b <= 126) result += String.fromCharCode(b);
		else result += "\\" + b.toString(8).padStart(3, "0");
		i++;
	}
	result += "\"";
	return result;
}
const INCLUDE_HEADERS = {
	includeIndex: true,
	includeUnderline: true,
	includeFileHeaders: true
};
const FILE_HEADERS_ONLY = {
	includeIndex: false,
	includeUnderline: false,
	includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
	let optionsObj;
	if (!options) optionsObj = {};
	else if (typeof options === "function") optionsObj = { callback: options };
	else optionsObj = options;
	if (typeof optionsObj.context === "undefined") optionsObj.context = 4;
	const context = optionsObj.context;
	if (optionsObj.newlineIsToken) throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
	if (!optionsObj.callback) return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
	else {
		const { callback } = optionsObj;
		diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
			const patch = diffLinesResultToPatch(diff);
			callback(patch);
		} }));
	}
	function diffLinesResultToPatch(diff) {
		if (!diff) return;
		diff.push({
			value: "",
			lines: []
		});
		function contextLines(lines) {
			return lines.map(function(entry) {
				return " " + entry;
			});
		}
		const hunks = [];
		let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
		for (let i = 0; i < diff.length; i++) {
			const current = diff[i], lines = current.lines || splitLines(current.value);
			current.lines = lines;
			if (current.added || current.removed) {
				if (!oldRangeStart) {
					const prev = diff[i - 1];
					oldRangeStart = oldLine;
					newRangeStart = newLine;
					if (prev) {
						curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
						oldRangeStart -= curRange.length;
						newRangeStart -= curRange.length;
					}
				}
				for (const line of lines) curRange.push((current.added ? "+" : "-") + line);
				if (current.added) newLine += lines.length;
				else oldLine += lines.length;
			} else {
				if (oldRangeStart) {
					if (lines.length <= context * 2 && i < diff.length - 2) for (const line of contextLines(lines)) curRange.push(line);
					else {
						const contextSize = Math.min(lines.length, context);
						for (const line of contextLines(lines.slice(0, contextSize))) curRange.push(line);
						const hunk = {
							oldStart: oldRangeStart,
							oldLines: oldLine - oldRangeStart + contextSize,
							newStart: newRangeStart,
							newLines: newLine - newRangeStart + contextSize,
							lines: curRange
						};
						hunks.push(hunk);
						oldRangeStart = 0;
						newRangeStart = 0;
						curRange = [];
					}
				}
				oldLine += lines.length;
				newLine += lines.length;
			}
		}
		for (const hunk of hunks) for (let i = 0; i < hunk.lines.length; i++) if (hunk.lines[i].endsWith("\n")) hunk.lines[i] = hunk.lines[i].slice(0, -1);
		else {
			hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
			i++;
		}
		return {
			oldFileName,
			newFileName,
			oldHeader,
			newHeader,
			hunks
		};
	}
}
/**
* creates a unified diff patch.
*
* @param patch either a single structured patch object (as returned by `structuredPatch`) or an
*   array of them (as returned by `parsePatch`).
* @param headerOptions behaves the same as the `headerOptions` option of `createTwoFilesPatch`.
*   Ignored for patches where `isGit` is `true`.
*
* When a patch has `isGit: true`, `formatPatch` output is changed to more closely match Git's
* output: it emits a `diff --git` header, emits Git extended headers as appropriate based on
* properties like `isRename`, `isCreate`, `newMode`, etc, and will omit `---`/`+++` file
* headers for patches with no hunks (e.g. renames without content changes).
*/
function formatPatch(patch, headerOptions) {
	var _a, _b, _c, _d, _e, _f;
	if (!headerOptions) headerOptions = INCLUDE_HEADERS;
	if (Array.isArray(patch)) {
		if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
		return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
	}
	const ret = [];
	if (patch.isGit) {
		headerOptions = INCLUDE_HEADERS;
		if (!patch.oldFileName) throw new Error("oldFileName must be specified for Git patches");
		if (!patch.newFileName) throw new Error("newFileName must be specified for Git patches");
		let gitOldName = patch.oldFileName;
		let gitNewName = patch.newFileName;
		if (patch.isCreate && gitOldName === "/dev/null") gitOldName = gitNewName.replace(/^b\//, "a/");
		else if (patch.isDelete && gitNewName === "/dev/null") gitNewName = gitOldName.replace(/^a\//, "b/");
		ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
		if (patch.isDelete) ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
		if (patch.isCreate) ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
		if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
			ret.push("old mode " + patch.oldMode);
			ret.push("new mode " + patch.newMode);
		}
		if (patch.isRename) {
			ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
			ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
		}
		if (patch.isCopy) {
			ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
			ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
		}
	} else {
		if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) ret.push("Index: " + patch.oldFileName);
		if (headerOptions.includeUnderline) ret.push("===================================================================");
	}
	const hasHunks = patch.hunks.length > 0;
	if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
		ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
		ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
	}
	for (let i = 0; i < patch.hunks.length; i++) {
		const hunk = patch.hunks[i];
		const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
		const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
		ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
		for (const line of hunk.lines) ret.push(line);
	}
	return ret.join("\n") + "\n";
}
/**
* Split `text` into an array of lines, including the trailing newline character (where present)
*/
function splitLines(text) {
	const hasTrailingNl = text.endsWith("\n");
	const result = text.split("\n").map((line) => line + "\n");
	if (hasTrailingNl) result.pop();
	else result.push(result.pop().slice(0, -1));
	return result;
}

// src/mission/amend-mission.ts
var import_dist = /* @__PURE__ */ __toESM(require_dist(), 1);
/** The order in which they are written. */
const ORDER = [
	"load",
	"memory",
	"expect"
];
/**
* Writes values into a mission's text: in place of those that stand there, else as a line or a part of a line of its own
* beside their neighbours. Nothing else is touched, not a blank. What has an anchor or is an alias, and what is laid out
* in a way that leaves no safe place, stays as it is. The text as it was when it cannot be read.
*/
function amendMission(source, amendments) {
	const mark = source.startsWith("﻿") ? "﻿" : "";
	const text = source.slice(mark.length);
	const root = parseYaml(text, () => {})?.contents;
	if (!isEditable(root)) return source;
	return mark + applyEdits(text, [...byEntry(amendments).values()].flatMap((list) => {
		const [first] = list;
		const pair = first === void 0 ? void 0 : find(root, first.list, first.id);
		return pair === void 0 ? [] : editEntry(text, pair, list);
	}));
}
function byEntry(amendments) {
	const entries = /* @__PURE__ */ new Map();
	for (const amendment of [...amendments].sort((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key))) {
		const key = `${amendment.list} ${amendment.id}`;
		const list = entries.get(key);
		if (list === void 0) entries.set(key, [amendment]);
		else list.push(amendment);
	}
	return entries;
}
/** An edit of what has an anchor would reach wherever its aliases stand. */
function isEditable(node) {
	return (0, import_dist.isMap)(node) && node.anchor === void 0;
}
function find(root, list, id) {
	const entries = pairOf(root, list)?.value;
	return isEditable(entries) ? pairOf(entries, id) : void 0;
}
function pairOf(map, key) {
	return map.items.find((pair) => (0, import_dist.isScalar)(pair.key) && String(pair.key.value) === key);
}
function editEntry(text, entry, amendments) {
	const map = entry.value;
	if (!isEditable(map)) return [];
	const edits = [];
	const missing = [];
	for (const { key, value } of amendments) {
		const pair = pairOf(map, key);
		if (pair === void 0) missing.push(`${key}: ${value}`);
		else edits.push(...replaced(text, pair.value, value));
	}
	if (missing.length > 0) edits.push(...map.flow === true ? flowInsert(map, missing) : blockInsert(text, entry, map, missing));
	return edits;
}
function replaced(text, node, value) {
	const range = node?.range;
	if (!(0, import_dist.isScalar)(node) || node.anchor !== void 0 || range === void 0 || range === null) return [];
	const [start, end] = range;
	return start === end || text.slice(start, end).includes("\n") ? [] : [{
		start,
		end,
		text: value
	}];
}
/** After what it belongs with: one of the three, or the name. */
function neighbour(map) {
	return ORDER.map((key) => pairOf(map, key)).filter((pair) => pair !== void 0).at(-1) ?? pairOf(map, "name");
}
function flowInsert(map, missing) {
	const node = neighbour(map);
	const end = node?.value?.range?.[1] ?? node?.key.range?.[1];
	if (end !== void 0) return [{
		start: end,
		end,
		text: `, ${missing.join(", ")}`
	}];
	const start = map.items[0]?.key.range?.[0];
	return start === void 0 ? [] : [{
		start,
		end: start,
		text: `${missing.join(", ")}, `
	}];
}
/** On lines of their own, so that comments stay with what they are about. */
function blockInsert(text, entry, map, missing) {
	const first = map.items[0]?.key.range?.[0];
	const above = entry.key.range?.[1];
	if (first === void 0 || above === void 0) return [];
	const indent = text.slice(text.lastIndexOf("\n", first - 1) + 1, first);
	if (indent.trim() !== "" || !text.slice(above, first).includes("\n")) return [];
	const beside = neighbour(map)?.value?.range;
	const oneLine = beside !== void 0 && beside !== null && !text.slice(beside[0], beside[1]).includes("\n");
	const lineEnd = text.indexOf("\n", oneLine ? beside[1] : above);
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const lines = missing.map((line) => `${indent}${line}`);
	if (lineEnd < 0) return [{
		start: text.length,
		end: text.length,
		text: `${eol}${lines.join(eol)}`
	}];
	return [{
		start: lineEnd + 1,
		end: lineEnd + 1,
		text: `${lines.join(eol)}${eol}`
	}];
}
function applyEdits(text, edits) {
	let result = "";
	let from = 0;
	for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
		if (edit.start < from) continue;
		result += text.slice(from, edit.start) + edit.text;
		from = edit.end;
	}
	return result + text.slice(from);
}

// src/report/amounts.ts
/** Amounts as a mission file writes them, rounded to what a person would write. */
/** Rounded up to two digits that mean something: `7.4MB`, `640MB`, `2.3GB`. */
function writeSize(bytes) {
	const megabytes = bytes / 1024 ** 2;
	return megabytes <= 990 ? `${upToTwoDigits(megabytes)}MB` : `${upToTwoDigits(megabytes / 1024)}GB`;
}
function upToTwoDigits(value) {
	const step = 10 ** Math.max(-1, Math.floor(Math.log10(Math.max(value, 1e-9))) - 1);
	return Number((Math.max(1, Math.ceil(value / step - 1e-9)) * step).toFixed(1));
}
/** Nearest `350ms`, `4.2s`, `90s`, `4m10s`, `34m` or `1h35m`. */
function writeDuration(milliseconds) {
	if (milliseconds < 995) return `${Math.max(10, Math.round(milliseconds / 10) * 10)}ms`;
	if (milliseconds < 9950) return `${(milliseconds / 1e3).toFixed(1).replace(".0", "")}s`;
	if (milliseconds < 119500) return `${Math.round(milliseconds / 1e3)}s`;
	if (milliseconds < 595e3) {
		const seconds = Math.round(milliseconds / 1e4) * 10;
		return `${Math.floor(seconds / 60)}m${seconds % 60 === 0 ? "" : `${seconds % 60}s`}`;
	}
	const minutes = Math.round(milliseconds / 6e4);
	if (minutes < 60) return `${minutes}m`;
	const fives = Math.round(milliseconds / 3e5) * 5;
	return `${Math.floor(fives / 60)}h${fives % 60 === 0 ? "" : `${fives % 60}m`}`;
}

// src/report/measured-amendments.ts
const MB = 1024 ** 2;
/** Percent. */
const FULL = 90;
/**
* What the mission file should say instead. Of an entry whose instances all succeeded and were measured, the highest
* figure of the attempts that succeeded counts:
*
* - `load`: off by 5 points and by 20 %; undeclared from 10 % on. Only of what ran for a second: less is start-up. Never
*   lowered when the CPUs were 90 % busy meanwhile. To whole percents, at least 1, at most what `admission.load` lets start.
* - `memory`: more than requested, or less than half of it, by 16 MB; undeclared from 100 MB on. A fifth is added, then it
*   is rounded up to two digits; never more than this machine can grant.
* - `expect`: off by 20 % and by a second; undeclared from 10 seconds on.
*
* `defaults` are left alone: what differs from them gets a value of its own.
*/
function measuredAmendments(report) {
	return measuredEntries(report).flatMap((measured) => {
		const { task } = measured;
		const list = task.level === 2 ? "tasks" : "tests";
		const id = matrixBase(task);
		const amend = (key, value) => value === void 0 ? [] : [{
			list,
			id,
			key,
			value
		}];
		return [
			...amend("load", loadOf(report, measured)),
			...amend("memory", memoryOf(report, measured)),
			...amend("expect", durationOf(measured))
		];
	});
}
function measuredEntries(report) {
	const entries = /* @__PURE__ */ new Map();
	for (const task of report.tasks.values()) {
		if (task.started === void 0) continue;
		const key = `${task.task.level} ${matrixBase(task.task)}`;
		const instances = entries.get(key);
		if (instances === void 0) entries.set(key, [task]);
		else instances.push(task);
	}
	return [...entries.values()].flatMap((instances) => {
		const measured = instances.flatMap((task) => measuredTask(report, task));
		const [first] = measured;
		if (first === void 0 || measured.length < instances.length) return [];
		const memory = measured.map((one) => one.memory);
		return [{
			task: first.task,
			load: Math.max(...measured.map((one) => one.load)),
			squeezed: measured.some((one) => one.squeezed),
			memory: memory.some((one) => one === void 0) ? void 0 : Math.max(...memory.map((one) => one ?? 0)),
			duration: Math.max(...measured.map((one) => one.duration))
		}];
	});
}
function measuredTask(report, { task, status, attemptList }) {
	const attempt = attemptList.at(-1);
	if (status !== "succeeded" || attempt?.usage === void 0 || report.machine.cpus <= 0) return [];
	const duration = attemptDuration(report, attempt);
	const { cpuSeconds, peakMemory } = attempt.usage;
	return [{
		task,
		load: duration > 0 ? 100 * cpuSeconds / (duration / 1e3 * report.machine.cpus) : 0,
		squeezed: meanCpu(report, attempt) >= FULL,
		memory: peakMemory,
		duration
	}];
}
/** Mean reading of the machine over an attempt; 0 where there is none. */
function meanCpu({ readings, duration }, { started, ended = duration }) {
	let area = 0;
	let time = 0;
	for (const { from, to, cpu } of readings) {
		const overlap = Math.min(to, ended) - Math.max(from, started);
		if (cpu === void 0 || overlap <= 0) continue;
		area += cpu * overlap;
		time += overlap;
	}
	return time > 0 ? area / time : 0;
}
function loadOf({ mission }, { task, load, squeezed, duration }) {
	if (duration < 1e3) return void 0;
	const value = Math.min(Math.max(1, Math.round(load)), 100, Math.floor(mission.admission.load));
	const declared = task.load;
	if (declared === void 0) return value >= 10 ? String(value) : void 0;
	if (squeezed && value < declared) return void 0;
	const off = Math.abs(value - declared);
	return off >= 5 && off >= .2 * declared ? String(value) : void 0;
}
function memoryOf({ mission, machine }, { task, memory }) {
	if (memory === void 0) return void 0;
	const declared = task.memory;
	const usable = machine.memory * mission.admission.memory.limit / 100;
	const fits = (text) => usable <= 0 || sizeOf(text) <= usable;
	const value = [writeSize(1.2 * memory), writeSize(memory)].find(fits);
	if (value === void 0) return void 0;
	if (declared === void 0) return memory >= 100 * MB ? value : void 0;
	return (memory > declared || memory < declared / 2) && Math.abs(sizeOf(value) - declared) >= 16 * MB ? value : void 0;
}
function sizeOf(text) {
	const size = parseSize(text);
	return size.ok ? size.value : Number.POSITIVE_INFINITY;
}
function durationOf({ task, duration }) {
	const declared = task.expect;
	if (declared === void 0) return duration >= 1e4 ? writeDuration(duration) : void 0;
	const off = Math.abs(duration - declared);
	return off >= 1e3 && off >= .2 * declared ? writeDuration(duration) : void 0;
}

// src/report/correction-section.ts
/** More lines than these nobody reads through; the file is corrected in several goes then. */
const mostEntries = 100;
/**
* The mission's own lines with `load`, `memory` and `expect` as measured, as a diff that `git apply` takes; see
* `measuredAmendments` for whose. '' when nothing is clearly off, and when the journal does not hold the mission's text.
*/
function correctionSection(report) {
	const { source } = report;
	if (source === void 0 || !report.finished) return "";
	const amendments = measuredAmendments(report);
	const ids = [...new Set(amendments.map(entryOf))];
	const shown = new Set(ids.slice(0, mostEntries));
	const patch = correctionPatch(report.file, source, amendments.filter((amendment) => shown.has(entryOf(amendment))));
	if (patch === "") return "";
	const hidden = ids.length - shown.size;
	return [
		"## Correction of the mission file",
		`What this run measured on ${cpus(report)}, where it is clearly off what the file says. ${howToApply(report.file, source)}, or copy the lines.`,
		fencedBlock(patch, "diff"),
		...hidden > 0 ? [`${plural(hidden, "more entry is", "more entries are")} off: correct these and run it again.`] : []
	].join("\n\n");
}
function entryOf({ list, id }) {
	return `${list} ${id}`;
}
function cpus({ machine }) {
	return `a machine of ${plural(machine.cpus, "CPU")}`;
}
/** A unified diff; '' when nothing changes, or when more than these amounts would: then the file is no safe ground. */
function correctionPatch(file, source, amendments) {
	if (amendments.length === 0) return "";
	const corrected = amendMission(source, amendments);
	if (corrected === source) return "";
	const [before, after] = [readMission(source, file).mission, readMission(corrected, file).mission];
	if (before === void 0 || after === void 0 || withoutAmounts(before) !== withoutAmounts(after)) return "";
	const { path } = placeOf(file);
	return formatPatch(structuredPatch(`a/${path}`, `b/${path}`, source, corrected), FILE_HEADERS_ONLY);
}
/** `git apply` takes no path that is absolute or leads out of its folder: such a file is named in its own folder. */
function placeOf(file) {
	const steps = cleanLine(file).replaceAll("\\", "/").split("/");
	const isElsewhere = steps[0] === "" || /^[A-Za-z]:$/.test(steps[0] ?? "") || steps.includes("..");
	return {
		path: isElsewhere ? steps.at(-1) ?? "" : steps.filter((step) => step !== ".").join("/"),
		isElsewhere
	};
}
function howToApply(file, source) {
	const where = placeOf(file).isElsewhere ? " in the folder of the mission file" : "";
	return `Save it and use \`git apply${source.includes("\r\n") ? " --ignore-whitespace" : ""}\`${where}`;
}
/** Everything else must mean what it meant; lines move where some are added. */
function withoutAmounts(mission) {
	return JSON.stringify({
		...mission,
		tasks: mission.tasks.map(({ load: _load, memory: _memory, expect: _expect, line: _line, ...rest }) => rest),
		services: mission.services.map(({ line: _line, ...rest }) => rest)
	});
}

// src/report/markdown-table.ts
/** Longer tables are not lined up in the source: nobody reads them there, and it takes time and space. */
const mostPaddedRows = 60;
/** One long cell must not widen every row. */
const widestColumn = 60;
/** A GitHub Markdown table; cells are Markdown already, without line breaks. Lined up when it has few rows. */
function markdownTable(columns, rows, paddedRows = mostPaddedRows) {
	const widths = columns.map((column, index) => {
		if (rows.length > paddedRows) return 0;
		const widest = rows.reduce((width, row) => Math.max(width, row[index]?.length ?? 0), column.title.length);
		return Math.min(widestColumn, Math.max(3, widest));
	});
	const line = (cells) => {
		let text = "|";
		for (let index = 0; index < columns.length; index += 1) {
			const cell = cells[index] ?? "";
			const width = widths[index] ?? 0;
			text += ` ${columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width)} |`;
		}
		return text;
	};
	const rule = columns.map((column, index) => {
		const dashes = "-".repeat(Math.max(3, widths[index] ?? 0));
		return column.align === "right" ? `${dashes.slice(1)}:` : dashes;
	});
	const lines = [line(columns.map((column) => column.title)), `| ${rule.join(" | ")} |`];
	for (const row of rows) lines.push(line(row));
	return lines.join("\n");
}
/** Facts in two columns; the first fact is the heading that Markdown asks a table to have. */
function factTable(facts) {
	const [first, ...rest] = facts;
	if (first === void 0) return "";
	return markdownTable([{ title: first[0] }, { title: first[1] }], rest);
}
/** Parts of a document with an empty line between them; empty parts leave nothing. */
function joinBlocks(blocks) {
	return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

// src/report/coverage-section.ts
const mostTests = 6;
/** Which specialists checked or supported which task, and the tasks that nobody looked at. */
function coverageSection(report) {
	const all = [...report.tasks.values()];
	const tasks = all.filter(({ task }) => task.level === 2);
	const tests = all.filter(({ task }) => task.level === 3);
	if (tasks.length === 0) return "";
	const heading = "## Specialist coverage";
	if (tests.length === 0) return `${heading}\n\nThis mission has no tests: nobody checks its tasks.`;
	const coverage = collect(tasks, tests);
	const rows = tasks.map(({ task }) => [
		taskLink(task.id),
		markdownText(task.name),
		testsCell(coverage.checkedBy.get(task.id) ?? []),
		testsCell(coverage.supportedBy.get(task.id) ?? [])
	]);
	const columns = [
		{ title: "Task" },
		{ title: "Name" },
		{ title: "Checked by" },
		{ title: "Supported by" }
	];
	return [
		heading,
		...sentences(tasks, coverage),
		markdownTable(columns, rows)
	].join("\n\n");
}
function collect(tasks, tests) {
	const taskIds = new Set(tasks.map(({ task }) => task.id));
	const checkedBy = /* @__PURE__ */ new Map();
	const supportedBy = /* @__PURE__ */ new Map();
	const overall = [];
	const add = (map, id, test) => {
		const list = map.get(id);
		if (list === void 0) map.set(id, [test]);
		else list.push(test);
	};
	for (const test of tests) {
		const needs = [...test.task.needs, ...test.task.needsAny].filter((need) => taskIds.has(need));
		if (test.task.supports !== void 0) add(supportedBy, test.task.supports, test);
		if (needs.length === tasks.length && tasks.length > 1) overall.push(test);
		else for (const need of needs) add(checkedBy, need, test);
	}
	return {
		checkedBy,
		supportedBy,
		overall
	};
}
function sentences(tasks, coverage) {
	const unchecked = tasks.filter(({ task }) => !coverage.checkedBy.has(task.id)).map(({ task }) => task.id);
	const checked = tasks.length - unchecked.length;
	const own = `${checked} of ${plural(tasks.length, "task")} ${checked === 1 ? "has a test of its" : "have tests of their"} own.`;
	const overall = coverage.overall.length === 0 ? "" : ` All of them together are checked by ${testsCell(coverage.overall)}.`;
	const only = coverage.overall.length === 0 ? "Nobody checks" : "Checked only together with the others";
	const without = tasks.filter(({ task }) => coverage.checkedBy.get(task.id)?.every(({ started }) => started === void 0)).map(({ task }) => task.id);
	return [
		own + overall,
		...unchecked.length === 0 ? [] : [`${only}: ${idsCell(unchecked, 20)}.`],
		...without.length === 0 ? [] : [`Not checked in this run, as none of their tests ran: ${idsCell(without, 20)}.`]
	];
}
function testsCell(tests) {
	if (tests.length === 0) return "–";
	const shown = tests.slice(0, mostTests).map((test) => `${statusMark[test.status]} ${taskLink(test.task.id)}`);
	return tests.length > mostTests ? `${shown.join(", ")} and ${tests.length - mostTests} more` : shown.join(", ");
}

// src/report/log-tail.ts
/** The last lines of a log, within both bounds; '' when there is nothing to show. */
function tailOf(text, most) {
	if (text === void 0) return "";
	const lines = cleanText(text.slice(-4 * most.characters)).replace(/^\n+|\s+$/g, "").split("\n").slice(-most.lines).join("\n");
	if (lines.length <= most.characters) return lines;
	const cut = lines.slice(-most.characters);
	const start = cut.indexOf("\n");
	return start >= 0 && start < most.characters / 2 ? cut.slice(start + 1) : `…${cut.replace(/^\p{Surrogate}/u, "")}`;
}

// src/report/services-section.ts
const mostRows$5 = 100;
const serviceMark = {
	idle: "·",
	starting: "⏳",
	ready: "▶️",
	stopping: "⏹️",
	stopped: "✅",
	failed: "❌"
};
const useColumns = [{
	title: "CPU time",
	align: "right"
}, {
	title: "Peak memory",
	align: "right"
}];
const columns$5 = [
	{ title: "Service" },
	{ title: "Name" },
	{ title: "Status" },
	{
		title: "Started",
		align: "right"
	},
	{
		title: "Ready after",
		align: "right"
	},
	{
		title: "Ended",
		align: "right"
	},
	{ title: "Needed by" },
	{ title: "Why" }
];
/** The long-running helpers; '' when the mission has none. `linked` where the run's folder is beside the document. */
function servicesSection(report, linked) {
	if (report.services.size === 0) return "";
	const all = [...report.services.values()];
	const shown = all.slice(0, mostRows$5);
	const measured = shown.some(({ usage }) => usage !== void 0);
	const table = markdownTable([...columns$5, ...measured ? useColumns : []], shown.map((service) => [...row$6(report, service, linked), ...measured ? use(service) : []]));
	const hidden = all.length - shown.length;
	return [
		"## Services",
		table,
		...hidden > 0 ? [`And ${hidden} more.`] : []
	].join("\n\n");
}
function row$6(report, service, linked) {
	const { id, name } = service.service;
	const at = (moment) => moment === void 0 ? "–" : formatOffset(moment, report.duration);
	return [
		linked && service.started !== void 0 ? `[${markdownCode(id)}](${markdownTarget(logFile(id, "."))})` : markdownCode(id),
		markdownText(name),
		`${serviceMark[service.status]} ${service.status === "idle" ? notStarted(report) : service.status}`,
		at(service.started),
		readyAfter(service),
		at(service.ended),
		idsCell(service.users),
		why$1(service)
	];
}
function use({ usage }) {
	return [usage === void 0 ? "–" : formatDuration(1e3 * usage.cpuSeconds), bytesCell(usage?.peakMemory)];
}
function notStarted(report) {
	return report.finished ? "never started" : "not started yet";
}
function readyAfter({ started, ready }) {
	return started === void 0 || ready === void 0 ? "–" : formatDuration(ready - started);
}
function why$1(service) {
	if (service.failure !== void 0) return markdownText(service.failure);
	return [...service.killed ? ["killed after the grace"] : [], exitText(service)].filter((part) => part !== "").join(", ") || "–";
}
/** Those that could not be used, or not to the end. */
function failedServices(report) {
	return [...report.services.values()].filter(({ status }) => status === "failed");
}
/** Why a service failed, for whom, and the end of its log. */
function serviceFailure(report, service, linked) {
	const { id } = service.service;
	const tail = tailOf(service.logTail, {
		lines: 40,
		characters: 8e3
	});
	const hurt = service.users.filter((user) => {
		const task = report.tasks.get(user);
		return task?.status === "failed" && task.ended !== void 0 && task.ended >= (service.failed ?? 0);
	});
	return [
		`### ${serviceMark.failed} ${markdownText(`service ${titleOf$1(service.service)}`)}`,
		sentence$1(service),
		...hurt.length === 0 ? [] : [`Failed after it, needing it: ${idsCell(hurt, 10)}.`],
		...tail === "" ? ["It left no output."] : [fencedBlock(tail)],
		...linked ? [`[Its whole log](${markdownTarget(logFile(id, "."))})`] : []
	].join("\n\n");
}
function sentence$1({ started, ready, failed, failure }) {
	return `**Failed**${started === void 0 || failed === void 0 ? "" : ` ${formatDuration(failed - (ready ?? started))} after it was ${ready === void 0 ? "started" : "ready"}`}${failure === void 0 ? "" : `: ${markdownText(failure).replace(/\.$/, "")}`}.`;
}

// src/report/test-results.ts
/** Sums over the newest attempts; undefined when nobody reported any. */
function totalResults(report) {
	let from = 0;
	const sum = {
		tests: 0,
		failed: 0,
		skipped: 0
	};
	for (const { left } of report.tasks.values()) {
		if (left?.results === void 0) continue;
		from += 1;
		sum.tests += left.results.tests;
		sum.failed += left.results.failed;
		sum.skipped += left.results.skipped;
	}
	return from === 0 ? void 0 : {
		...sum,
		from
	};
}
/** `212 test cases, 3 failed, 1 skipped`; without the kinds that there are none of. */
function countsText(counts) {
	return plural(counts.tests, "test case") + exceptions(counts);
}
/** `212, 3 failed, 1 skipped`, where a heading says of what. */
function bareCounts(counts) {
	return `${counts.tests}${exceptions(counts)}`;
}
function exceptions({ failed, skipped }) {
	return [...failed > 0 ? [`, ${failed} failed`] : [], ...skipped > 0 ? [`, ${skipped} skipped`] : []].join("");
}
/** The same for a column of test cases; '' without results. */
function countsCell(task) {
	const results = task.left?.results;
	if (results !== void 0) return bareCounts(results);
	return task.left?.resultsProblem === void 0 ? "" : "not readable";
}

// src/report/test-results-section.ts
const mostFailures$2 = 50;
const longestName = 200;
/** The test cases that it reported, with those that failed; '' when it reported none. */
function testResultsSection(task) {
	const { results, resultsProblem } = task.left ?? {};
	if (results === void 0 && resultsProblem === void 0) return "";
	const from = task.task.results === void 0 ? "" : ` in ${markdownCode(task.task.results, "text")}`;
	return [
		"## Results",
		...resultsProblem === void 0 ? [] : [`Not readable: ${markdownText(resultsProblem)}`],
		...results === void 0 ? [] : [`**${countsText(results)}**${from}.`, ...failures(results)]
	].join("\n\n");
}
function failures(results) {
	const blocks = results.failures.slice(0, mostFailures$2).flatMap(({ name, message }) => {
		const heading = `### ❌ ${markdownText(caseName(name))}`;
		const text = cleanText(message.slice(0, 8e3)).trim();
		return text === "" ? [heading] : [heading, fencedBlock(text.split("\n").slice(0, 60).join("\n"))];
	});
	const hidden = results.failed - Math.min(results.failures.length, mostFailures$2);
	return hidden > 0 && results.failed > 0 ? [...blocks, `And ${hidden} more that failed.`] : blocks;
}
/** The first few that failed, one line each; '' when none did. */
function failureList(results, most) {
	if (results === void 0 || results.failed === 0) return "";
	const lines = results.failures.slice(0, most).map(({ name, message }) => {
		const [first = ""] = cleanText(message.slice(0, 1e3)).trim().split("\n");
		const why = first === "" ? "" : `: ${markdownText(cut(first))}`;
		return `- **${markdownText(caseName(name))}**${why}`;
	});
	const hidden = results.failed - lines.length;
	if (hidden > 0 && lines.length > 0) lines.push(`- and ${hidden} more`);
	return [`${countsText(results)}${lines.length === 0 ? "." : ":"}`, ...lines.length === 0 ? [] : [lines.join("\n")]].join("\n\n");
}
function caseName(name) {
	return name.trim() === "" ? "without a name" : cut(name);
}
function cut(text) {
	return text.length > longestName ? `${text.slice(0, 199)}…` : text;
}

// src/report/failures-section.ts
const mostFailures$1 = 100;
/** What failed and why, with the end of its log; '' when nothing did. Services first: others fail because of them. */
function failuresSection(report) {
	const failures = troubled(report);
	const services = failedServices(report);
	if (failures.length + services.length === 0) return "";
	const heldBack = heldBackBy(report);
	const blocks = failures.slice(0, mostFailures$1).map((task) => failure(report, task, heldBack.get(task.task.id) ?? []));
	const hidden = failures.length - blocks.length;
	return [
		failuresHeading(report, failures),
		...services.slice(0, mostFailures$1).map((service) => serviceFailure(report, service, true)),
		...blocks,
		...hidden > 0 ? [`${plural(hidden, "more has", "more have")} its own report in \`tasks/\`.`] : []
	].join("\n\n");
}
/** Of a run that was only stopped nothing has failed. */
function failuresHeading(report, failures) {
	return `## ${failuresTitle(report, failures)}`;
}
function failuresTitle(report, failures) {
	return failedServices(report).length > 0 || failures.some(({ status }) => hasFailed(status)) ? "What failed" : "What was stopped";
}
/** Which one it is, and what became of it: blocks of Markdown. */
function failureIntro(report, task) {
	return [
		`### ${statusMark[task.status]} ${markdownText(titleOf$1(task.task))}`,
		failureSentence(report, task),
		...outOfMemoryNote(report, task)
	];
}
function failure(report, task, heldBack) {
	return [
		...failureIntro(report, task),
		...heldBack.length === 0 ? [] : [`Did not run because of it: ${idsCell(heldBack, 10)}.`],
		...evidence(task, {
			lines: 40,
			characters: 8e3
		}),
		links(task)
	].join("\n\n");
}
/** What is left of it to look at: failed test cases and the end of its log; nothing of what was never launched. */
function evidence(task, most) {
	if (task.started === void 0) return [];
	const cases = failureList(task.left?.results, 10);
	const tail = tailOf(task.left?.logTail, most);
	return [...cases === "" ? [] : [cases], tail === "" ? "It left no output." : fencedBlock(tail)];
}
function links({ task, started, left }) {
	const report = `[Its report](${markdownTarget(taskFile(task.id, "."))})`;
	const log = left?.logCut === void 0 ? "its whole log" : "its log, of which a part was cut out";
	return started === void 0 ? report : `${report} · [${log}](${markdownTarget(logFile(task.id, "."))})`;
}
/** Said only where the kernel's own counter proves it. */
function outOfMemoryNote(report, task) {
	if (task.outOfMemory !== true) return [];
	const peak = task.usage?.peakMemory;
	const used = peak === void 0 ? [] : [`it was last seen with ${formatBytes(peak)} at most`];
	const asked = task.task.memory === void 0 ? [] : [`it had asked for ${formatBytes(task.task.memory)}`];
	const facts = [
		...used,
		...asked,
		`the machine has ${formatBytes(report.machine.memory)}`
	];
	return [`Memory ran out while it ran: ${listed(facts)}.`];
}
/** `Failed after 2m05s in step 2 of 3, Lint: exit code 1.` */
function failureSentence(report, task) {
	const phrase = statusPhrase(task);
	const duration = durationOf$1(report, task);
	const where = task.failedStep === void 0 ? "" : stepText(task.failedStep, task.steps);
	const why = task.reason === void 0 ? exitText(task) : markdownText(task.reason).replace(/\.$/, "");
	return [
		`**${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}**`,
		...duration === void 0 ? [] : [` ${task.status === "succeeded" ? "in" : "after"} ${formatDuration(duration)}`],
		where,
		...why === "" ? [] : [`: ${why}`],
		"."
	].join("");
}
function stepText(index, steps) {
	const step = steps[index];
	if (step === void 0 || steps.length === 1 && step.name === void 0) return "";
	const name = step.name === void 0 ? markdownCode(firstLine(step.run), "text") : markdownText(step.name);
	return ` in step ${index + 1} of ${steps.length}, ${name}`;
}
/** A command may be a whole script: its first line tells which one it is. */
function firstLine(command) {
	const [first = "", ...rest] = command.trim().split("\n");
	const cut = first.length > 80 ? `${first.slice(0, 79)}…` : first;
	return rest.length > 0 && cut === first ? `${cut} …` : cut;
}
/** By id of what failed: those that were skipped and needed it. */
function heldBackBy(report) {
	const held = /* @__PURE__ */ new Map();
	for (const { task, status, reason } of report.tasks.values()) {
		if (status !== "skipped") continue;
		const conditional = task.if !== void 0 || task.paths.length > 0;
		for (const need of [...task.needs, ...task.needsAny]) {
			if (conditional && reason?.startsWith(`${need} `) !== true) continue;
			const list = held.get(need);
			if (list === void 0) held.set(need, [task.id]);
			else list.push(task.id);
		}
	}
	return held;
}

// src/report/sparkline.ts
const heights = "▁▂▃▄▅▆▇█";
/**
* Figures as a row of bars between the lowest and the highest; '' for none.
*
* @param least differences below this, or below a tenth of the highest, are not worth showing: the bars are level then
*/
function sparkline(values, least) {
	const low = Math.min(...values);
	const high = Math.max(...values);
	const range = high - low;
	if (!(range >= least && range > high / 10)) return "▄".repeat(values.length);
	return values.map((value) => heights[Math.round(7 * (value - low) / range)] ?? "").join("");
}

// src/report/history-section.ts
const mostRows$4 = 20;
const mostNamed$1 = 10;
const columns$4 = [
	{ title: "Id" },
	{
		title: "This run",
		align: "right"
	},
	{
		title: "Usually",
		align: "right"
	},
	{
		title: "Difference",
		align: "right"
	},
	{
		title: "Runs",
		align: "right"
	},
	{ title: "Trend" },
	{ title: "Note" }
];
const howDecided = [
	"**Usually** is the median of the last 20 successful runs with the same commands, and what the middle half of them took.",
	"**Trend** shows the last ten of them and this one.",
	"**Slower than usual**: at least 5 such runs came before, and this one succeeded, but took longer than their median by",
	"more than three standard deviations (estimated by the median distance from it), by more than a tenth and by more than a",
	"second. **Rising** or **falling**: the median of the newer half of those runs differs from that of the older half by a",
	"tenth or more, and by more than their standard deviation. **Flaky**: of the last 20 runs some succeeded only at a later",
	"attempt, or failed on a commit on which others succeeded (where commits are not known: between two that succeeded)."
].join("\n");
/** This run beside the earlier ones; '' without a history. */
function historySection(report) {
	if (report.predictions === void 0) return "";
	const heading = "## History";
	const all = usualOfAll(report).sort(byWeight);
	if (all.length === 0) return `${heading}\n\nNo earlier run with the same commands succeeded: there is nothing to compare with yet.`;
	const table = markdownTable(columns$4, all.slice(0, mostRows$4).map(row$5));
	const hidden = all.length - mostRows$4;
	return [
		heading,
		table,
		...hidden > 0 ? [`${plural(hidden, "other")} with less to say: [mission.json](mission.json).`] : [],
		howDecided
	].join("\n\n");
}
/** What is slower or flaky, in sentences; '' when nothing is. */
function historySentences(report) {
	const all = usualOfAll(report).sort(byWeight);
	const named = (title, found, fact) => {
		if (found.length === 0) return [];
		const shown = found.slice(0, mostNamed$1).map((usual) => `${idCell(usual.task.task.id)} (${fact(usual)})`);
		const hidden = found.length - shown.length;
		return [`${title}: ${hidden > 0 ? `${shown.join(", ")} and ${hidden} more` : listed(shown)}.`];
	};
	const slower = named("Slower than usual", all.filter((usual) => usual.slower), ({ duration, prediction }) => `${formatDuration(duration)}, usually ${formatDuration(prediction.expect)}`);
	const flaky = named("Flaky over the last runs", all.filter(({ unsteady }) => unsteady > 0), ({ unsteady, runs }) => `${unsteady} of ${plural(runs, "run")}`);
	return [...slower, ...flaky].join(" ");
}
/** The slower first, then the flaky, then by how far they are from what is usual. */
function byWeight(one, other) {
	return Number(other.slower) - Number(one.slower) || Number(other.unsteady > 0) - Number(one.unsteady > 0) || Math.abs(other.duration - other.prediction.expect) - Math.abs(one.duration - one.prediction.expect);
}
function row$5(usual) {
	const { task, prediction, duration } = usual;
	const succeeded = task.status === "succeeded";
	return [
		taskLink(task.task.id),
		formatDuration(duration),
		usualText(prediction),
		succeeded ? difference(duration, prediction.expect) : "–",
		String(prediction.runs),
		sparkline([...prediction.last, ...succeeded ? [duration] : []], 100),
		remarks(usual).join(", ") || "–"
	];
}
function difference(duration, expect) {
	if (expect < 100) return "–";
	const percent = 100 * (duration - expect) / expect;
	return Math.abs(percent) < .5 ? "none" : `${percent > 0 ? "+" : ""}${formatPercent(Math.round(percent))}`;
}

// src/report/load-section.ts
/** This table is written again several times a second while the mission runs; the final report has all. */
const mostTasks$1 = 100;
const deploymentColumns = [
	{
		title: "Time",
		align: "right"
	},
	{ title: "Deployed" },
	{
		title: "Their load",
		align: "right"
	},
	{
		title: "Active load after it",
		align: "right"
	},
	{
		title: "Active",
		align: "right"
	}
];
/** Declared load over time: what ran after each deployment, its maximum, mean and variance. */
function loadSection(report) {
	if (report.admissions.length === 0) return "";
	const { maximum, mean, variance } = loadFigures(report);
	const all = deploymentsByInstant(report);
	const shown = all.slice(-200);
	const rows = shown.map(({ at, ids, load, active, own }) => [
		formatOffset(at, report.duration),
		idsCell(ids),
		formatPercent(own),
		formatPercent(load),
		String(active)
	]);
	const figures = `Maximum ${formatPercent(maximum)}, mean over time ${formatPercent(mean)}, variance ${trimmed(variance, 1)}.`;
	const hidden = all.length - shown.length;
	return [
		"## Load",
		`Declared load that was active. ${figures}`,
		...hidden > 0 ? [`${hidden} older moments are only in [mission.json](mission.json).`] : [],
		markdownTable(deploymentColumns, rows),
		loadTable(report, mostTasks$1)
	].filter((block) => block !== "").join("\n\n");
}
/** Declared against measured, for each task and test that ran. */
function loadTable(report, most) {
	const ran = [...report.tasks.values()].filter(({ started }) => started !== void 0);
	if (!ran.some(({ task, usage }) => usage !== void 0 || task.load !== void 0 || task.memory !== void 0)) return "";
	const shown = ran.slice(0, most);
	const table = markdownTable([
		{ title: "Id" },
		{ title: "Name" },
		{
			title: "Declared load",
			align: "right"
		},
		{
			title: "Measured load",
			align: "right"
		},
		{
			title: "CPU time",
			align: "right"
		},
		{
			title: "Declared memory",
			align: "right"
		},
		{
			title: "Peak memory",
			align: "right"
		}
	], shown.map((task) => row$4(report, task)));
	const hidden = ran.length - shown.length;
	return hidden > 0 ? `${table}\n\n${hidden} more are only in [mission.json](mission.json).` : table;
}
function row$4(report, task) {
	const { usage } = task;
	return [
		taskLink(task.task.id),
		markdownText(task.task.name),
		declaredLoadCell(task),
		measuredLoadCell(report, task),
		usage === void 0 ? "–" : formatDuration(1e3 * usage.cpuSeconds),
		bytesCell(task.task.memory),
		bytesCell(usage?.peakMemory)
	];
}
/** Launches of one instant are one row: what is active is only settled after all of them. */
function deploymentsByInstant(report) {
	const moments = [];
	let step;
	for (const { at, id, loadStep } of report.admissions) {
		const own = report.tasks.get(id)?.task.load;
		const last = moments.at(-1);
		if (last !== void 0 && step === loadStep) {
			last.ids.push(id);
			if (own !== void 0) last.own = (last.own ?? 0) + own;
			continue;
		}
		step = loadStep;
		const after = report.load.steps[loadStep ?? -1];
		moments.push({
			at,
			ids: [id],
			own,
			load: after?.load ?? 0,
			active: after?.active ?? 0
		});
	}
	return moments;
}

// src/report/task-usage.ts
/** What was seen of it while it ran. */
function recordSample(owner, { cpuSeconds, memory }, at) {
	const usage = usageOf(owner);
	enterSample(usage, cpuSeconds, memory);
	usage.points.push({
		at,
		cpuSeconds: usage.cpuSeconds,
		memory
	});
}
function enterSample(usage, cpuSeconds, memory) {
	if (memory > 0) usage.peakMemory = Math.max(usage.peakMemory ?? 0, memory);
	if (usage.settled !== void 0) {
		usage.cpuSeconds = Math.max(usage.cpuSeconds, cpuSeconds);
		return;
	}
	if (usage.restarted && cpuSeconds < usage.current) {
		usage.earlier += usage.current;
		usage.current = 0;
	}
	usage.restarted = false;
	usage.current = Math.max(usage.current, cpuSeconds);
	usage.cpuSeconds = usage.earlier + usage.current;
}
/** What a whole process tree used, known at its end: it stands instead of what was seen of it. */
function recordEndedTree(owner, ended, at) {
	const usage = usageOf(owner);
	usage.settled = (usage.settled ?? 0) + ended.cpuSeconds;
	usage.cpuSeconds = usage.settled;
	const last = usage.points.at(-1);
	usage.points.push({
		at,
		cpuSeconds: Math.max(last?.cpuSeconds ?? 0, usage.settled),
		memory: last?.memory ?? 0
	});
	if (ended.peakMemory !== void 0) usage.peakMemory = Math.max(usage.peakMemory ?? 0, ended.peakMemory);
}
function usageOf(owner) {
	owner.usage ??= {
		cpuSeconds: 0,
		earlier: 0,
		current: 0,
		restarted: false,
		points: []
	};
	return owner.usage;
}
/** Two process trees one after the other. */
function addUsage(one, other) {
	if (one === void 0) return other;
	const peak = Math.max(one.peakMemory ?? 0, other.peakMemory ?? 0);
	return {
		cpuSeconds: one.cpuSeconds + other.cpuSeconds,
		...peak > 0 ? { peakMemory: peak } : {}
	};
}

// src/report/fold-readings.ts
/** More are merged two by two, so that a run of days stays small. */
const maximumReadings = 4e3;
/** `at`: when the schedule came to know of it. */
function recordReading(report, reading, at) {
	const { cpu } = report;
	const passed = Math.max(0, reading.to - reading.from);
	if (reading.cpu !== void 0) {
		cpu.cpuArea += reading.cpu * passed;
		cpu.cpuTime += passed;
		cpu.maximumCpu = Math.max(cpu.maximumCpu, reading.cpu);
	}
	if (reading.memory !== void 0) {
		cpu.memoryArea += reading.memory * passed;
		cpu.memoryTime += passed;
		cpu.maximumMemory = Math.max(cpu.maximumMemory, reading.memory);
	}
	const active = report.load.active;
	report.readings.push({
		from: reading.from,
		to: reading.to,
		at,
		...reading.cpu === void 0 ? {} : { cpu: reading.cpu },
		...reading.memory === void 0 ? {} : { memory: reading.memory },
		active,
		band: bandOf(report.mission.admission, reading, active)
	});
	if (report.readings.length > maximumReadings) mergePairs(report.readings);
	for (const [id, usage] of Object.entries(reading.usage ?? {})) {
		const owner = report.tasks.get(id) ?? report.services.get(id);
		if (owner !== void 0) recordSample(owner, usage, reading.to);
	}
}
function bandOf(rules, reading, active) {
	return [
		colour(rules.cpu, reading.cpu ?? 0),
		colour(rules.memory, reading.memory ?? 0),
		colour(rules.workers, active)
	].reduce(worse);
}
function colour(limits, value) {
	if (value >= limits.limit) return "RED";
	return value >= limits.caution ? "YELLOW" : "GREEN";
}
/** The band that allows less. */
function worse(one, other) {
	if (one === "RED" || other === "RED") return "RED";
	return one === "YELLOW" || other === "YELLOW" ? "YELLOW" : "GREEN";
}
function mergePairs(readings) {
	const merged = [];
	for (let index = 0; index < readings.length; index += 2) {
		const one = readings[index];
		const other = readings[index + 1];
		if (one === void 0) continue;
		merged.push(other === void 0 ? one : highest(one, other));
	}
	readings.splice(0, readings.length, ...merged);
}
function highest(one, other) {
	const cpu = maximumOf(one.cpu, other.cpu);
	const memory = maximumOf(one.memory, other.memory);
	return {
		from: one.from,
		to: other.to,
		at: other.at,
		...cpu === void 0 ? {} : { cpu },
		...memory === void 0 ? {} : { memory },
		active: Math.max(one.active, other.active),
		band: worse(one.band, other.band)
	};
}
function maximumOf(one, other) {
	if (one === void 0 || other === void 0) return one ?? other;
	return Math.max(one, other);
}

// src/report/mermaid-bar.ts
/** A row of a Mermaid gantt chart; `tags` such as `crit, `. Times in milliseconds since the run's start. */
function mermaidBar(label, tags, from, to) {
	return `  ${label} :${tags}${moment(from)}, ${Math.max(1, Math.round(to - from))}ms`;
}
/** A moment in January 2000, whose first midnight is the start: written out here, so that no time zone moves it. */
function moment(at) {
	const whole = Math.max(0, Math.round(at));
	const day = Math.min(31, 1 + Math.floor(whole / 864e5));
	const [hours = 0, minutes = 0, seconds = 0] = [
		whole / 36e5,
		whole / 6e4,
		whole / 1e3
	].map(Math.floor);
	const digits = (value, length) => String(value).padStart(length, "0");
	const time = [
		hours % 24,
		minutes % 60,
		seconds % 60
	].map((value) => digits(value, 2)).join(":");
	return `2000-01-${digits(day, 2)}T${time}.${digits(whole % 1e3, 3)}`;
}

// src/report/mermaid-bands.ts
/** A label is short, but so many rows are as many as can be told apart. */
const mostBands = 40;
const bandTags = {
	GREEN: "done, ",
	YELLOW: "active, ",
	RED: "crit, "
};
/** The gate's band over time, as a section of the chart; nothing where it was never looked at. */
function bandRows(report) {
	const spans = bandSpans(report);
	if (spans.length === 0) return [];
	return ["  section Band", ...spans.map(({ band, from, to }) => mermaidBar(band, bandTags[band], from, to))];
}
/** From readings; where there are none, from what the gate saw at its decisions. */
function bandSpans(report) {
	const points = report.readings.length > 0 ? report.readings.map(({ band, from }) => ({
		band,
		from
	})) : report.decisions.map(({ band, at }) => ({
		band,
		from: at
	}));
	let spans = [];
	for (const [index, point] of points.entries()) {
		const to = points[index + 1]?.from ?? report.duration;
		const last = spans.at(-1);
		if (last?.band === point.band) spans[spans.length - 1] = {
			...last,
			to
		};
		else if (to > point.from) spans.push({
			...point,
			to
		});
	}
	while (spans.length > mostBands) spans = coarser(spans);
	return spans;
}
/** Two neighbours become one of the worse band: a short peak must not get lost. */
function coarser(spans) {
	const merged = [];
	for (let index = 0; index < spans.length; index += 2) {
		const one = spans[index];
		const other = spans[index + 1] ?? one;
		if (one === void 0 || other === void 0) continue;
		const span = {
			band: worse(one.band, other.band),
			from: one.from,
			to: other.to
		};
		const last = merged.at(-1);
		if (last?.band === span.band) merged[merged.length - 1] = {
			...last,
			to: span.to
		};
		else merged.push(span);
	}
	return merged;
}

// src/report/mermaid-timeline.ts
/** GitHub draws no chart over 50,000 characters; a label is cut so that this many rows stay far below. */
const mostRows$3 = 120;
const mostServices$1 = 20;
const longestLabel = 60;
/** Failures first: they are what one looks for when not everything can be shown. */
const rank = {
	failed: 0,
	"timed-out": 0,
	cancelled: 1,
	running: 1,
	stopping: 1,
	backoff: 1,
	succeeded: 2,
	waiting: 3,
	pending: 3,
	skipped: 3,
	"not-needed": 3
};
/** The run as a Mermaid gantt chart in a fenced block, each attempt a bar; '' when nothing has started. */
function mermaidTimeline(report, rows = mostRows$3) {
	const all = [...report.tasks.values()].flatMap((task) => barsOf(report, task));
	if (all.length === 0 || report.duration <= 0) return "";
	const shown = all.length <= rows ? all : mostTelling(all, rows);
	const lines = [
		"```mermaid",
		"gantt",
		...heading(report),
		...bandRows(report),
		...section("Tasks", shown, 2),
		...section("Tests", shown, 3),
		...services$1(report),
		"```"
	];
	const hidden = all.length - shown.length;
	if (hidden > 0) lines.push("", `${plural(hidden, "shorter one is", "shorter ones are")} not drawn.`);
	return lines.join("\n");
}
function barsOf(report, task) {
	const { earlier = [] } = task;
	return [...earlier, ...task.attemptList].map((attempt, index) => {
		return {
			task,
			label: `${label(task.task)}${index < earlier.length ? ", before the resume" : task.attempts > 1 ? `, attempt ${attempt.number}` : ""}`,
			status: attempt.ended === void 0 ? task.status : attempt.status,
			from: attempt.started,
			to: attempt.ended ?? report.duration
		};
	});
}
function label(named) {
	return [...mermaidText(titleOf$1(named))].slice(0, longestLabel).join("");
}
function heading(report) {
	return [
		"  dateFormat YYYY-MM-DDTHH:mm:ss.SSS",
		`  axisFormat ${axis(report.duration)}`,
		"  todayMarker off"
	];
}
function axis(total) {
	if (total < 1e4) return "%S.%L";
	if (total < 6e5) return "%M:%S";
	return total < 864e5 ? "%H:%M" : "%d %H:%M";
}
/** The ones that failed, then the longest, in their old order. */
function mostTelling(bars, most) {
	const chosen = new Set([...bars].sort((one, other) => rank[one.status] - rank[other.status] || other.to - other.from - (one.to - one.from)).slice(0, most));
	return bars.filter((bar) => chosen.has(bar));
}
function section(title, bars, level) {
	const rows = bars.filter(({ task }) => task.task.level === level);
	if (rows.length === 0) return [];
	return [`  section ${title}`, ...rows.map(({ label, status, from, to }) => mermaidBar(`${sign(status)} ${label}`, tag(status), from, to))];
}
/** Those that were started, from then to their end; failed ones first when not all can be drawn. */
function services$1(report) {
	const started = [...report.services.values()].filter((service) => service.started !== void 0);
	const kept = new Set([...failedServices(report), ...started].slice(0, mostServices$1));
	const rows = started.filter((service) => kept.has(service));
	if (rows.length === 0) return [];
	return ["  section Services", ...rows.map(({ service, status, started = 0, ended }) => {
		const mark = status === "failed" ? "✗" : status === "stopped" ? "✓" : "·";
		const tags = status === "failed" ? "crit, " : status === "stopped" ? "done, " : "active, ";
		return mermaidBar(`${mark} ${label(service)}`, tags, started, ended ?? report.duration);
	})];
}
function sign(status) {
	if (status === "succeeded") return "✓";
	return rank[status] === 0 ? "✗" : "·";
}
function tag(status) {
	if (status === "succeeded") return "";
	if (status === "not-needed") return "done, ";
	return rank[status] === 0 ? "crit, " : "active, ";
}

// src/report/report-sections.ts
/** Sections that several documents share. */
const mostMessages$1 = 100;
/** The first line of a document. */
function title(report, kind) {
	const name = markdownText(report.mission.name);
	return name === "" ? `# ${kind}` : `# ${kind}: ${name}`;
}
/** Its wall-clock start, such as `2026-11-23 03:28:00 UTC`. */
function startedText(report) {
	return wallClock(report.started);
}
/** What of the run itself did not work; '' when everything did. */
function degradedSection(report) {
	if (report.degraded.length === 0 && report.interruptions.length === 0) return "";
	const lines = [...report.interruptions.map(({ at, signal }) => ({
		at,
		text: `Interrupted: ${markdownText(signal)}`
	})), ...report.degraded.map(({ at, message }) => ({
		at,
		text: markdownText(message)
	}))].sort((one, other) => one.at - other.at);
	const shown = lines.slice(0, mostMessages$1).map(({ at, text }) => `- ${formatOffset(at, report.duration)} ${text}`);
	if (lines.length > mostMessages$1) shown.push(`- and ${lines.length - mostMessages$1} more in the journal, \`events.jsonl\``);
	return `## What did not go as it should\n\n${shown.join("\n")}`;
}
/** What the machine is and what limits the measurement. */
function machineSection(report) {
	const { machine } = report;
	const table = factTable([
		["Host", markdownText(machine.hostname)],
		["CPUs", String(Number(machine.cpus.toFixed(2)))],
		["Memory", formatBytes(machine.memory)],
		...machine.processor === void 0 ? [] : [["Processor", markdownText(machine.processor)]],
		["System", markdownText(`${machine.platform} ${machine.architecture}`)],
		["Node", markdownText(machine.node)],
		["Figures from", markdownText(machine.source)]
	]);
	const notes = machine.notes.map((note) => `- ${markdownText(note)}`);
	return [
		"## Machine",
		table,
		...notes.length === 0 ? [] : [notes.join("\n")]
	].join("\n\n");
}

// src/report/results-section.ts
/** All tasks, then all tests, in the file's order. */
function resultsSection(report) {
	return [levelTable$1(report, 2), levelTable$1(report, 3)].filter((block) => block !== "").join("\n\n");
}
function levelTable$1(report, level) {
	const tasks = [...report.tasks.values()].filter(({ task }) => task.level === level);
	if (tasks.length === 0) return "";
	const explained = tasks.some((task) => whyCell(task) !== "–");
	const withCases = tasks.some((task) => countsCell(task) !== "");
	const columns = [
		{ title: level === 2 ? "Task" : "Test" },
		{ title: "Name" },
		{ title: "Status" },
		...level === 3 ? [{ title: "Trigger" }, { title: "Supports" }] : [],
		{
			title: "Started",
			align: "right"
		},
		{
			title: "Duration",
			align: "right"
		},
		{
			title: "Steps",
			align: "right"
		},
		...withCases ? [{ title: "Test cases" }] : [],
		...explained ? [{ title: "Why" }] : []
	];
	const rows = tasks.map((task) => [
		taskLink(task.task.id),
		markdownText(task.task.name),
		statusText(task),
		...level === 3 ? [triggerCell$1(task), idCell(task.task.supports)] : [],
		startedCell(report, task),
		durationCell$1(report, task),
		stepsCell(task),
		...withCases ? [countsCell(task) || "–"] : [],
		...explained ? [whyCell(task)] : []
	]);
	return `## ${level === 2 ? "Tasks" : "Tests"}\n\n${markdownTable(columns, rows)}`;
}
function startedCell(report, task) {
	return task.started === void 0 ? "–" : formatOffset(task.started, report.duration);
}

// src/report/run-facts.ts
/** What git prints may be long, and the job summary begins with it. */
const longestWhy = 500;
/** Facts about the whole run that only some runs have: changed files, test cases, what is flaky. Cells of a table. */
function runFacts(report) {
	const results = totalResults(report);
	const flaky = flakyIds(report);
	return [
		...resumeFacts(report),
		...report.changed === void 0 ? [] : [["Changed files", changedText(report)]],
		...results === void 0 ? [] : [["Test cases", bareCounts(results)]],
		...flaky.length === 0 ? [] : [["Flaky in this run", idsCell(flaky, 20)]]
	];
}
/** The same in sentences, for a page without such a table; '' when there is nothing to say. */
function runSentences(report) {
	const results = totalResults(report);
	const flaky = flakyIds(report);
	return [
		...results === void 0 ? [] : [`${countsText(results)}.`],
		...flaky.length === 0 ? [] : [`Flaky in this run, with success but not at the first attempt: ${idsCell(flaky, 20)}.`],
		historySentences(report),
		...report.changed === void 0 ? [] : [`Changed files: ${changedText(report)}.`]
	].filter((line) => line !== "").join(" ");
}
function changedText({ changed }) {
	if (changed === void 0) return "";
	switch (changed.type) {
		case "known": return `${plural(changed.files.length, "file")} since ${markdownCode(changed.base)}`;
		case "unknown": return `not known, so nothing is skipped for it: ${markdownText(changed.why.slice(0, longestWhy)).replace(/\.$/, "")}`;
		default: return changed;
	}
}

// src/report/time-section.ts
const columns$3 = [
	{ title: "Timeline" },
	{
		title: "Takes",
		align: "right"
	},
	{
		title: "This run",
		align: "right"
	},
	{ title: "What it is" }
];
/** The run against staged, serial and the floor that no schedule can pass. */
function timeSection(report) {
	const { dynamic, staged, serial, criticalPath, criticalTasks } = timelineOf(report);
	if (serial === 0) return "";
	return [
		"## Time",
		markdownTable(columns$3, [
			[
				"**Dynamic**",
				`**${formatDuration(dynamic)}**`,
				"",
				"as it ran"
			],
			[
				"Staged",
				formatDuration(staged),
				compared$1(dynamic, staged),
				"estimate: all tasks as they ran, then all tests one after the other"
			],
			[
				"Serial",
				formatDuration(serial),
				compared$1(dynamic, serial),
				"estimate: everything one after the other"
			],
			[
				"Critical path",
				formatDuration(criticalPath),
				compared$1(dynamic, criticalPath),
				"the longest chain of needs: no schedule is shorter"
			]
		]),
		"The estimates add up durations that were measured side by side; alone, each might have been shorter.",
		`Critical path: ${criticalTasks.length <= 12 ? criticalTasks.map((id) => idsCell([id])).join(" → ") : idsCell(criticalTasks, 12)}.`
	].join("\n\n");
}
/** `26.6 % less`: how this run stands to another timeline. */
function compared$1(dynamic, other) {
	if (other === 0) return "";
	const difference = 100 * (other - dynamic) / other;
	if (Math.abs(difference) < .05) return "equal";
	return `${formatPercent(Math.abs(difference))} ${difference > 0 ? "less" : "more"}`;
}
/** How well the machine was used, by our own count and by what was measured. */
function utilizationSection(report) {
	if (report.admissions.length === 0) return "";
	const { workers } = report.mission.admission;
	const active = meanActive(report);
	const load = loadFigures(report);
	const means = measuredMeans(report);
	const share = workers.limit > 0 ? `${formatPercent(100 * active / workers.limit)} of the ${workers.limit} allowed` : "";
	const rows = [
		[
			"Active workers",
			trimmed(active, 2),
			String(Math.max(report.load.maximumActive, report.load.active)),
			share
		],
		...load.maximum === 0 ? [[
			"Declared load",
			"–",
			"–",
			"none was declared"
		]] : [[
			"Declared load",
			formatPercent(load.mean),
			formatPercent(load.maximum),
			`variance ${trimmed(load.variance, 1)}`
		]],
		measured$1("Measured CPU", means.cpu, report.cpu.maximumCpu),
		measured$1("Measured memory", means.memory, report.cpu.maximumMemory)
	];
	return `## Utilization\n\n${markdownTable(utilizationColumns, rows)}`;
}
const utilizationColumns = [
	{ title: "What" },
	{
		title: "On average",
		align: "right"
	},
	{
		title: "At most",
		align: "right"
	},
	{ title: "Note" }
];
function measured$1(what, mean, maximum) {
	return mean === void 0 ? [
		what,
		"–",
		"–",
		"not measured"
	] : [
		what,
		formatPercent(mean),
		formatPercent(maximum),
		""
	];
}

// src/report/measured-run.ts
/** Only a run that came to its end by itself tells what each of its tasks takes. */
function measuredRun(report) {
	if (!report.finished) return no("one that has not ended: still running, or killed");
	if (report.interruptions.length > 0 || report.result === "cancelled") return no("one that was interrupted: what was stopped does not tell how long it takes");
	if (report.resumes.length > 0) return no("one that was resumed: it ran in parts");
	if (report.admissions.length === 0) return no("one in which nothing was launched");
	const tasks = /* @__PURE__ */ new Map();
	for (const [id, task] of report.tasks) {
		const { status } = task;
		if (!hasEnded(status)) return no(`one in which ${id} has no end`);
		tasks.set(id, {
			attempts: attemptsOf(task),
			status
		});
	}
	const services = /* @__PURE__ */ new Map();
	for (const [id, service] of report.services) {
		const measured = measuredService(service);
		if (measured !== void 0) services.set(id, measured);
	}
	const { mission, machine, readings } = report;
	const views = report.decisions.filter(({ at }, index, all) => at !== all[index - 1]?.at);
	const heldByCpu = report.decisions.flatMap(({ at, reason, until }) => reason === "cpu" && until !== void 0 ? [{
		from: at,
		until
	}] : []);
	return {
		type: "measured",
		run: {
			mission,
			machine,
			predictions: report.predictions,
			ended: report.duration,
			tasks,
			services,
			readings,
			views,
			heldByCpu
		}
	};
}
function no(found) {
	return {
		type: "not-replayable",
		message: `expected a run that came to its end by itself, found ${found}`
	};
}
function attemptsOf({ attemptList, usage }) {
	return attemptList.map((attempt) => {
		const { started, ended = started, stopping } = attempt;
		const use = usage?.points.filter(({ at }) => at > started && at <= ended) ?? [];
		return {
			started,
			ended,
			end: endOf(attempt),
			...stopping === void 0 ? {} : { stopping },
			use
		};
	});
}
function endOf(attempt) {
	switch (attempt.status) {
		case "failed": return attempt.outOfMemory === true ? "out-of-memory" : "failed";
		case "succeeded":
		case "timed-out":
		case "not-needed":
		case "cancelled": return attempt.status;
		case "skipped":
		case "running": return "cancelled";
		default: return attempt.status;
	}
}
function measuredService({ started, ready, failed, stopping, ended }) {
	if (started === void 0) return void 0;
	return {
		started,
		...ready === void 0 ? {} : { ready },
		...failed === void 0 ? {} : { failed },
		...stopping === void 0 ? {} : { stopping },
		ended: ended ?? failed ?? started
	};
}

// src/simulate/changed-limits.ts
/** A caution never lies above its limit, and goes where its limit is lifted: it would pace launches that nothing limits. */
function changedLimits(rules, changes) {
	return {
		...rules,
		cpu: changed$1(rules.cpu, changes.cpu),
		memory: changed$1(rules.memory, changes.memory),
		workers: changed$1(rules.workers, changes.workers),
		load: changes.load ?? rules.load
	};
}
function changed$1({ caution, limit }, asked = limit) {
	return {
		caution: asked === Infinity ? asked : Math.min(caution, asked),
		limit: asked
	};
}

// src/simulate/load-profile.ts
/** One that uses the same all the time, such as what is declared where nothing was measured. */
function steadyProfile(load) {
	return {
		times: [0],
		used: [0],
		last: load,
		memory: [0]
	};
}
/** `before`: CPU seconds that earlier attempts used. `declared`: percent, for one that no window saw. */
function profileOf(attempt, before, declared, cpus) {
	if (attempt.use.length === 0 || cpus <= 0) return steadyProfile(declared);
	const times = [0];
	const used = [0];
	const memory = [0];
	let last = 0;
	for (const point of attempt.use) {
		const time = point.at - attempt.started;
		const passed = time - (times.at(-1) ?? 0);
		if (passed <= 0) continue;
		const sum = (point.cpuSeconds - before) * 1e3 * 100 / cpus;
		last = (sum - (used.at(-1) ?? 0)) / passed;
		times.push(time);
		used.push(sum);
		memory.push(point.memory);
	}
	return {
		times,
		used,
		last,
		memory
	};
}
/** Percent of the CPUs, times milliseconds, that it uses between two moments since its launch. */
function usedBetween(profile, from, to) {
	return to <= from ? 0 : usedUntil(profile, to) - usedUntil(profile, from);
}
/** Bytes at a moment since its launch: what was seen last. */
function memoryAt(profile, time) {
	return profile.memory[lastUpTo(profile.times, time)] ?? 0;
}
function usedUntil({ times, used, last }, time) {
	if (time <= 0) return 0;
	const index = lastUpTo(times, time);
	const from = times[index] ?? 0;
	const sum = used[index] ?? 0;
	const next = times[index + 1];
	if (next === void 0) return sum + last * (time - from);
	return sum + ((used[index + 1] ?? sum) - sum) * (time - from) / (next - from);
}
/** Index of the last that is not after `time`; -1 when all are. Binary search. */
function lastUpTo(times, time) {
	let low = 0;
	let high = times.length;
	while (low < high) {
		const middle = low + high >>> 1;
		if ((times[middle] ?? Infinity) <= time) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

// src/simulate/foreign-load.ts
/** What our tasks use of the machine in a window; bytes of memory at its end. */
function ownUse(running, { from, to }) {
	let used = 0;
	let memory = 0;
	for (const { launched, ended, profile } of running) {
		used += usedBetween(profile, from - launched, Math.min(to, ended) - launched);
		if (launched <= to && ended > to) memory += memoryAt(profile, to - launched);
	}
	return {
		cpu: to > from ? used / (to - from) : 0,
		memory
	};
}
/**
* What was measured without what our tasks used of it. It may be negative for a moment, where a task's share of a window is
* not known exactly: only so does the sum with the same tasks in the same place give again what was measured.
*/
function foreignLoad(readings, runs, memoryOfMachine, recordEnd) {
	const points = withoutOwn(readings, runs, memoryOfMachine);
	const ends = points.map(({ window }) => window.to);
	const known = points.map(({ window }) => window.at);
	const mean = meanOf(points);
	return {
		in: (window) => {
			if (window.from >= recordEnd) return mean;
			return points[Math.max(0, lastUpTo(ends, window.to + .5))]?.load ?? {};
		},
		isBeyond: (window) => window.from >= recordEnd,
		next: (time) => known[lastUpTo(known, time) + 1]
	};
}
function withoutOwn(readings, runs, memoryOfMachine) {
	const coming = [...runs].sort((one, other) => other.launched - one.launched);
	let active = [];
	return readings.map((window) => {
		const { cpu, memory } = window;
		active = active.filter(({ ended }) => ended > window.from);
		for (let next = coming.at(-1); next !== void 0 && next.launched < window.to; next = coming.at(-1)) {
			coming.pop();
			if (next.ended > window.from) active.push(next);
		}
		const own = ownUse(active, window);
		return {
			window,
			load: {
				...cpu === void 0 ? {} : { cpu: cpu - own.cpu },
				...memory === void 0 ? {} : { memory: memory - percentOf(own.memory, memoryOfMachine) }
			}
		};
	});
}
function percentOf(bytes, memoryOfMachine) {
	return memoryOfMachine > 0 ? 100 * bytes / memoryOfMachine : 0;
}
/** Over time: the longer the run, the fewer windows of it are kept. */
function meanOf(points) {
	const mean = (of) => {
		let area = 0;
		let time = 0;
		for (const [index, { window, load }] of points.entries()) {
			const value = of(load);
			const length = (points[index + 1]?.window.from ?? window.to) - window.from;
			if (value === void 0 || length <= 0) continue;
			area += value * length;
			time += length;
		}
		return time > 0 ? area / time : void 0;
	};
	const cpu = mean((load) => load.cpu);
	const memory = mean((load) => load.memory);
	return {
		...cpu === void 0 ? {} : { cpu },
		...memory === void 0 ? {} : { memory }
	};
}

// src/simulate/held-windows.ts
/**
* Windows that were not kept, of which it is known all the same that they closed the gate: somebody went on waiting for CPU.
* What the kept ones around them suggest would open it there. Such a window is taken to have been as busy as those around
* it, and at least as busy as it takes to close the gate.
*/
function heldWindows(held, readings, { windows, foreign, runs, mission, machine }) {
	const { cpu, workers } = mission.admission;
	const declared = new Map(mission.tasks.map(({ id, load }) => [id, load]));
	const unseenOf = (id) => declared.get(id) ?? Math.min(100, 100 / machine.cpus);
	const ends = readings.map(({ to }) => to);
	const kept = new Set(ends);
	const byLaunch = [...runs].sort((one, other) => one.launched - other.launched);
	const found = [];
	let coming = 0;
	let active = [];
	/** What was found out about the gap between two kept ones that `of` begins. */
	let raised = {
		of: -1,
		by: 0
	};
	for (const span of united(held)) for (let window = windows.next(span.from); window.at < span.until; window = windows.next(window.at)) {
		const index = lastUpTo(ends, window.to);
		const after = readings[index + 1];
		if (after === void 0) break;
		if (kept.has(window.to)) continue;
		const next = windows.next(window.at);
		active = active.filter(({ ended }) => ended > window.from);
		for (let run = byLaunch[coming]; run !== void 0 && run.launched < next.at; run = byLaunch[coming]) {
			coming += 1;
			if (run.ended > window.from) active.push(run);
		}
		const running = active.filter(({ launched, ended }) => launched <= window.at && ended > window.at);
		if (running.length >= workers.limit || active.some(({ launched }) => launched >= window.to)) continue;
		const unseen = running.reduce((sum, { id, launched }) => sum + (launched > window.from ? unseenOf(id) : 0), 0);
		const others = foreign.in(window).cpu;
		if (others === void 0) continue;
		const usual = others + ownUse(active, window).cpu + (raised.of === index ? raised.by : 0);
		if (usual + unseen >= cpu.limit) continue;
		const around = ((readings[index]?.cpu ?? 0) + (after.cpu ?? 0)) / 2;
		const busy = Math.max(cpu.limit - unseen, around);
		raised = {
			of: index,
			by: busy - usual + (raised.of === index ? raised.by : 0)
		};
		const memory = readings[index]?.memory;
		found.push({
			...window,
			cpu: busy,
			...memory === void 0 ? {} : { memory }
		});
	}
	return [...readings, ...found].sort((one, other) => one.at - other.at);
}
/** Overlapping ones as one, in the order of time. */
function united(spans) {
	const one = [];
	for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
		const last = one.at(-1);
		if (last === void 0 || from > last.until) one.push({
			from,
			until
		});
		else last.until = Math.max(last.until, until);
	}
	return one;
}

// src/simulate/measured-windows.ts
/** Where no window was kept: a launch at the very end of a window must not seem to lie within it. */
const USUAL_LAG = 1;
/**
* The windows that were kept, and between them as many as fit: real windows are a little longer than asked for, so that
* multiples of `sample` would drift away from them.
*/
function measuredWindows(readings, sample) {
	const period = median(readings.map(({ from, to }) => to - from).filter((length) => length > 0)) ?? sample;
	const lag = median(readings.map(({ at, to }) => at - to)) ?? USUAL_LAG;
	const known = readings.map(({ at }) => at);
	const first = readings[0]?.from ?? 0;
	/** When the first window began. */
	const origin = first > period / 2 ? 0 : first;
	const endOf = (index) => readings[index]?.to ?? origin;
	/** Length of the windows between this kept one and the next. */
	const spacing = (index) => {
		const next = readings[index + 1];
		if (next === void 0) return period;
		const gap = next.to - endOf(index);
		return gap / Math.max(1, Math.round(gap / period));
	};
	/** The one that is so many windows, at least one, after a kept one; -1 stands for the origin. */
	const between = (index, steps) => {
		const length = spacing(index);
		const from = endOf(index) + (steps - 1) * length;
		return {
			from,
			to: from + length,
			at: from + length + lag
		};
	};
	const place = (time) => {
		const index = lastUpTo(known, time);
		const length = spacing(index);
		const next = readings[index + 1];
		const most = next === void 0 ? Infinity : Math.round((next.to - endOf(index)) / length) - 1;
		const passed = Math.floor((time - lag - endOf(index)) / length + 1e-9);
		return {
			index,
			steps: Math.max(0, Math.min(passed, most)),
			most
		};
	};
	return {
		newest: (time) => {
			const { index, steps } = place(time);
			return steps === 0 ? readings[index] : between(index, steps);
		},
		next: (time) => {
			const { index, steps, most } = place(time);
			return (steps < most ? void 0 : readings[index + 1]) ?? between(index, steps + 1);
		}
	};
}
function median(values) {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

// src/simulate/known-readings.ts
/**
* The readings that were kept, and those that decisions tell of: a figure that is not the one of the newest kept window, or
* comes long after it, is that of a window which was not kept, and a launch often follows from just that one.
*/
function knownReadings({ readings, views }, sample) {
	const kept = measuredWindows(readings, sample);
	const told = [];
	let index = -1;
	for (const view of views) {
		while ((readings[index + 1]?.at ?? Infinity) <= view.at) index += 1;
		const last = told.at(-1);
		const before = readings[index];
		const newest = last !== void 0 && last.at > (before?.at ?? 0) ? last : before;
		if (newest === void 0) continue;
		const older = kept.newest(view.at);
		const next = kept.next(view.at);
		const length = next.to - next.from;
		if (newest.cpu === view.cpu && newest.memory === view.memory && (older === void 0 || older.to - newest.to < 1.5 * length)) continue;
		const at = older === void 0 || older.to <= newest.to || next.at - view.at < length / 4 ? view.at : older.at;
		const to = at - (next.at - next.to);
		const { cpu, memory } = view;
		if (to <= newest.to) continue;
		told.push({
			from: Math.max(newest.to, to - length),
			to,
			at,
			...cpu === void 0 ? {} : { cpu },
			...memory === void 0 ? {} : { memory }
		});
	}
	return [...readings, ...told].sort((one, other) => one.at - other.at);
}

// src/simulate/measured-attempt.ts
/**
* How an attempt comes to its end when nobody stops it: as it was measured; never, because it went on until it was stopped;
* or at an assumed time, because it never ran, or was stopped by something else that failed.
*/
function naturalEnd(attempt) {
	if (attempt === void 0) return "assumed";
	switch (attempt.end) {
		case "succeeded":
		case "failed":
		case "out-of-memory": return "measured";
		case "timed-out":
		case "not-needed": return "never";
		case "cancelled": return "assumed";
		default: return attempt.end;
	}
}
/** What becomes of an attempt that is started, or asked to end. A task's steps are taken as one. */
function attemptAnswers(effect, attempt, { now, timeout = 0, assumed }) {
	const exited = {
		type: "step-exited",
		id: effect.id,
		step: 0
	};
	const took = attempt === void 0 ? 0 : attempt.ended - attempt.started;
	switch (effect.type) {
		case "start":
			switch (naturalEnd(attempt)) {
				case "measured": {
					const memory = attempt?.end === "out-of-memory" ? { outOfMemory: true } : {};
					return [{
						...exited,
						at: now + took,
						exitCode: attempt?.end === "succeeded" ? 0 : 1,
						...memory
					}];
				}
				case "never": return [];
				case "assumed": return [{
					...exited,
					at: now + Math.max(assumed, took + 1),
					exitCode: 0
				}];
			}
			break;
		case "terminate": {
			const overdue = attempt?.end === "timed-out" ? Math.max(0, took - timeout) : 0;
			const stop = attempt?.stopping === void 0 ? overdue : attempt.ended - attempt.stopping;
			return [{
				...exited,
				at: now + stop,
				signal: "SIGTERM"
			}];
		}
		case "kill": return [];
		default: return effect;
	}
}

// src/simulate/measured-service.ts
/** What becomes of a service; one that was never started is ready, and gone, at once. */
function serviceAnswers({ type, id }, service, now) {
	switch (type) {
		case "start-service": return service === void 0 ? [{
			type: "service-ready",
			at: now,
			id
		}] : life(id, service, now);
		case "terminate-service": {
			const from = service?.stopping ?? service?.failed;
			return [{
				type: "service-exited",
				at: now + (service === void 0 || from === void 0 ? 0 : Math.max(0, service.ended - from)),
				id,
				signal: "SIGTERM",
				logTail: ""
			}];
		}
		case "kill-service": return [];
		default: return type;
	}
}
function life(id, { started, ready, failed, ended }, now) {
	const comes = [];
	if (ready !== void 0) comes.push({
		type: "service-ready",
		at: now + (ready - started),
		id
	});
	if (failed === void 0) return comes;
	const at = now + (failed - started);
	if (ready === void 0) comes.push({
		type: "service-failed",
		at,
		id,
		message: "as it did",
		running: ended > failed
	});
	else comes.push({
		type: "service-exited",
		at,
		id,
		exitCode: 1,
		logTail: ""
	});
	return comes;
}

// src/simulate/measured-world.ts
function measuredWorld(parts) {
	const { run, windows, foreign, measuredEnds, profiles, assumedTime } = parts;
	const active = /* @__PURE__ */ new Map();
	let left = [];
	let highest = {};
	const hasWindows = run.readings.length > 0 || run.mission.admission.gate !== "off";
	let newest;
	const assumed = /* @__PURE__ */ new Set();
	const profileOf = (state, id, attempt) => {
		const known = profiles.get(id);
		return known?.[attempt - 1] ?? known?.at(-1) ?? steadyProfile(taskOf(state, id).load ?? 0);
	};
	const measure = (state, window) => {
		left = left.filter(({ ended }) => ended > window.from);
		const own = ownUse([...active.values(), ...left], window);
		const others = foreign.in(window);
		const cpu = others.cpu === void 0 ? void 0 : others.cpu + own.cpu;
		const memory = others.memory === void 0 ? void 0 : others.memory + percentOf(own.memory, run.machine.memory);
		if (measuredEnds.has(window.to) || foreign.isBeyond(window)) highest = {
			...highestOf("cpu", highest.cpu, cpu),
			...highestOf("memory", highest.memory, memory)
		};
		const usage = usageOfRequests(state, active, window);
		return {
			from: window.from,
			to: window.to,
			...cpu === void 0 ? {} : { cpu: percent$1(cpu) },
			...memory === void 0 ? {} : { memory: percent$1(memory) },
			...usage === void 0 ? {} : { usage }
		};
	};
	return {
		reading: (state, { at }) => {
			const window = hasWindows ? windows.newest(at) : void 0;
			if (window === void 0) return void 0;
			if (newest?.window.to !== window.to) newest = {
				window,
				reading: measure(state, window)
			};
			return newest.reading;
		},
		nextWindow: (state, now, quiet) => {
			if (!hasWindows) return void 0;
			const change = foreign.next(now);
			if (!(state.gated.ids.length > 0 || (state.free.reasons.get("memory") ?? 0) > 0)) return change;
			if (!quiet) return Math.min(windows.next(now).at, change ?? Infinity);
			return change ?? windows.next(now + state.mission.admission.recheck).at;
		},
		answers: (state, effect, now) => answersTo(state, effect, now),
		happened: (event) => note(event),
		highest: () => highest,
		assumed: () => [...assumed]
	};
	function answersTo(state, effect, now) {
		switch (effect.type) {
			case "start-service":
			case "terminate-service":
			case "kill-service": return serviceAnswers(effect, run.services.get(effect.id), now);
			case "start":
			case "terminate":
			case "kill": {
				const measured = run.tasks.get(effect.id)?.attempts;
				const task = taskState(state, effect.id);
				const number = "attempt" in task ? task.attempt : 1;
				const attempt = measured?.[number - 1] ?? measured?.at(-1);
				const { timeout } = taskOf(state, effect.id);
				if (effect.type === "start") {
					active.set(effect.id, {
						id: effect.id,
						launched: now,
						ended: Infinity,
						profile: profileOf(state, effect.id, number)
					});
					if (naturalEnd(attempt) === "assumed") assumed.add(effect.id);
				}
				return attemptAnswers(effect, attempt, {
					now,
					timeout,
					assumed: assumedTime(effect.id)
				});
			}
			default: return effect;
		}
	}
	function note(event) {
		if (event.type !== "ended" && event.type !== "retrying") return;
		const running = active.get(event.id);
		if (running === void 0) return;
		active.delete(event.id);
		left.push({
			...running,
			ended: event.at
		});
	}
}
function highestOf(key, before, now) {
	if (before === void 0 && now === void 0) return {};
	return { [key]: Math.max(before ?? -Infinity, now ?? -Infinity) };
}
/** No machine shows less than nothing or more than all it has. */
function percent$1(value) {
	return Math.min(100, Math.max(0, value));
}
/** What the gate needs of each task's use: how much of its request it has used already. */
function usageOfRequests(state, active, { to }) {
	const usage = [];
	for (const [id, { launched, profile }] of active) {
		if (taskOf(state, id).memory === void 0 || launched > to) continue;
		usage.push([id, {
			cpuSeconds: 0,
			memory: memoryAt(profile, to - launched)
		}]);
	}
	return usage.length === 0 ? void 0 : Object.fromEntries(usage);
}

// src/simulate/recorded-verdicts.ts
/**
* Conditions come out as they did: what they asked (changed files, expressions, outputs) is not part of a record. What ran
* may run again as often as it did; what the schedule itself has kept from running is left to the schedule.
*/
function recordedVerdicts(tasks) {
	return (state, task) => {
		const measured = tasks.get(task.id);
		const current = taskState(state, task.id);
		const attempt = "attempt" in current ? current.attempt : 1;
		if (measured === void 0 || measured.attempts.length >= attempt) return { type: "run" };
		switch (measured.status) {
			case "skipped": return {
				type: "skip",
				reason: "as it was"
			};
			case "failed":
				if (measured.attempts.length > 0) return {
					type: "skip",
					reason: "as it was"
				};
				return task.services.length > 0 ? { type: "run" } : {
					type: "fail",
					reason: "as it was"
				};
			case "succeeded":
			case "timed-out":
			case "cancelled":
			case "not-needed": return { type: "run" };
			default: return measured.status;
		}
	};
}

// src/simulate/replay.ts
/** More steps than any run of this many tasks needs: what goes on for ever is given up. */
const MOST_STEPS = 1e5;
const MOST_STEPS_OF_A_TASK = 200;
/** Replays a run under whatever rules are asked for; what it takes to know of the run is found out once. */
function replayer(run) {
	const parts = partsOf(run);
	const conditions = recordedVerdicts(run.tasks);
	const tasks = run.mission.tasks.map((task) => ({
		...task,
		steps: task.steps.slice(0, 1)
	}));
	const mostSteps = MOST_STEPS + MOST_STEPS_OF_A_TASK * tasks.length;
	return (rules) => {
		const mission = {
			...run.mission,
			tasks,
			admission: rules
		};
		const world = measuredWorld(parts);
		const { events, ended } = runInWorld(mission, run.machine, world, {
			conditions,
			predictions: run.predictions,
			mostSteps
		});
		return {
			events,
			ended,
			highest: world.highest(),
			assumed: world.assumed()
		};
	};
}
function partsOf(run) {
	const profiles = /* @__PURE__ */ new Map();
	const runs = [];
	for (const task of run.mission.tasks) {
		let before = 0;
		const own = [];
		for (const attempt of run.tasks.get(task.id)?.attempts ?? []) {
			const profile = profileOf(attempt, before, task.load ?? 0, run.machine.cpus);
			own.push(profile);
			runs.push({
				id: task.id,
				launched: attempt.started,
				ended: attempt.ended,
				profile
			});
			before = attempt.use.at(-1)?.cpuSeconds ?? before;
		}
		if (own.length > 0) profiles.set(task.id, own);
	}
	const { sample } = run.mission.admission;
	const { mission, machine } = run;
	const seen = knownReadings(run, sample);
	const windows = measuredWindows(seen, sample);
	const foreignSeen = foreignLoad(seen, runs, machine.memory, run.ended);
	const readings = heldWindows(run.heldByCpu, seen, {
		windows,
		foreign: foreignSeen,
		runs,
		mission,
		machine
	});
	const foreign = foreignLoad(readings, runs, machine.memory, run.ended);
	const usual = usualTime(run);
	const expected = new Map(run.mission.tasks.map(({ id, expect }) => [id, expect]));
	return {
		run,
		windows,
		foreign,
		measuredEnds: new Set(seen.map(({ to }) => to)),
		profiles,
		assumedTime: (id) => expected.get(id) ?? usual
	};
}
/** The median of what was measured; a minute where nothing was. */
function usualTime({ tasks }) {
	const times = [...tasks.values()].flatMap(({ attempts }) => attempts.map(({ started, ended }) => ended - started));
	return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 6e4;
}

// src/report/fold-attempt.ts
/** A launch: everything that is known of the attempt before is now history. */
function openAttempt(task, event) {
	settleOpenAttempt(task, event.at);
	task.attempts = Math.max(task.attempts + 1, event.attempt);
	const attempt = {
		number: task.attempts,
		started: event.at,
		waited: sinceTheLastLaunch(task),
		status: "running"
	};
	task.attemptList.push(attempt);
	return attempt;
}
/** A step of it has ended. */
function recordAttemptUse(task, usage) {
	const attempt = task.attemptList.at(-1);
	if (attempt !== void 0 && attempt.ended === void 0) attempt.usage = addUsage(attempt.usage, usage);
}
/** A journal without the end of the newest attempt is that of a runner that was killed. */
function settleOpenAttempt(task, at) {
	const attempt = task.attemptList.at(-1);
	if (attempt === void 0 || attempt.ended !== void 0) return;
	settle(task, attempt, at, "cancelled");
	attempt.reason ??= "it was still running when the runner died";
}
/** The attempt that runs is asked to end. */
function noteStopping(task, at) {
	const attempt = task.attemptList.at(-1);
	if (attempt !== void 0 && attempt.ended === void 0) attempt.stopping = at;
}
/** The attempt did not end well and another one is due. */
function recordRetry(task, event) {
	const attempt = task.attemptList.at(-1);
	if (attempt === void 0 || attempt.ended !== void 0) return;
	settle(task, attempt, event.at, event.cause === "timeout" ? "timed-out" : "failed");
	attempt.reason = event.reason;
	attempt.retry = {
		cause: event.cause,
		until: event.until
	};
	const tail = tailOf(task.left?.logTail, {
		lines: 20,
		characters: 4e3
	});
	if (tail !== "") attempt.logTail = tail;
	if (task.left?.results !== void 0) attempt.results = task.left.results;
}
/** The task ended; false when no attempt was open, as for one that was skipped. */
function closeAttempt(task, event) {
	const attempt = task.attemptList.at(-1);
	if (attempt === void 0 || attempt.ended !== void 0) return false;
	settle(task, attempt, event.at, event.status);
	if (event.reason !== void 0) attempt.reason = event.reason;
	return true;
}
function settle(task, attempt, at, status) {
	attempt.ended = at;
	attempt.status = status;
	if (task.exitCode !== void 0) attempt.exitCode = task.exitCode;
	if (task.signal !== void 0) attempt.signal = task.signal;
	if (task.outOfMemory === true) attempt.outOfMemory = true;
}
/** What was waited in all, without what earlier launches waited. */
function sinceTheLastLaunch(task) {
	const waited = noWaits();
	for (const reason of Object.keys(waited)) {
		const earlier = task.attemptList.reduce((sum, attempt) => sum + attempt.waited[reason], 0);
		waited[reason] = Math.max(0, task.waited[reason] - earlier);
	}
	return waited;
}

// src/report/fold-load.ts
/** Lets time pass: what ran until `at` is added to the integrals. */
function advanceLoad(load, at) {
	const passed = at - load.since;
	if (passed <= 0) return;
	load.maximum = Math.max(load.maximum, load.now);
	load.maximumActive = Math.max(load.maximumActive, load.active);
	load.area += load.now * passed;
	load.squares += load.now * load.now * passed;
	load.activeArea += load.active * passed;
	load.since = at;
}
/** One task more or one less, of this declared load. */
function changeLoad(load, at, count, declared) {
	load.active += count;
	load.now = load.active === 0 ? 0 : load.now + count * declared;
	const last = load.steps.at(-1);
	if (last === void 0 || last.at !== at) {
		load.steps.push({
			at,
			load: load.now,
			active: load.active
		});
		return;
	}
	last.load = load.now;
	last.active = load.active;
}

// src/report/fold-status.ts
/** Moves a task to another status and keeps the counts and the active load true. */
function setStatus(report, task, status, at) {
	const wasActive = isActive(task.status);
	report.counts[task.status] -= 1;
	report.counts[status] += 1;
	task.status = status;
	task.since = at;
	if (wasActive === isActive(status)) return;
	changeLoad(report.load, at, wasActive ? -1 : 1, task.task.load ?? 0);
}
function isActive(status) {
	return status === "running" || status === "stopping";
}

// src/report/fold-gate.ts
function recordDeferred(report, event) {
	for (const id of event.ids) {
		const task = report.tasks.get(id);
		if (task === void 0 || task.deferral?.decision.reason === event.reason) continue;
		closeDeferral(report, task, event.at);
		const decision = {
			at: event.at,
			id,
			verdict: "deferred",
			reason: event.reason,
			detail: event.detail,
			count: 1,
			check: report.checks.count,
			...seen(event.view)
		};
		report.decisions.push(decision);
		task.deferral = {
			since: event.at,
			decision
		};
	}
}
function recordAdmitted(report, event) {
	const task = report.tasks.get(event.id);
	if (task === void 0) return;
	const detail = event.detail ?? (event.forced ? task.deferral?.decision.detail : void 0);
	closeDeferral(report, task, event.at);
	task.started ??= event.at;
	task.ended = void 0;
	task.reason = void 0;
	task.exitCode = void 0;
	task.signal = void 0;
	task.failedStep = void 0;
	task.outOfMemory = void 0;
	task.left = void 0;
	task.forced ||= event.forced;
	for (const step of task.steps) Object.assign(step, notRun);
	const attempt = openAttempt(task, event);
	setStatus(report, task, "running", event.at);
	const decision = {
		at: event.at,
		id: event.id,
		verdict: event.forced ? "forced" : "admitted",
		...detail === void 0 ? {} : { detail },
		count: 1,
		check: report.checks.count,
		...seen(event.view),
		loadStep: report.load.steps.length - 1,
		attempt
	};
	task.admission = decision;
	report.decisions.push(decision);
	report.admissions.push(decision);
}
/** The wait that goes on is over: its time goes to its reason, its checks to its ledger entry. */
function closeDeferral(report, task, at) {
	if (task.deferral === void 0) return;
	const { since, decision } = task.deferral;
	if (decision.reason !== void 0) task.waited[decision.reason] += Math.max(0, at - since);
	const checks = report.checks.count - decision.check + (report.checks.last === at ? 0 : 1);
	decision.count = Math.max(1, checks);
	decision.until = at;
	task.deferral = void 0;
}
const notRun = {
	status: "not-run",
	started: void 0,
	ended: void 0,
	exitCode: void 0,
	signal: void 0
};
function seen(view) {
	return {
		...view.cpu === void 0 ? {} : { cpu: view.cpu },
		...view.memory === void 0 ? {} : { memory: view.memory },
		active: view.active,
		unseen: view.unseen,
		band: view.band
	};
}

// src/report/new-report.ts
/** The report of what nothing has happened to yet. */
function newTask(task) {
	return {
		task,
		status: "pending",
		since: 0,
		attempts: 0,
		attemptList: [],
		waited: noWaits(),
		steps: task.steps.map((step) => ({
			...step,
			status: "not-run"
		})),
		leftovers: [],
		forced: false
	};
}
function newService(mission, service) {
	return {
		service,
		users: usersOf(mission, service),
		status: "idle",
		killed: false
	};
}
function usersOf(mission, { id }) {
	return mission.tasks.flatMap((task) => task.services.includes(id) ? [task.id] : []);
}

// src/report/fold-resumed.ts
/**
* The run goes on: what is kept stays as it was reported, everything else is as if it had never run but for the list of
* its launches. Ledger, readings and load go on.
*/
function recordResumed(report, event) {
	report.finished = false;
	delete report.result;
	delete report.changed;
	if (event.changed !== void 0) report.changed = event.changed;
	delete report.source;
	if (event.source !== void 0) report.source = event.source;
	delete report.predictions;
	if (event.predictions !== void 0) report.predictions = event.predictions;
	report.mission = event.mission;
	report.file = event.file;
	report.machine = event.machine;
	report.resumes.push({
		at: event.at,
		started: event.started,
		kept: event.kept.length,
		again: event.again
	});
	for (const { at, signal } of report.interruptions.splice(0)) report.degraded.push({
		at,
		message: `Interrupted: ${signal}`
	});
	resumeTasks(report, event);
	resumeServices(report, event.mission);
}
function resumeTasks(report, event) {
	const kept = new Set(event.kept);
	const before = new Map(report.tasks);
	report.tasks.clear();
	for (const [id, task] of before) {
		if (kept.has(id)) continue;
		closeDeferral(report, task, event.at);
		settleOpenAttempt(task, event.at);
		setStatus(report, task, "pending", event.at);
		report.counts.pending -= 1;
	}
	for (const task of event.mission.tasks) {
		const old = before.get(task.id);
		if (old !== void 0 && kept.has(task.id)) report.tasks.set(task.id, keptTask(old, task));
		else {
			report.tasks.set(task.id, {
				...newTask(task),
				since: event.at,
				resumed: true,
				...earlierOf(old)
			});
			report.counts.pending += 1;
		}
	}
}
/** What it is called may have changed since. */
function keptTask(old, task) {
	const steps = old.steps.map((step, index) => ({
		...step,
		...task.steps[index]
	}));
	return {
		...old,
		task,
		steps,
		kept: true
	};
}
function earlierOf(old) {
	const earlier = [...old?.earlier ?? [], ...old?.attemptList ?? []];
	return earlier.length === 0 ? {} : { earlier };
}
function resumeServices(report, mission) {
	const before = new Map(report.services);
	report.services.clear();
	for (const service of mission.services) {
		const old = before.get(service.id);
		const resumed = old?.status === "stopped" ? {
			...old,
			service,
			users: usersOf(mission, service)
		} : newService(mission, service);
		report.services.set(service.id, resumed);
	}
}

// src/report/fold-service.ts
function recordServiceEvent(service, event) {
	switch (event.type) {
		case "service-starting":
			if (service.status !== "idle" && service.status !== "stopped") return;
			forget(service);
			service.status = "starting";
			service.started = event.at;
			service.startedFor = event.by;
			return;
		case "service-started": return;
		case "service-ready":
			if (service.status !== "starting") return;
			service.status = "ready";
			service.ready = event.at;
			return;
		case "service-failed":
			if (service.ended !== void 0) return;
			fail(service, event.at, event.message);
			if (!event.running) service.ended = event.at;
			return;
		case "service-stopping":
			if (service.status === "starting" || service.status === "ready") service.status = "stopping";
			service.stopping ??= event.at;
			return;
		case "service-killing":
			service.killed = true;
			return;
		case "service-exited": {
			const { exitCode, signal, usage } = event;
			if (usage !== void 0) recordEndedTree(service, usage, event.at);
			if (exitCode !== void 0) service.exitCode = exitCode;
			if (signal !== void 0) service.signal = signal;
			service.logTail = event.logTail;
			service.ended ??= event.at;
			if (service.status === "stopping") service.status = "stopped";
			const how = signal === void 0 ? `exited with code ${exitCode ?? "?"}` : `was ended by ${signal}`;
			if (service.status === "starting" || service.status === "ready") fail(service, event.at, `it ${how} while it was needed`);
			return;
		}
	}
}
function fail(service, at, failure) {
	if (service.status === "failed") return;
	service.status = "failed";
	service.failed = at;
	service.failure = failure;
}
/** How it came to its end the last time. */
function forget(service) {
	delete service.ready;
	delete service.ended;
	delete service.exitCode;
	delete service.signal;
	delete service.logTail;
	service.killed = false;
}

// src/report/fold-task.ts
function recordTaskEvent(report, task, event) {
	switch (event.type) {
		case "triggered":
			task.triggered = event.at;
			if (event.by !== void 0) task.triggeredBy = event.by;
			setStatus(report, task, "waiting", event.at);
			return;
		case "step-advanced": return;
		case "step-started": {
			const step = task.steps[event.step];
			if (step !== void 0) {
				step.status = "running";
				step.started = event.at;
			}
			if (task.usage !== void 0) task.usage.restarted = true;
			return;
		}
		case "spawn-failed": {
			const step = task.steps[event.step];
			if (step !== void 0) endStep(step, "failed", event.at);
			return;
		}
		case "step-exited":
			recordExit(task, event);
			return;
		case "lost":
			if (event.left !== void 0) task.left = event.left;
			return;
		case "stopping":
			setStatus(report, task, "stopping", event.at);
			noteStopping(task, event.at);
			return;
		case "retrying": {
			const status = event.cause === "timeout" ? "timed-out" : "failed";
			endRunningStep(lastStarted(task), status, event.at);
			recordRetry(task, event);
			task.reason = event.reason;
			setStatus(report, task, "backoff", event.at);
			return;
		}
		case "requeued":
			setStatus(report, task, "waiting", event.at);
			return;
		case "ended":
			recordEnd(report, task, event);
			return;
	}
}
function recordExit(task, event) {
	task.exitCode = event.exitCode;
	task.signal = event.signal;
	if (event.outOfMemory === true) task.outOfMemory = true;
	if (event.leftovers !== void 0) task.leftovers.push(...event.leftovers);
	if (event.left !== void 0) task.left = event.left;
	if (event.usage !== void 0) {
		recordEndedTree(task, event.usage, event.at);
		recordAttemptUse(task, event.usage);
	}
	const step = task.steps[event.step];
	if (step === void 0) return;
	step.exitCode = event.exitCode;
	step.signal = event.signal;
	endStep(step, event.exitCode === 0 ? "succeeded" : "failed", event.at);
}
function recordEnd(report, task, event) {
	closeDeferral(report, task, event.at);
	task.reason = event.reason;
	task.failedStep = event.failedStep;
	task.ended = event.at;
	setStatus(report, task, event.status, event.at);
	if (!closeAttempt(task, event)) return;
	const status = stoppedStep(event);
	if (status === void 0) return;
	endRunningStep(event.failedStep === void 0 ? lastStarted(task) : task.steps[event.failedStep], status, event.at);
}
/** What the end of its task makes of the step that ran last. */
function stoppedStep(event) {
	switch (event.status) {
		case "failed":
		case "timed-out":
		case "cancelled": return event.status;
		case "not-needed": return "cancelled";
		case "succeeded":
		case "skipped": return;
		default: return event.status;
	}
}
/** A step that was stopped exits like one that failed, or even well: the verdict on the attempt says which it was. */
function endRunningStep(step, status, at) {
	if (step?.started !== void 0) endStep(step, status, step.ended ?? at);
}
function lastStarted(task) {
	return task.steps.findLast((step) => step.started !== void 0);
}
function endStep(step, status, at) {
	step.status = status;
	step.started ??= at;
	step.ended = at;
}

// src/report/fold.ts
/** A report of nothing: what the fold starts from. */
function emptyReport() {
	const never = {
		caution: 100,
		limit: 100
	};
	return {
		mission: {
			name: "",
			scope: [],
			failFast: false,
			admission: {
				cpu: never,
				memory: never,
				workers: never,
				load: 100,
				gate: "off",
				sample: 1e3,
				recheck: 1e3,
				patience: 1e3
			},
			tasks: [],
			services: []
		},
		file: "",
		root: "",
		started: "",
		machine: {
			cpus: 0,
			memory: 0,
			platform: "",
			architecture: "",
			hostname: "",
			node: "",
			source: "none",
			notes: []
		},
		finished: false,
		duration: 0,
		tasks: /* @__PURE__ */ new Map(),
		services: /* @__PURE__ */ new Map(),
		counts: {
			pending: 0,
			waiting: 0,
			running: 0,
			stopping: 0,
			backoff: 0,
			succeeded: 0,
			failed: 0,
			"timed-out": 0,
			cancelled: 0,
			skipped: 0,
			"not-needed": 0
		},
		decisions: [],
		admissions: [],
		readings: [],
		load: {
			now: 0,
			active: 0,
			maximum: 0,
			maximumActive: 0,
			area: 0,
			squares: 0,
			activeArea: 0,
			since: 0,
			steps: []
		},
		cpu: {
			cpuArea: 0,
			cpuTime: 0,
			memoryArea: 0,
			memoryTime: 0,
			maximumCpu: 0,
			maximumMemory: 0
		},
		checks: {
			count: 0,
			last: -1
		},
		degraded: [],
		interruptions: [],
		resumes: []
	};
}
/** Takes one event in. Mutates the report that the caller owns; never throws, ids it does not know change nothing. */
function recordEvent(report, event) {
	report.duration = Math.max(report.duration, event.at);
	advanceLoad(report.load, event.at);
	switch (event.type) {
		case "mission-started":
			begin(report, event);
			return;
		case "resumed":
			recordResumed(report, event);
			return;
		case "sampled":
			recordReading(report, event.reading, event.at);
			return;
		case "woke":
		case "killing": return;
		case "checked":
			report.checks.count += 1;
			report.checks.last = event.at;
			return;
		case "deferred":
			recordDeferred(report, event);
			return;
		case "admitted":
			recordAdmitted(report, event);
			return;
		case "interrupted":
			report.interruptions.push({
				at: event.at,
				signal: event.signal
			});
			return;
		case "degraded":
			report.degraded.push({
				at: event.at,
				message: event.message
			});
			return;
		case "mission-ended":
			report.result = event.result;
			report.finished = true;
			return;
		case "step-started":
		case "step-advanced":
		case "spawn-failed":
		case "step-exited":
		case "lost":
		case "triggered":
		case "stopping":
		case "retrying":
		case "requeued":
		case "ended": {
			const task = report.tasks.get(event.id);
			if (task !== void 0) recordTaskEvent(report, task, event);
			return;
		}
		case "service-starting":
		case "service-started":
		case "service-ready":
		case "service-failed":
		case "service-exited":
		case "service-stopping":
		case "service-killing": {
			const service = report.services.get(event.id);
			if (service !== void 0) recordServiceEvent(service, event);
			return;
		}
	}
}
function begin(report, event) {
	report.mission = event.mission;
	report.file = event.file;
	report.root = event.root;
	if (event.folder !== void 0) report.folder = event.folder;
	report.started = event.started;
	report.machine = event.machine;
	if (event.changed !== void 0) report.changed = event.changed;
	if (event.predictions !== void 0) report.predictions = event.predictions;
	if (event.source !== void 0) report.source = event.source;
	for (const task of event.mission.tasks) {
		if (report.tasks.has(task.id)) continue;
		report.tasks.set(task.id, newTask(task));
		report.counts.pending += 1;
	}
	for (const service of event.mission.services) if (!report.services.has(service.id)) report.services.set(service.id, newService(event.mission, service));
}

// src/report/what-if.ts
function whatIf(report, run) {
	const replay = replayer(run);
	const { admission } = run.mission;
	const under = (changes) => {
		const { events, ended, highest, assumed } = replay(changedLimits(admission, changes));
		const replayed = emptyReport();
		for (const event of events) recordEvent(replayed, event);
		const { workers } = outlook(replayed).highest;
		return {
			...outlook(replayed),
			highest: {
				...highest,
				workers
			},
			ended,
			assumed
		};
	};
	return {
		measured: outlook(report),
		same: under({}),
		under
	};
}
/** By how many percent the replay of the same limits is off what was measured. */
function offBy({ measured, same }) {
	return measured.makespan === 0 ? 0 : 100 * (same.makespan - measured.makespan) / measured.makespan;
}
function outlook(report) {
	const waited = noWaits();
	let makespan = 0;
	for (const task of report.tasks.values()) {
		makespan = Math.max(makespan, task.ended ?? 0);
		for (const reason of Object.keys(waited)) waited[reason] += task.waited[reason];
	}
	for (const { ended } of report.services.values()) makespan = Math.max(makespan, ended ?? 0);
	const { cpuTime, memoryTime, maximumCpu, maximumMemory } = report.cpu;
	return {
		makespan,
		waited,
		highest: {
			...cpuTime > 0 ? { cpu: maximumCpu } : {},
			...memoryTime > 0 ? { memory: maximumMemory } : {},
			workers: Math.max(report.load.maximumActive, report.load.active)
		},
		tasks: report.tasks
	};
}

// src/report/what-if-sweep.ts
const LIMIT_NAMES = [
	"cpu",
	"memory",
	"workers",
	"load"
];
const REASONS = {
	cpu: "cpu",
	memory: "memory",
	workers: "slots",
	load: "load"
};
/** Less than this share of the whole, in percent, is not. */
const WORTH = .5;
function isWorthAWord(saved, { same }) {
	return 100 * saved >= WORTH * same.makespan;
}
/** Those that held somebody back. */
function heldLimits(report) {
	const waits = [...report.tasks.values()];
	return LIMIT_NAMES.filter((name) => waits.some(({ waited }) => waited[REASONS[name]] > 0));
}
/** Of these limits; `thorough`: with values that one would try instead, and not only each of them lifted. */
function sweep(what, held, rules, thorough) {
	const row = (changes) => ({
		changes,
		estimate: what.under(changes)
	});
	const rows = [];
	const costs = [];
	for (const name of held) {
		const lifted = row({ [name]: Infinity });
		const saved = what.same.makespan - lifted.estimate.makespan;
		if (lifted.estimate.ended) costs.push({
			name,
			saved
		});
		if (thorough && isWorthAWord(saved, what)) for (const value of othersOf(name, rules)) rows.push(row({ [name]: value }));
		rows.push(lifted);
	}
	if (held.length > 1) rows.push(row(Object.fromEntries(held.map((name) => [name, Infinity]))));
	return {
		rows,
		costs: costs.sort((one, other) => other.saved - one.saved)
	};
}
/** Values that one would try instead, ascending. */
function othersOf(name, rules) {
	switch (name) {
		case "cpu": return [
			60,
			75,
			85,
			95
		].filter((value) => value !== rules.cpu.limit);
		case "memory": return [
			75,
			85,
			95
		].filter((value) => value !== rules.memory.limit);
		case "workers": return [...new Set([
			.5,
			1.5,
			2
		].map((factor) => Math.ceil(rules.workers.limit * factor)))].filter((value) => value !== rules.workers.limit);
		case "load": return [1.5, 2].map((factor) => Math.round(rules.load * factor));
		default: return name;
	}
}

// src/report/what-if-text.ts
/** Sentences about replays that the report and the command line share; plain text. */
const ASSUMPTIONS = [
	"Every attempt takes, uses and comes to what it did in this run, whatever runs beside it: that tasks slow each other down on a full machine, and are faster alone, is not in it.",
	"What others and services used stays where it was on the clock, and is its mean beyond the end of this run.",
	"Conditions come out as they did."
];
/** How far the replay of the same limits is off, and what follows from that. */
function trustText(what) {
	if (!what.same.ended) return "A replay at the same limits does not come to its end: the figures are not to be trusted.";
	const off = offBy(what);
	const size = Math.abs(off);
	if (size < .05) return "A replay at the same limits takes as long as what was measured.";
	const figure = `A replay at the same limits is ${formatPercent(size)} ${off > 0 ? "longer" : "shorter"} than what was measured`;
	return size <= 2 ? `${figure}.` : `${figure}: that is much, so read the other figures with care.`;
}
/** `12.5 % less`, `equal`, `3.2 times as long`. */
function againstText(makespan, other) {
	if (other <= 0) return "";
	if (makespan >= 2 * other) return `${trimmed(makespan / other, 1)} times as long`;
	const difference = 100 * (other - makespan) / other;
	if (Math.abs(difference) < .05) return "equal";
	return `${formatPercent(Math.abs(difference))} ${difference > 0 ? "less" : "more"}`;
}
/** Whose time is not measured; '' when everybody's is. */
function assumedText(estimates) {
	const ids = [...new Set(estimates.flatMap(({ assumed }) => assumed))];
	if (ids.length === 0) return "";
	const shown = ids.length > 5 ? [...ids.slice(0, 4), plural(ids.length - 4, "other")] : ids;
	return `This run does not tell how long ${listed(shown)} would take: \`expect\` stands for it, or the median of the others.`;
}
const OVERLOADED = "More than 100 % of the CPU is more than the machine has: such a run would take longer than estimated.";
function isOverloaded({ highest }) {
	return (highest.cpu ?? 0) > 100.5;
}

// src/report/what-if-section.ts
/** A replay costs a moment for each task, and the report of a run must not: of more than these only the limits themselves. */
const mostTasksSwept = 500;
/** Of more than these it is left to whoever asks. */
const mostTasks = 2e3;
const words = {
	cpu: "CPU",
	memory: "memory",
	workers: "workers",
	load: "load"
};
/** What other limits would have done to this run; '' of one that does not tell. */
function whatIfSection(report) {
	const replayable = measuredRun(report);
	if (replayable.type === "not-replayable") return "";
	const heading = "## What if";
	const held = heldLimits(report);
	if (held.length === 0) return `${heading}\n\nNo limit held anything back: with higher ones the run would have taken as long.`;
	if (report.tasks.size > mostTasks) return `${heading}\n\nWhat other limits would have done to a run of this size is told by \`mission replay DIR --cpu 90\`, with the folder of this run.`;
	const { run } = replayable;
	const what = whatIf(report, run);
	const swept = sweep(what, held, run.mission.admission, report.tasks.size <= mostTasksSwept);
	const estimates = swept.rows.map(({ estimate }) => estimate);
	return [
		heading,
		`The same run with other limits, replayed. ${costText(swept, what)}${freeText(held)}`,
		table(what, swept),
		[
			trustText(what),
			...estimates.some(isOverloaded) ? [OVERLOADED] : [],
			assumedText([what.same, ...estimates])
		].filter((text) => text !== "").join(" "),
		`An estimate. ${ASSUMPTIONS.join(" ")}`
	].join("\n\n");
}
/** Which limit has cost the most. */
function costText({ costs }, what) {
	const [dearest] = costs;
	if (dearest === void 0 || !isWorthAWord(dearest.saved, what)) return "No limit alone has cost time worth mentioning.";
	const { name, saved } = dearest;
	return `**The ${words[name]} limit has cost the most**: without it the run would have taken ${formatDuration(saved)} less.`;
}
function freeText(held) {
	const free = LIMIT_NAMES.filter((name) => !held.includes(name)).map((name) => words[name]);
	if (free.length === 0) return "";
	return ` The ${free.length === 1 ? "limit" : "limits"} of ${listed(free)} held nothing back.`;
}
const columns$2 = [
	{ title: "Limits" },
	{
		title: "Takes",
		align: "right"
	},
	{
		title: "Against the same limits",
		align: "right"
	},
	{ title: "Waited, all together" },
	{
		title: "CPU at most",
		align: "right"
	},
	{
		title: "Memory at most",
		align: "right"
	},
	{
		title: "Active at most",
		align: "right"
	}
];
function table(what, { rows }) {
	const { makespan } = what.same;
	return markdownTable(columns$2, [
		[
			"**As it ran**",
			`**${formatDuration(what.measured.makespan)}**`,
			"",
			...cells(what.measured)
		],
		[
			"The same, replayed",
			formatDuration(makespan),
			"",
			...cells(what.same)
		],
		...rows.map(({ changes, estimate }) => [
			changesText(changes),
			estimate.ended ? formatDuration(estimate.makespan) : "does not end",
			estimate.ended ? againstText(estimate.makespan, makespan) : "–",
			...cells(estimate)
		])
	]);
}
function cells({ waited, highest }) {
	const { cpu, memory, workers } = highest;
	return [
		waitsText(waited) || "–",
		formatPercent(cpu),
		formatPercent(memory),
		String(workers)
	];
}
/** `CPU 85 %`, `no CPU limit`, `8 workers`. */
function changesText(changes) {
	const given = LIMIT_NAMES.flatMap((name) => {
		const value = changes[name];
		return value === void 0 ? [] : [{
			name,
			value
		}];
	});
	const lifted = given.filter(({ value }) => value === Infinity).map(({ name }) => words[name]);
	if (lifted.length > 0) return `no limit of ${listed(lifted)}`;
	return given.map(({ name, value }) => name === "workers" ? `${value} workers` : `${words[name]} ${formatPercent(value)}`).join(", ");
}

// src/report/final-report.ts
const mostLoadRows = 1e4;
/** All results of a mission; of one that has not ended, as far as it came. */
function finalReport(report) {
	const chart = mermaidTimeline(report);
	const loads = loadTable(report, mostLoadRows);
	return joinBlocks([
		title(report, "Final report"),
		verdict(report),
		facts$1(report),
		resumeSection(report),
		failuresSection(report),
		resultsSection(report),
		servicesSection(report, true),
		coverageSection(report),
		chart === "" ? "" : `## Timeline\n\n${chart}`,
		timeSection(report),
		historySection(report),
		utilizationSection(report),
		whatIfSection(report),
		loads === "" ? "" : `## Load and memory, declared and measured\n\n${loads}`,
		correctionSection(report),
		machineSection(report),
		degradedSection(report),
		whereToLook
	]);
}
function facts$1(report) {
	const { mission } = report;
	const steps = stepCount(report);
	return factTable([
		["Mission", markdownText(mission.name)],
		...mission.goal === void 0 ? [] : [["Goal", markdownText(mission.goal)]],
		...mission.description === void 0 ? [] : [["Description", markdownText(mission.description)]],
		...mission.scope.length === 0 ? [] : [["Scope", mission.scope.map(markdownText).join(", ")]],
		["File", markdownCode(report.file)],
		["Started", startedText(report)],
		["Duration", formatDuration(report.duration)],
		...steps.all === 0 ? [] : [["Steps", `${steps.done} of ${steps.all}`]],
		...runFacts(report)
	]);
}
const whereToLook = `## Where to look

- [report.html](report.html): the run as a page to look at, with its timeline and each wait by its reason
- [master-report.md](master-report.md): the deployment log with every decision of the gate
- [tasks/](tasks/): a completion report for each task and test
- [logs/](logs/): their whole output
- [mission.json](mission.json) and [junit.xml](junit.xml): the same for machines`;

// src/report/junit.ts
/**
* The run as JUnit XML: a suite per level, a case per task or test. Times in seconds. The test cases that a task
* reported stay in its own files: here they are counts among the suite's properties (a case may have none in the
* format's schema) and, those that failed, the text of its failure.
*/
function junit(report) {
	const suites = [2, 3].map((level) => [...report.tasks.values()].filter(({ task }) => task.level === level));
	const all = suites.flat();
	return `${[
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites${attributes({
			name: report.mission.name,
			...counts$1(all),
			time: seconds(report.duration)
		})}>`,
		...suites.flatMap((tasks, index) => tasks.length === 0 ? [] : suite(report, index === 0 ? "tasks" : "tests", tasks)),
		"</testsuites>"
	].join("\n")}\n`;
}
function outcomeOf(task) {
	switch (task.status) {
		case "succeeded": return "passed";
		case "failed": return "failure";
		case "skipped":
		case "not-needed": return "skipped";
		case "timed-out":
		case "cancelled":
		case "pending":
		case "waiting":
		case "running":
		case "stopping":
		case "backoff": return "error";
	}
}
function counts$1(tasks) {
	const of = (outcome) => String(tasks.filter((task) => outcomeOf(task) === outcome).length);
	return {
		tests: String(tasks.length),
		failures: of("failure"),
		errors: of("error"),
		skipped: of("skipped")
	};
}
function suite(report, name, tasks) {
	const time = tasks.reduce((sum, task) => sum + (durationOf$1(report, task) ?? 0), 0);
	const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(report.started)?.[0];
	return [
		`  <testsuite${attributes({
			name,
			...counts$1(tasks),
			time: seconds(time),
			...timestamp === void 0 ? {} : { timestamp },
			hostname: report.machine.hostname
		})}>`,
		...properties(tasks),
		...tasks.flatMap((task) => testcase(report, name, task)),
		"  </testsuite>"
	];
}
function properties(tasks) {
	const facts = tasks.flatMap((task) => [...task.attempts > 1 ? [{
		name: `${task.task.id}: attempts`,
		value: String(task.attempts)
	}] : [], ...task.left?.results === void 0 ? [] : [{
		name: `${task.task.id}: results`,
		value: countsText(task.left.results)
	}]]);
	if (facts.length === 0) return [];
	return [
		"    <properties>",
		...facts.map((fact) => `      <property${attributes(fact)}/>`),
		"    </properties>"
	];
}
function testcase(report, suiteName, task) {
	const facts = {
		name: titleOf$1(task.task),
		classname: `${report.mission.name}.${suiteName}`,
		time: seconds(durationOf$1(report, task) ?? 0)
	};
	const tail = tailOf(task.left?.logTail, {
		lines: 200,
		characters: 16e3
	});
	const content = [...verdictElement(task), ...tail === "" ? [] : [`      <system-out>${xmlText(tail)}</system-out>`]];
	if (content.length === 0) return [`    <testcase${attributes(facts)}/>`];
	return [
		`    <testcase${attributes(facts)}>`,
		...content,
		"    </testcase>"
	];
}
function verdictElement(task) {
	const outcome = outcomeOf(task);
	if (outcome === "passed") return [];
	const word = statusWord(task.status);
	const message = [task.ended === void 0 ? `${word}: it did not end` : word, task.reason ?? exitText(task)].filter((part) => part !== "").join(": ");
	if (outcome === "skipped") return [`      <skipped${attributes({ message })}/>`];
	const start = `      <${outcome}${attributes({
		message,
		type: task.status
	})}`;
	const cases = failedCases(task);
	return [cases === "" ? `${start}/>` : `${start}>${xmlText(cases)}</${outcome}>`];
}
/** The test cases of its results that failed, as text. */
function failedCases({ left }) {
	return (left?.results?.failures ?? []).slice(0, 50).map(({ name, message }) => `${cleanLine(name)}\n${message.slice(0, 2e3)}`.trim()).join("\n\n");
}
function attributes(values) {
	return Object.entries(values).map(([name, value]) => ` ${name}="${xmlText(cleanLine(value))}"`).join("");
}
function seconds(milliseconds) {
	return (milliseconds / 1e3).toFixed(3);
}

// src/report/older-note.ts
/** Where the rest of a table is that shows only its newest rows; '' when it shows all. */
function olderNote(count, one, many = `${one}s`) {
	return count <= 0 ? "" : `${plural(count, `older ${one} is`, `older ${many} are`)} only in [mission.json](mission.json).`;
}

// src/report/deployments-section.ts
/** What happened comes first: on a narrow page only the gate's figures are to be scrolled to. */
const columns$1 = [
	{
		title: "Time",
		align: "right"
	},
	{ title: "Id" },
	{ title: "Name" },
	{
		title: "Level",
		align: "right"
	},
	{ title: "Status" },
	{
		title: "Duration",
		align: "right"
	},
	{ title: "Trigger" },
	{ title: "Supports" },
	{ title: "Band" },
	{
		title: "CPU %",
		align: "right"
	},
	{
		title: "Memory %",
		align: "right"
	},
	{
		title: "Active",
		align: "right"
	},
	{ title: "Waited" }
];
/** Every launch, also each further attempt, with what the gate saw. */
function deploymentsSection(report) {
	if (report.admissions.length === 0) return ["## Deployments", "Nothing has been deployed yet."];
	const shown = report.admissions.slice(-2e3);
	const rows = shown.flatMap((admission) => {
		const task = report.tasks.get(admission.id);
		return task === void 0 ? [] : [row$3(report, admission, task)];
	});
	return [
		"## Deployments",
		"Band, CPU, memory and active workers are what the gate saw right before the launch.",
		olderNote(report.admissions.length - shown.length, "deployment"),
		markdownTable(columns$1, rows)
	];
}
function row$3(report, admission, task) {
	const { attempt } = admission;
	const isNewest = attempt === void 0 || attempt === task.attemptList.at(-1) && attempt.retry === void 0;
	const isEarlier = attempt !== void 0 && task.earlier?.includes(attempt) === true;
	return [
		formatOffset(admission.at, report.duration),
		taskLink(admission.id),
		markdownText(task.task.name),
		String(task.task.level),
		isNewest ? statusText(task) : `${attemptText(attempt)} ${isEarlier ? "before the resume" : `at attempt ${attempt.number}`}`,
		attempt === void 0 ? "–" : formatDuration(attemptDuration(report, attempt)),
		isEarlier ? "–" : attempt === void 0 || attempt.number === 1 ? triggerCell$1(task) : "retry",
		idCell(task.task.supports),
		admission.verdict === "forced" ? `${admission.band}, **forced**` : admission.band,
		gateFigure(admission.cpu),
		gateFigure(admission.memory),
		String(admission.active),
		(attempt === void 0 ? "" : waitsText(attempt.waited)) || "–"
	];
}
/** Bare: a wide table stays readable when its narrow cells do not wrap. */
function gateFigure(value) {
	return value === void 0 ? "–" : trimmed(value, 1);
}
/** What ended without ever being launched, and why. */
function notDeployedSection(report) {
	const tasks = [...report.tasks.values()].filter((task) => task.started === void 0 && hasEnded(task.status));
	if (tasks.length === 0) return [];
	const shown = tasks.slice(-2e3);
	const rows = shown.map((task) => [
		formatOffset(task.ended ?? 0, report.duration),
		taskLink(task.task.id),
		markdownText(task.task.name),
		statusText(task),
		whyCell(task)
	]);
	return [
		"## Not deployed",
		olderNote(tasks.length - shown.length, "entry", "entries"),
		markdownTable([
			{
				title: "Time",
				align: "right"
			},
			{ title: "Id" },
			{ title: "Name" },
			{ title: "Status" },
			{ title: "Why" }
		], rows)
	];
}

// src/report/master-report.ts
const mostRowsNow = 50;
/** The deployment log, of a mission that runs or has ended. */
function masterReport(report) {
	return joinBlocks([
		title(report, "Master report"),
		verdict(report),
		facts(report),
		...now(report),
		...deploymentsSection(report),
		...notDeployedSection(report),
		servicesSection(report, true),
		loadSection(report),
		...ledger(report),
		degradedSection(report)
	]);
}
function facts(report) {
	const { mission, machine } = report;
	const { cpu, memory, workers, load, gate } = mission.admission;
	const limits = [
		...gate === "off" ? [] : [`CPU ${formatPercent(cpu.limit)}`, `memory ${formatPercent(memory.limit)}`],
		plural(workers.limit, "worker"),
		`declared load ${formatPercent(load)}`
	];
	const gated = gate === "all" ? "tasks and tests" : gate === "tests" ? "tests" : "nobody";
	const reading = report.readings.at(-1);
	return factTable([
		["Mission", markdownText(mission.name)],
		...mission.goal === void 0 ? [] : [["Goal", markdownText(mission.goal)]],
		...mission.scope.length === 0 ? [] : [["Scope", mission.scope.map(markdownText).join(", ")]],
		["File", markdownCode(report.file)],
		["Started", startedText(report)],
		[report.finished ? "Took" : "Elapsed", formatDuration(report.duration)],
		...report.finished ? [] : [["Progress", progress(report)]],
		...runFacts(report),
		["Limits", limits.join(", ")],
		["Waits for CPU and memory", gated],
		...reading === void 0 || report.finished ? [] : [["Newest reading", readingText(reading)]],
		["Machine", `${formatCpus(machine.cpus)}, figures from ${markdownText(machine.source)}`]
	]);
}
function formatCpus(cpus) {
	return plural(Number(cpus.toFixed(2)), "CPU");
}
function readingText(reading) {
	return `CPU ${formatPercent(reading.cpu)}, memory ${formatPercent(reading.memory)}, ${reading.active} active: ${reading.band}`;
}
function now(report) {
	const { running, stopping, waiting: atTheGate, backoff } = report.counts;
	if (report.finished || running + stopping + atTheGate + backoff === 0) return [];
	const tasks = [...report.tasks.values()];
	const busy = tasks.filter(({ status }) => status === "running" || status === "stopping");
	const waiting = tasks.filter(({ status }) => status === "waiting" || status === "backoff");
	const shown = [...busy, ...waiting].slice(0, mostRowsNow);
	const rows = shown.map((task) => [
		markdownCode(task.task.id),
		markdownText(task.task.name),
		statusText(task),
		formatDuration(report.duration - sinceWhen(task)),
		waitsFor(report, task)
	]);
	const columns = [
		{ title: "Id" },
		{ title: "Name" },
		{ title: "Status" },
		rightColumn("For"),
		{ title: "Waits for" }
	];
	const hidden = busy.length + waiting.length - shown.length;
	return [
		"## Now",
		markdownTable(columns, rows),
		hidden > 0 ? `And ${hidden} more.` : ""
	];
}
/** One that runs counts from its launch, also while it is being stopped. */
function sinceWhen(task) {
	return task.status === "running" || task.status === "stopping" ? task.attemptList.at(-1)?.started ?? task.since : task.since;
}
function waitsFor(report, task) {
	if (task.deferral !== void 0) return deferralText(task.deferral.decision);
	const until = task.status === "backoff" ? task.attemptList.at(-1)?.retry?.until : void 0;
	if (until === void 0) return "–";
	const left = until - report.duration;
	return `its back-off, ${left > 0 ? `${formatDuration(left)} more` : "now over"}`;
}
function ledger(report) {
	if (report.decisions.length === 0) return [];
	const shown = report.decisions.slice(-500);
	const columns = [
		rightColumn("Time"),
		{ title: "Id" },
		{ title: "Verdict" },
		rightColumn("Checks"),
		rightColumn("CPU %"),
		rightColumn("Unseen %"),
		rightColumn("Memory %"),
		rightColumn("Active"),
		{ title: "Band" },
		{ title: "Why" }
	];
	const rows = shown.map((decision) => [
		formatOffset(decision.at, report.duration),
		markdownCode(decision.id),
		decision.verdict,
		String(deferralCount(report, decision)),
		gateFigure(decision.cpu),
		gateFigure(decision.unseen),
		gateFigure(decision.memory),
		String(decision.active),
		decision.band,
		deferralText(decision)
	]);
	return [
		"## Ledger",
		"Every decision of the gate. Consecutive deferrals for the same reason are one entry with the number of checks.",
		olderNote(report.decisions.length - shown.length, "decision"),
		markdownTable(columns, rows)
	];
}
function deferralText({ detail, reason }) {
	if (detail !== void 0) return markdownText(detail);
	return reason === void 0 ? "–" : waitWord(reason);
}
function rightColumn(title) {
	return {
		title,
		align: "right"
	};
}

// src/report/mission-json.ts
/**
* `mission.json`: the run for machines. Times in milliseconds since its start; absent values are left out. Beside the
* specified keys: `services` where the mission has some, and of a task `attemptList` where it was launched more than
* once, `history` where earlier runs let expect something, `outOfMemory: true`, `needsAny`, `matrix`, `logCut` in bytes,
* `kept: true`, `earlier`: its launches before a resume that ran it again. `resumes` where the run was taken up again.
*/
function missionJson(report) {
	const { dynamic, staged, serial, criticalPath, saved } = timelineOf(report);
	const load = loadFigures(report);
	const document = {
		name: report.mission.name,
		result: report.result,
		started: report.started,
		duration: report.duration,
		tasks: [...report.tasks.values()].map((task) => taskEntry$1(report, task)),
		resumes: report.resumes.length === 0 ? void 0 : report.resumes.map(resumeEntry),
		services: report.services.size === 0 ? void 0 : [...report.services.values()].map(serviceEntry$1),
		decisions: report.decisions.map((decision) => ({
			at: decision.at,
			id: decision.id,
			verdict: decision.verdict,
			reason: decision.reason,
			count: deferralCount(report, decision),
			cpu: decision.cpu,
			memory: decision.memory,
			active: decision.active,
			unseen: decision.unseen,
			band: decision.band
		})),
		timeline: {
			dynamic,
			staged,
			serial,
			criticalPath,
			saved: thousandths(saved)
		},
		load: {
			maximum: thousandths(load.maximum),
			mean: thousandths(load.mean),
			variance: thousandths(load.variance)
		},
		machine: report.machine
	};
	return `${JSON.stringify(document, withoutNoise, 2)}\n`;
}
function taskEntry$1(report, task) {
	const { id, level, name, needs, needsAny, matrix, supports } = task.task;
	const launched = task.started !== void 0;
	const results = task.left?.results;
	return {
		id,
		level,
		name,
		status: task.status,
		reason: task.reason,
		needs,
		needsAny: needsAny.length === 0 ? void 0 : needsAny,
		matrix,
		supports,
		attempts: task.attempts,
		attemptList: task.attempts > 1 ? task.attemptList.map(attemptEntry) : void 0,
		kept: task.kept,
		earlier: task.earlier?.map(attemptEntry),
		triggered: task.triggered,
		started: task.started,
		ended: task.ended,
		exitCode: task.exitCode,
		signal: task.signal,
		outOfMemory: task.outOfMemory,
		waited: waitedSoFar(report, task),
		load: {
			declared: task.task.load,
			cpuSeconds: task.usage === void 0 ? launched ? void 0 : 0 : thousandths(task.usage.cpuSeconds),
			peakMemory: task.usage === void 0 ? launched ? void 0 : 0 : task.usage.peakMemory
		},
		history: historyEntry(report, task),
		steps: launched ? task.steps.map(stepEntry) : void 0,
		results: results === void 0 ? void 0 : counts(results),
		outputs: task.left?.outputs ?? {},
		report: taskFile(id, "."),
		log: launched ? logFile(id, ".") : void 0,
		logCut: task.left?.logCut
	};
}
/** What earlier runs let expect; milliseconds. `steadiness` is without this run. */
function historyEntry(report, task) {
	const prediction = predictionOf(report.predictions, task.task.id);
	if (prediction === void 0) return void 0;
	return {
		...prediction,
		slower: usualOf(report, task)?.slower
	};
}
function resumeEntry({ at, started, kept, again }) {
	return {
		at,
		started,
		kept,
		again
	};
}
function attemptEntry(attempt) {
	const { number, started, ended, status, reason, exitCode, signal, outOfMemory, waited, retry, results } = attempt;
	return {
		attempt: number,
		status,
		reason,
		started,
		ended,
		exitCode,
		signal,
		outOfMemory,
		waited,
		/** When the next one was allowed to be launched. */
		retryAt: retry?.until,
		/** Of one that was tried again: the newest one's are the task's. */
		results: results === void 0 ? void 0 : counts(results)
	};
}
function serviceEntry$1(service) {
	const { status, startedFor, started, ready, ended, failure, exitCode, signal, users, usage } = service;
	const { id, name } = service.service;
	const log = started === void 0 ? void 0 : logFile(id, ".");
	return {
		id,
		name,
		status,
		reason: failure,
		users,
		startedFor,
		started,
		ready,
		ended,
		exitCode,
		signal,
		load: usage === void 0 ? void 0 : {
			cpuSeconds: thousandths(usage.cpuSeconds),
			peakMemory: usage.peakMemory
		},
		log
	};
}
function counts({ tests, failed, skipped }) {
	return {
		tests,
		failed,
		skipped
	};
}
function stepEntry({ name, status, started, ended, exitCode, signal }) {
	return {
		name,
		status,
		started,
		ended,
		exitCode,
		signal
	};
}
/** Enough for every reader, and the same digits on every machine. */
function thousandths(value) {
	const rounded = Math.round(value * 1e3) / 1e3;
	return rounded === 0 ? 0 : rounded;
}
/** Sums of tenths of milliseconds end in digits that mean nothing. */
function withoutNoise(_key, value) {
	return typeof value === "number" ? Math.round(value * 1e3) / 1e3 : value;
}

// src/report/page/html.ts
/** A template whose values are escaped, for text and for quoted attributes alike, unless they are markup themselves. */
function html(texts, ...parts) {
	let markup = texts[0] ?? "";
	for (const [index, part] of parts.entries()) markup += markupOf(part) + (texts[index + 1] ?? "");
	return { markup };
}
const nothing = { markup: "" };
function markupOf(part) {
	if (part === void 0) return "";
	if (typeof part === "string") return xmlText(part);
	if (typeof part === "number") return String(part);
	if ("markup" in part) return part.markup;
	return part.map(({ markup }) => markup).join("");
}
/**
* A value as the content of `<script type="application/json">`: no character of it can end the element or begin a
* comment, and JSON.parse gives the value back.
*/
function inertJson(value) {
	return { markup: JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`) };
}

// src/report/page/page-budget.ts
/** Steps that are told of one by one in the page; in most missions these are all. */
const mostSteps$2 = 2e3;
/** Characters of descriptions, all together. */
const mostDescription = 6e4;
function pageBudget(report) {
	const all = report.mission.tasks.reduce((count, { steps }) => count + steps.length, 0);
	let steps = mostSteps$2;
	let description = mostDescription;
	return {
		steps: (count, wentWell) => {
			if (wentWell && all > mostSteps$2 || count > steps) return false;
			steps -= count;
			return true;
		},
		description: (length) => {
			if (length > description) return false;
			description -= length;
			return true;
		}
	};
}

// src/report/page/page-words.ts
const waitNames = {
	trigger: "trigger",
	cpu: "CPU",
	memory: "memory",
	slots: "slots",
	load: "load",
	lock: "lock",
	service: "service",
	backoff: "back-off"
};
/** One sign per status, of the shapes that every system font has: colour alone tells nothing to many. */
const statusSigns = {
	pending: "·",
	waiting: "…",
	running: "▶",
	stopping: "■",
	backoff: "↻",
	succeeded: "✓",
	failed: "✗",
	"timed-out": "◷",
	cancelled: "■",
	skipped: "→",
	"not-needed": "○"
};
const serviceSigns = {
	idle: "·",
	starting: "…",
	ready: "▶",
	stopping: "■",
	stopped: "✓",
	failed: "✗"
};
const bands = [
	"GREEN",
	"YELLOW",
	"RED"
];

// src/report/page/short-text.ts
/** A name or sentence of others on one line, cut: a page of a thousand tasks must stay small whatever they are called. */
function shortText(text, most = 160) {
	const line = cleanLine(text.slice(0, 4 * most));
	return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : line;
}

// src/report/page/tenths.ts
/** One decimal is enough for every figure of the page, and the same digits on every machine. */
function tenths(value) {
	const rounded = Math.round(10 * value) / 10;
	return rounded === 0 ? 0 : rounded;
}
function optionalTenths(value) {
	return value === void 0 ? void 0 : tenths(value);
}

// src/report/page/page-decisions.ts
/** The newest entries of the ledger; sentences that many share, as those of one check do, are there once. */
function pageDecisions(report, positions) {
	const known = report.decisions.slice(-8e3);
	const texts = /* @__PURE__ */ new Map();
	const textIndex = ({ detail }) => {
		if (detail === void 0) return -1;
		const text = shortText(detail, 300);
		const index = texts.get(text) ?? texts.size;
		texts.set(text, index);
		return index;
	};
	return {
		decisions: known.map((decision) => [
			tenths(decision.at),
			positions.get(decision.id) ?? -1,
			decision.verdict === "deferred" ? decision.reason ?? "trigger" : decision.verdict,
			deferralCount(report, decision),
			optionalTenths(decision.cpu) ?? null,
			optionalTenths(decision.memory) ?? null,
			decision.active,
			tenths(decision.unseen),
			bands.indexOf(decision.band),
			textIndex(decision)
		]),
		olderDecisions: report.decisions.length - known.length,
		texts: [...texts.keys()]
	};
}

// src/report/page/page-tasks.ts
/** `needs: tasks` in a mission of thousands would name each of them in each test. */
const mostIds = 8;
const mostSteps$1 = 24;
function pageTask(report, task, waits, positions, budget) {
	const { id, level, needs, needsAny, supports, locks, services, load, memory, expect } = task.task;
	const name = shortText(task.task.name);
	const phrase = statusPhrase(task);
	const why = shortText(task.reason ?? exitText(task), 400);
	const measured = measuredLoad(report, task);
	const stem = fileStem(id);
	const cases = countsCell(task);
	const about = shortText(task.task.description ?? "", 240);
	const steps = pageSteps(report, task, budget);
	const allNeeds = [...needs, ...needsAny];
	return {
		id,
		name: name === id ? void 0 : name,
		about: about !== "" && budget.description(about.length) ? about : void 0,
		level,
		status: task.status,
		phrase: phrase === statusWord(task.status) ? void 0 : phrase,
		why: why === "" ? void 0 : why,
		triggered: optionalTenths(task.triggered),
		by: task.triggeredBy === void 0 ? void 0 : positions.get(task.triggeredBy),
		attempts: task.attemptList.slice(-50).map(({ started, ended, status }) => {
			return [
				tenths(started),
				tenths(ended ?? report.duration),
				ended === void 0 ? task.status : status
			];
		}),
		waits,
		ended: optionalTenths(task.ended),
		needs: firstOf(allNeeds, positions),
		needCount: allNeeds.length > mostIds ? allNeeds.length : void 0,
		supports: supports === void 0 ? void 0 : positions.get(supports),
		locks: some(locks),
		services: some(services),
		load,
		measured: optionalTenths(measured),
		cpuSeconds: optionalTenths(task.usage?.cpuSeconds),
		memory,
		peak: task.usage?.peakMemory,
		expect,
		cases: cases === "" ? void 0 : cases,
		steps: steps.length === 0 ? void 0 : steps,
		forced: task.forced ? true : void 0,
		stem: stem === id ? void 0 : stem
	};
}
function pageService(service, positions) {
	const { id } = service.service;
	const name = shortText(service.service.name);
	const stem = fileStem(id);
	const why = shortText(service.failure ?? exitText(service), 400);
	const users = service.users.flatMap((user) => positions.get(user) ?? []);
	return {
		id,
		name: name === id ? void 0 : name,
		status: service.status,
		started: optionalTenths(service.started),
		ready: optionalTenths(service.ready),
		failed: optionalTenths(service.failed),
		ended: optionalTenths(service.ended),
		why: why === "" ? void 0 : why,
		users: users.slice(0, mostIds),
		userCount: users.length > mostIds ? users.length : void 0,
		stem: stem === id ? void 0 : stem
	};
}
/** The one command of a `run` is no step. */
function pageSteps(report, { steps, started, status }, budget) {
	if (started === void 0 || steps.length === 1 && steps[0]?.name === void 0) return [];
	if (!budget.steps(Math.min(mostSteps$1, steps.length), status === "succeeded")) return [];
	return steps.slice(0, mostSteps$1).map((step) => [
		shortText(step.name ?? step.run, 60),
		step.status,
		took(report, step)
	]);
}
function took(report, { started, ended }) {
	return started === void 0 ? 0 : Math.max(0, tenths((ended ?? report.duration) - started));
}
/** The first few that the mission has. */
function firstOf(ids, positions) {
	const known = ids.slice(0, mostIds).flatMap((id) => positions.get(id) ?? []);
	return known.length === 0 ? void 0 : known;
}
function some(texts) {
	return texts.length === 0 ? void 0 : texts.slice(0, mostIds).map((text) => shortText(text));
}

// src/report/page/wait-segments.ts
/** All of them together; more would make the page large and could not be told apart on it. */
const mostSegments = 4e4;
/** By id: what it waited for and when, in order; what goes on counts until now. */
function waitSegments(report) {
	const deferrals = /* @__PURE__ */ new Map();
	for (const { id, at, until, reason } of report.decisions) {
		if (reason === void 0) continue;
		const segment = [
			tenths(at),
			tenths(until ?? report.duration),
			reason
		];
		const list = deferrals.get(id);
		if (list === void 0) deferrals.set(id, [segment]);
		else list.push(segment);
	}
	const most = Math.max(20, Math.floor(mostSegments / Math.max(1, report.tasks.size)));
	const segments = /* @__PURE__ */ new Map();
	for (const [id, task] of report.tasks) {
		const all = [...ownWaits(report, task), ...deferrals.get(id) ?? []].filter(([from, to]) => to > from).sort(([one], [other]) => one - other);
		segments.set(id, merged(all, most));
	}
	return segments;
}
/** Before its trigger, and between two attempts: nobody decides about these. */
function ownWaits(report, task) {
	return [[
		0,
		tenths(task.triggered ?? task.ended ?? report.duration),
		"trigger"
	], ...task.attemptList.flatMap(({ ended, retry }) => {
		if (ended === void 0 || retry === void 0) return [];
		const until = Math.min(retry.until, task.ended ?? Number.POSITIVE_INFINITY, report.duration);
		return [[
			tenths(ended),
			tenths(until),
			"backoff"
		]];
	})];
}
/** Neighbours joined, two by two, under the reason of the longer one, until there are few enough. */
function merged(all, most) {
	let list = all;
	while (list.length > most) {
		const next = [];
		for (let index = 0; index < list.length; index += 2) {
			const [one, other] = [list[index], list[index + 1]];
			if (one === void 0) continue;
			if (other === void 0 || one[1] !== other[0]) {
				next.push(one, ...other === void 0 ? [] : [other]);
				continue;
			}
			next.push([
				one[0],
				other[1],
				one[1] - one[0] >= other[1] - other[0] ? one[2] : other[2]
			]);
		}
		if (next.length === list.length) return list.slice(-most);
		list = next;
	}
	return list;
}

// src/report/page/make-page-data.ts
const mostSteps = 4e3;
/** Everything that the page's script needs of a run, of one that has not ended as far as it came. */
function pageData(report) {
	const tasks = [...report.tasks.values()];
	const positions = new Map(tasks.map(({ task }, position) => [task.id, position]));
	const waits = waitSegments(report);
	const budget = pageBudget(report);
	const { cpu, memory, workers, gate } = report.mission.admission;
	return {
		version: 1,
		duration: tenths(report.duration),
		critical: timelineOf(report).criticalTasks.flatMap((id) => positions.get(id) ?? []),
		limits: {
			cpu,
			memory,
			workers,
			gate
		},
		tasks: tasks.map((task) => pageTask(report, task, waits.get(task.task.id) ?? [], positions, budget)),
		services: [...report.services.values()].map((service) => pageService(service, positions)),
		...pageDecisions(report, positions),
		readings: report.readings.map((reading) => [
			Math.round(reading.to),
			optionalTenths(reading.cpu) ?? null,
			optionalTenths(reading.memory) ?? null,
			bands.indexOf(reading.band)
		]),
		active: activeWorkers(report)
	};
}
/** Of so many launches and ends that they cannot be told apart, the highest of each few. */
function activeWorkers(report) {
	const { steps } = report.load;
	const stride = Math.ceil(steps.length / mostSteps);
	const points = [];
	for (let index = 0; index < steps.length; index += stride) {
		const group = steps.slice(index, index + stride);
		const highest = group.reduce((most, { active }) => Math.max(most, active), 0);
		points.push([Math.round(group[0]?.at ?? 0), highest]);
	}
	const last = steps.at(-1);
	if (stride > 1 && last !== void 0) points.push([Math.round(last.at), last.active]);
	return points;
}

// src/report/page/html-table.ts
/** What stands in a cell where there is nothing to say. */
const dash = "–";
/** A table with a caption; the first cell of each row is its heading. `more` says what is left out, and where it is. */
function htmlTable(caption, columns, rows, more = "") {
	const filled = columns.map((column, index) => ({
		column,
		index
	})).filter(({ index }) => index === 0 || rows.length === 0 || rows.some((cells) => !isEmpty(cells[index])));
	const heads = filled.map(({ column }) => html`<th scope="col"${figure(column)}>${column.title}</th>`);
	const body = rows.map((cells) => {
		const [first, ...rest] = filled.map(({ column, index }) => index === 0 ? html`<th scope="row"${figure(column)}>${cells[0]}</th>` : html`<td${figure(column)}>${cells[index]}</td>`);
		return html`<tr>${first}${rest}</tr>
`;
	});
	return html`<div class="wide" role="group" tabindex="0" aria-label="${caption}">
<table><caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody></table></div>
${more === "" ? nothing : html`<p class="more">${more}</p>
`}`;
}
function isEmpty(cell) {
	return cell === void 0 || cell === "" || cell === "–" || cell === nothing;
}
function figure({ align }) {
	return align === "right" ? html` class="figure"` : nothing;
}
/** Too long to stand beside others. */
function isLong(value) {
	return typeof value === "string" && value.length > 70;
}
/** Facts as a description list; those without a value are left out. */
function htmlFacts(facts) {
	const rows = facts.filter(([, value]) => value !== void 0 && value !== "").map(([name, value]) => html`<div${isLong(value) ? html` class="all"` : nothing}><dt>${name}</dt><dd>${value}</dd></div>
`);
	return html`<dl class="facts">
${rows}</dl>
`;
}

// src/report/page/page-cells.ts
/** Pieces of markup about tasks that several sections share. */
/** Long tables are laid out when one gets there; short ones at once, so that nothing jumps. */
function longMark(rows) {
	return rows > 100 ? html` class="long"` : nothing;
}
/** The path of a file beside the page, as a link. Links never leave the run's folder. */
function fileLink(path, text) {
	return html`<a href="${markdownTarget(path)}">${text}</a>`;
}
/** Its id as a link to its own report. */
function taskCell(id) {
	return fileLink(taskFile(id, "."), html`<code>${id}</code>`);
}
function logLink(id, text) {
	return fileLink(logFile(id, "."), text);
}
function idList(ids, most = 6) {
	const shown = ids.slice(0, most).map((id, index) => html`${index === 0 ? "" : ", "}<code>${id}</code>`);
	return html`${shown}${ids.length > most ? ` and ${ids.length - most} more` : ""}`;
}
/** `✓ succeeded`: the sign is for the eye, the words for everybody. */
function statusCell(task) {
	const phrase = statusPhrase(task);
	const words = html`${statusSign(task.status)} ${phrase}`;
	return phrase.length > 14 ? words : html`<span class="brief">${words}</span>`;
}
function statusSign(status) {
	return html`<span class="sign s-${status}" aria-hidden="true">${statusSigns[status]}</span>`;
}
function offsetCell(report, at) {
	return at === void 0 ? "–" : formatOffset(at, report.duration);
}
/** The name, where it says more than the id. */
function nameCell({ id, name }) {
	return name === id ? nothing : shortText(name);
}

// src/report/page/page-failures.ts
const mostFailures = 50;
/** So many are open at once; the others are one click away, so that the timeline stays near. */
const mostOpen = 6;
const mostCases = 10;
/** Characters of log in the whole page: the first ones that failed get most of it. */
const logBudget = 12e4;
const longestTail = 8e3;
const shortestTail = 600;
/** What failed and why, with the end of its log. Services first: others fail because of them. */
function pageFailures(report) {
	const failures = troubled(report);
	const services = failedServices(report);
	if (failures.length + services.length === 0) return nothing;
	const heldBack = heldBackBy(report);
	let left = logBudget;
	const tail = (text) => {
		const characters = Math.max(shortestTail, Math.min(longestTail, Math.floor(left / 4)));
		const cut = tailOf(text, {
			lines: 40,
			characters
		});
		left -= cut.length;
		return cut;
	};
	const shown = services.slice(0, mostFailures);
	const entries = [...shown.map((service, index) => serviceEntry(report, service, index < mostOpen, tail)), ...failures.slice(0, mostFailures).map((task, index) => {
		const isOpen = index + shown.length < mostOpen;
		return taskEntry(report, task, heldBack.get(task.task.id) ?? [], isOpen, tail);
	})];
	const count = failures.length + services.length;
	const hidden = count - entries.length;
	const others = entries.slice(mostOpen);
	return html`<section id="failures" aria-labelledby="failures-heading">
<h2 id="failures-heading">${failuresTitle(report, failures)} <span class="count">${count}</span></h2>
${entries.slice(0, mostOpen)}${others.length === 0 ? nothing : html`<details class="others">
<summary>${count - mostOpen} more</summary>
${others}${hidden > 0 ? html`<p class="more">${plural(hidden, "more has", "more have")} a report of ${hidden === 1 ? "its" : "their"} own in ${fileLink("tasks/", "tasks/")}.</p>
` : nothing}</details>
`}</section>
`;
}
function taskEntry(report, task, heldBack, isOpen, tail) {
	const { id } = task.task;
	const links = html`${fileLink(taskFile(id, "."), "Its report")}${task.started === void 0 ? nothing : html` · ${logLink(id, "its whole log")}`}`;
	return entry({
		sign: statusSign(task.status),
		id,
		name: task.task.name,
		sentence: sentence(report, task),
		notes: [...outOfMemoryNote(report, task).map((note) => html`${note}`), ...heldBack.length === 0 ? [] : [html`Did not run because of it: ${idList(heldBack, 10)}.`]],
		cases: cases(task),
		tail: task.started === void 0 ? void 0 : tail(task.left?.logTail),
		links,
		isOpen
	});
}
function serviceEntry(report, service, isOpen, tail) {
	const { id, name } = service.service;
	const { started, ready, failed, failure } = service;
	const since = ready ?? started;
	const when = since === void 0 || failed === void 0 ? "" : ` ${formatDuration(failed - since)} after it was ${ready === void 0 ? "started" : "ready"}`;
	const hurt = service.users.filter((user) => report.tasks.get(user)?.status === "failed");
	return entry({
		sign: statusSign("failed"),
		id,
		name: name === id ? "service" : `service ${name}`,
		sentence: `Failed${when}${failure === void 0 ? "" : `: ${shortText(failure, 600).replace(/\.$/, "")}`}.`,
		notes: hurt.length === 0 ? [] : [html`Needed by what failed: ${idList(hurt, 10)}.`],
		cases: nothing,
		tail: started === void 0 ? void 0 : tail(service.logTail),
		links: started === void 0 ? nothing : logLink(id, "Its whole log"),
		isOpen
	});
}
function entry({ sign, id, name, sentence, notes, cases, tail, links, isOpen }) {
	return html`<details class="failure"${isOpen ? html` open` : nothing}>
<summary>${sign} <span><strong><code>${id}</code>${name === id ? "" : ` ${shortText(name)}`}</strong> <span class="why">${sentence}</span></span></summary>
${notes.map((note) => html`<p>${note}</p>
`)}${cases}${tail === void 0 ? nothing : tail === "" ? html`<p>It left no output.</p>
` : html`<pre tabindex="0" role="group" aria-label="End of the log of ${id}">${tail}</pre>
`}<p class="more">${links}</p>
</details>
`;
}
/** `Failed after 2m05s in step 2 of 3, Lint: exit code 1.` */
function sentence(report, task) {
	const phrase = statusPhrase(task);
	const duration = durationOf$1(report, task);
	const why = shortText(task.reason ?? exitText(task), 600).replace(/\.$/, "");
	const after = duration === void 0 ? "" : ` after ${formatDuration(duration)}`;
	return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}${after}${stepPhrase(task)}${why === "" ? "" : `: ${why}`}.`;
}
function stepPhrase({ failedStep, steps }) {
	const step = steps[failedStep ?? -1];
	if (failedStep === void 0 || step === void 0 || steps.length === 1 && step.name === void 0) return "";
	return ` in step ${failedStep + 1} of ${steps.length}, ${shortText(step.name ?? firstLine(step.run))}`;
}
/** The first few test cases that failed, one line each. */
function cases({ left }) {
	const results = left?.results;
	if (results === void 0 || results.failed === 0) return nothing;
	const items = results.failures.slice(0, mostCases).map(({ name, message }) => {
		const first = shortText(cleanText(message.slice(0, 1e3)).trim().split("\n")[0] ?? "");
		return html`<li><strong>${shortText(name) || "without a name"}</strong>${first === "" ? "" : `: ${first}`}</li>
`;
	});
	const hidden = results.failed - items.length;
	return html`<p>${countsText(results)}${items.length === 0 ? "." : ":"}</p>
<ul>
${items}${hidden > 0 && items.length > 0 ? html`<li>and ${hidden} more</li>
` : nothing}</ul>
`;
}

// src/report/page/page-head.ts
/** What the run was, how it ended, and the figures that one asks for first. */
function pageHead(report) {
	const { mission } = report;
	const { claim, rest } = verdictParts(report, (text) => text);
	const kind = report.result ?? "running";
	return html`<header>
<p class="kind">Mission report</p>
<h1>${titleOf(report)}</h1>
${mission.goal === void 0 ? nothing : html`<p class="goal">${shortText(mission.goal, 600)}</p>
`}<p id="verdict" class="verdict s-${kind}"><span class="sign" aria-hidden="true">${statusSigns[kind]}</span> <span><strong>${claim}</strong>${rest}</span></p>
${figures(report)}${about(report)}</header>
`;
}
function titleOf({ mission }) {
	return shortText(mission.name, 300) || "Mission";
}
/** Four to six figures, each with what it is measured against. */
function figures(report) {
	const { staged, serial, criticalPath } = timelineOf(report);
	const means = measuredMeans(report);
	const { workers, cpu, memory } = report.mission.admission;
	const tiles = [
		tile(report.finished ? "Took" : "So far", formatDuration(report.duration), `critical path ${formatDuration(criticalPath)}`),
		...against("staged", staged, report.duration),
		...against("serial", serial, report.duration),
		...report.admissions.length === 0 ? [] : [tile("Workers", trimmed(meanActive(report), 1), `on average; at most ${Math.max(report.load.maximumActive, report.load.active)} of ${workers.limit}`)],
		...measured("CPU", means.cpu, report.cpu.maximumCpu, cpu.limit),
		...measured("Memory", means.memory, report.cpu.maximumMemory, memory.limit)
	];
	return html`<dl class="figures">
${tiles}</dl>
`;
}
/** How much shorter or longer it was than another timeline. */
function against(name, time, duration) {
	if (time === 0) return [];
	const saved = 100 * (time - duration) / time;
	const note = `${saved < 0 ? "more" : "less"} than ${name}, ${formatDuration(time)}`;
	return [tile(`Against ${name}`, formatPercent(Math.abs(saved)), note)];
}
function measured(name, mean, highest, limit) {
	if (mean === void 0) return [];
	const note = `on average; at most ${formatPercent(rounded(highest))}, limit ${formatPercent(limit)}`;
	return [tile(name, formatPercent(rounded(mean)), note)];
}
/** Of little, a decimal: `3 %, at most 3 %` reads like a mistake. */
function rounded(percent) {
	return percent < 10 ? percent : Math.round(percent);
}
function tile(name, value, note) {
	return html`<div><dt>${name}</dt><dd class="value">${value}</dd><dd class="note">${note}</dd></div>
`;
}
function about(report) {
	const { mission } = report;
	const { counts } = report;
	const steps = stepCount(report);
	const results = totalResults(report);
	const flaky = flakyIds(report);
	const load = loadFigures(report);
	const tests = mission.tasks.filter(({ level }) => level === 3).length;
	const kinds = `${plural(report.tasks.size - tests, "task")}, ${plural(tests, "test")}`;
	return htmlFacts([
		["Started", startedText(report)],
		["File", html`<code>${shortText(report.file, 300)}</code>`],
		["Description", mission.description === void 0 ? void 0 : shortText(mission.description, 1e3)],
		["Scope", shortText(mission.scope.join(", "), 600)],
		["Size", kinds],
		["Steps", steps.all === 0 ? void 0 : `${steps.done} of ${steps.all}`],
		["Test cases", results === void 0 ? void 0 : bareCounts(results)],
		["Tried again", counts.succeeded > 0 && flaky.length > 0 ? html`flaky in this run: ${idList(flaky, 20)}` : void 0],
		["Declared load", load.maximum === 0 ? void 0 : `${formatPercent(load.mean)} on average, at most ${formatPercent(load.maximum)}`],
		["Changed files", changed(report)],
		["Machine", `${plural(Number(report.machine.cpus.toFixed(2)), "CPU")}, ${formatBytes(report.machine.memory)}`]
	]);
}
function changed({ changed }) {
	if (changed === void 0) return void 0;
	switch (changed.type) {
		case "known": return `${plural(changed.files.length, "file")} since ${shortText(changed.base)}`;
		case "unknown": return `not known, so nothing is skipped for it: ${shortText(changed.why, 400)}`;
		default: return changed;
	}
}

// src/report/page/page-ledger.ts
/** The decisions of the gate, the newest of them where there are many. */
function pageLedger(report) {
	const shown = report.decisions.slice(-300);
	const older = report.decisions.length - shown.length;
	const table = htmlTable(`Decisions of the gate: ${report.decisions.length}`, [
		{
			title: "Time",
			align: "right"
		},
		{ title: "Id" },
		{ title: "Verdict" },
		{
			title: "Checks",
			align: "right"
		},
		{
			title: "CPU",
			align: "right"
		},
		{
			title: "Unseen",
			align: "right"
		},
		{
			title: "Memory",
			align: "right"
		},
		{
			title: "Active",
			align: "right"
		},
		{ title: "Band" },
		{ title: "Why" }
	], shown.map((decision) => row$2(report, decision)), older > 0 ? `${older} older decisions are in mission.json.` : "");
	return html`<section id="ledger"${longMark(shown.length)} aria-labelledby="ledger-heading">
<h2 id="ledger-heading">Ledger</h2>
${shown.length === 0 ? html`<p>The gate has decided nothing.</p>
` : html`<p>Deferrals for the same reason that follow each other are one entry with the number of checks.</p>
${table}`}</section>
`;
}
function row$2(report, decision) {
	const { id, verdict, cpu, memory, active, unseen, band } = decision;
	return [
		offsetCell(report, decision.at),
		html`<code>${id}</code>`,
		html`<span class="verdict-${verdict}">${verdict}</span>`,
		deferralCount(report, decision),
		percent(cpu),
		percent(unseen === 0 ? void 0 : unseen),
		percent(memory),
		active,
		html`<span class="band b-${band}">${band}</span>`,
		why(decision)
	];
}
function percent(value) {
	return value === void 0 ? "–" : formatPercent(Math.round(value));
}
function why({ detail, reason }) {
	if (detail !== void 0) return shortText(detail, 240);
	return reason === void 0 ? "–" : waitNames[reason];
}

// src/report/page/page-load.ts
const mostRows$2 = 200;
/** Declared against measured, for each task and test that ran; those furthest from what they declared first. */
function pageLoad(report) {
	const known = [...report.tasks.values()].filter(({ started }) => started !== void 0).filter(({ task, usage }) => (usage ?? task.load ?? task.memory) !== void 0);
	const rows = known.map((task) => ({
		task,
		distance: distanceOf(report, task)
	})).sort((one, other) => other.distance - one.distance).slice(0, mostRows$2).map(({ task }) => row$1(report, task));
	const hidden = known.length - rows.length;
	return html`<section id="load"${longMark(rows.length)} aria-labelledby="load-heading">
<h2 id="load-heading">Load and memory</h2>
${rows.length === 0 ? html`<p>Nothing was declared and nothing measured.</p>
` : htmlTable("Declared and measured, those furthest from what they declared first", [
		{ title: "Id" },
		{ title: "Name" },
		{
			title: "Declared load",
			align: "right"
		},
		{
			title: "Measured load",
			align: "right"
		},
		{ title: "Declared, measured" },
		{
			title: "CPU time",
			align: "right"
		},
		{
			title: "Declared memory",
			align: "right"
		},
		{
			title: "Peak memory",
			align: "right"
		}
	], rows, hidden > 0 ? `${hidden} more are in final-report.md and mission.json.` : "")}</section>
`;
}
function row$1(report, task) {
	const { usage } = task;
	const { id, load, memory } = task.task;
	const measured = measuredLoad(report, task);
	return [
		taskCell(id),
		nameCell(task.task),
		load === void 0 ? "–" : formatPercent(load),
		measured === void 0 ? "–" : formatPercent(measured),
		bars(load, measured),
		usage === void 0 ? "–" : formatDuration(1e3 * usage.cpuSeconds),
		memory === void 0 ? "–" : formatBytes(memory),
		usage?.peakMemory === void 0 ? "–" : formatBytes(usage.peakMemory)
	];
}
/** Percent of the machine that lie between what was declared and what was measured. */
function distanceOf(report, task) {
	const measured = measuredLoad(report, task);
	return task.task.load === void 0 || measured === void 0 ? -1 : Math.abs(measured - task.task.load);
}
/** Declared above measured, on the scale of the whole machine. */
function bars(declared, measured) {
	const width = (value) => `${Math.min(100, Math.max(0, value ?? 0)).toFixed(1)}%`;
	return html`<svg class="share" width="120" height="12" aria-hidden="true"><rect class="ground" width="100%" height="12" rx="2"/><rect class="other" width="${width(declared)}" y="1" height="4"/><rect class="own" width="${width(measured)}" y="7" height="4"/></svg>`;
}

// src/report/page/page-machine.ts
const mostMessages = 100;
/** What the machine is, what the gate allowed on it, and what limits the measurement. */
function pageMachine(report) {
	const { machine } = report;
	const { cpu, memory, workers, load, gate } = report.mission.admission;
	const notes = machine.notes.map((note) => html`<li>${shortText(note, 600)}</li>
`);
	return html`<section id="machine" aria-labelledby="machine-heading">
<h2 id="machine-heading">Machine</h2>
${htmlFacts([
		["Host", shortText(machine.hostname)],
		["CPUs", Number(machine.cpus.toFixed(2))],
		["Memory", formatBytes(machine.memory)],
		["Processor", shortText(machine.processor ?? "")],
		["System", shortText(`${machine.platform} ${machine.architecture}`)],
		["Node", shortText(machine.node)],
		["Figures from", shortText(machine.source)],
		["Waits for CPU and memory", gate === "all" ? "tasks and tests" : gate === "tests" ? "tests" : "nobody"],
		["CPU", limits(cpu)],
		["Memory allowed", limits(memory)],
		["Workers", `caution from ${workers.caution} on, limit ${workers.limit}`],
		["Declared load", `at most ${formatPercent(load)}`]
	])}${notes.length === 0 ? nothing : html`<ul>
${notes}</ul>
`}</section>
`;
}
function limits({ caution, limit }) {
	return `caution from ${formatPercent(caution)} on, limit ${formatPercent(limit)}`;
}
/** What of the run itself did not work. */
function pageTroubles(report) {
	const lines = [...report.interruptions.map(({ at, signal }) => ({
		at,
		text: `Interrupted: ${shortText(signal)}`
	})), ...report.degraded.map(({ at, message }) => ({
		at,
		text: shortText(message, 600)
	}))].sort((one, other) => one.at - other.at);
	if (lines.length === 0) return nothing;
	const items = lines.slice(0, mostMessages).map(({ at, text }) => html`<li><span class="time">${formatOffset(at, report.duration)}</span> ${text}</li>
`);
	const hidden = lines.length - items.length;
	return html`<section id="troubles" aria-labelledby="troubles-heading">
<h2 id="troubles-heading">What did not go as it should</h2>
<ul>
${items}</ul>
${hidden > 0 ? html`<p class="more">${plural(hidden, "more is", "more are")} in events.jsonl.</p>
` : nothing}</section>
`;
}

// src/report/page/page-results.ts
/** The timeline has a row for each; a table of thousands only costs time. */
const mostRows$1 = 300;
const mostServices = 100;
/** All tasks, all tests and all services with what became of them, in the file's order. */
function pageResults(report) {
	return html`<section id="results"${longMark(report.tasks.size)} aria-labelledby="results-heading">
<h2 id="results-heading">Results</h2>
${levelTable(report, 2)}${levelTable(report, 3)}${services(report)}</section>
`;
}
function levelTable(report, level) {
	const all = [...report.tasks.values()].filter(({ task }) => task.level === level);
	if (all.length === 0) return nothing;
	const shown = all.slice(0, mostRows$1);
	const rows = shown.map((task) => [
		taskCell(task.task.id),
		nameCell(task.task),
		statusCell(task),
		...level === 3 ? [triggerCell(task), ownIdCell(task.task.supports)] : [],
		offsetCell(report, task.started),
		durationCell(report, task),
		waitsText(waitedSoFar(report, task)) || "–",
		task.steps.length > 1 ? stepsCell(task) : "–",
		countsCell(task) || "–",
		shortText(task.reason ?? exitText(task), 240) || "–"
	]);
	const head = [
		{ title: level === 2 ? "Task" : "Test" },
		{ title: "Name" },
		{ title: "Status" },
		...level === 3 ? [{ title: "Trigger" }, { title: "Supports" }] : [],
		{
			title: "Started",
			align: "right"
		},
		{
			title: "Duration",
			align: "right"
		},
		{ title: "Waited at the gate" },
		{
			title: "Steps",
			align: "right"
		},
		{ title: "Test cases" },
		{ title: "Why" }
	];
	const hidden = all.length - shown.length;
	const more = hidden > 0 ? `${hidden} more are in the timeline, final-report.md and mission.json.` : "";
	return htmlTable(`${level === 2 ? "Tasks" : "Tests"}: ${all.length}`, head, rows, more);
}
function triggerCell({ triggered, triggeredBy }) {
	if (triggered === void 0) return "–";
	return triggeredBy === void 0 ? "start" : html`<code>${triggeredBy}</code>`;
}
function ownIdCell(id) {
	return id === void 0 ? "–" : html`<code>${id}</code>`;
}
function durationCell(report, task) {
	const duration = durationOf$1(report, task);
	return duration === void 0 ? "–" : formatDuration(duration);
}
function services(report) {
	if (report.services.size === 0) return nothing;
	const all = [...report.services.values()];
	const columns = [
		{ title: "Service" },
		{ title: "Name" },
		{ title: "Status" },
		{
			title: "Started",
			align: "right"
		},
		{
			title: "Ready after",
			align: "right"
		},
		{
			title: "Ended",
			align: "right"
		},
		{ title: "Needed by" },
		{ title: "Why" }
	];
	const rows = all.slice(0, mostServices).map((service) => serviceRow(report, service));
	const hidden = all.length - rows.length;
	const more = hidden > 0 ? `${plural(hidden, "more is", "more are")} in mission.json.` : "";
	return htmlTable(`Services: ${all.length}`, columns, rows, more);
}
function serviceRow(report, service) {
	const { id } = service.service;
	const { status, started, ready, ended, users, failure } = service;
	const kind = status === "stopped" ? "succeeded" : status === "failed" ? "failed" : "running";
	return [
		started === void 0 ? html`<code>${id}</code>` : logLink(id, html`<code>${id}</code>`),
		nameCell(service.service),
		html`<span class="sign s-${kind}" aria-hidden="true">${serviceSigns[status]}</span> ${status === "idle" ? "never started" : status}`,
		offsetCell(report, started),
		started === void 0 || ready === void 0 ? "–" : formatDuration(ready - started),
		offsetCell(report, ended),
		users.length === 0 ? "–" : idList(users),
		shortText(failure ?? exitText(service), 240) || "–"
	];
}

// src/report/page/page-time.ts
/** The run against staged, serial and the floor that no schedule can pass, each with its bar. */
function pageTime(report) {
	const { dynamic, staged, serial, criticalPath, criticalTasks } = timelineOf(report);
	if (serial === 0) return nothing;
	const longest = Math.max(dynamic, staged, serial, criticalPath);
	const row = (name, time, kind, what) => [
		name,
		formatDuration(time),
		bar(time / longest, kind),
		kind === "own" ? "" : compared(dynamic, time),
		what
	];
	const table = htmlTable("Time against staged and serial", [
		{ title: "Timeline" },
		{
			title: "Takes",
			align: "right"
		},
		{ title: "Length" },
		{ title: "This run" },
		{ title: "What it is" }
	], [
		row("Dynamic", dynamic, "own", "as it ran"),
		row("Staged", staged, "other", "estimate: all tasks as they ran, then all tests one after the other"),
		row("Serial", serial, "other", "estimate: everything one after the other"),
		row("Critical path", criticalPath, "floor", "the longest chain of needs: no schedule is shorter")
	]);
	return html`<section id="time" aria-labelledby="time-heading">
<h2 id="time-heading">Time</h2>
${table}<p class="more">The estimates add up durations that were measured side by side; alone, each might have been shorter.
Critical path: ${idList(criticalTasks, 12)}.</p>
</section>
`;
}
/** A drawing with attributes: the page allows no style in its markup. */
function bar(share, kind) {
	const width = Math.max(.5, 100 * share).toFixed(1);
	return html`<svg class="share" width="160" height="10" aria-hidden="true"><rect class="${kind}" width="${width}%" height="10" rx="2"/></svg>`;
}
function compared(dynamic, other) {
	const difference = other === 0 ? 0 : 100 * (other - dynamic) / other;
	if (Math.abs(difference) < .05) return "equal";
	return `${formatPercent(Math.abs(difference))} ${difference > 0 ? "less" : "more"}`;
}

// src/report/page/page-timeline.ts
const statuses = Object.keys(statusSigns);
const allWaits = Object.keys(waitNames);
/** The places that the page's script fills; without scripts the tables below hold the same figures. */
function pageTimeline(report, hasScript) {
	if (!hasScript) return nothing;
	const waits = waitsOf(report);
	return html`<section id="timeline" aria-labelledby="timeline-heading">
<h2 id="timeline-heading">Timeline</h2>
<noscript><p class="notice">The timeline and the charts are drawn by a script, and scripts are off. The tables below hold the same figures.</p></noscript>
<div class="board" hidden>
<div class="controls">
<p class="field"><label for="filter-text">Filter</label> <input id="filter-text" type="search" placeholder="id or name" autocomplete="off" spellcheck="false"></p>
<p class="field"><label for="filter-status">Show</label> <select id="filter-status">
${options(report)}</select></p>
<p class="buttons" role="group" aria-label="Zoom in time"><button type="button" id="zoom-out" title="Zoom out (-)" aria-label="Zoom out">−</button><button type="button" id="zoom-in" title="Zoom in (+)" aria-label="Zoom in">+</button><button type="button" id="zoom-reset" title="The whole run (0)">Whole run</button></p>
<p id="shown" role="status"></p>
</div>
<div class="drawing">
<div id="rows"></div>
<div id="charts"></div>
</div>
<aside id="details" tabindex="-1" aria-label="Details"></aside>
<div class="legend">
<p><b>Bars</b> ${statuses.filter((status) => drawn.has(status) && report.counts[status] > 0).map((status) => html`<span><i class="key bar s-${status}" aria-hidden="true">${statusSigns[status]}</i> ${statusWord(status)}</span> `)}<span><i class="key critical" aria-hidden="true"></i> critical path</span></p>
${waits.length === 0 ? nothing : html`<p><b>Waits for</b> ${waits.map((wait) => html`<span><i class="key wait w-${wait}" aria-hidden="true"></i> ${waitNames[wait]}</span> `)}</p>
`}<p><b>Band</b> <span><i class="key b-GREEN" aria-hidden="true"></i> green</span> <span><i class="key b-YELLOW" aria-hidden="true"></i> yellow, from a caution on</span> <span><i class="key b-RED" aria-hidden="true"></i> red, from a limit on</span></p>
<p class="help">Drag over a stretch of time to look closer, or turn the wheel with Ctrl held. In the rows: arrow keys, Home, End, Page Up and Down; Enter goes to the details, Escape back; + − 0 zoom, ← → move in time.</p>
</div>
</div>
</section>
`;
}
/** Those that occur in this run. */
function waitsOf(report) {
	const occurring = new Set(report.decisions.flatMap(({ reason }) => reason ?? []));
	const tasks = [...report.tasks.values()];
	if (tasks.some(({ triggered }) => triggered !== 0)) occurring.add("trigger");
	if (tasks.some(({ attemptList }) => attemptList.some(({ retry }) => retry !== void 0))) occurring.add("backoff");
	return allWaits.filter((wait) => occurring.has(wait));
}
/** Those that ran, and so have a bar. */
const drawn = /* @__PURE__ */ new Set([
	"succeeded",
	"failed",
	"timed-out",
	"cancelled",
	"running",
	"stopping",
	"not-needed"
]);
function options(report) {
	const present = statuses.filter((status) => report.counts[status] > 0);
	const retried = [...report.tasks.values()].filter(({ attempts }) => attempts > 1).length;
	const held = new Set(report.decisions.flatMap(({ id, reason }) => reason === void 0 ? [] : [id])).size;
	return [
		option("all", "everything", report.tasks.size),
		...present.map((status) => option(status, statusWord(status), report.counts[status])),
		...held > 0 ? [option("held", "waited at the gate", held)] : [],
		...retried > 0 ? [option("retried", "tried again", retried)] : [],
		option("critical", "on the critical path")
	];
}
function option(value, text, count) {
	return html`<option value="${value}">${text}${count === void 0 ? "" : ` (${count})`}</option>
`;
}

// \0@oxc-project+runtime@0.156.0/helpers/esm/taggedTemplateLiteral.js
function _taggedTemplateLiteral(e, t) {
	return t || (t = e.slice(0)), Object.freeze(Object.defineProperties(e, { raw: { value: Object.freeze(t) } }));
}

// src/report/page/html-page.ts
var _templateObject;
/**
* `report.html`: the run as one page that needs nothing beside it, also of a mission that has not ended. All that others
* wrote is text in it or inert JSON; whatever would get through all the same, the policy keeps from running, loading or
* sending. Without `assets` it is the same text, unstyled, without timeline and charts, and says so.
*/
function htmlPage(report, assets) {
	const failures = pageFailures(report);
	const troubles = pageTroubles(report);
	const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${titleOf(report)}: mission report</title>
${assets === void 0 ? nothing : html`<style>${verbatim(assets.style)}</style>
`}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${pageHead(report)}<nav aria-label="Sections">
${sections(failures !== nothing, troubles !== nothing, assets !== void 0)}</nav>
<main id="main" tabindex="-1">
${assets === void 0 ? missing : nothing}${failures}${troubles}${pageTimeline(report, assets !== void 0)}${pageTime(report)}${pageResults(report)}${pageLoad(report)}${pageLedger(report)}${pageMachine(report)}</main>
<footer>
<p>Links lead to files beside this page, in the run's folder or in the unpacked artifact:
${fileLink("final-report.md", "final-report.md")}, ${fileLink("master-report.md", "master-report.md")} with the deployment log,
${fileLink("mission.json", "mission.json")} and ${fileLink("junit.xml", "junit.xml")} for machines,
${fileLink("tasks/", "tasks/")} with a report of each, ${fileLink("logs/", "logs/")} with the whole output.</p>
</footer>
${assets === void 0 ? nothing : html(_templateObject || (_templateObject = _taggedTemplateLiteral([
		"<script type=\"application/json\" id=\"data\">",
		"<\/script>\n<script>",
		"<\/script>\n"
	])), inertJson(pageData(report)), verbatim(assets.script))}</body>
</html>
`;
	return markup;
}
/** Everything is forbidden but our own script and style, by their digests; the icon is empty so that none is asked for. */
function policy(assets) {
	return [
		"default-src 'none'",
		...assets === void 0 ? [] : [`script-src '${assets.scriptDigest}'`, `style-src '${assets.styleDigest}'`],
		"img-src data:",
		"base-uri 'none'",
		"form-action 'none'"
	].join("; ");
}
const missing = html`<p class="notice">The page's script and style were not found beside Mission Runner's program (page.js and page.css in dist/), so this page has no timeline, no charts and no colours. Everything else is here.</p>
`;
/** Our own, made by the build: a digest is only right for the very bytes. */
function verbatim(text) {
	return { markup: text };
}
function sections(hasFailures, hasTroubles, hasTimeline) {
	const items = [
		...hasFailures ? [["failures", "Failures"]] : [],
		...hasTroubles ? [["troubles", "Troubles"]] : [],
		...hasTimeline ? [["timeline", "Timeline"]] : [],
		["time", "Time"],
		["results", "Results"],
		["load", "Load"],
		["ledger", "Ledger"],
		["machine", "Machine"]
	];
	return html`<ul>
${items.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>
`)}</ul>
`;
}

// src/report/attempts-section.ts
const mostRows = 100;
const columns = [
	{
		title: "#",
		align: "right"
	},
	{ title: "Status" },
	{
		title: "Launched",
		align: "right"
	},
	{ title: "Waited" },
	{
		title: "Ended",
		align: "right"
	},
	{
		title: "Duration",
		align: "right"
	},
	{
		title: "Back-off",
		align: "right"
	},
	{ title: "Why" }
];
/** Each attempt and why it was not the last; '' for what was launched once or never. */
function attemptsSection(report, task) {
	const attempts = task.attemptList;
	if (attempts.length < 2 && task.status !== "backoff") return "";
	const shown = attempts.slice(-100);
	const hidden = attempts.length - shown.length;
	const told = attempts.filter((attempt) => attempt.retry !== void 0).slice(-5);
	return [
		`## Attempts: ${task.attempts} of ${attemptLimit(task)}`,
		...hidden > 0 ? [`${hidden} older ones are only in the journal, \`events.jsonl\`.`] : [],
		attemptTable(report, shown),
		...told.flatMap(lastWords)
	].join("\n\n");
}
/** Its launches before the run was resumed, and how each of them ended; '' when there were none. */
function earlierSection(report, { earlier = [] }) {
	if (earlier.length === 0) return "";
	const hidden = Math.max(0, earlier.length - mostRows);
	return [
		`## Launched before the resume: ${earlier.length} ${earlier.length === 1 ? "time" : "times"}`,
		...hidden > 0 ? [`${hidden} older ones are only in the journal, \`events.jsonl\`.`] : [],
		attemptTable(report, earlier.slice(-100))
	].join("\n\n");
}
function attemptTable(report, attempts) {
	return markdownTable(columns, attempts.map((attempt) => row(report, attempt)));
}
function row(report, attempt) {
	const { ended, retry } = attempt;
	return [
		String(attempt.number),
		attemptText(attempt),
		formatOffset(attempt.started, report.duration),
		waitsText(attempt.waited) || "–",
		ended === void 0 ? "–" : formatOffset(ended, report.duration),
		formatDuration(attemptDuration(report, attempt)),
		retry === void 0 || ended === void 0 ? "–" : formatDuration(retry.until - ended),
		attempt.reason === void 0 ? exitText(attempt) || "–" : markdownText(attempt.reason)
	];
}
/** What an attempt that was tried again left: a failure that does not come again is only understood with it. */
function lastWords(attempt) {
	const parts = [failureList(attempt.results, 10), attempt.logTail === void 0 ? "" : fencedBlock(attempt.logTail)].filter((part) => part !== "");
	return parts.length === 0 ? [] : [`### Attempt ${attempt.number} ended with`, ...parts];
}

// src/report/guest-markdown.ts
const fencePattern = /^(\s*(?:(?:[-*+]|\d+[.)]|>)\s*)*)(`{3,}|~{3,})(.*)$/;
/**
* Markdown that a task wrote, as a quotation: whatever it leaves open (a fence, a list, a table) ends with the
* quotation. HTML in it is shown, not obeyed. Its headings go below `level`, the level of the heading it stands under.
*/
function guestMarkdown(text, level) {
	const lines = [];
	let fence;
	let unsure = false;
	let codeIsOpen = false;
	for (const line of cleanText(text).trimEnd().split("\n")) {
		const match = fencePattern.exec(line);
		const marker = match?.[2];
		if (fence !== void 0) {
			if (marker?.startsWith(fence) && match?.[1] === "" && match[3]?.trim() === "") fence = void 0;
			else if (marker !== void 0 && match?.[1] !== "") unsure = true;
			lines.push(unsure ? escapeTags(line) : line);
			continue;
		}
		if (marker !== void 0 && !(marker.startsWith("`") && match?.[3]?.includes("`"))) {
			if (match?.[1] === "" && !unsure) {
				fence = marker;
				codeIsOpen = false;
			} else unsure = true;
			lines.push(escapeTags(line));
			continue;
		}
		if (line.trim() === "") codeIsOpen = false;
		if (promoteUnderline(lines, line, level)) continue;
		const pieces = unsure || codeIsOpen ? void 0 : codePieces(line);
		if (pieces === void 0 && line.includes("`")) codeIsOpen = true;
		const inert = pieces === void 0 ? escapeTags(line) : pieces.map(escapePiece).join("");
		lines.push(demoted(inert, level));
	}
	if (fence !== void 0) lines.push(fence);
	return lines.map((line) => line === "" ? ">" : `> ${line}`).join("\n");
}
/** `Title` above `====` or `----` becomes a heading of the other kind, which can be moved down. */
function promoteUnderline(lines, line, level) {
	const previous = lines.at(-1);
	if (previous === void 0 || !/^[\p{L}\p{N}*_`[(]/u.test(previous)) return false;
	const underline = /^ {0,3}(=+|-+)\s*$/.exec(line)?.[1];
	if (underline === void 0) return false;
	lines[lines.length - 1] = demoted(`${underline.startsWith("=") ? "#" : "##"} ${previous}`, level);
	return true;
}
function demoted(line, level) {
	return line.replace(/^( {0,3})(#{1,6})(?=\s|$)/, (_, indent, marks) => {
		return `${indent}${"#".repeat(Math.min(6, marks.length + level))}`;
	});
}
/** A line split at its code spans (odd ones are code); undefined where code may go over the line's end. */
function codePieces(line) {
	if (line.includes("|") || line.includes("\\`")) return line.includes("`") ? void 0 : [line];
	const pieces = [];
	let rest = line;
	for (;;) {
		const open = /`+/.exec(rest);
		if (open === null) return [...pieces, rest];
		const ticks = open[0];
		const after = rest.slice(open.index + ticks.length);
		const close = closingRun(after, ticks.length);
		if (close === void 0) return void 0;
		pieces.push(rest.slice(0, open.index), ticks + after.slice(0, close) + ticks);
		rest = after.slice(close + ticks.length);
	}
}
function closingRun(text, length) {
	for (const run of text.matchAll(/`+/g)) if (run[0].length === length) return run.index;
}
function escapePiece(piece, index) {
	return index % 2 === 1 ? piece : escapeTags(piece);
}
function escapeTags(text) {
	return text.replaceAll("<", "&lt;");
}

// src/report/task-facts.ts
const mostNamed = 12;
/** Who it is, for whom, and under what conditions it runs: what the mission file says of it. */
function taskFacts(report, task, folder) {
	const { level, needs, needsAny, supports, scope, matrix, locks, services, paths, secrets, priority } = task.task;
	const supported = supports === void 0 ? void 0 : report.tasks.get(supports)?.task;
	return [
		["Mission", markdownText(report.mission.name)],
		["Level", level === 2 ? "2, a task" : "3, a test"],
		...fact("Matrix", Object.entries(matrix ?? {}).map(([name, value]) => code(`${name} = ${value}`))),
		...fact("Needs", needs.map((need) => reference(need, folder))),
		...fact("Needs the first of", needsAny.map((need) => reference(need, folder))),
		...task.task.if === void 0 ? [] : [["If", code(task.task.if)]],
		...fact("Only when changed", paths.map(code)),
		...supports === void 0 ? [] : [["Supports", `${reference(supports, folder)} ${markdownText(supported?.name ?? "")}`.trim()]],
		...deployed(task),
		...fact("Services", services.map(code)),
		...fact("Locks", locks.map(code)),
		...fact("Secrets", secrets.map(code)),
		...priority === 0 ? [] : [["Priority", String(priority)]],
		...retried(task),
		...task.kept === true ? [["Kept", "it had succeeded before the run was resumed, and was not run again"]] : [],
		...scope.length === 0 ? [] : [["Scope", scope.map(markdownText).join(", ")]],
		...exitText(task) === "" ? [] : [["Ended with", endedWith(task)]]
	];
}
function deployed({ task }) {
	switch (task.deploy) {
		case "always": return [];
		case "if-running": return [["Deployed", "only while the one it supports has not ended"]];
		case "while-running": return [["Deployed", "only while the one it supports has not ended, and stopped when that ends"]];
		default: return task.deploy;
	}
}
function retried({ task, attempts }) {
	const { retry } = task;
	if (retry === void 0) return attempts > 1 ? [["Attempts", String(attempts)]] : [];
	const wait = retry.delay === 0 ? "at once" : `after ${formatDuration(retry.delay)}`;
	const longer = retry.delay === 0 || retry.backoff === 1 ? "" : `, each further wait ${retry.backoff} times as long`;
	const causes = listed(retry.on.map((cause) => cause.replaceAll("-", " ")));
	return [["Attempts", `${attempts} of ${retry.attempts}; tried again ${wait}${longer}, on ${causes}`]];
}
function endedWith(task) {
	return `${exitText(task)}${task.outOfMemory === true ? ", out of memory" : ""}`;
}
function fact(title, items) {
	if (items.length === 0) return [];
	const shown = items.slice(0, mostNamed).join(", ");
	return [[title, items.length > mostNamed ? `${shown} and ${items.length - mostNamed} more` : shown]];
}
function code(text) {
	return markdownCode(text);
}
function reference(id, folder) {
	return folder === void 0 ? markdownCode(id) : taskLink(id, folder);
}

// src/report/task-remains.ts
/** Declared against measured. */
function useSection(report, task) {
	const { load, memory } = task.task;
	if (task.usage === void 0 && load === void 0 && memory === void 0) return "";
	const measured = measuredLoad(report, task);
	const peak = task.usage?.peakMemory;
	const cpu = task.usage === void 0 ? "–" : `${formatDuration(1e3 * task.usage.cpuSeconds)} of CPU time`;
	const columns = [
		{ title: "" },
		{ title: "Declared" },
		{ title: "Measured" }
	];
	const rows = [[
		"Load",
		load === void 0 ? "–" : formatPercent(load),
		measured === void 0 ? cpu : `${formatPercent(measured)}, ${cpu}`
	], [
		"Memory",
		memory === void 0 ? "–" : formatBytes(memory),
		peak === void 0 ? "–" : `${formatBytes(peak)} at most`
	]];
	return `## Use of the machine\n\n${markdownTable(columns, rows)}`;
}
/** What still ran in its process group when it ended. */
function leftoversSection(task) {
	if (task.leftovers.length === 0) return "";
	const most = 20;
	const lines = task.leftovers.slice(0, most).map(({ pid, command }) => `- ${markdownCode(firstLine(command), "text")} (process ${pid})`);
	if (task.leftovers.length > most) lines.push(`- and ${task.leftovers.length - most} more`);
	return `## Left running\n\n${plural(task.leftovers.length, "process was", "processes were")} still there when it ended, and killed:\n\n${lines.join("\n")}`;
}
/** The end of its log, and the way to all of it. */
function logSection(task, folder) {
	if (task.started === void 0) return "";
	const link = (text) => folder === void 0 ? text : `[${text}](${markdownTarget(logFile(task.task.id, folder))})`;
	if (task.left === void 0) return `## Log\n\nThe whole log is in ${link("its file")}.`;
	const tail = tailOf(task.left.logTail, {
		lines: 200,
		characters: 64e3
	});
	if (tail === "") return "## Log\n\nIt wrote no output.";
	const { logBytes, logCut } = task.left;
	return `## Log\n\n${logCut === void 0 ? `${link("The whole log")} has ${formatBytes(logBytes)}` : `${link("The log")} has ${formatBytes(logBytes)}; another ${formatBytes(logCut)} were cut out of its middle`}; its last lines:\n\n${fencedBlock(tail)}`;
}

// src/report/task-steps.ts
const stepMarks = {
	"not-run": "·",
	running: "▶️",
	succeeded: "✅",
	failed: "❌",
	"timed-out": "⏱️",
	cancelled: "⏹️"
};
/** Its steps as a table; a task with a single `run:` shows the command. */
function stepsSection(report, task) {
	const [only] = task.steps;
	if (task.steps.length === 1 && only?.name === void 0) return only === void 0 ? "" : `## Command\n\n${fencedBlock(only.run, "sh")}`;
	const done = task.steps.filter(({ status }) => status === "succeeded").length;
	const columns = [
		{
			title: "#",
			align: "right"
		},
		{ title: "Step" },
		{ title: "Status" },
		{
			title: "Duration",
			align: "right"
		},
		{ title: "Ended with" }
	];
	const rows = task.steps.map((step, index) => [
		String(index + 1),
		step.name === void 0 ? markdownCode(firstLine(step.run)) : markdownText(step.name),
		`${stepMarks[step.status]} ${step.status.replace("-", " ")}`,
		stepDuration(report, step),
		exitText(step) || "–"
	]);
	const whose = task.attempts > 1 ? `Of attempt ${task.attempts}.\n\n` : "";
	return `## Steps: ${done} of ${task.steps.length}\n\n${whose}${markdownTable(columns, rows)}`;
}
function stepDuration(report, step) {
	return step.started === void 0 ? "–" : formatDuration((step.ended ?? report.duration) - step.started);
}
/** What it handed on through MISSION_OUTPUT, or why that was rejected. */
function outputsSection(task) {
	const values = Object.entries(task.left?.outputs ?? {});
	const rejected = task.left?.outputsRejected;
	if (values.length === 0 && rejected === void 0) return "";
	const most = 200;
	const rows = values.slice(0, most).map(([name, value]) => [markdownCode(name), markdownCode(firstLine(value.slice(0, 500)))]);
	return [
		"## Outputs",
		...rejected === void 0 ? [] : [`Rejected: ${markdownText(rejected)}`],
		...rows.length === 0 ? [] : [markdownTable([{ title: "Name" }, { title: "Value" }], rows)],
		...values.length > most ? [`And ${values.length - most} more, in \`mission.json\`.`] : []
	].join("\n\n");
}

// src/report/task-times.ts
/** When it was triggered, waited, ran and ended, and what the gate saw at its launch. */
function timesSection(report, task) {
	const clock = (at) => at === void 0 ? "–" : formatOffset(at, report.duration);
	const duration = durationOf$1(report, task);
	const opening = task.resumed === true ? "the resume" : "the start of the mission";
	const by = task.triggeredBy === void 0 ? opening : `the end of ${idCell(task.triggeredBy)}`;
	const rows = [
		["Triggered", task.triggered === void 0 ? "–" : `${clock(task.triggered)} by ${by}`],
		["Waited at the gate", waitCell(report, task)],
		["Started", clock(task.started)],
		["Ended", clock(task.ended)],
		["Took", duration === void 0 ? "–" : `${formatDuration(duration)}${shares(report, task, duration)}`],
		...usually(report, task),
		...gate(task)
	];
	return `## Times\n\n${markdownTable([{ title: "What" }, { title: "When" }], rows)}`;
}
/** What is expected is one attempt: with several, how long it really ran says more. */
function shares(report, task, duration) {
	if (task.attempts < 2) return expected(task, duration);
	return `, ${formatDuration(busyTime(report, task))} of it in ${task.attempts} attempts`;
}
function expected(task, duration) {
	const { expect } = task.task;
	if (expect === void 0 || expect <= 0 || task.ended === void 0) return "";
	const difference = Math.round(100 * (duration - expect) / expect);
	if (difference === 0) return ", as expected";
	return `, ${Math.abs(difference)} % ${difference > 0 ? "longer" : "shorter"} than the ${formatDuration(expect)} expected`;
}
function usually(report, task) {
	const prediction = predictionOf(report.predictions, task.task.id);
	if (prediction === void 0) return [];
	const usual = usualOf(report, task);
	const notes = usual === void 0 ? [] : remarks(usual);
	return [["Usually", [
		`${usualText(prediction)} in ${plural(prediction.runs, "earlier run")}`,
		sparkline(prediction.last, 100),
		...notes.map((note) => `**${note}**`)
	].join(", ")]];
}
function gate(task) {
	const { admission } = task;
	if (admission === void 0) return [];
	const readings = `CPU ${formatPercent(admission.cpu)}, memory ${formatPercent(admission.memory)}, ${admission.active} active`;
	const forced = admission.verdict === "forced" ? ", **forced**: the gate had been closed for too long" : "";
	return [[task.attempts > 1 ? "Newest launch at" : "Admitted at", `${readings}: ${admission.band}${forced}`]];
}

// src/report/task-report.ts
/** The completion report of one task or test, at any moment of its life; '' for an id that is not in the mission. */
function taskReport(report, id, links = { folder: ".." }) {
	const task = report.tasks.get(id);
	if (task === void 0) return "";
	return joinBlocks([
		`# ${markdownText(titleOf$1(task.task))}`,
		outcome(report, task),
		...outOfMemoryNote(report, task),
		deliverable(task, links),
		task.task.description === void 0 ? "" : markdownText(task.task.description),
		factTable(taskFacts(report, task, links.folder)),
		ownWords(task),
		timesSection(report, task),
		attemptsSection(report, task),
		earlierSection(report, task),
		stepsSection(report, task),
		testResultsSection(task),
		outputsSection(task),
		useSection(report, task),
		leftoversSection(task),
		logSection(task, links.folder)
	]);
}
function outcome(report, task) {
	const mark = statusMark[task.status];
	if (hasEnded(task.status)) return `${mark} ${failureSentence(report, task)}`;
	const phrase = statusPhrase(task);
	return `${mark} **${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}**: it has not ended yet.`;
}
function deliverable(task, links) {
	const path = task.task.deliverable;
	if (path === void 0 || task.left?.wroteDeliverable !== true) return "";
	const name = markdownCode(path, "text");
	return `It wrote its own report, which stays as it is: ${links.root === void 0 ? name : `[${name}](${markdownTarget(`${links.root}/${path}`)})`}.`;
}
function ownWords(task) {
	const text = task.left?.report;
	if (text === void 0 || text.trim() === "") return "";
	return `## In its own words\n\n${guestMarkdown(text, 2)}`;
}

// src/run/document-links.ts
/** Links of a report in the run's `tasks/`; `folder` is the run's folder as a path from the root. */
function taskFolderLinks(folder) {
	return folder === void 0 ? { folder: ".." } : {
		folder: "..",
		root: posix.relative(`${folder}/tasks`, ".")
	};
}
/** Links of the same report at its deliverable's path. */
function deliverableLinks(folder, deliverable) {
	return folder === void 0 ? {} : { folder: posix.relative(posix.dirname(deliverable), folder) || "." };
}

// src/run/page-assets.ts
/** Beside the entry of the bundle, above its chunks; when the sources run as they are, in dist/. */
const places = [
	"./",
	"../",
	"../../dist/"
];
/** What the build made for `report.html`; undefined where it is not found or cannot be read. */
function readPageAssets() {
	for (const place of places) try {
		const script = read(`${place}page.js`);
		const style = read(`${place}page.css`);
		return {
			script,
			style,
			scriptDigest: digestOf(script),
			styleDigest: digestOf(style)
		};
	} catch {}
}
/** Browsers take the digest of the text with line feeds alone, whatever a checkout made of them. */
function read(path) {
	return readFileSync(new URL(path, import.meta.url), "utf8").replaceAll("\r\n", "\n");
}
function digestOf(text) {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

// src/run/reserved-path.ts
/** Why a deliverable must not be written where it says, though it stays in the workspace; undefined when it may. */
function reservedPath(report, deliverable) {
	const path = posix.normalize(deliverable);
	const refused = (what) => `expected a deliverable of its own, found ${deliverable}, ${what}; the report was not written there`;
	if (report.folder !== void 0 && isBelow(report.folder, path)) return refused("in the run's own folder");
	if (path.split("/").includes(".git")) return refused("in git's own folder");
	if (resolve(report.root, path) === resolve(report.root, report.file)) return refused("the mission file itself");
}
function isBelow(folder, path) {
	return path === folder || path.startsWith(`${folder}/`);
}

// src/run/write-deliverable.ts
/**
* Writes a completion report to its deliverable path. Returns why it was not written, or undefined. Nothing outside
* `root` is ever touched: links on the way are resolved first, and a link in the file's place is not followed.
*/
function writeDeliverable(root, deliverable, text) {
	const path = resolve(root, deliverable);
	try {
		if (!staysInside(root, deliverable)) return `expected the deliverable ${deliverable} inside ${root}, found a path that leaves it; the report was not written there`;
		const stats = lstatSync(path, { throwIfNoEntry: false });
		if (stats !== void 0 && !stats.isFile()) return `expected a file or nothing at the deliverable ${deliverable}, found ${stats.isSymbolicLink() ? "a symbolic link" : "something else"}; the report was not written there`;
		makeFolder(dirname(path));
		writeFileSync(path, text);
		return;
	} catch (error) {
		return `the deliverable ${deliverable} could not be written: ${errorText(error)}`;
	}
}

// src/run/write-file-atomically.ts
/** Readers see the old text or the new one, never a half. */
function writeFileAtomically(path, text) {
	const partial = `${path}.partial`;
	rmSync(partial, {
		recursive: true,
		force: true
	});
	writeFileSync(partial, text, { flag: "wx" });
	try {
		renameSync(partial, path);
	} catch (error) {
		if (errorCode(error) !== "EISDIR") throw error;
		rmSync(path, {
			recursive: true,
			force: true
		});
		renameSync(partial, path);
	}
}

// src/run/documents.ts
/** Milliseconds between two rewrites of the master report: often enough to watch, seldom enough for 10,000 tasks. */
const MASTER_PERIOD = 250;
/** Removes what only a run that has ended leaves: while it goes on they would tell a result that it does not have. */
function withdrawResults(dir) {
	for (const name of [
		"final-report.md",
		"report.html",
		"mission.json",
		"junit.xml"
	]) rmSync(join(dir, name), {
		recursive: true,
		force: true
	});
}
function fileDocuments(dir, warn, readAssets = readPageAssets) {
	mkdirSync(join(dir, "tasks"), { recursive: true });
	const warned = /* @__PURE__ */ new Set();
	let timer;
	const attempt = (name, write) => {
		const problem = problemOf(name, write);
		if (problem === void 0 || warned.has(problem)) return;
		warned.add(problem);
		warn(problem);
	};
	const put = (name, make) => attempt(name, () => {
		writeFileAtomically(join(dir, name), make());
	});
	return {
		changed: (report) => {
			if (timer !== void 0) return;
			timer = setTimeout(() => {
				timer = void 0;
				put("master-report.md", () => masterReport(report));
			}, MASTER_PERIOD);
			timer.unref();
		},
		taskEnded: (report, id) => writeTaskReport(report, id, put, attempt),
		finish: (report) => {
			clearTimeout(timer);
			const before = warned.size;
			writeAll(report);
			if (warned.size > before) writeAll(report);
		}
	};
	function writeAll(report) {
		mkdirSync(join(dir, "tasks"), { recursive: true });
		for (const id of report.tasks.keys()) writeTaskReport(report, id, put, attempt);
		put("final-report.md", () => finalReport(report));
		put("mission.json", () => missionJson(report));
		put("junit.xml", () => junit(report));
		writePage(report);
		put("master-report.md", () => masterReport(report));
	}
	function writePage(report) {
		const assets = readAssets();
		if (assets === void 0) attempt("report.html", () => "report.html has no timeline: page.js and page.css were not found in dist/; build them");
		put("report.html", () => htmlPage(report, assets));
	}
}
function writeTaskReport(report, id, put, attempt) {
	const reported = report.tasks.get(id);
	if (reported === void 0) return;
	put(`tasks/${fileStem(id)}.md`, () => taskReport(report, id, taskFolderLinks(report.folder)));
	const { deliverable } = reported.task;
	if (deliverable === void 0 || reported.ended === void 0 || reported.left?.wroteDeliverable === true) return;
	attempt(deliverable, () => {
		const text = taskReport(report, id, deliverableLinks(report.folder, deliverable));
		return reservedPath(report, deliverable) ?? writeDeliverable(report.root, deliverable, text);
	});
}
function problemOf(name, write) {
	try {
		return write();
	} catch (error) {
		return `${name} could not be written: ${errorText(error)}`;
	}
}

export { failuresHeading as C, servicesSection as D, serviceFailure as E, markdownTable as O, failureIntro as S, failedServices as T, startedCell as _, againstText as a, mermaidTimeline as b, trustText as c, emptyReport as d, recordEvent as f, runSentences as g, timeSection as h, OVERLOADED as i, offBy as l, measuredRun as m, withdrawResults as n, assumedText as o, changedLimits as p, ASSUMPTIONS as r, isOverloaded as s, fileDocuments as t, whatIf as u, degradedSection as v, countsCell as w, evidence as x, title as y };