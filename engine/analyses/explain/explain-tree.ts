/** The flat tree of an explanation: a row a node, each after its parent. */

import {DIMENSIONS} from '../../../metrics/dimension.ts';
import type {LocalText, Metric, Unit} from '../../../metrics/metric.ts';
import {sumOf} from '../../kernels/sum-of.ts';
import type {Cell, Field} from '../../result.ts';
import type {ResultColumn} from '../../sort-columns.ts';
import type {Pair} from './read-pairs.ts';
import {difference} from './dimension-parts.ts';
import type {DimensionParts, Part} from './dimension-parts.ts';
import type {MetricParts} from './dimensions-of.ts';
import type {Quotient} from './mix-rate.ts';

export interface Node {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: 'total' | 'driver' | 'dimension' | 'value';
  /** Of total and drivers the metric; of dimensions and their values the dimension; `(others)` and `(overlap)`. */
  readonly key: string;
  readonly label: LocalText;
  /** Unit of base, now and change. */
  readonly unit: Unit;
  readonly value: string | null;
  readonly base: number | null;
  readonly now: number | null;
  readonly change: number | null;
  /** In the unit of the metric that is explained. */
  readonly contribution: number | null;
  readonly mix: number | null;
  readonly rate: number | null;
  readonly concentration: number | null;
}

const NO_VALUE: LocalText = {en: '(none)', zh: '（无）'};
const OTHERS: LocalText = {en: '(others)', zh: '（其他）'};
const OVERLAP: LocalText = {en: '(overlap)', zh: '（重叠）'};

export function metricNode(metric: Metric, {base, now}: Pair, contribution: number | null, parent: string | null): Node {
  return {
    id: parent === null ? 'total' : `driver:${metric.key}`, parent, kind: parent === null ? 'total' : 'driver', key: metric.key, label: metric.label,
    unit: metric.unit, value: null, base, now, change: changeOf(base, now), contribution, mix: null, rate: null, concentration: null,
  };
}

/** The dimensions below a metric's node, each with its values. `slope` turns the metric's own change into that of the metric explained. */
export function dimensionNodes(parent: Node, {kind, dimensions}: MetricParts, limit: number, slope = 1): Node[] {
  return dimensions.flatMap((split) => {
    const {dimension, parts, concentration} = split;
    const id = `${parent.parent === null ? '' : `${parent.id}/`}dimension:${dimension}`;
    const label = DIMENSIONS.find(({name}) => name === dimension)?.label ?? {en: dimension, zh: dimension};
    const isRatio = kind.kind === 'ratio';
    const node: Node = {
      ...parent, id, parent: parent.id, kind: 'dimension', key: dimension, label, concentration,
      mix: isRatio ? slope * sumOf(parts.map(({mix}) => mix ?? 0)) : null, rate: isRatio ? slope * sumOf(parts.map(({rate}) => rate ?? 0)) : null,
    };
    const adds = kind.kind === 'sum' || (isRatio && kind.adds);
    return [node, ...valueNodes(node, split, limit, adds, slope)];
  });
}

function valueNodes(parent: Node, {parts, overlap}: DimensionParts, limit: number, adds: boolean, slope: number): Node[] {
  const nodeOf = (part: Part, id: string, key: string, label: LocalText): Node => ({
    ...parent, id: `${parent.id}/${id}`, parent: parent.id, kind: 'value', key, label, value: part.value, base: part.base, now: part.now,
    change: changeOf(part.base, part.now), contribution: slope * part.contribution,
    mix: part.mix === null ? null : slope * part.mix, rate: part.rate === null ? null : slope * part.rate, concentration: null,
  });
  const shown = parts.slice(0, limit).map((part) => part.value === null
    ? nodeOf(part, 'none', parent.key, NO_VALUE) : nodeOf(part, `value:${part.value}`, parent.key, {en: part.value, zh: part.value}));
  const rest = parts.slice(limit);
  return [
    ...shown,
    ...(rest.length > 0 ? [nodeOf(together(rest, adds), 'others', '(others)', OTHERS)] : []),
    ...(overlap === 0 ? [] : [nodeOf({value: null, base: null, now: null, contribution: overlap, mix: null, rate: null}, 'overlap', '(overlap)', OVERLAP)]),
  ];
}

/** Contributions add up; what the parts are together is known only where they do not overlap. */
function together(parts: readonly Part[], adds: boolean): Part {
  const sum = (read: (part: Part) => number | null): number => sumOf(parts.map((part) => read(part) ?? 0));
  const isRatio = parts[0]?.quotients !== undefined;
  const side = (name: 'base' | 'now'): number | null => {
    if (!adds) return null;
    if (!isRatio) return difference(sum((part) => part[name]), 0);
    const of = (field: keyof Quotient): number => sum(({quotients}) => quotients?.[name][field] ?? 0);
    return of('denominator') === 0 ? null : of('numerator') / of('denominator');
  };
  return {
    value: null, base: side('base'), now: side('now'), contribution: sum(({contribution}) => contribution),
    mix: isRatio ? sum(({mix}) => mix) : null, rate: isRatio ? sum(({rate}) => rate) : null,
  };
}

function changeOf(base: number | null, now: number | null): number | null {
  return base === null || now === null ? null : difference(now, base);
}

/** Columns of the nodes. `share` is of `change`, that of the total: null where it is 0 or unknown. */
export function treeColumns(nodes: readonly Node[], metric: Metric, change: number | null): ResultColumn[] {
  const column = (name: string, label: LocalText, read: (node: Node) => Cell, type: Field['type'] = 'number', unit?: Unit): ResultColumn => ({
    field: {name, type, ...(unit ? {unit} : {}), label}, values: nodes.map(read),
  });
  const {unit} = metric;
  return [
    column('id', {en: 'Node', zh: '节点'}, ({id}) => id, 'text'),
    column('parent', {en: 'Parent', zh: '上级'}, ({parent}) => parent, 'text'),
    column('kind', {en: 'Kind', zh: '类型'}, ({kind}) => kind, 'text'),
    column('key', {en: 'Key', zh: '键'}, ({key}) => key, 'text'),
    column('label_en', {en: 'Name', zh: '名称（英文）'}, ({label}) => label.en, 'text'),
    column('label_zh', {en: 'Name (Chinese)', zh: '名称'}, ({label}) => label.zh, 'text'),
    column('unit', {en: 'Unit', zh: '单位'}, (node) => node.unit, 'text'),
    column('value', {en: 'Value', zh: '取值'}, ({value}) => value, 'text'),
    column('base', {en: 'Base', zh: '基期'}, ({base}) => base),
    column('now', {en: 'Now', zh: '本期'}, ({now}) => now),
    column('change', {en: 'Change', zh: '变化'}, (node) => node.change),
    column('contribution', {en: 'Contribution', zh: '贡献'}, ({contribution}) => contribution, 'number', unit),
    column('share', {en: 'Share of the change', zh: '变化占比'}, ({contribution}) => (contribution === null || !change ? null : contribution / change), 'number', 'ratio'),
    column('mix', {en: 'Mix effect', zh: '结构效应'}, ({mix}) => mix, 'number', unit),
    column('rate', {en: 'Rate effect', zh: '比率效应'}, ({rate}) => rate, 'number', unit),
    column('concentration', {en: 'Concentration', zh: '集中度'}, ({concentration}) => concentration, 'number', 'ratio'),
  ];
}
