/** What is said without a connection. */
export const offline = {
  'offline.title': 'You are offline',
  'offline.said': 'This page is not on this device. Once you have a connection, load it again.',
  'offline.kept': 'To read without a connection',
  'offline.form': 'You are offline. The form comes back with the connection.',
} as const
