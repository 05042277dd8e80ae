/** Service worker: shows pushed notices and opens the course's page on click. */

interface Pushed {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly url: string;
}

/** The used parts of ServiceWorkerGlobalScope, which the DOM types lack. */
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { openWindow(url: string): Promise<unknown> };
  addEventListener(
    type: 'push',
    listener: (event: { readonly data: { json(): Pushed } | null; waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    type: 'notificationclick',
    listener: (event: { readonly notification: Notification; waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
}

const scope = self as unknown as Scope;

scope.addEventListener('push', (event) => {
  const pushed = event.data?.json();
  if (!pushed) return;
  const { title, body, tag, url } = pushed;
  // The tag is the message key, so a repeated push replaces the first.
  event.waitUntil(scope.registration.showNotification(title, { body, tag, data: { url } }));
});

scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(scope.clients.openWindow(String(event.notification.data?.url ?? '/')));
});
