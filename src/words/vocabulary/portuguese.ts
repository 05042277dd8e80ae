/** The words of timetables in Portuguese. */
import type { LanguageWords } from './language.ts';

export const PORTUGUESE: LanguageWords = {
  name: 'Portuguese',
  days: [
    ['MO', 'segunda-feira', 'segundas-feiras', 'segunda segundas seg'],
    ['TU', 'terça-feira', 'terças-feiras', 'terça terças ter'],
    ['WE', 'quarta-feira', 'quartas-feiras', 'quarta quartas qua'],
    ['TH', 'quinta-feira', 'quintas-feiras', 'quinta quintas qui'],
    ['FR', 'sexta-feira', 'sextas-feiras', 'sexta sextas sex'],
    ['SA', 'sábado', '', 'sab'],
    ['SU', 'domingo', '', 'dom'],
  ],
  kinds: [
    ['lecture', 'teórica aula', 'aulas teóricas'],
    ['lab', 'laboratório', 'laboratórios'],
    ['practical', 'prática teórico-prática', 'práticas'],
    ['office hours', 'atendimento monitoria plantão', 'atendimentos monitorias plantões'],
  ],
  words: {
    To: 'às até',
    From: 'das',
    Every: 'cada toda todas',
    SectionName: 'turma turmas',
    Building: 'sala anfiteatro edifício gabinete',
    Role: 'professor professora docente docentes',
    Month: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
    And: 'e',
    Occasion: 'prova provas exame exames entrega entregas',
  },
  weeks: {
    week: 'semanas?|sem\\.?',
    odd: 'ímpares|impares',
    even: 'pares',
    alternate:
      'quinzenal(?:mente)?|(?:a cada|de) (?:duas|2|três|quinze|15) (?:em (?:duas|2) )?(?:semanas|dias)|semanas? alternadas?|de 15 em 15 dias|semana sim[,]? semana não',
    alternateDay: 'cada segunda',
    start: 'a partir d(?:a|e|o)|desde|começa(?:m|ndo)?(?: em| na| no)?',
    until: 'a|à|até(?: a| à| ao| o)?',
    only: 'só|somente|apenas',
    excepting: 'exceto|excepto|salvo|menos',
    ordinals: 'primeira segunda terceira quarta quinta sexta sétima oitava nona décima',
    last: 'últimas?',
    half: 'metade',
    term: 'semestre|trimestre|período',
    small: 'a|as|o|os|da|das|do|dos|de|na|nas|durante|letivas?',
    some: 'não todas as semanas|algumas semanas',
    months: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  },
};
