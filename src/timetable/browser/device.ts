/** On which device a page is read, and in which kind of browser, as far as it tells. */

export type Device =
  | 'android'
  | 'iphone'
  /** Chrome, Firefox or Edge on iOS: calendar links open from Safari alone. */
  | 'iphone-browser'
  /** The browser inside another app, which opens no calendar and soon forgets. */
  | 'in-app'
  | 'mac'
  | 'windows'
  | 'other';

export const DEVICES: readonly Device[] = ['android', 'iphone', 'iphone-browser', 'in-app', 'mac', 'windows', 'other'];

const APPS =
  /\b(?:FBAN|FBAV|FB_IAB|Instagram|Line\/|Twitter|LinkedInApp|Snapchat|Slack|WhatsApp|TikTok|musical_ly|BytedanceWebview|MicroMessenger|Pinterest|GSA\/|Teams\/)/i;

/** From a User-Agent alone, and only to order what is offered: everything is offered everywhere. */
export function guessDevice(userAgent: string | undefined): Device {
  const agent = userAgent ?? '';
  if (/Android/i.test(agent)) return APPS.test(agent) || /; wv\)/.test(agent) ? 'in-app' : 'android';
  if (/iPhone|iPad|iPod/i.test(agent)) {
    if (/\b(?:CriOS|FxiOS|EdgiOS|OPiOS|OPT)\//.test(agent)) return 'iphone-browser';
    // A web view says nothing of Safari.
    return APPS.test(agent) || !/Safari\//.test(agent) ? 'in-app' : 'iphone';
  }
  if (/Macintosh|Mac OS X/i.test(agent)) return 'mac';
  if (/Windows/i.test(agent)) return 'windows';
  return 'other';
}
