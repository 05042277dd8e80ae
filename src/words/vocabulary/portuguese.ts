/** The words of timetables in Portuguese. */
import type { LanguageWords } from './language.ts';

export const PORTUGUESE: LanguageWords = {
  days: [
    ['MO', 'segunda-feira', 'segundas-feiras', 'segunda seg'],
    ['TU', 'terça-feira', 'terças-feiras', 'terça ter'],
    ['WE', 'quarta-feira', 'quartas-feiras', 'quarta qua'],
    ['TH', 'quinta-feira', 'quintas-feiras', 'quinta qui'],
    ['FR', 'sexta-feira', 'sextas-feiras', 'sexta sex'],
    ['SA', 'sábado', '', 'sab'],
    ['SU', 'domingo', '', 'dom'],
  ],
  kinds: [
    ['lecture', 'teórica', 'aulas teóricas'],
    ['lab', 'laboratório', 'laboratórios'],
    ['practical', 'prática', 'práticas'],
    ['office hours', 'atendimento monitoria plantão', 'atendimentos monitorias plantões'],
  ],
  to: 'às até',
  from: 'das',
  at: '',
  every: 'cada toda todas',
  places: 'sala anfiteatro edifício gabinete',
  months: 'janeiro fevereiro março maio junho julho setembro outubro novembro dezembro',
};
