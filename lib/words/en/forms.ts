/** Both forms under an article, what is said about what was typed, and the pages after them. */
export const forms = {
  'form.problem': 'There is a problem',
  'form.error': 'Error:',
  'form.offline':
    'We could not reach the site. What you typed is still here: check your connection, then press the button again.',
  'form.empty-field': 'Leave this field empty',
  'form.name': 'Name',
  'form.email': 'Email',
  'form.privacy': 'How we handle your data',
  'reply.heading': 'Leave a Reply',
  'reply.readers':
    '<strong>Everyone can read a reply.</strong> Your name and your text stand on this page, in public, once our staff have approved them. For anything personal or medical, please <link>write an enquiry</link> instead.',
  'reply.intro': 'Your email address will not be published. Required fields are marked *',
  'reply.comment': 'Comment',
  'reply.comment-hint': 'Up to {most, number} characters, in plain text.',
  'reply.website': 'Website',
  'reply.data':
    'Every reply is read by our staff before it appears. Your name, website and comment are then shown under this article; your email address stays with us.',
  'reply.send': 'Post Comment',
  'enquiry.heading': 'Enquiry',
  'enquiry.readers': '<strong>Only our staff read an enquiry.</strong> It never appears on this site.',
  'enquiry.about': 'This enquiry is about “<title></title>”.',
  'enquiry.intro':
    'We will be in touch {within} to discuss your requirements. Please complete your details below.',
  'enquiry.phone': 'Phone',
  'enquiry.organisation': 'Organisation',
  'enquiry.requirements': 'Your requirements',
  'enquiry.requirements-hint': 'Up to {most, number} characters.',
  'enquiry.data':
    'Required fields are marked *. Our staff read what you send, answer it, and use it for nothing else.',
  'enquiry.send': 'Send enquiry',
  'enquiry.invite-heading': 'A question of your own?',
  'enquiry.invite':
    '<strong>Only our staff read an enquiry.</strong> It never appears on this site, and we will be in touch {within}.',
  'enquiry.invite-link': 'Write an enquiry',
  'enquiry.moved':
    'This page no longer takes enquiries. Nothing is lost: press the button again, and yours is sent from the contact page.',
} as const
