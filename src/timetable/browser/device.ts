/** Guesses the device and the kind of browser from the User-Agent. */

export type Device =
  | 'android'
  | 'iphone'
  /** Chrome, Firefox or Edge on iOS: only Safari opens calendar links. */
  | 'iphone-browser'
  /** An in-app browser: opens no calendar links and soon loses its storage. */
  | 'in-app'
  | 'mac'
  | 'windows'
  | 'other';

export const DEVICES: readonly Device[] = ['android', 'iphone', 'iphone-browser', 'in-app', 'mac', 'windows', 'other'];

const APPS =
  /\b(?:FBAN|FBAV|FB_IAB|Instagram|Line\/|Twitter|LinkedInApp|Snapchat|Slack|WhatsApp|TikTok|musical_ly|BytedanceWebview|MicroMessenger|Pinterest|GSA\/|Teams\/)/i;

/** Only determines the order of the options; all are available everywhere. */
export function guessDevice(userAgent: string | undefined): Device {
  const agent = userAgent ?? '';
  if (/Android/i.test(agent)) return APPS.test(agent) || /; wv\)/.test(agent) ? 'in-app' : 'android';
  if (/iPhone|iPad|iPod/i.test(agent)) {
    if (/\b(?:CriOS|FxiOS|EdgiOS|OPiOS|OPT)\//.test(agent)) return 'iphone-browser';
    // A web view's User-Agent lacks Safari.
    return APPS.test(agent) || !/Safari\//.test(agent) ? 'in-app' : 'iphone';
  }
  if (/Macintosh|Mac OS X/i.test(agent)) return 'mac';
  if (/Windows/i.test(agent)) return 'windows';
  return 'other';
}
