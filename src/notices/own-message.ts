/** Messages about a subscription itself: confirmation and test. */
import type { Courses } from '../feeds/courses.ts';
import type { NoticeSubscription } from '../store/notices.ts';
import { say } from '../words/say.ts';
import { inVoice, voiceOf } from '../words/voice.ts';
import { sayList } from '../words/wording.ts';
import type { Message, Parcel } from './message.ts';
import { nameWanted } from './wanted.ts';

export function composeOwn(courses: Pick<Courses, 'entry'>) {
  return ({ key, kind }: Parcel, { choices }: NoticeSubscription): Message => {
    const named = choices.flatMap(({ course, sections }) => nameWanted(courses, course, sections) ?? []);
    const voice = voiceOf(named[0] ?? {});
    return inVoice(voice, () => {
      const codes = sayList(named.map(({ code }) => code));
      const subject =
        kind === 'confirm' ? say('notices.confirmSubject', { codes }) : say('notices.testSubject', { codes });
      const told = named.map(({ code, title, path, sections }) => ({
        ...{ code, title, path },
        lines: sections.length === 0 ? [] : [sayList(sections)],
      }));
      return { key, kind, voice, subject, courses: told, soonest: null, expires: null };
    });
  };
}
