import { i as __toESM } from "./rolldown-runtime.js";
import { n as inNeedsOrder, t as findCycles } from "./needs-graph.js";
import { t as require_dist } from "./dist.js";
import { t as ADMISSION_DEFAULTS } from "./admission-defaults.js";
import { _ as parseDuration, g as LONGEST_DURATION, i as orList, n as missionSchema, r as READY_SIGNS, t as keysAt, v as parseSize } from "./mission-schema.js";

// node_modules/@actions/expressions/dist/ast.js
var Expr = class {};
var Literal = class extends Expr {
	constructor(literal, token) {
		super();
		this.literal = literal;
		this.token = token;
	}
	accept(v) {
		return v.visitLiteral(this);
	}
};
var Unary = class extends Expr {
	constructor(operator, expr) {
		super();
		this.operator = operator;
		this.expr = expr;
	}
	accept(v) {
		return v.visitUnary(this);
	}
};
var FunctionCall = class extends Expr {
	constructor(functionName, args) {
		super();
		this.functionName = functionName;
		this.args = args;
	}
	accept(v) {
		return v.visitFunctionCall(this);
	}
};
var Binary = class extends Expr {
	constructor(left, operator, right) {
		super();
		this.left = left;
		this.operator = operator;
		this.right = right;
	}
	accept(v) {
		return v.visitBinary(this);
	}
};
var Logical = class extends Expr {
	constructor(operator, args) {
		super();
		this.operator = operator;
		this.args = args;
	}
	accept(v) {
		return v.visitLogical(this);
	}
};
var Grouping = class extends Expr {
	constructor(group) {
		super();
		this.group = group;
	}
	accept(v) {
		return v.visitGrouping(this);
	}
};
var ContextAccess = class extends Expr {
	constructor(name) {
		super();
		this.name = name;
	}
	accept(v) {
		return v.visitContextAccess(this);
	}
};
var IndexAccess = class extends Expr {
	constructor(expr, index) {
		super();
		this.expr = expr;
		this.index = index;
	}
	accept(v) {
		return v.visitIndexAccess(this);
	}
};
var Star = class extends Expr {
	accept() {
		throw new Error("Method not implemented.");
	}
};

// node_modules/@actions/expressions/dist/data/expressiondata.js
var Kind;
(function(Kind) {
	Kind[Kind["String"] = 0] = "String";
	Kind[Kind["Array"] = 1] = "Array";
	Kind[Kind["Dictionary"] = 2] = "Dictionary";
	Kind[Kind["Boolean"] = 3] = "Boolean";
	Kind[Kind["Number"] = 4] = "Number";
	Kind[Kind["CaseSensitiveDictionary"] = 5] = "CaseSensitiveDictionary";
	Kind[Kind["Null"] = 6] = "Null";
})(Kind || (Kind = {}));
function kindStr(k) {
	switch (k) {
		case Kind.Array: return "Array";
		case Kind.Boolean: return "Boolean";
		case Kind.Null: return "Null";
		case Kind.Number: return "Number";
		case Kind.Dictionary: return "Object";
		case Kind.String: return "String";
	}
	return "unknown";
}

// node_modules/@actions/expressions/dist/data/array.js
var Array$1 = class {
	constructor(...data) {
		this.v = [];
		this.kind = Kind.Array;
		this.primitive = false;
		for (const d of data) this.add(d);
	}
	coerceString() {
		return kindStr(this.kind);
	}
	number() {
		return NaN;
	}
	add(value) {
		this.v.push(value);
	}
	get(index) {
		return this.v[index];
	}
	values() {
		return this.v;
	}
};

// node_modules/@actions/expressions/dist/data/boolean.js
var BooleanData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.Boolean;
		this.primitive = true;
	}
	coerceString() {
		if (this.value) return "true";
		return "false";
	}
	number() {
		if (this.value) return 1;
		return 0;
	}
};

// node_modules/@actions/expressions/dist/data/dictionary.js
var Dictionary = class {
	constructor(...pairs) {
		this.keys = [];
		this.v = [];
		this.indexMap = {};
		this.kind = Kind.Dictionary;
		this.primitive = false;
		for (const p of pairs) this.add(p.key, p.value);
	}
	coerceString() {
		return kindStr(this.kind);
	}
	number() {
		return NaN;
	}
	add(key, value) {
		if (key.toLowerCase() in this.indexMap) return;
		this.keys.push(key);
		this.v.push(value);
		this.indexMap[key.toLowerCase()] = this.v.length - 1;
	}
	get(key) {
		const index = this.indexMap[key.toLowerCase()];
		if (index === void 0) return;
		return this.v[index];
	}
	values() {
		return this.v;
	}
	pairs() {
		const result = [];
		for (const key of this.keys) result.push({
			key,
			value: this.v[this.indexMap[key.toLowerCase()]]
		});
		return result;
	}
};

// node_modules/@actions/expressions/dist/data/null.js
var Null = class {
	constructor() {
		this.kind = Kind.Null;
		this.primitive = true;
	}
	coerceString() {
		return "";
	}
	number() {
		return 0;
	}
};

// node_modules/@actions/expressions/dist/data/number.js
var NumberData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.Number;
		this.primitive = true;
	}
	coerceString() {
		if (this.value === 0) return "0";
		return (+this.value.toFixed(15)).toString();
	}
	number() {
		return this.value;
	}
};

// node_modules/@actions/expressions/dist/data/string.js
var StringData = class {
	constructor(value) {
		this.value = value;
		this.kind = Kind.String;
		this.primitive = true;
	}
	coerceString() {
		return this.value;
	}
	number() {
		return Number(this.value);
	}
};

// node_modules/@actions/expressions/dist/data/replacer.js
/**
* Replacer can be passed to JSON.stringify to convert an ExpressionData object into plain JSON
*
* See: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/JSON/stringify#replacer
*/
function replacer(_key, value) {
	if (value instanceof Null) return null;
	if (value instanceof BooleanData) return value.value;
	if (value instanceof NumberData) return value.number();
	if (value instanceof StringData) return value.coerceString();
	if (value instanceof Array$1) return value.values();
	if (value instanceof Dictionary) {
		const pairs = value.pairs();
		const r = {};
		for (const p of pairs) r[p.key] = p.value;
		return r;
	}
	return value;
}

// node_modules/@actions/expressions/dist/data/reviver.js
/**
* Reviver can be passed to `JSON.parse` to convert plain JSON into an `ExpressionData` object.
*
* See: https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/JSON/parse#reviver
*/
function reviver(_key, val) {
	if (val === null) return new Null();
	if (typeof val === "string") return new StringData(val);
	if (typeof val === "number") return new NumberData(val);
	if (typeof val === "boolean") return new BooleanData(val);
	if (Array.isArray(val)) return new Array$1(...val);
	if (typeof val === "object") return new Dictionary(...Object.keys(val).map((k) => ({
		key: k,
		value: val[k]
	})));
	return val;
}

// node_modules/@actions/expressions/dist/lexer.js
var TokenType;
(function(TokenType) {
	TokenType[TokenType["UNKNOWN"] = 0] = "UNKNOWN";
	TokenType[TokenType["LEFT_PAREN"] = 1] = "LEFT_PAREN";
	TokenType[TokenType["RIGHT_PAREN"] = 2] = "RIGHT_PAREN";
	TokenType[TokenType["LEFT_BRACKET"] = 3] = "LEFT_BRACKET";
	TokenType[TokenType["RIGHT_BRACKET"] = 4] = "RIGHT_BRACKET";
	TokenType[TokenType["COMMA"] = 5] = "COMMA";
	TokenType[TokenType["DOT"] = 6] = "DOT";
	TokenType[TokenType["BANG"] = 7] = "BANG";
	TokenType[TokenType["BANG_EQUAL"] = 8] = "BANG_EQUAL";
	TokenType[TokenType["EQUAL_EQUAL"] = 9] = "EQUAL_EQUAL";
	TokenType[TokenType["GREATER"] = 10] = "GREATER";
	TokenType[TokenType["GREATER_EQUAL"] = 11] = "GREATER_EQUAL";
	TokenType[TokenType["LESS"] = 12] = "LESS";
	TokenType[TokenType["LESS_EQUAL"] = 13] = "LESS_EQUAL";
	TokenType[TokenType["AND"] = 14] = "AND";
	TokenType[TokenType["OR"] = 15] = "OR";
	TokenType[TokenType["STAR"] = 16] = "STAR";
	TokenType[TokenType["NUMBER"] = 17] = "NUMBER";
	TokenType[TokenType["STRING"] = 18] = "STRING";
	TokenType[TokenType["IDENTIFIER"] = 19] = "IDENTIFIER";
	TokenType[TokenType["TRUE"] = 20] = "TRUE";
	TokenType[TokenType["FALSE"] = 21] = "FALSE";
	TokenType[TokenType["NULL"] = 22] = "NULL";
	TokenType[TokenType["EOF"] = 23] = "EOF";
})(TokenType || (TokenType = {}));
function tokenString(tok) {
	switch (tok.type) {
		case TokenType.EOF: return "EOF";
		case TokenType.NUMBER: return tok.lexeme;
		case TokenType.STRING: return tok.value.toString();
		default: return tok.lexeme;
	}
}
var Lexer$1 = class {
	constructor(input) {
		this.input = input;
		this.start = 0;
		this.offset = 0;
		this.line = 0;
		this.lastLineOffset = 0;
		this.tokens = [];
	}
	lex() {
		if (this.input.length > 21e3) throw new Error("ErrorExceededMaxLength");
		while (!this.atEnd()) {
			this.start = this.offset;
			const c = this.next();
			switch (c) {
				case "(":
					this.addToken(TokenType.LEFT_PAREN);
					break;
				case ")":
					this.addToken(TokenType.RIGHT_PAREN);
					break;
				case "[":
					this.addToken(TokenType.LEFT_BRACKET);
					break;
				case "]":
					this.addToken(TokenType.RIGHT_BRACKET);
					break;
				case ",":
					this.addToken(TokenType.COMMA);
					break;
				case ".":
					if (this.previous() != TokenType.IDENTIFIER && this.previous() != TokenType.RIGHT_BRACKET && this.previous() != TokenType.RIGHT_PAREN && this.previous() != TokenType.STAR) this.consumeNumber();
					else this.addToken(TokenType.DOT);
					break;
				case "-":
				case "+":
					this.consumeNumber();
					break;
				case "!":
					this.addToken(this.match("=") ? TokenType.BANG_EQUAL : TokenType.BANG);
					break;
				case "=":
					if (!this.match("=")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.EQUAL_EQUAL);
					break;
				case "<":
					this.addToken(this.match("=") ? TokenType.LESS_EQUAL : TokenType.LESS);
					break;
				case ">":
					this.addToken(this.match("=") ? TokenType.GREATER_EQUAL : TokenType.GREATER);
					break;
				case "&":
					if (!this.match("&")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.AND);
					break;
				case "|":
					if (!this.match("|")) {
						this.consumeIdentifier();
						break;
					}
					this.addToken(TokenType.OR);
					break;
				case "*":
					this.addToken(TokenType.STAR);
					break;
				case " ":
				case "\r":
				case "	": break;
				case "\n":
					++this.line;
					this.lastLineOffset = this.offset;
					break;
				case "'":
					this.consumeString();
					break;
				default: switch (true) {
					case isDigit(c):
						this.consumeNumber();
						break;
					default: this.consumeIdentifier();
				}
			}
		}
		this.tokens.push({
			type: TokenType.EOF,
			lexeme: "",
			range: this.range()
		});
		return { tokens: this.tokens };
	}
	pos() {
		return {
			line: this.line,
			column: this.start - this.lastLineOffset
		};
	}
	endPos() {
		return {
			line: this.line,
			column: this.offset - this.lastLineOffset
		};
	}
	range() {
		return {
			start: this.pos(),
			end: this.endPos()
		};
	}
	atEnd() {
		return this.offset >= this.input.length;
	}
	peek() {
		if (this.atEnd()) return "\0";
		return this.input[this.offset];
	}
	peekNext() {
		if (this.offset + 1 >= this.input.length) return "\0";
		return this.input[this.offset + 1];
	}
	previous() {
		const l = this.tokens.length;
		if (l == 0) return TokenType.EOF;
		return this.tokens[l - 1].type;
	}
	next() {
		return this.input[this.offset++];
	}
	match(expected) {
		if (this.atEnd()) return false;
		if (this.input[this.offset] !== expected) return false;
		this.offset++;
		return true;
	}
	addToken(type, value) {
		this.tokens.push({
			type,
			lexeme: this.input.substring(this.start, this.offset),
			range: this.range(),
			value
		});
	}
	consumeNumber() {
		while (!this.atEnd() && (!isBoundary(this.peek()) || this.peek() == ".")) this.next();
		const lexeme = this.input.substring(this.start, this.offset);
		const value = new StringData(lexeme).number();
		if (isNaN(value)) throw new Error(`Unexpected symbol: '${lexeme}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.addToken(TokenType.NUMBER, value);
	}
	consumeString() {
		while ((this.peek() !== "'" || this.peekNext() === "'") && !this.atEnd()) {
			if (this.peek() === "\n") this.line++;
			if (this.peek() === "'" && this.peekNext() === "'") this.next();
			this.next();
		}
		if (this.atEnd()) throw new Error(`Unexpected symbol: '${this.input.substring(this.start)}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.next();
		let value = this.input.substring(this.start + 1, this.offset - 1);
		value = value.replace("''", "'");
		this.addToken(TokenType.STRING, value);
	}
	consumeIdentifier() {
		while (!this.atEnd() && !isBoundary(this.peek())) this.next();
		let tokenType = TokenType.IDENTIFIER;
		let tokenValue = void 0;
		const lexeme = this.input.substring(this.start, this.offset);
		if (this.previous() != TokenType.DOT) switch (lexeme) {
			case "true":
				tokenType = TokenType.TRUE;
				break;
			case "false":
				tokenType = TokenType.FALSE;
				break;
			case "null":
				tokenType = TokenType.NULL;
				break;
			case "NaN":
				tokenType = TokenType.NUMBER;
				tokenValue = NaN;
				break;
			case "Infinity":
				tokenType = TokenType.NUMBER;
				tokenValue = Infinity;
		}
		if (!isLegalIdentifier(lexeme)) throw new Error(`Unexpected symbol: '${lexeme}'. Located at position ${this.start + 1} within expression: ${this.input}`);
		this.addToken(tokenType, tokenValue);
	}
};
function isDigit(c) {
	return c >= "0" && c <= "9";
}
function isBoundary(c) {
	switch (c) {
		case "(":
		case "[":
		case ")":
		case "]":
		case ",":
		case ".":
		case "!":
		case ">":
		case "<":
		case "=":
		case "&":
		case "|": return true;
	}
	return /\s/.test(c);
}
function isLegalIdentifier(str) {
	if (str == "") return false;
	const first = str[0];
	if (first >= "a" && first <= "z" || first >= "A" && first <= "Z" || first == "_") {
		for (const c of str.substring(1).split("")) if (c >= "a" && c <= "z" || c >= "A" && c <= "Z" || c >= "0" && c <= "9" || c == "_" || c == "-") {} else return false;
		return true;
	}
	return false;
}

// node_modules/@actions/expressions/dist/errors.js
const MAX_PARSER_DEPTH = 50;
const MAX_EXPRESSION_LENGTH = 21e3;
var ErrorType;
(function(ErrorType) {
	ErrorType[ErrorType["ErrorUnexpectedSymbol"] = 0] = "ErrorUnexpectedSymbol";
	ErrorType[ErrorType["ErrorUnrecognizedNamedValue"] = 1] = "ErrorUnrecognizedNamedValue";
	ErrorType[ErrorType["ErrorUnexpectedEndOfExpression"] = 2] = "ErrorUnexpectedEndOfExpression";
	ErrorType[ErrorType["ErrorExceededMaxDepth"] = 3] = "ErrorExceededMaxDepth";
	ErrorType[ErrorType["ErrorExceededMaxLength"] = 4] = "ErrorExceededMaxLength";
	ErrorType[ErrorType["ErrorTooFewParameters"] = 5] = "ErrorTooFewParameters";
	ErrorType[ErrorType["ErrorTooManyParameters"] = 6] = "ErrorTooManyParameters";
	ErrorType[ErrorType["ErrorEvenParameters"] = 7] = "ErrorEvenParameters";
	ErrorType[ErrorType["ErrorUnrecognizedContext"] = 8] = "ErrorUnrecognizedContext";
	ErrorType[ErrorType["ErrorUnrecognizedFunction"] = 9] = "ErrorUnrecognizedFunction";
})(ErrorType || (ErrorType = {}));
var ExpressionError = class extends Error {
	constructor(typ, tok) {
		super(`${errorDescription(typ)}: '${tokenString(tok)}'`);
		this.typ = typ;
		this.tok = tok;
		this.pos = this.tok.range.start;
	}
};
function errorDescription(typ) {
	switch (typ) {
		case ErrorType.ErrorUnexpectedEndOfExpression: return "Unexpected end of expression";
		case ErrorType.ErrorUnexpectedSymbol: return "Unexpected symbol";
		case ErrorType.ErrorUnrecognizedNamedValue: return "Unrecognized named-value";
		case ErrorType.ErrorExceededMaxDepth: return `Exceeded max expression depth ${50}`;
		case ErrorType.ErrorExceededMaxLength: return `Exceeded max expression length ${MAX_EXPRESSION_LENGTH}`;
		case ErrorType.ErrorTooFewParameters: return "Too few parameters supplied";
		case ErrorType.ErrorTooManyParameters: return "Too many parameters supplied";
		case ErrorType.ErrorEvenParameters: return "Even number of parameters supplied, requires an odd number of parameters";
		case ErrorType.ErrorUnrecognizedContext: return "Unrecognized named-value";
		case ErrorType.ErrorUnrecognizedFunction: return "Unrecognized function";
		default: return "Unknown error";
	}
}
var ExpressionEvaluationError = class extends Error {};

// node_modules/@actions/expressions/dist/funcs/case.js
const caseFunc = {
	name: "case",
	description: "`case( pred1, val1, pred2, val2, ..., default )`\n\nEvaluates predicates in order and returns the value corresponding to the first predicate that evaluates to `true`. If no predicate matches, it returns the last argument as the default value.",
	minArgs: 3,
	maxArgs: Number.MAX_SAFE_INTEGER,
	call: (...args) => {
		for (let i = 0; i < args.length - 1; i += 2) {
			const predicate = args[i];
			if (predicate.kind !== Kind.Boolean) throw new Error("case predicate must evaluate to a boolean value");
			if (predicate.value) return args[i + 1];
		}
		return args[args.length - 1];
	}
};

// node_modules/@actions/expressions/dist/result.js
function falsy(d) {
	switch (d.kind) {
		case Kind.Null: return true;
		case Kind.Boolean: return !d.value;
		case Kind.Number: {
			const dv = d.value;
			return dv === 0 || isNaN(dv);
		}
		case Kind.String: return d.value.length === 0;
	}
	return false;
}
function truthy(d) {
	return !falsy(d);
}
function coerceTypes(li, ri) {
	let lv = li;
	let rv = ri;
	if (li.kind === ri.kind) return [lv, rv];
	switch (li.kind) {
		case Kind.Number:
			if (ri.kind === Kind.String) {
				rv = new NumberData(ri.number());
				return [lv, rv];
			}
			break;
		case Kind.String:
			if (ri.kind === Kind.Number) {
				lv = new NumberData(li.number());
				return [lv, rv];
			}
			break;
		case Kind.Null:
		case Kind.Boolean:
			lv = new NumberData(li.number());
			return coerceTypes(lv, rv);
	}
	switch (ri.kind) {
		case Kind.Null:
		case Kind.Boolean:
			rv = new NumberData(ri.number());
			return coerceTypes(lv, rv);
	}
	return [lv, rv];
}
function equals(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Null: return true;
		case Kind.Number: {
			const ld = lv.value;
			const rd = rv.value;
			if (isNaN(ld) || isNaN(rd)) return false;
			return ld == rd;
		}
		case Kind.String: {
			const ls = lv.value;
			const rs = rv.value;
			return toUpperSpecial(ls) === toUpperSpecial(rs);
		}
		case Kind.Boolean: return lv.value == rv.value;
		case Kind.Dictionary:
		case Kind.Array: return lv === rv;
	}
	return false;
}
function greaterThan(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Number: {
			const lf = lv.value;
			const rf = rv.value;
			if (isNaN(lf) || isNaN(rf)) return false;
			return lf > rf;
		}
		case Kind.String: {
			let ls = lv.value;
			let rs = rv.value;
			ls = toUpperSpecial(ls);
			rs = toUpperSpecial(rs);
			return ls > rs;
		}
		case Kind.Boolean: {
			const lb = lv.value;
			const rb = rv.value;
			return lb && !rb;
		}
	}
	return false;
}
function lessThan(lhs, rhs) {
	const [lv, rv] = coerceTypes(lhs, rhs);
	if (lv.kind != rv.kind) return false;
	switch (lv.kind) {
		case Kind.Number: {
			const lf = lv.value;
			const rf = rv.value;
			if (isNaN(lf) || isNaN(rf)) return false;
			return lf < rf;
		}
		case Kind.String: {
			let ls = lv.value;
			let rs = rv.value;
			ls = toUpperSpecial(ls);
			rs = toUpperSpecial(rs);
			return ls < rs;
		}
		case Kind.Boolean: {
			const lb = lv.value;
			const rb = rv.value;
			return !lb && rb;
		}
	}
	return false;
}
function toUpperSpecial(s) {
	const sb = [];
	let i = 0;
	const len = s.length;
	let found = s.indexOf("ı");
	while (i < len) if (i < found) {
		sb.push(s.substring(i, found).toUpperCase());
		i = found;
	} else if (i == found) {
		sb.push(s.substring(i, i + 1));
		i += 1;
		found = s.indexOf("ı", i);
	} else {
		sb.push(s.substring(i).toUpperCase());
		break;
	}
	return sb.join("");
}

// node_modules/@actions/expressions/dist/funcs/contains.js
const contains = {
	name: "contains",
	description: "`contains( search, item )`\n\nReturns `true` if `search` contains `item`. If `search` is an array, this function returns `true` if the `item` is an element in the array. If `search` is a string, this function returns `true` if the `item` is a substring of `search`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		const right = args[1];
		if (left.primitive) {
			const ls = left.coerceString();
			if (right.primitive) {
				const rs = right.coerceString();
				return new BooleanData(ls.toLowerCase().includes(rs.toLowerCase()));
			}
		} else if (left.kind === Kind.Array) {
			const la = left;
			if (la.values().length === 0) return new BooleanData(false);
			for (const v of la.values()) if (equals(right, v)) return new BooleanData(true);
		}
		return new BooleanData(false);
	}
};

// node_modules/@actions/expressions/dist/funcs/endswith.js
const endswith = {
	name: "endsWith",
	description: "`endsWith( searchString, searchValue )`\n\nReturns `true` if `searchString` ends with `searchValue`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		if (!left.primitive) return new BooleanData(false);
		const right = args[1];
		if (!right.primitive) return new BooleanData(false);
		const ls = toUpperSpecial(left.coerceString());
		const rs = toUpperSpecial(right.coerceString());
		return new BooleanData(ls.endsWith(rs));
	}
};

// node_modules/@actions/expressions/dist/funcs/format.js
const format = {
	name: "format",
	description: "`format( string, replaceValue0, replaceValue1, ..., replaceValueN)`\n\nReplaces values in the `string`, with the variable `replaceValueN`. Variables in the `string` are specified using the `{N}` syntax, where `N` is an integer. You must specify at least one `replaceValue` and `string`. There is no maximum for the number of variables (`replaceValueN`) you can use. Escape curly braces using double braces.",
	minArgs: 1,
	maxArgs: 255,
	call: (...args) => {
		const fs = args[0].coerceString();
		const result = [];
		let index = 0;
		while (index < fs.length) {
			const lbrace = fs.indexOf("{", index);
			const rbrace = fs.indexOf("}", index);
			if (lbrace >= 0 && (rbrace < 0 || rbrace > lbrace)) {
				if (safeCharAt(fs, lbrace + 1) === "{") {
					result.push(fs.substr(index, lbrace - index + 1));
					index = lbrace + 2;
					continue;
				}
				if (rbrace > lbrace + 1) {
					const argIndex = readArgIndex(fs, lbrace + 1);
					if (argIndex.success) {
						if (1 + argIndex.result > args.length - 1) throw new Error(`The following format string references more arguments than were supplied: ${fs}`);
						if (lbrace > index) result.push(fs.substr(index, lbrace - index));
						result.push(`${args[1 + argIndex.result].coerceString()}`);
						index = rbrace + 1;
						continue;
					}
				}
				throw new Error(`The following format string is invalid: ${fs}`);
			} else if (rbrace >= 0) {
				if (safeCharAt(fs, rbrace + 1) === "}") {
					result.push(fs.substr(index, rbrace - index + 1));
					index = rbrace + 2;
				} else throw new Error(`The following format string is invalid: ${fs}`);
			} else {
				result.push(fs.substr(index));
				break;
			}
		}
		return new StringData(result.join(""));
	}
};
function safeCharAt(string, index) {
	if (string.length > index) return string[index];
	return "\0";
}
function readArgIndex(string, startIndex) {
	let length = 0;
	for (;;) {
		const nextChar = safeCharAt(string, startIndex + length);
		if (nextChar >= "0" && nextChar <= "9") length++;
		else break;
	}
	if (length < 1) return { success: false };
	const endIndex = startIndex + length - 1;
	const result = parseInt(string.substr(startIndex, length));
	return {
		success: !isNaN(result),
		result,
		endIndex
	};
}

// node_modules/@actions/expressions/dist/funcs/fromjson.js
const fromjson = {
	name: "fromJson",
	description: "`fromJSON(value)`\n\nReturns a JSON object or JSON data type for `value`. You can use this function to provide a JSON object as an evaluated expression or to convert environment variables from a string.",
	minArgs: 1,
	maxArgs: 1,
	call: (...args) => {
		const is = args[0].coerceString();
		if (is.trim() === "") throw new Error("empty input");
		try {
			return JSON.parse(is, reviver);
		} catch (e) {
			throw new ExpressionEvaluationError("Error parsing JSON when evaluating fromJson", { cause: e });
		}
	}
};

// node_modules/@actions/expressions/dist/funcs/join.js
const join = {
	name: "join",
	description: "`join( array, optionalSeparator )`\n\nThe value for `array` can be an array or a string. All values in `array` are concatenated into a string. If you provide `optionalSeparator`, it is inserted between the concatenated values. Otherwise, the default separator `,` is used. Casts values to a string.",
	minArgs: 1,
	maxArgs: 2,
	call: (...args) => {
		if (args[0].primitive) return new StringData(args[0].coerceString());
		if (args[0].kind === Kind.Array) {
			let separator = ",";
			if (args.length > 1 && args[1].primitive) separator = args[1].coerceString();
			return new StringData(args[0].values().map((item) => item.coerceString()).join(separator));
		}
		return new StringData("");
	}
};

// node_modules/@actions/expressions/dist/funcs/startswith.js
const startswith = {
	name: "startsWith",
	description: "`startsWith( searchString, searchValue )`\n\nReturns `true` when `searchString` starts with `searchValue`. This function is not case sensitive. Casts values to a string.",
	minArgs: 2,
	maxArgs: 2,
	call: (...args) => {
		const left = args[0];
		if (!left.primitive) return new BooleanData(false);
		const right = args[1];
		if (!right.primitive) return new BooleanData(false);
		const ls = toUpperSpecial(left.coerceString());
		const rs = toUpperSpecial(right.coerceString());
		return new BooleanData(ls.startsWith(rs));
	}
};

// node_modules/@actions/expressions/dist/funcs/tojson.js
const tojson = {
	name: "toJson",
	description: "`toJSON(value)`\n\nReturns a pretty-print JSON representation of `value`. You can use this function to debug the information provided in contexts.",
	minArgs: 1,
	maxArgs: 1,
	call: (...args) => {
		return new StringData(JSON.stringify(args[0], replacer, "  "));
	}
};

// node_modules/@actions/expressions/dist/funcs.js
const wellKnownFunctions = {
	case: caseFunc,
	contains,
	endswith,
	format,
	fromjson,
	join,
	startswith,
	tojson
};
function validateFunction(context, identifier, argCount) {
	const name = identifier.lexeme.toLowerCase();
	let f;
	f = wellKnownFunctions[name];
	if (!f) {
		f = context.extensionFunctions.get(name);
		if (!f) {
			if (!context.allowUnknownKeywords) throw new ExpressionError(ErrorType.ErrorUnrecognizedFunction, identifier);
			return;
		}
	}
	if (argCount < f.minArgs) throw new ExpressionError(ErrorType.ErrorTooFewParameters, identifier);
	if (argCount > f.maxArgs) throw new ExpressionError(ErrorType.ErrorTooManyParameters, identifier);
	if (name === "case" && argCount % 2 === 0) throw new ExpressionError(ErrorType.ErrorEvenParameters, identifier);
}

// src/mission/expression-names.ts
/** Each says how the needs ended, so that an `if` that calls one of them decides alone. */
const STATUS_FUNCTIONS = [
	"success",
	"failure",
	"always",
	"cancelled"
].map((name) => ({
	name,
	least: 0,
	most: 0
}));
const OWN_FUNCTIONS = [
	...STATUS_FUNCTIONS,
	{
		name: "running",
		least: 1,
		most: 1
	},
	{
		name: "changed",
		least: 1,
		most: 255
	}
];
/** By lower-case name, since names of functions may be written in any case. */
const FUNCTIONS = new Map([...OWN_FUNCTIONS, ...Object.values(wellKnownFunctions).map(({ name, minArgs, maxArgs }) => ({
	name,
	least: minArgs,
	most: maxArgs
}))].map((signature) => [signature.name.toLowerCase(), signature]));
/** What the parser is told; it knows its own functions. */
const FUNCTIONS_FOR_PARSER = OWN_FUNCTIONS.map(({ name, least, most }) => ({
	name,
	minArgs: least,
	maxArgs: most
}));
const CONTEXTS = [
	"tasks",
	"env",
	"github",
	"mission",
	"matrix"
];
function isStatusFunction(name) {
	return STATUS_FUNCTIONS.some((known) => known.name === name.toLowerCase());
}
/** What a writer of workflows may look for here; by name, what to write instead. */
const ABSENT = /* @__PURE__ */ new Map([
	["needs", "write tasks['ID'].outputs.NAME or tasks['ID'].result"],
	["steps", "write MISSION_OUTPUT lines in a step and read them from tasks.ID.outputs"],
	["jobs", "write tasks['ID']"],
	["job", "write success(), failure() or cancelled()"],
	["strategy", "write matrix.NAME"],
	["secrets", "list the variable under `secrets:`: the task then has it in its environment"],
	["vars", "hand the variable to the mission as an environment variable and write env.NAME"],
	["inputs", "hand the input to the mission as an environment variable and write env.NAME"],
	["runner", "write env.RUNNER_OS and the like"],
	["hashfiles", "write changed('src/**') to ask whether files changed"]
]);

// src/mission/expression-tree.ts
/** Every node below and including this one, in no promised order. Without recursion: `a == b == c …` is as deep as it is long. */
function nodesOf(tree) {
	const found = [{
		node: tree,
		depth: 1
	}];
	for (const { node, depth } of found) for (const child of childrenOf(node)) found.push({
		node: child,
		depth: depth + 1
	});
	return found;
}
function childrenOf(node) {
	if (node instanceof Unary) return [node.expr];
	if (node instanceof Binary) return [node.left, node.right];
	if (node instanceof Logical || node instanceof FunctionCall) return node.args;
	if (node instanceof Grouping) return [node.group];
	if (node instanceof IndexAccess) return [node.expr, node.index];
	return [];
}
/** The text of `'text'` or of `.text`; nothing for what is worked out. */
function literalText(node) {
	if (!(node instanceof Literal)) return void 0;
	return node.literal.coerceString();
}
function isContext(node, name) {
	return node instanceof ContextAccess && node.name.lexeme.toLowerCase() === name;
}

// node_modules/@actions/expressions/dist/parser.js
var Parser$1 = class {
	/**
	* Constructs a new parser for the given tokens
	*
	* @param tokens Tokens to build a parse tree from
	* @param extensionContexts Available context names
	* @param extensionFunctions Available functions (beyond the built-in ones)
	*/
	constructor(tokens, extensionContexts, extensionFunctions) {
		this.tokens = tokens;
		this.offset = 0;
		this.depth = 0;
		this.extContexts = /* @__PURE__ */ new Map();
		this.extFuncs = /* @__PURE__ */ new Map();
		for (const contextName of extensionContexts) this.extContexts.set(contextName.toLowerCase(), true);
		for (const { name, func } of extensionFunctions.map((x) => ({
			name: x.name,
			func: x
		}))) this.extFuncs.set(name.toLowerCase(), func);
		this.context = {
			allowUnknownKeywords: false,
			extensionContexts: this.extContexts,
			extensionFunctions: this.extFuncs
		};
	}
	parse() {
		let result;
		if (this.atEnd()) return result;
		result = this.expression();
		if (!this.atEnd()) throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
		return result;
	}
	expression() {
		this.incrDepth();
		try {
			return this.logicalOr();
		} finally {
			this.decrDepth();
		}
	}
	logicalOr() {
		let expr = this.logicalAnd();
		if (this.check(TokenType.OR)) {
			this.incrDepth();
			try {
				const logical = new Logical(this.peek(), [expr]);
				expr = logical;
				while (this.match(TokenType.OR)) {
					const right = this.logicalAnd();
					logical.args.push(right);
				}
			} finally {
				this.decrDepth();
			}
		}
		return expr;
	}
	logicalAnd() {
		let expr = this.equality();
		if (this.check(TokenType.AND)) {
			this.incrDepth();
			try {
				const logical = new Logical(this.peek(), [expr]);
				expr = logical;
				while (this.match(TokenType.AND)) {
					const right = this.equality();
					logical.args.push(right);
				}
			} finally {
				this.decrDepth();
			}
		}
		return expr;
	}
	equality() {
		let expr = this.comparison();
		while (this.match(TokenType.BANG_EQUAL, TokenType.EQUAL_EQUAL)) {
			const operator = this.previous();
			const right = this.comparison();
			expr = new Binary(expr, operator, right);
		}
		return expr;
	}
	comparison() {
		let expr = this.unary();
		while (this.match(TokenType.GREATER, TokenType.GREATER_EQUAL, TokenType.LESS, TokenType.LESS_EQUAL)) {
			const operator = this.previous();
			const right = this.unary();
			expr = new Binary(expr, operator, right);
		}
		return expr;
	}
	unary() {
		if (this.match(TokenType.BANG)) {
			this.incrDepth();
			const operator = this.previous();
			const unary = this.unary();
			try {
				return new Unary(operator, unary);
			} finally {
				this.decrDepth();
			}
		}
		return this.index();
	}
	index() {
		let expr = this.call();
		let depthIncreased = 0;
		if (expr instanceof Grouping || expr instanceof FunctionCall || expr instanceof ContextAccess) {
			let cont = true;
			while (cont) switch (true) {
				case this.match(TokenType.LEFT_BRACKET): {
					let indexExpr;
					if (this.match(TokenType.STAR)) indexExpr = new Star();
					else indexExpr = this.expression();
					this.consume(TokenType.RIGHT_BRACKET, ErrorType.ErrorUnexpectedSymbol);
					this.incrDepth();
					depthIncreased++;
					expr = new IndexAccess(expr, indexExpr);
					break;
				}
				case this.match(TokenType.DOT):
					this.incrDepth();
					depthIncreased++;
					if (this.match(TokenType.IDENTIFIER)) {
						const property = this.previous();
						expr = new IndexAccess(expr, new Literal(new StringData(property.lexeme), property));
					} else if (this.match(TokenType.STAR)) expr = new IndexAccess(expr, new Star());
					else throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
					break;
				default: cont = false;
			}
		}
		for (let i = 0; i < depthIncreased; i++) this.decrDepth();
		return expr;
	}
	call() {
		if (!this.check(TokenType.IDENTIFIER)) return this.primary();
		const identifier = this.next();
		if (!this.match(TokenType.LEFT_PAREN)) {
			if (!this.extContexts.has(identifier.lexeme.toLowerCase())) throw this.buildError(ErrorType.ErrorUnrecognizedContext, identifier);
			return new ContextAccess(identifier);
		}
		const args = [];
		while (!this.match(TokenType.RIGHT_PAREN)) {
			const aexp = this.expression();
			args.push(aexp);
			if (!this.check(TokenType.RIGHT_PAREN)) this.consume(TokenType.COMMA, ErrorType.ErrorUnexpectedSymbol);
		}
		validateFunction(this.context, identifier, args.length);
		return new FunctionCall(identifier, args);
	}
	primary() {
		switch (true) {
			case this.match(TokenType.FALSE): return new Literal(new BooleanData(false), this.previous());
			case this.match(TokenType.TRUE): return new Literal(new BooleanData(true), this.previous());
			case this.match(TokenType.NULL): return new Literal(new Null(), this.previous());
			case this.match(TokenType.NUMBER): return new Literal(new NumberData(this.previous().value), this.previous());
			case this.match(TokenType.STRING): return new Literal(new StringData(this.previous().value), this.previous());
			case this.match(TokenType.LEFT_PAREN): {
				const expr = this.expression();
				if (this.atEnd()) throw this.buildError(ErrorType.ErrorUnexpectedEndOfExpression, this.previous());
				this.consume(TokenType.RIGHT_PAREN, ErrorType.ErrorUnexpectedSymbol);
				return new Grouping(expr);
			}
			case this.atEnd(): throw this.buildError(ErrorType.ErrorUnexpectedEndOfExpression, this.previous());
		}
		throw this.buildError(ErrorType.ErrorUnexpectedSymbol, this.peek());
	}
	match(...tokenTypes) {
		for (const tokenType of tokenTypes) if (this.check(tokenType)) {
			this.next();
			return true;
		}
		return false;
	}
	check(tokenType) {
		if (this.atEnd()) return false;
		return this.peek().type == tokenType;
	}
	atEnd() {
		return this.peek().type == TokenType.EOF;
	}
	next() {
		if (!this.atEnd()) this.offset++;
		return this.previous();
	}
	peek() {
		return this.tokens[this.offset];
	}
	previous() {
		return this.tokens[this.offset - 1];
	}
	consume(tokenType, errorType) {
		if (this.check(tokenType)) {
			this.next();
			return;
		}
		throw this.buildError(errorType, this.peek());
	}
	incrDepth() {
		this.depth++;
		if (this.depth > 50) throw this.buildError(ErrorType.ErrorExceededMaxDepth, this.peek());
	}
	decrDepth() {
		this.depth--;
	}
	buildError(errType, token) {
		return new ExpressionError(errType, token);
	}
};

// src/mission/show-text.ts
/** User text made safe and short enough to stand inside a message. */
const LONGEST$1 = 60;
/** Control and invisible formatting characters, and those that turn the direction of text: they could forge output. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
/** In backticks, on one line, at most 60 characters, invisible characters as `<U+202E>`. */
function showText(text) {
	const characters = Array.from(text.slice(0, 122));
	return `\`${makeVisible(characters.length > LONGEST$1 || text.length > 122 ? `${characters.slice(0, LONGEST$1).join("")}…` : text)}\``;
}
/** The same text with every control, invisible or direction-changing character spelt out. */
function makeVisible(text) {
	return text.replace(UNSAFE, (character) => `<${codePoint(character)}>`);
}
/** Such as `U+202E`. */
function codePoint(character) {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

// src/mission/suggest.ts
/** "Did you mean": the known word that is nearest to a misspelt one. */
/** The nearest of `known` within a third of the word's length in edits (at least one), or nothing. Of one letter nothing is guessed. */
function suggest(word, known) {
	if (word.length < 2) return void 0;
	const typed = word.toLowerCase();
	let limit = Math.max(1, Math.floor(word.length / 3));
	let best;
	for (const candidate of known) {
		if (candidate === word || Math.abs(candidate.length - word.length) > limit) continue;
		const distance = editDistance(typed, candidate.toLowerCase(), limit);
		if (distance > limit || best !== void 0 && distance === limit) continue;
		best = candidate;
		limit = distance;
		if (distance === 0) break;
	}
	return best;
}
/** Insertions, deletions, replacements and swaps of neighbours; gives up with `limit + 1` once it must be larger. */
function editDistance(from, to, limit) {
	let beforePrevious = [];
	let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let row = 1; row <= from.length; row += 1) {
		const current = [row];
		let smallest = row;
		for (let column = 1; column <= to.length; column += 1) {
			const same = from[row - 1] === to[column - 1];
			let distance = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (same ? 0 : 1));
			if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) distance = Math.min(distance, (beforePrevious[column - 2] ?? 0) + 1);
			current.push(distance);
			smallest = Math.min(smallest, distance);
		}
		if (smallest > limit) return limit + 1;
		beforePrevious = previous;
		previous = current;
	}
	return previous[to.length] ?? limit + 1;
}

// src/mission/check-expression-names.ts
/** As deep as the parser goes. */
const DEEPEST$2 = 50;
const KEYWORDS = [
	"true",
	"false",
	"null"
];
/** Every unknown context and function and every wrong number of arguments, not only the first one. */
function checkExpressionNames(tokens) {
	const countable = isBalanced(tokens);
	return tokens.flatMap((placed, index) => {
		const { token } = placed;
		if (token.type !== TokenType.IDENTIFIER || typeAt(tokens, index - 1) === TokenType.DOT) return [];
		if (typeAt(tokens, index + 1) !== TokenType.LEFT_PAREN) return checkContext(placed);
		const signature = FUNCTIONS.get(token.lexeme.toLowerCase());
		if (signature === void 0) return [unknownFunction(placed)];
		return countable ? checkCount(placed, signature, countArguments(tokens, index + 2)) : [];
	});
}
function checkContext({ token, start, end }) {
	const name = token.lexeme;
	const lower = name.toLowerCase();
	if (CONTEXTS.includes(lower)) return [];
	const message = `expected one of ${listed(CONTEXTS)} or a value, found ${showText(name)}`;
	const called = FUNCTIONS.get(lower);
	return [{
		start,
		end,
		code: "unknown-context",
		message,
		hint: called === void 0 ? contextHint(name) : `${showText(called.name)} is a function: write ${called.name}()`
	}];
}
function contextHint(name) {
	const known = ABSENT.get(name.toLowerCase());
	if (known !== void 0) return known;
	const near = suggest(name, [
		...CONTEXTS,
		...KEYWORDS,
		...FUNCTIONS.keys()
	]);
	const called = near === void 0 ? void 0 : FUNCTIONS.get(near);
	if (called !== void 0) return `did you mean \`${called.name}()\`?`;
	return near === void 0 ? `a text stands in single quotes: '${shortened(name)}'` : `did you mean \`${near}\`?`;
}
function shortened(name) {
	return name.length > 30 ? `${name.slice(0, 30)}…` : name;
}
function unknownFunction({ token, start, end }) {
	const names = [...FUNCTIONS.values()].map((signature) => signature.name);
	const near = suggest(token.lexeme, names);
	const hint = near === void 0 ? ABSENT.get(token.lexeme.toLowerCase()) ?? `the functions are ${listed(names)}` : `did you mean \`${near}\`?`;
	return {
		start,
		end,
		code: "unknown-function",
		message: `expected the name of a function, found ${showText(token.lexeme)}`,
		hint
	};
}
function checkCount(placed, { name, least, most }, found) {
	const { start, end } = placed;
	const code = "argument-count";
	if (found < least || found > most) return [{
		start,
		end,
		code,
		message: `expected ${name}() to get ${countText(least, most)}, found ${found}`
	}];
	if (name !== "case" || found % 2 === 1) return [];
	return [{
		start,
		end,
		code,
		message: `expected case() to get an odd number of arguments, found ${found}`,
		hint: "conditions and values in turn, then the value when none holds"
	}];
}
function countText(least, most) {
	if (most === 0) return "no argument";
	const plural = (count) => `${count} argument${count === 1 ? "" : "s"}`;
	if (least === most) return plural(least);
	return most >= 255 ? `at least ${plural(least)}` : `${least} to ${plural(most)}`;
}
/** `from` is the token after the opening parenthesis. */
function countArguments(tokens, from) {
	if (typeAt(tokens, from) === TokenType.RIGHT_PAREN) return 0;
	let count = 1;
	let depth = 0;
	for (let index = from; index < tokens.length; index += 1) {
		const change = nesting(typeAt(tokens, index));
		if (depth + change < 0) break;
		depth += change;
		if (depth === 0 && typeAt(tokens, index) === TokenType.COMMA) count += 1;
	}
	return count;
}
/** And not so deep that counting the arguments of calls within calls takes long. */
function isBalanced(tokens) {
	let depth = 0;
	for (const { token } of tokens) {
		depth += nesting(token.type);
		if (depth < 0 || depth > DEEPEST$2) return false;
	}
	return depth === 0;
}
function nesting(type) {
	if (type === TokenType.LEFT_PAREN || type === TokenType.LEFT_BRACKET) return 1;
	return type === TokenType.RIGHT_PAREN || type === TokenType.RIGHT_BRACKET ? -1 : 0;
}
function typeAt(tokens, index) {
	return tokens[index]?.token.type;
}
function listed(names) {
	return names.map((name) => `\`${name}\``).join(", ");
}

// src/mission/expression-facts.ts
/** What `tasks.ID` has. */
const TASK_PROPERTIES = [
	"status",
	"result",
	"outputs",
	"duration"
];
/** What `mission` has. */
const MISSION_PROPERTIES = [
	"name",
	"goal",
	"description"
];
/** What `tasks.ID.status` can be, in the order of a task's life. */
const TASK_STATUSES = [...[
	"pending",
	"triggered",
	"waiting",
	"running",
	"backoff"
], ...[
	"succeeded",
	"failed",
	"timed-out",
	"cancelled",
	"skipped",
	"not-needed"
]];
const TASK_RESULTS = [
	"success",
	"failure",
	"cancelled",
	"skipped"
];

// src/mission/check-properties.ts
/** Properties that no task and no mission has, and comparisons that never hold: what would silently read as false. */
function checkProperties(expression) {
	return nodesOf(expression.tree).flatMap(({ node }) => {
		if (node instanceof IndexAccess) return checkProperty(node, expression);
		return node instanceof Binary ? checkComparison(node, expression) : [];
	});
}
function checkProperty(node, expression) {
	const name = literalText(node.index)?.toLowerCase();
	const known = isContext(node.expr, "mission") ? MISSION_PROPERTIES : isTask(node.expr) ? TASK_PROPERTIES : void 0;
	if (name === void 0 || known === void 0 || known.includes(name)) return [];
	const message = `expected a property of ${isTask(node.expr) ? "a task" : "`mission`"} (${known.join(", ")}), found ${showText(name)}`;
	const near = suggest(name, known);
	const hint = near === void 0 ? isTask(node.expr) ? `what a task writes to MISSION_OUTPUT is read as .outputs.NAME; an id that holds dots is written tasks['ID']` : void 0 : `did you mean \`${near}\`?`;
	return placed(node.index, expression, "unknown-property", message, hint);
}
/** `status` speaks of this runner's states, `result` of GitHub's words: easily mixed up. */
function checkComparison({ left, right, operator }, expression) {
	if (operator.type !== TokenType.EQUAL_EQUAL && operator.type !== TokenType.BANG_EQUAL) return [];
	return [...checkWord(left, right, expression), ...checkWord(right, left, expression)];
}
function checkWord(access, word, expression) {
	if (!(access instanceof IndexAccess) || !isTask(access.expr)) return [];
	if (!(word instanceof Literal) || word.token.type !== TokenType.STRING) return [];
	const property = literalText(access.index)?.toLowerCase();
	if (property !== "status" && property !== "result") return [];
	const words = property === "status" ? TASK_STATUSES : TASK_RESULTS;
	const others = property === "status" ? TASK_RESULTS : TASK_STATUSES;
	const text = literalText(word) ?? "";
	if (words.includes(text.toLowerCase()) || property === "result" && text === "") return [];
	const message = `expected a task's ${property} to be compared with one of ${words.join(", ")}, found ${showText(text)}`;
	const other = property === "status" ? "result" : "status";
	const near = suggest(text, words);
	return placed(word, expression, "unknown-status", message, others.includes(text.toLowerCase()) ? `${showText(text)} is a ${other}: compare .${other}` : near === void 0 ? "this comparison would always give the same answer" : `did you mean \`${near}\`?`);
}
/** `tasks.ID` or `tasks['ID']`, whatever the id is. */
function isTask(node) {
	return node instanceof IndexAccess && isContext(node.expr, "tasks");
}
function placed(node, expression, code, message, hint) {
	if (!(node instanceof Literal)) return [];
	const start = expression.offsets.get(node.token) ?? 0;
	return [{
		start,
		end: start + node.token.lexeme.length,
		code,
		message,
		...hint === void 0 ? {} : { hint }
	}];
}

// src/mission/lex-expression.ts
/** As GitHub's own limit. */
const LONGEST = 21e3;
/** `base` is the offset of `text` in the text that holds it. The last token is the end of the expression. */
function lexExpression(text, base) {
	if (text.length > LONGEST) {
		const message = `expected an expression of at most ${LONGEST} characters, found ${text.length}`;
		return {
			type: "rejected",
			finding: {
				start: base,
				end: base + text.length,
				code: "expression-too-long",
				message,
				hint: "let a task work it out and give it as an output"
			}
		};
	}
	try {
		return {
			type: "lexed",
			tokens: place(new Lexer$1(text).lex().tokens, text, base)
		};
	} catch (error) {
		return {
			type: "rejected",
			finding: explain$1(text, base, wrongAt(error))
		};
	}
}
/**
* The lexer tells line and column, which a line break inside a string puts off, and for the end those of the token before;
* but tokens stand in order, with blanks between. Each gets its index as its line, which is what the parser's errors tell.
*/
function place(tokens, text, base) {
	let from = 0;
	return tokens.map((token, index) => {
		const start = token.type === TokenType.EOF ? text.length : text.indexOf(token.lexeme, from);
		from = start + token.lexeme.length;
		token.range = {
			start: {
				line: index,
				column: 0
			},
			end: {
				line: index,
				column: 0
			}
		};
		if (token.type === TokenType.STRING) token.value = token.lexeme.slice(1, -1).replaceAll("''", "'");
		return {
			token,
			start: base + start,
			end: base + from
		};
	});
}
/** The library's error is a sentence; the place in it is all that is needed. */
function wrongAt(error) {
	const position = /Located at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
	return position === void 0 ? 0 : Number(position) - 1;
}
function explain$1(text, base, at) {
	const rest = text.slice(at);
	const wrong = rest.startsWith("'") ? rest : /^.[^\s()[\],!<>=&|]*/su.exec(rest)?.[0] ?? rest;
	const range = {
		start: base + at,
		end: base + at + wrong.length,
		code: "expression-syntax"
	};
	if (wrong.startsWith("'")) {
		const hint = "a quote inside of a text is written twice: 'it''s'";
		return {
			...range,
			message: `expected a closing quote, found the end of ${showText(wrong)}`,
			hint
		};
	}
	if (/tasks\.[A-Za-z0-9_.-]*$/i.exec(text.slice(0, at))?.[0] !== void 0) {
		const message = `expected the name of a property after the dot, found ${showText(wrong)}`;
		return {
			...range,
			message,
			hint: "an id that holds dots is written in brackets: tasks['L2.2.1'].result"
		};
	}
	if (/^(?:[-+\d]|\.\d)/.test(wrong)) {
		const hint = "there is no arithmetic in expressions, and a text needs single quotes";
		return {
			...range,
			message: `expected a number, found ${showText(wrong)}`,
			hint
		};
	}
	const hint = instead(wrong);
	const message = `expected a value, a name or an operator, found ${showText(wrong)}`;
	return {
		...range,
		message,
		...hint === void 0 ? {} : { hint }
	};
}
function instead(wrong) {
	switch (wrong.charAt(0)) {
		case "=": return "did you mean `==`?";
		case "&": return "did you mean `&&`?";
		case "|": return "did you mean `||`?";
		case "\"": return "a text stands in single quotes";
		case "$": return "the expression itself needs no `$`: write `env.NAME` for an environment variable's value";
		default: return;
	}
}

// src/mission/parse-expression.ts
/** As GitHub's own limit; it also keeps the evaluator, which calls itself, far from the stack's end. */
const DEEPEST$1 = 50;
/** Findings of one expression that are told at most. */
const MOST_FINDINGS = 20;
/** One expression without `${{` and `}}`; `base` is its offset in the text that holds it. */
function parseExpression(text, base) {
	const whole = {
		start: base,
		end: base + text.length
	};
	if (text.trim() === "") return rejected([{
		...whole,
		code: "expression-syntax",
		message: "expected an expression, found nothing"
	}]);
	const lexed = lexExpression(text, base);
	if (lexed.type === "rejected") return rejected([lexed.finding]);
	const { tokens } = lexed;
	const findings = [...checkExpressionNames(tokens), ...checkCommas(tokens)];
	if (findings.length > 0) return rejected(findings);
	try {
		return check({
			text,
			tree: new Parser$1(tokens.map((placed) => placed.token), CONTEXTS, FUNCTIONS_FOR_PARSER).parse(),
			offsets: new Map(tokens.map(({ token, start }) => [token, start]))
		}, whole);
	} catch (error) {
		if (!(error instanceof ExpressionError)) throw error;
		return rejected([explain(error, tokens)]);
	}
}
function check(expression, whole) {
	if (nodesOf(expression.tree).some(({ depth }) => depth > DEEPEST$1)) return rejected([{
		...whole,
		...TOO_DEEP
	}]);
	const findings = checkProperties(expression);
	return findings.length > 0 ? rejected(findings) : {
		type: "parsed",
		parsed: expression
	};
}
const TOO_DEEP = {
	code: "expression-too-deep",
	message: `expected at most ${DEEPEST$1} levels of parentheses, operators and properties, found more`,
	hint: "let a task work it out and give it as an output"
};
function rejected(findings) {
	return {
		type: "rejected",
		findings: findings.slice(0, MOST_FINDINGS)
	};
}
/** The parser takes a comma before a closing parenthesis, GitHub does not. */
function checkCommas(tokens) {
	return tokens.flatMap(({ token, start, end }, index) => {
		if (token.type !== TokenType.COMMA || tokens[index + 1]?.token.type !== TokenType.RIGHT_PAREN) return [];
		return [{
			start,
			end,
			code: "expression-syntax",
			message: "expected another argument after the comma, found `)`"
		}];
	});
}
/** The library tells the token it stopped at, and what is wrong in the first words of its sentence. */
function explain(error, tokens) {
	const at = error.pos.line;
	const { token, start, end } = tokens[at] ?? NOWHERE;
	if (error.message.startsWith("Exceeded")) return {
		start,
		end,
		...TOO_DEEP
	};
	const code = "expression-syntax";
	if (error.message.startsWith("Unexpected end") || token.type === TokenType.EOF) {
		const last = token.type === TokenType.EOF ? tokens[at - 1] ?? NOWHERE : {
			token,
			start,
			end
		};
		const message = `expected more after ${showText(last.token.lexeme)}, found the end`;
		return {
			start: last.start,
			end: last.end,
			code,
			message,
			...missing(tokens)
		};
	}
	return {
		start,
		end,
		code,
		message: `expected ${endsValue(tokens[at - 1]) ? "an operator or the end" : "a value or a name"}, found ${showText(token.lexeme)}`
	};
}
function endsValue(before) {
	switch (before?.token.type) {
		case TokenType.RIGHT_PAREN:
		case TokenType.RIGHT_BRACKET:
		case TokenType.STAR:
		case TokenType.NUMBER:
		case TokenType.STRING:
		case TokenType.IDENTIFIER:
		case TokenType.TRUE:
		case TokenType.FALSE:
		case TokenType.NULL: return true;
		default: return false;
	}
}
const NOWHERE = {
	token: {
		type: TokenType.EOF,
		lexeme: "",
		range: {
			start: {
				line: 0,
				column: 0
			},
			end: {
				line: 0,
				column: 0
			}
		}
	},
	start: 0,
	end: 0
};
function missing(tokens) {
	if (count(tokens, TokenType.LEFT_PAREN) - count(tokens, TokenType.RIGHT_PAREN) > 0) return { hint: "a `(` is not closed" };
	return count(tokens, TokenType.LEFT_BRACKET) > count(tokens, TokenType.RIGHT_BRACKET) ? { hint: "a `[` is not closed" } : {};
}
function count(tokens, type) {
	return tokens.filter(({ token }) => token.type === type).length;
}

// node_modules/@actions/expressions/dist/filtered_array.js
var FilteredArray = class extends Array$1 {};

// node_modules/@actions/expressions/dist/idxHelper.js
var idxHelper = class {
	constructor(star, idx) {
		this.star = star;
		if (!idx) return;
		if (!star) {
			if (idx.primitive) this.str = idx.coerceString();
			let f = idx.number();
			if (!isNaN(f) && isFinite(f) && f >= 0) {
				f = Math.floor(f);
				this.int = f;
			}
		}
	}
};

// node_modules/@actions/expressions/dist/evaluator.js
var Evaluator = class {
	/**
	* Creates a new evaluator
	* @param n Parsed expression to evaluate
	* @param context Context data to use
	* @param functions Optional map of function implementations. If given, these will be preferred over the built-in functions.
	*/
	constructor(n, context, functions) {
		this.n = n;
		this.context = context;
		this.functions = functions;
	}
	evaluate() {
		return this.eval(this.n);
	}
	eval(n) {
		return n.accept(this);
	}
	visitLiteral(literal) {
		return literal.literal;
	}
	visitUnary(unary) {
		const r = this.eval(unary.expr);
		if (unary.operator.type === TokenType.BANG) return new BooleanData(falsy(r));
		throw new Error(`unknown unary operator: ${unary.operator.lexeme}`);
	}
	visitBinary(binary) {
		const left = this.eval(binary.left);
		const right = this.eval(binary.right);
		switch (binary.operator.type) {
			case TokenType.EQUAL_EQUAL: return new BooleanData(equals(left, right));
			case TokenType.BANG_EQUAL: return new BooleanData(!equals(left, right));
			case TokenType.GREATER: return new BooleanData(greaterThan(left, right));
			case TokenType.GREATER_EQUAL: return new BooleanData(equals(left, right) || greaterThan(left, right));
			case TokenType.LESS: return new BooleanData(lessThan(left, right));
			case TokenType.LESS_EQUAL: return new BooleanData(equals(left, right) || lessThan(left, right));
		}
		throw new Error(`unknown binary operator: ${binary.operator.lexeme}`);
	}
	visitLogical(logical) {
		let result;
		for (const arg of logical.args) {
			result = this.eval(arg);
			if (logical.operator.type === TokenType.AND && falsy(result) || logical.operator.type === TokenType.OR && truthy(result)) break;
		}
		return result;
	}
	visitGrouping(grouping) {
		return this.eval(grouping.group);
	}
	visitContextAccess(contextAccess) {
		return this.context.get(contextAccess.name.lexeme);
	}
	visitIndexAccess(ia) {
		let idx;
		if (ia.index instanceof Star) idx = new idxHelper(true, void 0);
		else {
			let idxResult;
			try {
				idxResult = this.eval(ia.index);
			} catch (e) {
				throw new Error(`could not evaluate index for index access: ${e.message}`, { cause: e });
			}
			idx = new idxHelper(false, idxResult);
		}
		const objResult = this.eval(ia.expr);
		let result;
		switch (objResult.kind) {
			case Kind.Array: {
				const tobjResult = objResult;
				if (tobjResult instanceof FilteredArray) result = filteredArrayAccess(tobjResult, idx);
				else result = arrayAccess(tobjResult, idx);
				break;
			}
			case Kind.Dictionary:
				result = objectAccess(objResult, idx);
				break;
			default: if (idx.star) result = new FilteredArray();
			else result = new Null();
		}
		return result;
	}
	visitFunctionCall(functionCall) {
		const args = functionCall.args.map((arg) => this.eval(arg));
		const functionName = functionCall.functionName.lexeme.toLowerCase();
		return (this.functions?.get(functionName) || wellKnownFunctions[functionName]).call(...args);
	}
};
function filteredArrayAccess(fa, idx) {
	const result = new FilteredArray();
	for (const item of fa.values()) switch (item.kind) {
		case Kind.Dictionary: {
			const ti = item;
			if (idx.star) for (const v of ti.values()) result.add(v);
			else if (idx.str !== void 0) {
				const v = ti.get(idx.str);
				if (v !== void 0) result.add(v);
			}
			break;
		}
		case Kind.Array: {
			const ti = item;
			if (idx.star) for (const v of ti.values()) result.add(v);
			else if (idx.int !== void 0 && idx.int < ti.values().length) result.add(ti.get(idx.int));
			break;
		}
	}
	return result;
}
function arrayAccess(a, idx) {
	if (idx.star) {
		const fa = new FilteredArray();
		for (const item of a.values()) fa.add(item);
		return fa;
	}
	if (idx.int !== void 0 && idx.int < a.values().length) return a.get(idx.int);
	return new Null();
}
function objectAccess(obj, idx) {
	if (idx.star) return new FilteredArray(...obj.values());
	if (idx.str !== void 0) {
		const r = obj.get(idx.str);
		if (r !== void 0) return r;
	}
	return new Null();
}

// src/mission/expression-data.ts
/** As the evaluator wants it. Objects are turned only as far as they are looked into, so that depth and size cost nothing. */
function toData(value) {
	switch (typeof value) {
		case "string": return new StringData(value);
		case "number": return new NumberData(value);
		case "boolean": return new BooleanData(value);
		case "undefined": return new Null();
		case "object": break;
		default: return value;
	}
	if (value === null) return new Null();
	return isList$1(value) ? new List(value) : new Entries(value);
}
function isList$1(value) {
	return Array.isArray(value);
}
/** The library's own is built argument by argument: 200,000 of them overflow the stack. */
var List = class extends Array$1 {
	#items;
	#data;
	constructor(items) {
		super();
		this.#items = items;
	}
	get(index) {
		return this.values()[index] ?? new Null();
	}
	values() {
		this.#data ??= this.#items.map(toData);
		return this.#data;
	}
};
/**
* An object whose own keys, in any case, are found; the library's own loses those that every JavaScript object has
* (`constructor`). Of keys that differ only in case, the one written exactly so is taken.
*/
var Entries = class extends Dictionary {
	#source;
	#data = /* @__PURE__ */ new Map();
	#folded;
	constructor(source) {
		super();
		this.#source = source;
	}
	get(key) {
		if (Object.hasOwn(this.#source, key)) return this.#at(key);
		const written = this.#foldedKeys().get(key.toLowerCase());
		return written === void 0 ? void 0 : this.#at(written);
	}
	values() {
		return Object.keys(this.#source).map((key) => this.#at(key));
	}
	pairs() {
		return Object.keys(this.#source).map((key) => ({
			key,
			value: this.#at(key)
		}));
	}
	/** Kept, because the language compares objects by identity. */
	#at(key) {
		const known = this.#data.get(key);
		if (known !== void 0) return known;
		const data = toData(this.#source[key]);
		this.#data.set(key, data);
		return data;
	}
	#foldedKeys() {
		this.#folded ??= new Map(Object.keys(this.#source).map((key) => [key.toLowerCase(), key]));
		return this.#folded;
	}
};

// src/mission/expression-functions.ts
/** Ten times what a task may give as outputs. `format` within `format` doubles its text with every level. */
const LONGEST_RESULT = 1e7;
/** What is not the library's own: the status functions, what asks the run, and the safer ones of its own. */
function functionsFor(facts) {
	const { needs, cancelled } = facts;
	const own = {
		success: () => new BooleanData(isSuccess(facts)),
		failure: () => new BooleanData(needs.includes("failure")),
		always: () => new BooleanData(true),
		cancelled: () => new BooleanData(cancelled),
		running: (id) => new BooleanData(id !== void 0 && facts.running(id.coerceString())),
		changed: (...patterns) => new BooleanData(facts.changed(patterns.map((pattern) => pattern.coerceString()))),
		fromjson: fromJson,
		format: bounded("format", formatLength),
		join: bounded("join", joinLength)
	};
	return new Map(Object.entries(own).map(([key, call]) => {
		const { name, least, most } = FUNCTIONS.get(key) ?? {
			name: key,
			least: 0,
			most: 255
		};
		return [key, {
			name,
			minArgs: least,
			maxArgs: most,
			call
		}];
	}));
}
/** What an `if` without a status function asks first. */
function isSuccess({ needs, cancelled }) {
	return !cancelled && needs.every((result) => result === "success");
}
/** The library's own loses keys such as `constructor` and fails on long lists. */
function fromJson(text) {
	const json = text?.coerceString() ?? "";
	try {
		return toData(JSON.parse(json));
	} catch {
		throw new Error(`expected fromJSON() to get JSON, found ${json.trim() === "" ? "an empty text" : "other text"}`);
	}
}
function bounded(name, length) {
	return (...values) => {
		const call = wellKnownFunctions[name]?.call;
		if (call === void 0) throw new Error(`${name}() is not known`);
		if (length(values) > LONGEST_RESULT) throw new Error(`expected ${name}() to give at most ${LONGEST_RESULT} characters, found more`);
		return call(...values);
	};
}
function formatLength([text, ...values]) {
	const pattern = text?.coerceString() ?? "";
	let length = pattern.length;
	for (const [, index] of pattern.matchAll(/\{(\d+)/g)) length += values[Number(index)]?.coerceString().length ?? 0;
	return length;
}
function joinLength([items, separator]) {
	if (items === void 0 || !("values" in items)) return 0;
	const between = separator?.coerceString().length ?? 1;
	return items.values().reduce((sum, item) => sum + between + item.coerceString().length, 0);
}

// src/mission/evaluate-expression.ts
/** Whether an `if` holds now. Never throws; an error is a sentence that names the expression. */
function evaluateCondition({ expression, impliesSuccess }, facts) {
	if (impliesSuccess && !isSuccess(facts)) return { value: false };
	const result = evaluate(expression, facts);
	return "error" in result ? result : { value: truthy(result.data) };
}
/** The text with every `${{ }}` replaced by its value, as workflows write it. Never throws. */
function evaluateTemplate({ parts }, facts) {
	let text = "";
	for (const part of parts) {
		if (typeof part === "string") {
			text += part;
			continue;
		}
		const result = evaluate(part, facts);
		if ("error" in result) return result;
		if (!result.data.primitive) return failed(part, `expected a text, a number or a boolean, found ${result.data.coerceString() === "Array" ? "a list" : "an object"}; write toJSON(…) around it`);
		text += result.data.coerceString();
	}
	return { text };
}
function evaluate(expression, facts) {
	try {
		return { data: new Evaluator(expression.tree, contextsOf(facts), functionsFor(facts)).evaluate() };
	} catch (error) {
		if (error instanceof RangeError) return failed(expression, "it needs too much memory or goes too deep");
		return failed(expression, error instanceof Error ? error.message : String(error));
	}
}
function contextsOf({ tasks, env, github, mission, matrix }) {
	return new Entries({
		tasks,
		env,
		github,
		mission,
		matrix
	});
}
function failed({ text }, why) {
	return { error: `cannot evaluate ${showText(text.trim())}: ${why}` };
}

// src/mission/expression-references.ts
/** What is named outright; names that are worked out when it is evaluated (`tasks[matrix.id]`) are not here. */
function references(parsed) {
	const found = {
		tasks: [],
		matrix: [],
		patterns: [],
		usesChanged: false
	};
	for (const expression of expressionsOf$1(parsed)) for (const { node } of nodesOf(expression.tree)) if (node instanceof IndexAccess) {
		if (isContext(node.expr, "tasks")) found.tasks.push(...reference(node.index, expression));
		if (isContext(node.expr, "matrix")) found.matrix.push(...reference(node.index, expression));
	} else if (node instanceof FunctionCall) {
		const name = node.functionName.lexeme.toLowerCase();
		if (name === "running") found.tasks.push(...node.args.flatMap((argument) => reference(argument, expression)));
		if (name !== "changed") continue;
		found.usesChanged = true;
		found.patterns.push(...node.args.flatMap((argument) => reference(argument, expression)));
	}
	return {
		tasks: sorted(found.tasks),
		matrix: sorted(found.matrix),
		patterns: sorted(found.patterns),
		usesChanged: found.usesChanged
	};
}
function expressionsOf$1(parsed) {
	if (parsed.type === "condition") return [parsed.expression];
	return parsed.parts.filter((part) => typeof part !== "string");
}
function reference(node, expression) {
	const name = literalText(node);
	if (name === void 0 || !(node instanceof Literal)) return [];
	const start = expression.offsets.get(node.token) ?? 0;
	return [{
		name,
		start,
		end: start + node.token.lexeme.length
	}];
}
function sorted(found) {
	return [...found].sort((a, b) => a.start - b.start);
}

// src/mission/expressions.ts
/**
* GitHub's expression language for missions: `if:` and `${{ }}` in `env:`. Bundled, the library is 37 kB and loads in
* a few milliseconds: too little to make the reader of the file asynchronous for.
*/
const OPEN = "${{";
const CLOSE = "}}";
/** The text of an `if`, with or without `${{ }}` around it. */
function parseCondition(source) {
	const open = source.indexOf(OPEN);
	if (open === -1) return condition(parseExpression(source, 0));
	const close = closeOf(source, open + 3);
	if (close === void 0) return {
		type: "rejected",
		findings: [unclosed(source, open)]
	};
	const before = source.slice(0, open).trim();
	const after = source.slice(close + 2).trim();
	if (before === "" && after === "") return condition(parseExpression(source.slice(open + 3, close), open + 3));
	const outside = before === "" ? source.indexOf(after, close + 2) : source.indexOf(before);
	return {
		type: "rejected",
		findings: [{
			start: outside,
			end: outside + (before === "" ? after : before).length,
			code: "condition-outside",
			message: `expected one expression, found text outside of \`${OPEN} ${CLOSE}\``,
			hint: `leave \`${OPEN}\` and \`${CLOSE}\` out: the whole of an \`if\` is an expression (as text it would always hold)`
		}]
	};
}
/** A text with any number of `${{ }}`, such as a value under `env`. All findings of all its expressions. */
function parseTemplate(source) {
	const parts = [];
	const findings = [];
	let from = 0;
	for (;;) {
		const open = source.indexOf(OPEN, from);
		if (open === -1) break;
		const close = closeOf(source, open + 3);
		if (close === void 0) {
			findings.push(unclosed(source, open));
			break;
		}
		if (open > from) parts.push(source.slice(from, open));
		const inner = parseExpression(source.slice(open + 3, close), open + 3);
		if (inner.type === "parsed") parts.push(inner.parsed);
		else findings.push(...inner.findings);
		from = close + 2;
	}
	if (findings.length > 0) return {
		type: "rejected",
		findings
	};
	if (from < source.length) parts.push(source.slice(from));
	return {
		type: "parsed",
		parsed: {
			type: "template",
			parts
		}
	};
}
function condition(reading) {
	if (reading.type === "rejected") return reading;
	const expression = reading.parsed;
	return {
		type: "parsed",
		parsed: {
			type: "condition",
			expression,
			impliesSuccess: !nodesOf(expression.tree).some(({ node }) => node instanceof FunctionCall && isStatusFunction(node.functionName.lexeme))
		}
	};
}
/** Where `}}` stands outside of single quotes. */
function closeOf(source, from) {
	let quoted = false;
	for (let index = from; index < source.length; index += 1) if (source[index] === "'") quoted = !quoted;
	else if (!quoted && source.startsWith(CLOSE, index)) return index;
}
function unclosed(source, open) {
	const quotes = source.slice(open).split("'").length - 1;
	return {
		start: open,
		end: source.length,
		code: "expression-syntax",
		message: `expected \`${CLOSE}\` after \`${OPEN}\`, found the end`,
		...quotes % 2 === 0 ? {} : { hint: "a single quote is not closed" }
	};
}

// src/mission/matrix-base.ts
/** The id as the file writes it: what all combinations of a matrix share, and a task without a matrix has itself. */
function matrixBase({ id, matrix }) {
	return matrix === void 0 ? id : id.split(" ", 1)[0] ?? id;
}

// src/mission/yaml-problem.ts
var import_dist = /* @__PURE__ */ __toESM(require_dist(), 1);
const INDENT_HINT = "indent with spaces, two per level, and start all keys of one mapping in the same column";
/** What the library's lexer calls them. */
const TOKENS = {
	"flow-map-end": "`}`",
	"flow-seq-end": "`]`",
	comma: "`,`",
	"map-value-ind": "`:`",
	"seq-item-ind": "`-`"
};
/** `code` and `message` as the library gives them. */
function explainYamlProblem(code, message) {
	switch (code) {
		case "TAB_AS_INDENT": return {
			code: "yaml-tab",
			message: "expected spaces as indentation, found a tab",
			hint: "replace each tab by two spaces; YAML does not accept tabs there"
		};
		case "BAD_INDENT":
			if (message.startsWith("Flow")) return {
				code: "yaml-syntax",
				message: "expected the end of a list or mapping in brackets",
				hint: "close the `{` or `[` that is open here, and indent its lines deeper than its key"
			};
			return {
				code: "yaml-indentation",
				message: `wrong indentation: ${sentence(message)}`,
				hint: INDENT_HINT
			};
		case "UNEXPECTED_TOKEN": {
			const token = TOKENS[/^Unexpected (\S+) token/.exec(message)?.[1] ?? ""];
			if (token === void 0) break;
			return {
				code: "yaml-syntax",
				message: `not valid YAML: ${token} does not fit what stands before it`,
				hint: "inside of `{ }` and `[ ]`, put text with brackets, braces or commas in quotes"
			};
		}
		case "BLOCK_AS_IMPLICIT_KEY":
		case "MULTILINE_IMPLICIT_KEY": return {
			code: "yaml-syntax",
			message: `expected one \`key: value\`: ${sentence(message)}`,
			hint: "put text that contains `: ` in quotes, and check the indentation of the lines below"
		};
		case "MISSING_CHAR": return {
			code: "yaml-syntax",
			message: `incomplete YAML: ${sentence(message)}`,
			hint: "a key is followed by `:` and a space; quotes and brackets must be closed"
		};
		case "BAD_SCALAR_START": return {
			code: "yaml-syntax",
			message: `this character cannot start a text: ${sentence(message)}`,
			hint: "put the text in quotes"
		};
		case "BAD_DQ_ESCAPE": return {
			code: "yaml-escape",
			message: `unknown escape in a text in double quotes: ${sentence(message)}`,
			hint: "write `\\\\` for a backslash, or use single quotes"
		};
		case "TAG_RESOLVE_FAILED":
		case "MULTIPLE_TAGS":
		case "BAD_COLLECTION_TYPE": return {
			code: "yaml-tag",
			message: `expected a plain value, found a YAML tag: ${sentence(message)}`,
			hint: "remove the tag (`!…`); put text that starts with `!` in quotes"
		};
		case "NON_STRING_KEY": return {
			code: "yaml-key",
			message: "expected a text as key, found something else",
			hint: "keys are plain text such as `name`"
		};
		case "BAD_ALIAS":
		case "ALIAS_PROPS":
		case "MULTIPLE_ANCHORS": return {
			code: "yaml-alias",
			message: `wrong anchor or alias: ${sentence(message)}`,
			hint: "put text that starts with `*` or `&` in quotes"
		};
	}
	return {
		code: "yaml-syntax",
		message: `not valid YAML: ${sentence(message)}`,
		hint: INDENT_HINT
	};
}
/** One line that can follow a colon, bounded: the library quotes the source. */
function sentence(message) {
	const text = makeVisible(message.split("\n", 1)[0] ?? "").slice(0, 160);
	return text.charAt(0).toLowerCase() + text.slice(1);
}

// src/mission/parse-yaml.ts
/** In UTF-16 units. 10,000 tasks fit; what is larger is not a mission. */
const LARGEST_FILE = 2e6;
/** The library takes about a second for as many lexemes; 10,000 tasks with 50,000 needs have 500,000. */
const MOST_LEXEMES = 65e4;
/** A mission is at most eight levels deep. The composer recurses, so depth is bounded before it sees anything. */
const DEEPEST = 50;
/** The first ones tell; a binary file has one per character. */
const MOST_SYNTAX_ERRORS = 50;
const FILE_START = {
	line: 1,
	column: 1,
	endLine: 1,
	endColumn: 1
};
/** `text` without a byte order mark. Nothing when the text is no usable YAML: then at least one error was reported. */
function parseYaml(text, report) {
	if (text.length > 2e6) return reportTooLarge(`expected at most ${LARGEST_FILE} characters, found ${text.length}`, report);
	const lines = new import_dist.LineCounter();
	const textEnd = text.trimEnd().length;
	const place = (start, end) => toPlace(lines, Math.min(start, textEnd), end);
	const tokens = tokenize(text, lines, place, report);
	if (tokens === void 0) return void 0;
	const documents = compose(tokens, text.length, place, report);
	if (documents === void 0) return void 0;
	const contents = documents[0]?.contents;
	if (contents === null || contents === void 0 || contents.range[0] === contents.range[1]) {
		report({
			at: FILE_START,
			code: "empty",
			message: "expected a mission, found an empty file",
			hint: "a mission has at least a `name` and `tasks`"
		});
		return;
	}
	return {
		text,
		contents,
		place
	};
}
function reportTooLarge(figures, report) {
	const message = `the file is too large: ${figures}`;
	report({
		at: FILE_START,
		code: "too-large",
		message,
		hint: "is this the mission file?"
	});
}
/** Nothing when the text cannot be composed: too much, too deep, with directives, or with characters out of place. */
function tokenize(text, lines, place, report) {
	const parser = new import_dist.Parser(lines.addNewLine);
	const tokens = [];
	let lexemes = 0;
	let refused = 0;
	let broken = false;
	lines.addNewLine(0);
	for (const lexeme of new import_dist.Lexer().lex(text)) {
		lexemes += 1;
		if (lexemes > MOST_LEXEMES) return reportTooLarge(`more than ${MOST_LEXEMES} pieces of YAML`, report);
		for (const token of parser.next(lexeme)) {
			if (!isRefused(token)) {
				tokens.push(token);
				continue;
			}
			refused += 1;
			if (!broken) refuse(token, place, report);
			broken ||= token.type === "error";
		}
		if (refused >= MOST_SYNTAX_ERRORS) return void 0;
		if (parser.stack.length > 50) {
			const message = `nested too deeply: expected at most ${50} levels`;
			report({
				at: place(parser.offset, parser.offset + 1),
				code: "too-deep",
				message
			});
			return;
		}
	}
	tokens.push(...parser.end());
	return refused > 0 ? void 0 : tokens;
}
/** Wrong whatever stands around it. */
function isRefused({ type }) {
	return type === "directive" || type === "error";
}
function refuse(token, place, report) {
	if (token.type === "directive") report({
		at: place(token.offset, token.offset + token.source.trimEnd().length),
		code: "yaml-directive",
		message: "expected the mission, found a YAML directive",
		hint: "remove the line: missions are always YAML 1.2, where `no` and `22:22` are text"
	});
	else if (token.type === "error") report({
		at: place(token.offset, token.offset + 1),
		...explainYamlProblem("UNEXPECTED_TOKEN", token.message)
	});
}
function compose(tokens, length, place, report) {
	const composer = new import_dist.Composer({
		version: "1.2",
		schema: "core",
		stringKeys: true,
		uniqueKeys: false,
		prettyErrors: false
	});
	const problems = [];
	Reflect.set(composer, "onError", (source, code, message) => {
		if (problems.length < MOST_SYNTAX_ERRORS) problems.push({
			pos: problemRange(source),
			code,
			message
		});
	});
	const documents = [];
	for (const document of composer.compose(tokens, true, length)) {
		problems.push(...document.errors.slice(0, MOST_SYNTAX_ERRORS), ...document.warnings.slice(0, MOST_SYNTAX_ERRORS));
		documents.push(document);
		if (documents.length > 1) break;
	}
	const seen = /* @__PURE__ */ new Set();
	for (const { pos, code, message } of problems) {
		const at = place(pos[0], pos[1]);
		const start = `${at.line}:${at.column}`;
		if (!seen.has(start)) report({
			at,
			...explainYamlProblem(code, message)
		});
		seen.add(start);
	}
	const second = documents[1];
	if (second !== void 0) report({
		at: place(second.range[0], second.range[0] + 3),
		code: "yaml-second-document",
		message: "expected one YAML document, found a second one",
		hint: "keep each mission in a file of its own"
	});
	return problems.length > 0 || second !== void 0 ? void 0 : documents;
}
function problemRange(source) {
	if (typeof source === "number") return [source, source + 1];
	if ("offset" in source) return [source.offset, source.offset + (source.source?.length ?? 1)];
	return [source[0], source[1]];
}
function toPlace(lines, start, end) {
	const from = lines.linePos(start);
	const to = lines.linePos(Math.max(start, end));
	return {
		line: from.line,
		column: from.col,
		endLine: to.line,
		endColumn: to.col
	};
}

// src/mission/checking.ts
/** What a key says that takes a text or a list of texts; without what could not be read. */
function itemsAt(source, path, value) {
	if (value === void 0) return [];
	if (!isList(value)) return [{
		text: textAt(source, path, value),
		path
	}];
	return value.flatMap((item, index) => {
		if (item === void 0) return [];
		const itemPath = [...path, index];
		return [{
			text: textAt(source, itemPath, item),
			path: itemPath
		}];
	});
}
function isList(value) {
	return Array.isArray(value);
}
/** The text of a scalar as it was written; `value` is what the YAML reader made of it. */
function textAt(source, path, value) {
	return typeof value === "string" ? value : source.text(path) ?? String(value);
}
/** What the user calls one of this level. */
function kindOf(level) {
	return level === 2 ? "task" : "test";
}

// src/mission/build-values.ts
function textOf(source, path, value) {
	return value === void 0 ? void 0 : textAt(source, path, value);
}
/** The texts of a list, each once. */
function textsOf(source, path, value) {
	const items = itemsAt(source, path, value);
	return items.length === 0 ? NO_TEXTS : [...new Set(items.map(({ text }) => text))];
}
/** One for all that have none. */
const NO_TEXTS = [];
function amountOf(source, path, value, parse) {
	if (value === void 0) return void 0;
	const amount = parse(textAt(source, path, value));
	if (!amount.ok) throw new Error(`unchecked amount at ${path.join(".")}: ${amount.problem}`);
	return amount.value;
}
function envAt(source, path, env) {
	return Object.fromEntries(Object.entries(env ?? {}).map(([name, value]) => [name, textAt(source, [...path, name], value ?? "")]));
}
/** An absent value is left out: optional keys never hold `undefined`. */
function optional(key, value) {
	return value === void 0 ? {} : { [key]: value };
}
function commonOf({ source, draft }) {
	return {
		source,
		draft,
		env: envAt(source, ["env"], draft.env),
		secrets: textsOf(source, ["secrets"], draft.secrets)
	};
}
/** Of the mission and its own. */
function withOwn({ source, env, secrets }, path, own) {
	const ownSecrets = textsOf(source, [...path, "secrets"], own.secrets);
	return {
		env: own.env === void 0 ? env : {
			...env,
			...envAt(source, [...path, "env"], own.env)
		},
		secrets: ownSecrets.length === 0 ? secrets : [.../* @__PURE__ */ new Set([...secrets, ...ownSecrets])]
	};
}

// src/mission/build-admission.ts
function buildAdmission({ admission = {} }, source) {
	const duration = (key) => amountOf(source, ["admission", key], admission[key], parseDuration) ?? ADMISSION_DEFAULTS[key];
	return {
		cpu: limitsOf(admission.cpu, ADMISSION_DEFAULTS.cpu),
		memory: limitsOf(admission.memory, ADMISSION_DEFAULTS.memory),
		workers: limitsOf(admission.workers, ADMISSION_DEFAULTS.workers),
		load: admission.load ?? ADMISSION_DEFAULTS.load,
		gate: admission.gate ?? ADMISSION_DEFAULTS.gate,
		sample: duration("sample"),
		recheck: duration("recheck"),
		patience: duration("patience")
	};
}
/** Who lowers only the limit means that: the default caution goes down with it. */
function limitsOf(written, defaults) {
	const limit = written?.limit ?? defaults.limit;
	return {
		caution: written?.caution ?? Math.min(defaults.caution, limit),
		limit
	};
}

// src/mission/retry-defaults.ts
/** What holds for a `retry` that says only how often; milliseconds. */
const RETRY_DEFAULTS = {
	delay: 0,
	backoff: 1,
	on: ["failure", "timeout"]
};

// src/mission/build-defaults.ts
/** What holds for a task or a test of which nothing is said: that of its level wins over the general. */
function defaultsOf(level, { defaults = {} }, source) {
	const key = level === 2 ? "tasks" : "tests";
	return firstOf(settingsAt(["defaults", key], defaults[key] ?? {}, source), settingsAt(["defaults"], defaults, source));
}
function settingsAt(path, draft, source) {
	const at = (key) => [...path, key];
	return {
		shell: textOf(source, at("shell"), draft.shell),
		workingDirectory: textOf(source, at("working-directory"), draft["working-directory"]),
		timeout: amountOf(source, at("timeout"), draft.timeout, parseDuration),
		retry: retryAt(at("retry"), draft.retry, source),
		load: draft.load
	};
}
/** Value by value; of `retry` the whole, never parts of two. */
function firstOf(near, far) {
	return {
		shell: near.shell ?? far.shell,
		workingDirectory: near.workingDirectory ?? far.workingDirectory,
		timeout: near.timeout ?? far.timeout,
		retry: near.retry ?? far.retry,
		load: near.load ?? far.load
	};
}
function retryAt(path, draft, source) {
	if (draft === void 0) return void 0;
	if (typeof draft === "number") return {
		attempts: draft,
		...RETRY_DEFAULTS
	};
	const { attempts = 1, delay, backoff, on } = draft;
	return {
		attempts,
		delay: amountOf(source, [...path, "delay"], delay, parseDuration) ?? RETRY_DEFAULTS.delay,
		backoff: backoff ?? RETRY_DEFAULTS.backoff,
		on: on === void 0 ? RETRY_DEFAULTS.on : [...new Set([on].flat())]
	};
}

// src/mission/ready-defaults.ts
/** What holds for a service that says how it is ready and nothing more; milliseconds. */
const READY_DEFAULTS = {
	timeout: 3e4,
	interval: 200
};

// src/mission/build-service.ts
function buildService({ id, path, draft }, common) {
	const { source } = common;
	const { defaults } = common.draft;
	const at = (key) => [...path, key];
	const shell = textOf(source, at("shell"), draft.shell) ?? textOf(source, ["defaults", "shell"], defaults?.shell);
	return {
		id,
		name: textOf(source, at("name"), draft.name) ?? id,
		run: textAt(source, at("run"), draft.run ?? ""),
		...optional("ready", readyOf({
			id,
			path,
			draft
		}, source)),
		...optional("shell", shell),
		workingDirectory: textOf(source, at("working-directory"), draft["working-directory"]) ?? textOf(source, ["defaults", "working-directory"], defaults?.["working-directory"]) ?? ".",
		...withOwn(common, path, draft),
		line: source.keyPlace(path).line
	};
}
function readyOf({ path, draft: { ready } }, source) {
	if (ready === void 0) return void 0;
	const at = (key) => [
		...path,
		"ready",
		key
	];
	const signs = READY_SIGNS.flatMap((sign) => {
		const text = textOf(source, at(sign), ready[sign]);
		return text === void 0 ? [] : [[sign, text]];
	});
	return {
		...Object.fromEntries(signs),
		timeout: amountOf(source, at("timeout"), ready.timeout, parseDuration) ?? READY_DEFAULTS.timeout,
		interval: amountOf(source, at("interval"), ready.interval, parseDuration) ?? READY_DEFAULTS.interval
	};
}

// src/mission/matrix-text.ts
/** Before anything runs nothing is known but the combination. */
function factsOf(matrix) {
	return {
		tasks: {},
		env: {},
		github: {},
		mission: { name: "" },
		matrix,
		needs: [],
		cancelled: false,
		running: () => false,
		changed: () => false
	};
}
/** A text that may hold `${{ matrix.NAME }}`, for one combination; the error is a sentence. */
function fillMatrixText(text, matrix) {
	if (!text.includes("${{")) return { text };
	const template = parseTemplate(text);
	if (template.type === "rejected") return { error: template.findings[0]?.message ?? "not an expression" };
	return evaluateTemplate(template.parsed, factsOf(matrix));
}
/** Facts of which a constant expression uses none. */
const NO_FACTS = factsOf({});

// src/mission/build-task.ts
/** The task itself, or all combinations of its matrix. */
function buildTasks(entry, shared) {
	const task = buildTask(entry, shared);
	return entry.matrix?.map((combination) => combine(task, combination)) ?? [task];
}
function buildTask(entry, shared) {
	const { id, level, path, draft } = entry;
	const { source, defaults, idsOf } = shared;
	const at = (key) => [...path, key];
	const texts = (key) => textsOf(source, at(key), draft[key]);
	const { shell, workingDirectory, timeout, retry, load } = firstOf(settingsAt(path, draft, source), defaults[level]);
	return {
		id,
		level,
		name: textOf(source, at("name"), draft.name) ?? id,
		...optional("description", textOf(source, at("description"), draft.description)),
		scope: texts("scope"),
		needs: idsOf(entry, "needs"),
		needsAny: idsOf(entry, "needs-any"),
		...optional("if", conditionOf(source, at("if"), draft.if)),
		...optional("supports", textOf(source, at("supports"), draft.supports)),
		deploy: draft.deploy ?? "always",
		...optional("load", load),
		...optional("memory", amountOf(source, at("memory"), draft.memory, parseSize)),
		...optional("expect", amountOf(source, at("expect"), draft.expect, parseDuration)),
		...optional("timeout", timeout),
		...optional("retry", retry),
		locks: texts("locks"),
		priority: draft.priority ?? 0,
		services: texts("services"),
		paths: texts("paths"),
		...optional("results", textOf(source, at("results"), draft.results)),
		steps: stepsOf(entry, source),
		...optional("shell", shell),
		workingDirectory: workingDirectory ?? ".",
		...withOwn(shared, path, draft),
		continueOnError: draft["continue-on-error"] ?? false,
		...optional("deliverable", textOf(source, at("deliverable"), draft.deliverable)),
		line: source.keyPlace(path).line
	};
}
/** As in workflows, a name that says nothing of the matrix gets the values at its end. */
function combine(task, { id, values }) {
	const fill = (text) => {
		const filled = fillMatrixText(text, values);
		if ("error" in filled) throw new Error(`unchecked expression in ${task.id}: ${filled.error}`);
		return filled.text;
	};
	return {
		...task,
		id,
		name: task.name.includes("${{") ? fill(task.name) : `${task.name}${id.slice(task.id.length)}`,
		matrix: values,
		...optional("deliverable", task.deliverable === void 0 ? void 0 : fill(task.deliverable)),
		...optional("results", task.results === void 0 ? void 0 : fill(task.results))
	};
}
function conditionOf(source, path, value) {
	if (value === void 0) return void 0;
	const reading = parseCondition(textAt(source, path, value));
	if (reading.type === "rejected") throw new Error(`unchecked condition at ${path.join(".")}`);
	return reading.parsed.expression.text.trim();
}
function stepsOf({ draft, path }, source) {
	if (draft.run !== void 0) return [{ run: textAt(source, [...path, "run"], draft.run) }];
	return (draft.steps ?? []).map((step, index) => ({
		...optional("name", textOf(source, [
			...path,
			"steps",
			index,
			"name"
		], step?.name)),
		run: textAt(source, [
			...path,
			"steps",
			index,
			"run"
		], step?.run ?? "")
	}));
}

// src/mission/needs-of.ts
/** What `needs` or `needs-any` says: a list without what could not be read, or all tasks. */
function needsOf({ draft, path }, source, key = "needs") {
	return itemsAt(source, [...path, key], draft[key]);
}
/** Where `entry` names the id in its `needs` or else its `needs-any`, directly or as one of all tasks. */
function needPlace(entry, id, source) {
	for (const key of ["needs", "needs-any"]) {
		const needs = needsOf(entry, source, key);
		const named = needs.find((need) => need.text === id);
		if (named !== void 0) return source.place(named.path);
		if (needsAllTasks(needs)) return source.place([...entry.path, key]);
	}
	return source.place([...entry.path, "needs"]);
}
/** True for `needs: tasks`, also as the only item of a list. */
function needsAllTasks(needs) {
	return needs.length === 1 && needs[0]?.text === "tasks";
}

// src/mission/build-mission.ts
/** Fills in defaults. The draft must be free of errors: what no check let through is a bug and throws. */
function buildMission(checking) {
	const { draft, source, entries, services } = checking;
	const shared = {
		...commonOf(checking),
		defaults: {
			2: defaultsOf(2, draft, source),
			3: defaultsOf(3, draft, source)
		},
		idsOf: idsReader(checking)
	};
	return {
		name: textAt(source, ["name"], draft.name ?? ""),
		...optional("goal", textOf(source, ["goal"], draft.goal)),
		...optional("description", textOf(source, ["description"], draft.description)),
		scope: textsOf(source, ["scope"], draft.scope),
		failFast: draft["fail-fast"] ?? false,
		...optional("logLimit", amountOf(source, ["log-limit"], draft["log-limit"], parseSize)),
		admission: buildAdmission(draft, source),
		tasks: entries.flatMap((entry) => buildTasks(entry, shared)),
		services: services.map((service) => buildService(service, shared))
	};
}
/** All that need `tasks` share one array, as do all that need one and the same matrix: each may be thousands long. */
function idsReader({ entries, source }) {
	const instances = new Map(entries.map((entry) => [entry.id, instancesOf(entry)]));
	const allTasks = entries.filter(({ level }) => level === 2).flatMap(instancesOf);
	return (entry, key) => {
		const needs = needsOf(entry, source, key);
		if (needsAllTasks(needs)) return allTasks;
		const [first, ...others] = needs;
		if (first === void 0) return NOTHING$1;
		const ids = instances.get(first.text) ?? [first.text];
		return others.length === 0 ? ids : [...new Set(needs.flatMap(({ text }) => instances.get(text) ?? [text]))];
	};
}
const NOTHING$1 = [];
function instancesOf({ id, matrix }) {
	return matrix?.map((combination) => combination.id) ?? [id];
}

// src/mission/not-evaluated.ts
/** The hint for an expression where none is evaluated. */
const NOT_EVALUATED = "expressions are evaluated in `if` and `env` only: write the value itself";

// src/mission/check-amounts.ts
/** A shorter window measures nothing: the kernel counts CPU time in steps of 10 ms. */
const SHORTEST_WINDOW = 100;
/** A shorter wait between two tries keeps the machine busy with asking. */
const SHORTEST_INTERVAL = 10;
/** A shorter log does not even hold what a report shows of it, twice. */
const SHORTEST_LOG = 1024 ** 2;
/** Durations, sizes and loads: each on its own, and against one another. */
function checkAmounts(checking) {
	const { draft } = checking;
	const general = timeoutAt(["defaults", "timeout"], draft.defaults?.timeout, checking);
	const timeouts = {
		2: timeoutAt([
			"defaults",
			"tasks",
			"timeout"
		], draft.defaults?.tasks?.timeout, checking) ?? general,
		3: timeoutAt([
			"defaults",
			"tests",
			"timeout"
		], draft.defaults?.tests?.timeout, checking) ?? general
	};
	for (const key of [
		"sample",
		"recheck",
		"patience"
	]) {
		const path = ["admission", key];
		const value = amountAt(path, draft.admission?.[key], parseDuration, checking);
		if (value === void 0 || value >= SHORTEST_WINDOW || key === "patience") continue;
		const message = `\`${key}\`: expected at least ${SHORTEST_WINDOW}ms, found ${showText(String(draft.admission?.[key]))}`;
		checking.report({
			at: checking.source.place(path),
			code: "out-of-range",
			message
		});
	}
	checkLogLimit(checking);
	const mostLoad = draft.admission?.load ?? ADMISSION_DEFAULTS.load;
	checkLoad(["defaults", "load"], draft.defaults?.load, mostLoad, "each one", checking);
	for (const [level, what] of [["tasks", "each task"], ["tests", "each test"]]) checkLoad([
		"defaults",
		level,
		"load"
	], draft.defaults?.[level]?.load, mostLoad, what, checking);
	for (const entry of checking.entries) checkEntry$1(entry, mostLoad, timeouts, checking);
	for (const service of checking.services) checkService(service, checking);
}
function checkLogLimit(checking) {
	const written = checking.draft["log-limit"];
	const limit = amountAt(["log-limit"], written, parseSize, checking);
	if (limit === void 0 || limit >= SHORTEST_LOG) return;
	const message = `\`log-limit\`: expected at least 1MB, found ${showText(String(written))}`;
	checking.report({
		at: checking.source.place(["log-limit"]),
		code: "out-of-range",
		message
	});
}
function checkEntry$1(entry, mostLoad, timeouts, checking) {
	const { path, draft } = entry;
	const what = `the ${kindOf(entry.level)} ${showText(entry.id)}`;
	amountAt([...path, "memory"], draft.memory, parseSize, checking);
	const expected = amountAt([...path, "expect"], draft.expect, parseDuration, checking);
	const timeout = timeoutAt([...path, "timeout"], draft.timeout, checking) ?? timeouts[entry.level];
	if (expected !== void 0 && timeout !== void 0 && timeout > 0 && expected > timeout) {
		const message = `${what} is expected to take longer than its time-out`;
		const hint = "raise `timeout`, or correct `expect`";
		const at = checking.source.place([...path, "expect"]);
		checking.report({
			at,
			severity: "warning",
			code: "expect-over-timeout",
			message,
			hint
		});
	}
	checkLoad([...path, "load"], draft.load, mostLoad, what, checking);
}
function checkLoad(path, load, mostLoad, what, { source, report }) {
	if (load === void 0 || load <= mostLoad) return;
	const message = `${what} declares a load of ${load}, but only ${mostLoad} may run at once: it could never start`;
	report({
		at: source.place(path),
		code: "load-over-limit",
		message,
		hint: "lower its `load`, or raise `admission.load`"
	});
}
function checkService({ path, draft }, checking) {
	const { source, report } = checking;
	const at = [...path, "ready"];
	const timeout = timeoutAt([...at, "timeout"], draft.ready?.timeout, checking, "the usual 30s") ?? READY_DEFAULTS.timeout;
	const interval = amountAt([...at, "interval"], draft.ready?.interval, parseDuration, checking);
	if (interval === void 0) return;
	const place = source.place([...at, "interval"]);
	if (interval < SHORTEST_INTERVAL) report({
		at: place,
		code: "out-of-range",
		message: `\`interval\`: expected at least ${SHORTEST_INTERVAL}ms, found ${showText(String(draft.ready?.interval))}`
	});
	else if (interval > timeout && timeout > 0) report({
		at: place,
		severity: "warning",
		code: "interval-over-timeout",
		message: "the `interval` is longer than the time-out: it would be asked only once",
		hint: "lower `interval`, or raise `timeout`"
	});
}
function timeoutAt(path, value, checking, without = "no time-out") {
	const timeout = amountAt(path, value, parseDuration, checking);
	refuseZero(path, timeout, without, checking);
	return timeout;
}
function refuseZero(path, value, without, { source, report }) {
	if (value !== 0) return;
	report({
		at: source.place(path),
		code: "out-of-range",
		message: "`timeout`: expected more than nothing, found 0",
		hint: `leave \`timeout\` out for ${without}`
	});
}
function amountAt(path, value, parse, { source, report }) {
	if (value === void 0) return void 0;
	const text = textAt(source, path, value);
	const amount = parse(text);
	if (amount.ok) return amount.value;
	report({
		at: source.place(path),
		code: "invalid-amount",
		message: `\`${String(path.at(-1))}\`: ${amount.problem}, found ${showText(text)}`,
		hint: text.includes("${{") ? NOT_EVALUATED : amount.hint
	});
}

// src/mission/check-commands.ts
/** Near to a known name, but not meant as one. */
const OTHER_SHELLS = [
	"zsh",
	"fish",
	"dash",
	"ksh",
	"csh",
	"tcsh",
	"nu",
	"perl",
	"ruby",
	"node"
];
const SHELLS = [
	"bash",
	"sh",
	"pwsh",
	"powershell",
	"cmd",
	"python"
];
/** Each task has exactly one of `run` and `steps`; all commands are such that a shell can be given them. */
function checkCommands(checking) {
	const { defaults } = checking.draft;
	checkShell(["defaults", "shell"], defaults?.shell, checking);
	checkShell([
		"defaults",
		"tasks",
		"shell"
	], defaults?.tasks?.shell, checking);
	checkShell([
		"defaults",
		"tests",
		"shell"
	], defaults?.tests?.shell, checking);
	for (const { path, draft } of checking.services) {
		checkRun([...path, "run"], draft.run, checking);
		checkShell([...path, "shell"], draft.shell, checking);
	}
	for (const entry of checking.entries) {
		checkRunOrSteps(entry, checking);
		checkRun([...entry.path, "run"], entry.draft.run, checking);
		for (const [index, step] of entry.draft.steps?.entries() ?? []) checkRun([
			...entry.path,
			"steps",
			index,
			"run"
		], step?.run, checking);
		checkShell([...entry.path, "shell"], entry.draft.shell, checking);
	}
}
function checkRunOrSteps(entry, { source, report }) {
	const { path } = entry;
	const hasRun = source.has([...path, "run"]);
	const hasSteps = source.has([...path, "steps"]);
	const what = `the ${kindOf(entry.level)} ${showText(entry.id)}`;
	if (hasRun && hasSteps) {
		const run = source.keyPlace([...path, "run"]);
		const steps = source.keyPlace([...path, "steps"]);
		const [first, second] = run.line < steps.line || run.line === steps.line && run.column < steps.column ? [run, steps] : [steps, run];
		const related = [{
			line: first.line,
			column: first.column,
			message: "the other one"
		}];
		report({
			at: second,
			code: "run-and-steps",
			message: `${what} has both \`run\` and \`steps\``,
			hint: "make the command of `run` a step",
			related
		});
	} else if (!hasRun && !hasSteps && source.isMapping(path)) {
		const message = `${what} has nothing to do: expected \`run\` or \`steps\``;
		report({
			at: source.keyPlace(path),
			code: "no-command",
			message,
			hint: "add `run:` with its command"
		});
	}
	if (entry.draft.steps?.length === 0) {
		const message = `the \`steps\` of ${what} are empty: expected at least one`;
		report({
			at: source.place([...path, "steps"]),
			code: "no-steps",
			message,
			hint: "add a step, or use `run`"
		});
	}
}
function checkRun(path, value, { source, report }) {
	if (value === void 0) return;
	const command = textAt(source, path, value);
	if (command.trim() === "") report({
		at: source.place(path),
		code: "empty-command",
		message: "`run`: expected a command, found an empty text",
		hint: "write the command to run"
	});
	if (!command.includes("${{")) return;
	report({
		at: source.place(path),
		code: "expression",
		message: "`run` contains `${{`: expressions are never evaluated in commands, so that no output can become code",
		hint: "put the value into `env` and use the environment variable in the command"
	});
}
function checkShell(path, value, { source, report }) {
	if (value === void 0) return;
	const shell = textAt(source, path, value);
	if (SHELLS.includes(shell) || shell.includes("{0}")) return;
	const near = OTHER_SHELLS.includes(shell) ? void 0 : suggest(shell, SHELLS);
	report({
		at: source.place(path),
		code: "unknown-shell",
		message: `\`shell\`: expected ${SHELLS.join(", ")} or a template with \`{0}\`, found ${showText(shell)}`,
		hint: near === void 0 ? `write \`${shell.slice(0, 40)} {0}\` to run the script's file with it` : `did you mean \`${near}\`?`
	});
}

// src/mission/check-environment.ts
/** Names that every platform can hold. What is in the values is checked by `checkExpressions`. */
function checkEnvironment(checking) {
	checkVariables(["env"], checking.draft.env, checking);
	for (const { path, draft } of checking.entries) checkVariables([...path, "env"], draft.env, checking);
	for (const { path, draft } of checking.services) checkVariables([...path, "env"], draft.env, checking);
}
function checkVariables(path, env, { source, report }) {
	for (const name of Object.keys(env ?? {})) {
		if (name !== "" && !name.includes("=")) continue;
		const message = `expected the name of an environment variable, found ${showText(name)}`;
		const hint = "a name is not empty and holds no `=`";
		report({
			at: source.keyPlace([...path, name]),
			code: "invalid-variable",
			message,
			hint
		});
	}
}

// src/mission/expression-uses.ts
function usesOf(parsed) {
	const contexts = [];
	const functions = [];
	const running = /* @__PURE__ */ new Set();
	for (const expression of expressionsOf(parsed)) {
		const use = (token) => {
			const start = expression.offsets.get(token) ?? 0;
			return {
				name: token.lexeme.toLowerCase(),
				start,
				end: start + token.lexeme.length
			};
		};
		for (const { node } of nodesOf(expression.tree)) {
			if (node instanceof ContextAccess) contexts.push(use(node.name));
			if (!(node instanceof FunctionCall)) continue;
			functions.push(use(node.functionName));
			const [id] = node.args;
			if (node.functionName.lexeme.toLowerCase() === "running" && id instanceof Literal) running.add(expression.offsets.get(id.token) ?? 0);
		}
	}
	return {
		contexts,
		functions,
		running
	};
}
function expressionsOf(parsed) {
	if (parsed.type === "condition") return [parsed.expression];
	return parsed.parts.filter((part) => typeof part !== "string");
}

// src/mission/check-condition.ts
/** What a run can answer in more than one way. */
const OPEN_FUNCTIONS = [
	"success",
	"failure",
	"cancelled",
	"running",
	"changed"
];
/** A condition that asks nothing of the run always gives the same answer. */
function checkCondition(parsed, path, { source, report }) {
	const { contexts, functions } = usesOf(parsed);
	if (contexts.length > 0 || functions.some(({ name }) => OPEN_FUNCTIONS.includes(name))) return;
	const result = evaluateCondition(parsed, NO_FACTS);
	const at = source.place(path);
	const shown = showText(parsed.expression.text.trim());
	if ("error" in result) report({
		at,
		code: "expression",
		message: result.error
	});
	else if (!result.value) report({
		at,
		severity: "warning",
		code: "never-holds",
		message: `\`if\` never holds: ${shown} is always false, so this is always skipped`,
		hint: "correct the condition, or remove what is never to run"
	});
	else if (parsed.impliesSuccess) report({
		at,
		severity: "hint",
		code: "always-holds",
		message: `\`if\` says nothing: ${shown} is always true, and what it needs must succeed anyway`,
		hint: "remove it; write `always()` to run also after a failure"
	});
}

// src/mission/check-patterns.ts
/** Patterns that no file of a repository can match, and those that mean something else than in a shell. */
function checkPatterns(patterns) {
	const findings = patterns.flatMap((pattern, index) => {
		const found = problemOf$1(pattern);
		return found === void 0 ? [] : [{
			index,
			code: "path-pattern",
			...found
		}];
	});
	if (patterns.length > 0 && patterns.every((pattern) => pattern.startsWith("!"))) findings.push({
		index: 0,
		start: 0,
		end: patterns[0]?.length ?? 0,
		code: "path-pattern",
		message: "expected at least one pattern without `!`, found none: nothing would ever match",
		hint: "start the list with what the others take away from, such as `**`"
	});
	return findings;
}
function problemOf$1(pattern) {
	const sign = pattern.startsWith("!") ? 1 : 0;
	const body = pattern.slice(sign);
	if (body === "") return problem(pattern, 0, pattern.length, "a pattern", "write `**` for every file");
	const lead = /^(?:\.{0,2}\/)+/.exec(body)?.[0];
	if (lead !== void 0) return problem(pattern, sign, sign + lead.length, "a path from the repository's root", `leave ${showText(lead)} out`);
	if (body.endsWith("/")) {
		const hint = `write ${showText(`${pattern}**`)} for everything in the folder`;
		return problem(pattern, pattern.length - 1, pattern.length, "a pattern of files", hint);
	}
	const brace = /(?<!\\)\{[^{}]*,[^{}]*\}/.exec(body);
	if (brace !== null) return at(pattern, sign + brace.index, brace[0], "a pattern without braces", "write one pattern for each: as in workflows, braces stand for themselves");
	const repeated = /(?:^|(?<=[/*]))[?+]/.exec(body);
	if (repeated !== null) {
		const hint = `as in workflows, it repeats the character before it; write \`\\${repeated[0]}\` for the character itself, \`*\` for any number of any`;
		return at(pattern, sign + repeated.index, repeated[0], "a character to repeat", hint);
	}
	const open = /(?<!\\)\[(?![^\]]+\])/.exec(body);
	if (open === null) return void 0;
	return at(pattern, sign + open.index, open[0], "a closing `]`", "write `\\[` for the character itself");
}
function at(pattern, start, found, expected, hint) {
	return problem(pattern, start, start + found.length, expected, hint);
}
function problem(pattern, start, end, expected, hint) {
	return {
		start,
		end,
		message: `expected ${expected}, found ${showText(pattern)}`,
		hint
	};
}

// src/mission/check-references.ts
/** Reports names that lead nowhere; returns whose status is asked for. */
function checkReferences(parsed, { entry, position, path, text }, checking, { positions, reportUnknown }) {
	const found = references(parsed);
	const { running } = usesOf(parsed);
	const place = ({ start, end }) => checking.source.placeWithin(path, text, start, end);
	for (const reference of found.matrix) checkDimension$1(reference, entry, place(reference), checking);
	for (const reference of found.patterns) {
		const [finding] = checkPatterns(["**", reference.name]);
		if (finding === void 0) continue;
		checking.report({
			at: place(reference),
			code: finding.code,
			message: finding.message,
			hint: finding.hint
		});
	}
	return found.tasks.flatMap((reference) => {
		const target = positions.get(reference.name);
		const at = place(reference);
		if (target === void 0) reportUnknown(reference.name, at);
		return target === void 0 ? [] : [{
			entry,
			position,
			target,
			running: running.has(reference.start),
			at
		}];
	});
}
function checkDimension$1({ name }, { id, level, matrix }, at, { report }) {
	const what = `the ${kindOf(level)} ${showText(id)}`;
	if (matrix === void 0) {
		report({
			at,
			code: "unknown-dimension",
			message: `${what} has no matrix, so there is no ${showText(`matrix.${name}`)}`,
			hint: "add `matrix:` with its values"
		});
		return;
	}
	if (matrix.length === 0) return;
	const names = [...new Set(matrix.flatMap(({ values }) => Object.keys(values)))];
	if (names.some((known) => known.toLowerCase() === name.toLowerCase())) return;
	const near = suggest(name, names);
	report({
		at,
		code: "unknown-dimension",
		message: `the matrix of ${what} has no ${showText(name)}`,
		hint: near === void 0 ? `it has ${names.join(", ")}` : `did you mean \`${near}\`?`
	});
}

// src/mission/explain-proof.ts
/** Why `ended` has always ended when `entry` is triggered. */
function explainProof(entry, ended, proof, { source }, { nodes }) {
	const target = showText(ended.id);
	if (proof.by === "needs-any") {
		const { line, column } = source.place([...entry.path, "needs-any"]);
		return {
			name: "the first of these",
			why: `each of those in its \`needs-any\` is ${target} or comes after it`,
			line,
			column
		};
	}
	const need = nodes[proof.need];
	const { line, column } = needPlace(entry, need?.id ?? "tasks", source);
	if (need === void 0) return {
		name: "`tasks`",
		why: "it needs all tasks",
		line,
		column
	};
	const name = showText(need.id);
	return {
		name,
		why: need === ended ? `it needs ${name}` : need.entry === ended.entry ? `it needs all of ${name}` : `it needs ${name}, which comes after ${target}`,
		line,
		column
	};
}

// src/mission/waits.ts
/** Both kinds of waiting as one: what may have to end before something starts. */
function needsGraphOf({ count, needs, needsAny, parts }) {
	return {
		count,
		needs: needs.map((list, node) => {
			const others = [...needsAny[node] ?? [], ...parts[node] ?? []];
			return others.length === 0 ? list : [.../* @__PURE__ */ new Set([...list, ...others])];
		})
	};
}
/**
* For each question the proof that `target` has always ended when what `position` needs has ended; nothing where that
* is not sure. Of a cycle nothing is sure.
*/
function surelyEnded(waits, questions) {
	if (questions.length === 0) return [];
	const order = inNeedsOrder(needsGraphOf(waits));
	const targets = [...new Set(questions.map(({ target }) => target))];
	const batchOf = new Map(targets.map((target, index) => [target, Math.floor(index / 32)]));
	const answers = questions.map(() => void 0);
	const asked = /* @__PURE__ */ new Map();
	for (const [index, { target }] of questions.entries()) {
		const batch = batchOf.get(target) ?? 0;
		const list = asked.get(batch);
		if (list === void 0) asked.set(batch, [index]);
		else list.push(index);
	}
	for (const [batch, indexes] of asked) {
		const known = knowledge(waits, targets.slice(batch * 32, batch * 32 + 32), order);
		for (const index of indexes) {
			const question = questions[index];
			if (question !== void 0) answers[index] = proofOf(question, waits, known);
		}
	}
	return answers;
}
function knowledge(waits, targets, order) {
	const { needs, needsAny, parts } = waits;
	const bits = new Map(targets.map((target, bit) => [target, 1 << bit]));
	const ended = new Int32Array(needs.length);
	const triggered = new Int32Array(needs.length);
	for (const [target, bit] of bits) ended[target] = bit;
	const afterAny = (alternatives) => {
		let common = alternatives.length === 0 ? 0 : -1;
		for (const alternative of alternatives) {
			const several = (parts[alternative]?.length ?? 1) !== 1;
			common &= (several ? triggered : ended)[alternative] ?? 0;
		}
		return common;
	};
	for (const node of order) {
		let before = afterAny(needsAny[node] ?? []);
		for (const need of needs[node] ?? []) before |= ended[need] ?? 0;
		triggered[node] = before;
		let after = before | (ended[node] ?? 0);
		for (const part of parts[node] ?? []) after |= ended[part] ?? 0;
		ended[node] = after;
	}
	return {
		bits,
		ended,
		afterAny
	};
}
function proofOf({ position, target }, { needs, needsAny }, { bits, ended, afterAny }) {
	const bit = bits.get(target) ?? 0;
	const need = needs[position]?.find((node) => ((ended[node] ?? 0) & bit) !== 0);
	if (need !== void 0) return {
		by: "needs",
		need
	};
	return (afterAny(needsAny[position] ?? []) & bit) === 0 ? void 0 : { by: "needs-any" };
}

// src/mission/check-statuses.ts
/** Warns where a status is asked for that is not settled yet, and where `running()` can never hold. */
function checkStatuses(statuses, waits, checking, ids) {
	for (const [index, proof] of surelyEnded(waits, statuses).entries()) {
		const status = statuses[index];
		if (status === void 0) continue;
		if (status.running) warnOfEnded(status, proof, checking, ids);
		else if (proof === void 0 && !isExpected(status, waits, checking, ids)) warnOfUnsettled(status, checking, ids);
	}
}
function warnOfEnded({ entry, target, at }, proof, checking, ids) {
	const asked = ids.nodes[target];
	if (asked === void 0 || proof === void 0 && asked.entry !== entry) return;
	const why = proof === void 0 ? "it asks before it runs itself" : explainProof(entry, asked, proof, checking, ids).why;
	checking.report({
		at,
		severity: "warning",
		code: "never-running",
		message: `${showText(asked.id)} never runs when ${showText(entry.id)} asks for it: ${why}`,
		hint: "ask for its `status` or `result`, or change what triggers this"
	});
}
function warnOfUnsettled({ entry, target, at }, { report }, { nodes }) {
	const asked = nodes[target];
	if (asked === void 0) return;
	const name = showText(asked.id);
	const isOwn = asked.entry === entry;
	report({
		at,
		severity: "warning",
		code: "unsettled-status",
		message: isOwn ? `${name} asks for its own status, which is never settled before it runs` : `${showText(entry.id)} does not wait for ${name}, which may not have ended when this is evaluated`,
		hint: isOwn ? "ask for the status of what it needs" : `add ${name} to \`needs\`, or ask whether it is \`running('${asked.id}')\``
	});
}
/** Which of `needs-any` has ended, and how the supported task is getting on, are open questions that may be asked. */
function isExpected({ entry, position, target }, { count, needsAny }, { source }, { nodes }) {
	const asked = nodes[target];
	const alternatives = needsAny[position] ?? [];
	if (alternatives.some((alternative) => nodes[alternative]?.entry === asked?.entry)) return true;
	if (alternatives.includes(count + 1) && asked?.entry.level === 2) return true;
	const { supports } = entry.draft;
	return supports !== void 0 && textAt(source, [...entry.path, "supports"], supports) === asked?.id;
}

// src/mission/check-expressions.ts
/** What only makes sense where somebody waits for somebody. */
const OF_TASKS = [
	"tasks",
	"matrix",
	"running",
	"success",
	"failure",
	"cancelled"
];
/** What is not known before the mission runs. */
const OF_RUNS = [
	"tasks",
	"env",
	"github",
	"mission",
	"running",
	"success",
	"failure",
	"always",
	"cancelled",
	"changed"
];
/**
* Every expression: `if`, `${{ }}` in `env`, and `${{ matrix.NAME }}` in names and paths. `sound` says that who waits for
* whom is fully known, without cycles and unknown ids: else there is nothing to prove from it.
*/
function checkExpressions(checking, waits, ids, sound) {
	const { draft, entries, services } = checking;
	const statuses = [];
	checkCommonEnv(["env"], draft.env, checking);
	for (const { path, draft: service } of services) checkCommonEnv([...path, "env"], service.env, checking);
	for (const [position, entry] of entries.entries()) {
		const at = (key) => [...entry.path, key];
		if (entry.draft.if !== void 0) {
			const text = textAt(checking.source, at("if"), entry.draft.if);
			const reading = parseCondition(text);
			if (reading.type === "rejected") reportFindings(reading.findings, at("if"), text, checking);
			else {
				statuses.push(...checkReferences(reading.parsed, {
					entry,
					position,
					path: at("if"),
					text
				}, checking, ids));
				checkCondition(reading.parsed, at("if"), checking);
			}
		}
		for (const [name, value] of Object.entries(entry.draft.env ?? {})) {
			const path = [...at("env"), name];
			const template = templateAt(path, value, checking);
			if (template === void 0) continue;
			statuses.push(...checkReferences(template.parsed, {
				entry,
				position,
				path,
				text: template.text
			}, checking, ids));
		}
		for (const key of [
			"name",
			"deliverable",
			"results"
		]) checkMatrixText(entry, position, key, checking, ids);
	}
	if (sound) checkStatuses(statuses, waits, checking, ids);
}
/** The environment of everybody: nothing in it can be about one of them. */
function checkCommonEnv(path, env, checking) {
	for (const [name, value] of Object.entries(env ?? {})) {
		const at = [...path, name];
		const template = templateAt(at, value, checking);
		if (template === void 0) continue;
		for (const use of wrongUses(template.parsed, OF_TASKS)) {
			const message = `${path[0] === "services" ? "a service belongs to no task" : "the `env` of the mission is that of everybody"}: expected \`env\`, \`github\`, \`mission\` or \`changed()\` in it, found ${showText(use.name)}`;
			report(use, at, template.text, message, "write it in the `env` of the task that it is about", checking);
		}
	}
}
function checkMatrixText(entry, position, key, checking, ids) {
	const path = [...entry.path, key];
	const template = templateAt(path, entry.draft[key], checking);
	if (template === void 0) return;
	const { parsed, text } = template;
	checkReferences(parsed, {
		entry,
		position,
		path,
		text
	}, checking, ids);
	for (const use of wrongUses(parsed, OF_RUNS)) report(use, path, text, `\`${key}\` is fixed before anything runs: expected only \`matrix\` in it, found ${showText(use.name)}`, "write the text itself", checking);
}
function wrongUses(parsed, refused) {
	const { contexts, functions } = usesOf(parsed);
	return [...contexts, ...functions].filter(({ name }) => refused.includes(name));
}
function report(use, path, text, message, hint, { source, report }) {
	report({
		at: source.placeWithin(path, text, use.start, use.end),
		code: "expression-context",
		message,
		hint
	});
}
/** The template of a text with `${{`; what is wrong in it is reported. */
function templateAt(path, value, checking) {
	if (typeof value !== "string" || !value.includes("${{")) return void 0;
	const reading = parseTemplate(value);
	if (reading.type === "parsed") return {
		text: value,
		parsed: reading.parsed
	};
	reportFindings(reading.findings, path, value, checking);
}
function reportFindings(findings, path, text, { source, report }) {
	for (const { start, end, code, message, hint } of findings) report({
		at: source.placeWithin(path, text, start, end),
		code,
		message,
		hint
	});
}

// src/mission/check-filters.ts
/** The patterns of every `paths` can match something. */
function checkFilters({ entries, source, report }) {
	for (const { path, draft } of entries) {
		const items = itemsAt(source, [...path, "paths"], draft.paths);
		for (const { text, path: itemPath } of items) {
			if (!text.includes("${{")) continue;
			report({
				at: source.place(itemPath),
				code: "expression",
				message: "`paths`: expressions (`${{`) are not evaluated in patterns",
				hint: NOT_EVALUATED
			});
		}
		for (const { index, start, end, code, message, hint } of checkPatterns(items.map(({ text }) => text))) {
			const item = items[index];
			if (item === void 0 || item.text.includes("${{")) continue;
			report({
				at: source.placeWithin(item.path, item.text, start, end),
				code,
				message: `\`paths\`: ${message}`,
				hint
			});
		}
		if (draft.paths === void 0 || items.length > 0 || !source.has([...path, "paths"])) continue;
		const message = "`paths`: expected at least one pattern, found an empty list";
		report({
			at: source.place([...path, "paths"]),
			code: "path-pattern",
			message,
			hint: "remove the key"
		});
	}
}

// src/mission/check-ids.ts
/** Ids become file names: `logs/<id>.log` must stay below the 255 bytes that file systems allow. */
const LONGEST_ID = 100;
const ID_HINT = "use ASCII letters, digits, `.`, `_` and `-`";
/** Ids are ASCII, not too long, unique across tasks, tests and services, and not the word `tasks`. */
function checkIds$1(checking) {
	const seen = /* @__PURE__ */ new Map();
	const seenInLowerCase = /* @__PURE__ */ new Map();
	const { entries, services } = checking;
	const all = [...entries.map(({ id, path, level }) => ({
		id,
		path,
		what: kindOf(level)
	})), ...services.map(({ id, path }) => ({
		id,
		path,
		what: "service"
	}))];
	for (const entry of all) {
		const { id } = entry;
		const at = checking.source.keyPlace(entry.path);
		checkCharacters(id, at, checking);
		const same = seen.get(id);
		const folded = id.toLowerCase();
		const alike = seenInLowerCase.get(folded);
		if (same !== void 0) {
			const message = `the id ${showText(id)} is used twice: ids are unique across tasks, tests and services`;
			const related = [firstPlace(same, checking)];
			checking.report({
				at,
				code: "duplicate-id",
				message,
				hint: "rename one of the two",
				related
			});
		} else if (alike !== void 0) {
			const message = `the ids ${showText(id)} and ${showText(alike.id)} differ only in upper and lower case`;
			const hint = "rename one of the two: on Windows and macOS their logs and reports would be the same files";
			const related = [firstPlace(alike, checking)];
			checking.report({
				at,
				severity: "warning",
				code: "similar-id",
				message,
				hint,
				related
			});
		}
		if (same === void 0) seen.set(id, entry);
		if (alike === void 0) seenInLowerCase.set(folded, entry);
	}
}
function firstPlace({ id, path, what }, { source }) {
	const { line, column } = source.keyPlace(path);
	return {
		line,
		column,
		message: `the ${what} ${showText(id)}`
	};
}
function checkCharacters(id, at, { report }) {
	if (id === "") {
		report({
			at,
			code: "invalid-id",
			message: "expected an id, found an empty text",
			hint: ID_HINT
		});
		return;
	}
	if (id === "tasks") {
		report({
			at,
			code: "invalid-id",
			message: "the id `tasks` is reserved",
			hint: "choose another id: `needs: tasks` means all tasks"
		});
		return;
	}
	if (id.length > LONGEST_ID) {
		report({
			at,
			code: "invalid-id",
			message: `the id is too long: expected at most ${LONGEST_ID} characters, found ${id.length}`,
			hint: "move what it says into `name`"
		});
		return;
	}
	const wrong = /[^A-Za-z0-9._-]/u.exec(id)?.[0];
	if (wrong !== void 0) report({
		at,
		code: "invalid-id",
		message: `the id ${showText(id)} contains ${explainCharacter(wrong)}`,
		hint: `${ID_HINT}; \`name\` may hold anything`
	});
	else if (/^\.+$/.test(id)) report({
		at,
		code: "invalid-id",
		message: `the id ${showText(id)} consists of dots only`,
		hint: "use at least one letter or digit"
	});
}
function explainCharacter(character) {
	const code = codePoint(character);
	if (character === " ") return "a space";
	if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(character)) return `the character ${code}, which changes the direction of text`;
	if (/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u.test(character)) return `the invisible character ${code}`;
	if (/\p{L}/u.test(character)) return `the letter \`${character}\` (${code}), which is not an ASCII letter`;
	return `the character ${showText(character)} (${code})`;
}

// src/mission/check-limits.ts
/** No caution lies above its limit. A caution that is not written never does: see `buildAdmission`. */
function checkLimits({ draft, source, report }) {
	for (const key of [
		"cpu",
		"memory",
		"workers"
	]) {
		const written = draft.admission?.[key];
		if (written?.caution === void 0) continue;
		const limit = written.limit ?? ADMISSION_DEFAULTS[key].limit;
		if (written.caution <= limit) continue;
		const path = ["admission", key];
		const whose = written.limit === void 0 ? "the default limit" : "the limit";
		const { line, column } = source.place([...path, "limit"]);
		report({
			at: source.place([...path, "caution"]),
			code: "caution-over-limit",
			message: `\`${key}\`: the caution ${written.caution} is higher than ${whose} ${limit}`,
			hint: "caution comes first: write a number up to the limit",
			...written.limit === void 0 ? {} : { related: [{
				line,
				column,
				message: "the limit"
			}] }
		});
	}
}

// src/mission/check-locks.ts
/** Locks have names and are named once; one that nobody else holds keeps nobody apart. */
function checkLocks({ entries, source, report }) {
	const holders = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const named = /* @__PURE__ */ new Set();
		for (const item of itemsAt(source, [...entry.path, "locks"], entry.draft.locks)) {
			const at = source.place(item.path);
			if (item.text.trim() === "") {
				report({
					at,
					code: "empty-name",
					message: "`locks`: expected the name of a lock, found an empty text",
					hint: "write a name that all share who must not run at once"
				});
				continue;
			}
			if (item.text.includes("${{")) {
				report({
					at,
					code: "expression",
					message: "`locks`: expressions (`${{`) are not evaluated in names of locks",
					hint: NOT_EVALUATED
				});
				continue;
			}
			if (named.has(item.text)) {
				report({
					at,
					severity: "warning",
					code: "duplicate-item",
					message: `${showText(item.text)} stands twice in \`locks\` of the ${kindOf(entry.level)} ${showText(entry.id)}`,
					hint: "remove one of the two"
				});
				continue;
			}
			named.add(item.text);
			const others = holders.get(item.text);
			if (others === void 0) holders.set(item.text, [{
				entry,
				item
			}]);
			else others.push({
				entry,
				item
			});
		}
	}
	for (const [name, [holder, ...others]] of holders) {
		if (holder === void 0 || others.length > 0 || (holder.entry.matrix?.length ?? 1) !== 1) continue;
		report({
			at: source.place(holder.item.path),
			severity: "hint",
			code: "lonely-lock",
			message: `only ${showText(holder.entry.id)} holds the lock ${showText(name)}, so it keeps nobody apart`,
			hint: "write it in `locks` of those that must not run at the same time, or remove it"
		});
	}
}

// src/mission/check-names.ts
/** The mission has a name and at least one task; no name is empty; and nobody waits for an expression to be evaluated. */
function checkNames(checking) {
	const { draft, entries, services, source, report } = checking;
	checkName$1(["name"], draft.name, checking);
	for (const { path, draft: own } of [...entries, ...services]) checkName$1([...path, "name"], own.name, checking);
	for (const key of [
		"name",
		"goal",
		"description"
	]) warnOfExpression([key], draft[key], checking);
	for (const { path, draft: own } of services) warnOfExpression([...path, "name"], own.name, checking);
	for (const { path, draft: own } of entries) {
		warnOfExpression([...path, "description"], own.description, checking);
		for (const [index, step] of own.steps?.entries() ?? []) warnOfExpression([
			...path,
			"steps",
			index,
			"name"
		], step?.name, checking);
	}
	if (!source.isMapping(["tasks"]) || source.keys(["tasks"]).length > 0) return;
	report({
		at: source.place(["tasks"]),
		code: "no-tasks",
		message: "the mission has no tasks: expected at least one",
		hint: "add one: `build: { run: ./build.sh }`"
	});
}
function checkName$1(path, value, { source, report }) {
	if (value === void 0 || textAt(source, path, value).trim() !== "") return;
	report({
		at: source.place(path),
		code: "empty-name",
		message: "`name`: expected a text, found an empty one",
		hint: "write a name that tells it from the others"
	});
}
function warnOfExpression(path, value, { source, report }) {
	if (typeof value !== "string" || !value.includes("${{")) return;
	const message = `\`${String(path.at(-1))}\`: expressions are not evaluated here, so \`\${{\` stands in reports as it is`;
	report({
		at: source.place(path),
		severity: "warning",
		code: "unevaluated",
		message,
		hint: "expressions are for `if` and `env`, and those of `matrix` also for names and files of tasks"
	});
}

// src/mission/check-needs.ts
/** Checks every id in `needs` and `needs-any`, and returns what is known of who waits for whom. */
function checkNeeds(checking, ids) {
	const { entries } = checking;
	const count = ids.nodes.length;
	const needs = [];
	const needsAny = [];
	const parts = [];
	let next = entries.length;
	for (const entry of entries) {
		warnOfMissingTrigger(entry, checking);
		needs.push(targetsOf(entry, "needs", checking, ids));
		needsAny.push(targetsOf(entry, "needs-any", checking, ids));
		hintAtSingle(entry, checking, ids);
		const first = next;
		next += entry.matrix?.length ?? 0;
		parts.push(entry.matrix?.map((_, index) => first + index));
	}
	for (const [position, list] of parts.entries()) for (const part of list ?? []) {
		needs[part] = needs[position] ?? [];
		needsAny[part] = needsAny[position] ?? [];
	}
	const tasks = [...entries.keys()].filter((position) => entries[position]?.level === 2);
	return {
		count,
		needs: [
			...needs,
			tasks,
			[]
		],
		needsAny: [
			...needsAny,
			[],
			tasks
		],
		parts
	};
}
/** The first of one is that one. */
function hintAtSingle(entry, { source, report }, { nodes, positions }) {
	const [item, ...others] = needsOf(entry, source, "needs-any");
	const target = item === void 0 ? void 0 : nodes[positions.get(item.text) ?? -1];
	if (item === void 0 || target === void 0 || others.length > 0 || target.id === entry.id) return;
	if (target.id === target.entry.id && target.entry.matrix !== void 0) return;
	const message = `the first of one: \`needs-any\` of ${showText(entry.id)} names only ${showText(item.text)}`;
	report({
		at: source.place(item.path),
		severity: "hint",
		code: "needs-any-single",
		message,
		hint: "write it under `needs`"
	});
}
function targetsOf(entry, key, checking, ids) {
	const items = needsOf(entry, checking.source, key);
	if (!needsAllTasks(items)) return namedTargets(entry, key, items, checking, ids);
	const hub = ids.nodes.length + (key === "needs" ? 0 : 1);
	if (entry.level === 3) return [hub];
	const message = `the task ${showText(entry.id)} needs all tasks, which includes itself`;
	checking.report({
		at: checking.source.place(items[0]?.path ?? entry.path),
		code: "self-need",
		message,
		hint: "name the tasks that it needs, or move it to `tests`"
	});
	return [];
}
function namedTargets(entry, key, items, { source, report }, { nodes, positions, reportUnknown }) {
	const known = /* @__PURE__ */ new Set();
	for (const { text, path } of items) {
		const target = positions.get(text);
		const at = () => source.place(path);
		if (text === "tasks") report({
			at: at(),
			code: "tasks-in-list",
			message: "`tasks` means all tasks and stands alone, not in a list with others",
			hint: `write \`${key}: tasks\`, or list ids`
		});
		else if (target === void 0) reportUnknown(text, at(), entry.level === 3 ? ["tasks"] : []);
		else if (nodes[target]?.entry === entry) {
			const message = `the ${kindOf(entry.level)} ${showText(entry.id)} needs itself, so it could never start`;
			report({
				at: at(),
				code: "self-need",
				message,
				hint: `remove it from its own \`${key}\``
			});
		} else if (known.has(target)) {
			const message = `${showText(text)} stands twice in \`${key}\``;
			report({
				at: at(),
				severity: "warning",
				code: "duplicate-need",
				message,
				hint: "remove one of the two"
			});
		} else known.add(target);
	}
	return [...known];
}
function warnOfMissingTrigger(entry, { source, report }) {
	if (entry.level === 2 || source.has([...entry.path, "needs"]) || source.has([...entry.path, "needs-any"])) return;
	report({
		at: source.keyPlace(entry.path),
		severity: "warning",
		code: "no-trigger",
		message: `the test ${showText(entry.id)} has no \`needs\`: it is deployed at the start, beside the tasks`,
		hint: "add `needs:` with the task that triggers it, or `needs: []` when the start is meant"
	});
}

// src/mission/check-needs-any.ts
/** Pairs of alternatives are looked at one by one; nobody lists more. */
const MOST_ALTERNATIVES = 32;
/** Warns of a `needs-any` that decides nothing, and of alternatives that can never be the first. */
function checkNeedsAny(checking, waits, ids) {
	const { entries, report } = checking;
	const questions = entries.flatMap((entry, position) => questionsOf(entry, position, waits, ids));
	const warned = /* @__PURE__ */ new Set();
	for (const [index, proof] of surelyEnded(waits, questions).entries()) {
		const question = questions[index];
		if (proof === void 0 || question === void 0 || warned.has(question.entry)) continue;
		const { entry, alternative, kind } = question;
		const name = showText(alternative.id);
		const at = alternativePlace(entry, alternative.id, checking);
		if (kind === "decided") {
			if (proof.by !== "needs") continue;
			warned.add(entry);
			const { why, line, column } = explainProof(entry, alternative, proof, checking, ids);
			report({
				at,
				severity: "warning",
				code: "needs-any-late",
				message: `\`needs-any\` of ${showText(entry.id)} never decides anything: ${name} has always ended, since ${why}`,
				hint: "remove `needs-any`, or take what makes it late out of `needs`",
				related: [{
					line,
					column,
					message: "this one comes no earlier"
				}]
			});
			continue;
		}
		const earlier = ids.nodes[question.target];
		if (earlier === void 0) continue;
		const { line, column } = explainProof(alternative.entry, earlier, proof, checking, ids);
		report({
			at,
			severity: "warning",
			code: "needs-any-late",
			message: `${name} can never be the first of these: it comes after ${showText(earlier.id)}`,
			hint: `remove ${name} from \`needs-any\``,
			related: [{
				line,
				column,
				message: `${name} waits here`
			}]
		});
	}
}
function questionsOf(entry, position, waits, { nodes }) {
	const alternatives = waits.needsAny[position] ?? [];
	if (alternatives.length === 0 || alternatives.length > MOST_ALTERNATIVES) return [];
	return alternatives.flatMap((target) => {
		const alternative = nodes[target];
		if (alternative === void 0) return [];
		const others = alternatives.filter((other) => other !== target && (waits.parts[other]?.length ?? 1) === 1);
		return [{
			kind: "decided",
			entry,
			alternative,
			position,
			target
		}, ...others.map((other) => ({
			kind: "late",
			entry,
			alternative,
			position: target,
			target: other
		}))];
	});
}
function alternativePlace(entry, id, { source }) {
	const item = needsOf(entry, source, "needs-any").find(({ text }) => text === id);
	return source.place(item?.path ?? [...entry.path, "needs-any"]);
}

// src/mission/check-paths.ts
/** Files that a task leaves behind: each one's own. */
const OWN_FILES = ["deliverable", "results"];
/**
* Paths stay inside the workspace as far as their text tells; symbolic links are looked at when the run starts.
* Backslashes count as separators: on Windows they are.
*/
function checkPaths(checking) {
	const { draft, entries, services } = checking;
	const { defaults } = draft;
	checkFolder(["defaults", "working-directory"], defaults?.["working-directory"], checking);
	checkFolder([
		"defaults",
		"tasks",
		"working-directory"
	], defaults?.tasks?.["working-directory"], checking);
	checkFolder([
		"defaults",
		"tests",
		"working-directory"
	], defaults?.tests?.["working-directory"], checking);
	for (const { path, draft: own } of [...services, ...entries]) checkFolder([...path, "working-directory"], own["working-directory"], checking);
	const owners = {
		deliverable: /* @__PURE__ */ new Map(),
		results: /* @__PURE__ */ new Map()
	};
	for (const entry of entries) for (const key of OWN_FILES) checkOwnFile(entry, key, owners[key], checking);
}
function checkFolder(path, value, checking) {
	if (value === void 0) return;
	const text = textAt(checking.source, path, value);
	if (!text.includes("${{")) {
		checkInside(path, text, checking);
		return;
	}
	const at = checking.source.place(path);
	const message = `\`${String(path.at(-1))}\`: expressions (\`\${{\`) are not evaluated in paths of folders`;
	checking.report({
		at,
		code: "expression",
		message,
		hint: NOT_EVALUATED
	});
}
/** Each combination of a matrix writes a file of its own. */
function checkOwnFile(entry, key, owners, checking) {
	const value = entry.draft[key];
	if (value === void 0) return;
	const path = [...entry.path, key];
	const written = textAt(checking.source, path, value);
	for (const { id, values } of entry.matrix ?? [{
		id: entry.id,
		values: {}
	}]) {
		const filled = fillMatrixText(written, values);
		if ("error" in filled) return;
		const parts = checkInside(path, filled.text, checking);
		if (parts === void 0) return;
		if (parts.length === 0 || /[\\/]$/.test(filled.text)) {
			const message = `\`${key}\`: expected a file, found the folder ${showText(filled.text)}`;
			const hint = key === "results" ? "write a pattern of files, such as `*.xml`" : "add the name of the report file";
			checking.report({
				at: checking.source.place(path),
				code: "invalid-path",
				message,
				hint
			});
			return;
		}
		const file = parts.join("/").toLowerCase();
		const owner = owners.get(file);
		if (owner === void 0) {
			owners.set(file, {
				id,
				path
			});
			continue;
		}
		reportSame(key, {
			id,
			path
		}, owner, checking);
		return;
	}
}
function reportSame(key, second, first, { source, report }) {
	const message = `${showText(second.id)} and ${showText(first.id)} have the same ${key}: one would overwrite the other`;
	const at = source.place(second.path);
	const code = key === "results" ? "duplicate-results" : "duplicate-deliverable";
	if (second.path.join("\n") === first.path.join("\n")) {
		report({
			at,
			code,
			message,
			hint: `tell the combinations apart: put \`\${{ matrix.NAME }}\` into the path`
		});
		return;
	}
	const { line, column } = source.place(first.path);
	report({
		at,
		code,
		message,
		hint: "give each its own file",
		related: [{
			line,
			column,
			message: `the ${key} of ${showText(first.id)}`
		}]
	});
}
/** The path's folders and file, `.` and inner `..` resolved; nothing when it is not acceptable. */
function checkInside(path, text, { source, report }) {
	const key = `\`${String(path.at(-1))}\``;
	const refuse = (code, message, hint) => {
		report({
			at: source.place(path),
			code,
			message: `${key}: ${message}`,
			hint
		});
	};
	if (text.trim() === "") return refuse("invalid-path", "expected a path, found an empty text", "remove the key");
	if (/^[\\/]|^[A-Za-z]:/.test(text)) return refuse("path-outside", `expected a path inside the workspace, found the absolute path ${showText(text)}`, "write a path relative to the mission's root");
	const parts = [];
	for (const part of text.split(/[\\/]/)) {
		if (part === "" || part === ".") continue;
		if (part !== "..") parts.push(part);
		else if (parts.pop() === void 0) return refuse("path-outside", `expected a path inside the workspace, found ${showText(text)}, which leaves it`, "remove the `..` that leads out of it");
	}
	return parts;
}

// src/mission/check-retry.ts
/** Every `retry` tries at least twice, for something, and within the longest wait that a timer knows. */
function checkRetries(checking) {
	const { draft, entries } = checking;
	const { defaults } = draft;
	checkRetry(["defaults", "retry"], defaults?.retry, false, checking);
	for (const level of ["tasks", "tests"]) checkRetry([
		"defaults",
		level,
		"retry"
	], defaults?.[level]?.retry, defaults?.retry !== void 0, checking);
	for (const { path, level, draft: own } of entries) {
		const inherited = defaults?.retry ?? (level === 2 ? defaults?.tasks : defaults?.tests)?.retry;
		checkRetry([...path, "retry"], own.retry, inherited !== void 0, checking);
	}
}
/** `overrides`: a single attempt takes back what `defaults` say. */
function checkRetry(path, retry, overrides, checking) {
	if (retry === void 0) return;
	const { source, report } = checking;
	const attempts = typeof retry === "number" ? retry : retry.attempts;
	const attemptsPath = typeof retry === "number" ? path : [...path, "attempts"];
	if (attempts === 1 && !overrides) report({
		at: source.place(attemptsPath),
		severity: "hint",
		code: "single-attempt",
		message: "`retry` with a single attempt tries nothing again",
		hint: "write how often it is tried in all, at least 2"
	});
	if (typeof retry === "number") return;
	if (Array.isArray(retry.on) && retry.on.length === 0) {
		const message = "`on`: expected what is worth another attempt, found an empty list";
		const hint = "write `failure`, `timeout` or `out-of-memory`, or remove the key";
		report({
			at: source.place([...path, "on"]),
			code: "wrong-value",
			message,
			hint
		});
	}
	checkDelay(path, retry, attempts ?? 1, checking);
}
function checkDelay(path, retry, attempts, { source, report }) {
	if (retry.delay === void 0) return;
	const delayPath = [...path, "delay"];
	const text = textAt(source, delayPath, retry.delay);
	const delay = parseDuration(text);
	const at = source.place(delayPath);
	if (!delay.ok) {
		report({
			at,
			code: "invalid-amount",
			message: `\`delay\`: ${delay.problem}, found ${showText(text)}`,
			hint: text.includes("${{") ? NOT_EVALUATED : delay.hint
		});
		return;
	}
	if (delay.value * (retry.backoff ?? 1) ** Math.max(0, attempts - 2) <= 20736e5) return;
	report({
		at,
		code: "out-of-range",
		message: `the wait before attempt ${attempts} would be longer than 24 days`,
		hint: "lower `delay`, `backoff` or `attempts`"
	});
}

// src/mission/check-secrets.ts
/** Secrets are names of environment variables, and their values do not stand in the file. */
function checkSecrets(checking) {
	const { draft, source, entries, services } = checking;
	const common = namesAt(["secrets"], draft.secrets, checking);
	warnOfValues(common, ["env"], draft.env, checking);
	for (const { path, draft: own } of [...entries, ...services]) {
		const items = namesAt([...path, "secrets"], own.secrets, checking);
		warnOfValues(items, ["env"], draft.env, checking);
		warnOfValues(own.env === void 0 ? [] : [...common, ...items], [...path, "env"], own.env, checking);
	}
	function namesAt(path, value, { report }) {
		return itemsAt(source, path, value).filter((item) => {
			if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(item.text)) return true;
			const message = `\`secrets\`: expected the name of an environment variable, found ${showText(item.text)}`;
			const hint = item.text.includes("${{") ? "hand the secret over as an environment variable, and write the name of that" : "write the name alone, such as `API_KEY`: letters, digits and `_`";
			report({
				at: source.place(item.path),
				code: "invalid-variable",
				message,
				hint
			});
			return false;
		});
	}
}
function warnOfValues(items, path, env, checking) {
	if (env === void 0) return;
	for (const { text, path: itemPath } of items) {
		const value = Object.hasOwn(env, text) ? env[text] : void 0;
		if (value === void 0 || value === "") continue;
		if (typeof value === "string" && value.includes("${{")) {
			if (/\btasks\b/.test(value)) warnOfOutput(text, [...path, text], checking);
			continue;
		}
		const { line, column } = checking.source.place(itemPath);
		checking.report({
			at: checking.source.place([...path, text]),
			severity: "warning",
			code: "secret-in-file",
			message: `the value of the secret ${showText(text)} stands in the file, where everybody can read it`,
			hint: "remove it here, and set the environment variable where the mission is started",
			related: [{
				line,
				column,
				message: `${showText(text)} is said to be secret`
			}]
		});
	}
}
/** Whoever put it out did not know that it is secret: by then it stands in the journal, in reports and in a log. */
function warnOfOutput(name, path, { source, report }) {
	report({
		at: source.place(path),
		severity: "warning",
		code: "secret-from-output",
		message: `the secret ${showText(name)} comes from another task, which does not keep its outputs secret`,
		hint: "let both read it from where it is kept, or hand it over in a file of your own"
	});
}

// src/mission/check-ready.ts
/** Exactly one sign of being ready, which can be looked for. */
function checkReady({ id, path, draft }, { source, report }) {
	const at = [...path, "ready"];
	if (!source.isMapping(at)) return;
	const [first, second] = source.keys(at).filter((key) => READY_SIGNS.includes(key));
	if (first === void 0) {
		const message = `\`ready\` of the service ${showText(id)}: expected ${orList(READY_SIGNS)}, found none`;
		report({
			at: source.keyPlace(at),
			code: "ready-sign",
			message,
			hint: "add what tells that it is ready, or remove `ready`: then it is as soon as it runs"
		});
	} else if (second !== void 0) {
		const { line, column } = source.keyPlace([...at, first]);
		const message = `\`ready\` of the service ${showText(id)} has both \`${first}\` and \`${second}\`: expected exactly one`;
		const related = [{
			line,
			column,
			message: "the other one"
		}];
		report({
			at: source.keyPlace([...at, second]),
			code: "ready-sign",
			message,
			hint: "remove one of the two",
			related
		});
	}
	for (const sign of READY_SIGNS) {
		const value = draft.ready?.[sign];
		if (value === void 0) continue;
		const text = textAt(source, [...at, sign], value);
		const problem = text.includes("${{") ? EXPRESSION : problemOf(sign, text);
		const place = source.place([...at, sign]);
		if (problem !== void 0) report({
			at: place,
			...problem,
			message: `\`${sign}\`: ${problem.message}`
		});
	}
}
const EXPRESSION = {
	code: "expression",
	message: "expressions (`${{`) are not evaluated here",
	hint: NOT_EVALUATED
};
function problemOf(sign, text) {
	const wrong = (expected, hint) => ({
		code: "ready-value",
		message: `expected ${expected}, found ${text.trim() === "" ? "an empty text" : showText(text)}`,
		hint
	});
	switch (sign) {
		case "http": return isWebAddress(text) ? void 0 : wrong("an address that starts with http:// or https://", "such as `http://127.0.0.1:8080/health`");
		case "tcp": return isTcpAddress(text) ? void 0 : wrong("a host and a port, or a port", "such as `127.0.0.1:5432`, `[::1]:5432` or `5432`");
		case "log": return text !== "" && isPattern(text) ? void 0 : wrong("a regular expression", "put a `\\` before characters such as `(`, `[` and `+` that stand for themselves");
		case "command": return text.trim() === "" ? wrong("a command", "write the command to run") : void 0;
	}
}
function isWebAddress(text) {
	return /^https?:\/\/[^\s/?#]+/i.test(text) && URL.canParse(text);
}
function isTcpAddress(text) {
	const port = /^(?:(?:\[[0-9A-Fa-f:.]+\]|[^\s:/[\]]+):)?(\d{1,5})$/.exec(text)?.[1];
	return port !== void 0 && Number(port) >= 1 && Number(port) <= 65535;
}
function isPattern(text) {
	try {
		return new RegExp(text) instanceof RegExp;
	} catch {
		return false;
	}
}

// src/mission/check-services.ts
/** Services exist, are asked for once, and are asked for at all; and can tell when they are ready. */
function checkServices(checking) {
	const { entries, services, source, report } = checking;
	const known = new Set(services.map(({ id }) => id));
	const tasks = new Map(entries.map(({ id, level }) => [id, level]));
	const used = /* @__PURE__ */ new Set();
	for (const { id, level, path, draft } of entries) {
		const named = /* @__PURE__ */ new Set();
		for (const item of itemsAt(source, [...path, "services"], draft.services)) {
			const at = source.place(item.path);
			if (!known.has(item.text)) {
				const other = tasks.get(item.text);
				report({
					at,
					code: "unknown-service",
					message: other === void 0 ? `there is no service with the id ${showText(item.text)}` : `expected the id of a service, found that of the ${kindOf(other)} ${showText(item.text)}`,
					hint: hintFor$1(item.text, known, other !== void 0)
				});
			} else if (named.has(item.text)) report({
				at,
				severity: "warning",
				code: "duplicate-item",
				message: `${showText(item.text)} stands twice in \`services\` of the ${kindOf(level)} ${showText(id)}`,
				hint: "remove one of the two"
			});
			named.add(item.text);
			used.add(item.text);
		}
	}
	for (const service of services) {
		checkReady(service, checking);
		if (used.has(service.id)) continue;
		report({
			at: source.keyPlace(service.path),
			severity: "warning",
			code: "unused-service",
			message: `nobody needs the service ${showText(service.id)}, so it is never started`,
			hint: `write \`services: ${service.id}\` in the task that uses it, or remove it`
		});
	}
}
function hintFor$1(id, known, isTask) {
	if (isTask) return "write it under `needs`, or define the service under `services` at the top";
	const near = suggest(id, known);
	if (near !== void 0) return `did you mean \`${near}\`?`;
	return known.size === 0 ? "define it under `services` at the top" : "write the id of a service of this file";
}

// src/mission/unknown-key.ts
/** What people bring along from workflow files and other tools. */
const ELSEWHERE = /* @__PURE__ */ new Map([
	["jobs", "the work stands under `tasks`, what checks it under `tests`"],
	["on", "a mission has no trigger: it runs when it is called"],
	["runs-on", "a mission runs on the machine that it is called on"],
	["uses", "a step runs a command: write `run`"],
	["with", "a step runs a command: pass values through `env`"],
	["timeout-minutes", "write `timeout` with a unit: `timeout: 30m`"],
	["max-parallel", "write `admission: { workers: { limit: 6 } }`"],
	["concurrency", "to keep two from running at once, give both the same lock: `locks: [database]`"],
	["strategy", "`matrix` stands in the task itself, `fail-fast` at the top of the file"],
	["depends-on", "write `needs`"],
	["depends_on", "write `needs`"],
	["command", "write `run`"],
	["cmd", "write `run`"],
	["script", "write `run`"],
	["cwd", "write `working-directory`"],
	["title", "write `name`"],
	["environment", "write `env`"],
	["outputs", "write NAME=VALUE lines to the file in MISSION_OUTPUT; others read them as `tasks.ID.outputs.NAME`"],
	["paths-ignore", "write patterns with `!` under `paths`, after those that they take away from"],
	["retries", "write `retry: 3`"],
	["when", "write `if`"],
	["condition", "write `if`"],
	["mutex", "write `locks`"],
	["allow-failure", "write `continue-on-error`"],
	["healthcheck", "write `ready`"],
	["health-check", "write `ready`"],
	["image", "a service runs a command on this machine: write `run`"],
	["ports", "a service runs on this machine: it listens where its command says"],
	["url", "write `http`"],
	["port", "write `tcp: 127.0.0.1:8080`"],
	["needs", "tasks and tests have `needs`; a service starts with the first of those that name it under `services`"],
	["ready", "only services have `ready`: a task is complete when it ends"],
	["run", "commands stand in tasks, tests and services; under `defaults` write `shell` without `run` around it"],
	["<<", "merge keys are not part of YAML 1.2: repeat the keys, or give the whole value an anchor"]
]);
/** Message and hint for a key that may not stand here; `known` are those that may. */
function explainUnknownKey(key, known, outside) {
	const message = `unknown key ${showText(key)}`;
	const place = outside.find(({ keys }) => keys.includes(key));
	if (place !== void 0) return {
		message,
		hint: `\`${key}\` stands ${place.where}`
	};
	const elsewhere = ELSEWHERE.get(key);
	if (elsewhere !== void 0) return {
		message,
		hint: elsewhere
	};
	const near = suggest(key, known);
	return {
		message,
		hint: near === void 0 ? `expected ${orList(known)}` : `did you mean \`${near}\`?`
	};
}

// src/mission/check-shape.ts
/**
* Reports every key and value of the wrong shape and takes them out of `value`, so that the rest can be checked for its
* meaning in the same run. A task or service that is no mapping stays as an empty one: others may name its id.
*/
function checkShape(value, source, report) {
	const result = missionSchema.safeParse(value);
	if (result.success) return result.data;
	const wrong = [];
	const shape = {
		value,
		source,
		report,
		wrong
	};
	for (const issue of result.error.issues) reportIssue(issue, [], shape);
	for (const path of wrong) takeOut(value, path);
	return isObject(value) ? value : {};
}
function reportIssue(issue, above, shape) {
	const path = [...above, ...issue.path.map((segment) => typeof segment === "symbol" ? String(segment) : segment)];
	switch (issue.code) {
		case "unrecognized_keys": {
			const known = keysAt(path);
			const outside = outsideOf(path);
			for (const key of issue.keys) {
				const at = shape.source.keyPlace([...path, key]);
				shape.report({
					at,
					code: "unknown-key",
					...explainUnknownKey(key, known, outside)
				});
				shape.wrong.push([...path, key]);
			}
			return;
		}
		case "invalid_union": {
			const meant = issue.errors.find((issues) => issues.length > 0 && issues.every(isInside));
			if (meant === void 0) break;
			for (const inner of meant) reportIssue(inner, path, shape);
			return;
		}
	}
	reportValue(issue, path, shape);
	shape.wrong.push(path);
}
/** The parts of the file that this one stands in, the nearest first. */
function outsideOf(path) {
	return [...path.keys()].map((length) => {
		const above = path.slice(0, length);
		return {
			where: nameOfPart(above),
			keys: keysAt(above)
		};
	}).reverse();
}
function nameOfPart([first]) {
	switch (first) {
		case void 0: return "at the top of the file";
		case "tasks":
		case "tests": return "in the task itself";
		case "services": return "in the service itself";
		default: return `directly under \`${first}\``;
	}
}
/** The value is of the kind that this alternative asks for; what is wrong lies in it, or is its range. */
function isInside({ code, path }) {
	return path.length > 0 || code === "unrecognized_keys" || isOutOfRange(code);
}
function isOutOfRange(code) {
	return code === "too_small" || code === "too_big" || code === "not_multiple_of";
}
function reportValue(issue, path, { value, source, report }) {
	if (source.isUnresolved(path)) return;
	const name = nameOf(path);
	if (!source.has(path)) {
		const message = `${name} is missing: expected ${issue.message}`;
		report({
			at: source.keyPlace(path),
			code: "missing-key",
			message,
			hint: `add \`${String(path.at(-1))}:\``
		});
		return;
	}
	const found = lookUp(value, path);
	report({
		at: source.place(path),
		code: isOutOfRange(issue.code) ? "out-of-range" : issue.code === "invalid_value" ? "wrong-value" : "wrong-type",
		message: `${name}: expected ${issue.message}, found ${describe(found, source.text(path))}`,
		hint: hintFor(issue, found)
	});
}
function hintFor(issue, found) {
	if (typeof found === "string" && found.includes("${{")) return NOT_EVALUATED;
	if (issue.code === "invalid_value" && typeof found === "string") {
		if (found === "off" && issue.values.includes("tests")) return "the gate is switched off for one run with `--gate off`, not in the file";
		const near = suggest(found, issue.values.map(String));
		return near === void 0 ? void 0 : `did you mean \`${near}\`?`;
	}
	if (issue.code === "invalid_type" && issue.expected === "boolean" && typeof found === "string") {
		if (/^(yes|on|y|true)$/i.test(found)) return "write `true`, without quotes";
		if (/^(no|off|n|false)$/i.test(found)) return "write `false`, without quotes";
	}
	if (issue.code === "invalid_type" && issue.expected === "number" && typeof found === "string") {
		if (/^\d+(\.\d+)?\s*%?$/.test(found)) return `write \`${found.replace(/\s*%$/, "")}\`, without quotes and without \`%\``;
	}
}
/** The key as the user knows it: `timeout`, `item 2 of needs`, `the file`. */
function nameOf(path) {
	const last = path.at(-1);
	if (last === void 0) return "the file";
	if (typeof last === "string") return showText(last);
	return `item ${last + 1} of ${showText(String(path.at(-2) ?? "the list"))}`;
}
function describe(found, text) {
	if (found === null || found === void 0) return "nothing";
	if (Array.isArray(found)) return found.length === 0 ? "an empty list" : "a list";
	if (typeof found === "object") return "a mapping";
	if (typeof found === "string") return found === "" ? "an empty text" : `the text ${showText(found)}`;
	return `the ${typeof found === "number" ? "number" : "value"} ${showText(text ?? String(found))}`;
}
function lookUp(value, path) {
	let here = value;
	for (const segment of path) {
		if (!isObject(here) || !Object.hasOwn(here, segment)) return void 0;
		here = here[segment];
	}
	return here;
}
function takeOut(value, path) {
	const last = path.at(-1);
	const parent = lookUp(value, path.slice(0, -1));
	if (last === void 0 || !isObject(parent) || !Object.hasOwn(parent, last)) return;
	parent[last] = path.length === 2 && (path[0] === "tasks" || path[0] === "tests" || path[0] === "services") ? {} : void 0;
}
function isObject(value) {
	return typeof value === "object" && value !== null;
}

// src/mission/check-supports.ts
/** Whoever is supported exists, is somebody else, and is one. */
function checkSupports(checking, { nodes, positions, reportUnknown }) {
	const { entries, source, report } = checking;
	for (const entry of entries) {
		if (entry.draft.supports === void 0) continue;
		const path = [...entry.path, "supports"];
		const at = source.place(path);
		const id = textAt(source, path, entry.draft.supports);
		const supported = nodes[positions.get(id) ?? -1];
		if (supported === void 0) reportUnknown(id, at);
		else if (supported.entry === entry) report({
			at,
			code: "self-support",
			message: `the ${kindOf(entry.level)} ${showText(id)} supports itself`,
			hint: "name the task that it helps"
		});
		else if (supported.id === supported.entry.id && supported.entry.matrix !== void 0) {
			const { line, column } = source.keyPlace([...supported.entry.path, "matrix"]);
			const message = `${showText(entry.id)} supports ${showText(id)}, which has a matrix: expected one of its combinations`;
			const related = [{
				line,
				column,
				message: `the matrix of ${showText(id)}`
			}];
			const [first] = supported.entry.matrix;
			report({
				at,
				code: "supports-matrix",
				message,
				hint: first === void 0 ? "name one of them" : `name one of them, such as \`${first.id}\``,
				related
			});
		}
	}
}

// src/mission/check-triggers.ts
/** A longer path is cut in its middle. */
const LONGEST_PATH = 10;
/**
* Everything can be triggered: there is no cycle, and nothing that waits for the end of what must still run. Returns
* whether there was no cycle.
*/
function checkTriggers(checking, waits, ids) {
	const cycles = findCycles(needsGraphOf(waits));
	for (const cycle of cycles) reportCycle(cycle, checking, ids);
	checkDeploy(checking, waits, ids);
	return cycles.length === 0;
}
function reportCycle(cycle, checking, { nodes }) {
	const { source, report } = checking;
	const members = cycle.flatMap((position) => nodes[position] ?? []);
	const first = members[0];
	if (first === void 0) return;
	const names = [...members, first].map(({ id }) => showText(id));
	const shown = names.length <= LONGEST_PATH ? names : [
		...names.slice(0, 8),
		`… ${names.length - LONGEST_PATH + 1} more …`,
		names[names.length - 1]
	];
	const related = members.slice(1, LONGEST_PATH).map((member) => {
		const next = nextOf(member, members);
		const { line, column } = needPlace(member.entry, next, source);
		const how = needsFirmly(member, next, checking) ? "needs" : "is triggered, among others, by";
		return {
			line,
			column,
			message: `${showText(member.id)} ${how} ${showText(next)}`
		};
	});
	const firm = members.every((member) => needsFirmly(member, nextOf(member, members), checking));
	report({
		at: needPlace(first.entry, nextOf(first, members), source),
		code: "cycle",
		message: firm ? `the needs form a cycle, so none of them could ever start: ${shown.join(" → ")}` : `the triggers form a cycle, so each of them waits for itself: ${shown.join(" → ")}`,
		hint: firm ? "remove one of these needs" : "remove one of these from `needs` or `needs-any`",
		related
	});
}
/** In `needs`, so that there is no other way to start. */
function needsFirmly({ entry }, id, { source }) {
	const needs = needsOf(entry, source);
	return needsAllTasks(needs) || needs.some((need) => need.text === id);
}
/** The id of the one that this one waits for. */
function nextOf(member, members) {
	return (members[(members.indexOf(member) + 1) % members.length] ?? member).id;
}
function checkDeploy(checking, waits, ids) {
	const { entries, source, report } = checking;
	const questions = [];
	for (const [position, entry] of entries.entries()) {
		const { draft, path, id, level } = entry;
		if (draft.deploy === void 0 || draft.deploy === "always") continue;
		if (draft.supports === void 0) {
			if (source.has([...path, "supports"])) continue;
			const message = `the ${kindOf(level)} ${showText(id)} is to be deployed \`${draft.deploy}\`, but supports no task`;
			const hint = "add `supports:` with the id of the task that must still run";
			report({
				at: source.place([...path, "deploy"]),
				code: "deploy-without-supports",
				message,
				hint
			});
			continue;
		}
		const target = ids.positions.get(textAt(source, [...path, "supports"], draft.supports));
		const supported = target === void 0 ? void 0 : ids.nodes[target];
		if (target === void 0 || supported === void 0 || supported.entry === entry) continue;
		if (waits.parts[target] !== void 0) continue;
		questions.push({
			position,
			target,
			entry,
			supported
		});
	}
	for (const [index, proof] of surelyEnded(waits, questions).entries()) {
		const question = questions[index];
		if (proof === void 0 || question === void 0) continue;
		reportNever(question.entry, question.supported, proof, checking, ids);
	}
}
function reportNever(entry, supported, proof, checking, ids) {
	const { source, report } = checking;
	const deploy = entry.draft.deploy ?? "always";
	const target = showText(supported.id);
	const { name, why, line, column } = explainProof(entry, supported, proof, checking, ids);
	report({
		at: source.place([...entry.path, "deploy"]),
		code: "never-deployed",
		message: `${showText(entry.id)} can never run: \`${deploy}\` asks that ${target} still runs, but ${why}`,
		hint: `remove \`deploy: ${deploy}\`, or change what triggers it, or \`supports\``,
		related: [{
			line,
			column,
			message: `triggered by ${name}`
		}]
	});
}

// src/mission/finding.ts
function collectFindings(file) {
	const found = /* @__PURE__ */ new Map();
	let errors = 0;
	return {
		report: (finding) => {
			const diagnostic = toDiagnostic(file, finding);
			const { line, column, code, message } = diagnostic;
			const key = `${line}:${column}:${code}:${message}`;
			if (found.has(key)) return;
			found.set(key, diagnostic);
			if (diagnostic.severity === "error") errors += 1;
		},
		hasErrors: () => errors > 0,
		sorted: () => [...found.values()].sort((a, b) => a.line - b.line || a.column - b.column)
	};
}
function toDiagnostic(file, { at, severity, code, message, hint, related }) {
	return {
		file,
		line: at.line,
		column: at.column,
		endLine: at.endLine,
		endColumn: at.endColumn,
		severity: severity ?? "error",
		code,
		message,
		...hint === void 0 ? {} : { hint },
		...related === void 0 ? {} : { related }
	};
}

// src/mission/known-ids.ts
/** Looking for similar ids costs time for each unknown one; after so many nobody reads the hints any more. */
const MOST_SUGGESTIONS = 50;
function knownIds({ entries, services, report }) {
	const nodes = [...entries.map((entry) => ({
		id: entry.id,
		entry
	})), ...entries.flatMap((entry) => (entry.matrix ?? []).map(({ id }) => ({
		id,
		entry
	})))];
	const positions = /* @__PURE__ */ new Map();
	for (const [position, { id }] of nodes.entries()) if (!positions.has(id)) positions.set(id, position);
	const ids = [...new Set(entries.map(({ id }) => id))];
	const serviceIds = new Set(services.map(({ id }) => id));
	let suggestions = 0;
	let unknown = false;
	function hintFor(id, words) {
		if (id.includes("${{")) return NOT_EVALUATED;
		if (id.includes(" (") !== id.endsWith(")")) return "put an id with a comma in quotes: inside of `[ ]` the comma begins the next one";
		const base = nodes[positions.get(id.split(" (", 1)[0] ?? id) ?? -1];
		if (base?.entry.matrix !== void 0) {
			const near = suggest(id, base.entry.matrix.map((combination) => combination.id));
			return near === void 0 ? `write \`${base.id}\` for all combinations of its matrix` : `did you mean \`${near}\`?`;
		}
		suggestions += 1;
		const near = suggestions > MOST_SUGGESTIONS ? void 0 : suggest(id, [...ids, ...words]);
		return near === void 0 ? "write the id of a task or test of this file" : `did you mean \`${near}\`?`;
	}
	return {
		nodes,
		positions,
		allKnown: () => !unknown,
		reportUnknown: (id, at, words = []) => {
			unknown = true;
			if (serviceIds.has(id)) {
				report({
					at,
					code: "unknown-id",
					message: `expected the id of a task or test, found that of the service ${showText(id)}`,
					hint: "write it under `services:` of whoever uses it"
				});
				return;
			}
			report({
				at,
				code: "unknown-id",
				message: `there is no task or test with the id ${showText(id)}`,
				hint: hintFor(id, words)
			});
		}
	};
}

// src/mission/check-matrix.ts
/** As in workflows. */
const LARGEST_MATRIX = 256;
/** What is built before `exclude` is applied: enough for every matrix that can end below the limit in practice. */
const LARGEST_PRODUCT = 1e4;
/** Values are part of ids, and ids of file names. */
const LONGEST_VALUE = 60;
/** Everything that is wrong with what is written; how many combinations it gives is not looked at but for a bound. */
function checkMatrix(matrix) {
	const findings = [
		...Object.entries(matrix.dimensions).flatMap(([name, values]) => checkDimension(name, values)),
		...(matrix.include ?? []).flatMap((entry, index) => checkEntry(["include", index], entry)),
		...(matrix.exclude ?? []).flatMap((entry, index) => [...checkEntry(["exclude", index], entry), ...Object.keys(entry).flatMap((name) => checkExcluded(name, index, matrix))])
	];
	if (Object.keys(matrix.dimensions).length === 0 && (matrix.include ?? []).length === 0) {
		const message = "expected at least one dimension or one entry of `include`, found none";
		return [...findings, {
			path: [],
			code: "empty-matrix",
			message,
			hint: "write a list of values: node: [22, 24]"
		}];
	}
	const size = Object.values(matrix.dimensions).reduce((total, values) => total * values.length, 1);
	if (size > LARGEST_PRODUCT) {
		const message = `expected at most ${256} combinations, found ${size} before \`exclude\``;
		findings.push({
			path: [],
			code: "matrix-size",
			message,
			hint: "remove values"
		});
	}
	return findings;
}
/** The dimension of this name, written in any case. */
function findDimension(name, { dimensions }) {
	if (Object.hasOwn(dimensions, name)) return name;
	return Object.keys(dimensions).find((known) => known.toLowerCase() === name.toLowerCase());
}
function checkDimension(name, values) {
	const findings = checkName([name], name);
	if (values.length === 0) {
		const message = `expected at least one value of ${showText(name)}, found an empty list`;
		findings.push({
			path: [name],
			code: "empty-matrix",
			message
		});
	}
	values.forEach((value, index) => {
		findings.push(...checkValue([name, index], value));
		if (values.findIndex((other) => String(other) === String(value)) === index) return;
		const message = `expected every value of ${showText(name)} once, found ${showText(String(value))} again`;
		findings.push({
			path: [name, index],
			code: "duplicate-combination",
			message
		});
	});
	return findings;
}
function checkEntry(path, entry) {
	const pairs = Object.entries(entry);
	if (pairs.length === 0) return [{
		path,
		code: "empty-matrix",
		message: `expected at least one value in an entry of \`${path[0]}\`, found none`
	}];
	return pairs.flatMap(([name, value]) => [...checkName([...path, name], name), ...checkValue([...path, name], value)]);
}
function checkExcluded(name, index, matrix) {
	if (findDimension(name, matrix) !== void 0) return [];
	const names = Object.keys(matrix.dimensions);
	const message = `expected the name of a dimension (${names.join(", ")}), found ${showText(name)}`;
	const near = suggest(name, names);
	const hint = near === void 0 ? "what `include` adds cannot be excluded" : `did you mean \`${near}\`?`;
	return [{
		path: [
			"exclude",
			index,
			name
		],
		code: "unknown-dimension",
		message,
		hint
	}];
}
function checkName(path, name) {
	if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) return [];
	return [{
		path,
		code: "invalid-dimension",
		message: `expected a name that \`matrix.NAME\` can read, found ${showText(name)}`,
		hint: "start with an ASCII letter or `_`; then letters, digits, `_` and `-`"
	}];
}
function checkValue(path, value) {
	const code = "invalid-matrix-value";
	if (typeof value === "number" && !Number.isFinite(value)) return [{
		path,
		code,
		message: `expected a text, a number or a boolean, found ${value}`
	}];
	const text = String(value);
	if (text.length > LONGEST_VALUE) return [{
		path,
		code,
		message: `expected a value of at most ${LONGEST_VALUE} characters, found ${text.length}`,
		hint: "values are part of the id: use a short name and look the rest up in the command"
	}];
	if (/^[\x20-\x7e]*$/.test(text)) return [];
	return [{
		path,
		code,
		message: `expected printable ASCII characters, found ${showText(text)}`,
		hint: "values are part of the id, which is ASCII"
	}];
}

// src/mission/loosely-equal.ts
/** As `==` of GitHub's expression language compares plain values: text in any case, other kinds as numbers. */
function looselyEqual(left, right) {
	if (typeof left === "string" && typeof right === "string") return left.toUpperCase() === right.toUpperCase();
	return Number(left) === Number(right);
}

// src/mission/expand-matrix.ts
/**
* All combinations, as GitHub builds them: the product of the dimensions without what `exclude` matches; then what
* `include` adds to those whose own values it does not contradict; then, in their order, the entries of `include` that
* could be added to none. Values are compared as `==` compares them. An id holds the values of the dimensions, not those
* added by `include`, so that adding one renames nothing.
*/
function expandMatrix(base, matrix) {
	const findings = checkMatrix(matrix);
	if (findings.length > 0) return {
		type: "rejected",
		findings
	};
	const include = (matrix.include ?? []).map((entry) => split(entry, matrix));
	const exclude = (matrix.exclude ?? []).map((entry) => split(entry, matrix).own);
	const originals = product(matrix).filter((values) => !exclude.some((entry) => matches(values, entry)));
	const tasks = originals.map((values) => {
		const added = include.filter(({ own }) => matches(values, own)).flatMap(({ extra }) => extra);
		return {
			id: matrixId(base, values),
			values: Object.fromEntries([...values, ...added])
		};
	});
	const unmatched = include.filter(({ own }) => !originals.some((values) => matches(values, own)));
	for (const { own, extra } of unmatched) {
		const values = [...own, ...extra];
		tasks.push({
			id: matrixId(base, values),
			values: Object.fromEntries(values)
		});
	}
	const rejections = [...checkSize(tasks), ...checkIds(tasks)];
	return rejections.length > 0 ? {
		type: "rejected",
		findings: rejections
	} : {
		type: "expanded",
		tasks
	};
}
function product({ dimensions }) {
	const lists = Object.entries(dimensions);
	if (lists.length === 0) return [];
	return lists.reduce((combinations, [name, values]) => combinations.flatMap((combination) => values.map((value) => [...combination, [name, value]])), [[]]);
}
/** What an entry says about dimensions, in their order, and what it adds. Names are matched in any case, as GitHub does. */
function split(entry, matrix) {
	const names = Object.keys(matrix.dimensions);
	const pairs = Object.entries(entry).map(([name, value]) => [findDimension(name, matrix) ?? name, value]);
	const own = pairs.filter(([name]) => names.includes(name));
	own.sort(([a], [b]) => names.indexOf(a) - names.indexOf(b));
	return {
		own,
		extra: pairs.filter(([name]) => !names.includes(name))
	};
}
function matches(values, entry) {
	return entry.every(([name, wanted]) => values.some(([own, value]) => own === name && looselyEqual(value, wanted)));
}
function matrixId(base, values) {
	return `${base} (${values.map(([, value]) => String(value)).filter((text) => text !== "").join(", ")})`;
}
function checkSize(tasks) {
	const code = "matrix-size";
	if (tasks.length === 0) return [{
		path: ["exclude"],
		code,
		message: "expected at least one combination, found that `exclude` leaves none",
		hint: "exclude less, or remove the task"
	}];
	if (tasks.length <= 256) return [];
	return [{
		path: [],
		code,
		message: `expected at most ${256} combinations, found ${tasks.length}`,
		hint: "remove values, or exclude combinations"
	}];
}
/** Ids name logs and reports: two combinations that look the same cannot both run. */
function checkIds(tasks) {
	const seen = /* @__PURE__ */ new Set();
	return [...new Set(tasks.map(({ id }) => id).filter((id) => seen.size === seen.add(id).size))].map((id) => ({
		path: [],
		code: "duplicate-combination",
		message: `expected every combination to have an id of its own, found \`${id}\` twice`,
		hint: "remove one of them, or tell them apart by a value of a dimension"
	}));
}

// src/mission/list-entries.ts
/** More would be a slip in a matrix; and 100,000 are what a run is built for. */
const MOST_TASKS = 1e5;
/** Everything with an id in the file's order; matrices expanded, and their findings reported. */
function listEntries(draft, source, report) {
	let count = 0;
	const entriesOf = (key, level) => source.keys([key]).map((id) => {
		const entry = {
			id,
			level,
			path: [key, id],
			draft: draft[key]?.[id] ?? {}
		};
		const matrix = count > MOST_TASKS ? void 0 : matrixOf(entry, source, report);
		count += matrix?.length ?? 1;
		return matrix === void 0 ? entry : {
			...entry,
			matrix
		};
	});
	const entries = [...entriesOf("tasks", 2), ...entriesOf("tests", 3)];
	const services = source.keys(["services"]).map((id) => ({
		id,
		path: ["services", id],
		draft: draft.services?.[id] ?? {}
	}));
	if (count > MOST_TASKS) reportTooMany(source, report);
	return {
		draft,
		source,
		entries,
		services,
		report
	};
}
function matrixOf({ id, level, path, draft }, source, report) {
	const at = [...path, "matrix"];
	if (!source.has(at)) return void 0;
	const matrix = matrixIn(draft.matrix, at, source);
	if (matrix === void 0) return [];
	warnOfNumbers(matrix, at, source, report);
	const expanded = expandMatrix(id, matrix);
	if (expanded.type === "expanded") return [...expanded.tasks];
	for (const finding of expanded.findings) {
		const place = [...at, ...finding.path];
		const isName = finding.code === "invalid-dimension" || finding.code === "unknown-dimension";
		const message = finding.path.length === 0 ? `the matrix of the ${kindOf(level)} ${showText(id)}: ` : "`matrix`: ";
		report({
			at: isName || finding.path.length === 0 ? source.keyPlace(place) : source.place(place),
			code: finding.code,
			message: `${message}${finding.message}`,
			hint: finding.hint
		});
	}
	return [];
}
/** In the file's order; nothing when a part of it was of the wrong shape. */
function matrixIn(draft, path, source) {
	if (draft === void 0) return void 0;
	const dimensions = [];
	for (const name of source.keys(path)) {
		if (name === "include" || name === "exclude") continue;
		const values = wholeList(draft[name]);
		if (values === void 0) return void 0;
		dimensions.push([name, values]);
	}
	const include = combinationsIn(draft.include);
	const exclude = combinationsIn(draft.exclude);
	if (include === void 0 || exclude === void 0) return void 0;
	return {
		dimensions: Object.fromEntries(dimensions),
		include,
		exclude
	};
}
function combinationsIn(drafts = []) {
	const list = wholeList(drafts);
	return list?.every((entry) => Object.values(entry).every((value) => value !== void 0)) ? list : void 0;
}
function wholeList(list) {
	return list === void 0 || list.includes(void 0) ? void 0 : list;
}
/** As in workflows `1.10` is a number, and so the value is `1.1`: not what whoever wrote it meant. */
function warnOfNumbers({ dimensions }, path, source, report) {
	for (const [name, values] of Object.entries(dimensions)) for (const [index, value] of values.entries()) {
		const at = [
			...path,
			name,
			index
		];
		const written = source.text(at);
		if (typeof value !== "number" || written === void 0 || written === String(value)) continue;
		const message = `${showText(written)} is the number ${value}, which is also what its id says`;
		const hint = `write '${written}' in quotes when the text is meant`;
		report({
			at: source.place(at),
			severity: "warning",
			code: "matrix-number",
			message,
			hint
		});
	}
}
function reportTooMany(source, report) {
	const message = `expected at most ${MOST_TASKS} tasks and tests, found more with all combinations of matrices`;
	report({
		at: source.keyPlace(["tasks"]),
		code: "too-many-tasks",
		message,
		hint: "remove values of matrices"
	});
}

// src/mission/yaml-source.ts
/** In a longer text every place would be looked for from its start again, and nobody reads carets that far in. */
const LONGEST_SEARCHED = 5e3;
/** `entries` and `targets` as the tree was read: first of each key, and what each alias stands for. */
function yamlSource({ text, contents, place }, entries, targets) {
	const resolved = (node) => (0, import_dist.isAlias)(node) ? targets.get(node) : node;
	/** The node there and the key it stands under; `depth` says how far the path could be followed. */
	function find(path) {
		let node = resolved(contents);
		let key;
		for (let depth = 0; depth < path.length; depth += 1) {
			const segment = path[depth] ?? "";
			if ((0, import_dist.isMap)(node)) {
				const pair = entries.get(node)?.get(String(segment));
				if (pair === void 0) return {
					node: void 0,
					key,
					depth
				};
				key = pair.key;
				node = resolved(pair.value);
			} else if ((0, import_dist.isSeq)(node) && typeof segment === "number" && segment < node.items.length) {
				const item = node.items[segment];
				key = item ?? key;
				node = resolved(item);
			} else return {
				node: void 0,
				key,
				depth
			};
		}
		return {
			node,
			key,
			depth: path.length
		};
	}
	const placeOf = (node) => {
		const range = node?.range ?? contents.range;
		return place(range[0], range[1]);
	};
	const keyPlace = (path) => {
		const { key } = find(path);
		return key === void 0 ? firstKey() : placeOf(key);
	};
	/** What is missing at the top is shown at the first key: the whole file would be no place. */
	function firstKey() {
		const first = (0, import_dist.isMap)(contents) ? contents.items[0] : void 0;
		return placeOf(first?.key);
	}
	const valuePlace = (path) => {
		const { node } = find(path);
		const range = node?.range;
		return range === void 0 || range === null || range[0] === range[1] ? keyPlace(path) : placeOf(node);
	};
	return {
		has: (path) => {
			const found = find(path);
			return found.depth === path.length && found.node !== void 0;
		},
		isUnresolved: (path) => {
			const { node, depth } = find(path);
			return depth === path.length && node === void 0;
		},
		isMapping: (path) => (0, import_dist.isMap)(find(path).node),
		keys: (path) => {
			const { node } = find(path);
			return (0, import_dist.isMap)(node) ? [...entries.get(node)?.keys() ?? []] : [];
		},
		place: valuePlace,
		placeWithin: (path, value, start, end) => {
			const range = find(path).node?.range;
			const part = value.slice(start, end);
			if (range === void 0 || range === null || part === "" || value.length > LONGEST_SEARCHED) return valuePlace(path);
			const written = text.slice(range[0], range[1]);
			const before = value.slice(0, start).split(part).length - 1;
			if (value.split(part).length !== written.split(part).length) return valuePlace(path);
			const from = range[0] + offsetOf(part, written, before);
			return place(from, from + part.length);
		},
		keyPlace,
		text: (path) => {
			const { node } = find(path);
			return (0, import_dist.isScalar)(node) && node.value !== null ? node.source ?? String(node.value) : void 0;
		}
	};
}
/** Where `part` stands in `text` for the time after `before` other ones. */
function offsetOf(part, text, before) {
	let offset = text.indexOf(part);
	for (let passed = 0; passed < before; passed += 1) offset = text.indexOf(part, offset + part.length);
	return offset;
}

// src/mission/read-tree.ts
/** Values that aliases may add beyond what is written: enough for thousands of shared `env`, too few for a bomb. */
const MOST_REPEATED = 1e5;
const NOTHING = {
	value: null,
	size: 1,
	height: 0
};
/**
* Turns the YAML tree into plain values and checks what no schema sees: duplicate keys (linear; the library's check is
* quadratic), tags, `__proto__`, NUL characters, aliases. Of duplicates the first one counts from here on. Nothing when
* aliases repeat too much: then the tree cannot be walked.
*/
function readTree(parsed, report) {
	const entries = /* @__PURE__ */ new Map();
	const targets = /* @__PURE__ */ new Map();
	const anchors = /* @__PURE__ */ new Map();
	let repeated = 0;
	const placeOf = (node) => parsed.place(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
	function read(node) {
		if (node === null) return NOTHING;
		if ((0, import_dist.isAlias)(node)) return follow(node);
		if (node.tag !== void 0) report({
			at: placeOf(node),
			code: "yaml-tag",
			message: "expected a plain value, found a YAML tag",
			hint: "remove the tag; put a number in quotes to make it text"
		});
		const anchor = node.anchor === void 0 ? void 0 : { node };
		if (anchor !== void 0 && node.anchor !== void 0) anchors.set(node.anchor, anchor);
		const result = readContent(node);
		if (anchor !== void 0) Object.assign(anchor, { read: result });
		return result;
	}
	function readContent(node) {
		if ((0, import_dist.isMap)(node)) return readMap(node);
		if ((0, import_dist.isSeq)(node)) {
			const items = node.items.map((item) => read(item));
			return {
				value: items.map((item) => item.value),
				...measure(items)
			};
		}
		const value = (0, import_dist.isScalar)(node) ? node.tag === void 0 ? node.value : node.source : null;
		if (typeof value === "string") refuseNul(value, node);
		return {
			value,
			size: 1,
			height: 0
		};
	}
	function readMap(node) {
		const pairs = /* @__PURE__ */ new Map();
		entries.set(node, pairs);
		const value = {};
		const reads = [];
		for (const pair of node.items) {
			const key = (0, import_dist.isScalar)(pair.key) ? String(pair.key.value) : "";
			const first = pairs.get(key);
			if (!acceptKey(key, pair.key, first)) continue;
			pairs.set(key, pair);
			const below = read(pair.value);
			value[key] = below.value;
			reads.push(below);
		}
		return {
			value,
			...measure(reads)
		};
	}
	function acceptKey(key, node, first) {
		const at = placeOf(node);
		refuseNul(key, node);
		if (key === "__proto__") {
			report({
				at,
				code: "forbidden-key",
				message: "the key `__proto__` is not allowed",
				hint: "choose another name"
			});
			return false;
		}
		if (first === void 0) return true;
		const { line, column } = placeOf(first.key);
		const hint = "remove one of the two, or give it another name";
		const related = [{
			line,
			column,
			message: "first written here"
		}];
		report({
			at,
			code: "duplicate-key",
			message: `the key ${showText(key)} is written twice`,
			hint,
			related
		});
		return false;
	}
	function refuseNul(text, node) {
		if (!text.includes("\0")) return;
		report({
			at: placeOf(node),
			code: "nul-character",
			message: "the text contains a NUL character",
			hint: "remove it: no command, path or environment variable can hold one"
		});
	}
	function follow(alias) {
		const anchor = anchors.get(alias.source);
		const at = placeOf(alias);
		if (anchor?.read === void 0) {
			const name = showText(`*${alias.source}`);
			report({
				at,
				code: "yaml-alias",
				message: anchor === void 0 ? `no anchor for the alias ${name}` : `the alias ${name} stands inside its own anchor`,
				hint: `write \`&${alias.source.slice(0, 60)}\` before the value that it repeats, above this line`
			});
			return NOTHING;
		}
		if (repeated > MOST_REPEATED) return NOTHING;
		repeated += anchor.read.size;
		if (repeated > MOST_REPEATED || anchor.read.height > 50) {
			report({
				at,
				code: "yaml-alias-bomb",
				message: `the aliases repeat too much: expected at most ${MOST_REPEATED} values and ${50} levels`,
				hint: "use fewer aliases that contain aliases"
			});
			repeated = Number.POSITIVE_INFINITY;
			return NOTHING;
		}
		targets.set(alias, anchor.node);
		return anchor.read;
	}
	const { value } = read(parsed.contents);
	return repeated > MOST_REPEATED ? void 0 : {
		value,
		source: yamlSource(parsed, entries, targets)
	};
}
function measure(reads) {
	let size = 1;
	let height = 0;
	for (const read of reads) {
		size += read.size;
		height = Math.max(height, read.height);
	}
	return {
		size,
		height: height + 1
	};
}

// src/mission/read-mission.ts
/** Reads and checks a mission file's text; `file` is how the user named it. Never throws, whatever the text is. */
function readMission(text, file) {
	const findings = collectFindings(file);
	const parsed = parseYaml(text.startsWith("﻿") ? text.slice(1) : text, findings.report);
	const tree = parsed === void 0 ? void 0 : readTree(parsed, findings.report);
	if (tree === void 0) return { diagnostics: findings.sorted() };
	const { value, source } = tree;
	const draft = checkShape(value, source, findings.report);
	const checking = listEntries(draft, source, findings.report);
	checkEach(checking);
	checkTogether(checking);
	const diagnostics = findings.sorted();
	return findings.hasErrors() ? { diagnostics } : {
		mission: buildMission(checking),
		diagnostics
	};
}
/** What can be said of each part for itself. */
function checkEach(checking) {
	checkNames(checking);
	checkLimits(checking);
	checkIds$1(checking);
	checkCommands(checking);
	checkEnvironment(checking);
	checkSecrets(checking);
	checkAmounts(checking);
	checkRetries(checking);
	checkPaths(checking);
	checkFilters(checking);
}
/** What is true of parts only because of others. */
function checkTogether(checking) {
	checkServices(checking);
	checkLocks(checking);
	const ids = knownIds(checking);
	checkSupports(checking, ids);
	const waits = checkNeeds(checking, ids);
	const acyclic = checkTriggers(checking, waits, ids);
	checkNeedsAny(checking, waits, ids);
	checkExpressions(checking, waits, ids, acyclic && ids.allKnown());
}

export { parseTemplate as a, evaluateTemplate as c, parseCondition as i, suggest as l, parseYaml as n, references as o, matrixBase as r, evaluateCondition as s, readMission as t, makeVisible as u };