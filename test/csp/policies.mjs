/** The policies that the kit promises to work under. Nothing may run or apply that does not come as a file from the page's own server. */

const BASE = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "worker-src 'self'", "img-src 'self'", "font-src 'self'",
  "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
];

export const POLICIES = {
  'a strict policy': BASE,
  'a strict policy with Trusted Types': [...BASE, 'trusted-types lit-html', "require-trusted-types-for 'script'"],
};
