/** Where an address holds a secret: whoever reads a log must not be able to open it. */
const SECRET = /\/(l|calendar)\/[^/?#]+/g;

/** An address as it may be written down. */
const withoutTokens = (url: string): string => url.replace(SECRET, '/$1/…');

/** What a log says of a request. */
export const requestInLog = ({ method, url, host }: { method: string; url: string; host?: string }) => ({
  method,
  url: withoutTokens(url),
  host,
});
