/** Polls which calendar program fetched this device's calendar, while the page is visible. */

const EVERY_MS = 3000;
/** Limit on polls, about ten minutes: most people subscribe at once. */
const MOST_ASKED = 200;

/** @returns stops polling */
export function followFetches(key: string, place: HTMLElement): () => void {
  let asked = 0;
  let timer = 0;
  const ask = async (): Promise<void> => {
    asked += 1;
    const said = document.visibilityState === 'visible' ? await readFetched(key) : null;
    if (said !== null && place.textContent !== said) {
      place.textContent = said;
      place.classList.add('is-fetched');
    }
    if (asked < MOST_ASKED && timer !== -1) timer = window.setTimeout(() => void ask(), EVERY_MS);
  };
  void ask();
  return () => {
    clearTimeout(timer);
    timer = -1;
  };
}

/** Null: not fetched yet, or no response; polling continues in both cases. */
async function readFetched(key: string): Promise<string | null> {
  try {
    const response = await fetch('/my/calls/fetched', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    return response.ok ? ((await response.json()) as { fetched: string | null }).fetched : null;
  } catch {
    return null;
  }
}
