/** Names for where rows come from that are safe to show: no credentials, no query. */

/** An address without user, query and fragment; `data:` and `blob:` addresses by their kind only. */
export function safeAddress(address: string | URL): string {
  const text = String(address);
  const scheme = /^(data|blob):/i.exec(text);
  if (scheme) return `${scheme[0].toLowerCase()}…`;
  return text.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/@]*@/i, '$1//').slice(0, 200);
}

/** A message of the platform without what follows a question mark in any address that it quotes. */
export function redacted(cause: unknown): Error {
  const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new Error(message.replace(/\?[^\s'"`)]*/g, '?…').replace(/\/\/[^/\s@]*@/g, '//').slice(0, 500));
}
