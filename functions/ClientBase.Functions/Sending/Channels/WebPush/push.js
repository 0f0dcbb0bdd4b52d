// Shows notifications of ClientBase. A browser takes a service worker only from the site itself, so the site has a file of its own,
// clientbase-push.js in its root, with one line:
//
//   importScripts("https://BASE/api/push.js");
self.addEventListener("push", (event) => {
  const { title, body, tag, url } = event.data?.json() ?? {};
  if (title) event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data?.url ?? "/"));
});
