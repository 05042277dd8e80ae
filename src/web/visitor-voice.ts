/** The language of an answer: the one that the visitor's browser asks for, or else the site's. */
import type { Request, RequestHandler } from 'express';
import { ENGLISH, LANGUAGES, type Language } from '../domain/language.ts';
import { inVoice, type Voice } from '../words/voice.ts';

/** What depends on it names this header in `Vary`. */
export const ACCEPT_LANGUAGE = 'Accept-Language';

/** Programs read English: problem details are looked up in a search engine, and compared with the documentation. */
const FOR_PROGRAMS = /^\/api\/|\.json$/;
/** Kept by whoever reads it, so it does not depend on who asks. */
const FOR_EVERYBODY = /\.atom$/;

/** @param site the site's voice, which may be read after the application is made */
export function speakToVisitors(site: () => Voice): RequestHandler {
  return (request, _response, next) => {
    inVoice(chooseVoice(request, site()), () => next());
  };
}

function chooseVoice(request: Request, site: Voice): Voice {
  if (FOR_EVERYBODY.test(request.path)) return site;
  if (FOR_PROGRAMS.test(request.path)) return {};
  return { ...site, language: chooseLanguage(request, site.language ?? ENGLISH) };
}

/** Without a preference, or where any will do, the site's. */
function chooseLanguage(request: Pick<Request, 'acceptsLanguages'>, usual: Language): Language {
  const offered = [usual, ...LANGUAGES.filter((language) => language !== usual)];
  return offered.find((language) => language === request.acceptsLanguages(offered)) ?? usual;
}
