type Words = {
  title: string
  /** What happened, and what to do. */
  said: string
  /** Instead of `said`, where the visitor's own form stands below with all that was typed. */
  saidAboveForm?: string
}

const still = 'What you typed is still in the form.'

const unread: Words = {
  title: 'We could not read what was sent',
  said: 'Something in it was broken or missing on the way to us, and nothing has been sent on. Go back, load the page again, and send it once more.',
  saidAboveForm: `Something was broken or missing on the way to us. ${still} Please send it again.`,
}

/** What each status says to a person. */
const words: Readonly<Record<number, Words>> = {
  400: unread,
  401: {
    title: 'You are no longer signed in',
    said: 'Your session has ended, and nothing has been sent on. Sign in, and send it again.',
    saidAboveForm: `Your session has ended, and nothing has been sent on. ${still}`,
  },
  403: {
    title: 'This did not come from our own page',
    said: 'To protect our visitors we take messages only from the pages of this site. Open the page here, and send it from there.',
    saidAboveForm: `To protect our visitors we take messages only from the pages of this site. ${still} Check it, then send it from here.`,
  },
  404: {
    title: 'There is no page at this address',
    said: 'It may have been moved or taken away, or there is a slip in the address. If a link on this site brought you here, please tell us.',
    saidAboveForm: `The page of this form is no longer here, so nothing has been sent on. ${still} You can write to us from our contact page.`,
  },
  405: {
    title: 'This page takes no messages',
    said: 'Nothing can be sent to this address. To write to us, use the form on our contact page.',
  },
  408: {
    title: 'Sending took too long',
    said: 'Your message did not reach us in time, and nothing has been sent on. Go back, check your connection, and send it again.',
    saidAboveForm: `Your message did not reach us in time. ${still} Check your connection, then send it again.`,
  },
  410: {
    title: 'This article has been withdrawn',
    said: 'It was published for a time, and that time has passed: what it said may no longer be right. The articles that are current are all still here.',
    saidAboveForm: `This article has been withdrawn and takes no replies, so nothing has been sent on. ${still} You can write to us from our contact page.`,
  },
  413: {
    title: 'That was more than we can take',
    said: 'A message may have one megabyte at most. Go back, shorten it, and send it again.',
  },
  414: {
    title: 'This address is too long',
    said: 'There is more behind its question mark than any page here can use. Shorten it, or start at the front page.',
  },
  415: {
    title: 'We cannot read this kind of message',
    said: 'Messages reach us only through the forms on this site. Open the page in a browser, and send it from there.',
  },
  422: {
    title: 'Something has to be corrected',
    said: 'Nothing has been sent on. Go back, and correct what you typed.',
  },
  429: {
    title: 'Too many messages at once',
    said: 'More came from your connection within a minute than we can take. Wait a minute, then try again.',
    saidAboveForm: `More came from your connection within a minute than we can take. ${still} Wait a minute, then send it again.`,
  },
  500: {
    title: 'Something went wrong on our side',
    said: 'It is not your fault, and we have been told. Try again in a few minutes.',
    saidAboveForm: `Something went wrong on our side. ${still} Try again in a few minutes.`,
  },
  503: {
    title: 'The site is not available just now',
    said: 'Nothing has been lost. Try again in a few minutes.',
    saidAboveForm: `The site cannot store messages just now. ${still} Try again in a few minutes.`,
  },
}

/** The words for a status; one that has none of its own is told like the general one of its class. */
export function noticeWords(status: number): Words {
  return words[status] ?? words[status < 500 ? 400 : 500] ?? unread
}
