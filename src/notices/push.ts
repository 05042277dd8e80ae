/** Web push notices: encrypted (RFC 8291), signed with VAPID (RFC 8292), sent to the push service (RFC 8030). */
import webPush from 'web-push';
import { say } from '../words/say.ts';
import { inVoice } from '../words/voice.ts';
import type { Send } from './attempts.ts';
import type { Message } from './message.ts';
import { postNotice, type Reach } from './posting.ts';
import { createVapidSigner, type VapidContext } from './vapid.ts';

export interface PushContext extends Reach, VapidContext {
  readonly publicUrl: string;
}

const DAY = 86_400_000;
const LONGEST_TTL_S = 28 * 86_400;
const LEAST_TTL_S = 60;
/** Push services accept 4,096 bytes, including encryption overhead. */
const MOST_CHARACTERS = 700;

export function createPushSender(context: PushContext): Send {
  const { publicUrl, clock } = context;
  const sign = createVapidSigner(context);
  return async ({ address, settings }, message) => {
    const { p256dh = '', auth = '' } = settings;
    const now = clock();
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint: address, keys: { p256dh, auth } },
      write(message),
      {
        TTL: Math.min(LONGEST_TTL_S, Math.max(LEAST_TTL_S, Math.ceil(((message.expires ?? now + DAY) - now) / 1000))),
        urgency: message.soonest !== null && message.soonest - now <= DAY ? 'high' : 'normal',
        topic: message.key,
        headers: { Authorization: sign(address) },
      },
    );
    const lines = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const outcome = await postNotice({ url: address, headers: lines, body: body ?? '' }, context);
    // Browsers never have such an endpoint; the subscription is forged.
    return outcome.type === 'later' && outcome.forbidden ? { type: 'ended', why: outcome.error } : outcome;
  };

  /** The payload for the service worker: text and the URL to open. */
  function write({ key, voice, subject, courses }: Message): string {
    const several = courses.length > 1;
    const said = courses.flatMap(({ code, lines }) =>
      lines.map((line) => (several ? inVoice(voice, () => say('notices.lineOfCourse', { code, line })) : line)),
    );
    const [first] = courses;
    const url = courses.length === 1 && first ? `${publicUrl}${first.path}` : `${publicUrl}/my`;
    return JSON.stringify({ title: subject.slice(0, 200), body: cut(said.join('\n')), tag: key, url });
  }
}

function cut(text: string): string {
  const whole = [...text];
  return whole.length > MOST_CHARACTERS ? `${whole.slice(0, MOST_CHARACTERS).join('')}…` : text;
}
