/** On which device a page is read, as far as its browser tells. */

export type Device = 'android' | 'iphone' | 'mac' | 'windows' | 'other';

/** From a User-Agent alone, and only to order what is offered: everything is offered everywhere. */
export function guessDevice(userAgent: string | undefined): Device {
  const agent = userAgent ?? '';
  if (/Android/i.test(agent)) return 'android';
  if (/iPhone|iPad|iPod/i.test(agent)) return 'iphone';
  if (/Macintosh|Mac OS X/i.test(agent)) return 'mac';
  if (/Windows/i.test(agent)) return 'windows';
  return 'other';
}
