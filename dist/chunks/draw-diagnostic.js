import { fn as makeVisible } from "./mission.js";

// src/mission/display-width.ts
/** How many terminal columns text takes: carets must stand under what they mean. */
/** East Asian wide and full-width blocks, and the emoji blocks; first and last code point of each. */
const WIDE = [
	[4352, 4447],
	[8986, 8987],
	[9193, 9196],
	[11904, 12350],
	[12353, 13311],
	[13312, 19903],
	[19968, 40959],
	[40960, 42191],
	[44032, 55203],
	[63744, 64255],
	[65072, 65135],
	[65280, 65376],
	[65504, 65510],
	[127744, 128591],
	[128640, 128767],
	[129280, 129535],
	[131072, 262141]
];
/** Columns of one character: 0 for combining marks and joiners, 2 for wide ones, else 1. */
function characterWidth(character) {
	const code = character.codePointAt(0) ?? 0;
	if (code < 768) return 1;
	if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0;
	return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

// src/mission/excerpt.ts
/** Columns of source shown at most; of a longer line the part around the caret. */
const WIDEST = 110;
/** Columns kept in front of the caret when the line's start is cut. */
const BEFORE = 30;
const TAB = "  ";
/** `column` and `endColumn` are 1-based UTF-16 units, the end exclusive. Only the neighbourhood of `column` is read. */
function excerpt(line, column, endColumn) {
	const from = Math.min(column - 1, line.length);
	const to = Math.max(endColumn - 1, from + 1);
	const start = from > WIDEST ? wholeCharacter(line, from - BEFORE) : 0;
	const end = Math.min(line.length, Math.max(from, start) + WIDEST);
	const cells = toCells(line.slice(start, end), start, from, to);
	const cut = cutToWidth(cells);
	const cutEnd = end < line.length || cut.length < cells.length;
	const lead = start > 0 ? "…" : "";
	const source = lead + cut.map((cell) => cell.shown).join("") + (cutEnd ? "…" : "");
	const blanks = columns(cut.slice(0, firstMarked(cut))) + lead.length;
	const marked = columns(cut.filter((cell) => cell.marked));
	return {
		source,
		carets: " ".repeat(blanks) + "^".repeat(Math.max(1, marked))
	};
}
/** Never starts inside a surrogate pair. */
function wholeCharacter(line, index) {
	const code = line.charCodeAt(index);
	return code >= 56320 && code <= 57343 ? index - 1 : index;
}
function toCells(text, offset, from, to) {
	const cells = [];
	let index = offset;
	for (const character of text) {
		const shown = character === "	" ? TAB : makeVisible(character);
		const width = shown === character ? characterWidth(character) : shown.length;
		cells.push({
			shown,
			width,
			marked: index + character.length > from && index < to
		});
		index += character.length;
	}
	return cells;
}
/** What stands for an invisible character takes more than one column: the end is cut by columns, after the mark's start. */
function cutToWidth(cells) {
	const least = firstMarked(cells) + 1;
	let total = 0;
	const last = cells.findIndex((cell, index) => {
		total += cell.width;
		return total > WIDEST && index >= least;
	});
	return last === -1 ? cells : cells.slice(0, last);
}
function firstMarked(cells) {
	const index = cells.findIndex((cell) => cell.marked);
	return index === -1 ? cells.length : index;
}
function columns(cells) {
	return cells.reduce((sum, cell) => sum + cell.width, 0);
}

// src/mission/draw-diagnostic.ts
/** Nobody reads more, and a hostile file has 200,000; `--json` lists them all. */
const MOST_DRAWN = 1e3;
const CODES = {
	bold: "1",
	red: "1;31",
	yellow: "1;33",
	cyan: "1;36",
	blue: "34"
};
const STYLES = {
	error: "red",
	warning: "yellow",
	hint: "cyan"
};
/**
* The findings as compilers draw them: `FILE:LINE:COLUMN: error: MESSAGE [code]`, the line, carets, related places and
* the hint; a count at the end. `text` is the file's. Control characters are spelt out. Ends with a line break; '' when
* there are no findings.
*/
function drawDiagnostics(diagnostics, text, { color }) {
	if (diagnostics.length === 0) return "";
	const lines = (text.startsWith("﻿") ? text.slice(1) : text).split("\n");
	const paint = (style, shown) => color ? `\u001b[${CODES[style]}m${shown}\u001b[0m` : shown;
	const drawn = diagnostics.slice(0, MOST_DRAWN).map((diagnostic) => draw(diagnostic, lines, paint));
	const hidden = diagnostics.length - drawn.length;
	if (hidden > 0) drawn.push(`… and ${hidden} more; \`--json\` lists them all`);
	return `${[...drawn, countLine(diagnostics)].join("\n\n")}\n`;
}
function draw(diagnostic, lines, paint) {
	const { file, line, column, severity, code, message, hint, related = [] } = diagnostic;
	const style = STYLES[severity];
	const gutter = String(Math.max(line, ...related.map((place) => place.line))).length;
	const drawn = [`${paint("bold", `${makeVisible(file)}:${line}:${column}:`)} ${paint(style, `${severity}:`)} ${makeVisible(message)} [${code}]`, ...drawLine(diagnostic, lines, gutter, paint, style)];
	for (const place of related) {
		drawn.push(`${" ".repeat(gutter)} ${paint("blue", "=")} line ${place.line}: ${makeVisible(place.message)}`);
		if (place.line !== line) drawn.push(...drawLine(oneCharacter(place), lines, gutter, paint, "blue"));
	}
	if (hint !== void 0) drawn.push(`${" ".repeat(gutter)} ${paint("blue", "=")} ${paint("cyan", "hint:")} ${makeVisible(hint)}`);
	return drawn.join("\n");
}
function oneCharacter({ line, column }) {
	return {
		line,
		column,
		endLine: line,
		endColumn: column + 1
	};
}
/** Of a range over several lines the first one; nothing when the text has no such line. */
function drawLine(at, lines, gutter, paint, style) {
	const source = lines[at.line - 1]?.replace(/\r$/, "");
	if (source === void 0 || source.trim() === "") return [];
	const end = at.endLine > at.line ? source.length + 1 : at.endColumn;
	const { source: shown, carets } = excerpt(source, at.column, end);
	const bar = paint("blue", "|");
	return [`${paint("blue", String(at.line).padStart(gutter))} ${bar} ${shown}`, `${" ".repeat(gutter)} ${bar} ${paint(style, carets)}`];
}
function countLine(diagnostics) {
	return [
		"error",
		"warning",
		"hint"
	].flatMap((severity) => {
		const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
		return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
	}).join(", ");
}
/** The list of findings as `--json` prints it. Ends with a line break. */
function diagnosticsJson(diagnostics) {
	const plain = diagnostics.map((diagnostic) => ({
		file: diagnostic.file,
		line: diagnostic.line,
		column: diagnostic.column,
		endLine: diagnostic.endLine,
		endColumn: diagnostic.endColumn,
		severity: diagnostic.severity,
		code: diagnostic.code,
		message: diagnostic.message,
		...diagnostic.hint === void 0 ? {} : { hint: diagnostic.hint },
		...diagnostic.related === void 0 ? {} : { related: diagnostic.related.map(({ line, column, message }) => ({
			line,
			column,
			message
		})) }
	}));
	return `${JSON.stringify(plain, null, 2)}\n`;
}

export { drawDiagnostics as n, diagnosticsJson as t };