/** Attribution cases: conversions and their value, credited to the channels of paths. */

import {attributePaths} from 'tillboard/engine';
import type {AttributePathsOptions, AttributionModel, AttributionPath} from 'tillboard/engine';

import {isRecord, knowOnly, listOf, NotCovered} from './case.ts';
import type {Answerer, PeerCase, ReadData} from './case.ts';
import {channelTotalsCase} from './channel-totals.ts';

const MODELS: Readonly<Record<string, AttributionModel>> = {
  'first': 'first', 'last': 'last', 'last non direct': 'last-non-direct', 'linear': 'linear', 'position': 'position', 'position based': 'position',
  'u shaped': 'position', 'decay': 'decay', 'time decay': 'decay', 'markov': 'markov', 'markov model': 'markov',
};

const modelOf = (name: string): AttributionModel | undefined =>
  MODELS[name.toLowerCase().replaceAll(/[_-]/g, ' ').replace(/ ?(touch|click|attribution|model)\b/g, '').trim()];

/** Names under which files and cases write a path's parts. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  path: ['path', 'channel_path', 'touches', 'channels', 'channel_transformed_path'],
  conversions: ['conversions', 'total_conversions', 'conversion', 'count'],
  value: ['value', 'total_conversion_value', 'revenue', 'conversion_value', 'cv_total_revenue'],
  nulls: ['nulls', 'null', 'total_null', 'non_conversions'],
  ages: ['ages', 'days_before', 'ages_days'],
};
const PASSED_OVER = ['event_id', 'customer_id', 'cv_tstamp', 'id', 'customer', 'user'];

/** `expected` holds models with a pair [conversions, value], one of the two, or a record for each channel, and perhaps totals. */
export const attributionCase: Answerer = async (peerCase, read) => {
  const {params, expected} = peerCase;
  const table = await readTable(peerCase, read);
  const {rows, hasValue} = pathRows(table.columns, table.rows, String(params['sep'] ?? '>'));
  const options = readOptions(params);
  const got: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(expected)) {
    const model = modelOf(name);
    const whole = totalOf(name, rows);
    if (model) got[name] = creditLike(value, rows, model, options, hasValue);
    else if (whole !== undefined) got[name] = whole;
    else throw new NotCovered(`expected has ${name}`);
  }
  return {got};
};

interface RawTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

async function readTable({input}: PeerCase, read: ReadData): Promise<RawTable> {
  if (input['dataset'] !== undefined) {
    knowOnly(input, ['dataset'], 'input');
    const {header, records} = await read(String(input['dataset']));
    return {columns: header, rows: records};
  }
  knowOnly(input, ['columns', 'rows', 'paths'], 'input');
  const rows = input['rows'] ?? input['paths'];
  if (!Array.isArray(rows)) throw new NotCovered('input without rows');
  if (rows.every(isRecord)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    return {columns, rows: rows.map((row) => columns.map((name) => row[name]))};
  }
  return {columns: listOf(input['columns']).map(String), rows: rows as RawTable['rows']};
}

function pathRows(columns: readonly string[], rows: RawTable['rows'], separator: string): {readonly rows: AttributionPath[]; readonly hasValue: boolean} {
  const place = Object.fromEntries(Object.entries(COLUMNS).map(([name, known]) => [name, columns.findIndex((column) => known.includes(column))]));
  const used = new Set(Object.values(place));
  const strange = columns.filter((name, at) => !used.has(at) && name !== '' && !PASSED_OVER.includes(name));
  if (strange.length > 0 || (place['path'] ?? -1) < 0) throw new NotCovered(`columns ${columns.join(', ')}`);
  const cell = (row: readonly unknown[], name: string): unknown => row[place[name] ?? -1];
  const given = (row: readonly unknown[], name: 'conversions' | 'value' | 'nulls'): {[name in typeof name]?: number} =>
    ((place[name] ?? -1) < 0 ? {} : {[name]: Number(cell(row, name) ?? 0)});
  return {
    hasValue: (place['value'] ?? -1) >= 0,
    rows: rows.map((row) => {
      const path = cell(row, 'path');
      const ages = cell(row, 'ages');
      return {
        path: listOf(typeof path === 'string' ? path.split(separator) : path).map((channel) => String(channel).trim())
          .filter((channel) => channel !== ''),
        ...given(row, 'conversions'), ...given(row, 'value'), ...given(row, 'nulls'),
        ...(Array.isArray(ages) ? {ages: ages.map(Number)} : {}),
      };
    }),
  };
}

const TRANSFORMS: Readonly<Record<string, AttributePathsOptions>> = {
  unique_path: {}, exposure_path: {collapse: true}, first_path: {collapse: 'all'},
  remove_if_not_all: {dropDirect: 'any'}, remove_if_last_and_not_all: {dropDirect: 'last'},
};

const PARAMS = [
  'sep', 'order', 'collapse', 'transform', 'path_transform', 'path_transforms', 'position', 'weights', 'half_life', 'half_life_days', 'direct', 'exclude', 'max_touches',
];

function readOptions(params: PeerCase['params']): AttributePathsOptions {
  knowOnly(params, PARAMS, 'params');
  if (![undefined, 1].includes(params['order'] as number | undefined)) throw new NotCovered(`order ${String(params['order'])}`);
  const transforms = listOf(params['path_transform'] ?? params['path_transforms'] ?? params['transform']).map(String);
  const strange = transforms.find((name) => !Object.hasOwn(TRANSFORMS, name));
  if (strange !== undefined) throw new NotCovered(`transform ${strange}`);
  const halfLife = params['half_life_days'] ?? params['half_life'];
  const position = params['position'] ?? params['weights'];
  return {
    ...Object.assign({}, ...transforms.map((name) => TRANSFORMS[name])) as AttributePathsOptions,
    ...(params['collapse'] === undefined ? {} : {collapse: params['collapse'] as boolean}),
    ...(position === undefined ? {} : {position: position as [number, number, number]}),
    ...(halfLife === undefined ? {} : {halfLife: Number(halfLife)}),
    ...(params['direct'] === undefined ? {} : {direct: listOf(params['direct']).map(String)}),
    ...(params['exclude'] === undefined ? {} : {exclude: listOf(params['exclude']).map(String)}),
    ...(params['max_touches'] === undefined ? {} : {maxTouches: Number(params['max_touches'])}),
  };
}

/** The credit of a model in the form in which it is expected, of the channels that are expected and of all others that have some. */
function creditLike(
  like: unknown, rows: readonly AttributionPath[], model: AttributionModel, options: AttributePathsOptions, hasValue: boolean,
): unknown {
  if (!isRecord(like)) throw new NotCovered(`${model} as ${JSON.stringify(like)}`);
  const list = attributePaths(rows, {...options, models: [model]}).models[model] ?? [];
  const form = Object.values(like)[0];
  const shown = list.filter(({channel, conversions, value}) => Object.hasOwn(like, channel) || conversions !== 0 || value !== 0);
  return Object.fromEntries(shown.map(({channel, conversions, value}) => {
    if (Array.isArray(form)) return [channel, form.length === 1 ? [conversions] : [conversions, value]];
    if (!isRecord(form)) return [channel, hasValue ? value : conversions];
    return [channel, Object.fromEntries(Object.keys(form).map((name) => {
      if (COLUMNS['conversions']?.includes(name)) return [name, conversions];
      if (COLUMNS['value']?.includes(name)) return [name, value];
      throw new NotCovered(`expected has ${name}`);
    }))];
  }));
}

/** Totals of the paths, as every model must keep them. */
function totalOf(name: string, rows: readonly AttributionPath[]): number | readonly number[] | undefined {
  const {conversions, value, nulls} = attributePaths(rows, {models: ['last']});
  if (name === 'totals' || name === 'total') return [conversions, value];
  if (name === 'paths' || name === 'rows') return rows.length;
  if (name === 'total_conversions' || name === 'conversions') return conversions;
  if (name === 'total_value' || name === 'total_conversion_value' || name === 'value' || name === 'revenue') return value;
  return name === 'total_null' || name === 'nulls' ? nulls : undefined;
}

/** Attribution over paths; any other ability is totals over a whole file, told by the columns and the SQL of the case. */
export const channelAnswerer = (capability: string): Answerer => (/^attribution\b/.test(capability) ? attributionCase : channelTotalsCase);
