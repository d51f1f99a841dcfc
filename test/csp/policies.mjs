/** The policies that the kit promises to work under. Nothing may run or apply that does not come as a file from the page's own server. */

const BASE = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "worker-src 'self'", "img-src 'self'", "font-src 'self'",
  "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
];

const trustedTypes = (names) => [...BASE, `trusted-types ${names}`, "require-trusted-types-for 'script'"];

/** `runsOn`: where the queries are worked out; a page that keeps them to itself names fewer policies for Trusted Types. */
export const POLICIES = {
  'a strict policy': {directives: BASE, runsOn: 'worker'},
  'a strict policy with Trusted Types': {directives: trustedTypes('lit-html tillboard'), runsOn: 'worker'},
  'a strict policy with Trusted Types and no worker': {directives: trustedTypes('lit-html').filter((text) => !text.startsWith('worker-src')), runsOn: 'page'},
};
