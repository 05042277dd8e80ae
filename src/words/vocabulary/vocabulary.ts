/** The words of timetables, each with the class the grammar knows it by. Other languages stand beside English. */
import type { Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import { DUTCH } from './dutch.ts';
import { ENGLISH } from './english.ts';
import { FINNISH } from './finnish.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { ITALIAN } from './italian.ts';
import { PORTUGUESE } from './portuguese.ts';
import { SPANISH } from './spanish.ts';
import { SWEDISH } from './swedish.ts';

export type WordClass =
  | 'DayName'
  | 'DayLetters'
  | 'Month'
  | 'Meridiem'
  | 'Noon'
  | 'Midnight'
  | 'To'
  | 'Until'
  | 'And'
  | 'Every'
  | 'Other'
  | 'Alternate'
  | 'Parity'
  | 'Fortnightly'
  | 'Week'
  | 'After'
  | 'Before'
  | 'Immediately'
  | 'KindName'
  | 'SectionName'
  | 'HoursOf'
  | 'Hour'
  | 'Minute'
  | 'Quantity'
  | 'Half'
  | 'Absent'
  | 'Occasion'
  | 'Role'
  | 'From'
  | 'Starting'
  | 'At'
  | 'In'
  | 'By'
  | 'Appointment'
  | 'Article'
  | 'Unit'
  | 'Numbered'
  | 'Building'
  | 'OClock'
  | 'Except'
  | 'Weekday'
  | 'Not'
  | 'Zone'
  | 'Matter'
  | 'Be'
  | 'Term';

export interface Meaning {
  readonly class: WordClass;
  readonly day?: Weekday;
  readonly kind?: Kind;
  readonly weak?: boolean;
  readonly plural?: boolean;
  readonly value?: number;
}

const WORDS = new Map<string, Meaning>();

function teach(words: string, meaning: Meaning): void {
  for (const word of words.split(' ').filter((each) => each !== '')) WORDS.set(word.replaceAll('_', ' '), meaning);
}

for (const [day, single, plural] of ENGLISH.days) {
  teach(single, { class: 'DayName', day, plural: false });
  teach(plural, { class: 'DayName', day, plural: true });
}
teach('weekday weekdays daily', { class: 'Weekday' });

teach(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember okt dez enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier février mars avril juin juillet août septembre octobre novembre décembre',
  { class: 'Month' },
);

teach('noon midday', { class: 'Noon' });
teach('midnight', { class: 'Midnight' });
teach('to till til thru through bis à a.to', { class: 'To' });
teach('until ending ends', { class: 'Until' });
teach('and und et y e och', { class: 'And' });
teach('every each jeden jede tous chaque weekly per', { class: 'Every' });
teach('other second third', { class: 'Other' });
teach('alternate alternating', { class: 'Alternate' });
teach('odd even', { class: 'Parity' });
teach('biweekly bi-weekly fortnightly zweiwöchentlich 14-täglich', { class: 'Fortnightly' });
teach('week', { class: 'Week' });
teach('weeks wks wk woche wochen', { class: 'Week', plural: true });
teach('after following afterwards', { class: 'After' });
teach('before preceding prior', { class: 'Before' });
teach('immediately directly right just straight shortly', { class: 'Immediately' });

for (const [kind, single, plural] of ENGLISH.kinds) {
  teach(single, { class: 'KindName', kind, plural: false });
  teach(plural, { class: 'KindName', kind, plural: true });
}
teach('class meeting session lesson', { class: 'KindName', kind: 'lecture', weak: true, plural: false });
teach('classes meetings lessons sessions meets meet', { class: 'KindName', kind: 'lecture', weak: true, plural: true });
teach('section sections group groups sec sect gruppe grp groupe groupes grupo grupos gruppo gruppi groep turno', {
  class: 'SectionName',
});
teach('office student consulting dropin drop walk-in tutoring help contact support helproom question', {
  class: 'HoursOf',
});
teach('hour hours hr hrs stunde stunden', { class: 'Hour' });
teach('minute minutes min mins minuten', { class: 'Minute' });
teach('half', { class: 'Half', value: 0.5 });
for (const [i, word] of 'one two three four five six seven eight nine ten eleven twelve'.split(' ').entries()) {
  teach(word, { class: 'Quantity', value: i + 1 });
}
teach('tba tbd tbc tbh n/a na cancelled canceled announced determined', { class: 'Absent' });
teach(
  'exam exams midterm midterms final finals quiz quizzes test tests due deadline deadlines holiday holidays recess break submit submission submitted handed released turn hackathon makeup make-up presentation presentations',
  { class: 'Occasion' },
);
teach(
  'instructor instructors lecturer lecturers professor professors prof teacher teachers ta tas tutors tutor gsi gsis preceptor preceptors assistant assistants staff ca cas ula ulas ia ias la las grader graders team people contact contacts coordinator taught host hosts leader leaders',
  { class: 'Role' },
);
teach('from von de', { class: 'From' });
teach('starting beginning start starts begin begins begining', { class: 'Starting' });
teach('at um', { class: 'At' });
teach('in on located held via', { class: 'In' });
teach('by nach su sur', { class: 'By' });
teach('appointment appointments appt appts request email e-mail arrangement vereinbarung appuntamento rendez-vous', {
  class: 'Appointment',
});
teach('the our my your each.the weekly.the this', { class: 'Article' });
teach(
  'points point pts percent pages page students people credits credit units unit chapters problems questions days assignments homeworks items lectures.of papers times km usd',
  { class: 'Unit' },
);
teach(
  'chapter chapters ch pp p exercises.no problem problems pages page figure fig version v vol volume no nos number numbers lines slides ext phone tel',
  {
    class: 'Numbered',
  },
);
teach(
  'basement amphi aud foyer lounge atrium cafe café commons courtyard plaza lobby suite trailer annexe block gallery gymnasium arena pavilion hall room building bldg rm theatre theater auditorium center centre library floor tower house wing annex campus laboratory.room raum hörsaal sal salle aula amphitheater amphitheatre online zoom virtual virtually remote remotely teams webex skype discord meet.google gather',
  { class: 'Building' },
);
teach("o'clock o’clock uhr hs hrs. h", { class: 'OClock' });
teach('except excluding', { class: 'Except' });
teach('no not', { class: 'Not' });
teach('est edt pst pdt pt cst cdt mst mdt gmt bst cet cest utc eastern pacific eet sgt ist', { class: 'Zone' });
teach(
  'notes slides material materials video videos recording recordings manual reports handouts board boards forum forums server channel',
  { class: 'Matter' },
);
teach('be', { class: 'Be' });
teach('semester term quarter period', { class: 'Term' });

for (const language of [DUTCH, FINNISH, FRENCH, GERMAN, ITALIAN, PORTUGUESE, SPANISH, SWEDISH]) {
  for (const [day, single, plural] of language.days) {
    teach(single, { class: 'DayName', day, plural: false });
    teach(plural, { class: 'DayName', day, plural: true });
  }
  for (const [kind, single, plural] of language.kinds) {
    teach(single, { class: 'KindName', kind, plural: false });
    teach(plural, { class: 'KindName', kind, plural: true });
  }
  teach(language.to, { class: 'To' });
  teach(language.from, { class: 'From' });
  teach(language.at, { class: 'At' });
  teach(language.every, { class: 'Every' });
  teach(language.places, { class: 'Building' });
  teach(language.months, { class: 'Month' });
}

/** What a word means in a timetable, or undefined. Case does not matter. */
export function meaningOf(word: string): Meaning | undefined {
  return WORDS.get(word.toLowerCase());
}
