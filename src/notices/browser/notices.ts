/** The push button: requests permission, subscribes at the browser's push service, registers with the site. */

const WORKER = '/notices/worker.js';

async function startWorker(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(WORKER);
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return registration;
  await new Promise<void>((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve();
    });
  });
  return registration;
}

function readKey(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** @returns URL of the page that manages this browser's subscription */
async function subscribe(part: HTMLElement, pace: string): Promise<string> {
  const registration = await startWorker();
  const key = readKey(part.dataset.key ?? '');
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const wanted = (part.dataset.for ?? '').split(' ').filter((one) => one !== '');
  const answer = await fetch('/notices/push', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...subscription.toJSON(), for: wanted, pace }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return ((await answer.json()) as { readonly own: string }).own;
}

function enable(part: HTMLElement): void {
  const button = part.querySelector('button');
  const pace = part.querySelector('select');
  const said = part.querySelector<HTMLElement>('[role=status]');
  const own = part.querySelector<HTMLAnchorElement>('[data-own]');
  if (!button || !pace || !said || !own) return;
  part.querySelector('[data-ready]')?.removeAttribute('hidden');
  button.addEventListener('click', () => {
    button.disabled = true;
    subscribe(part, pace.value).then(
      (link) => {
        said.textContent = part.dataset.done ?? '';
        own.href = link;
        own.hidden = false;
      },
      () => {
        button.disabled = false;
        said.textContent = part.dataset.failed ?? '';
      },
    );
  });
}

/** iOS supports push only for sites added to the Home Screen. iPads identify as Macs. */
function isIPhone(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}

for (const part of document.querySelectorAll<HTMLElement>('[data-push]')) {
  const works = 'serviceWorker' in navigator && 'PushManager' in window && window.isSecureContext;
  if (works) enable(part);
  else part.querySelector(isIPhone() ? '[data-iphone]' : '[data-without]')?.removeAttribute('hidden');
}
