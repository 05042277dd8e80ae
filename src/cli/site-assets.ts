/** The browser's files of the rooms that a site has. */
import path from 'node:path';
import { printGridRules } from '../timetable/grid-rules.ts';
import { type Assets, readAssets } from '../web/assets.ts';
import { joinStyleSheet } from '../web/style-sheets.ts';

/** Rooms with files for browsers, each in its folder `browser`. */
const BROWSER_ROOMS = ['web', 'timetable', 'site/home', 'site/course', 'site/week', 'my', 'notices', 'desk'];
/** Those of a static host's pages. */
const STATIC_ROOMS = ['web', 'timetable', 'site/static', 'site/week'];

/** Rooms whose styles are in every page's style sheet, and in that of the pages beside a course's. */
const STYLED_ROOMS = ['web', 'timetable', 'site/course'];
const STYLED_BESIDE = ['site/home', 'site/data', 'site/week', 'my'];

/** The browser's files and style sheets. One reading serves every page: addresses hold a digest. */
export function readSiteAssets(): Assets {
  const sheets = { 'desk.css': joinStyleSheet(['desk']), 'notices.css': joinStyleSheet(['notices']) };
  return readRooms(BROWSER_ROOMS, sheets);
}

export function readStaticAssets(): Assets {
  return readRooms(STATIC_ROOMS, {});
}

function readRooms(rooms: readonly string[], sheets: Readonly<Record<string, string>>): Assets {
  const folders = rooms.map((room) => path.resolve(import.meta.dirname, '..', room, 'browser'));
  const common = joinStyleSheet(STYLED_ROOMS) + printGridRules();
  return readAssets(folders, { ...sheets, 'belltower.css': common, 'beside.css': joinStyleSheet(STYLED_BESIDE) });
}
