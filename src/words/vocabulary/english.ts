/** Weekdays and kinds in English; the vocabulary has the other words. */
import type { LanguageWords } from './language.ts';

export const ENGLISH: Pick<LanguageWords, 'days' | 'kinds'> = {
  days: [
    ['MO', 'monday mon', 'mondays mons', 'mo'],
    ['TU', 'tuesday tues tue', 'tuesdays', 'tu'],
    ['WE', 'wednesday wed weds wedn', 'wednesdays', 'we'],
    ['TH', 'thursday thurs thur thu thr', 'thursdays', 'th'],
    ['FR', 'friday fri', 'fridays fris', 'fr'],
    ['SA', 'saturday sat', 'saturdays sats', 'sa'],
    ['SU', 'sunday sun', 'sundays suns', 'su'],
  ],
  kinds: [
    ['lecture', 'lecture lec', 'lectures lecs'],
    ['precept', 'precept', 'precepts'],
    ['recitation', 'recitation rec', 'recitations recs'],
    ['discussion', 'discussion disc dis', 'discussions'],
    ['tutorial', 'tutorial tut', 'tutorials tuts supervision supervisions'],
    ['seminar', 'seminar colloquium workshop', 'seminars workshops'],
    ['lab', 'lab laboratory', 'labs laboratories'],
    ['studio', 'studio', 'studios'],
    ['practical', 'practical practicum', 'practicals'],
    ['exercise', 'exercise', 'exercises'],
    ['office hours', 'consultation drop-in oh ohs o.h.', 'consultations drop-ins'],
  ],
};
