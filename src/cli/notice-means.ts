/** The channels for notices that are set up here. Others are not offered. */
import type { Config } from '../config.ts';

export interface NoticeMeans {
  /** The base of links in notices; null if there is none, and no notice is sent. */
  readonly address: string | null;
  readonly mail: boolean;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

type NoticeConfig = Pick<Config, 'publicUrl' | 'mail' | 'notices'>;

export function findMeans({ publicUrl, mail, notices }: NoticeConfig): NoticeMeans {
  if (!notices) return { address: null, mail: false };
  const url = publicUrl === null ? null : new URL(publicUrl);
  const address = url && (url.protocol === 'https:' || LOOPBACK.test(url.hostname)) ? publicUrl : null;
  return { address, mail: address !== null && mail !== null };
}

/** One line for each, for `belltower status`. */
export function describeMeans(config: NoticeConfig): readonly string[] {
  if (!config.notices) return ['are not delivered: NOTICES is off'];
  const { address, mail } = findMeans(config);
  if (address === null) {
    const lack = config.publicUrl === null ? 'PUBLIC_URL is not set' : 'PUBLIC_URL does not begin with https:';
    return [`are not offered: ${lack}`];
  }
  return [
    mail ? 'by mail: offered' : 'by mail: not offered, SMTP_URL is not set',
    'in browsers, by push: offered',
    'in a course’s chat: offered',
  ];
}
