import type { Context } from './context.ts'
import * as enquiries from './desk/enquiry-forms.ts'
import { completeForm, sendAllForm, testForm } from './desk/mail-forms.ts'
import { moderationForm } from './desk/moderation.ts'
import { eraseForm } from './desk/people-forms.ts'
import * as replies from './desk/reply-forms.ts'
import { askForm, signInForm, signOutEverywhereForm, signOutForm } from './desk/session-forms.ts'
import { enquiryForm } from './enquiries/submit.ts'
import type { Forms } from './forms/form.ts'
import { replyForm } from './replies/submit.ts'
import { routes } from './routes.ts'

const replyList = ['/staff/replies']
const enquiryPage = ['/staff/enquiries/:reference']
const mailPage = ['/staff/mail']

const deskPages = routes.filter(({ needsSession }) => needsSession).map(({ pattern }) => pattern)

export const siteForms = {
  reply: { submit: replyForm, at: ['/articles/:article'], knownBy: 'comment' },
  enquiry: {
    submit: enquiryForm,
    at: ['/articles/:article', '/contact'],
    knownBy: 'requirements',
    elsewhere: '/contact',
  },
  moderation: { submit: moderationForm, at: ['/moderate/:token'], knownBy: 'decision' },
  'ask-to-sign-in': {
    submit: askForm,
    at: ['/staff/sign-in', ...deskPages],
    knownBy: 'email',
    elsewhere: '/staff/sign-in',
  },
  'sign-in': { submit: signInForm, at: ['/staff/sign-in/:token'] },
  'sign-out': { submit: signOutForm, at: deskPages },
  'sign-out-everywhere': { submit: signOutEverywhereForm, at: ['/staff/sign-out'] },
  'decide-replies': { submit: replies.decideForm, at: replyList, knownBy: 'decision' },
  'undo-replies': { submit: replies.undoForm, at: replyList },
  'answer-reply': { submit: replies.answerForm, at: replyList, knownBy: 'answer' },
  'withdraw-answer': { submit: replies.withdrawForm, at: replyList, knownBy: 'withdrawn' },
  'enquiry-step': { submit: enquiries.stepForm, at: enquiryPage, knownBy: 'step' },
  'assign-enquiry': { submit: enquiries.assignForm, at: enquiryPage, knownBy: 'assignedTo' },
  'enquiry-note': { submit: enquiries.noteForm, at: enquiryPage, knownBy: 'note' },
  'answer-enquiry': { submit: enquiries.answerForm, at: enquiryPage, knownBy: 'answer' },
  'complete-mail': { submit: completeForm, at: mailPage, knownBy: 'handled' },
  'send-all-mails': { submit: sendAllForm, at: mailPage },
  'test-mail': { submit: testForm, at: mailPage },
  'erase-person': { submit: eraseForm, at: ['/staff/people/erase'] },
} satisfies Forms<Context>

export type FormName = keyof typeof siteForms
