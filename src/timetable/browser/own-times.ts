/** Says each meeting's time in the visitor's zone too, where that is another time. */

const part = document.getElementById('meetings');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Clock {
  readonly time: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
}

function openClock(timeZone: string): Clock {
  return {
    time: new Intl.DateTimeFormat(undefined, { timeZone, hour: 'numeric', minute: '2-digit' }),
    day: new Intl.DateTimeFormat(undefined, { timeZone, weekday: 'short' }),
  };
}

/** '16:00', with the weekday where that differs, too; null: it is the same time. */
function sayOwn(instant: Date, theirs: Clock, ours: Clock): string | null {
  const time = ours.time.format(instant);
  const day = ours.day.format(instant);
  const isOtherDay = day !== theirs.day.format(instant);
  if (!isOtherDay && time === theirs.time.format(instant)) return null;
  return isOtherDay ? `${day} ${time}` : time;
}

function show(): void {
  for (const list of document.querySelectorAll<HTMLElement>('.agenda[data-zone]:not([data-shown])')) {
    list.dataset.shown = '';
    const theirs = openClock(list.dataset.zone ?? 'UTC');
    const ours = openClock(own);
    for (const time of list.querySelectorAll('time')) {
      const said = sayOwn(new Date(time.dateTime), theirs, ours);
      if (said === null) continue;
      const line = document.createElement('span');
      line.className = 'own-time';
      line.textContent = (list.dataset.own ?? '~').replace('~', said);
      time.querySelector('.meeting-times')?.append(line);
    }
  }
}

show();
if (part) new MutationObserver(show).observe(part, { childList: true, subtree: true });
