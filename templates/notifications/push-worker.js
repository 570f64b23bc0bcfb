{% load i18n %}// Runs in the browser of somebody who asked for it, when there is a knock. The knock has no words, so
// what is shown is the same for everybody and says nothing of what it is about.
self.addEventListener("push", (event) => {
  const told = { tag: "inbox", body: "{% filter escapejs %}{% translate 'Open your inbox to read it.' %}{% endfilter %}" };
  event.waitUntil(self.registration.showNotification("{% filter escapejs %}{% translate 'Something new for you' %}{% endfilter %}", told));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("{% url 'inbox' %}"));
});
