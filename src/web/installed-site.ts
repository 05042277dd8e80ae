/** What every page says of the site as a browser installs it. Commands that write pages load this and no router. */

export const MANIFEST = '/site.webmanifest';
/** The colour of the page, as tokens.css has it: what a browser frames it with. */
export const PAPER = { light: '#faf8f3', dark: '#12191a' } as const;
