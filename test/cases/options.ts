/** The runner's command line. */

export interface RunOptions {
  readonly cases: string;
  readonly data: string;
  readonly json?: string;
  readonly only?: string;
}

const NAMES = ['cases', 'data', 'json', 'only'] as const;
export const USAGE = 'npm run cases -- [--cases DIR] [--data DIR] [--json FILE] [--only WIDGET] [--built]';

/** Where cases are looked for: the shared collection beside the project, else the copies that came with it. */
export const CASE_FOLDERS = ['../shared/cases', 'test/cases/data'];

/** Reads `--name value` and `--name=value`. Throws an `Error` that says what is not understood. */
export function readOptions(args: readonly string[], isFolder: (path: string) => boolean): RunOptions {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/.exec(args[at] ?? '') ?? [];
    if (!NAMES.some((known) => known === name)) throw new Error(`I do not understand "${args[at] ?? ''}". Write ${USAGE}`);
    const value = inline ?? args[++at];
    if (value === undefined || value === '' || value.startsWith('--')) throw new Error(`--${name} needs a value. Write ${USAGE}`);
    given.set(name, value);
  }
  const cases = given.get('cases') ?? CASE_FOLDERS.find(isFolder);
  if (cases === undefined) throw new Error(`There are no cases in ${CASE_FOLDERS.join(' nor in ')}. Name a folder that holds some with --cases DIR.`);
  if (!isFolder(cases)) throw new Error(`There is no folder ${cases}. Name one that holds cases with --cases DIR.`);
  const [json, only] = [given.get('json'), given.get('only')];
  return {cases, data: given.get('data') ?? '../shared/data', ...(json ? {json} : {}), ...(only ? {only} : {})};
}
