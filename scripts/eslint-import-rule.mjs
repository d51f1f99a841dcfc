/** ESLint rule `tillboard/imports`: holds every import against the tables of `import-rules.mjs`. */

import {dirname, relative, resolve, sep} from 'node:path';

import {root} from './ensure-install.mjs';
import {EMPTY_NAMES, PACKAGES, ROOMS, TESTS} from './import-rules.mjs';

const toProjectPath = (file) => relative(root, file).split(sep).join('/');

const MESSAGES = {
  room: '{{room}} may not import {{target}}. See the table in CONTRIBUTING.md, "The house".',
  typesOnly: '{{room}} may import only types from {{target}}: write `import type`.',
  dynamicOnly: '{{room}} may import {{target}} only by `import()`, so that the element stays small.',
  package: '"{{target}}" may not be imported here. `scripts/import-rules.mjs` says where.',
  unlisted: '"{{target}}" is a new package: say in `scripts/import-rules.mjs` where it may be imported.',
  entry: '{{room}} may not import "{{target}}": inside the kit, import the file.',
  outside: '{{room}} uses the kit as a host would: import {{target}} through a public entry point.',
  name: '"{{target}}" says nothing about what is inside: name the file after its main export.',
};

function fits(patterns, target, file) {
  const [, folder] = file.split('/');
  const own = `components/${folder}/`;
  return (patterns ?? []).some((pattern) => (pattern === '@' ? target.startsWith(own) : pattern.test(target)));
}

/** What is wrong with `file` importing its own project's `target`, as a message id; undefined if nothing is. */
function judgeFile(room, file, target, how) {
  if (fits(room.own, target, file)) return undefined;
  if (how === 'dynamic' && fits(room.dynamic, target, file)) return undefined;
  if (how === 'type' && fits(room.types, target, file)) return undefined;
  if (how === 'static' && fits(room.dynamic, target, file)) return 'dynamicOnly';
  if (fits(room.types, target, file)) return 'typesOnly';
  return room.entries ? 'outside' : 'room';
}

function judgePackage(room, file, target, how) {
  if (target === 'tillboard' || target.startsWith('tillboard/')) return room.entries ? undefined : 'entry';
  if (TESTS.test(file)) return undefined;
  const entry = PACKAGES.find(({name}) => name.test(target));
  if (!entry) return 'unlisted';
  if (entry.files.test(file) || (how === 'type' && entry.types?.test(file))) return undefined;
  return entry.types?.test(file) ? 'typesOnly' : 'package';
}

export const importRule = {
  meta: {type: 'problem', schema: [], messages: MESSAGES},
  create(context) {
    const file = toProjectPath(context.filename);
    const room = ROOMS.find(({files}) => files.test(file));
    if (!room) return {};
    const check = (node, source, how) => {
      if (typeof source?.value !== 'string') return;
      const specifier = source.value.replace(/\?.*$/, '');
      const target = specifier.startsWith('.') ? toProjectPath(resolve(dirname(context.filename), specifier)) : specifier;
      const judge = specifier.startsWith('.') ? judgeFile : judgePackage;
      const messageId = judge(room, file, target, how);
      if (messageId) context.report({node, messageId, data: {room: room.name, target}});
    };
    const isType = (node) => node.importKind === 'type' || node.exportKind === 'type' || onlyTypes(node.specifiers);
    const checkStatement = (node) => check(node, node.source, isType(node) ? 'type' : 'static');
    return {
      Program(node) {
        if (EMPTY_NAMES.test(file)) context.report({node, messageId: 'name', data: {target: file}});
      },
      ImportDeclaration: checkStatement,
      ExportNamedDeclaration: checkStatement,
      ExportAllDeclaration: checkStatement,
      ImportExpression: (node) => check(node, node.source, 'dynamic'),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, 'type'),
    };
  },
};

function onlyTypes(specifiers) {
  return specifiers?.length > 0 && specifiers.every(({importKind, exportKind}) => importKind === 'type' || exportKind === 'type');
}
