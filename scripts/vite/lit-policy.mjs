/**
 * Vite plugin for the script-tag bundle, which carries its own Lit. A page may already have one, and a strict policy lets the name
 * `lit-html` be taken once; the bundle then falls back to `tillboard-lit`.
 */

const CREATE = /\b([\w$]+)\.createPolicy\((["'])lit-html\2,\s*(\{[^{}]*\})\)/;

export function litPolicy() {
  return {
    name: 'tillboard:lit-policy',
    transform(code, id) {
      if (!/[\\/]lit-html[\\/]lit-html\.js/.test(id)) return undefined;
      if (!CREATE.test(code)) throw new Error(`${id} does not create its policy the way it used to: mend scripts/vite/lit-policy.mjs.`);
      const create = (name) => `$1.createPolicy($2${name}$2, $3)`;
      const either = `(() => { try { return ${create('lit-html')}; } catch { return ${create('tillboard-lit')}; } })()`;
      return {code: code.replace(CREATE, either), map: null};
    },
  };
}
