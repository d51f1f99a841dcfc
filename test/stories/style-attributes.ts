/** Hears of every style attribute that a template or a script writes, the way a strict policy does; `element.style` is not one. */

const blocked: string[] = [];

document.addEventListener('securitypolicyviolation', ({violatedDirective, sample, blockedURI}) => {
  blocked.push(`${violatedDirective} ${blockedURI} ${sample}`.trim());
});

const policy = document.createElement('meta');
policy.httpEquiv = 'Content-Security-Policy';
policy.content = 'style-src-attr \'none\'';
document.head.append(policy);

/** What was blocked since it was last asked for. Violations are told in a later task. */
export async function takeBlockedStyles(): Promise<string[]> {
  await new Promise((resolve) => setTimeout(resolve));
  return blocked.splice(0);
}
