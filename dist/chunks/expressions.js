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
var Lexer = class {
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
var Parser = class {
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
const DEEPEST$1 = 50;
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
		if (depth < 0 || depth > DEEPEST$1) return false;
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
			tokens: place(new Lexer(text).lex().tokens, text, base)
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
const DEEPEST = 50;
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
			tree: new Parser(tokens.map((placed) => placed.token), CONTEXTS, FUNCTIONS_FOR_PARSER).parse(),
			offsets: new Map(tokens.map(({ token, start }) => [token, start]))
		}, whole);
	} catch (error) {
		if (!(error instanceof ExpressionError)) throw error;
		return rejected([explain(error, tokens)]);
	}
}
function check(expression, whole) {
	if (nodesOf(expression.tree).some(({ depth }) => depth > DEEPEST)) return rejected([{
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
	message: `expected at most ${DEEPEST} levels of parentheses, operators and properties, found more`,
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
	return isList(value) ? new List(value) : new Entries(value);
}
function isList(value) {
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
	for (const expression of expressionsOf(parsed)) for (const { node } of nodesOf(expression.tree)) if (node instanceof IndexAccess) {
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
function expressionsOf(parsed) {
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

export { evaluateTemplate as a, ContextAccess as c, codePoint as d, makeVisible as f, evaluateCondition as i, FunctionCall as l, parseTemplate as n, suggest as o, showText as p, references as r, nodesOf as s, parseCondition as t, Literal as u };