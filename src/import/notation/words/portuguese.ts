/** The words of timetables in Portuguese. */
import type { LanguageWords } from './language.ts';

export const PORTUGUESE: LanguageWords = {
  days: [
    ['MO', 'segunda-feira', 'segundas-feiras'],
    ['TU', 'terça-feira', 'terças-feiras'],
    ['WE', 'quarta-feira', 'quartas-feiras'],
    ['TH', 'quinta-feira', 'quintas-feiras'],
    ['FR', 'sexta-feira', 'sextas-feiras'],
  ],
  kinds: [
    ['lecture', 'teórica', 'aulas teóricas'],
    ['lab', 'laboratório', 'laboratórios'],
    ['practical', 'prática', 'práticas'],
    ['office-hours', 'atendimento monitoria plantão', 'atendimentos monitorias plantões'],
  ],
  to: 'às até',
  from: 'das',
  at: '',
  every: 'cada toda todas',
  places: 'sala anfiteatro edifício gabinete',
  months: 'janeiro fevereiro março maio junho julho setembro outubro novembro dezembro',
};
