/** The address that people reach this site at, and whether calendar programs on the internet can too. */

export interface PublicAddress {
  /** Without a slash at its end. */
  readonly base: string;
  /** What keeps others from subscribing, in a sentence; null: nothing that can be told from here. */
  readonly warning: string | null;
}

const LOCAL_NAMES = /^(localhost|.*\.localhost|.*\.local|.*\.internal|.*\.test|.*\.invalid|[^.:]+)$/i;
const PRIVATE_ADDRESSES =
  /^(0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[?(::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]?$)/i;

/**
 * @param publicUrl PUBLIC_URL; null where it is not set
 * @param asked the origin that this request came to, for want of PUBLIC_URL; only ever shown to who asked
 */
export function judgeAddress(publicUrl: string | null, asked: string): PublicAddress {
  if (publicUrl === null) {
    return {
      base: asked,
      warning:
        'This site does not know its own public address (PUBLIC_URL is not set), so these links work only where this page does. Google Calendar and Outlook fetch feeds from their own servers and will not reach it.',
    };
  }
  const url = new URL(publicUrl);
  if (LOCAL_NAMES.test(url.hostname) || PRIVATE_ADDRESSES.test(url.hostname)) {
    return {
      base: publicUrl,
      warning: `${url.host} cannot be reached from the internet. A calendar on this network can subscribe; Google Calendar and Outlook, which fetch feeds from their own servers, cannot.`,
    };
  }
  if (url.protocol === 'http:') {
    return {
      base: publicUrl,
      warning:
        'This address begins with http: and is not encrypted. Some calendars refuse it or ask again and again; it should be https:.',
    };
  }
  return { base: publicUrl, warning: null };
}
