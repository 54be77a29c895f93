/** What is said for each status that is not a page: what happened, and what to do. */
export const refusals: Readonly<Record<string, { title: string; message: string }>> = {
  400: {
    title: 'The form did not arrive whole',
    message:
      'Something in the form was missing or changed on its way. Check what you wrote and send it again.',
  },
  403: {
    title: 'Sent from another site',
    message:
      'For your safety we take messages only from our own pages. Nothing has been sent yet: check what you wrote and send it from here.',
  },
  404: {
    title: 'There is no page at this address',
    message:
      'It may have been mistyped, or the page has been taken away. Look through the articles, or start at the front page.',
  },
  405: {
    title: 'This page takes no messages',
    message: 'Nothing can be sent to this address. To write to us, use the contact page.',
  },
  408: {
    title: 'Sending took too long',
    message:
      'Your message did not arrive in time and has not been taken. Go back, check your connection and send it again.',
  },
  409: {
    title: 'The page has changed since you opened it',
    message: 'Your message has not been sent yet. What you wrote is below: send it again from here.',
  },
  410: {
    title: 'This article has expired',
    message:
      'It was only meant to stand for a while and has been taken down. Look through the articles for what is current.',
  },
  413: {
    title: 'Your message is too long',
    message: 'A message may have one megabyte at most. Go back, shorten it and send it again.',
  },
  415: {
    title: 'Not sent as a form',
    message: 'This address takes what its form sends, nothing else. Open the page and use the form.',
  },
  429: {
    title: 'Too many messages at once',
    message:
      'More has come from your connection in a minute than we can take. Wait a minute, then send it again.',
  },
  500: {
    title: 'Something went wrong on our side',
    message: 'Your request could not be answered, and we have been told. Wait a moment and try again.',
  },
  503: {
    title: 'Not available just now',
    message: 'The site is being worked on. Wait a moment and try again.',
  },
}
