import { i as __toESM, r as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { At as require_seq, Bt as wasWritten, Dt as require_dist$1, Ft as require_stringifyString, Ht as readFilePart, It as require_foldFlowLines, Lt as require_createNode, Mt as require_YAMLMap, Nt as require_Pair, Ot as require_stringifyNumber, Pt as require_log, Rt as require_toJS, Zt as staysInside, in as errorText, jt as require_map, kt as require_string, zt as deliverableState } from "./mission.js";
import { n as XMLParser, t as XMLValidator } from "./fxp.js";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { EventEmitter } from "events";

// src/process/results/decode-xml.ts
/** Text of an XML file: UTF-8 unless a byte order mark or its declaration says otherwise. Invalid bytes become U+FFFD. */
function decodeXml(bytes) {
	return (decoderFor(bytes) ?? new TextDecoder()).decode(bytes);
}
function decoderFor(bytes) {
	if (bytes[0] === 255 && bytes[1] === 254) return new TextDecoder("utf-16le");
	if (bytes[0] === 254 && bytes[1] === 255) return new TextDecoder("utf-16be");
	const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
	const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
	if (declared === void 0 || /^utf-?16/i.test(declared)) return void 0;
	try {
		return new TextDecoder(declared);
	} catch {
		return;
	}
}

// node_modules/picomatch/lib/constants.js
var require_constants = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const WIN_SLASH = "\\\\/";
	const WIN_NO_SLASH = `[^${WIN_SLASH}]`;
	const DEFAULT_MAX_EXTGLOB_RECURSION = 0;
	/**
	* Posix glob regex
	*/
	const DOT_LITERAL = "\\.";
	const PLUS_LITERAL = "\\+";
	const QMARK_LITERAL = "\\?";
	const SLASH_LITERAL = "\\/";
	const ONE_CHAR = "(?=.)";
	const QMARK = "[^/]";
	const END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
	const START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
	const DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
	const POSIX_CHARS = {
		DOT_LITERAL,
		PLUS_LITERAL,
		QMARK_LITERAL,
		SLASH_LITERAL,
		ONE_CHAR,
		QMARK,
		END_ANCHOR,
		DOTS_SLASH,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!${START_ANCHOR}${DOTS_SLASH})`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`,
		NO_DOTS_SLASH: `(?!${DOTS_SLASH})`,
		QMARK_NO_DOT: `[^.${SLASH_LITERAL}]`,
		STAR: `${QMARK}*?`,
		START_ANCHOR,
		SEP: "/"
	};
	/**
	* Windows glob regex
	*/
	const WINDOWS_CHARS = {
		...POSIX_CHARS,
		SLASH_LITERAL: `[${WIN_SLASH}]`,
		QMARK: WIN_NO_SLASH,
		STAR: `${WIN_NO_SLASH}*?`,
		DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
		NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
		START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
		END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
		SEP: "\\"
	};
	/**
	* POSIX Bracket Regex
	*/
	const POSIX_REGEX_SOURCE = {
		__proto__: null,
		alnum: "a-zA-Z0-9",
		alpha: "a-zA-Z",
		ascii: "\\x00-\\x7F",
		blank: " \\t",
		cntrl: "\\x00-\\x1F\\x7F",
		digit: "0-9",
		graph: "\\x21-\\x7E",
		lower: "a-z",
		print: "\\x20-\\x7E ",
		punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
		space: " \\t\\r\\n\\v\\f",
		upper: "A-Z",
		word: "A-Za-z0-9_",
		xdigit: "A-Fa-f0-9"
	};
	module.exports = {
		DEFAULT_MAX_EXTGLOB_RECURSION,
		MAX_LENGTH: 65536,
		POSIX_REGEX_SOURCE,
		REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
		REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
		REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
		REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
		REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
		REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
		REPLACEMENTS: {
			__proto__: null,
			"***": "*",
			"**/**": "**",
			"**/**/**": "**"
		},
		CHAR_0: 48,
		CHAR_9: 57,
		CHAR_UPPERCASE_A: 65,
		CHAR_LOWERCASE_A: 97,
		CHAR_UPPERCASE_Z: 90,
		CHAR_LOWERCASE_Z: 122,
		CHAR_LEFT_PARENTHESES: 40,
		CHAR_RIGHT_PARENTHESES: 41,
		CHAR_ASTERISK: 42,
		CHAR_AMPERSAND: 38,
		CHAR_AT: 64,
		CHAR_BACKWARD_SLASH: 92,
		CHAR_CARRIAGE_RETURN: 13,
		CHAR_CIRCUMFLEX_ACCENT: 94,
		CHAR_COLON: 58,
		CHAR_COMMA: 44,
		CHAR_DOT: 46,
		CHAR_DOUBLE_QUOTE: 34,
		CHAR_EQUAL: 61,
		CHAR_EXCLAMATION_MARK: 33,
		CHAR_FORM_FEED: 12,
		CHAR_FORWARD_SLASH: 47,
		CHAR_GRAVE_ACCENT: 96,
		CHAR_HASH: 35,
		CHAR_HYPHEN_MINUS: 45,
		CHAR_LEFT_ANGLE_BRACKET: 60,
		CHAR_LEFT_CURLY_BRACE: 123,
		CHAR_LEFT_SQUARE_BRACKET: 91,
		CHAR_LINE_FEED: 10,
		CHAR_NO_BREAK_SPACE: 160,
		CHAR_PERCENT: 37,
		CHAR_PLUS: 43,
		CHAR_QUESTION_MARK: 63,
		CHAR_RIGHT_ANGLE_BRACKET: 62,
		CHAR_RIGHT_CURLY_BRACE: 125,
		CHAR_RIGHT_SQUARE_BRACKET: 93,
		CHAR_SEMICOLON: 59,
		CHAR_SINGLE_QUOTE: 39,
		CHAR_SPACE: 32,
		CHAR_TAB: 9,
		CHAR_UNDERSCORE: 95,
		CHAR_VERTICAL_LINE: 124,
		CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
		/**
		* Create EXTGLOB_CHARS
		*/
		extglobChars(chars) {
			return {
				"!": {
					type: "negate",
					open: "(?:(?!(?:",
					close: `))${chars.STAR})`
				},
				"?": {
					type: "qmark",
					open: "(?:",
					close: ")?"
				},
				"+": {
					type: "plus",
					open: "(?:",
					close: ")+"
				},
				"*": {
					type: "star",
					open: "(?:",
					close: ")*"
				},
				"@": {
					type: "at",
					open: "(?:",
					close: ")"
				}
			};
		},
		/**
		* Create GLOB_CHARS
		*/
		globChars(win32) {
			return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
		}
	};
}));

// node_modules/picomatch/lib/utils.js
var require_utils = /* @__PURE__ */ __commonJSMin(((exports) => {
	const { REGEX_BACKSLASH, REGEX_REMOVE_BACKSLASH, REGEX_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_GLOBAL } = require_constants();
	exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
	exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
	exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
	exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
	exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
	exports.isWindows = () => {
		if (typeof navigator !== "undefined" && navigator.platform) {
			const platform = navigator.platform.toLowerCase();
			return platform === "win32" || platform === "windows";
		}
		if (typeof process !== "undefined" && process.platform) return process.platform === "win32";
		return false;
	};
	exports.removeBackslashes = (str) => {
		return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
			return match === "\\" ? "" : match;
		});
	};
	exports.escapeLast = (input, char, lastIdx) => {
		const idx = input.lastIndexOf(char, lastIdx);
		if (idx === -1) return input;
		if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
		return `${input.slice(0, idx)}\\${input.slice(idx)}`;
	};
	exports.removePrefix = (input, state = {}) => {
		let output = input;
		if (output.startsWith("./")) {
			output = output.slice(2);
			state.prefix = "./";
		}
		return output;
	};
	exports.wrapOutput = (input, state = {}, options = {}) => {
		let output = `${options.contains ? "" : "^"}(?:${input})${options.contains ? "" : "$"}`;
		if (state.negated === true) output = `(?:^(?!${output}).*$)`;
		return output;
	};
	exports.basename = (path, { windows } = {}) => {
		const segs = path.split(windows ? /[\\/]/ : "/");
		const last = segs[segs.length - 1];
		if (last === "") return segs[segs.length - 2];
		return last;
	};
}));

// node_modules/picomatch/lib/scan.js
var require_scan = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const utils = require_utils();
	const { CHAR_ASTERISK, CHAR_AT, CHAR_BACKWARD_SLASH, CHAR_COMMA, CHAR_DOT, CHAR_EXCLAMATION_MARK, CHAR_FORWARD_SLASH, CHAR_LEFT_CURLY_BRACE, CHAR_LEFT_PARENTHESES, CHAR_LEFT_SQUARE_BRACKET, CHAR_PLUS, CHAR_QUESTION_MARK, CHAR_RIGHT_CURLY_BRACE, CHAR_RIGHT_PARENTHESES, CHAR_RIGHT_SQUARE_BRACKET } = require_constants();
	const isPathSeparator = (code) => {
		return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
	};
	const depth = (token) => {
		if (token.isPrefix !== true) token.depth = token.isGlobstar ? Infinity : 1;
	};
	/**
	* Quickly scans a glob pattern and returns an object with a handful of
	* useful properties, like `isGlob`, `path` (the leading non-glob, if it exists),
	* `glob` (the actual pattern), `negated` (true if the path starts with `!` but not
	* with `!(`) and `negatedExtglob` (true if the path starts with `!(`).
	*
	* ```js
	* const pm = require('picomatch');
	* console.log(pm.scan('foo/bar/*.js'));
	* { isGlob: true, input: 'foo/bar/*.js', base: 'foo/bar', glob: '*.js' }
	* ```
	* @param {String} `str`
	* @param {Object} `options`
	* @return {Object} Returns an object with tokens and regex source string.
	* @api public
	*/
	const scan = (input, options) => {
		const opts = options || {};
		const length = input.length - 1;
		const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
		const slashes = [];
		const tokens = [];
		const parts = [];
		let str = input;
		let index = -1;
		let start = 0;
		let lastIndex = 0;
		let isBrace = false;
		let isBracket = false;
		let isGlob = false;
		let isExtglob = false;
		let isGlobstar = false;
		let braceEscaped = false;
		let backslashes = false;
		let negated = false;
		let negatedExtglob = false;
		let finished = false;
		let braces = 0;
		let prev;
		let code;
		let token = {
			value: "",
			depth: 0,
			isGlob: false
		};
		const eos = () => index >= length;
		const peek = () => str.charCodeAt(index + 1);
		const advance = () => {
			prev = code;
			return str.charCodeAt(++index);
		};
		while (index < length) {
			code = advance();
			let next;
			if (code === CHAR_BACKWARD_SLASH) {
				backslashes = token.backslashes = true;
				code = advance();
				if (code === CHAR_LEFT_CURLY_BRACE) braceEscaped = true;
				continue;
			}
			if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
				braces++;
				while (eos() !== true && (code = advance())) {
					if (code === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (code === CHAR_LEFT_CURLY_BRACE) {
						braces++;
						continue;
					}
					if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (braceEscaped !== true && code === CHAR_COMMA) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (code === CHAR_RIGHT_CURLY_BRACE) {
						braces--;
						if (braces === 0) {
							braceEscaped = false;
							isBrace = token.isBrace = true;
							finished = true;
							break;
						}
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_FORWARD_SLASH) {
				slashes.push(index);
				tokens.push(token);
				token = {
					value: "",
					depth: 0,
					isGlob: false
				};
				if (finished === true) continue;
				if (prev === CHAR_DOT && index === start + 1) {
					start += 2;
					continue;
				}
				lastIndex = index + 1;
				continue;
			}
			if (opts.noext !== true) {
				if ((code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK) === true && peek() === CHAR_LEFT_PARENTHESES) {
					isGlob = token.isGlob = true;
					isExtglob = token.isExtglob = true;
					finished = true;
					if (code === CHAR_EXCLAMATION_MARK && index === start) negatedExtglob = true;
					if (scanToEnd === true) {
						let parens = 0;
						while (eos() !== true && (code = advance())) {
							if (code === CHAR_BACKWARD_SLASH) {
								backslashes = token.backslashes = true;
								advance();
								continue;
							}
							if (code === CHAR_LEFT_PARENTHESES) {
								parens++;
								continue;
							}
							if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
								finished = true;
								break;
							}
						}
						continue;
					}
					break;
				}
			}
			if (code === CHAR_ASTERISK) {
				if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_QUESTION_MARK) {
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_LEFT_SQUARE_BRACKET) {
				while (eos() !== true && (next = advance())) {
					if (next === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (next === CHAR_RIGHT_SQUARE_BRACKET) {
						isBracket = token.isBracket = true;
						isGlob = token.isGlob = true;
						finished = true;
						break;
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
				negated = token.negated = true;
				start++;
				continue;
			}
			if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
				isGlob = token.isGlob = true;
				if (scanToEnd === true) {
					let parens = 1;
					while (eos() !== true && (code = advance())) {
						if (code === CHAR_BACKWARD_SLASH) {
							backslashes = token.backslashes = true;
							advance();
							continue;
						}
						if (code === CHAR_LEFT_PARENTHESES) {
							parens++;
							continue;
						}
						if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
							finished = true;
							break;
						}
					}
					continue;
				}
				break;
			}
			if (isGlob === true) {
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
		}
		if (opts.noext === true) {
			isExtglob = false;
			isGlob = false;
		}
		let base = str;
		let prefix = "";
		let glob = "";
		if (start > 0) {
			prefix = str.slice(0, start);
			str = str.slice(start);
			lastIndex -= start;
		}
		if (base && isGlob === true && lastIndex > 0) {
			base = str.slice(0, lastIndex);
			glob = str.slice(lastIndex);
		} else if (isGlob === true) {
			base = "";
			glob = str;
		} else base = str;
		if (base && base !== "" && base !== "/" && base !== str) {
			if (isPathSeparator(base.charCodeAt(base.length - 1))) base = base.slice(0, -1);
		}
		if (opts.unescape === true) {
			if (glob) glob = utils.removeBackslashes(glob);
			if (base && backslashes === true) base = utils.removeBackslashes(base);
		}
		const state = {
			prefix,
			input,
			start,
			base,
			glob,
			isBrace,
			isBracket,
			isGlob,
			isExtglob,
			isGlobstar,
			negated,
			negatedExtglob
		};
		if (opts.tokens === true) {
			state.maxDepth = 0;
			if (!isPathSeparator(code)) tokens.push(token);
			state.tokens = tokens;
		}
		if (opts.parts === true || opts.tokens === true) {
			let prevIndex;
			for (let idx = 0; idx < slashes.length; idx++) {
				const n = prevIndex !== void 0 ? prevIndex + 1 : start;
				const i = slashes[idx];
				const value = input.slice(n, i);
				if (opts.tokens) {
					if (idx === 0 && start !== 0) {
						tokens[idx].isPrefix = true;
						tokens[idx].value = prefix;
					} else tokens[idx].value = value;
					depth(tokens[idx]);
					state.maxDepth += tokens[idx].depth;
				}
				if (i >= start) {
					parts.push(value);
					prevIndex = i;
				}
			}
			const n = prevIndex !== void 0 ? prevIndex + 1 : start;
			const value = input.slice(n);
			parts.push(value);
			if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
				tokens[tokens.length - 1].value = value;
				depth(tokens[tokens.length - 1]);
				state.maxDepth += tokens[tokens.length - 1].depth;
			}
			state.slashes = slashes;
			state.parts = parts;
		}
		return state;
	};
	module.exports = scan;
}));

// node_modules/picomatch/lib/parse.js
var require_parse = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const constants = require_constants();
	const utils = require_utils();
	/**
	* Constants
	*/
	const { MAX_LENGTH, POSIX_REGEX_SOURCE, REGEX_NON_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_BACKREF, REPLACEMENTS } = constants;
	/**
	* Helpers
	*/
	const expandRange = (args, options) => {
		if (typeof options.expandRange === "function") return options.expandRange(...args, options);
		args.sort();
		const value = `[${args.join("-")}]`;
		try {
			new RegExp(value);
		} catch (ex) {
			return args.map((v) => utils.escapeRegex(v)).join("..");
		}
		return value;
	};
	/**
	* Create the message for a syntax error
	*/
	const syntaxError = (type, char) => {
		return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
	};
	const splitTopLevel = (input) => {
		const parts = [];
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let value = "";
		let escaped = false;
		for (const ch of input) {
			if (escaped === true) {
				value += ch;
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				value += ch;
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				value += ch;
				continue;
			}
			if (quote === 0) {
				if (ch === "[") bracket++;
				else if (ch === "]" && bracket > 0) bracket--;
				else if (bracket === 0) {
					if (ch === "(") paren++;
					else if (ch === ")" && paren > 0) paren--;
					else if (ch === "|" && paren === 0) {
						parts.push(value);
						value = "";
						continue;
					}
				}
			}
			value += ch;
		}
		parts.push(value);
		return parts;
	};
	const isPlainBranch = (branch) => {
		let escaped = false;
		for (const ch of branch) {
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (/[?*+@!()[\]{}]/.test(ch)) return false;
		}
		return true;
	};
	const normalizeSimpleBranch = (branch) => {
		let value = branch.trim();
		let changed = true;
		while (changed === true) {
			changed = false;
			if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
				value = value.slice(2, -1);
				changed = true;
			}
		}
		if (!isPlainBranch(value)) return;
		return value.replace(/\\(.)/g, "$1");
	};
	const hasRepeatedCharPrefixOverlap = (branches) => {
		const values = branches.map(normalizeSimpleBranch).filter(Boolean);
		for (let i = 0; i < values.length; i++) for (let j = i + 1; j < values.length; j++) {
			const a = values[i];
			const b = values[j];
			const char = a[0];
			if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) continue;
			if (a === b || a.startsWith(b) || b.startsWith(a)) return true;
		}
		return false;
	};
	const parseRepeatedExtglob = (pattern, requireEnd = true) => {
		if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") return;
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let escaped = false;
		for (let i = 1; i < pattern.length; i++) {
			const ch = pattern[i];
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				continue;
			}
			if (quote === 1) continue;
			if (ch === "[") {
				bracket++;
				continue;
			}
			if (ch === "]" && bracket > 0) {
				bracket--;
				continue;
			}
			if (bracket > 0) continue;
			if (ch === "(") {
				paren++;
				continue;
			}
			if (ch === ")") {
				paren--;
				if (paren === 0) {
					if (requireEnd === true && i !== pattern.length - 1) return;
					return {
						type: pattern[0],
						body: pattern.slice(2, i),
						end: i
					};
				}
			}
		}
	};
	const buildCharClassStar = (chars) => {
		return `${chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`}*`;
	};
	const getStarExtglobSequenceChars = (pattern) => {
		let index = 0;
		const chars = [];
		while (index < pattern.length) {
			const match = parseRepeatedExtglob(pattern.slice(index), false);
			if (!match || match.type !== "*") return;
			const branches = splitTopLevel(match.body).map((branch) => branch.trim());
			if (branches.length !== 1) return;
			const branch = normalizeSimpleBranch(branches[0]);
			if (!branch || branch.length !== 1) return;
			chars.push(branch);
			index += match.end + 1;
		}
		if (chars.length < 1) return;
		return chars;
	};
	const repeatedExtglobRecursion = (pattern) => {
		let depth = 0;
		let value = pattern.trim();
		let match = parseRepeatedExtglob(value);
		while (match) {
			depth++;
			value = match.body.trim();
			match = parseRepeatedExtglob(value);
		}
		return depth;
	};
	const analyzeRepeatedExtglob = (body, options) => {
		if (options.maxExtglobRecursion === false) return { risky: false };
		const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants.DEFAULT_MAX_EXTGLOB_RECURSION;
		const branches = splitTopLevel(body).map((branch) => branch.trim());
		if (branches.length > 1) {
			if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) return { risky: true };
		}
		const safeChars = [];
		let sawStarSequence = false;
		let combinable = true;
		for (const branch of branches) {
			const chars = getStarExtglobSequenceChars(branch);
			if (chars) {
				sawStarSequence = true;
				safeChars.push(...chars);
				continue;
			}
			const literal = normalizeSimpleBranch(branch);
			if (literal && literal.length === 1) {
				safeChars.push(literal);
				continue;
			}
			combinable = false;
			if (repeatedExtglobRecursion(branch) > max) return { risky: true };
		}
		if (sawStarSequence) return combinable ? {
			risky: true,
			safeOutput: buildCharClassStar([...new Set(safeChars)])
		} : { risky: true };
		return { risky: false };
	};
	/**
	* Parse the given input string.
	* @param {String} input
	* @param {Object} options
	* @return {Object}
	*/
	const parse = (input, options) => {
		if (typeof input !== "string") throw new TypeError("Expected a string");
		input = REPLACEMENTS[input] || input;
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		let len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		const bos = {
			type: "bos",
			value: "",
			output: opts.prepend || ""
		};
		const tokens = [bos];
		const capture = opts.capture ? "" : "?:";
		const PLATFORM_CHARS = constants.globChars(opts.windows);
		const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);
		const { DOT_LITERAL, PLUS_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOT_SLASH, NO_DOTS_SLASH, QMARK, QMARK_NO_DOT, STAR, START_ANCHOR } = PLATFORM_CHARS;
		const globstar = (opts) => {
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const nodot = opts.dot ? "" : NO_DOT;
		const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
		let star = opts.bash === true ? globstar(opts) : STAR;
		if (opts.capture) star = `(${star})`;
		if (typeof opts.noext === "boolean") opts.noextglob = opts.noext;
		const state = {
			input,
			index: -1,
			start: 0,
			dot: opts.dot === true,
			consumed: "",
			output: "",
			prefix: "",
			backtrack: false,
			negated: false,
			brackets: 0,
			braces: 0,
			parens: 0,
			quotes: 0,
			globstar: false,
			tokens
		};
		input = utils.removePrefix(input, state);
		len = input.length;
		const extglobs = [];
		const braces = [];
		const stack = [];
		let prev = bos;
		let value;
		/**
		* Tokenizing helpers
		*/
		const eos = () => state.index === len - 1;
		const peek = state.peek = (n = 1) => input[state.index + n];
		const advance = state.advance = () => input[++state.index] || "";
		const remaining = () => input.slice(state.index + 1);
		const consume = (value = "", num = 0) => {
			state.consumed += value;
			state.index += num;
		};
		const append = (token) => {
			state.output += token.output != null ? token.output : token.value;
			consume(token.value);
		};
		const negate = () => {
			let count = 1;
			while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
				advance();
				state.start++;
				count++;
			}
			if (count % 2 === 0) return false;
			state.negated = true;
			state.start++;
			return true;
		};
		const increment = (type) => {
			state[type]++;
			stack.push(type);
		};
		const decrement = (type) => {
			state[type]--;
			stack.pop();
		};
		/**
		* Push tokens onto the tokens array. This helper speeds up
		* tokenizing by 1) helping us avoid backtracking as much as possible,
		* and 2) helping us avoid creating extra tokens when consecutive
		* characters are plain text. This improves performance and simplifies
		* lookbehinds.
		*/
		const push = (tok) => {
			if (prev.type === "globstar") {
				const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
				const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
				if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
					state.output = state.output.slice(0, -prev.output.length);
					prev.type = "star";
					prev.value = "*";
					prev.output = star;
					state.output += prev.output;
				}
			}
			if (extglobs.length && tok.type !== "paren") extglobs[extglobs.length - 1].inner += tok.value;
			if (tok.value || tok.output) append(tok);
			if (prev && prev.type === "text" && tok.type === "text") {
				prev.output = (prev.output || prev.value) + tok.value;
				prev.value += tok.value;
				return;
			}
			tok.prev = prev;
			tokens.push(tok);
			prev = tok;
		};
		const extglobOpen = (type, value) => {
			const token = {
				...EXTGLOB_CHARS[value],
				conditions: 1,
				inner: ""
			};
			token.prev = prev;
			token.parens = state.parens;
			token.output = state.output;
			token.startIndex = state.index;
			token.tokensIndex = tokens.length;
			const output = (opts.capture ? "(" : "") + token.open;
			increment("parens");
			push({
				type,
				value,
				output: state.output ? "" : ONE_CHAR
			});
			push({
				type: "paren",
				extglob: true,
				value: advance(),
				output
			});
			extglobs.push(token);
		};
		const extglobClose = (token) => {
			const literal = input.slice(token.startIndex, state.index + 1);
			const body = input.slice(token.startIndex + 2, state.index);
			const analysis = analyzeRepeatedExtglob(body, opts);
			if ((token.type === "plus" || token.type === "star") && analysis.risky) {
				const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
				const open = tokens[token.tokensIndex];
				open.type = "text";
				open.value = literal;
				open.output = safeOutput || utils.escapeRegex(literal);
				for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
					tokens[i].value = "";
					tokens[i].output = "";
					delete tokens[i].suffix;
				}
				state.output = token.output + open.output;
				state.backtrack = true;
				push({
					type: "paren",
					extglob: true,
					value,
					output: ""
				});
				decrement("parens");
				return;
			}
			let output = token.close + (opts.capture ? ")" : "");
			let rest;
			if (token.type === "negate") {
				let extglobStar = star;
				if (token.inner && token.inner.length > 1 && token.inner.includes("/")) extglobStar = globstar(opts);
				if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) output = token.close = `)$))${extglobStar}`;
				if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) output = token.close = `)${parse(rest, {
					...options,
					fastpaths: false
				}).output})${extglobStar})`;
				if (token.prev.type === "bos") state.negatedExtglob = true;
			}
			push({
				type: "paren",
				extglob: true,
				value,
				output
			});
			decrement("parens");
		};
		/**
		* Fast paths
		*/
		if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
			let backslashes = false;
			let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
				if (first === "\\") {
					backslashes = true;
					return m;
				}
				if (first === "?") {
					if (esc) return esc + first + (rest ? QMARK.repeat(rest.length) : "");
					if (index === 0) return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
					return QMARK.repeat(chars.length);
				}
				if (first === ".") return DOT_LITERAL.repeat(chars.length);
				if (first === "*") {
					if (esc) return esc + first + (rest ? star : "");
					return star;
				}
				return esc ? m : `\\${m}`;
			});
			if (backslashes === true) {
				if (opts.unescape === true) output = output.replace(/\\/g, "");
				else output = output.replace(/\\+/g, (m) => {
					return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
				});
			}
			if (output === input && opts.contains === true) {
				state.output = input;
				return state;
			}
			state.output = utils.wrapOutput(output, state, options);
			return state;
		}
		/**
		* Tokenize input until we reach end-of-string
		*/
		while (!eos()) {
			value = advance();
			if (value === "\0") continue;
			/**
			* Escaped characters
			*/
			if (value === "\\") {
				const next = peek();
				if (next === "/" && opts.bash !== true) continue;
				if (next === "." || next === ";") continue;
				if (!next) {
					value += "\\";
					push({
						type: "text",
						value
					});
					continue;
				}
				const match = /^\\+/.exec(remaining());
				let slashes = 0;
				if (match && match[0].length > 2) {
					slashes = match[0].length;
					state.index += slashes;
					if (slashes % 2 !== 0) value += "\\";
				}
				if (opts.unescape === true) value = advance();
				else value += advance();
				if (state.brackets === 0) {
					push({
						type: "text",
						value
					});
					continue;
				}
			}
			/**
			* If we're inside a regex character class, continue
			* until we reach the closing bracket.
			*/
			if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
				if (opts.posix !== false && value === ":") {
					const inner = prev.value.slice(1);
					if (inner.includes("[")) {
						prev.posix = true;
						if (inner.includes(":")) {
							const idx = prev.value.lastIndexOf("[");
							const pre = prev.value.slice(0, idx);
							const rest = prev.value.slice(idx + 2);
							const posix = POSIX_REGEX_SOURCE[rest];
							if (posix) {
								prev.value = pre + posix;
								state.backtrack = true;
								advance();
								if (!bos.output && tokens.indexOf(prev) === 1) bos.output = ONE_CHAR;
								continue;
							}
						}
					}
				}
				if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") value = `\\${value}`;
				if (value === "]" && (prev.value === "[" || prev.value === "[^")) value = `\\${value}`;
				if (opts.posix === true && value === "!" && prev.value === "[") value = "^";
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* If we're inside a quoted string, continue
			* until we reach the closing double quote.
			*/
			if (state.quotes === 1 && value !== "\"") {
				value = utils.escapeRegex(value);
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* Double quotes
			*/
			if (value === "\"") {
				state.quotes = state.quotes === 1 ? 0 : 1;
				if (opts.keepQuotes === true) push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Parentheses
			*/
			if (value === "(") {
				increment("parens");
				push({
					type: "paren",
					value
				});
				continue;
			}
			if (value === ")") {
				if (state.parens === 0 && opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "("));
				const extglob = extglobs[extglobs.length - 1];
				if (extglob && state.parens === extglob.parens + 1) {
					extglobClose(extglobs.pop());
					continue;
				}
				push({
					type: "paren",
					value,
					output: state.parens ? ")" : "\\)"
				});
				decrement("parens");
				continue;
			}
			/**
			* Square brackets
			*/
			if (value === "[") {
				if (opts.nobracket === true || !remaining().includes("]")) {
					if (opts.nobracket !== true && opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
					value = `\\${value}`;
				} else increment("brackets");
				push({
					type: "bracket",
					value
				});
				continue;
			}
			if (value === "]") {
				if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				if (state.brackets === 0) {
					if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "["));
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				decrement("brackets");
				const prevValue = prev.value.slice(1);
				if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) value = `/${value}`;
				prev.value += value;
				append({ value });
				if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) continue;
				const escaped = utils.escapeRegex(prev.value);
				state.output = state.output.slice(0, -prev.value.length);
				if (opts.literalBrackets === true) {
					state.output += escaped;
					prev.value = escaped;
					continue;
				}
				prev.value = `(${capture}${escaped}|${prev.value})`;
				state.output += prev.value;
				continue;
			}
			/**
			* Braces
			*/
			if (value === "{" && opts.nobrace !== true) {
				increment("braces");
				const open = {
					type: "brace",
					value,
					output: "(",
					outputIndex: state.output.length,
					tokensIndex: state.tokens.length
				};
				braces.push(open);
				push(open);
				continue;
			}
			if (value === "}") {
				const brace = braces[braces.length - 1];
				if (opts.nobrace === true || !brace) {
					push({
						type: "text",
						value,
						output: value
					});
					continue;
				}
				let output = ")";
				if (brace.dots === true) {
					const arr = tokens.slice();
					const range = [];
					for (let i = arr.length - 1; i >= 0; i--) {
						tokens.pop();
						if (arr[i].type === "brace") break;
						if (arr[i].type !== "dots") range.unshift(arr[i].value);
					}
					output = expandRange(range, opts);
					state.backtrack = true;
				}
				if (brace.comma !== true && brace.dots !== true) {
					const out = state.output.slice(0, brace.outputIndex);
					const toks = state.tokens.slice(brace.tokensIndex);
					brace.value = brace.output = "\\{";
					value = output = "\\}";
					state.output = out;
					for (const t of toks) state.output += t.output || t.value;
				}
				push({
					type: "brace",
					value,
					output
				});
				decrement("braces");
				braces.pop();
				continue;
			}
			/**
			* Pipes
			*/
			if (value === "|") {
				if (extglobs.length > 0) extglobs[extglobs.length - 1].conditions++;
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Commas
			*/
			if (value === ",") {
				let output = value;
				const brace = braces[braces.length - 1];
				if (brace && stack[stack.length - 1] === "braces") {
					brace.comma = true;
					output = "|";
				}
				push({
					type: "comma",
					value,
					output
				});
				continue;
			}
			/**
			* Slashes
			*/
			if (value === "/") {
				if (prev.type === "dot" && state.index === state.start + 1) {
					state.start = state.index + 1;
					state.consumed = "";
					state.output = "";
					tokens.pop();
					prev = bos;
					continue;
				}
				push({
					type: "slash",
					value,
					output: SLASH_LITERAL
				});
				continue;
			}
			/**
			* Dots
			*/
			if (value === ".") {
				if (state.braces > 0 && prev.type === "dot") {
					if (prev.value === ".") prev.output = DOT_LITERAL;
					const brace = braces[braces.length - 1];
					prev.type = "dots";
					prev.output += value;
					prev.value += value;
					brace.dots = true;
					continue;
				}
				if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
					push({
						type: "text",
						value,
						output: DOT_LITERAL
					});
					continue;
				}
				push({
					type: "dot",
					value,
					output: DOT_LITERAL
				});
				continue;
			}
			/**
			* Question marks
			*/
			if (value === "?") {
				if (!(prev && prev.value === "(") && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("qmark", value);
					continue;
				}
				if (prev && prev.type === "paren") {
					const next = peek();
					let output = value;
					if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) output = `\\${value}`;
					push({
						type: "text",
						value,
						output
					});
					continue;
				}
				if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
					push({
						type: "qmark",
						value,
						output: QMARK_NO_DOT
					});
					continue;
				}
				push({
					type: "qmark",
					value,
					output: QMARK
				});
				continue;
			}
			/**
			* Exclamation
			*/
			if (value === "!") {
				if (opts.noextglob !== true && peek() === "(") {
					if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
						extglobOpen("negate", value);
						continue;
					}
				}
				if (opts.nonegate !== true && state.index === 0) {
					negate();
					continue;
				}
			}
			/**
			* Plus
			*/
			if (value === "+") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("plus", value);
					continue;
				}
				if (prev && prev.value === "(" || opts.regex === false) {
					push({
						type: "plus",
						value,
						output: PLUS_LITERAL
					});
					continue;
				}
				if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
					push({
						type: "plus",
						value
					});
					continue;
				}
				push({
					type: "plus",
					value: PLUS_LITERAL
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value === "@") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					push({
						type: "at",
						extglob: true,
						value,
						output: ""
					});
					continue;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value !== "*") {
				if (value === "$" || value === "^") value = `\\${value}`;
				const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
				if (match) {
					value += match[0];
					state.index += match[0].length;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Stars
			*/
			if (prev && (prev.type === "globstar" || prev.star === true)) {
				prev.type = "star";
				prev.star = true;
				prev.value += value;
				prev.output = star;
				state.backtrack = true;
				state.globstar = true;
				consume(value);
				continue;
			}
			let rest = remaining();
			if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
				extglobOpen("star", value);
				continue;
			}
			if (prev.type === "star") {
				if (opts.noglobstar === true) {
					consume(value);
					continue;
				}
				const prior = prev.prev;
				const before = prior.prev;
				const isStart = prior.type === "slash" || prior.type === "bos";
				const afterStar = before && (before.type === "star" || before.type === "globstar");
				if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
				const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
				if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				while (rest.slice(0, 3) === "/**") {
					const after = input[state.index + 4];
					if (after && after !== "/") break;
					rest = rest.slice(3);
					consume("/**", 3);
				}
				const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
				if (prior.type === "bos" && eos()) {
					prev.type = "globstar";
					prev.value += value;
					prev.output = globstar(opts);
					state.output = prev.output;
					state.globstar = true;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
					prev.value += value;
					state.globstar = true;
					state.output += prior.output + prev.output;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
					const end = rest[1] !== void 0 ? "|$" : "";
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
					prev.value += value;
					state.output += prior.output + prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				if (prior.type === "bos" && rest[0] === "/") {
					prev.type = "globstar";
					prev.value += value;
					prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
					state.output = prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				state.output = state.output.slice(0, -prev.output.length);
				prev.type = "globstar";
				prev.output = globstar(opts);
				prev.value += value;
				state.output += prev.output;
				state.globstar = true;
				consume(value);
				continue;
			}
			const token = {
				type: "star",
				value,
				output: star
			};
			if (opts.bash === true) {
				token.output = ".*?";
				if (prev.type === "bos" || prev.type === "slash") token.output = nodot + token.output;
				push(token);
				continue;
			}
			if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
				token.output = value;
				push(token);
				continue;
			}
			if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
				if (prev.type === "dot") {
					state.output += NO_DOT_SLASH;
					prev.output += NO_DOT_SLASH;
				} else if (opts.dot === true) {
					state.output += NO_DOTS_SLASH;
					prev.output += NO_DOTS_SLASH;
				} else {
					state.output += nodot;
					prev.output += nodot;
				}
				if (peek() !== "*") {
					state.output += ONE_CHAR;
					prev.output += ONE_CHAR;
				}
			}
			push(token);
		}
		while (state.brackets > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
			state.output = utils.escapeLast(state.output, "[");
			decrement("brackets");
		}
		while (state.parens > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
			state.output = utils.escapeLast(state.output, "(");
			decrement("parens");
		}
		while (state.braces > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
			state.output = utils.escapeLast(state.output, "{");
			decrement("braces");
		}
		if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) push({
			type: "maybe_slash",
			value: "",
			output: `${SLASH_LITERAL}?`
		});
		if (state.backtrack === true) {
			state.output = "";
			for (const token of state.tokens) {
				state.output += token.output != null ? token.output : token.value;
				if (token.suffix) state.output += token.suffix;
			}
		}
		return state;
	};
	/**
	* Fast paths for creating regular expressions for common glob patterns.
	* This can significantly speed up processing and has very little downside
	* impact when none of the fast paths match.
	*/
	parse.fastpaths = (input, options) => {
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		const len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		input = REPLACEMENTS[input] || input;
		const { DOT_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOTS, NO_DOTS_SLASH, STAR, START_ANCHOR } = constants.globChars(opts.windows);
		const nodot = opts.dot ? NO_DOTS : NO_DOT;
		const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
		const capture = opts.capture ? "" : "?:";
		const state = {
			negated: false,
			prefix: ""
		};
		let star = opts.bash === true ? ".*?" : STAR;
		if (opts.capture) star = `(${star})`;
		const globstar = (opts) => {
			if (opts.noglobstar === true) return star;
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const create = (str) => {
			switch (str) {
				case "*": return `${nodot}${ONE_CHAR}${star}`;
				case ".*": return `${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*.*": return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*/*": return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
				case "**": return nodot + globstar(opts);
				case "**/*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
				case "**/*.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "**/.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
				default: {
					const match = /^(.*?)\.(\w+)$/.exec(str);
					if (!match) return;
					const source = create(match[1]);
					if (!source) return;
					return source + DOT_LITERAL + match[2];
				}
			}
		};
		let source = create(utils.removePrefix(input, state));
		if (source && opts.strictSlashes !== true) source += `${SLASH_LITERAL}?`;
		return source;
	};
	module.exports = parse;
}));

// node_modules/picomatch/lib/picomatch.js
var require_picomatch$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const scan = require_scan();
	const parse = require_parse();
	const utils = require_utils();
	const constants = require_constants();
	const isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
	/**
	* Creates a matcher function from one or more glob patterns. The
	* returned function takes a string to match as its first argument,
	* and returns true if the string is a match. The returned matcher
	* function also takes a boolean as the second argument that, when true,
	* returns an object with additional information.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch(glob[, options]);
	*
	* const isMatch = picomatch('*.!(*a)');
	* console.log(isMatch('a.a')); //=> false
	* console.log(isMatch('a.b')); //=> true
	*
	* // For environments without `node.js`, `picomatch/posix` provides you a dependency-free matcher, without automatic OS detection.
	* const picomatch = require('picomatch/posix');
	* // the same API, defaulting to posix paths
	* const isMatch = picomatch('a/*');
	* console.log(isMatch('a\\b')); //=> false
	* console.log(isMatch('a/b')); //=> true
	*
	* // you can still configure the matcher function to accept windows paths
	* const isMatch = picomatch('a/*', { options: windows });
	* console.log(isMatch('a\\b')); //=> true
	* console.log(isMatch('a/b')); //=> true
	* ```
	* @name picomatch
	* @param {String|Array} `globs` One or more glob patterns.
	* @param {Object=} `options`
	* @return {Function=} Returns a matcher function.
	* @api public
	*/
	const picomatch = (glob, options, returnState = false) => {
		if (Array.isArray(glob)) {
			const fns = glob.map((input) => picomatch(input, options, returnState));
			const arrayMatcher = (str) => {
				for (const isMatch of fns) {
					const state = isMatch(str);
					if (state) return state;
				}
				return false;
			};
			return arrayMatcher;
		}
		const isState = isObject(glob) && glob.tokens && glob.input;
		if (glob === "" || typeof glob !== "string" && !isState) throw new TypeError("Expected pattern to be a non-empty string");
		const opts = options || {};
		const posix = opts.windows;
		const regex = isState ? picomatch.compileRe(glob, options) : picomatch.makeRe(glob, options, false, true);
		const state = regex.state;
		delete regex.state;
		let isIgnored = () => false;
		if (opts.ignore) {
			const ignoreOpts = {
				...options,
				ignore: null,
				onMatch: null,
				onResult: null
			};
			isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
		}
		const matcher = (input, returnObject = false) => {
			const { isMatch, match, output } = picomatch.test(input, regex, options, {
				glob,
				posix
			});
			const result = {
				glob,
				state,
				regex,
				posix,
				input,
				output,
				match,
				isMatch
			};
			if (typeof opts.onResult === "function") opts.onResult(result);
			if (isMatch === false) {
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (isIgnored(input)) {
				if (typeof opts.onIgnore === "function") opts.onIgnore(result);
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (typeof opts.onMatch === "function") opts.onMatch(result);
			return returnObject ? result : true;
		};
		if (returnState) matcher.state = state;
		return matcher;
	};
	/**
	* Test `input` with the given `regex`. This is used by the main
	* `picomatch()` function to test the input string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.test(input, regex[, options]);
	*
	* console.log(picomatch.test('foo/bar', /^(?:([^/]*?)\/([^/]*?))$/));
	* // { isMatch: true, match: [ 'foo/', 'foo', 'bar' ], output: 'foo/bar' }
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp} `regex`
	* @return {Object} Returns an object with matching info.
	* @api public
	*/
	picomatch.test = (input, regex, options, { glob, posix } = {}) => {
		if (typeof input !== "string") throw new TypeError("Expected input to be a string");
		if (input === "") return {
			isMatch: false,
			output: ""
		};
		const opts = options || {};
		const format = opts.format || (posix ? utils.toPosixSlashes : null);
		let match = input === glob;
		let output = match && format ? format(input) : input;
		if (match === false) {
			output = format ? format(input) : input;
			match = output === glob;
		}
		if (match === false || opts.capture === true) {
			if (opts.matchBase === true || opts.basename === true) match = picomatch.matchBase(input, regex, options, posix);
			else match = regex.exec(output);
		}
		return {
			isMatch: Boolean(match),
			match,
			output
		};
	};
	/**
	* Match the basename of a filepath.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.matchBase(input, glob[, options]);
	* console.log(picomatch.matchBase('foo/bar.js', '*.js'); // true
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp|String} `glob` Glob pattern or regex created by [.makeRe](#makeRe).
	* @return {Boolean}
	* @api public
	*/
	picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
		return (glob instanceof RegExp ? glob : picomatch.makeRe(glob, options)).test(utils.basename(input, { windows: posix }));
	};
	/**
	* Returns true if **any** of the given glob `patterns` match the specified `string`.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.isMatch(string, patterns[, options]);
	*
	* console.log(picomatch.isMatch('a.a', ['b.*', '*.a'])); //=> true
	* console.log(picomatch.isMatch('a.a', 'b.*')); //=> false
	* ```
	* @param {String|Array} str The string to test.
	* @param {String|Array} patterns One or more glob patterns to use for matching.
	* @param {Object} [options] See available [options](#options).
	* @return {Boolean} Returns true if any patterns match `str`
	* @api public
	*/
	picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);
	/**
	* Parse a glob pattern to create the source string for a regular
	* expression.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const result = picomatch.parse(pattern[, options]);
	* ```
	* @param {String} `pattern`
	* @param {Object} `options`
	* @return {Object} Returns an object with useful properties and output to be used as a regex source string.
	* @api public
	*/
	picomatch.parse = (pattern, options) => {
		if (Array.isArray(pattern)) return pattern.map((p) => picomatch.parse(p, options));
		return parse(pattern, {
			...options,
			fastpaths: false
		});
	};
	/**
	* Scan a glob pattern to separate the pattern into segments.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.scan(input[, options]);
	*
	* const result = picomatch.scan('!./foo/*.js');
	* console.log(result);
	* { prefix: '!./',
	*   input: '!./foo/*.js',
	*   start: 3,
	*   base: 'foo',
	*   glob: '*.js',
	*   isBrace: false,
	*   isBracket: false,
	*   isGlob: true,
	*   isExtglob: false,
	*   isGlobstar: false,
	*   negated: true }
	* ```
	* @param {String} `input` Glob pattern to scan.
	* @param {Object} `options`
	* @return {Object} Returns an object with
	* @api public
	*/
	picomatch.scan = (input, options) => scan(input, options);
	/**
	* Compile a regular expression from the `state` object returned by the
	* [parse()](#parse) method.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const state = picomatch.parse('*.js');
	* // picomatch.compileRe(state[, options]);
	*
	* console.log(picomatch.compileRe(state));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {Object} `state`
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Intended for implementors, this argument allows you to return the raw output from the parser.
	* @param {Boolean} `returnState` Adds the state to a `state` property on the returned regex. Useful for implementors and debugging.
	* @return {RegExp}
	* @api public
	*/
	picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
		if (returnOutput === true) return state.output;
		const opts = options || {};
		const prepend = opts.contains ? "" : "^";
		const append = opts.contains ? "" : "$";
		let source = `${prepend}(?:${state.output})${append}`;
		if (state && state.negated === true) source = `^(?!${source}).*$`;
		const regex = picomatch.toRegex(source, options);
		if (returnState === true) regex.state = state;
		return regex;
	};
	/**
	* Create a regular expression from a parsed glob pattern.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.makeRe(state[, options]);
	*
	* const result = picomatch.makeRe('*.js');
	* console.log(result);
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `state` The object returned from the `.parse` method.
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Implementors may use this argument to return the compiled output, instead of a regular expression. This is not exposed on the options to prevent end-users from mutating the result.
	* @param {Boolean} `returnState` Implementors may use this argument to return the state from the parsed glob with the returned regular expression.
	* @return {RegExp} Returns a regex created from the given pattern.
	* @api public
	*/
	picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
		if (!input || typeof input !== "string") throw new TypeError("Expected a non-empty string");
		let parsed = {
			negated: false,
			fastpaths: true
		};
		if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) parsed.output = parse.fastpaths(input, options);
		if (!parsed.output) parsed = parse(input, options);
		return picomatch.compileRe(parsed, options, returnOutput, returnState);
	};
	/**
	* Create a regular expression from the given regex source string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.toRegex(source[, options]);
	*
	* const { output } = picomatch.parse('*.js');
	* console.log(picomatch.toRegex(output));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `source` Regular expression source string.
	* @param {Object} `options`
	* @return {RegExp}
	* @api public
	*/
	picomatch.toRegex = (source, options) => {
		try {
			const opts = options || {};
			return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
		} catch (err) {
			if (options && options.debug === true) throw err;
			return /$^/;
		}
	};
	/**
	* Picomatch constants.
	* @return {Object}
	*/
	picomatch.constants = constants;
	/**
	* Expose "picomatch"
	*/
	module.exports = picomatch;
}));

// node_modules/picomatch/index.js
var require_picomatch = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const pico = require_picomatch$1();
	const utils = require_utils();
	function picomatch(glob, options, returnState = false) {
		if (options && (options.windows === null || options.windows === void 0)) options = {
			...options,
			windows: utils.isWindows()
		};
		return pico(glob, options, returnState);
	}
	Object.assign(picomatch, pico);
	module.exports = picomatch;
}));

// src/process/results/find-files.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
/** Names looked at before a pattern is taken to be too wide, such as one that begins with `**`. */
const mostEntries = 5e4;
const mostFiles = 1e3;
/**
* Files that a path or a pattern (`*`, `**`, `?`, `[…]`, `{a,b}`) means. Links are not followed; hidden folders are
* only looked into where the pattern names them, `node_modules` never. Never throws.
*/
function findResultFiles(root, written) {
	const { base, glob, isGlob } = import_picomatch.default.scan(written);
	if (!isGlob) return { files: [written] };
	if (base !== "" && !staysInside(root, base)) return {
		files: [],
		problem: `expected a pattern inside of ${root}`
	};
	const matches = (0, import_picomatch.default)(glob);
	const files = [];
	const deepest = /\*\*|[{(]/.test(glob) ? Number.POSITIVE_INFINITY : glob.split("/").length;
	let left = mostEntries;
	const open = [{
		path: "",
		depth: 1
	}];
	for (let folder = open.pop(); folder !== void 0; folder = open.pop()) for (const entry of entriesOf(join(root, base, folder.path))) {
		if (left-- === 0) return {
			files,
			problem: `more than ${mostEntries} files to look at; name a folder first`
		};
		const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
		if (entry.isDirectory() && entry.name !== "node_modules" && folder.depth < deepest) open.push({
			path,
			depth: folder.depth + 1
		});
		else if (entry.isFile() && matches(path)) {
			if (files.length === mostFiles) return {
				files,
				problem: `more than ${mostFiles} files match; narrow it`
			};
			files.push(base === "" ? path : `${base}/${path}`);
		}
	}
	return { files: files.sort() };
}
function entriesOf(folder) {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
}

// src/process/results/test-results.ts
const mostFailures = 50;
const noResults = {
	tests: 0,
	failed: 0,
	skipped: 0,
	failures: []
};
function addResults(one, other) {
	return {
		tests: one.tests + other.tests,
		failed: one.failed + other.failed,
		skipped: one.skipped + other.skipped,
		failures: [...one.failures, ...other.failures].slice(0, 50)
	};
}
/** At most so many characters, never half of one that takes two units, and a sign that something is missing. */
function cutText(text, most) {
	return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

// src/process/results/xml-tree.ts
const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: "",
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	cdataPropName: "#cdata",
	processEntities: false,
	ignoreDeclaration: true,
	ignorePiTags: true,
	removeNSPrefix: true,
	jPath: false,
	stopNodes: ["..system-out", "..system-err"]
});
/** Reads a well-formed document. Never throws. */
function readXml(text) {
	try {
		const problem = XMLValidator.validate(text);
		if (problem !== true) {
			const { code, line } = problem.err;
			return {
				type: "problem",
				message: `expected well-formed XML, found a mistake in line ${line} (${code})`
			};
		}
		const roots = elementsOf(parser.parse(text));
		const [root] = roots;
		if (root !== void 0 && roots.length === 1) return {
			type: "read",
			root
		};
		return {
			type: "problem",
			message: `expected XML with one root element, found ${roots.length}`
		};
	} catch (error) {
		return {
			type: "problem",
			message: `expected XML, found what could not be read: ${cutText(errorText(error), 200)}`
		};
	}
}
/** The library's ordered form: a list of objects with one key, the element's name, and perhaps `:@` with its attributes. */
function elementsOf(nodes) {
	const elements = [];
	for (const node of listOf(nodes)) for (const [name, content] of Object.entries(node)) {
		if (name === ":@" || name.startsWith("#")) continue;
		const attributes = /* @__PURE__ */ new Map();
		for (const [key, value] of Object.entries(objectOf(node[":@"]))) attributes.set(key, decode(String(value)));
		elements.push({
			name,
			attributes,
			children: elementsOf(content),
			text: textOf(content)
		});
	}
	return elements;
}
function textOf(nodes) {
	return listOf(nodes).map((node) => {
		if (typeof node["#text"] === "string") return decode(node["#text"]);
		return listOf(node["#cdata"]).map((part) => String(part["#text"] ?? "")).join("");
	}).join("");
}
function listOf(value) {
	return Array.isArray(value) ? value.map(objectOf) : [];
}
function objectOf(value) {
	return typeof value === "object" && value !== null ? value : {};
}
const named = {
	lt: "<",
	gt: ">",
	amp: "&",
	quot: "\"",
	apos: "'"
};
/** The five entities that XML itself defines and characters by number; any other stays as it is written. */
function decode(text) {
	return text.replace(/&(?:#x([0-9a-fA-F]{1,8})|#(\d{1,8})|(lt|gt|amp|quot|apos));/g, (_, hex, decimal, name) => {
		if (name !== void 0) return named[name] ?? "";
		const code = hex === void 0 ? Number(decimal) : Number.parseInt(hex, 16);
		return code > 0 && code <= 1114111 && (code < 55296 || code > 57343) ? String.fromCodePoint(code) : "�";
	});
}

// src/process/results/parse-junit.ts
/**
* Reads JUnit XML, of which every tool writes its own kind: `<testsuites>` or a single `<testsuite>`, suites inside of
* suites, attributes or texts left out. The tests that are listed count, not the sums in attributes, which some tools
* count differently; but a file that declares failures and lists none is not taken for a green one.
*/
function parseJunit(text) {
	const xml = readXml(text);
	if (xml.type === "problem") return xml;
	const { root } = xml;
	if (root.name !== "testsuites" && root.name !== "testsuite") return {
		type: "problem",
		message: `expected JUnit XML with <testsuites> or <testsuite> at its root, found <${cutText(root.name, 60)}>`
	};
	const tally = {
		tests: 0,
		failed: 0,
		skipped: 0,
		failures: []
	};
	countSuite(root, tally);
	return {
		type: "results",
		results: {
			...tally,
			tests: Math.max(tally.tests, tally.failed + tally.skipped)
		}
	};
}
function countSuite(suite, tally) {
	const before = tally.failed;
	const name = suite.attributes.get("name") || "unnamed suite";
	for (const child of suite.children) switch (child.name) {
		case "testsuite":
			countSuite(child, tally);
			break;
		case "testcase":
			countTest(child, tally);
			break;
		case "failure":
		case "error": fail$1(tally, name, child);
	}
	const declared = declaredCount(suite, "failures") + declaredCount(suite, "errors");
	if (tally.failed === before && declared > 0) {
		tally.failed += declared;
		note(tally, {
			name,
			message: `the file declares ${declared} failed here and lists none of them`,
			detail: ""
		});
	}
}
function countTest(test, tally) {
	const failure = test.children.find(({ name }) => name === "failure" || name === "error");
	tally.tests++;
	if (failure !== void 0) fail$1(tally, nameOf(test), failure);
	else if (isSkipped(test)) tally.skipped++;
}
function isSkipped(test) {
	const status = test.attributes.get("status") ?? "";
	return test.children.some(({ name }) => name === "skipped") || /^(?:skipped|disabled|notrun)$/i.test(status);
}
function fail$1(tally, name, failure) {
	const detail = failure.text.trim();
	const firstLine = detail.split("\n", 1)[0]?.trim();
	const message = failure.attributes.get("message")?.trim() || firstLine || failure.attributes.get("type");
	tally.failed++;
	note(tally, {
		name,
		message: message || "no message",
		detail
	});
}
function note(tally, { name, message, detail }) {
	if (tally.failures.length >= 50) return;
	tally.failures.push({
		name: cutText(name, 300),
		message: cutText(message, 300),
		detail: cutText(detail, 2e3)
	});
}
/** Some tools repeat the class in the name, some need it to tell tests of one name apart. */
function nameOf(test) {
	const name = test.attributes.get("name")?.trim() ?? "";
	const group = test.attributes.get("classname")?.trim() ?? "";
	if (name === "") return group || "unnamed test";
	return group === "" || name.startsWith(group) ? name : `${group} > ${name}`;
}
function declaredCount(suite, attribute) {
	const count = Number(suite.attributes.get(attribute));
	return Number.isInteger(count) && count > 0 ? count : 0;
}

// node_modules/yaml/dist/util.js
var require_util = /* @__PURE__ */ __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var log = require_log();
	var Pair = require_Pair();
	var toJS = require_toJS();
	var YAMLMap = require_YAMLMap();
	var map = require_map();
	var seq = require_seq();
	var string = require_string();
	var foldFlowLines = require_foldFlowLines();
	var stringifyNumber = require_stringifyNumber();
	var stringifyString = require_stringifyString();
	exports.createNode = createNode.createNode;
	exports.debug = log.debug;
	exports.warn = log.warn;
	exports.createPair = Pair.createPair;
	exports.toJS = toJS.toJS;
	exports.findPair = YAMLMap.findPair;
	exports.mapTag = map.map;
	exports.seqTag = seq.seq;
	exports.stringTag = string.string;
	exports.foldFlowLines = foldFlowLines.foldFlowLines;
	exports.stringifyNumber = stringifyNumber.stringifyNumber;
	exports.stringifyString = stringifyString.stringifyString;
}));

// node_modules/yaml-types/dist/bigint.js
var require_bigint = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.bigint = void 0;
	const util_1 = require_util();
	/**
	* `!bigint` BigInt
	*
	* [BigInt](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/BigInt) values,
	* using their conventional `123n` representation.
	*/
	exports.bigint = {
		identify: (value) => {
			return typeof value === "bigint" || value instanceof BigInt;
		},
		tag: "!bigint",
		resolve(str) {
			if (str.endsWith("n")) str = str.substring(0, str.length - 1);
			return BigInt(str);
		},
		stringify(item, ctx, onComment, onChompKeep) {
			if (!exports.bigint.identify?.(item.value)) throw new TypeError(`${item.value} is not a bigint`);
			const value = item.value.toString() + "n";
			return (0, util_1.stringifyString)({ value }, ctx, onComment, onChompKeep);
		}
	};
}));

// node_modules/yaml-types/dist/class.js
var require_class = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.classTag = void 0;
	const util_1 = require_util();
	const options = { defaultType: "BLOCK_LITERAL" };
	/**
	* `!class` A YAML representation of JavaScript classes
	*
	* Stringified as a block literal string, prefixed with the class name.
	*
	* When parsing, a no-op class with matching name and toString() is
	* returned. It is not possible to construct an actual JavaScript class by
	* evaluating YAML, and it is unsafe to attempt.
	*/
	exports.classTag = {
		identify(value) {
			const cls = value;
			try {
				return typeof value === "function" && Boolean(class extends cls {});
			} catch {
				return false;
			}
		},
		tag: "!class",
		resolve(str) {
			const f = class {};
			f.toString = () => str;
			const m = str.trim().match(/^class(?:\s+([^{ \s]*?)[{\s])/);
			Object.defineProperty(f, "name", {
				value: m?.[1],
				enumerable: false,
				configurable: true,
				writable: true
			});
			return f;
		},
		options,
		stringify(i, ctx, onComment, onChompKeep) {
			const { type: originalType, value: originalValue } = i;
			const value = originalValue.toString();
			const type = originalType || options.defaultType;
			return (0, util_1.stringifyString)({
				...i,
				type,
				value
			}, ctx, onComment, onChompKeep);
		}
	};
}));

// node_modules/yaml-types/dist/error.js
var require_error = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.error = void 0;
	const yaml_1 = require_dist$1();
	const tag = "!error";
	const customInspectSymbol = Symbol.for("nodejs.util.inspect.custom");
	var YAMLErrorObject = class extends yaml_1.YAMLMap {
		constructor() {
			super(...arguments);
			this.tag = tag;
		}
		toJSON(_, ctx) {
			ctx = {
				...ctx,
				mapAsMap: false
			};
			const { name, message, stack, ...rest } = super.toJSON(_, ctx);
			const Cls = name === "EvalError" ? EvalError : name === "RangeError" ? RangeError : name === "ReferenceError" ? ReferenceError : name === "SyntaxError" ? SyntaxError : name === "TypeError" ? TypeError : name === "URIError" ? URIError : Error;
			const er = new Cls(message);
			if (Cls.name !== name) Object.defineProperty(er, "name", {
				value: name,
				enumerable: false,
				configurable: true
			});
			er.stack = stack;
			return Object.assign(er, rest);
		}
		static from(schema, value, ctx) {
			const error = value;
			const { name, message, stack, cause } = error;
			const maybeCustom = error;
			let fields = typeof maybeCustom[customInspectSymbol] === "function" && maybeCustom[customInspectSymbol]();
			fields || (fields = typeof maybeCustom.toJSON === "function" && maybeCustom.toJSON());
			fields || (fields = { ...error });
			const withCause = cause === void 0 ? {} : { cause };
			delete fields.domain;
			delete fields.domainEmitter;
			delete fields.domainThrew;
			return super.from(schema, {
				name,
				message,
				stack,
				...withCause,
				...fields
			}, ctx);
		}
	};
	/**
	* `!error` Error object values
	*
	* An object collection of all enumerable properties on the Error object,
	* along with stack, message, and name (which are typically non-enumerable).
	*
	* If the Error has a `Symbol.for('util.inspect.custom')` or `toJSON` method,
	* then this will be called to get the object properties.
	*
	* When parsing, though the `stack` string is maintained, the internal call
	* site information will of course not be preserved faithfully.
	*/
	exports.error = {
		tag,
		collection: "map",
		nodeClass: YAMLErrorObject,
		identify: (er) => er instanceof Error
	};
}));

// node_modules/yaml-types/dist/function.js
var require_function = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.functionTag = void 0;
	const util_1 = require_util();
	const options = { defaultType: "BLOCK_LITERAL" };
	/**
	* `!function` A YAML representation of JavaScript functions
	*
	* Stringified as a block literal string, prefixed with the function name.
	*
	* When parsing, a no-op function with matching name and toString() is
	* returned. It is not possible to construct an actual JavaScript function by
	* evaluating YAML, and it is unsafe to attempt.
	*/
	exports.functionTag = {
		identify: (value) => typeof value === "function",
		tag: "!function",
		resolve(str) {
			const src = str.split("\n");
			const n = src.shift();
			const name = n ? JSON.parse(n) : void 0;
			const code = src.join("\n");
			const f = function() {};
			Object.defineProperty(f, "name", {
				value: name,
				enumerable: false,
				configurable: true
			});
			f.toString = () => code;
			return f;
		},
		options,
		stringify(i, ctx, onComment, onChompKeep) {
			const { type: originalType, value: originalValue } = i;
			const fn = originalValue;
			const value = JSON.stringify(fn.name) + "\n" + fn.toString();
			const type = originalType || options.defaultType;
			return (0, util_1.stringifyString)({
				...i,
				type,
				value
			}, ctx, onComment, onChompKeep);
		}
	};
}));

// node_modules/yaml-types/dist/null-object.js
var require_null_object = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.nullobject = void 0;
	const yaml_1 = require_dist$1();
	const tag = "!nullobject";
	var YAMLNullObject = class extends yaml_1.YAMLMap {
		constructor() {
			super(...arguments);
			this.tag = tag;
		}
		toJSON(_, ctx) {
			const obj = super.toJSON(_, {
				...ctx,
				mapAsMap: false
			});
			return Object.assign(Object.create(null), obj);
		}
	};
	/**
	* `!nullobject` An object with a `null` prototype
	*/
	exports.nullobject = {
		tag,
		collection: "map",
		nodeClass: YAMLNullObject,
		identify: (v) => !!(typeof v === "object" && v && !Object.getPrototypeOf(v))
	};
}));

// node_modules/yaml-types/dist/regexp.js
var require_regexp = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.regexp = void 0;
	/**
	* `!re` RegExp
	*
	* [Regular Expression](https://developer.mozilla.org/en-US/docs/Web/JavaScript/Guide/Regular_expressions) values,
	* using their default `/foo/flags` string representation.
	*/
	exports.regexp = {
		identify: (value) => value instanceof RegExp,
		tag: "!re",
		resolve(str) {
			const match = str.match(/^\/([\s\S]+)\/([dgimsuy]*)$/);
			if (!match) throw new Error("Invalid RegExp value");
			return new RegExp(match[1], match[2]);
		}
	};
}));

// node_modules/yaml-types/dist/symbol.js
var require_symbol = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.symbol = exports.sharedSymbol = void 0;
	const util_1 = require_util();
	exports.sharedSymbol = {
		identify: (value) => value?.constructor === Symbol && typeof Symbol.keyFor(value) === "string",
		tag: "!symbol/shared",
		resolve: (str) => Symbol.for(str),
		stringify(item, ctx, onComment, onChompKeep) {
			const key = Symbol.keyFor(item.value);
			if (key === void 0) throw new TypeError("Only shared symbols are supported");
			return (0, util_1.stringifyString)({ value: key }, ctx, onComment, onChompKeep);
		}
	};
	exports.symbol = {
		identify: (value) => value?.constructor === Symbol && Symbol.keyFor(value) === void 0,
		tag: "!symbol",
		resolve: (str) => Symbol(str),
		stringify(item, ctx, onComment, onChompKeep) {
			const sym = item.value;
			if (typeof sym !== "symbol") throw new TypeError(`${sym} is not a symbol`);
			const value = String(sym).replace(/^Symbol\(|\)$/g, "");
			return (0, util_1.stringifyString)({ value }, ctx, onComment, onChompKeep);
		}
	};
}));

// node_modules/yaml-types/dist/yaml11.js
var require_yaml11 = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.timestamp = exports.set = exports.pairs = exports.omap = exports.binary = void 0;
	const tags = new (require_dist$1()).Schema({ resolveKnownTags: true }).knownTags;
	exports.binary = tags["tag:yaml.org,2002:binary"], exports.omap = tags["tag:yaml.org,2002:omap"], exports.pairs = tags["tag:yaml.org,2002:pairs"], exports.set = tags["tag:yaml.org,2002:set"];
	exports.timestamp = {
		...tags["tag:yaml.org,2002:timestamp"],
		default: false
	};
}));

// node_modules/yaml-types/dist/index.js
var require_dist = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.timestamp = exports.set = exports.pairs = exports.omap = exports.binary = exports.symbol = exports.sharedSymbol = exports.regexp = exports.nullobject = exports.functionTag = exports.error = exports.classTag = exports.bigint = void 0;
	var bigint_js_1 = require_bigint();
	Object.defineProperty(exports, "bigint", {
		enumerable: true,
		get: function() {
			return bigint_js_1.bigint;
		}
	});
	var class_js_1 = require_class();
	Object.defineProperty(exports, "classTag", {
		enumerable: true,
		get: function() {
			return class_js_1.classTag;
		}
	});
	var error_js_1 = require_error();
	Object.defineProperty(exports, "error", {
		enumerable: true,
		get: function() {
			return error_js_1.error;
		}
	});
	var function_js_1 = require_function();
	Object.defineProperty(exports, "functionTag", {
		enumerable: true,
		get: function() {
			return function_js_1.functionTag;
		}
	});
	var null_object_js_1 = require_null_object();
	Object.defineProperty(exports, "nullobject", {
		enumerable: true,
		get: function() {
			return null_object_js_1.nullobject;
		}
	});
	var regexp_js_1 = require_regexp();
	Object.defineProperty(exports, "regexp", {
		enumerable: true,
		get: function() {
			return regexp_js_1.regexp;
		}
	});
	var symbol_js_1 = require_symbol();
	Object.defineProperty(exports, "sharedSymbol", {
		enumerable: true,
		get: function() {
			return symbol_js_1.sharedSymbol;
		}
	});
	Object.defineProperty(exports, "symbol", {
		enumerable: true,
		get: function() {
			return symbol_js_1.symbol;
		}
	});
	var yaml11_js_1 = require_yaml11();
	Object.defineProperty(exports, "binary", {
		enumerable: true,
		get: function() {
			return yaml11_js_1.binary;
		}
	});
	Object.defineProperty(exports, "omap", {
		enumerable: true,
		get: function() {
			return yaml11_js_1.omap;
		}
	});
	Object.defineProperty(exports, "pairs", {
		enumerable: true,
		get: function() {
			return yaml11_js_1.pairs;
		}
	});
	Object.defineProperty(exports, "set", {
		enumerable: true,
		get: function() {
			return yaml11_js_1.set;
		}
	});
	Object.defineProperty(exports, "timestamp", {
		enumerable: true,
		get: function() {
			return yaml11_js_1.timestamp;
		}
	});
}));

// node_modules/tap-yaml/dist/esm/types/date.js
var import_dist$1 = /* @__PURE__ */ __toESM(require_dist$1(), 1);
var import_dist = require_dist();
const date = {
	tag: "!date",
	/* c8 ignore start */
	identify() {
		return false;
	},
	/* c8 ignore stop */
	resolve(src) {
		const d = new Date(src);
		const t = d.getTime();
		if (t !== t) throw new Error(`Invalid date string: ${src}`);
		return d;
	}
};

// node_modules/tap-yaml/dist/esm/types/timestamp.js
const schema = new import_dist$1.Schema({ resolveKnownTags: true });
const timestamp = schema.knownTags["tag:yaml.org,2002:timestamp"];
timestamp.default = false;

// node_modules/tap-yaml/dist/esm/types/index.js
const t = [
	import_dist.regexp,
	import_dist.sharedSymbol,
	import_dist.symbol,
	import_dist.bigint,
	import_dist.nullobject,
	import_dist.error,
	import_dist.classTag,
	import_dist.functionTag,
	timestamp,
	date,
	"omap",
	"set",
	"binary"
];
const customTags = (tags) => [...new Set(t.concat(tags))];

// node_modules/tap-yaml/dist/esm/parse.js
const parse$2 = (str) => import_dist$1.parse(str, {
	customTags,
	prettyErrors: true
});

// node_modules/tap-yaml/dist/esm/stringify.js
const stringify$1 = (obj) => import_dist$1.stringify(obj, {
	customTags,
	prettyErrors: true
});

// node_modules/tap-yaml/dist/esm/index.js
var esm_default = {
	parse: parse$2,
	stringify: stringify$1
};

// node_modules/tap-parser/dist/esm/final-plan.js
/**
* The summary of the plan, for inclusion in the results
* provided in the `complete` event.
*/
var FinalPlan = class {
	start = null;
	end = null;
	skipAll;
	skipReason;
	comment;
	constructor(skipAll, self) {
		if (self.planStart >= 0) this.start = self.planStart;
		if (self.planEnd >= 0) this.end = self.planEnd;
		this.skipAll = skipAll;
		this.skipReason = skipAll ? self.planComment : "";
		this.comment = self.planComment || "";
	}
};

// node_modules/tap-parser/dist/esm/final-results.js
/**
* The summary results provided in the `complete` event when the TAP
* stream ends.
*/
var FinalResults = class {
	ok;
	count;
	pass;
	fail;
	bailout;
	todo;
	skip;
	failures;
	time;
	passes;
	plan;
	skips;
	todos;
	constructor(skipAll, parser) {
		this.ok = parser.ok;
		this.count = parser.count;
		this.pass = parser.pass;
		this.fail = parser.fail || 0;
		this.bailout = parser.bailedOut || false;
		this.todo = parser.todo || 0;
		this.skip = skipAll ? parser.count : parser.skip || 0;
		this.plan = new FinalPlan(skipAll, parser);
		this.failures = parser.failures;
		this.passes = parser.passes || void 0;
		this.time = parser.time;
		this.skips = parser.skips;
		this.todos = parser.todos;
	}
};

// node_modules/tap-parser/dist/esm/line-type.js
/**
* Collection of the various types of lines encountered in a TAP stream
*/
const lineTypes = {
	testPoint: /^(not )?ok(?: ([0-9]+))?(?:(?: -)?( .*?))?(\{?)\n$/,
	pragma: /^pragma ([+-])([a-zA-Z0-9_-]+)\n$/,
	bailout: /^bail out!(.*)\n$/i,
	version: /^TAP version ([0-9]+)\n$/i,
	childVersion: /^(    )+TAP version ([0-9]+)\n$/i,
	plan: /^([0-9]+)\.\.([0-9]+)(?:\s+(?:#\s*(.*)))?\n$/,
	subtest: /^# Subtest(?:: (.*))?\n$/,
	subtestIndent: /^    # Subtest(?:: (.*))?\n$/,
	comment: /^\s*#.*\n$/
};
/**
* Determine the type of line, and parse it into a {@link ParsedLine}
*/
const lineType = (line) => {
	for (const [t, pattern] of Object.entries(lineTypes)) {
		const match = line.match(pattern);
		if (match) return [t, match];
	}
	return null;
};

// node_modules/tap-parser/dist/esm/brace-patterns.js
/**
* this isn't for performance or anything, it just confuses vim's
* brace-matching to have these in the middle of functions, and
* I'm too lazy to dig into vim-javascript to fix it, so hence these
* capital snake consts.
*
* @module
*/
const OPEN_BRACE_EOL = /\{\s*$/;
const SPACE_OPEN_BRACE_EOL = / \{$/;

// node_modules/tap-parser/dist/esm/parse-directive.js
/**
* Parse a "directive", the bit that follows the `#` character
* on a TestPoint line.
*/
const parseDirective = (line) => {
	if (!line.trim()) return false;
	line = line.replace(OPEN_BRACE_EOL, "").trim().replace(/^duration_ms ([0-9.]+)$/, "time=$1ms");
	const time = line.match(/^time=((?:[1-9][0-9]*|0)(?:\.[0-9]+)?)(ms|s)$/i);
	const t = time?.[1];
	const s = time?.[2];
	if (typeof t === "string") {
		let n = +t;
		if (s === "s") {
			n *= 1e6;
			n = Math.round(n);
			n /= 1e3;
		}
		return ["time", n];
	}
	const ts = line.match(/^(todo|skip)(?:\S*)\b(.*)$/i);
	const type = ts?.[1]?.toLowerCase();
	const msg = ts?.[2]?.trim();
	if (!type) return false;
	return [type, msg || true];
};

// node_modules/tap-parser/dist/esm/plan.js
/**
* A class representing the TAP plan line
*/
var Plan = class {
	start;
	end;
	comment;
	constructor(start, end, comment = "") {
		this.start = start;
		this.end = end;
		this.comment = comment;
	}
};

// node_modules/tap-parser/dist/esm/result.js
/**
* A representation of a TestPoint result, with diagnostics if present.
*/
var Result = class {
	ok;
	name = "";
	id = 0;
	buffered = false;
	tapError = null;
	skip = false;
	todo = false;
	previous = null;
	plan = null;
	diag = null;
	time = null;
	fullname = "";
	closingTestPoint = false;
	constructor(parsed, parser) {
		const ok = !parsed[1];
		const id = +(parsed[2] || 0);
		let buffered = parsed[4];
		this.ok = ok;
		if (parsed[2]) this.id = id;
		let rest = parsed[3] || "";
		let name;
		rest = rest.replace(/(\\\\)/g, "\n");
		const [h, ...r] = rest.split(/(?<=\s|^)(?<!\\)#/g);
		name = (h || "").replace(/\\#/g, "#").replace(/\n/g, "\\");
		rest = r.join("#").replace(/\\#/g, "#").replace(/\n/g, "\\");
		const dir = parseDirective(rest.trim());
		if (!dir) name += (rest ? "#" + rest : "") + buffered;
		else {
			const dirKey = dir[0];
			const dirValue = dir[1];
			if (dirKey === "todo" || dirKey === "skip") this[dirKey] = dirValue;
			else if (dirKey === "time") this.time = parseFloat(dirValue);
		}
		if (OPEN_BRACE_EOL.test(name)) {
			name = name.replace(OPEN_BRACE_EOL, "");
			buffered = "{";
		}
		if (buffered === "{") this.buffered = true;
		if (name) this.name = name.trim();
		const n = [];
		if (parser.fullname) n.push(parser.fullname);
		if (this.name) n.push(this.name);
		this.fullname = n.join(" > ").trim();
	}
};

// node_modules/events-to-array/index.js
var require_events_to_array = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { EventEmitter } = __require("events");
	module.exports = eventsToArray;
	function eventsToArray(ee, ignore = [], map = (x) => x) {
		const array = [];
		const orig = ee.emit;
		ee.emit = function(...args) {
			if (!ignore.includes(args[0])) {
				args = args.map((arg, i, arr) => {
					if (arg instanceof EventEmitter) return eventsToArray(arg, ignore, map);
					return map(arg, i, arr);
				});
				array.push(args);
			}
			return orig.apply(this, args);
		};
		return array;
	}
}));

// node_modules/tap-parser/dist/esm/escape.js
var import_events_to_array = /* @__PURE__ */ __toESM(require_events_to_array(), 1);
/**
* turn \ into \\ and # into \#, for stringifying back to TAP
*/
const esc = (str) => str.replace(/\\/g, "\\\\").replace(/#/g, "\\#").trim();
/**
* turn \\ into \ and \# into #, for parsing TAP into JS
*/
const unesc = (str) => str.replace(/(\\\\)/g, "\0").replace(/\\#/g, "#").replace(/\u0000/g, "\\").trim();

// node_modules/tap-parser/dist/esm/statics.js
/**
* Static `parse()` and `stringify()` methods
*/
const getId = () => {
	const id = () => id.current++;
	id.current = 1;
	return id;
};
/**
* Parse a TAP text stream into a log of all the events encountered
*/
const parse$1 = (str, options) => {
	const { flat = false } = options;
	const ignore = [
		"line",
		"pass",
		"fail",
		"todo",
		"skip",
		"result"
	];
	if (flat) ignore.push("assert", "child", "plan", "complete");
	const parser = new Parser(options);
	const events = (0, import_events_to_array.default)(parser, ignore);
	if (flat) {
		const id = getId();
		parser.on("result", (res) => {
			res.name = res.fullname;
			res.id = id();
			events.push(["assert", res]);
		});
		parser.on("complete", (res) => {
			if (!res.bailout) events.push(["plan", {
				end: id.current - 1,
				start: 1
			}]);
			events.push(["complete", res]);
		});
	}
	parser.end(str);
	return events;
};
/**
* Turn an EventLog from {@link tap-parser!statics.parse} into a TAP string
*/
const stringify = (msg, { flat = false, indent = "", id = getId() }) => {
	const ind = flat ? "" : indent;
	return ind + msg.map((item) => {
		switch (item[0]) {
			case "child":
				const comment = item[1][0];
				const child = item[1].slice(1);
				return Parser.stringify([comment], {
					flat,
					indent: "",
					id
				}) + Parser.stringify(child, {
					flat,
					indent: "    ",
					id
				});
			case "version": return "TAP version " + item[1] + "\n";
			case "plan":
				if (flat) {
					if (indent !== "") return "";
					item[1].start = 1;
					item[1].end = id.current - 1;
				}
				return item[1].start + ".." + item[1].end + (item[1].comment ? " # " + esc(item[1].comment) : "") + "\n";
			case "pragma": return "pragma " + (item[2] ? "+" : "-") + item[1] + "\n";
			case "bailout": return "Bail out!" + (item[1] ? " " + esc(item[1]) : "") + "\n";
			case "assert":
				const res = item[1];
				if (flat) {
					res.id = id();
					res.name = res.fullname;
				}
				return (res.ok ? "" : "not ") + "ok" + (res.id ? " " + res.id : "") + (res.name ? " - " + esc(res.name).replace(SPACE_OPEN_BRACE_EOL, "") : "") + (res.skip ? " # SKIP" + (res.skip === true ? "" : " " + esc(res.skip)) : "") + (res.todo ? " # TODO" + (res.todo === true ? "" : " " + esc(res.todo)) : "") + (res.time ? " # time=" + res.time + "ms" : "") + "\n" + (res.diag ? "  ---\n  " + esm_default.stringify(res.diag).split("\n").join("\n  ").trim() + "\n  ...\n" : "");
			case "extra":
			case "comment": return item[1];
		}
	}).join("").split("\n").join("\n" + ind).trim() + "\n";
};

// node_modules/tap-parser/dist/esm/index.js
var Parser = class Parser extends EventEmitter {
	#child = null;
	#current = null;
	#extraQueue = [];
	#maybeChild = null;
	#postPlan = false;
	#previousChild = null;
	#yamlish = "";
	#yind = "";
	#sawVersion = false;
	aborted = false;
	bail = false;
	bailedOut = false;
	#bailingOut = false;
	braceLevel = 0;
	buffer = "";
	buffered;
	#closingTestPoint = null;
	comments = [];
	count = 0;
	fail = 0;
	failures = [];
	skips = [];
	todos = [];
	level;
	name;
	ok = true;
	omitVersion;
	parent = null;
	pass = 0;
	passes;
	planComment = "";
	planEnd = -1;
	planStart = -1;
	pointsSeen = /* @__PURE__ */ new Map();
	pragmas;
	preserveWhitespace;
	results = null;
	root;
	skip = 0;
	strict;
	syntheticBailout = false;
	syntheticPlan = false;
	time = null;
	todo = 0;
	get closingTestPoint() {
		return this.#closingTestPoint;
	}
	set closingTestPoint(res) {
		this.#closingTestPoint = res;
		if (res) res.closingTestPoint = true;
	}
	/* c8 ignore start */
	get readable() {
		return false;
	}
	get writable() {
		return true;
	}
	constructor(options, onComplete) {
		if (typeof options === "function") {
			onComplete = options;
			options = {};
		}
		options = options || {};
		super();
		if (onComplete) this.on("complete", onComplete);
		this.name = options.name || "";
		this.parent = options.parent || null;
		this.closingTestPoint = this.parent && options.closingTestPoint || null;
		this.root = options.parent ? options.parent.root : this;
		this.passes = options.passes ? [] : null;
		this.level = options.level || 0;
		this.bail = !!options.bail;
		this.omitVersion = !!options.omitVersion;
		this.buffered = !!options.buffered;
		this.preserveWhitespace = options.preserveWhitespace || false;
		this.strict = !!options.strict;
		this.pragmas = { strict: this.strict };
	}
	get fullname() {
		const n = [];
		const pn = (this.parent?.fullname ?? "").trim();
		const mn = (this.name || "").trim();
		if (pn) n.push(pn);
		if (mn) n.push(mn);
		return n.join(" > ");
	}
	tapError(error, line) {
		if (line) this.emit("line", line);
		this.ok = false;
		this.fail++;
		if (typeof error === "string") error = { tapError: error };
		this.failures.push(error);
	}
	parseTestPoint(testPoint, line) {
		if (!this.#child) this.emitResult();
		if (this.bailedOut) return;
		const resId = testPoint[2];
		const res = new Result(testPoint, this);
		if (resId && this.planStart !== -1) {
			const lessThanStart = res.id < this.planStart;
			const greaterThanEnd = res.id > this.planEnd;
			if (lessThanStart || greaterThanEnd) {
				if (lessThanStart) res.tapError = "id less than plan start";
				else res.tapError = "id greater than plan end";
				res.plan = new Plan(this.planStart, this.planEnd);
				this.tapError(res, line);
			}
		}
		if (resId && this.pointsSeen.has(res.id)) {
			res.tapError = "test point id " + resId + " appears multiple times";
			/* c8 ignore start */
			res.previous = this.pointsSeen.get(res.id) || null;
			/* c8 ignore stop */
			this.tapError(res, line);
		} else if (resId) this.pointsSeen.set(res.id, res);
		if (this.#child) {
			if (!this.#child.closingTestPoint) this.#child.closingTestPoint = res;
			this.emitResult();
			if (this.bailedOut) return;
		}
		this.emit("line", line);
		if (!res.skip && !res.todo) this.ok = this.ok && res.ok;
		this.#current = res;
	}
	nonTap(data, didLine = false) {
		if (this.#bailingOut && /^( {4})*\}\n$/.test(data)) return;
		if (this.strict) {
			const err = {
				tapError: "Non-TAP data encountered in strict mode",
				data
			};
			this.tapError(err, data);
			if (this.parent) this.parent.tapError(err, data);
		}
		if (!didLine) data.split("\n").slice(0, -1).forEach((line) => {
			line += "\n";
			if (this.#current || this.#extraQueue.length) this.#extraQueue.push(["line", line]);
			else this.emit("line", line);
		});
		this.emitExtra(data);
	}
	emitExtra(data, fromChild = false) {
		if (this.parent) this.parent.emitExtra(data.replace(/\n$/, "").replace(/^/gm, "    ") + "\n", true);
		else if (!fromChild && (this.#current || this.#extraQueue.length)) this.#extraQueue.push(["extra", data]);
		else this.emit("extra", data);
	}
	plan(start, end, comment, line) {
		if (this.planStart !== -1) {
			this.nonTap(line);
			return;
		}
		if (this.#child || this.#yind) {
			this.nonTap(line);
			return;
		}
		this.emitResult();
		if (this.bailedOut) return;
		if (end < start && end !== 0 && start !== 1) {
			if (this.strict) this.tapError({
				tapError: "plan end cannot be less than plan start",
				plan: {
					start,
					end
				}
			}, line);
			else this.nonTap(line);
			return;
		}
		this.planStart = start;
		this.planEnd = end;
		const p = new Plan(start, end, comment);
		if (p.comment) this.planComment = p.comment = comment;
		if (this.count !== 0 || this.planEnd === 0) {
			const seen = /* @__PURE__ */ new Set();
			for (const [id, res] of this.pointsSeen.entries()) {
				const tapError = id < start ? "id less than plan start" : id > end ? "id greater than plan end" : null;
				if (tapError) {
					seen.add(tapError);
					res.tapError = tapError;
					res.plan = new Plan(start, end);
					this.tapError(res, line);
				}
			}
			this.#postPlan = true;
		}
		this.emit("line", line);
		this.emit("plan", p);
	}
	resetYamlish() {
		this.#yind = "";
		this.#yamlish = "";
	}
	yamlGarbage() {
		const yamlGarbage = this.#yind + "---\n" + this.#yamlish;
		this.emitResult();
		if (this.bailedOut) return;
		this.nonTap(yamlGarbage, true);
	}
	yamlishLine(line) {
		if (line === this.#yind + "...\n") this.processYamlish();
		else this.#yamlish += line;
	}
	processYamlish() {
		/* c8 ignore start */
		if (!this.#current) throw new Error("called processYamlish without a current test point");
		/* c8 ignore stop */
		const yamlish = this.#yamlish;
		this.resetYamlish();
		let diags;
		try {
			diags = esm_default.parse(yamlish);
			if (!diags) return;
		} catch (er) {
			this.nonTap(this.#yind + "---\n" + yamlish + this.#yind + "...\n", true);
			return;
		}
		if (typeof diags.duration_ms === "number" && this.#current.time === null) {
			this.#current.time = diags.duration_ms;
			delete diags.duration_ms;
		}
		this.#current.diag = diags;
	}
	write(chunk, encoding, cb) {
		if (this.aborted) return false;
		if (typeof encoding === "string" && encoding !== "utf8" && typeof chunk === "string") chunk = Buffer.from(chunk, encoding);
		if (Buffer.isBuffer(chunk)) chunk = chunk.toString("utf8");
		if (typeof encoding === "function") {
			cb = encoding;
			encoding = void 0;
		}
		this.buffer += chunk;
		do {
			const match = this.buffer.match(/^.*\r?\n/);
			if (!match) break;
			this.buffer = this.buffer.substring(match[0].length);
			this.parse(match[0]);
		} while (this.buffer.length);
		if (cb) process.nextTick(cb);
		return true;
	}
	end(chunk, encoding, cb) {
		if (chunk && typeof chunk !== "function") {
			if (typeof encoding === "function") {
				cb = encoding;
				this.write(chunk);
			} else this.write(chunk, encoding);
		}
		if (this.buffer) this.write("\n");
		if (this.#yamlish) this.yamlGarbage();
		this.emitResult();
		if (this.syntheticBailout && this.level === 0) {
			this.syntheticBailout = false;
			const reason = this.bailedOut === true ? "" : " " + this.bailedOut;
			this.emit("line", "Bail out!" + reason + "\n");
		}
		let skipAll = false;
		if (this.planEnd === 0 && this.planStart === 1) {
			skipAll = true;
			if (this.count === 0) this.ok = true;
			else this.tapError("Plan of 1..0, but test points encountered", "");
		} else if (!this.bailedOut && this.planStart === -1) {
			if (this.count === 0 && !this.syntheticPlan) {
				this.syntheticPlan = true;
				if (this.buffered) {
					this.planStart = 1;
					this.planEnd = 0;
				} else {
					if (!this.#sawVersion) this.version(14, "TAP version 14\n");
					this.plan(1, 0, "no tests found", "1..0 # no tests found\n");
				}
				skipAll = true;
			} else this.tapError("no plan", "");
		} else if (this.ok && this.count !== this.planEnd - this.planStart + 1) this.tapError("incorrect number of tests", "");
		this.emitComplete(skipAll);
		if (cb) process.nextTick(cb);
		return this;
	}
	emitComplete(skipAll) {
		if (!this.results) {
			const res = this.results = new FinalResults(!!skipAll, this);
			if (!res.bailout) {
				if (res.plan.end !== res.count) this.emitComment("test count(" + res.count + ") != plan(" + res.plan.end + ")", false, true);
			}
			this.emit("complete", this.results);
			this.emit("finish");
			this.emit("close");
		}
	}
	version(version, line) {
		if (version >= 13 && this.planStart === -1 && this.count === 0 && !this.#current) {
			this.#sawVersion = true;
			this.emit("line", line);
			this.emit("version", version);
		} else this.nonTap(line);
	}
	pragma(key, value, line) {
		if (this.#child) {
			this.nonTap(line);
			return;
		}
		this.emitResult();
		if (this.bailedOut) return;
		if (key === "strict") this.strict = value;
		this.pragmas[key] = value;
		this.emit("line", line);
		this.emit("pragma", key, value);
	}
	bailout(reason, synthetic = false) {
		this.syntheticBailout = synthetic;
		if (this.#bailingOut) return;
		this.#bailingOut = reason || true;
		if (!synthetic) this.emitResult();
		else this.#current = null;
		this.bailedOut = this.#bailingOut;
		this.ok = false;
		if (!synthetic) {
			let line = "Bail out!";
			if (reason) line += " " + reason;
			this.emit("line", line + "\n");
		}
		this.emit("bailout", reason);
		if (this.parent) {
			this.end();
			this.parent.bailout(reason, true);
		}
	}
	clearExtraQueue() {
		for (const [ev, data] of this.#extraQueue) this.emit(ev, data);
		this.#extraQueue.length = 0;
	}
	endChild() {
		if (this.#child && (!this.#bailingOut || this.#child.count)) {
			this.#child.time = this.#child.closingTestPoint?.time || null;
			this.#previousChild = this.#child;
			this.#child.end();
			this.#child = null;
		}
	}
	emitResult() {
		if (this.bailedOut) return;
		this.endChild();
		this.resetYamlish();
		if (!this.#current) return this.clearExtraQueue();
		const res = this.#current;
		this.#current = null;
		this.count++;
		const { skip, todo } = res;
		if (skip) this.skips.push({
			...res,
			skip
		});
		if (todo) this.todos.push({
			...res,
			todo
		});
		if (res.ok) {
			this.pass++;
			if (!skip && !todo && this.passes) this.passes.push(res);
		} else {
			this.fail++;
			if (!res.todo && !res.skip) {
				this.ok = false;
				this.failures.push(res);
			}
		}
		if (res.skip) this.skip++;
		if (res.todo) this.todo++;
		this.emitAssert(res);
		if (this.bail && !res.ok && !res.todo && !res.skip && !this.#bailingOut) {
			this.#maybeChild = null;
			const ind = new Array(this.level + 1).join("    ");
			let p;
			for (p = this; p.parent; p = p.parent);
			const bailName = res.name ? " " + res.name : "";
			p.parse(ind + "Bail out!" + bailName + "\n");
		}
		this.clearExtraQueue();
	}
	startChild(line) {
		const maybeBuffered = this.#current && this.#current.buffered;
		const unindentStream = !maybeBuffered && this.#maybeChild;
		const indentStream = !maybeBuffered && !unindentStream && lineTypes.subtestIndent.test(line);
		if (!maybeBuffered) this.emitResult();
		if (this.bailedOut) return;
		this.#child = new Parser({
			bail: this.bail,
			parent: this,
			level: this.level + 1,
			buffered: maybeBuffered || void 0,
			closingTestPoint: maybeBuffered && this.#current || void 0,
			preserveWhitespace: this.preserveWhitespace,
			omitVersion: true,
			strict: this.strict
		});
		this.#child.on("complete", (results) => {
			if (!results.ok) this.ok = false;
		});
		this.#child.on("line", (l) => {
			if (l.trim() || this.preserveWhitespace) l = "    " + l;
			this.emit("line", l);
		});
		line = line.substring(4);
		let subtestComment;
		if (indentStream) {
			subtestComment = line;
			line = "";
		} else if (maybeBuffered && this.#current) subtestComment = "# Subtest: " + this.#current.name + "\n";
		else subtestComment = this.#maybeChild || "# Subtest\n";
		this.#maybeChild = null;
		this.#child.name = subtestComment.substring(11).trim();
		if (!this.#child.buffered) this.emit("line", subtestComment);
		this.emit("child", this.#child);
		this.#child.emitComment(subtestComment, true);
		if (line) this.#child.parse(line);
	}
	destroy(er) {
		this.abort("destroyed", er);
	}
	abort(message = "", extra) {
		if (this.#child) {
			const b = this.#child.buffered;
			this.#child.abort(message, extra);
			extra = null;
			if (b) this.write("\n}\n");
		}
		let dump = "";
		if (extra && Object.keys(extra).length) try {
			dump = esm_default.stringify(extra).trimEnd();
		} catch (er) {}
		const y = dump ? "  ---\n  " + dump.split("\n").join("\n  ") + "\n  ...\n" : "\n";
		const n = (this.count || 0) + 1 + (this.#current ? 1 : 0);
		if (this.planEnd !== -1 && this.planEnd < n && this.parent) {
			this.aborted = true;
			return;
		}
		message = message.replace(/[\n\r\s\t]/g, " ");
		let point = "\nnot ok " + n + " - " + message + "\n" + y;
		if (this.planEnd === -1) point += "1.." + n + "\n";
		if (!this.#sawVersion) this.write("TAP version 14\n");
		this.write(point);
		this.aborted = true;
		this.end();
	}
	emitAssert(res) {
		this.emit("assert", res);
		const c = this.#child || this.#previousChild;
		if (c) {
			this.#previousChild = null;
			if (res.name === c.name && c.results && res.ok === c.results.ok && c.results.count && !res.todo && !res.skip) return;
		}
		this.root.emit("result", res);
		if (res.skip) this.root.emit("skip", res);
		else if (res.todo) this.root.emit("todo", res);
		else if (!res.ok) this.root.emit("fail", res);
		else this.root.emit("pass", res);
	}
	emitComment(line, skipLine = false, noDuplicate = false) {
		if (line.trim().charAt(0) !== "#") line = "# " + line;
		if (line.slice(-1) !== "\n") line += "\n";
		/* c8 ignore start */
		if (noDuplicate && this.comments.indexOf(line) !== -1) return;
		/* c8 ignore stop */
		this.comments.push(line);
		const dir = parseDirective(line.replace(/^\s*#\s*/, "").trim());
		if (dir && dir[0] === "time" && typeof dir[1] === "number") this.time = dir[1];
		if (this.#current || this.#extraQueue.length) {
			this.#extraQueue.push(["line", line]);
			this.#extraQueue.push(["comment", line]);
		} else {
			if (!skipLine) this.emit("line", line);
			this.emit("comment", line);
		}
	}
	parse(line) {
		line = line.replace(/\r\n$/, "\n");
		if (line === "\n") {
			if (this.#child) line = "    " + line;
			else if (this.#yind) line = this.#yind + line;
		}
		if (this.#bailingOut) {
			if (!/^\s*}\n$/.test(line)) return;
			else if (!this.braceLevel || line.length < this.braceLevel) this.braceLevel = line.length;
			else return;
		}
		if (this.omitVersion && lineTypes.version.test(line) && !this.#yind) return;
		const indent = line.match(/^[ \t]*/);
		if (indent && indent[0]) {
			this.parseIndent(line, indent[0]);
			return;
		}
		if (this.#child && this.#child.buffered && line === "}\n") {
			this.endChild();
			this.emit("line", line);
			this.emitResult();
			return;
		}
		const validLine = this.preserveWhitespace || line.trim() || this.#yind;
		if (line === "\n") return validLine && this.emit("line", line);
		if (this.#current && line === "{\n" && this.#current.diag && !this.#current.buffered && !this.#child) {
			this.emit("line", line);
			this.#current.buffered = true;
			return;
		}
		const type = lineType(line);
		if (!type) {
			this.nonTap(line);
			return;
		}
		if (type[0] === "comment") {
			this.emitComment(line);
			return;
		}
		if (this.#yind) this.yamlGarbage();
		if (this.#maybeChild) {
			this.emitComment(this.#maybeChild);
			this.#maybeChild = null;
		}
		if (this.#postPlan) {
			this.nonTap(line);
			return;
		}
		if (type[0] === "bailout") {
			const msg = type[1]?.[1] || "";
			this.bailout(unesc(msg), false);
			return;
		}
		if (type[0] === "pragma") {
			const [_, posNeg, key] = type[1];
			this.pragma(String(key), posNeg === "+", line);
			return;
		}
		if (type[0] === "version") {
			const version = type[1];
			this.version(parseInt(String(version[1]), 10), line);
			return;
		}
		if (type[0] === "plan") {
			const plan = type[1];
			this.plan(+String(plan[1]), +String(plan[2]), unesc(plan[3] || "").trim(), line);
			return;
		}
		if (type[0] === "testPoint") {
			this.parseTestPoint(type[1], line);
			return;
		}
		if (type[0] === "subtest") this.#maybeChild = line;
		else throw new Error("Unhandled case: " + type[0]);
		/* c8 ignore stop */
	}
	parseIndent(line, indent) {
		if (this.#child && line.substring(0, 4) === "    ") {
			line = line.substring(4);
			this.#child.write(line);
			return;
		}
		if (this.#yind) {
			if (line.indexOf(this.#yind) === 0) {
				this.emit("line", line);
				this.yamlishLine(line);
				return;
			} else this.yamlGarbage();
		}
		if (this.#current && !this.#yind && line === indent + "---\n") {
			this.#yind = indent;
			this.emit("line", line);
			return;
		}
		if (line.substring(0, 4) === "    ") {
			if (this.#maybeChild || this.#current && this.#current.buffered || lineTypes.subtestIndent.test(line)) {
				this.startChild(line);
				return;
			}
			const s = line.match(/( {4})+(.*\n)$/);
			if (s && s[2]?.charAt(0) !== " ") {
				const type = lineType(String(s[2]));
				if (type) {
					if (type[0] === "comment") {
						this.emit("line", line);
						this.emitComment(line);
					} else this.startChild(line);
					return;
				}
			}
		}
		if (lineTypes.comment.test(line)) {
			this.emitComment(line);
			return;
		}
		this.nonTap(line);
	}
	static parse(str, options = {}) {
		return parse$1(str, options);
	}
	static stringify(msg, options = {}) {
		return stringify(msg, options);
	}
};

// src/process/results/parse-tap.ts
/** How a file of TAP 13 or 14 looks from its first lines on; XML never does. */
const TAP_LINE = /^(?:TAP version 1[34]|1\.\.\d+|(?:not )?ok\b)/m;
function looksLikeTap(text) {
	return !text.trimStart().startsWith("<") && TAP_LINE.test(text);
}
/**
* Reads TAP, subtests included. Only the innermost test points count: the one that closes a subtest says again what its
* own have said. A plan that is not kept and a bail-out are failures, as the tests that are missing prove nothing.
*/
function parseTap(text) {
	const tally = {
		tests: 0,
		failed: 0,
		skipped: 0,
		failures: []
	};
	const parser = new Parser();
	watch(parser, [], tally);
	parser.end(text.endsWith("\n") ? text : `${text}\n`);
	return {
		type: "results",
		results: tally
	};
}
function watch(parser, names, tally) {
	parser.on("child", (child) => watch(child, [...names, child.name], tally));
	parser.on("assert", (result) => {
		if (!result.closingTestPoint) count(result, names, tally);
	});
	parser.on("bailout", (reason) => {
		if (names.length === 0) fail(tally, "Bail out!", reason || "no reason given", "");
	});
	parser.on("complete", ({ plan, count: seen, bailout }) => {
		const planned = plan.end === null ? seen : plan.end - (plan.start ?? 1) + 1;
		if (bailout !== false || plan.skipAll || planned === seen) return;
		fail(tally, [...names, "plan"].join(" › "), `expected ${planned} test points, found ${seen}`, "");
	});
}
function count(result, names, tally) {
	const name = [...names, result.name || `test ${result.id}`].join(" › ");
	tally.tests += 1;
	if (result.skip !== false || result.todo !== false) tally.skipped += 1;
	else if (!result.ok) fail(tally, name, messageOf(result), detailOf(result));
}
function fail(tally, name, message, detail) {
	tally.failed += 1;
	tally.tests = Math.max(tally.tests, tally.failed + tally.skipped);
	if (tally.failures.length >= 50) return;
	tally.failures.push({
		name: cutText(name, 300),
		message: cutText(message, 300),
		detail: cutText(detail, 2e3)
	});
}
function messageOf({ diag }) {
	const said = typeof diag === "object" && diag !== null && "message" in diag ? diag.message : void 0;
	return typeof said === "string" && said !== "" ? said : "not ok";
}
function detailOf({ diag }) {
	return diag === null || diag === void 0 ? "" : JSON.stringify(diag, void 0, 2);
}

// src/process/results/read.ts
/** Bytes. Reading takes about a second for each 10 MB, in which nothing else happens. */
const largestFile = 10485760;
const largestSum = 20971520;
/** @param written path or pattern relative to `root`, as in the mission file. Never throws. */
function surveyResults(root, written) {
	return new Map(findResultFiles(root, written).files.map((file) => [file, deliverableState(root, file)]));
}
/**
* Reads the results that a task wrote: files inside of `root` that are new or changed since the survey. Of a pattern, those
* of others are left out; nothing new at all is a problem, as results of an earlier run prove nothing. Never throws.
*/
function readResults(root, written, before) {
	const found = findResultFiles(root, written);
	const problems = found.problem === void 0 ? [] : [about(written, found.problem)];
	const fresh = found.files.filter((file) => wasWritten(before.get(file) ?? "absent", deliverableState(root, file)));
	if (fresh.length === 0 && problems.length === 0) problems.push(about(written, whyNothing(root, found.files)));
	let results = noResults;
	let bytes = 0;
	for (const file of fresh) {
		const { size, parsed } = readOne(resolve(root, file), largestSum - bytes);
		bytes += size;
		if (parsed.type === "results") results = addResults(results, parsed.results);
		else problems.push(about(file, parsed.message));
	}
	return {
		results,
		problems
	};
}
function about(path, message) {
	return `results "${path}": ${message}`;
}
function whyNothing(root, files) {
	const [file] = files;
	if (file === void 0) return "expected a file written by this task, found none that matches";
	if (!staysInside(root, file)) return `expected a file inside of ${root}, found that the path leads out of it`;
	return deliverableState(root, file) === "absent" ? "expected a file written by this task, found none (links are not followed)" : "expected a file written by this task, found one from before it started, unchanged since";
}
function readOne(path, room) {
	const part = readFilePart(path, "start", largestFile);
	switch (part.type) {
		case "absent": return {
			size: 0,
			parsed: problem("it is gone again")
		};
		case "unreadable": return {
			size: 0,
			parsed: problem(`it could not be read: ${part.message}`)
		};
		case "read":
			if (part.size > largestFile) return {
				size: 0,
				parsed: problem(`expected at most ${largestFile} bytes, found ${part.size}`)
			};
			if (part.size > room) return {
				size: 0,
				parsed: problem(`expected at most ${largestSum} bytes in all files, found more`)
			};
			return {
				size: part.size,
				parsed: parse(decodeXml(part.bytes))
			};
	}
}
/** Told apart by how they begin: their names say nothing certain. */
function parse(text) {
	return looksLikeTap(text) ? parseTap(text) : parseJunit(text);
}
function problem(message) {
	return {
		type: "problem",
		message
	};
}

export { readResults, surveyResults };