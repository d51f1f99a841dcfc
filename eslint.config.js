import stylistic from '@stylistic/eslint-plugin';
import {configs as litConfigs} from 'eslint-plugin-lit';
import {configs as wcConfigs} from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

import {importRule} from './scripts/eslint-import-rule.mjs';

const SOURCES = ['data-adapters', 'metrics', 'engine', 'components'].map((folder) => `${folder}/**/*.ts`);
const TESTS = ['test/**/*.ts', 'bench/**/*.ts'];
const HOSTS = ['stories/**/*.ts', 'demo/**/*.ts'];
const NETWORK = ['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket'];

/** Syntax that the house rules forbid, each with what to do instead. */
const SYNTAX = [
  {selector: 'TSEnumDeclaration', message: 'No enums: a union of string literals, or a const object.'},
  {selector: 'TSModuleDeclaration[kind="namespace"]', message: 'No namespaces: a module is one.'},
  {selector: 'TSParameterProperty[readonly=false]', message: 'Parameter properties are `readonly` or fields.'},
  {selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]', message: 'Markup from text is a hole: build nodes.'},
  {selector: 'CallExpression[callee.property.name=/^(insertAdjacentHTML|write|writeln)$/][callee.object.name="document"]', message: 'Build nodes.'},
  {selector: 'CallExpression[callee.property.name="insertAdjacentHTML"]', message: 'Markup from text is a hole: build nodes.'},
  {
    selector: 'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]',
    message: 'A strict policy blocks style attributes: use an adopted sheet or `.style.setProperty`.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^lit.directives.(unsafe-html|unsafe-svg|style-map)/]',
    message: 'Blocked by a strict policy at first paint, or a hole: use text bindings, classes and `.style=${…}`.',
  },
];
const NO_DEFAULT = {selector: 'ExportDefaultDeclaration', message: 'Named exports only.'};

/** Rules that need types; they find promises that nobody waits for and switches that miss a case. */
const TYPE_AWARE = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', {checksVoidReturn: {arguments: false, attributes: false}}],
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  '@typescript-eslint/only-throw-error': ['error', {allowThrowingUnknown: true}],
  '@typescript-eslint/prefer-promise-reject-errors': ['error', {allowThrowingUnknown: true}],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
};

const CODE = {
  'tillboard/imports': 'error',
  'no-console': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-restricted-globals': ['error', ...NETWORK.map((name) => ({name, message: 'Only data-adapters/ talk to the network.'}))],
  'no-restricted-properties': [
    'error',
    ...NETWORK.flatMap((property) =>
      ['window', 'globalThis', 'self'].map((object) => ({object, property, message: 'Only data-adapters/ talk to the network.'})),
    ),
  ],
  'no-restricted-syntax': ['error', ...SYNTAX, NO_DEFAULT],
  'max-lines': ['error', {max: 300}],
  'max-lines-per-function': ['error', {max: 60, skipBlankLines: true, skipComments: true}],
  '@typescript-eslint/ban-ts-comment': ['error', {'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true}],
  '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'separate-type-imports', disallowTypeAnnotations: false}],
  '@typescript-eslint/explicit-module-boundary-types': 'off',
  '@typescript-eslint/no-invalid-void-type': 'off',
  '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true}],
};

const STYLE = {
  '@stylistic/quotes': ['error', 'single', {avoidEscape: true, allowTemplateLiterals: 'avoidEscape'}],
  '@stylistic/semi': ['error', 'always'],
  '@stylistic/object-curly-spacing': ['error', 'never'],
  '@stylistic/comma-dangle': ['error', 'only-multiline'],
  '@stylistic/no-tabs': 'error',
  '@stylistic/no-trailing-spaces': 'error',
  '@stylistic/eol-last': 'error',
  '@stylistic/no-multiple-empty-lines': ['error', {max: 1}],
  '@stylistic/max-len': ['error', {code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true}],
};

export default tseslint.config(
  {ignores: ['**/dist/**', 'node_modules/**', 'storybook-static/**', '.cache/**', 'coverage/**', 'demo/public/**']},
  {linterOptions: {noInlineConfig: true, reportUnusedDisableDirectives: 'error'}},
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict, litConfigs['flat/recommended'], wcConfigs['flat/best-practice']],
    plugins: {'@stylistic': stylistic, tillboard: {rules: {imports: importRule}}},
    languageOptions: {parserOptions: {projectService: {allowDefaultProject: ['vite.config.ts', '.storybook/*.ts']}, tsconfigRootDir: import.meta.dirname}},
    rules: {
      ...CODE,
      ...STYLE,
      ...TYPE_AWARE,
      'lit/ban-attributes': ['error', 'style'],
      'lit/no-legacy-template-syntax': 'error',
      'lit/no-property-change-update': 'error',
      'lit/no-template-bind': 'error',
      // The file of `till-kpi` is `kpi/kpi.ts`, and `@element` defines the class it stands on: these two read only `define` calls.
      'wc/file-name-matches-element': 'off',
      'wc/guard-define-call': 'off',
    },
  },
  {files: ['data-adapters/**/*.ts'], rules: {'no-restricted-globals': 'off', 'no-restricted-properties': 'off'}},
  {files: ['components/shared/warnings.ts'], rules: {'no-console': 'off'}},
  {files: SOURCES, rules: {'@typescript-eslint/no-non-null-assertion': 'error'}},
  {
    files: TESTS,
    rules: {
      'max-lines': ['error', {max: 400}],
      'max-lines-per-function': 'off',
      'no-console': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {files: ['stories/**/*.ts', '.storybook/*.ts', 'vite.config.ts', 'demo/**/*.d.ts'], rules: {'no-restricted-syntax': ['error', ...SYNTAX]}},
  {files: HOSTS, rules: {'no-restricted-globals': 'off', 'no-restricted-properties': 'off'}},
  {
    files: ['**/*.mjs', '**/*.js'],
    plugins: {'@stylistic': stylistic},
    languageOptions: {ecmaVersion: 'latest', sourceType: 'module'},
    rules: {...STYLE, 'max-lines': ['error', {max: 300}], 'no-var': 'error', 'prefer-const': 'error', eqeqeq: 'error'},
  },
);
