/** The site's public address, and whether calendar programs on the internet can reach it. */
import { say } from '../words/say.ts';

export interface PublicAddress {
  /** Without a slash at its end. */
  readonly base: string;
  /** What prevents others from subscribing, in a sentence; null: nothing that is known here. */
  readonly warning: string | null;
}

const LOCAL_NAMES = /^(localhost|.*\.localhost|.*\.local|.*\.internal|.*\.test|.*\.invalid|[^.:]+)$/i;
const PRIVATE_ADDRESSES =
  /^(0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[?(::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]?$)/i;

/**
 * @param publicUrl PUBLIC_URL; null if it is not set
 * @param asked the origin of the request, used without PUBLIC_URL and shown only in its answer
 */
export function judgeAddress(publicUrl: string | null, asked: string): PublicAddress {
  if (publicUrl === null) {
    // Elsewhere the setting is its owner's matter, and students can do nothing about it.
    const isHere = asked !== '' && isLocal(new URL(asked).hostname);
    return { base: asked, warning: isHere ? say('address.unknown') : null };
  }
  const url = new URL(publicUrl);
  if (isLocal(url.hostname)) {
    return {
      base: publicUrl,
      warning: say('address.private', { host: url.host }),
    };
  }
  if (url.protocol === 'http:') {
    return {
      base: publicUrl,
      warning: say('address.plain'),
    };
  }
  return { base: publicUrl, warning: null };
}

function isLocal(hostname: string): boolean {
  return LOCAL_NAMES.test(hostname) || PRIVATE_ADDRESSES.test(hostname);
}
