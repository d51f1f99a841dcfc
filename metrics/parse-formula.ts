/** Formulas as users write them: text → the tree that the engine evaluates. */

import {parseExpression} from 'vega-expression';

import {FORMULA_FUNCTIONS} from './metric.ts';
import type {Formula} from './metric.ts';
import {nearNames} from './near-names.ts';

/** A node of vega-expression's syntax tree, as far as it is read here. */
interface Node {
  readonly type: string;
  readonly operator?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly raw?: string;
  readonly left?: Node;
  readonly right?: Node;
  readonly argument?: Node;
  readonly arguments?: readonly Node[];
  readonly callee?: Node;
  readonly test?: Node;
  readonly consequent?: Node;
  readonly alternate?: Node;
}

type Call = Extract<Formula, {args: readonly Formula[]}>['op'];

const OPERATORS: Readonly<Record<string, Call>> = {
  '+': '+', '-': '-', '*': '*', '/': '/', '<': '<', '<=': '<=', '>': '>', '>=': '>=', '==': '==', '===': '==', '!=': '!=', '!==': '!=', '&&': 'and', '||': 'or',
};

/** How many parts each function takes, at least and at most. */
const PARTS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  abs: [1, 1], sqrt: [1, 1], exp: [1, 1], log: [1, 1], round: [1, 1], floor: [1, 1], ceil: [1, 1], pow: [2, 2], if: [3, 3],
  min: [1, Infinity], max: [1, Infinity], firstOf: [1, Infinity],
};

/**
 * The tree of a formula such as `(net_sales - ad_spend) / orders`, `if(orders > 10, refunds / orders, 0)` or `a > b ? a : b`. Names, `gmv@2` too, are
 * left as they are. Nothing is evaluated as code.
 *
 * Throws an `Error` that quotes the formula and names what is not understood: a syntax error with its place, an operator, a function, a text.
 */
export function parseFormula(text: string): Formula {
  if (NAME.test(text)) return text;
  const {plain, versions} = withoutVersions(text);
  let tree: Node;
  try {
    tree = parseExpression(plain) as Node;
  } catch (error) {
    const {message, index} = error as Error & {readonly index?: number};
    const what = message.startsWith('Disabled') ? 'a formula changes no value' : message.replace(/\.+$/, '');
    throw new Error(`The formula "${text}" cannot be read: ${what}${index === undefined ? '' : ` (at ${index + 1})`}.`, {cause: error});
  }
  return toFormula(tree, text, versions);
}

const NAME = /^[a-z_][a-z0-9_]*$/i;
const VERSIONED = /[a-z_]\w*@\w+(?:\.\w+)*/gi;

/** `gmv@2` is no name to the parser: one of the same length stands in for it. */
function withoutVersions(text: string): {readonly plain: string; readonly versions: ReadonlyMap<string, string>} {
  const versions = new Map<string, string>();
  const plain = text.replace(VERSIONED, (name) => {
    const other = name.replace(/\W/g, '$$');
    versions.set(other, name);
    return other;
  });
  return {plain, versions};
}

function toFormula(node: Node, text: string, versions: ReadonlyMap<string, string>): Formula {
  const read = (part: Node | undefined): Formula => toFormula(part as Node, text, versions);
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'number') return node.value;
      return refuse(text, `it holds ${node.raw ?? String(node.value)}, which is no number`, node.raw);
    case 'Identifier':
      return versions.get(String(node.name)) ?? String(node.name);
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const op = OPERATORS[String(node.operator)];
      return op ? call(op, [read(node.left), read(node.right)]) : refuse(text, `it uses "${String(node.operator)}"`, node.operator);
    }
    case 'UnaryExpression':
      if (node.operator === '+') return read(node.argument);
      if (node.operator === '!') return call('not', [read(node.argument)]);
      return node.operator === '-' ? negative(read(node.argument)) : refuse(text, `it uses "${String(node.operator)}"`, node.operator);
    case 'ConditionalExpression':
      return call('if', [read(node.test), read(node.consequent), read(node.alternate)]);
    case 'CallExpression':
      return readCall(node, text, (node.arguments ?? []).map(read));
    default:
      return refuse(text, `it holds a ${node.type}`);
  }
}

function readCall({callee}: Node, text: string, args: readonly Formula[]): Formula {
  const name = String(callee?.name);
  const [least, most] = (Object.hasOwn(PARTS, name) ? PARTS[name] : undefined) ?? [NaN, NaN];
  if (Number.isNaN(least)) {
    const near = nearNames(name, Object.keys(PARTS));
    const hint = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
    return refuse(text, `there is no function "${name}"`, name, `${hint} Known are ${FORMULA_FUNCTIONS.filter((each) => Object.hasOwn(PARTS, each)).join(', ')}.`);
  }
  if (args.length < least || args.length > most) {
    return refuse(text, `"${name}" takes ${least === most ? least : `at least ${least}`} part${least === 1 ? '' : 's'}, not ${args.length}`, name);
  }
  return call(name as Call, args);
}

const call = (op: Call, args: readonly Formula[]): Formula => ({op, args}) as Formula;
const negative = (part: Formula): Formula => (typeof part === 'number' ? -part : call('-', [0, part]));

/** Where a piece stands in the formula, counted from 1: ` (at 14)`. */
export function placeOf(piece: string | undefined, text: string): string {
  if (!piece) return '';
  const escaped = piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const at = text.search(/^\w/.test(piece) ? new RegExp(`(?<![\\w.])${escaped}(?!\\w)`) : new RegExp(escaped));
  return at < 0 ? '' : ` (at ${at + 1})`;
}

function refuse(text: string, what: string, piece?: string, hint = ' A formula adds, subtracts, multiplies, divides and compares measures and metrics.'): never {
  throw new Error(`The formula "${text}" cannot be used: ${what}${placeOf(piece, text)}.${hint}`);
}
